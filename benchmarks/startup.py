"""How much CPU time a short command costs above a bare Python, measured in turns.

The peer is ``python -c pass``; both run alternately in the same session. The last line is JSON;
``ratios`` say how many times longer our command takes than the bare interpreter.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 15
VANTHU = str(Path(sys.executable).with_name("vanthu"))
BARE = [sys.executable, "-c", "pass"]


def main() -> None:
    """Measure, print a table, then the JSON line."""
    with tempfile.TemporaryDirectory() as folder:
        office = str(Path(folder) / "office")
        environment = os.environ | {"XDG_CACHE_HOME": str(Path(folder) / "cache")}
        subprocess.run([VANTHU, "init", office, "--sample"], check=True, env=environment,
                       capture_output=True)  # fmt: skip
        commands = {
            "help": [VANTHU, "--help"],
            "search": [VANTHU, "-C", office, "search", "kiem diem 366"],
            "reg_show": [VANTHU, "-C", office, "reg", "show", "366-QĐ/TW 2025"],
            "task_list": [VANTHU, "-C", office, "task", "list", "--as-of", "2026-06-05"],
        }
        figures = {name: measured(command, environment) for name, command in commands.items()}
    for name, (own, bare) in figures.items():
        print(f"{name:<10} {own:7.1f} ms, {own - bare:7.1f} ms above a bare python")
    print(json.dumps({
        "benchmark": "startup",
        "ratios": {f"python_{name}": round(bare / own, 3) for name, (own, bare) in figures.items()},
        "figures": {f"{name}_ms_above_python": round(own - bare, 1)
                    for name, (own, bare) in figures.items()},
    }))  # fmt: skip


def measured(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the median CPU milliseconds of *command* and of the bare interpreter, in turns."""
    cpu_of(command, environment)  # the catalogue and the index stand from here on
    own, bare = [], []
    for _round in range(ROUNDS):
        own.append(cpu_of(command, environment))
        bare.append(cpu_of(BARE, environment))
    return statistics.median(own), statistics.median(bare)


def cpu_of(command: list[str], environment: dict[str, str]) -> float:
    """Return the CPU milliseconds, user and system, of one run."""
    before = children_seconds()
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return (children_seconds() - before) * 1000


def children_seconds() -> float:
    """Return the CPU seconds of all processes started and ended so far."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    main()
