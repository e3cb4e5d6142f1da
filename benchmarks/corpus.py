"""What an office of 10,000 and of 50,000 works costs, with plain git asked in turns.

Each office has 2,000 commits and a text beside every work. Ours and git's own command run
alternately; a figure is the median of the rounds, as CPU milliseconds (ours and all children) and
as wall clock. The last line is JSON: ``ratios`` say how many times faster than git we are, at the
largest size. Git is given a commit-graph with changed paths; it does not flush what it commits.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # a file here bears the name of a folder of ours

from corpus_office import BEGUN, MadeWork, make_corpus

from cli.office import Office
from cli.request import now
from regulations.repository.store import Store

VANTHU = str(Path(sys.executable).with_name("vanthu"))
DAY = ("--as-of", "2026-06-05")  # whose days off are confirmed; else doctor has a fault to name
WHO = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@office.invalid")
Action = Callable[[int], object]
"""What is measured; it is handed the number of the round."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds: of CPU, user and system, with all children; and by the clock."""

    cpu: float
    wall: float

    def __str__(self) -> str:
        return f"{self.cpu:9.1f} {self.wall:9.1f}"


@dataclass(frozen=True, slots=True)
class Line:
    """One operation: what it costs us, and what it costs git where git has one like it."""

    name: str
    ours: Cost
    git: Cost | None = None

    def __str__(self) -> str:
        return f"{self.name:<34}{self.ours}{self.git or ''}"


@dataclass(frozen=True, slots=True)
class Bench:
    """The office at *root*, of so many *works*; *history* are the ids of its commits."""

    root: Path
    works: int
    history: tuple[str, ...]
    rounds: int

    def lines(self) -> Iterator[Line]:
        """Measure one operation after the other."""
        yield Line("first catalogue", _cost(self._catalogue, 0))
        yield Line("catalogue at hand", _median(self._catalogue, self.rounds))
        yield self._in_turns("history of one file", self._history, self._git_history)
        yield self._in_turns("one file at a revision", self._read, self._git_read)
        yield self._in_turns("day to revision", self._known, self._git_known)
        yield self._in_turns("one edit recorded", self._edit, self._git_edit)
        yield Line("catalogue after one edit", self._after_edits())
        yield Line("reg show ID --on DAY", _median(self._show, self.rounds))
        yield Line("reg show ID art_5 --on DAY", _median(self._show_article, self.rounds))
        yield Line("reg show ID --known DAY", _median(self._show_known, self.rounds))
        yield Line("log", _median(lambda _: self._vanthu("log"), self.rounds))
        doctor = _median(lambda _: self._vanthu("doctor", *DAY), 3)
        yield Line("doctor", doctor, _median(lambda _: self._git("fsck", "--no-progress"), 3))

    def _in_turns(self, name: str, ours: Action, git: Action) -> Line:
        ours(-1), git(-2)  # modules and disk are warm from here on
        pairs = [(_cost(ours, 2 * turn), _cost(git, 2 * turn + 1)) for turn in range(self.rounds)]
        own, theirs = zip(*pairs, strict=True)
        return Line(name, _middle(own), _middle(theirs))

    def _catalogue(self, _turn: int) -> None:
        with self._office() as office:
            assert office.files.tree

    def _after_edits(self) -> Cost:
        def edit_and_open(turn: int) -> Cost:
            self._edit(1_000 + turn)
            return _cost(self._catalogue, turn)

        return _middle([edit_and_open(turn) for turn in range(self.rounds)])

    def _history(self, turn: int) -> None:
        with Store.open(self.root) as store:
            assert store.log(paths=[self._old(turn)])

    def _git_history(self, turn: int) -> None:
        assert self._git("log", "--format=%H %cI %an %s", "--", self._old(turn))

    def _read(self, turn: int) -> None:
        with Store.open(self.root) as store:
            assert store.at_path(self._revision(turn), self._old(turn))

    def _git_read(self, turn: int) -> None:
        assert self._git("show", f"{self._revision(turn)}:{self._old(turn)}")

    def _known(self, turn: int) -> None:
        with Store.open(self.root) as store:
            assert store.known_on(_day(turn))

    def _git_known(self, turn: int) -> None:
        before = f"--before={_day(turn) + timedelta(days=1)}T00:00:00+07:00"
        assert self._git("rev-list", "--first-parent", "--max-count=1", before, "HEAD")

    def _edit(self, turn: int) -> None:
        path = self._old(turn)
        with Store.open(self.root) as store:
            content = (store.at_path("HEAD", path) or b"") + b"x\n"
            store.record({path: content}, message="reg edit", author="benchmark", at=now())

    def _git_edit(self, turn: int) -> None:
        path = self._old(turn)
        with (self.root / path).open("ab") as file:
            file.write(b"x\n")
        self._git("add", "--", path)
        self._git(*WHO, "commit", "--quiet", "--message", "reg edit")

    def _show(self, turn: int) -> None:
        self._vanthu("reg", "show", self._made(turn).id, "--on", _day(turn).isoformat())

    def _show_article(self, turn: int) -> None:
        made = self._made(turn)
        self._vanthu("reg", "show", made.id, "art_5", "--on", str(made.signed))

    def _show_known(self, turn: int) -> None:
        self._vanthu("reg", "show", self._made(turn).id, "--known", _day(turn).isoformat())

    def _made(self, turn: int) -> MadeWork:
        return MadeWork(turn * 997 % (self.works - len(self.history)))

    def _old(self, turn: int) -> str:
        return self._made(turn).metadata()[0]

    def _revision(self, turn: int) -> str:
        return self.history[turn * 211 % len(self.history)]

    @contextmanager
    def _office(self) -> Iterator[Office]:
        office = Office(self.root)
        yield office
        office.files.close()
        office.store.close()

    def _git(self, *words: str) -> str:
        line = ["git", "-C", str(self.root), *words]
        return subprocess.run(line, check=True, capture_output=True, text=True).stdout

    def _vanthu(self, *words: str) -> None:
        line = [VANTHU, "-C", str(self.root), *words]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Make the offices, measure, print tables, then the JSON line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--works", type=int, nargs="+", default=[10_000, 50_000])
    asked.add_argument("--commits", type=int, default=2_000)
    asked.add_argument("--rounds", type=int, default=9)
    options = asked.parse_args()
    figures: dict[str, dict[str, float]] = {}
    for works in sorted(options.works):
        with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
            os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
            root = Path(folder) / "office"
            make_corpus(root, works, options.commits)
            with Store.open(root) as store:
                store.mend()
                history = tuple(commit.id for commit in store.log())
            lines = _measured(Bench(root, works, history, options.rounds))
        figures[str(works)] = {f"{line.name}: wall ms": round(line.ours.wall, 1) for line in lines}
    print(json.dumps({"benchmark": "corpus", "ratios": _ratios(lines), "figures": figures}))


def _measured(bench: Bench) -> list[Line]:
    print(f"\n{bench.works:,} works, {len(bench.history):,} commits: milliseconds")
    print(f"{'':<34}{'ours: CPU':>9} {'wall':>9}{'git: CPU':>9} {'wall':>9}")
    found = []
    for line in bench.lines():
        print(line, flush=True)
        found.append(line)
    return found


def _ratios(lines: list[Line]) -> dict[str, float]:
    names = {"one edit recorded": "git_commit", "history of one file": "git_log",
             "one file at a revision": "git_show", "day to revision": "git_rev_list"}  # fmt: skip
    pairs = [(names[line.name], line) for line in lines if line.name in names]
    return {name: round(line.git.cpu / line.ours.cpu, 2) for name, line in pairs if line.git}


def _median(action: Action, rounds: int) -> Cost:
    return _middle([_cost(action, turn) for turn in range(rounds)])


def _middle(costs: Sequence[Cost]) -> Cost:
    median = statistics.median
    return Cost(median(cost.cpu for cost in costs), median(cost.wall for cost in costs))


def _cost(action: Action, turn: int) -> Cost:
    cpu, wall = _cpu_seconds(), time.perf_counter()
    action(turn)
    return Cost((_cpu_seconds() - cpu) * 1000, (time.perf_counter() - wall) * 1000)


def _cpu_seconds() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(spent.ru_utime + spent.ru_stime for spent in both)


def _day(turn: int) -> date:
    return BEGUN.date() + timedelta(days=100 + turn * 37 % 600)


if __name__ == "__main__":
    main()
