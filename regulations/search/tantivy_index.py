"""The engine of a large office: tantivy, fed with words that our own analysis has made."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from regulations.search.analysis import ANALYSIS_VERSION
from regulations.search.entry import (
    Entry,
    entry_from_json,
)
from regulations.search.generations import Shelf
from regulations.search.index import Best
from regulations.search.index_file import Stamp
from regulations.search.large_fields import COUNTED, KEYS, NUMBERS, SCORED, values_of
from regulations.search.plan import Cut, Plan, Scored
from regulations.search.tree import (
    EVERYTHING,
    AllOf,
    AnyOf,
    KeyField,
    Like,
    Node,
    NoneOf,
    Phrase,
    Term,
    Window,
)

SCHEMA_VERSION = "1"
CUT = Cut(terms=48, postings=1_000_000_000)
_MEMORY_BYTES = 200_000_000
_SMALL_MEMORY_BYTES = 15_000_000  # the least that it takes
_MOST_VALUES = 1_000_000

KIND = "/".join(("tantivy", ANALYSIS_VERSION, SCHEMA_VERSION, version("tantivy")))
_Hit = tuple[Any, tantivy.DocAddress]


class TantivyIndex:
    """A :class:`regulations.search.index.SearchIndex` over tantivy."""

    cut = CUT

    def __init__(self, index: tantivy.Index, gone: int) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._gone = gone

    def frequencies(self, terms: Collection[Term]) -> Mapping[Term, int]:
        """See :class:`regulations.search.index.SearchIndex`."""
        found = {term: int(self._searcher.doc_freq(term.field, term.text)) for term in terms}
        return {  # its own counts still hold what was taken out
            term: self.count(term) if 0 < count <= self._gone else count
            for term, count in found.items()
        }

    def count(self, within: Node) -> int:
        """See :class:`regulations.search.index.SearchIndex`."""
        return int(self._searcher.search(self._query(within), limit=1).count)  # type: ignore[attr-defined]

    def counts(self, within: Node, field: KeyField) -> Mapping[str, int]:
        """See :class:`regulations.search.index.SearchIndex`."""
        asked = {"values": {"terms": {"field": field, "size": _MOST_VALUES}}}
        found = self._searcher.aggregate(self._query(within), asked)
        return {str(one["key"]): int(one["doc_count"]) for one in found["values"]["buckets"]}

    def best(self, within: Node, plan: Plan, limit: int, *, apart: bool) -> Best:
        """See :class:`regulations.search.index.SearchIndex`."""
        if limit <= 0 or not self._searcher.num_docs:
            return Best((), cut=False)
        asked = self._ranked(within, plan) if plan.terms else self._query(within)
        newest_first = None if plan.terms else "newness"
        hits = self._searcher.search(
            asked, limit=limit, count=False, order_by_field=newest_first
        ).hits
        shown = self._apart(hits) if apart else hits
        found = ((self._entry(place), score if plan.terms else 0.0) for score, place in shown)
        return Best(tuple(found), len(hits) == limit)

    def _apart(self, hits: Sequence[_Hit]) -> Iterable[_Hit]:
        """Return of each owner only the first hit."""
        owners = self._searcher.fast_field_values("group", [place for _, place in hits])
        first: dict[object, _Hit] = {}
        for owner, hit in zip(owners, hits, strict=True):
            first.setdefault(owner, hit)
        return first.values()

    def _ranked(self, within: Node, plan: Plan) -> Query:
        finding = [(Occur.Should, self._scored(one)) for one in plan.terms]
        bonus = [(Occur.Should, self._scored(one)) for one in plan.bonus]
        if within == EVERYTHING and not bonus:
            return Query.boolean_query(finding)
        parts = [(Occur.Must, Query.boolean_query(finding)), *bonus]
        if within != EVERYTHING:
            parts.append((Occur.Must, Query.const_score_query(self._query(within), 0.0)))
        return Query.boolean_query(parts)

    def _scored(self, scored: Scored) -> Query:
        term = scored.term
        found = Query.term_query(self._schema, term.field, term.text, SCORED[term.field])
        return found if scored.weight == 1 else Query.boost_query(found, scored.weight)

    def _query(self, node: Node) -> Query:
        match node:
            case Term(field, text):
                return Query.term_query(self._schema, field, text, "basic")
            case Phrase(words) if len(words) > 1:
                return Query.phrase_query(self._schema, "words", list(words))
            case Phrase(words):
                return Query.term_query(self._schema, "words", words[0], "basic")
            case Window(field, low, high):
                return Query.range_query(self._schema, field, FieldType.Integer, low, high)
            case AllOf(nodes) if nodes:
                return Query.boolean_query([(Occur.Must, self._query(one)) for one in nodes])
            case AllOf():
                return Query.all_query()
            case AnyOf(nodes) if nodes:
                return Query.boolean_query([(Occur.Should, self._query(one)) for one in nodes])
            case NoneOf(nodes):
                without = [(Occur.MustNot, self._query(one)) for one in nodes]
                return Query.boolean_query([(Occur.Must, Query.all_query()), *without])
            case AnyOf() | Like():
                return Query.empty_query()

    def _entry(self, address: tantivy.DocAddress) -> Entry:
        return entry_from_json(bytes(self._searcher.doc(address)["entry"][0]).decode())


def load(folder: Path, seal: bytes) -> tuple[TantivyIndex, Stamp] | None:
    """Return the index in *folder* with what it was built from; ``None`` where none is sound."""
    found = _shelf(folder).present(seal, KIND)
    if found is None or not found.sound:
        return None
    try:
        return _opened(found.folder, found.stamp.gone), found.stamp
    except ValueError:
        return None  # another process has put a new one in its place meanwhile


def build(folder: Path, seal: bytes, state: str, entries: Iterable[Entry]) -> TantivyIndex:
    """Build an index of *entries* beside what is there, then let it count."""
    shelf = _shelf(folder)
    new = shelf.new()
    writer = tantivy.Index(_schema(), path=str(new)).writer(_MEMORY_BYTES, num_threads=1)
    size = _add(writer, entries)
    writer.commit()
    writer.wait_merging_threads()
    return _counted(shelf, seal, Stamp(KIND, state, size), new)


def update(
    folder: Path, seal: bytes, state: str, owners: Collection[str], entries: Iterable[Entry]
) -> tuple[TantivyIndex, Stamp] | None:
    """Put *entries* in the place of all that *owners* had; ``None`` where no index is sound."""
    shelf = _shelf(folder)
    last = shelf.present(seal, KIND)
    if last is None:
        return None
    new = shelf.grown_from(last)
    (new / ".managed.json").write_text(json.dumps(sorted(last.sums)), encoding="utf-8")
    before = _opened(new, 0)
    gone = sum(before.count(Term("owner", owner)) for owner in owners)
    writer = tantivy.Index.open(str(new)).writer(_SMALL_MEMORY_BYTES, num_threads=1)
    for owner in owners:
        writer.delete_documents_by_term("owner", owner)
    size = last.stamp.size - gone + _add(writer, entries)
    writer.commit()
    writer.wait_merging_threads()
    stamp = Stamp(KIND, state, size, last.stamp.gone + gone)
    return _counted(shelf, seal, stamp, new, last.sums), stamp


def discard(folder: Path) -> None:
    """Remove the index."""
    _shelf(folder).discard()


def _shelf(folder: Path) -> Shelf:
    return Shelf(folder, "tantivy", frozenset({"meta.json"}))


def _counted(
    shelf: Shelf, seal: bytes, stamp: Stamp, new: Path, known: Mapping[str, int] | None = None
) -> TantivyIndex:
    """Let a new generation count and forget those before."""
    shelf.count_from_now(seal, stamp, new, known)
    index = _opened(new, stamp.gone)
    shelf.clear(keep=(new.name,))
    return index


def _opened(generation: Path, gone: int) -> TantivyIndex:
    index = tantivy.Index.open(str(generation))
    index.config_reader(reload_policy="manual")
    index.reload()
    return TantivyIndex(index, gone)


def _add(writer: tantivy.IndexWriter, entries: Iterable[Entry]) -> int:
    size = 0
    for size, entry in enumerate(entries, 1):  # noqa: B007
        writer.add_document(tantivy.Document(**dict(values_of(entry))))
    return size


def _schema() -> tantivy.Schema:
    """Return the fields; all hold terms of ours parted by blanks, none meets its analysis."""
    builder = tantivy.SchemaBuilder()
    for field, option in SCORED.items():
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=option)
    for field in KEYS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic",
                               fast=field in COUNTED)  # fmt: skip
    for field in NUMBERS:
        builder.add_integer_field(field, indexed=True, fast=True)
    builder.add_bytes_field("entry", stored=True)
    return builder.build()
