"""``vanthu reg links``: what instruments do to one another, as a list, a diagram or data."""

from __future__ import annotations

from datetime import date

import click

from cli import show, show_reg
from cli.drawing import DRAWINGS
from cli.items import link_items
from cli.office import open_office
from cli.request import DAY, Request
from cli.verbs import Verb
from regulations.diagram import diagram_of

FORMATS = ("text", "json", *DRAWINGS)


@click.command(cls=Verb)
@click.argument("reference", metavar="ID", nargs=-1, required=True)
@click.option(
    "--depth",
    type=click.IntRange(1, 9),
    default=1,
    show_default=True,
    metavar="N",
    help="Follow relations of relations, N steps.",
)
@click.option("--on", type=DAY, help="Status on this day.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Print it in this form.")
@click.pass_obj
def links(
    request: Request, reference: tuple[str, ...], depth: int, on: date | None, form: str | None
) -> None:  # fmt: skip
    """Show what one instrument does to others, and what others do to it."""
    office = open_office(request)
    work = office.library.resolve(" ".join(reference))
    diagram = diagram_of(work, office.library, depth)
    if form == "json" or (request.as_json and form is None):
        show.document(request, "link", link_items(diagram, office.library), office=office.tree)
    elif form and form in DRAWINGS:
        click.echo(DRAWINGS[form](diagram, office.library, on or request.as_of))
    else:
        show_reg.diagram(office.library, diagram)
