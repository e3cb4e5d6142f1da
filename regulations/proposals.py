"""Entries for mods.yaml proposed from an amending text, each tried on the text that it changes.

A proposal names its words and its line. What it would do is found by doing it: the fold itself
says whether it fits. Nothing is recorded here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from regulations.amendments import fold
from regulations.changes import change_of, text_of
from regulations.days import When
from regulations.instructions import SIGNING, Commencement, Instruction, Orders, read_orders
from regulations.library import Library
from regulations.modification import AMENDING, Modification, mods_from_json, mods_path
from regulations.quotations import slice_of, sum_of
from regulations.sentences import listed, say
from regulations.symbol import SymbolError, parse_symbol
from regulations.text import Text, Unit, ancestors, each_unit, num_of
from regulations.wording import Wording, wording_on
from regulations.work import Work

_SYMBOL: Final = re.compile(
    r"\b[0-9]{1,5}(?:[ ]?[-–][ ]?[A-ZĐ]\w{0,4}/[A-ZĐƯ][\w-]*|(?:/[0-9]{4})?/[A-ZĐ][\w-]+)"
    r"(?:[^.;\n]{0,12}?ngày [0-9]{1,2}(?:/[0-9]{1,2}/| tháng [0-9]{1,2} năm )[0-9]{4})?"
)
_LETTERED: Final = re.compile(r"([0-9]+)[a-zđ]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One entry, numbered from 1 in reading order. *mod* has the id it would get.

    *wording* are the new words. *reason* says why it would not fit, or why it can't be recorded
    at all when *target* is ``None``; *recorded* that the file has it already.
    """

    number: int
    line: int
    mod: Modification
    target: Work | None
    wording: str = ""
    reason: str = ""
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """From when the text says that it, or a *part* of it, holds; numbered on from the entries."""

    number: int
    line: int
    part: str
    when: When
    said: str
    recorded: bool


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that can be accepted, and the units that order something which was not understood."""

    entries: tuple[Proposal, ...]
    starts: tuple[Start, ...]
    unread: tuple[Unit, ...]


def proposals_from(work: Work, library: Library) -> Proposals:
    """Return what the issued text of *work* proposes; empty where it has no text."""
    if not work.texts:
        return Proposals((), (), ())
    text = text_of(work, work.texts[0], library)
    orders = read_orders(text)
    known = mods_from_json(library.files.get(mods_path(work.id)))
    asked = _Asked(work, text, library, known)
    entries = asked.proposals(orders.instructions)
    return Proposals(tuple(entries), _starts(work, orders, len(entries)), orders.unread)


def accepted(work: Work, proposals: Proposals, numbers: Iterable[int], library: Library,
             ) -> tuple[tuple[Modification, ...], Work]:  # fmt: skip
    """Return the modifications and the record of *work* once those *numbers* are accepted.

    The entries stand in the order of the text; those recorded before keep their ids.
    """
    wanted = frozenset(numbers)
    known = mods_from_json(library.files.get(mods_path(work.id)))
    mods = [*known, *(one.mod for one in proposals.entries
                      if one.number in wanted and not one.recorded)]  # fmt: skip
    units = {unit.eid: at for at, unit in
             enumerate(text_of(work, work.texts[0], library).each())}  # fmt: skip
    mods.sort(key=lambda mod: units.get(mod.instruction, len(units)))
    for start in proposals.starts:
        if start.number in wanted and start.part:
            parts = {**dict(work.effective_of), start.part: start.when}
            work = replace(work, effective_of=tuple(parts.items()))
        elif start.number in wanted:
            work = replace(work, effective=start.when)
    return tuple(mods), work


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the instructions of one text are read against."""

    work: Work
    text: Text
    library: Library
    known: tuple[Modification, ...]

    def proposals(self, instructions: tuple[Instruction, ...]) -> list[Proposal]:
        taken = [int(mod.id.removeprefix("m")) for mod in self.known]
        free = max(taken, default=0)
        found: list[Proposal] = []
        for number, order in enumerate(instructions, 1):
            target, why = self._target(order)
            mod = self._mod(order, target, free + 1)
            twin = next((one for one in self.known if _same(one, mod)), None)
            free += twin is None
            wording = (slice_of(self.text, mod.text_from) or "") if mod.text_from else ""
            found.append(Proposal(number, order.line, twin or mod, target, wording, why,
                                  recorded=twin is not None))  # fmt: skip
        return [self._tried(one, found) for one in found]

    def _target(self, order: Instruction) -> tuple[Work | None, str]:
        """Return the instrument meant: named by the order, by what is around it, or by relation."""
        around = [self.text.find(eid) for eid in (order.unit, *ancestors(order.unit))]
        for unit in filter(None, around):
            named = [work for said in _SYMBOL.findall(f"{unit.heading}\n{unit.text}")
                     for work in self._named(said)]  # fmt: skip
            several = list(dict.fromkeys(named))
            if several:
                return _only(several)
        related = [one.to for one in self.work.relations if one.rel in AMENDING]
        return _only([self.library.work(to) for to in dict.fromkeys(related)])

    def _named(self, said: str) -> tuple[Work, ...]:
        try:
            parse_symbol(said.split(",")[0].split(" ")[0])
        except SymbolError:
            return ()
        return tuple(work for work in self.library.find(said) if work.id != self.work.id)

    def _mod(self, order: Instruction, target: Work | None, number: int) -> Modification:
        mod = Modification(
            f"m{number}", number, order.op, target.id if target else "", order.place,
            effective=order.effective, instruction=order.unit, text_from=order.new,
            words=order.words, replacement=order.replacement, quote=order.said,
        )  # fmt: skip
        if order.new and (words := slice_of(self.text, order.new)) is not None:
            mod = replace(mod, text_sha256=sum_of(words))
        if order.op == "insert":
            return _inserted(mod, order)
        if order.op == "renumber":
            return replace(mod, new_id=order.beside)
        if order.words and target:
            return replace(mod, count=self._count(mod, target) or None)
        return mod

    def _count(self, mod: Modification, target: Work) -> int:
        """Return how often the words stand in the target just before the change."""
        before = self._before(mod, target)
        unit = before.unit(mod.part)
        words = re.compile(rf"(?<!\w){re.escape(mod.words)}(?!\w)")
        return sum(len(words.findall(f"{one.heading}\n{one.text}"))
                   for one in each_unit([unit] if unit else ()))  # fmt: skip

    def _before(self, mod: Modification, target: Work) -> Wording:
        change = change_of(mod, self.work, self.text)
        day = change.start.latest if change.start else date.max
        return wording_on(target, day, self.library)

    def _tried(self, one: Proposal, all_: list[Proposal]) -> Proposal:
        """Return the proposal with what the fold says when all new ones are applied."""
        if one.target is None or one.recorded:
            return one
        changes = [change_of(each.mod, self.work, self.text) for each in all_
                   if each.target == one.target and not each.recorded]  # fmt: skip
        last = max((change.start.latest for change in changes if change.start), default=date.max)
        text = wording_on(one.target, last, self.library).text
        if text is None:
            return replace(one, reason=say("No text has been imported."))
        left = {left.change.mod.id: left.reason for left in fold(text, changes).outstanding}
        return replace(one, reason=left.get(one.mod.id, ""))


def _only(works: list[Work]) -> tuple[Work | None, str]:
    if len(works) == 1:
        return works[0], ""
    if not works:
        return None, say("It is not said which instrument is meant.")
    return None, say("Several instruments may be meant: {names}.",
                     names=listed([work.cited for work in works]))  # fmt: skip


def _inserted(mod: Modification, order: Instruction) -> Modification:
    """Return an insertion with its place: said, behind its number's base, or at the end."""
    above, _, own = order.place.rpartition("__")
    beside = order.beside
    if not beside and (match := _LETTERED.fullmatch(num_of(own))):
        prefix = own.partition("_")[0]
        beside = f"{above}__{prefix}_{match[1]}".removeprefix("__")
    if beside and not above:
        above = beside.rpartition("__")[0]
    mod = replace(mod, part=above, new_id=f"{above}__{own}".removeprefix("__"))
    return replace(mod, before=beside) if order.ahead else replace(mod, after=beside)


def _same(one: Modification, other: Modification) -> bool:
    """Tell whether two entries order the same."""
    keys = ("op", "target", "part", "instruction", "text_from", "words", "new_id")
    return all(getattr(one, key) == getattr(other, key) for key in keys)


def _starts(work: Work, orders: Orders, count: int) -> tuple[Start, ...]:
    found: list[Start] = []
    for one in orders.commencements:
        when = work.signed if one.day == SIGNING else one.day
        if isinstance(when, When):
            found.append(Start(count + len(found) + 1, one.line, one.part, when, one.said,
                               _known(work, one, when)))  # fmt: skip
    return tuple(found)


def _known(work: Work, one: Commencement, when: When) -> bool:
    return (dict(work.effective_of).get(one.part) if one.part else work.effective) == when
