"""The word ``cite``: every citation in a text, and which instrument it means on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from cli import show, show_cite
from cli.office import open_office
from cli.request import DAY, Request
from cli.texts import load_text
from cli.verbs import Verb
from regulations.cited import resolve_mentions
from regulations.mentions import find_mentions


@click.command(cls=Verb)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--on", type=DAY, help="The day of the text: what was signed later is not meant.")
@click.pass_obj
def cite(request: Request, file: Path, on: date | None) -> None:
    """List every citation in a text, and what it means.

    FILE is a .docx, .md or .txt; - reads what is piped in. A citation that fits several
    instruments lists them all.
    """
    office = open_office(request)
    text = load_text(file)
    day = on or request.as_of
    found = resolve_mentions(find_mentions(text), office.library, day)
    if request.as_json:
        items = [show_cite.item(one, office.library, day) for one in found]
        show.document(request, "mention", items, office=office.tree, path=str(file))
    else:
        show_cite.listing(replace(request, as_of=day), text, found, office.library)
