"""Very many tasks: load, status of all on a day, the report, Excel out and in; against Taskwarrior.

The peer is Taskwarrior 2.6 (``task`` on the PATH, as Debian has it) with the same tasks: titles,
leads, due days, and each event as an annotation. Both list all of them by due day and export all of
them as JSON, in new processes, in turns; ours with the catalogue present. That both name the same
tasks with the same due days is checked first. Times are CPU seconds, user and system. The last line
is JSON; a ratio says how many times faster we are.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).parents[1])  # this file bears the name of a folder of ours

from benchmarks.tracker_corpus import AS_OF, PROGRAMME, office_files  # noqa: E402
from cli.request import now  # noqa: E402
from regulations.repository.store import Store  # noqa: E402

VANTHU = str(Path(sys.executable).with_name("vanthu"))
EVENTS = 20
_PEAK = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""
ON = ("--as-of", AS_OF.isoformat())
_RC = ("confirmation=off", "hooks=off", "verbose=nothing", "report.all.sort=due+,entry+")


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took, in CPU seconds, and what it printed."""

    seconds: float
    out: str


@dataclass(frozen=True, slots=True)
class Bench:
    """One office in a folder of its own, with the environment in which both programs run."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, command: Sequence[str]) -> Run:
        """Run a command to its end; its output goes to a file, as to a reader that never waits."""
        with tempfile.TemporaryFile(dir=self.folder) as sink:
            process = subprocess.Popen(command, stdout=sink, env=self.environment, cwd=self.folder)
            _, status, spent = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            sink.seek(0)
            text = sink.read().decode()
        if process.returncode:
            raise RuntimeError(f"{command} ended with {process.returncode}")
        return Run(spent.ru_utime + spent.ru_stime, text)

    def peak(self, *words: str) -> int:
        """Return the most memory, in MB, that a command of ours holds.

        A small process starts it: what is started counts the memory of its parent as its own.
        """
        command = [sys.executable, "-c", _PEAK, VANTHU, "-C", "office", *words, *ON]
        return round(int(self.run(command).out.split()[-1]) / 1024)

    def ours(self, *words: str) -> Run:
        """Run our program in the office."""
        return self.run([VANTHU, "-C", "office", *words, *ON])

    def theirs(self, *words: str) -> Run:
        """Run Taskwarrior on its copy of the tasks."""
        return self.run(["task", *words])


def main() -> None:
    """Measure, print a table, then the JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many tasks")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    if shutil.which("task") is None:
        sys.exit("Taskwarrior is not there: apt-get install taskwarrior")
    with tempfile.TemporaryDirectory(prefix="tracker-") as name:
        folder = Path(name)
        bench = Bench(folder, os.environ | {
            "XDG_CACHE_HOME": str(folder / "cache"), "TASKRC": str(folder / "taskrc"),
        })  # fmt: skip
        figures, ratios = measured(bench, asked.count, asked.rounds)
    for key, value in figures.items():
        print(f"{key:<28} {value:>9}")
    print(json.dumps({"benchmark": "tracker", "ratios": ratios, "figures": figures}))


def measured(bench: Bench, count: int, rounds: int) -> tuple[dict[str, Any], dict[str, float]]:
    """Make the office and the peer's tasks; return the figures and the ratios."""
    files = office_files(count, EVENTS)
    Store.create(bench.folder / "office", files, message="init", author="bench", at=now())
    cold = bench.ours("task", "list", "--programme", PROGRAMME, "--json")
    listed = json.loads(cold.out)["items"]
    give_to_peer(bench, listed, files)
    compare(listed, json.loads(bench.theirs("export").out))
    turns = {
        "list": (lambda: bench.ours("task", "list", "--programme", PROGRAMME),
                 lambda: bench.theirs("all")),
        "export": (lambda: bench.ours("task", "list", "--programme", PROGRAMME, "--json"),
                   lambda: bench.theirs("export")),
    }  # fmt: skip
    figures: dict[str, Any] = {"tasks": count, "events": count * EVENTS}
    figures["cold_s"] = round(cold.seconds, 2)
    ratios: dict[str, float] = {}
    for name, (ours, theirs) in turns.items():
        own, peer = [], []
        for _round in range(rounds):
            own.append(ours())
            peer.append(theirs())
        mine = statistics.median(run.seconds for run in own)
        other = statistics.median(run.seconds for run in peer)
        figures |= {f"{name}_s": round(mine, 3), f"taskwarrior_{name}_s": round(other, 3)}
        ratios[f"taskwarrior_{name}"] = round(other / mine, 2)
    return figures | papers(bench), ratios


def papers(bench: Bench) -> dict[str, Any]:
    """Return what the full report takes, and workbooks for all bodies out and in again."""
    report = ("report", "progress", "--programme", PROGRAMME, "--out", "report.docx")
    out = ("task", "export", "--by", "body", "--programme", PROGRAMME, "--out", "books")
    figures = {"report_s": round(bench.ours(*report).seconds, 2),
               "excel_out_s": round(bench.ours(*out).seconds, 2)}  # fmt: skip
    books = sorted(str(path) for path in (bench.folder / "books").iterdir())
    back = ("task", "return", *books, "--dry-run")
    return {
        **figures,
        "excel_in_s": round(bench.ours(*back).seconds, 2),
        "list_mb": bench.peak("task", "list", "--programme", PROGRAMME),
        "report_mb": bench.peak(*report),
        "excel_in_mb": bench.peak(*back),
    }


def give_to_peer(
    bench: Bench, listed: Sequence[Mapping[str, Any]], files: Mapping[str, bytes]
) -> None:
    """Import the same tasks into Taskwarrior, with the due days that we worked out."""
    data = bench.folder / "taskdata"
    data.mkdir()
    rc = [f"data.location={data}", *_RC]
    (bench.folder / "taskrc").write_text("\n".join(rc) + "\n", encoding="utf-8")
    tasks = [_as_theirs(number, item, files) for number, item in enumerate(listed, 1)]
    path = bench.folder / "tasks.json"
    path.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    bench.theirs("import", str(path))


def _as_theirs(number: int, item: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    journal = files[f"tracker/{PROGRAMME}/tasks/{item['id']}.events.jsonl"].decode().splitlines()
    events = [json.loads(line) for line in journal]
    found = {
        "uuid": f"00000000-0000-4000-8000-{number:012d}",
        "description": f"{item['id']} {item['title']['vi']}",
        "project": item["lead"][0],
        "entry": "20250106T000000Z",
        "due": f"{item['deadline']['due'].replace('-', '')}T120000Z",
        "status": "pending",
        "annotations": [
            {"entry": f"{event['on'].replace('-', '')}T{at:06d}Z",
             "description": f"{event['kind']} {event['note']}"}
            for at, event in enumerate(events)
        ],
    }  # fmt: skip
    if item["done_on"]:
        found |= {"status": "completed", "end": f"{item['done_on'].replace('-', '')}T120000Z"}
    return found


def compare(listed: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> None:
    """Stop where the two programs do not hold the same tasks with the same due days."""
    own = {item["id"]: item["deadline"]["due"].replace("-", "") for item in listed}
    peer = {one["description"].partition(" ")[0]: one["due"][:8] for one in theirs}
    if own != peer:
        raise RuntimeError("the two programs do not hold the same tasks")


if __name__ == "__main__":
    main()
