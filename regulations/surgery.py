"""A text as a tree that can be cut: find a unit, put others in its place, name all anew.

Between two operations every unit bears the name that reading the text again would give it, so an
instruction finds what it means: "Điều 7" is what is called so when the instruction takes effect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from regulations.text import Text, Unit, eid_of

Mark = TypeVar("Mark")


@dataclass(slots=True, eq=False)
class Node(Generic[Mark]):
    """A unit without those below it, its place in the tree, and what was marked on it."""

    unit: Unit
    children: list[Node[Mark]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def each(self) -> Iterator[Node[Mark]]:
        """Yield this node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.each()


class Tree(Generic[Mark]):
    """The units of one text. *siblings* are lists of the tree itself: to change them is to cut."""

    def __init__(self, text: Text) -> None:
        self._preamble = text.preamble
        self.roots: list[Node[Mark]] = [_node(unit) for unit in text.units]

    def each(self) -> Iterator[Node[Mark]]:
        """Yield every node, in reading order."""
        for root in self.roots:
            yield from root.each()

    def find(self, eid: str) -> Node[Mark] | None:
        """Return the node of that name."""
        return next((node for node in self.each() if node.unit.eid == eid), None)

    def siblings(self, node: Node[Mark]) -> list[Node[Mark]]:
        """Return the list that *node* stands in."""
        lists = [self.roots, *(each.children for each in self.each())]
        return next(nodes for nodes in lists if node in nodes)

    def name_all(self) -> None:
        """Give every unit the name that reading the text gives it."""
        _name(self.roots, "", Counter())

    def text(self) -> Text:
        """Return the text as it now stands."""
        return Text(self._preamble, tuple(_unit(root) for root in self.roots))

    def marks(self) -> tuple[tuple[str, Mark], ...]:
        """Return every mark with the name of the unit it is on, in reading order."""
        return tuple((node.unit.eid, mark) for node in self.each() for mark in node.marks)


def planted(unit: Unit, gap: bool) -> Node[Mark]:
    """Return *unit* as a node, set with a blank line before it as *gap* says."""
    return _node(replace(unit, gap=gap))


def emptied(unit: Unit) -> Unit:
    """Return *unit* with its number alone."""
    return replace(unit, heading="", text="", mark="", text_gap=True)


def is_empty(node: Node[Mark]) -> bool:
    """Tell whether nothing but a number is left of a unit."""
    return not (node.unit.heading or node.unit.text or node.children)


def _node(unit: Unit) -> Node[Mark]:
    return Node(replace(unit, children=()), [_node(child) for child in unit.children])


def _unit(node: Node[Mark]) -> Unit:
    return replace(node.unit, children=tuple(_unit(child) for child in node.children))


def _name(nodes: list[Node[Mark]], above: str, taken: Counter[str]) -> None:
    for node in nodes:
        eid = eid_of(node.unit.kind, node.unit.num, above, taken)
        if eid != node.unit.eid:
            node.unit = replace(node.unit, eid=eid)
        _name(node.children, eid, taken)
