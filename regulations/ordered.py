"""What an amending text orders, as entries of mods.yaml: for which instrument, recorded or not.

Pure. Nothing is tried here; :mod:`regulations.proposals` does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from regulations.instructions import Commencement, Instruction, read_orders
from regulations.library import Library
from regulations.mentions import find_mentions
from regulations.modification import AMENDING, Modification
from regulations.quotations import slice_of, sum_of
from regulations.sentences import listed, say
from regulations.symbol import SymbolError, parse_symbol
from regulations.text import Text, Unit, ancestors, num_of
from regulations.work import Work

_SYMBOL: Final = re.compile(
    r"\b[0-9]{1,5}(?:[ ]?[-–][ ]?[A-ZĐ]\w{0,4}/[A-ZĐƯ][\w-]*|(?:/[0-9]{4})?/[A-ZĐ][\w-]+)"
    r"(?:[^.;\n]{0,12}?ngày [0-9]{1,2}(?:/[0-9]{1,2}/| tháng [0-9]{1,2} năm )[0-9]{4})?"
)
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
_LETTERED: Final = re.compile(r"([0-9]+)[a-zđ]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry that a text orders, at *line*. *target* is ``None`` where *why* says so.

    *recorded* tells that mods.yaml has it; then *mod* is what stands there.
    """

    line: int
    mod: Modification
    target: Work | None
    why: str = ""
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """All that one text orders. *unread* are units that order something not understood."""

    entries: tuple[Entry, ...]
    commencements: tuple[Commencement, ...]
    unread: tuple[Unit, ...]

    def missing(self, known: Iterable[Modification]) -> tuple[Entry, ...]:
        """Return the entries that nobody recorded; *known* are those of mods.yaml.

        What was recorded otherwise than proposed counts: a drafter may know better.
        """
        found: list[Entry] = []
        written = [mod.instruction for mod in known]
        for unit in dict.fromkeys(one.mod.instruction for one in self.entries):
            own = [one for one in self.entries if one.mod.instruction == unit]
            fewer = max(len(own) - written.count(unit), 0)
            found += [one for one in own if not one.recorded][:fewer]
        return tuple(found)

    def unheard(self, known: Iterable[Modification]) -> tuple[Unit, ...]:
        """Return the units that were not understood and for which nobody wrote an entry."""
        written = {mod.instruction for mod in known}
        return tuple(unit for unit in self.unread if unit.eid not in written)


def orders_of(work: Work, text: Text, library: Library, known: tuple[Modification, ...]) -> Ordered:
    """Return what *text*, which is that of *work*, orders; *known* is recorded already."""
    orders = read_orders(text)
    free = max((int(mod.id.removeprefix("m")) for mod in known), default=0)
    asked = _Asked(work, text, library)
    entries: list[Entry] = []
    for order in orders.instructions:
        target, why = asked.target(order)
        mod = asked.mod(order, target, free + 1)
        twin = next((one for one in known if _same(one, mod)), None)
        free += twin is None
        entries.append(Entry(order.line, twin or mod, target, why, twin is not None))
    return Ordered(tuple(entries), orders.commencements, orders.unread)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the instructions of one text are read against."""

    work: Work
    text: Text
    library: Library

    def target(self, order: Instruction) -> tuple[Work | None, str]:
        """Return the instrument meant: named by the order, by what is around it, or by relation."""
        around = [self.text.find(eid) for eid in (order.unit, *ancestors(order.unit))]
        for unit in filter(None, around):
            text = f"{unit.heading}\n{unit.text}"
            named = [work for said in _SYMBOL.findall(text) for work in self._named(said)]
            several = list(dict.fromkeys(named or self._called(text)))
            if several:
                return _only(several)
        related = [one.to for one in self.work.relations if one.rel in AMENDING]
        return _only([self.library.work(to) for to in dict.fromkeys(related)])

    def _called(self, text: str) -> Iterator[Work]:
        """Yield what *text* says to change by name: ``một số điều của Luật Đất đai``.

        Quoted words name nothing, nor does a law signed later that took the name over.
        """
        said, signed = _QUOTED.sub(" ", text), self.work.signed
        for one in find_mentions(said):
            of_it = one.pinpoints or said[: one.start].rstrip().endswith("của")
            works = self.library.fitting(one.reference, one.names) if of_it else ()
            for work in works if one.how == "name" else ():
                later = signed and work.signed and work.signed.earliest > signed.latest
                if work.id != self.work.id and not later:
                    yield work

    def _named(self, said: str) -> tuple[Work, ...]:
        try:
            parse_symbol(said.split(",")[0].split(" ")[0])
        except SymbolError:
            return ()
        return tuple(work for work in self.library.find(said) if work.id != self.work.id)

    def mod(self, order: Instruction, target: Work | None, number: int) -> Modification:
        mod = Modification(
            f"m{number}", number, order.op, target.id if target else "", order.place,
            effective=order.effective, instruction=order.unit, text_from=order.new,
            words=order.words, replacement=order.replacement, quote=order.said,
        )  # fmt: skip
        if order.new and (words := slice_of(self.text, order.new)) is not None:
            mod = replace(mod, text_sha256=sum_of(words))
        if order.op == "insert":
            return _inserted(mod, order)
        return replace(mod, new_id=order.beside) if order.op == "renumber" else mod


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
