"""Why something was found, in plain values: how the words were read, which terms an entry holds."""

from __future__ import annotations

from dataclasses import asdict

from regulations.search.entry import Entry, fields_of
from regulations.search.plan import Plan
from regulations.search.query import Query
from regulations.search.tree import AllOf, AnyOf, Like, Node, NoneOf, Phrase, Term, Window


def reading_of(query: Query, plan: Plan) -> dict[str, object]:
    """Return how *query* was read."""
    reference = {name: _text(value) for name, value in asdict(query.reference).items() if value}
    return {
        "words": list(query.words),
        "marked": list(query.marked),
        "named": {name: value for name, value in reference.items() if name != "rest"},
        "address": query.eid,
        "instead": {" ".join(one.source): "|".join(" ".join(words) for words in one.instead)
                    for one in query.alternatives},
        "condition": as_text(query.condition),
        "terms": [f"{one.term.field}:{one.term.text}^{one.weight:g}"
                  for one in (*plan.terms, *plan.bonus)],
    }  # fmt: skip


def held_terms(entry: Entry, plan: Plan) -> list[str]:
    """Return the terms of *plan* that *entry* holds, the rarest first."""
    fields = fields_of(entry)
    texts = {"words": frozenset(fields.words), "pairs": frozenset(fields.pairs),
             "heading": frozenset(fields.heading), "marked": frozenset(fields.marked)}  # fmt: skip
    return [f"{one.term.field}:{one.term.text}" for one in (*plan.terms, *plan.bonus)
            if one.term.text in texts[one.term.field]]  # fmt: skip


def as_text(node: Node) -> str:
    """Return a condition as one line; empty for none."""
    match node:
        case Term(field, text):
            return f"{field}:{text}"
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Like(word):
            return f"{word}~"
        case Window(field, low, high):
            return f"{field}:{low or ''}..{high or ''}"
        case NoneOf(nodes):
            return f"NOT ({' OR '.join(map(as_text, nodes))})"
        case AllOf(nodes):
            return " AND ".join(_inside(inner) for inner in nodes)
        case AnyOf(nodes):
            return " OR ".join(_inside(inner) for inner in nodes)


def _inside(node: Node) -> str:
    text = as_text(node)
    return f"({text})" if isinstance(node, AllOf | AnyOf) else text


def _text(value: object) -> str:
    if isinstance(value, frozenset | tuple):
        return ",".join(sorted(map(str, value)))
    return str(value)
