"""Folding modifications into the text of a day. Pure: same text and changes, same wording.

Changes are applied in one total order: day of effect, day of signing, rank (the higher act has the
last word), id, place in the amending text. What can't be carried out to the letter is left out
and told, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from regulations.changes import Change
from regulations.markup import normalise, reads_as_itself
from regulations.quotations import units_in
from regulations.rewording import ADDING, reworded, times_in, times_meant
from regulations.sentences import say
from regulations.surgery import Node, Tree, emptied, is_empty, planted
from regulations.text import (
    HEADED,
    KINDS,
    Kind,
    Text,
    Unit,
    each_unit,
    kind_of,
    label,
    num_of,
    position,
)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A change that is known but not in the text; *reason* says why."""

    change: Change
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """What made a unit what it is: the unit's name in the text of the day, and the change."""

    eid: str
    change: Change


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with all that could be applied, what was applied where, and what could not be."""

    text: Text
    notes: tuple[Note, ...]
    outstanding: tuple[Outstanding, ...]


class _NotFittingError(Exception):
    """A change does not fit the text; its only argument is a sentence."""


def fold(text: Text, changes: Iterable[Change]) -> Folded:
    """Apply *changes* to *text* in their order."""
    tree: Tree[Change] = Tree(text)
    left: list[Outstanding] = []
    for change in sorted(changes, key=Change.order):
        try:
            if change.doubt:
                raise _NotFittingError(change.doubt)
            _apply(tree, change)
        except _NotFittingError as fault:
            left.append(Outstanding(change, fault.args[0]))
        tree.name_all()
    notes = tuple(Note(eid, change) for eid, change in tree.marks())
    return Folded(tree.text(), notes, tuple(left))


def _apply(tree: Tree[Change], change: Change) -> None:
    op = change.mod.op
    if op == "substitute" or (op == "correct" and change.mod.text_from):
        _substitute(tree, change)
    elif op == "insert":
        _insert(tree, change)
    elif op == "repeal":
        _repeal(tree, change)
    elif op == "renumber":
        _renumber(tree, change)
    elif op == "retitle":
        _retitle(tree, change)
    elif op in ("replace-words", "correct", *ADDING):
        _replace_words(tree, change)
    else:  # suspend, resume, extend-deadline change no word
        _target(tree, change.mod.part).marks.append(change)


def _target(tree: Tree[Change], eid: str) -> Node[Change]:
    node = tree.find(eid)
    if node is None:
        raise _NotFittingError(say("{eid} is not found in the text.", eid=eid))
    return node


def _substitute(tree: Tree[Change], change: Change) -> None:
    node = _target(tree, change.mod.part)
    if is_empty(node):
        raise _NotFittingError(say("{unit} was repealed before.", unit=node.unit.label))
    if not (units := units_in(change.wording, node.unit.kind)):
        _substitute_words(node, change)
        return
    if units[0].num != node.unit.num:
        raise _NotFittingError(say("The new wording is that of {found}, not of {unit}.",
                               found=units[0].label, unit=node.unit.label))  # fmt: skip
    twins = [_twin(tree, node, unit) for unit in units]
    _check_free(tree, node, units, [twin for twin in twins if twin])
    last = node
    for unit, twin in zip(units, twins, strict=True):
        new: Node[Change] = planted(unit, (twin or last).unit.gap)
        new.marks = [*(twin.marks if twin else ()), change]
        siblings = tree.siblings(twin or last)
        at = siblings.index(twin) if twin else _behind(siblings, last, unit)
        siblings[at : at + bool(twin)] = [new]
        last = new


def _behind(siblings: list[Node[Change]], last: Node[Change], unit: Unit) -> int:
    """Return where *unit* comes behind *last*: past those that stay and have a lower number."""
    at, own = siblings.index(last) + 1, position(unit.num) or ()
    while at < len(siblings) and (position(siblings[at].unit.num) or ()) < own:
        at += 1
    return at


def _twin(tree: Tree[Change], node: Node[Change], unit: Unit) -> Node[Change] | None:
    """Return what *unit* takes the place of: of its number, beside *node* or among all articles."""
    row = tree.each() if unit.kind == "article" else tree.siblings(node)
    return next(
        (one for one in row if (one.unit.kind, one.unit.num) == (unit.kind, unit.num)), None
    )


def _substitute_words(node: Node[Change], change: Change) -> None:
    """Put words without a number in the place of a clause, point or dash that has nothing below."""
    unit = replace(node.unit, text=normalise(change.wording).rstrip("\n"))
    if unit.kind in HEADED or node.children or not reads_as_itself(unit):
        raise _NotFittingError(say("The new wording does not show {unit} with its number.",
                               unit=unit.label))  # fmt: skip
    node.unit = unit
    node.marks.append(change)


def _insert(tree: Tree[Change], change: Change) -> None:
    mod = change.mod
    beside = mod.after or mod.before
    if beside:
        neighbour = _target(tree, beside)
        siblings, kind = tree.siblings(neighbour), neighbour.unit.kind
        at = siblings.index(neighbour) + bool(mod.after)
    else:
        siblings, kind = _below(tree, change)
        at = len(siblings)
    if not (units := units_in(change.wording, kind)):
        raise _NotFittingError(say("The new wording does not begin with the number of a {unit}.",
                               unit=label(kind, "")))  # fmt: skip
    near = siblings[max(at - 1, 0)] if siblings else None
    _check_free(tree, near, units)
    new: list[Node[Change]] = [planted(unit, unit.gap) for unit in units]
    new[0].unit = replace(new[0].unit, gap=near.unit.gap if near else True)
    for each in new:
        each.marks.append(change)
    siblings[at:at] = new


def _below(tree: Tree[Change], change: Change) -> tuple[list[Node[Change]], Kind]:
    """Return where units come that are added at the end of another, and their kind."""
    node = _target(tree, change.mod.part) if change.mod.part else None
    siblings = node.children if node else tree.roots
    below = KINDS[KINDS.index(node.unit.kind) + 1 :] if node else KINDS
    for kind in (siblings[-1].unit.kind,) if siblings else below:
        if units_in(change.wording, kind):
            return siblings, kind
    raise _NotFittingError(say("It is not said after what the new wording stands."))


def _check_free(
    tree: Tree[Change], near: Node[Change] | None, units: Iterable[Unit],
    going: Iterable[Node[Change]] = (),
) -> None:  # fmt: skip
    """See that no other unit has the number of one of *units*, which come beside *near*.

    Articles count through the whole text. What is *going* takes no number any more.
    """
    gone = [node for one in going for node in one.each()]
    beside = tree.siblings(near) if near else []
    for unit in each_unit(units):
        row = tree.each() if unit.kind == "article" else beside if unit in units else ()
        if any((one.unit.kind, one.unit.num) == (unit.kind, unit.num)
               for one in row if one not in gone):  # fmt: skip
            raise _NotFittingError(say("There is a {unit} already.", unit=unit.label))


def _repeal(tree: Tree[Change], change: Change) -> None:
    node = _target(tree, change.mod.part)
    node.unit, node.children = emptied(node.unit), []
    node.marks.append(change)


def _renumber(tree: Tree[Change], change: Change) -> None:
    node, new = _target(tree, change.mod.part), change.mod.new_id
    num = num_of(new)
    if kind_of(new) != node.unit.kind or not num:
        raise _NotFittingError(say("{eid} is no new number for {unit}.",
                               eid=new or '""', unit=node.unit.label))  # fmt: skip
    unit = replace(node.unit, num=num, mark="")
    _check_free(tree, node, [unit])
    node.unit = unit
    node.marks.append(change)


def _retitle(tree: Tree[Change], change: Change) -> None:
    """Put a heading in the place of another; what stands below it stays."""
    node = _target(tree, change.mod.part)
    units = units_in(change.wording, node.unit.kind)
    own = [unit.heading for unit in units
           if unit.num == node.unit.num and not (unit.text or unit.children)]  # fmt: skip
    (heading,) = own if len(own) == len(units) == 1 else ("" if units else change.wording.strip(),)
    unit = replace(node.unit, heading=normalise(heading).rstrip("\n"))
    if unit.kind not in HEADED or is_empty(node) or not heading or not reads_as_itself(unit):
        raise _NotFittingError(say("The new wording is no heading of {unit}.", unit=unit.label))
    node.unit = unit
    node.marks.append(change)


def _replace_words(tree: Tree[Change], change: Change) -> None:
    mod = change.mod
    nodes = list(_target(tree, mod.part).each() if mod.part else tree.each())
    if mod.op in ADDING and not mod.replacement:
        raise _NotFittingError(say("It is not said which words are added."))
    found = times_in((node.unit for node in nodes), mod) if mod.words else 0
    if found != (meant := times_meant(mod, found)):
        fault = say("The words {words} stand there {found} times, not {count}.",
                    words=repr(mod.words), found=found, count=meant)  # fmt: skip
        raise _NotFittingError(fault)
    changed = [(node, new) for node in nodes if (new := reworded(node.unit, mod)) != node.unit]
    for _node, unit in changed:
        if not reads_as_itself(unit):
            raise _NotFittingError(say("With the new words {unit} would be read as another.",
                                   unit=unit.label))  # fmt: skip
    for node, unit in changed:
        node.unit = unit
        node.marks.append(change)
