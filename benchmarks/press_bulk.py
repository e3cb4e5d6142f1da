"""Bulk printing with two processes, as a user does it: ``vanthu form bulk`` into zips of 500.

Two orders of different size are carried out; what the larger one took more is what its further
papers cost, so that starting the program counts for nothing.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from regulations.records import Plain, read_record

VANTHU = str(Path(sys.executable).with_name("vanthu"))
_PROCESSES = 2
_SHARD = 500
_FORM = "2-HSĐV"


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was measured, in words and in figures."""

    told: str
    ratios: dict[str, float] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)


def measured(count: int, single: float) -> Bulk:
    """Measure orders of *count* papers; *single* is what filling and printing one takes, in us."""
    if find_spec("cli.bulk") is None:
        return Bulk("vanthu form bulk is not there yet; not measured.")
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        environment = os.environ | {"XDG_CACHE_HOME": str(room / "cache")}
        _run([VANTHU, "init", str(room / "office"), "--sample"], environment)
        small, large = max(count // 10, 2 * _SHARD), max(count, 4 * _SHARD)
        _printed(room, small, environment)  # the catalogue stands from here on
        spent = _printed(room, large, environment) - _printed(room, small, environment)
    each = spent / (large - small) * 1e6
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Bulk(
        f"{each:,.0f} us CPU for each paper of {_FORM} ({each / single:.2f} x the single call), "
        f"{memory:.0f} MB in the largest process, {large:,} papers.",
        {"bulk_to_single": single / each},
        {"bulk, 2 processes, us": round(each, 1), "bulk, largest process, MB": round(memory, 1)},
    )


def _printed(room: Path, count: int, environment: Mapping[str, str]) -> float:
    """Print so many papers; return the CPU seconds of all processes."""
    data, out = room / f"{count}.jsonl", room / f"out{len(list(room.iterdir()))}"
    person = _flat_example()
    with data.open("w", encoding="utf-8") as file:
        for number in range(count):
            record = {**person, "ho_ten": f"NGUYỄN VĂN MẪU {number}"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    before = os.times()
    command = [VANTHU, "-C", str(room / "office"), "form", "bulk", _FORM, str(data), "--yes"]
    command += ["--out", str(out), "--shard", str(_SHARD), "--jobs", str(_PROCESSES)]
    _run(command, environment)
    after = os.times()
    return after.children_user + after.children_system - (
        before.children_user + before.children_system
    )  # fmt: skip


def _flat_example() -> dict[str, Plain]:
    """Return the invented person of the form; parts of a group are columns of their own."""
    text = files("templates").joinpath("forms/2-hsdv/example.yaml").read_text("utf-8")
    record, _ = read_record("example.yaml", text)
    assert record is not None and isinstance(record.data, dict)
    flat: dict[str, Plain] = {}
    for name, value in record.data.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{key}": inner for key, inner in value.items()}
        else:
            flat[name] = value
    return flat


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
