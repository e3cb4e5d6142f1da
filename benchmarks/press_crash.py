"""Bulk printing killed at random and gone on with: is every paper there, whole, and once?

``vanthu form bulk`` with two processes is killed (SIGKILL, its whole process group) after random
times, and the same command run again, until it comes to its end. Then every paper is opened: its
zip's checksums are proved, its body is parsed, and the number that its person bears is counted.

The last line is JSON; the exit code is 1 where a paper is lost, torn or there twice. It needs
Linux, which tells how much memory each process took at most (VmHWM).
"""

from __future__ import annotations

import argparse
import io
import json
import math
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path

from lxml import etree
from press_bulk import bulk_command, init_command, write_people
from press_memory import Peaks, watched

_BODY = "word/document.xml"
_NUMBER = re.compile(r"NGUYỄN VĂN MẪU (\d+)")
_WHOLE_SECONDS = 40.0  # about what 100,000 papers take; only spreads the kills


@dataclass(slots=True)
class Runs:
    """The runs of one order: the seconds of each that was *killed*, and of each that *ended*."""

    killed: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    peaks: Peaks = field(default_factory=Peaks)


@dataclass(frozen=True, slots=True)
class Killable:
    """An order of *count* papers, as the *command* that carries it out."""

    command: list[str]
    environment: Mapping[str, str]
    out: Path
    count: int


def main() -> None:
    """Print, kill, go on, open everything; say what was found."""
    asked = _asked()
    with tempfile.TemporaryDirectory(dir=asked.room) as folder:
        room = Path(folder)
        environment = os.environ | {"XDG_CACHE_HOME": str(room / "cache")}
        watched(init_command(room / "office"), environment, Peaks())
        data, out = write_people(room / "people.jsonl", asked.count), room / "papers"
        command = bulk_command(room / "office", data, out, asked.shard)
        order = Killable(command, environment, out, asked.count)
        runs = _killed(order, asked.kills, random.Random(asked.seed))
        found = _opened(out)
        left = [path.name for path in out.rglob(".vanthu-*")]
    _tell(runs, found, asked.count)
    if wrong := _wrong(found, asked.count, left):
        sys.exit("; ".join(wrong))


def _killed(order: Killable, kills: int, chance: random.Random) -> Runs:
    """Carry out an order that is killed so many times before it may end."""
    runs = Runs()
    step = 2 * _WHOLE_SECONDS * order.count / 100_000 / (kills + 1)
    while len(runs.killed) < kills or not runs.ended:
        left = 1 + chance.uniform(0, step) if len(runs.killed) < kills else math.inf
        spent, how = _one_run(order, left, runs.peaks)
        (runs.killed if how else runs.ended).append(spent)
        stand = len(list(order.out.glob("*.zip")))
        print(f"{'killed' if how else 'ended'} after {spent:.1f} s, {stand} zips stand", flush=True)
    return runs


def _one_run(order: Killable, seconds: float, peaks: Peaks) -> tuple[float, int]:
    """Run the order, killed after so many *seconds*; return how many it took, and how it ended."""
    begin = time.monotonic()

    def kill_in_time(running: subprocess.Popen[bytes]) -> None:
        if time.monotonic() - begin >= seconds:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()

    how = watched(order.command, order.environment, peaks, kill_in_time)
    return time.monotonic() - begin, how


def _opened(out: Path) -> Counter[int]:
    """Return how often each person has a paper; 0 stands for papers that can't be read."""
    zips = sorted(out.glob("*.zip"))
    found: Counter[int] = Counter()
    with Pool(os.cpu_count()) as pool:
        for numbers in pool.imap_unordered(_people_in, zips):
            found.update(numbers)
    return found


def _people_in(path: Path) -> list[int]:
    with zipfile.ZipFile(path) as shard:
        return [_person_in(shard.read(name)) for name in shard.namelist()]


def _person_in(paper: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(paper)) as package:
            if package.testzip() is not None:
                return 0
            text = "\n".join(etree.fromstring(package.read(_BODY)).itertext())
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return 0
    numbers = set(_NUMBER.findall(text))
    return int(numbers.pop()) if len(numbers) == 1 else 0


def _wrong(found: Counter[int], count: int, left: list[str]) -> list[str]:
    wanted = set(range(1, count + 1))
    lost, twice = wanted - found.keys(), [number for number in wanted if found[number] > 1]
    wrong = [f"{len(lost):,} papers are lost"] if lost else []
    wrong += [f"{len(twice):,} are there twice or more"] if twice else []
    wrong += [f"{found.total() - sum(found[number] for number in wanted):,} can't be read"] * bool(
        found.keys() - wanted
    )
    return wrong + ([f"left behind: {', '.join(left)}"] if left else [])


def _tell(runs: Runs, found: Counter[int], count: int) -> None:
    whole = sum(1 for number in range(1, count + 1) if found[number] == 1)
    figures = {
        "papers": count,
        "whole, each once": whole,
        "kills": len(runs.killed),
        "seconds killed": round(sum(runs.killed), 1),
        "seconds of the last run": round(runs.ended[-1], 1),
        "handing out, MB": round(runs.peaks.first, 1),
        "largest printing process, MB": round(runs.peaks.others, 1),
    }
    print(
        f"{whole:,} of {count:,} papers are whole and there once, after {len(runs.killed)} kills."
    )
    print(json.dumps({"benchmark": "press_crash", "figures": figures}))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="papers")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--shard", type=int, default=1_000, help="papers to a zip")
    parser.add_argument("--seed", type=int, default=None, help="the same times of kills again")
    parser.add_argument("--room", type=Path, default=None, help="a folder with room on its disk")
    return parser.parse_args()


if __name__ == "__main__":
    main()
