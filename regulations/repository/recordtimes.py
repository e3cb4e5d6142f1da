"""Times of record that can't be true: before there was git, in the future, before the parent. Pure.

What was recorded when is the ground of ``--known``. A commit made with a wrong clock, or with a
legal date in the place of the time of record, is named once, for the first of the three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from regulations.days import short_day
from regulations.problems import Place, Problem
from regulations.repository.commits import moment
from regulations.sentences import say

SHOWN: Final = 3  # of each kind; the others are counted
_GIT_BEGAN: Final = int(datetime(2005, 4, 7, tzinfo=UTC).timestamp())  # its own first commit
_SLACK_SECONDS: Final = 600  # the clocks of one office may differ by as much
_REMEDY: Final = say(
    "Set the clock of the machine that made it. For --known it counts with the commit it follows."
)
_REMEDY_AHEAD: Final = say(
    "Set the clock of the machine that made it. "
    "Until that day --known leaves out this commit and all that follow it."
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a commit says that it was made, in *seconds* since 1970."""

    id: str
    seconds: int
    parents: tuple[str, ...]

    @property
    def place(self) -> Place:
        """How a fault names it."""
        return Place(f"commit {self.id[:8]}")

    @property
    def day(self) -> str:
        """Its day in Hanoi."""
        return short_day(moment(self.seconds).date())


def read_stamps(lines: Iterable[str]) -> list[Stamp]:
    """Read what ``git rev-list --topo-order --parents --timestamp`` prints."""
    words = (line.split() for line in lines if line)
    return [Stamp(name, int(seconds), tuple(parents)) for seconds, name, *parents in words]


def record_time_problems(stamps: Sequence[Stamp], now: datetime) -> list[Problem]:
    """Return what is wrong with the times of all commits of an office, known at *now*.

    *stamps* are newest first: each stands after all that follow it.
    """
    latest = int(now.timestamp()) + _SLACK_SECONDS
    early = [stamp for stamp in stamps if stamp.seconds < _GIT_BEGAN]
    ahead = [stamp for stamp in stamps if stamp.seconds > latest]
    named = {stamp.id for stamp in (*early, *ahead)}
    back = [pair for pair in _with_ancestor(stamps) if pair[0].id not in named]
    return [
        *_shown([_early(stamp) for stamp in early]),
        *_shown([_ahead(stamp) for stamp in ahead]),
        *_shown([_back(stamp, before) for stamp, before in back]),
    ]


def _with_ancestor(stamps: Sequence[Stamp]) -> Iterator[tuple[Stamp, Stamp]]:
    """Yield each commit that follows one of a later time, with the latest of those."""
    latest: dict[str, Stamp] = {}
    for stamp in reversed(stamps):
        before = [latest[parent] for parent in stamp.parents if parent in latest]
        newest = max([stamp, *before], key=lambda one: one.seconds)
        latest[stamp.id] = newest
        if newest.seconds > stamp.seconds:
            yield stamp, newest


def _early(stamp: Stamp) -> Problem:
    said = say("It is dated {day}, when there was no git yet.", day=stamp.day)
    return Problem(stamp.place, said, _REMEDY)


def _ahead(stamp: Stamp) -> Problem:
    return Problem(
        stamp.place, say("It is dated {day}, in the future.", day=stamp.day), _REMEDY_AHEAD
    )


def _back(stamp: Stamp, before: Stamp) -> Problem:
    said = say(
        "It is dated {day}, before {parent}, which it follows and which is dated {later}.",
        day=stamp.day, parent=before.id[:8], later=before.day,
    )  # fmt: skip
    return Problem(stamp.place, said, _REMEDY)


def _shown(problems: Sequence[Problem]) -> Iterator[Problem]:
    yield from problems[:SHOWN]
    for last in problems[SHOWN:][-1:]:
        count = len(problems) - SHOWN
        said = say("{count} more like the last: {fault}", count=count, fault=last.message)
        yield Problem(last.place, said, last.remedy)
