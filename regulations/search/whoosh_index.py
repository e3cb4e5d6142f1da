"""The engine of a small office: whoosh, fed with words that our own analysis has made.

The index lies in one checked file in a private folder and is read into memory whole. It is a
cache: whatever is odd about it, it is built anew.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from dataclasses import fields as dataclass_fields
from datetime import date
from pathlib import Path
from typing import Any

import whoosh
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query import And, NumericRange, Or, Phrase, Term
from whoosh.query import Query as QueryTree
from whoosh.searching import Searcher

from regulations.machine import owned_by_user, private_folder, write_atomic
from regulations.search.analysis import ANALYSIS_VERSION
from regulations.search.index import (
    Entry,
    Hit,
    allowed,
    fields_of,
    gather,
    graded,
    is_named,
    issuers_of,
    names_of,
    number_of,
)
from regulations.search.index_file import pack, unpack
from regulations.search.plan import Plan, make_plan
from regulations.search.query import Query

SCHEMA_VERSION = "1"
FILE = "search.index"
_OPEN_END = 99_999_999
_MEMORY_MEGABYTES = 64


class WhooshIndex:
    """A :class:`regulations.search.index.SearchIndex` over whoosh."""

    def __init__(self, storage: RamStorage) -> None:
        self._searcher: Searcher = storage.open_index().searcher()

    @classmethod
    def open(cls, folder: Path, key: str, entries: Callable[[], Iterable[Entry]]) -> WhooshIndex:
        """Open the index in *folder* if it belongs to *key* and is whole; else build it.

        *key* says which state of the office it is for. *entries* is asked only to build. Where
        nothing can be written to the folder, the index lives in memory for this once.

        Raises:
            NotPrivateError: *folder* is a link or belongs to another user.
        """
        path = private_folder(folder) / FILE
        whole_key = "/".join((key, ANALYSIS_VERSION, SCHEMA_VERSION, whoosh.versionstring()))
        storage = RamStorage()
        parts = unpack(whole_key, _own_bytes(path))
        if parts is not None:
            storage.files = parts
            return cls(storage)
        _build(storage, entries())
        with contextlib.suppress(OSError):
            write_atomic(path, pack(whole_key, storage.files))
        return cls(storage)

    def search(self, query: Query, limit: int = 10) -> tuple[Hit, ...]:
        """See :class:`regulations.search.index.SearchIndex`."""
        plan = make_plan(query, self._frequency)
        named = dict(self._named(query))
        scored = list(self._scored(query, plan, frozenset(named), limit - len(named)))
        return gather(query, limit, named.values(), scored)

    def _named(self, query: Query) -> Iterator[tuple[int, tuple[Entry, bool]]]:
        """Yield each named entry by its place in the index, with whether it holds the rest."""
        asked = [Term("names", query.key)] if query.key else []
        if query.reference.number is not None:
            asked.append(Term("number", query.reference.number))
        rest = self._holding(_all_of("words", query.rest)) if query.rest else None
        for place in sorted(self._holding(Or(asked))) if asked else ():
            entry = self._entry(place)
            holds_rest = rest is None or place in rest
            if allowed(entry, query) and is_named(entry, query, holds_rest=holds_rest):
                yield place, (entry, holds_rest)

    def _scored(
        self, query: Query, plan: Plan, named: frozenset[int], limit: int
    ) -> Iterator[tuple[Entry, float]]:
        """Yield up to *limit* entries: those that hold all of the query, then some of it."""
        if limit <= 0 or not plan.terms:
            return
        within = self._within(query)
        whole = self._holding(_all_of("words", plan.required)) if plan.required else frozenset()
        whole = (whole if within is None else whole & within) - named
        terms = [Term(term.field, term.text, term.weight) for term in (*plan.terms, *plan.bonus)]
        yield from self._best(Or(terms), limit, whole, frozenset(), holds_all=True)
        left = limit - len(whole)
        if left > 0 and not (query.only_names and named):
            yield from self._best(Or(terms), left, within, named | whole, holds_all=False)

    def _best(
        self,
        terms: Or,
        limit: int,
        within: frozenset[int] | None,
        without: frozenset[int],
        *,
        holds_all: bool,
    ) -> Iterator[tuple[Entry, float]]:
        if within is not None and not within:
            return  # whoosh would take an empty set for no filter
        only = None if within is None else set(within)
        limit = min(limit, self._searcher.doc_count())
        for hit in self._searcher.search(terms, limit=limit, filter=only, mask=set(without)):
            yield self._entry(hit.docnum), graded(hit.score, holds_all=holds_all)

    def _within(self, query: Query) -> frozenset[int] | None:
        """Return the places that filters and phrases let through, ``None`` for all."""
        chosen = (("kind", query.kinds), ("type", query.types), ("issuer", query.issuers))
        asked: list[QueryTree] = [
            Or([Term(field, value) for value in values]) for field, values in chosen if values
        ]
        asked += [_phrase(phrase) for phrase in query.phrases]
        if query.on is not None:
            asked.append(NumericRange("since", None, _number(query.on, 0)))
            asked.append(NumericRange("until", _number(query.on, 0), None, startexcl=True))
        return self._holding(And(asked)) if asked else None

    def _holding(self, asked: QueryTree) -> frozenset[int]:
        return frozenset(self._searcher.docs_for_query(asked))

    def _entry(self, place: int) -> Entry:
        return _from_json(self._searcher.stored_fields(place)["entry"])

    def _frequency(self, field: str, text: str) -> int:
        return int(self._searcher.reader().doc_frequency(field, text))


def _build(storage: RamStorage, entries: Iterable[Entry]) -> None:
    writer = storage.create_index(_schema()).writer(limitmb=_MEMORY_MEGABYTES)
    for entry in entries:
        words = fields_of(entry)
        writer.add_document(
            words=" ".join(words.words),
            pairs=" ".join(words.pairs),
            heading=" ".join(words.heading),
            marked=" ".join(words.marked),
            names=" ".join(sorted(names_of(entry))),
            number=number_of(entry),
            kind=entry.kind,
            type=entry.type,
            issuer=",".join(issuers_of(entry)),
            since=_number(entry.since, 0),
            until=_number(entry.until, _OPEN_END),
            entry=_to_json(entry),
        )
    writer.commit(optimize=True)


def _schema() -> Schema:
    """Return the fields; all hold terms of ours parted by blanks, none meets whoosh's analysis."""
    terms = KEYWORD(scorable=True)
    return Schema(
        words=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True),
        pairs=terms,
        heading=terms,
        marked=terms,
        names=KEYWORD(),
        number=ID(),
        kind=ID(),
        type=ID(),
        issuer=KEYWORD(commas=True),
        since=NUMERIC(int),
        until=NUMERIC(int),
        entry=STORED(),
    )


def _own_bytes(path: Path) -> bytes:
    """Return what the file holds; nothing where it is no plain file of this user."""
    try:
        if path.is_symlink() or not path.is_file() or not owned_by_user(path):
            return b""
        return path.read_bytes()
    except OSError:
        return b""


def _all_of(field: str, words: Iterable[str]) -> QueryTree:
    return And([Term(field, word) for word in words])


def _phrase(words: tuple[str, ...]) -> QueryTree:
    return Phrase("words", list(words)) if len(words) > 1 else Term("words", words[0])


def _number(day: date | None, otherwise: int) -> int:
    return day.year * 10_000 + day.month * 100 + day.day if day else otherwise


def _to_json(entry: Entry) -> str:
    return json.dumps(astuple(entry), ensure_ascii=False, default=date.isoformat)


def _from_json(text: str) -> Entry:
    values: dict[str, Any] = dict(zip(_NAMES, json.loads(text), strict=True))
    for name in ("sort_day", "since", "until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return Entry(**(values | {"keys": tuple(values["keys"])}))


_NAMES = tuple(field.name for field in dataclass_fields(Entry))
