"""The fields of the query language, under their English and Vietnamese names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regulations.days import DayError, parse_day
from regulations.doctypes import DOC_TYPES, type_named, types_abbreviated
from regulations.errors import VanthuError
from regulations.folding import fold
from regulations.search.analysis import syllables
from regulations.search.entry import day_number
from regulations.search.tree import Node, Term, Window, all_of, any_of, together
from regulations.search.windows import read_window
from regulations.sentences import say

KINDS = ("regulation", "task", "form")
STATUSES = ("not_yet", "in_force", "partly_expired", "expired", "suspended", "unknown")
_KIND_NAMES = {"van ban": "regulation", "nhiem vu": "task", "mau": "form"}
_CODES = frozenset(kind.code for kind in DOC_TYPES)


class QueryError(VanthuError):
    """A field of a query has a value that it can't have."""

    code = "query"
    exit_code = 2

    def __init__(self, field: str, value: str, known: Sequence[str]) -> None:
        super().__init__(
            say("{value} is no value of {field}.", value=repr(value[:60]), field=field),
            hint=say("It can be one of: {known}.", known=", ".join(known)),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What ``field:value`` asks: a *node*, a day, or a status on the day of the query."""

    node: Node | None = None
    on: date | None = None
    statuses: frozenset[str] = frozenset()


Label = Callable[[str], str]


def signed_within(window: str) -> Node:
    """Return the condition that the signing day may lie in *window*.

    Raises:
        WindowError: *window* is none.
    """
    low, high = read_window(window)
    return all_of((Window("last", low=low), Window("first", high=high)))


def valid_on(day: date) -> Node:
    """Return the condition that an entry may be in force on *day*."""
    number = day_number(day, 0)
    return all_of((Window("since", high=number), Window("until", low=number + 1)))


def one_of(field: str, values: Sequence[str]) -> Node:
    """Return the condition that a key field holds one of *values*."""
    return any_of(Term(field, value) for value in values)  # type: ignore[arg-type]


def _kind(value: str, _label: Label) -> Asked:
    kind = _KIND_NAMES.get(fold(value), value)
    if kind not in KINDS:
        raise QueryError("kind", value, KINDS)
    return Asked(Term("kind", kind))


def _type(value: str, _label: Label) -> Asked:
    named = type_named(value)
    codes = {named} if named else types_abbreviated(value) or ({value} & _CODES)
    if not codes:
        raise QueryError("type", value, [kind.code for kind in DOC_TYPES])
    return Asked(one_of("type", sorted(codes)))


def _issuer(value: str, label: Label) -> Asked:
    return Asked(Term("issuer", fold(label(value)).strip()))


def _status(value: str, _label: Label) -> Asked:
    if value not in STATUSES:
        raise QueryError("status", value, STATUSES)
    return Asked(statuses=frozenset({value}))


def _lang(value: str, _label: Label) -> Asked:
    return Asked(Term("lang", value.lower()))


def _signed(value: str, _label: Label) -> Asked:
    return Asked(signed_within(value))


def _on(value: str, _label: Label) -> Asked:
    try:
        return Asked(on=parse_day(value))
    except DayError as error:
        raise QueryError("on", value, ["30/6/2026", "2026-06-30"]) from error


def _heading(value: str, _label: Label) -> Asked:
    return Asked(all_of(Term("heading", word) for word in syllables(value)))


def _symbol(value: str, _label: Label) -> Asked:
    return Asked(together(syllables(value)) if syllables(value) else None)


FIELDS: Mapping[str, Callable[[str, Label], Asked]] = {
    "kind": _kind, "nhom": _kind,
    "type": _type, "loai": _type,
    "issuer": _issuer, "coquan": _issuer,
    "status": _status, "hieuluc": _status,
    "lang": _lang, "ngonngu": _lang,
    "signed": _signed, "ky": _signed,
    "on": _on,
    "heading": _heading, "tieude": _heading,
    "symbol": _symbol, "sokyhieu": _symbol,
}  # fmt: skip
