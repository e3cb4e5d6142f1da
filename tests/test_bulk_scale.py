"""Orders of any length take the same memory, whoever prints them and wherever papers go."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bulk_orders import people, write_csv

_FEW, _MANY = 5_000, 60_000
_LEEWAY_MB = 6  # an allocator's pages are not counted to the byte

MEASURED = """
import re
import sys
from multiprocessing import active_children
from pathlib import Path
from templates.bulk.each import Pool, serial
from templates.bulk.run import carry_out
from tests.bulk_orders import order

peaks = [0, 0]  # of this process, and of the largest that it started


def look(_tally):
    children = [str(child.pid) for child in active_children()]
    for rank, one in [(0, "self"), *((1, child) for child in children)]:
        status = Path("/proc", one, "status").read_text()
        peaks[rank] = max(peaks[rank], int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]))


if __name__ == "__main__":
    source, target, jobs = sys.argv[1:]
    shard = None if target.endswith(".zip") else 500
    each = Pool(int(jobs)) if int(jobs) > 1 else serial
    tally = carry_out(order(Path(source), Path(target), shard=shard), each, tell=look)
    print(tally.papers, *(peak / 1024 for peak in peaks))
"""


def most_memory(room: Path, count: int, target: str, jobs: int) -> list[float]:
    """Print so many papers; return the most MB of the first process, and of any it started."""
    source = write_csv(room / f"{count}.csv", people(count))
    script = room / "measured.py"
    script.write_text(MEASURED, encoding="utf-8")
    words = [sys.executable, str(script), str(source), str(room / f"{count}-{target}"), str(jobs)]
    paths = {"PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(words, env=paths, check=True, capture_output=True, text=True)
    papers, *memory = map(float, done.stdout.split())
    assert papers == count
    return memory


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").exists(), reason="only Linux tells how much it was")
@pytest.mark.parametrize(("target", "jobs"), [("out", 1), ("out", 2), ("papers.zip", 1)])
def test_memory_does_not_grow_with_the_order(tmp_path: Path, target: str, jobs: int) -> None:
    few, many = (most_memory(tmp_path, count, target, jobs) for count in (_FEW, _MANY))
    assert [more - less < _LEEWAY_MB for less, more in zip(few, many, strict=True)] == [True, True]
    assert max(many) < 100
