"""The word ``search``: find instruments, tasks and forms."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from cli import items, show, show_search
from cli.entries import label_for
from cli.freshness import index_of
from cli.office import Office, open_office
from cli.request import DAY, TYPE, Request
from cli.speech import _
from cli.verbs import Verb
from regulations.search.fieldnames import KINDS, STATUSES
from regulations.search.finding import find
from regulations.search.query import Query, parse_query


class Kinds(click.ParamType[tuple[str, ...]]):
    """Kinds of entries, parted by commas."""

    name = "kinds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the kinds, or fail with those there are."""
        if isinstance(value, tuple):
            return value
        found = tuple(part.strip() for part in str(value).split(","))
        for kind in found:
            if kind not in KINDS:
                self.fail(_("{kind} is none of {known}.").format(kind=kind, known=", ".join(KINDS)))
        return found


@click.command(cls=Verb)
@click.argument("words", nargs=-1, required=True)
@click.option("--on", type=DAY, help="Only law that may be in force on this day.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=Kinds(),
    metavar="KIND,…",
    help="Only these kinds: regulation, task, form.",
)
@click.option(
    "--type",
    "types",
    multiple=True,
    type=TYPE,
    metavar="TYPE",
    help="Only this type, as quy_dinh.",
)
@click.option("--issuer", "issuers", multiple=True, metavar="BODY", help="Only from this body.")
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), metavar="STATUS",
              help="Only with this status on the day.")  # fmt: skip
@click.option("--signed", default="", metavar="DAYS", help="Only signed then, as 2023..2025.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many."
)
@click.option("--facets", is_flag=True, help="Count what was found by kind, type, issuer, year.")
@click.option("--explain", is_flag=True, help="Say how the words were read and why each was found.")
@click.pass_obj
def search(
    request: Request, words: tuple[str, ...], on: date | None, kinds: tuple[tuple[str, ...], ...],
    types: tuple[str, ...], issuers: tuple[str, ...], statuses: tuple[str, ...], signed: str,
    limit: int, facets: bool, explain: bool,
) -> None:  # fmt: skip
    """Find passages that hold WORDS."""
    office = open_office(request)

    def label(name: str) -> str:
        return label_for(items.body_named(office, name).label)

    query = parse_query(
        " ".join(words), kinds=[kind for group in kinds for kind in group], types=types,
        issuers=[label(one) for one in issuers],
        statuses=statuses, signed=signed, on=on, day=on or request.as_of, label=label,
    )  # fmt: skip
    _answer(request, office, query, limit, (facets, explain))


def _answer(
    request: Request, office: Office, query: Query, limit: int, more: tuple[bool, bool]
) -> None:
    kept = index_of(office)
    page = find(kept.index, query, limit, facets=more[0])
    answer = show_search.Answer(page, kept, query.day or request.as_of, explained=more[1])
    if request.as_json:
        found = show_search.items_of(office, answer)
        show.document(request, "search", found, office=office.tree,
                      **show_search.more_of(answer))  # fmt: skip
        return
    show_search.print_answer(request, office, answer)
