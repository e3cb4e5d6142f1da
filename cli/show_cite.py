"""Citations on the terminal and as JSON items."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from cli import show
from cli.labels import law_label
from cli.request import Request
from cli.speech import _, in_words
from regulations.cited import Cited
from regulations.library import Library
from regulations.validity import validity_on
from regulations.work import Work


def item(one: Cited, library: Library, day: date) -> dict[str, Any]:
    """Return one citation: what it states, and what that means on *day*."""
    mention, work = one.mention, one.work
    read = mention.reference
    body = library.bodies.named(read.issuer)
    types = {work.type} if work else read.types
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": next(iter(types)) if len(types) == 1 else None,
        "symbol": mention.symbol or None,
        "number": read.number,
        "date": read.day,
        "year": read.year,
        "issuer": body.label if body else read.issuer or None,
        "term": read.term or None,
        "pinpoint": list(mention.pinpoints),
        "outcome": one.outcome,
        "work": work.id if work else None,
        "status": validity_on(work, day, library).status if work else None,
        "candidates": [_candidate(other) for other in one.candidates],
        "reason": in_words(one.reason) or None,
    }


def listing(request: Request, text: str, found: Sequence[Cited], library: Library) -> None:
    """Print the citations by line, as of the day of *request*; the text's own are only counted."""
    counts = Counter(one.outcome for one in found)
    show.header(
        request,
        _("{count} citations").format(count=len(found)),
        _("{count} resolved").format(count=counts["resolved"]),
        _("{count} ambiguous").format(count=counts["ambiguous"]),
        _("{count} unknown").format(count=counts["unknown"]),
    )
    begins = [at for at, sign in enumerate(text) if sign == "\n"]
    rows = [
        (str(bisect_right(begins, one.mention.start) + 1), " ".join(one.mention.text.split()),
         _meaning(one), _status(one, library, request.as_of))
        for one in found if one.outcome != "self"
    ]  # fmt: skip
    if rows:
        show.table([_("Line"), _("Citation"), _("Means"), _("Status")], rows, right=(0,))
    if counts["self"]:
        show.line(_("Of the text's own articles: {count}").format(count=counts["self"]))


def _meaning(one: Cited) -> str:
    """Return the work; else why there is none, and what it may be, one below the other."""
    if one.work:
        return one.work.cited
    return "\n".join([in_words(one.reason), *(f"- {other.cited}" for other in one.candidates)])


def _status(one: Cited, library: Library, day: date) -> str:
    return law_label(validity_on(one.work, day, library).status) if one.work else ""


def _candidate(work: Work) -> dict[str, Any]:
    return {
        "id": work.id,
        "symbol": work.symbol or None,
        "type": work.type,
        "signed": work.signed.edtf if work.signed else None,
        "title": work.title_vi,
    }
