"""What a drafter sees: the same rules of finding and order for every engine.

What is found, and in which order of groups:

1. what the query *names*: by key, by symbol, by type and number; or by a bare number, where the
   entry also holds all other words. The place that was cited first, then those that hold the
   other words, whole instruments before their parts, the newest first;
2. what holds *all* words of the query that stand in any entry, in its text or its headings;
3. what holds *some* of its rarest terms; not where the query only names an instrument that is
   there.

What the query sets as a condition (phrases, fields, days) holds for everything found; where it
is an expression (AND, OR, NOT) it decides alone. Inside a group the score orders. Of each
instrument only the best place is shown, unless asked otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from regulations.reference import fits
from regulations.search.analysis import pairs, syllables
from regulations.search.entry import Entry, facts_from
from regulations.search.facets import facets_of, with_status
from regulations.search.glossary import Alternative
from regulations.search.index import Found, SearchIndex
from regulations.search.likeness import as_written, meant, words_like
from regulations.search.plan import NO_PLAN, Plan, held_words, make_plan, wanted_terms
from regulations.search.query import Query
from regulations.search.snippets import snippet
from regulations.search.tree import (
    NOTHING,
    Node,
    NoneOf,
    Phrase,
    Term,
    all_of,
    any_of,
    resolved,
)
from regulations.text import ancestors

_DEPTH = 3  # entries that are looked at for each instrument that is wanted


@dataclass(frozen=True, slots=True)
class Hit:
    """A found entry. *score* falls from hit to hit: above 2 named, above 1 holds all words.

    *more* says how many other places of the same instrument were found.
    """

    entry: Entry
    score: float
    snippet: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """An answer. *total* counts what was named or holds all of the query.

    *meant* is the query as it should probably have been typed, empty where nothing is amiss.
    """

    query: Query
    plan: Plan = NO_PLAN
    hits: tuple[Hit, ...] = ()
    total: int = 0
    meant: str = ""
    facets: Mapping[str, Mapping[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class _Tier:
    """One group of answers: 2 named, 1 holds all, 0 holds some."""

    grade: int
    within: Node
    plan: Plan


def find(
    index: SearchIndex, query: Query, limit: int = 10, *, grouped: bool = True, facets: bool = False
) -> Page:
    """Answer *query* with the best *limit* instruments, or entries where not *grouped*."""
    if query.empty or limit <= 0:
        return Page(query, facets={} if facets else None)
    query = _settled(index, query)
    plan = make_plan(query, index.frequencies(wanted_terms(query)), index.cut)
    tiers = _tiers(index, query, plan)
    shown = list(_collected(index, tiers, limit, grouped=grouped))
    found = _found(tiers)
    total = index.count(found) if found != NOTHING else 0
    return Page(
        query, plan,
        tuple(_hits(index, query, shown, found if grouped else NOTHING)),
        total,
        _meant(index, query, total),
        facets_of(index, query, found if total else _some(tiers)) if facets else None,
    )  # fmt: skip


def _settled(index: SearchIndex, query: Query) -> Query:
    """Put real words in the place of those typed with ``~``, and standings in that of statuses."""
    condition = resolved(query.condition, lambda word: words_like(index, word))
    if query.statuses:
        condition = all_of((condition, with_status(index, query)))
    similar = tuple(
        Alternative(0, (word,), tuple((near,) for near in words_like(index, word) if near != word))
        for word in query.similar
    )
    return replace(query, condition=condition, alternatives=(*query.alternatives, *similar))


def _tiers(index: SearchIndex, query: Query, plan: Plan) -> list[_Tier]:
    if query.strict:
        others = all_of((query.condition, NoneOf((plan.some,))))
        ranked = [_Tier(1, query.condition, plan)] if plan.terms else []
        return [*ranked, _Tier(1, others, NO_PLAN)]
    names = _named(index, query)
    named = all_of((names, query.condition))
    there = names != NOTHING and index.count(named) > 0
    tiers = list(_named_tiers(index, query, named)) if there else []
    if there and query.only_names and query.reference.key:
        symbol = Phrase(syllables(query.reference.key))
        return [*tiers, _Tier(1, all_of((symbol, query.condition)), NO_PLAN)]
    if plan.required:
        tiers.append(_Tier(1, all_of((*plan.required, query.condition)), plan))
    if plan.terms and not (there and query.only_names):
        tiers.append(_Tier(0, query.condition, plan))
    return tiers


def _named(index: SearchIndex, query: Query) -> Node:
    nodes: list[Node] = [Term("names", query.key)] if query.key else []
    reference = query.reference
    if reference.number is not None:
        known = index.counts(Term("number", reference.number), "facts")
        works = any_of(Term("facts", one) for one in sorted(known)
                       if fits(reference, facts_from(one)))  # fmt: skip
        nodes.append(all_of((works, held_words(query.rest))) if reference.bare else works)
    return any_of(nodes)


def _named_tiers(index: SearchIndex, query: Query, named: Node) -> Iterator[_Tier]:
    rest = held_words(query.rest)
    ranked = _plan_for_rest(index, query)
    whole = Term("whole", "yes")
    part = NoneOf((whole,))
    if query.eid:
        places = [Term("eid", query.eid), *(Term("eid", f"={up}") for up in ancestors(query.eid))]
        yield from (_Tier(2, all_of((named, place)), NO_PLAN) for place in places)
    yield _Tier(2, all_of((named, whole, rest)), NO_PLAN)
    yield _Tier(2, all_of((named, part, rest)), ranked)
    if query.rest and not query.reference.bare:
        yield _Tier(2, all_of((named, whole)), NO_PLAN)
        yield _Tier(2, all_of((named, part)), NO_PLAN)


def _plan_for_rest(index: SearchIndex, query: Query) -> Plan:
    if not query.rest:
        return NO_PLAN
    asked = Query("", words=query.rest, pairs=pairs(query.rest))
    return make_plan(asked, index.frequencies(wanted_terms(asked)), index.cut)


def _collected(
    index: SearchIndex, tiers: Sequence[_Tier], limit: int, *, grouped: bool
) -> Iterator[Found]:
    """Yield the first *limit* entries, each with its graded score; of a group only its first."""
    seen: dict[str, None] = {}
    for tier in tiers:
        more = True
        while more and len(seen) < limit:
            found, more = _unseen(index, tier, seen, limit, grouped=grouped)
            for entry, score in found[: limit - len(seen)]:
                seen[_group(entry, grouped=grouped)] = None
                yield entry, _graded(tier.grade, score, len(seen))


def _unseen(
    index: SearchIndex, tier: _Tier, seen: Mapping[str, None], limit: int, *, grouped: bool
) -> tuple[list[Found], bool]:
    """Return the best entries of groups not seen yet, and whether there may be more."""
    within, asked = tier.within, limit + len(seen)
    if grouped:
        shut_out = NoneOf(tuple(Term("owner", owner) for owner in seen))
        within = all_of((within, *([shut_out] if seen else [])))
        asked = _DEPTH * limit
    best = index.best(within, tier.plan, asked, apart=grouped)
    unseen = [one for one in best.found if _group(one[0], grouped=grouped) not in seen]
    return unseen, grouped and bool(unseen) and best.cut


def _group(entry: Entry, *, grouped: bool) -> str:
    return entry.owner if grouped else entry.uid


def _graded(grade: int, score: float, rank: int) -> float:
    inside = 1 / rank if grade == 2 else score / (10 + score)
    return round(grade + inside, 6)


def _found(tiers: Sequence[_Tier]) -> Node:
    """Return what counts as found: what is named or holds all."""
    return any_of(tier.within for tier in tiers if tier.grade)


def _some(tiers: Sequence[_Tier]) -> Node:
    return any_of(all_of((tier.within, tier.plan.some)) for tier in tiers if not tier.grade)


def _hits(index: SearchIndex, query: Query, shown: Sequence[Found], found: Node) -> Iterator[Hit]:
    owners = any_of(Term("owner", entry.owner) for entry, _ in shown)
    more = index.counts(all_of((found, owners)), "owner") if found != NOTHING and shown else {}
    for entry, score in shown:
        text = snippet(entry.body or entry.heading, query)
        yield Hit(entry, score, text, max(0, more.get(entry.owner, 0) - 1))


def _meant(index: SearchIndex, query: Query, total: int) -> str:
    if query.strict or (query.reference.number is not None and total):
        return ""
    words = meant(index, query.words)
    if not words:
        return ""
    asked = Query("", words=words, pairs=pairs(words))
    plan = make_plan(asked, index.frequencies(wanted_terms(asked)), index.cut)
    mended = all_of(Term("words", word) for word in words if word not in query.words)
    best = index.best(mended, plan, 1, apart=True).found if plan.terms else ()
    text = "\n".join((best[0][0].heading, best[0][0].body)) if best else ""
    return as_written(words, text)
