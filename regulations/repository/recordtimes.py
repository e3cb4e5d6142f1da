"""Times of record that can't be true: before there was git, in the future, before the parent. Pure.

What was recorded when is the ground of ``--known``. A commit made with a wrong clock, or with a
legal date in the place of the time of record, is named once, for the first of the three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """Read what ``git rev-list --parents --timestamp`` prints."""
    words = (line.split() for line in lines if line)
    return [Stamp(name, int(seconds), tuple(parents)) for seconds, name, *parents in words]


def record_time_problems(stamps: Sequence[Stamp], now: datetime) -> list[Problem]:
    """Return what is wrong with the times of all commits of an office, known at *now*."""
    latest = int(now.timestamp()) + _SLACK_SECONDS
    sound = {stamp.id: stamp for stamp in stamps if _GIT_BEGAN <= stamp.seconds <= latest}
    return [
        *_shown([_early(stamp) for stamp in stamps if stamp.seconds < _GIT_BEGAN]),
        *_shown([_ahead(stamp) for stamp in stamps if stamp.seconds > latest]),
        *_shown([back for stamp in sound.values() for back in _back(stamp, sound)]),
    ]


def _early(stamp: Stamp) -> Problem:
    said = say("It is dated {day}, when there was no git yet.", day=stamp.day)
    return Problem(stamp.place, said, _REMEDY)


def _ahead(stamp: Stamp) -> Problem:
    return Problem(
        stamp.place, say("It is dated {day}, in the future.", day=stamp.day), _REMEDY_AHEAD
    )


def _back(stamp: Stamp, known: Mapping[str, Stamp]) -> Iterator[Problem]:
    later = [known[name] for name in stamp.parents if name in known]
    parent = max(later, key=lambda one: one.seconds, default=stamp)
    if parent.seconds > stamp.seconds:
        said = say(
            "It is dated {day}, before {parent}, which it follows and which is dated {later}.",
            day=stamp.day, parent=parent.id[:8], later=parent.day,
        )  # fmt: skip
        yield Problem(stamp.place, said, _REMEDY)


def _shown(problems: Sequence[Problem]) -> Iterator[Problem]:
    yield from problems[:SHOWN]
    for last in problems[SHOWN:][-1:]:
        count = len(problems) - SHOWN
        said = say("{count} more like the last: {fault}", count=count, fault=last.message)
        yield Problem(last.place, said, last.remedy)
