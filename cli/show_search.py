"""What a search has found, as lines and as JSON: the hits, their counts, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cli import show
from cli.labels import FACETS, law_label
from cli.office import Office
from cli.request import Request
from cli.speech import _
from regulations.days import short_day
from regulations.doctypes import doc_type
from regulations.search.finding import Hit, Page
from regulations.search.glossary import shipped_glossary
from regulations.search.keeping import Kept
from regulations.search.reasons import held_terms, reading_of
from regulations.validity import replaced_by, validity_on

_MOST_VALUES = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """A page with the index it comes from; *day* is that of the statuses."""

    page: Page
    kept: Kept
    day: date
    explained: bool = False


def items_of(office: Office, answer: Answer) -> list[dict[str, Any]]:
    """Return the hits as JSON items."""
    return [_item(office, answer, hit) for hit in answer.page.hits]


def more_of(answer: Answer) -> dict[str, Any]:
    """Return what JSON says beside the items."""
    page = answer.page
    more: dict[str, Any] = {"total": page.total, "did_you_mean": page.meant or None}
    if page.facets is not None:
        more["facets"] = page.facets
    if answer.explained:
        more["explain"] = _explained(answer)
    return more


def print_answer(request: Request, office: Office, answer: Answer) -> None:
    """Print the hits, then their counts and the explanation where they were asked for."""
    page = answer.page
    places = _("places in all: {count}").format(count=page.total)
    show.header(request, _("Search results: {count}").format(count=len(page.hits)),
                places if page.total > len(page.hits) else "")  # fmt: skip
    if page.meant:
        show.line(_("Did you mean: {words}?").format(words=page.meant))
    for hit in page.hits:
        _print(office, answer, hit)
    if page.facets is not None:
        show.line()
        show.pairs((_(FACETS[name]), _counted(values)) for name, values in page.facets.items())
    if answer.explained:
        show.line()
        show.pairs((name, _plain(value)) for name, value in _explained(answer).items())


def _item(office: Office, answer: Answer, hit: Hit) -> dict[str, Any]:
    entry = hit.entry
    item = {
        "kind": entry.kind,
        "id": entry.id,
        "symbol": entry.symbol or None,
        "signed": entry.signed or None,
        "type": entry.type or None,
        "issuer": [label.strip() for label in entry.issuer.split(",") if label],
        "eid": entry.eid or None,
        "version": entry.version or None,
        "heading": entry.heading,
        "status": _status(office, hit, answer.day),
        "since": entry.since,
        "until": entry.until,
        "lang": entry.lang,
        "snippet": hit.snippet,
        "score": round(hit.score, 4),
        "more": hit.more,
    }
    return item | ({"why": _why(answer, hit)} if answer.explained else {})


def _status(office: Office, hit: Hit, day: date) -> str | None:
    if hit.entry.kind != "regulation":
        return None
    work = office.library.work(hit.entry.id)
    return validity_on(work, day, office.library, hit.entry.eid).status


def _print(office: Office, answer: Answer, hit: Hit) -> None:
    entry = hit.entry
    show.line()
    if entry.kind != "regulation":
        show.line(f"{entry.id}  {entry.heading}")
    else:
        _print_law(office, answer, hit)
    if "**" in hit.snippet and hit.snippet.replace("**", "") not in entry.heading:
        show.line(f"    {hit.snippet}")
    if entry.eid and hit.more:
        show.line("    " + _("More places in it: {count}").format(count=hit.more))
    if answer.explained:
        show.line("    " + " ".join(_why(answer, hit)))


def _print_law(office: Office, answer: Answer, hit: Hit) -> None:
    entry = hit.entry
    work = office.library.work(entry.id)
    validity = validity_on(work, answer.day, office.library, entry.eid)
    show.line(f"{work.cited}  [{law_label(validity.status)}]")
    if entry.eid:
        show.line(f"    {work.title() or doc_type(work.type).vi}")
    show.line(f"    {entry.heading}")
    if entry.eid and entry.until and entry.until <= answer.day and validity.status != "expired":
        day = short_day(entry.until)
        show.line("    " + _("It read so before {day}; it reads otherwise now.").format(day=day))
    for other, _relation in replaced_by(work, office.library):
        show.line("    " + _("Replaced by: {name}").format(name=other.cited))


def _why(answer: Answer, hit: Hit) -> list[str]:
    group = ("some", "all", "named")[min(2, int(hit.score))]
    return [group, *held_terms(hit.entry, answer.page.plan)]


def _explained(answer: Answer) -> dict[str, Any]:
    kept = answer.kept
    glossary = shipped_glossary().version
    return {"engine": kept.engine, "index": kept.how, "glossary": glossary,
            **reading_of(answer.page.query, answer.page.plan)}  # fmt: skip


def _counted(values: Any) -> str:
    shown = list(values.items())[:_MOST_VALUES]
    return " · ".join(f"{value or '—'} {count}" for value, count in shown)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{name}={one}" for name, one in value.items() if one)
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
