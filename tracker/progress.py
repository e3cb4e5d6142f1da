"""Taking stock of tasks on a day: the four official cells, their rates, who is late. Pure.

The cells are those of the Government's task-force reports: done on time (early included), done
late, open in time, open overdue. Two rates of completion are in official use, over the items
due and over all items, so each is given with what it divides. Outside all rates stand regular
work, tasks without a date, milestones, soft years, stopped and handed-over tasks, and the tasks
of superior bodies, which the office only follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from regulations.folding import collation_key
from regulations.sentences import say
from tracker.extensions import Extension
from tracker.standing import Standing
from tracker.task import Task

NO_FINDING = say("No information is no finding against a body.")
FEW = 5  # below so many tasks a body gets no percentage: it would say more than it knows

CELLS = ("done_on_time", "done_late", "open_in_time", "open_overdue")
OUTSIDE = ("regular", "no_deadline", "milestone", "soft", "stopped", "handed_over")


@dataclass(frozen=True, slots=True)
class Item:
    """A task with its standing; *followed* is a task of a superior body.

    *units* are the bodies that answer for it on the day: its leads, those that are gone by the
    bodies that took their place, a group by its members. *extended* tells how the deadline was
    moved. Both are empty where nobody worked them out.
    """

    task: Task
    standing: Standing
    followed: bool = False
    units: tuple[str, ...] = ()
    extended: tuple[Extension, ...] = ()

    @property
    def cell(self) -> str:
        """The one place where the item is counted: of ``CELLS``, or of ``OUTSIDE`` the rates."""
        return _outside(self) or _inside(self.standing)


@dataclass(frozen=True, slots=True)
class Rate:
    """A share, with what it divides: *count* of *of*."""

    count: int
    of: int

    @property
    def percent(self) -> str:
        """The percentage with one decimal, rounded half up; empty where there is nothing."""
        if not self.of:
            return ""
        exact = Decimal(100 * self.count) / Decimal(self.of)
        return str(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Cells:
    """How many tasks are in each of the four official cells."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0

    @property
    def done(self) -> int:
        """How many are done."""
        return self.done_on_time + self.done_late

    @property
    def still_open(self) -> int:
        """How many are not done."""
        return self.open_in_time + self.open_overdue

    @property
    def dated(self) -> int:
        """How many are counted at all."""
        return self.done + self.still_open

    @property
    def done_of_due(self) -> Rate:
        """Done, of those done and those overdue (report 1270/BC-TCTTTg of 2017)."""
        return Rate(self.done, self.done + self.open_overdue)

    @property
    def on_time_of_due(self) -> Rate:
        """Done on time, of those done and those overdue."""
        return Rate(self.done_on_time, self.done + self.open_overdue)

    @property
    def done_of_all(self) -> Rate:
        """Done, of all that have a date (Government figures of 20/10/2025)."""
        return Rate(self.done, self.dated)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """The tasks that one body answers for; one with several leads counts in the row of each."""

    body: str
    cells: Cells
    outside: int
    no_information: int
    updated: Rate

    @property
    def on_time_percent(self) -> str:
        """The percentage on time of those due; empty for fewer than ``FEW``."""
        rate = self.cells.on_time_of_due
        return rate.percent if rate.of >= FEW else ""


@dataclass(frozen=True, slots=True)
class Stock:
    """The office's tasks on a day, sorted out; *followed* ones are in none of the figures.

    *items* are the office's own in the order given, *overdue* the latest first, *upcoming* open
    and due within the days asked for, by the day to plan for.
    """

    as_of: date
    within_days: int
    items: tuple[Item, ...]
    cells: Cells
    overdue: tuple[Item, ...]
    upcoming: tuple[Item, ...]
    bodies: tuple[BodyRow, ...]
    followed: tuple[Item, ...]
    followed_overdue: tuple[Item, ...]

    @property
    def total(self) -> int:
        """How many tasks the office has, dated or not."""
        return len(self.items)

    @property
    def no_information(self) -> tuple[Item, ...]:
        """Those overdue of which nothing was ever recorded; show ``NO_FINDING`` with them."""
        return tuple(item for item in self.overdue if item.standing.status == "no_information")

    def of(self, *cells: str) -> tuple[Item, ...]:
        """Return the office's items that are counted in *cells*, in the order given."""
        return tuple(item for item in self.items if item.cell in cells)


def take_stock(items: Iterable[Item], as_of: date, *, within_days: int = 30) -> Stock:
    """Sort out *items*, which stand as on *as_of*."""
    given = tuple(items)
    own = tuple(item for item in given if not item.followed)
    followed = tuple(item for item in given if item.followed)
    return Stock(
        as_of=as_of,
        within_days=within_days,
        items=own,
        cells=count(own),
        overdue=latest_first(own),
        upcoming=tuple(
            item for item in due_within(own, as_of, within_days) if not item.standing.closed
        ),
        bodies=_bodies(own),
        followed=followed,
        followed_overdue=latest_first(followed),
    )


def count(items: Iterable[Item]) -> Cells:
    """Return how many of *items* are in each official cell."""
    cells = [item.cell for item in items]
    return Cells(*(cells.count(cell) for cell in CELLS))


def latest_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return those overdue, most days late first, then in Vietnamese order of title."""
    late = [item for item in items if item.cell == "open_overdue"]
    return _sorted(late, lambda item: -item.standing.days_late)


def due_within(items: Iterable[Item], as_of: date, days: int) -> tuple[Item, ...]:
    """Return those due from *as_of* to *days* later, both included, by the day to plan for."""
    until = as_of + timedelta(days=days)
    near = [item for item in items if item.standing.due and as_of <= item.standing.due <= until]
    return _sorted(near, lambda item: _ordinal(item.standing.plan_by))


def _outside(item: Item) -> str:
    """Return where an item outside the rates is listed, empty for one inside."""
    if item.standing.status in ("stopped", "handed_over"):
        return item.standing.status
    if item.task.kind == "milestone":
        return "milestone"
    if item.task.regular:
        return "regular"
    if item.task.soft:
        return "soft"
    return "" if item.standing.due else "no_deadline"


def _inside(standing: Standing) -> str:
    if standing.done:
        return "done_late" if standing.status == "done_late" else "done_on_time"
    return "open_overdue" if standing.overdue else "open_in_time"


def _bodies(items: Sequence[Item]) -> tuple[BodyRow, ...]:
    """Return a row for each lead, sorted by id; the row of tasks without a lead has none."""
    led: dict[str, list[Item]] = {}
    for item in items:
        for body in dict.fromkeys(item.units or item.task.lead or ("",)):
            led.setdefault(body, []).append(item)
    return tuple(_row(body, led[body]) for body in sorted(led))


def _row(body: str, items: Sequence[Item]) -> BodyRow:
    cells = count(items)
    silent = sum(item.standing.status == "no_information" for item in items)
    told = sum(item.standing.last_event is not None for item in items)
    return BodyRow(body, cells, len(items) - cells.dated, silent, Rate(told, len(items)))


def _sorted(items: Iterable[Item], first: Callable[[Item], int]) -> tuple[Item, ...]:
    return tuple(
        sorted(
            items,
            key=lambda item: (first(item), collation_key(item.task.title_vi), item.task.id),
        )
    )


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
