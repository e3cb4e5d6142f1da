"""One thing to be found, and what every engine indexes of it: terms, keys and days."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from typing import Any

from regulations.days import DayError, parse_when
from regulations.folding import fold
from regulations.reference import Facts
from regulations.search.analysis import exact_key, pairs, syllables, words_of
from regulations.search.tree import KeyField, NumberField
from regulations.symbol import symbol_key

BREAK = "|"  # stands between symbol, heading and body: no word, so no phrase runs across
OPEN_END = 99_999_999


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found: an instrument, a provision of one, a task, a form.

    *eid* is empty for the whole, *symbol* and *signed* (EDTF) as printed. *keys* are further
    names that it goes by. *number* and *type* are those of the instrument, empty for tasks and
    forms; *issuer* holds labels, parted by commas. It is valid from *since* up to, not including,
    *until*; ``None`` is open. Of equals the one with the later *sort_day* stands first.

    *context* are the headings around it: the title of the instrument, chapter, section.
    *version* is the day of the text it was taken from, *standing* its status through time, see
    :func:`regulations.timeline.packed`.
    """

    kind: str
    id: str
    heading: str
    body: str = ""
    eid: str = ""
    symbol: str = ""
    signed: str = ""
    keys: tuple[str, ...] = ()
    number: str = ""
    type: str = ""
    issuer: str = ""
    sort_day: date | None = None
    since: date | None = None
    until: date | None = None
    context: tuple[str, ...] = ()
    version: str = ""
    lang: str = "vi"
    standing: str = ""

    @property
    def owner(self) -> str:
        """Whose entries change together: one instrument, task or form."""
        return f"{self.kind}/{self.id}"

    @property
    def uid(self) -> str:
        """The name of this entry alone."""
        return f"{self.owner}#{self.eid}@{self.version}"


@dataclass(frozen=True, slots=True)
class Fields:
    """An entry as terms. *words* keeps the order, with :data:`BREAK` between the parts."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    heading: tuple[str, ...]
    marked: tuple[str, ...]


def fields_of(entry: Entry) -> Fields:
    """Return the terms that *entry* is found by; a part has its instrument's symbol as heading."""
    symbol = syllables(entry.symbol)
    head, head_marked = words_of(entry.heading)
    body, body_marked = words_of(entry.body)
    around = [words_of(text) for text in entry.context]
    own = (head, body) if entry.eid else (symbol, head, body)
    parts = [part for part in own if part]
    heads = [head, *(words for words, _ in around), *([symbol] if entry.eid else [])]
    words: list[str] = []
    for part in parts:
        words += (BREAK, *part) if words else part
    return Fields(
        words=tuple(words),
        pairs=tuple([pair for part in parts for pair in pairs(part)]),
        heading=tuple([term for part in heads for term in (*part, *pairs(part))]),
        marked=(*head_marked, *body_marked),
    )


def keys_of(entry: Entry) -> dict[KeyField, tuple[str, ...]]:
    """Return the values that *entry* is chosen and counted by."""
    first, last = _signed(entry)
    above = entry.eid.split("__")
    return {
        "uid": (entry.uid,),
        "owner": (entry.owner,),
        "eid": (f"={entry.eid}", *("__".join(above[:size]) for size in range(1, len(above) + 1)))
        if entry.eid
        else (),
        "whole": () if entry.eid else ("yes",),
        "facts": (_packed_facts(entry),) if entry.number else (),
        "names": tuple(sorted(names_of(entry))),
        "number": _some(number_of(entry)),
        "kind": (entry.kind,),
        "type": _some(entry.type),
        "issuer": issuers_of(entry),
        "lang": (entry.lang,),
        "standing": _some(entry.standing),
        "year": (str(first // 10_000),) if first // 10_000 == last // 10_000 else (),
    }


def numbers_of(entry: Entry) -> dict[NumberField, int]:
    """Return the days of *entry* as YYYYMMDD.

    *first* and *last* bound the signing day; where none is known no window holds them.
    """
    first, last = _signed(entry)
    return {
        "since": day_number(entry.since, 0),
        "until": day_number(entry.until, OPEN_END),
        "first": first,
        "last": last,
    }


def newness(entry: Entry) -> int:
    """Return a number that grows with the day an entry is sorted by."""
    return day_number(entry.sort_day, 0)


def names_of(entry: Entry) -> frozenset[str]:
    """Return the exact keys that *entry* goes by; the id and a form's code are among them."""
    names = list(entry.keys)
    names += [] if entry.eid else [entry.id]
    names += [] if entry.number else [entry.symbol]
    return frozenset(key for name in names if (key := exact_key(name)))


def number_of(entry: Entry) -> str:
    """Return the number as references have it, without leading zeros; empty for none."""
    return str(int(entry.number)) if entry.number.isdecimal() else ""


def issuers_of(entry: Entry) -> tuple[str, ...]:
    """Return the folded labels of the issuers."""
    return tuple(fold(label).strip() for label in entry.issuer.split(",") if label.strip())


def day_number(day: date | None, otherwise: int) -> int:
    """Return a day as YYYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day if day else otherwise


def facts_from(packed: str) -> Facts:
    """Return what a reference may state of the instrument behind one value of ``facts``."""
    _id, symbol, kind, earliest, latest = json.loads(packed)
    return Facts(
        symbol_key(symbol),
        kind,
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
    )


def entry_to_json(entry: Entry) -> str:
    """Return *entry* as an index keeps it."""
    return json.dumps(astuple(entry), ensure_ascii=False, default=date.isoformat)


def entry_from_json(text: str) -> Entry:
    """Return what :func:`entry_to_json` was given."""
    values: dict[str, Any] = dict(zip(_NAMES, json.loads(text), strict=True))
    for name in ("sort_day", "since", "until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in ("keys", "context"):
        values[name] = tuple(values[name])
    return Entry(**values)


def _packed_facts(entry: Entry) -> str:
    earliest, latest = _bounds(entry)
    parts = (entry.id, entry.symbol, entry.type, earliest, latest)
    return json.dumps(parts, ensure_ascii=False, default=date.isoformat)


def _signed(entry: Entry) -> tuple[int, int]:
    earliest, latest = _bounds(entry)
    return day_number(earliest, OPEN_END), day_number(latest, 0)


def _bounds(entry: Entry) -> tuple[date | None, date | None]:
    if not entry.signed:
        return entry.sort_day, entry.sort_day
    try:
        when = parse_when(entry.signed)
    except DayError:
        return entry.sort_day, entry.sort_day
    return when.earliest, when.latest


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


_NAMES = tuple(field.name for field in dataclass_fields(Entry))
