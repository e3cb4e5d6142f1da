"""What was found, counted by kind, type, issuer, status, year and language."""

from __future__ import annotations

from collections import Counter

from regulations.search.entry import day_number
from regulations.search.index import SearchIndex
from regulations.search.query import Query
from regulations.search.tree import EVERYTHING, KeyField, Node, Term, any_of
from regulations.timeline import status_at

FACETS: tuple[KeyField, ...] = ("kind", "type", "issuer", "year", "lang")


def facets_of(index: SearchIndex, query: Query, found: Node) -> dict[str, dict[str, int]]:
    """Return how many entries have each value, the commonest first; statuses on the query's day."""
    counted = {str(field): dict(index.counts(found, field)) for field in FACETS}
    statuses: Counter[str] = Counter()
    for standing, count in index.counts(found, "standing").items():
        statuses[status_at(standing, day_number(query.day, 0))] += count
    counted["status"] = dict(statuses)
    return {name: dict(sorted(values.items(), key=lambda pair: (-pair[1], pair[0])))
            for name, values in counted.items()}  # fmt: skip


def with_status(index: SearchIndex, query: Query) -> Node:
    """Return the condition that an entry has one of the query's statuses on its day.

    The standings of all instruments are few, whatever the number of their provisions.
    """
    day = day_number(query.day, 0)
    known = index.counts(EVERYTHING, "standing")
    return any_of(Term("standing", one) for one in sorted(known)
                  if status_at(one, day) in query.statuses)  # fmt: skip
