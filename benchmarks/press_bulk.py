"""What a paper costs in bulk, with two processes, beside one that is printed alone.

In bulk: ``vanthu form bulk`` into zips of 500, as a user types it: every row read, checked,
printed, hashed, put into its zip and noted in the journal; the CPU time of all processes, the one
that hands out rows included. Two orders of different size are carried out; what the larger one
took more is what its further papers cost, so that starting the program counts for nothing.

Alone: in one process, records that were read before are filled (``fill``), printed
(``print_docx``) and written, a file each (created, written, closed; no wait for the disk).

Rounds take turns. The last line is JSON; ``bulk_to_single`` says how many times as fast bulk is.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from press_memory import Peaks, watched

from regulations.records import Plain, Record, read_record
from templates.cabinet import open_cabinet
from templates.filling import fill
from templates.press.engine import print_docx

VANTHU = str(Path(sys.executable).with_name("vanthu"))
FORM = "2-HSĐV"
_PROCESSES = 2
_SHARD = 500
_ALONE = 1_000  # papers of a round that are printed alone


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was measured, in words and in figures."""

    told: str
    ratios: dict[str, float] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)


def main() -> None:
    """Measure, print what was found, then the JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="papers of the larger order")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    bulk = measured(asked.count, asked.rounds)
    print(bulk.told)
    print(json.dumps({"benchmark": "press_bulk", "ratios": bulk.ratios, "figures": bulk.figures}))


def measured(count: int, rounds: int = 3) -> Bulk:
    """Measure orders of *count* papers, and papers printed alone, in turns."""
    small, large = max(count // 10, 2 * _SHARD), max(count, 4 * _SHARD)
    alone, each, peaks = [], [], Peaks()
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        environment = os.environ | {"XDG_CACHE_HOME": str(room / "cache")}
        watched(init_command(room / "office"), environment, Peaks())
        tables = {size: write_people(room / f"{size}.jsonl", size) for size in (small, large)}
        _printed(room, tables[small], environment, peaks)  # the catalogue stands from here on
        for _ in range(rounds):
            alone.append(_alone())
            less = _printed(room, tables[small], environment, peaks)
            more = _printed(room, tables[large], environment, peaks)
            each.append((more - less) / (large - small) * 1e6)
    dearer = statistics.median(one / other for one, (other, _) in zip(each, alone, strict=True))
    bulk, single, unwritten = map(statistics.median, (each, *zip(*alone, strict=True)))
    return Bulk(
        f"{bulk:,.0f} us CPU for each paper of {FORM}; {single:,.0f} us for one that is filled, "
        f"printed and written alone; {dearer:.2f} times as much. The process that hands out rows "
        f"held {peaks.first:.0f} MB, one that prints {peaks.others:.0f} MB; {large:,} papers.",
        {"bulk_to_single": round(1 / dearer, 3)},
        {
            "bulk, 2 processes, us": round(bulk, 1),
            "fill, print and write alone, us": round(single, 1),
            "fill and print alone, us": round(unwritten, 1),
            "bulk, handing out, MB": round(peaks.first, 1),
            "bulk, printing, MB": round(peaks.others, 1),
        },
    )


def write_people(path: Path, count: int) -> Path:
    """Write a table of so many invented persons."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, count + 1):
            file.write(json.dumps(_flat(_person(number)), ensure_ascii=False) + "\n")
    return path


def init_command(office: Path) -> list[str]:
    """Return the command that makes the sample office."""
    return [VANTHU, "init", str(office), "--sample"]


def bulk_command(office: Path, data: Path, out: Path, shard: int) -> list[str]:
    """Return the command that prints the form for every row of *data*."""
    command = [VANTHU, "-C", str(office), "form", "bulk", FORM, str(data), "--yes"]
    return [*command, "--out", str(out), "--shard", str(shard), "--jobs", str(_PROCESSES)]


def _printed(room: Path, data: Path, environment: Mapping[str, str], peaks: Peaks) -> float:
    """Print the table *data* into a new folder; return the CPU seconds of all processes."""
    with tempfile.TemporaryDirectory(dir=room) as out:
        before = os.times()
        command = bulk_command(room / "office", data, Path(out) / "papers", _SHARD)
        watched(command, environment, peaks)
        after = os.times()
    return after.children_user + after.children_system - (
        before.children_user + before.children_system
    )  # fmt: skip


def _alone() -> tuple[float, float]:
    """Return the CPU microseconds of a paper filled, printed and written here; then not written."""
    drawer = open_cabinet().find(FORM)
    form, template = drawer.form(), drawer.paper()
    records = [Record(_person(number), _example().lines) for number in range(_ALONE)]
    properties = {"vanthu-office": "0" * 40}
    with tempfile.TemporaryDirectory() as written:
        start, writing = time.process_time_ns(), 0
        for number, record in enumerate(records):
            values = {**fill(form, record, "example.yaml").values, "anh": ""}
            paper = print_docx(template, values, properties=properties)
            printed = time.process_time_ns()
            file = os.open(f"{written}/{number}.docx", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            os.write(file, paper)
            os.close(file)
            writing += time.process_time_ns() - printed
        spent = time.process_time_ns() - start
    return spent / 1_000 / len(records), (spent - writing) / 1_000 / len(records)


def _person(number: int) -> dict[str, Plain]:
    data = _example().data
    assert isinstance(data, dict)
    return {**data, "ho_ten": f"NGUYỄN VĂN MẪU {number}"}


@cache
def _example() -> Record:
    """Return the invented person of the form."""
    text = files("templates").joinpath("forms/2-hsdv/example.yaml").read_text("utf-8")
    record, problems = read_record("example.yaml", text)
    assert record is not None, problems
    return record


def _flat(data: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return a person as a row: parts of a group are columns of their own."""
    flat: dict[str, Plain] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{key}": inner for key, inner in value.items()}
        else:
            flat[name] = value
    return flat


if __name__ == "__main__":
    main()
