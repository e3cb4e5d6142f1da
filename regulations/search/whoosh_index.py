"""The engine of a small office: whoosh, fed with words that our own analysis has made.

The index lies in one sealed file in a private folder and is read into memory whole. It is a
cache: whatever is odd about it, it is built anew. Whoosh keeps the lists; what they are asked is
in :mod:`regulations.search.postings`, which is many times faster than whoosh's own collectors.
"""

from __future__ import annotations

import contextlib
import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import whoosh
from whoosh.analysis import RegexTokenizer, SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.writing import IndexWriter

from regulations.machine import remove, write_atomic
from regulations.search.analysis import ANALYSIS_VERSION
from regulations.search.entry import (
    Entry,
    entry_from_json,
    entry_to_json,
    fields_of,
    keys_of,
    newness,
    numbers_of,
)
from regulations.search.index import Best
from regulations.search.index_file import Stamp, own_bytes, pack, unpack
from regulations.search.plan import Cut, Plan
from regulations.search.postings import Finder, Places
from regulations.search.tree import EVERYTHING, KeyField, Node, NumberField, Term, TextField

SCHEMA_VERSION = "2"
FILE = "whoosh.index"
KIND = "/".join(("whoosh", ANALYSIS_VERSION, SCHEMA_VERSION, whoosh.versionstring()))
CUT = Cut(terms=32, postings=12_000)  # what takes it about 40 ms
_MEMORY_MEGABYTES = 64
_SINGLE = ("uid", "owner", "whole", "facts", "number", "kind", "type", "lang", "standing", "year")
_SEVERAL = ("eid", "names", "issuer")
_DAYS = ("newness", "since", "until", "first", "last")
_PARTED = "\x1f"  # between values of a key: no cleaned text holds it


class WhooshIndex:
    """A :class:`regulations.search.index.SearchIndex` over whoosh."""

    cut = CUT

    def __init__(self, storage: RamStorage) -> None:
        self._lists = _WhooshLists(storage)
        self.finder = Finder(self._lists)

    def frequencies(self, terms: Collection[Term]) -> Mapping[Term, int]:
        """See :class:`regulations.search.index.SearchIndex`."""
        if self._lists.reader.has_deletions():  # its own counts still hold what was taken out
            return {term: len(self.finder.holding(term)) for term in terms}
        return {term: self._lists.frequency(term) for term in terms}

    def count(self, within: Node) -> int:
        """See :class:`regulations.search.index.SearchIndex`."""
        return len(self.finder.holding(within))

    def counts(self, within: Node, field: KeyField) -> Mapping[str, int]:
        """See :class:`regulations.search.index.SearchIndex`."""
        held = self.finder.holding(within)
        if field in _SINGLE:
            value = self._lists.column(field)
            return Counter(found for place in held if (found := value[place]))
        values = [text.decode() for text in self._lists.reader.lexicon(field)]
        found = {one: len(held & self.finder.holding(Term(field, one))) for one in values}
        return {one: count for one, count in found.items() if count}

    def best(self, within: Node, plan: Plan, limit: int, *, apart: bool) -> Best:
        """See :class:`regulations.search.index.SearchIndex`."""
        held = None if within == EVERYTHING else self.finder.holding(within)
        scores = self.finder.scores(plan, held) if plan.terms else self._newness(held)
        places = heapq.nsmallest(limit, scores, key=lambda place: (-scores[place], place))
        shown = self._apart(places) if apart else places
        found = ((self._lists.entry(one), scores[one] if plan.terms else 0.0) for one in shown)
        return Best(tuple(found), len(places) == limit)

    def _apart(self, places: Sequence[int]) -> Iterable[int]:
        """Return of each owner only the first place."""
        owners = self._lists.column("owner")
        first: dict[str, int] = {}
        for place in places:
            first.setdefault(owners[place], place)
        return first.values()

    def _newness(self, held: Places | None) -> dict[int, float]:
        days = self._lists.column("newness")
        return {one: days[one] for one in (self._lists.everything() if held is None else held)}


class _WhooshLists:
    """The lists of :class:`regulations.search.postings.Lists`, as whoosh keeps them."""

    def __init__(self, storage: RamStorage) -> None:
        self.reader = storage.open_index().reader()
        self.everything = cache(lambda: frozenset(self.reader.all_doc_ids()))
        self.mean_length = cache(self._mean_length)

    def column(self, field: str) -> Any:
        """Return the values of a field by place; an index without entries has no columns."""
        return self.reader.column_reader(field) if self.everything() else {}

    def frequency(self, term: Term) -> int:
        return int(self.reader.doc_frequency(term.field, term.text))

    def postings(self, term: Term, only: Sequence[int] | None) -> Iterator[tuple[int, float]]:
        found = self.reader.postings(term.field, term.text)
        if only is None:
            while found.is_active():
                yield found.id(), found.weight()
                found.next()
            return
        for place in only:
            if found.is_active() and found.id() < place:
                found.skip_to(place)
            if not found.is_active():
                return
            if found.id() == place:
                yield place, found.weight()

    def days(self, field: NumberField) -> Callable[[int], int]:
        return self.column(field).__getitem__  # type: ignore[no-any-return]

    def length(self, field: TextField, place: int) -> float:
        return self.reader.doc_field_length(place, field)  # type: ignore[no-any-return]

    def entry(self, place: int) -> Entry:
        return entry_from_json(self.reader.stored_fields(place)["entry"])

    def _mean_length(self, field: TextField) -> float:
        return float(self.reader.field_length(field) / (self.reader.doc_count_all() or 1))


def load(folder: Path, seal: bytes) -> tuple[WhooshIndex, Stamp] | None:
    """Return the index in *folder* with what it was built from; ``None`` where none is sound."""
    found = unpack(seal, KIND, own_bytes(folder / FILE))
    if found is None:
        return None
    stamp, parts = found
    return WhooshIndex(_storage(parts)), stamp


def build(folder: Path, seal: bytes, state: str, entries: Iterable[Entry]) -> WhooshIndex:
    """Build an index of *entries*; where the folder can't be written it lives in memory."""
    storage = RamStorage()
    writer = storage.create_index(_schema()).writer(limitmb=_MEMORY_MEGABYTES)
    size = _add(writer, entries)
    writer.commit(optimize=True)
    _keep(folder, seal, storage, Stamp(KIND, state, size))
    return WhooshIndex(storage)


def update(
    folder: Path, seal: bytes, state: str, owners: Collection[str], entries: Iterable[Entry]
) -> tuple[WhooshIndex, Stamp] | None:
    """Put *entries* in the place of all that *owners* had; ``None`` where no index is sound."""
    found = unpack(seal, KIND, own_bytes(folder / FILE))
    if found is None:
        return None
    stamp, parts = found
    storage = _storage(parts)
    writer = storage.open_index().writer(limitmb=_MEMORY_MEGABYTES)
    gone = sum(writer.delete_by_term("owner", owner) for owner in owners)
    size = stamp.size - gone + _add(writer, entries)
    writer.commit()
    new = Stamp(KIND, state, size, stamp.gone + gone)
    _keep(folder, seal, storage, new)
    return WhooshIndex(storage), new


def discard(folder: Path) -> None:
    """Remove the index."""
    with contextlib.suppress(OSError):
        remove(folder / FILE)


def _keep(folder: Path, seal: bytes, storage: RamStorage, stamp: Stamp) -> None:
    with contextlib.suppress(OSError):
        write_atomic(folder / FILE, pack(seal, stamp, storage.files))


def _storage(parts: Mapping[str, bytes]) -> RamStorage:
    storage = RamStorage()
    storage.files = dict(parts)
    return storage


def _add(writer: IndexWriter, entries: Iterable[Entry]) -> int:
    size = 0
    for size, entry in enumerate(entries, 1):  # noqa: B007
        fields = fields_of(entry)
        writer.add_document(
            words=" ".join(fields.words),
            pairs=" ".join(fields.pairs),
            heading=" ".join(fields.heading),
            marked=" ".join(fields.marked),
            newness=newness(entry),
            entry=entry_to_json(entry),
            **{field: _PARTED.join(values) for field, values in keys_of(entry).items()},
            **numbers_of(entry),
        )
    return size


def _schema() -> Schema:
    """Return the fields; all hold terms of ours parted by us, none meets whoosh's analysis."""
    text = KEYWORD(scorable=True, analyzer=SpaceSeparatedTokenizer())
    parted = RegexTokenizer(f"[^{_PARTED}]+")
    return Schema(
        words=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False),
        pairs=text,
        heading=text,
        marked=text,
        entry=STORED(),
        **{field: NUMERIC(int, sortable=True) for field in _DAYS},
        **{field: ID(analyzer=parted, sortable=True) for field in _SINGLE},
        **{field: ID(analyzer=parted) for field in _SEVERAL},
    )
