"""The reports of a programme, one after the other: live or frozen, and what lies between them."""

from __future__ import annotations

from datetime import date

from regulations.bodies import Bodies
from tracker.account import items_as_known, items_on
from tracker.changes import Changes, changes_between, late_events
from tracker.desk import Desk
from tracker.frozen import Frozen, frozen_days, frozen_on
from tracker.progress import Stock, take_stock
from tracker.task import Programme


class Ledger:
    """The reports on one programme of an office; *roll* is the office's rule for days off."""

    def __init__(
        self, desk: Desk, programme: Programme, bodies: Bodies, *, roll: str = "none",
        within_days: int = 30,
    ) -> None:  # fmt: skip
        self.desk, self.programme, self._bodies = desk, programme, bodies
        self._roll, self._within_days = roll, within_days

    def stock(self, day: date) -> Stock:
        """Return how the programme stood on *day*, as it is known now."""
        items = items_on(self.desk, self.programme, day, self._bodies, roll=self._roll)
        return take_stock(items, day, within_days=self._within_days)

    def frozen(self, day: date) -> Frozen:
        """Return the report that was frozen as of *day*.

        Raises:
            NotFrozenError: there is none.
        """
        return frozen_on(self.desk.files, self.programme.id, day)

    def frozen_days(self) -> tuple[date, ...]:
        """Return the days of all frozen reports, in order."""
        return frozen_days(self.desk.files, self.programme.id)

    def last_frozen(self, before: date) -> date | None:
        """Return the day of the newest report that was frozen before *before*."""
        return max((day for day in self.frozen_days() if day < before), default=None)

    def changes(self, since: date, until: date, *, live: bool = False) -> Changes:
        """Return what changed from the report of *since* to that of *until*.

        A day with a frozen report is taken as it was handed in; any other as it is known now, and
        so is *until* where it is *live*.
        """
        days = self.frozen_days()
        later = self.frozen(until) if until in days and not live else None
        after = later.stock() if later else self.stock(until)
        if since not in days:
            return changes_between(self._known(later, since), after)
        earlier = self.frozen(since)
        adjusted = self._known(later, since)
        late = late_events(earlier.known, lambda item: self.desk.events(item.task), since)
        if later is not None:
            seen = {event for ids in later.known.values() for event in ids}
            late = {
                key: kept
                for key, events in late.items()
                if (kept := tuple(one for one in events if one.id in seen))
            }
        return changes_between(earlier.stock(), after, adjusted=adjusted, late=late)

    def corrections(self, day: date) -> Changes:
        """Return what was recorded since the report of *day* was frozen, for that same day.

        Raises:
            NotFrozenError: there is none.
        """
        earlier, now = self.frozen(day), self.stock(day)
        late = late_events(earlier.known, lambda item: self.desk.events(item.task), day)
        return changes_between(earlier.stock(), now, adjusted=now, late=late)

    def _known(self, later: Frozen | None, day: date) -> Stock:
        """Return how the programme stood on *day*, as the *later* report knew it, or as now."""
        if later is None:
            return self.stock(day)
        items = items_as_known(self.desk, later.known, day, self._bodies, roll=self._roll)
        return take_stock(items, day, within_days=self._within_days)
