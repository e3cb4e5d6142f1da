"""``vanthu reg diff``: what changed between two days of an instrument, or between two."""

from __future__ import annotations

import click

from cli import show, show_diff
from cli.office import open_office
from cli.request import Request
from cli.sides import two_sides
from cli.verbs import Verb
from regulations.compare import compare

FORMATS = ("text", "html", "json")


@click.command(cls=Verb)
@click.argument("words", metavar="ID DAY1 DAY2", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Print it in this form.")
@click.pass_obj
def diff(request: Request, words: tuple[str, ...], form: str | None) -> None:
    """Compare the text of an instrument on two days, article by article.

    Two instruments compare as well: diff OLD NEW; NEW may be a draft, a .md or .txt file.
    """
    office = open_office(request)
    old, new = two_sides(office, words, request.as_of)
    comparison = compare(old.text, new.text)
    if form == "json" or (request.as_json and form is None):
        found = [show_diff.item(change) for change in comparison.changes]
        show.document(request, "difference", found, office=office.tree, old=old.name, new=new.name)
    elif form == "html":
        click.echo(show_diff.page(comparison, old, new, office.language(request)))
    else:
        show_diff.listing(comparison, old, new)
