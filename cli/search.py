"""The word ``search``: find instruments, tasks and forms."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from cli import items, show
from cli.entries import index_of, label_for
from cli.labels import law_label
from cli.office import Office, open_office
from cli.request import DAY, Request
from cli.speech import _
from cli.verbs import Verb
from regulations.doctypes import DOC_TYPES
from regulations.search.index import Hit
from regulations.search.query import parse_query
from regulations.validity import replaced_by, validity_on

KINDS = ("regulation", "task", "form")


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
    type=click.Choice([kind.code for kind in DOC_TYPES]),
    metavar="TYPE",
    help="Only this type, as quy_dinh.",
)
@click.option("--issuer", "issuers", multiple=True, metavar="BODY", help="Only from this body.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many."
)
@click.pass_obj
def search(
    request: Request, words: tuple[str, ...], on: date | None, kinds: tuple[tuple[str, ...], ...],
    types: tuple[str, ...], issuers: tuple[str, ...], limit: int,
) -> None:  # fmt: skip
    """Find passages that hold WORDS."""
    office = open_office(request)
    labels = [label_for(items.body_named(office, issuer).label) for issuer in issuers]
    chosen = [kind for group in kinds for kind in group]
    query = parse_query(" ".join(words), kinds=chosen, types=types, issuers=labels, on=on)
    hits = index_of(office).search(query, limit)
    if request.as_json:
        found = [_item(office, hit, on or request.as_of) for hit in hits]
        show.document(request, "search", found, office=office.tree)
        return
    show.header(request, _("Search results: {count}").format(count=len(hits)))
    for hit in hits:
        _print(office, hit, on or request.as_of)


def _item(office: Office, hit: Hit, day: date) -> dict[str, Any]:
    entry = hit.entry
    return {
        "kind": entry.kind,
        "id": entry.id,
        "symbol": entry.symbol or None,
        "signed": entry.signed or None,
        "eid": entry.eid or None,
        "heading": entry.heading,
        "status": _status(office, hit, day),
        "snippet": hit.snippet,
        "score": round(hit.score, 4),
    }


def _status(office: Office, hit: Hit, day: date) -> str | None:
    if hit.entry.kind != "regulation":
        return None
    return validity_on(office.library.work(hit.entry.id), day, office.library).status


def _print(office: Office, hit: Hit, day: date) -> None:
    entry = hit.entry
    show.line()
    if entry.kind != "regulation":
        show.line(f"{entry.id}  {entry.heading}")
    else:
        _print_law(office, hit, day)
    if "**" in hit.snippet and hit.snippet.replace("**", "") not in entry.heading:
        show.line(f"    {hit.snippet}")


def _print_law(office: Office, hit: Hit, day: date) -> None:
    work = office.library.work(hit.entry.id)
    status = law_label(validity_on(work, day, office.library).status)
    show.line(f"{work.cited}  [{status}]")
    show.line(f"    {hit.entry.heading}")
    for other, _relation in replaced_by(work, office.library):
        show.line("    " + _("Replaced by: {name}").format(name=other.cited))
