"""How much CPU time a printed paper costs: our press, docxtpl, and the physical limit, in turns.

All print the same papers in one process, one paper each in turn, so that a busy machine slows all
alike; figures are medians of CPU time. That the papers are the same is checked before, with the
comparison of the tests. Peers that are not installed are left out.

The last line is JSON; ``ratios`` say how many times faster our press is than each.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # for the comparison of the tests

import press_bulk
from press_contenders import (
    Contender,
    People,
    by_docxtpl,
    docxtemplater,
    limits,
    mailmerge,
    pair,
    with_picture,
)
from press_form import form_template, person, photos, table_template, table_values

from regulations.records import read_record
from templates.cabinet import open_cabinet
from templates.filling import fill
from templates.press.press import Press

Times = dict[str, float]  # contender -> CPU microseconds for a paper
_WARM = 5
_VERSIONS = ("docxtpl", "python-docx", "jinja2", "lxml", "isal", "docx-mailmerge2")


def main() -> None:
    """Measure, print a table for each round, then the JSON line."""
    asked = _asked()
    count: int = asked.count
    print("Versions:", ", ".join(f"{name} {_version(name)}" for name in ("python", *_VERSIONS)))
    rounds = {
        "library call, two-page form": two_page_form(count),
        "library call, 2-HSĐV": shipped_form(count),
        "a file for each paper": written_files(count),
        "peers, two-page form": peers(count),
        "table of 200 rows": long_table(200, max(count // 10, 3)),
        "table of 2,000 rows": long_table(2_000, max(count // 50, 3)),
    }
    for name, times in rounds.items():
        show(name, times)
    form, hsdv, written, others, rows200, rows2000 = rounds.values()
    bulk = press_bulk.measured(asked.bulk)
    print(f"\nBulk with two processes: {bulk.told}")
    ratios = {
        "docxtpl": form["docxtpl"] / form["press"],
        "docxtpl_warm": form["docxtpl"] / form["press alone"],
        "docxtpl_2hsdv": hsdv["docxtpl"] / hsdv["press"],
        "files": written["docxtpl"] / written["press"],
        "limit": form["limit"] / form["press"],
        "limit_all_parts": form["limit, all parts"] / form["press"],
        "limit_2hsdv": hsdv["limit"] / hsdv["press"],
        "rows_200": rows200["docxtpl"] / rows200["press"],
        "rows_2000": rows2000["docxtpl"] / rows2000["press"],
    }
    for name in others.keys() - {"press"}:
        ratios[name.replace("-", "_")] = others[name] / others["press"]
    figures = {f"{name}, {one}, us": round(spent, 1) for name, times in rounds.items()
               for one, spent in times.items()}  # fmt: skip
    print(json.dumps({
        "benchmark": "press",
        "ratios": {name: round(ratio, 3) for name, ratio in (ratios | bulk.ratios).items()},
        "figures": figures | bulk.figures,
        "versions": {name: _version(name) for name in ("python", *_VERSIONS)},
    }, ensure_ascii=False))  # fmt: skip


def two_page_form(count: int) -> Times:
    """Measure the library call on a form with a photo, other people on each paper."""
    template, faces = form_template(), photos()
    people = [person(number, faces) for number in range(count + _WARM)]
    press = Press(template)
    ours = [with_picture(values) for values in people]
    contenders = pair(press, template, ours, people) | limits(press, ours)
    return _and_alone(in_turns(contenders, count), press, ours)


def peers(count: int) -> Times:
    """Measure what else is installed on the same form, as far as it can print it."""
    template, faces = form_template(), photos()
    people = [person(number, faces) for number in range(count + _WARM)]
    ours, press = [with_picture(values) for values in people], Press(template)
    contenders: dict[str, Contender] = {"press": lambda n: press.render(ours[n])}
    return in_turns(contenders | mailmerge(people), count) | docxtemplater(people)


def shipped_form(count: int) -> Times:
    """Measure the form 2-HSĐV, filled from its example, with another name on each paper."""
    drawer = open_cabinet().find("2-HSĐV")
    form, template = drawer.form(), drawer.paper()
    example = files("templates").joinpath("forms/2-hsdv/example.yaml").read_text("utf-8")
    record, problems = read_record("example.yaml", example)
    assert record is not None, problems
    values = dict(fill(form, record, "example.yaml").values)
    values = {name: "" if value is None else value for name, value in values.items()}
    people = [{**values, "ho_ten": f"NGUYỄN VĂN MẪU {n}"} for n in range(count + _WARM)]
    press = Press(template)
    contenders = pair(press, template, people, people) | limits(press, people)
    times = _and_alone(in_turns(contenders, count), press, people)

    def fill_and_print(_number: int) -> bytes:
        return press.render(dict(fill(form, record, "example.yaml").values) | {"anh": ""})

    return times | in_turns({"fill and press alone": fill_and_print}, count)


def written_files(count: int) -> Times:
    """Measure the two-page form with one file written for each paper, and the file alone.

    A file costs much where others were deleted in the last minutes: ext4 looks at the places of
    all of these before it gives out a new one. What it costs here is measured beside.
    """
    template, faces = form_template(), photos()
    people = [person(number, faces) for number in range(count + _WARM)]
    ours, press = [with_picture(values) for values in people], Press(template)
    with tempfile.TemporaryDirectory() as folder:
        theirs, own, bare = (Path(folder) / name for name in ("docxtpl", "press", "bare"))
        for room in (theirs, own, bare):
            room.mkdir()
        ready = press.render(ours[0])
        return in_turns(
            {
                "docxtpl": lambda n: by_docxtpl(template, people[n], theirs / f"{n}.docx"),
                "press": lambda n: _write(own / f"{n}.docx", press.render(ours[n])),
                "file alone": lambda n: _write(bare / f"{n}.docx", ready),
            },
            count,
        )


def _write(path: Path, paper: bytes) -> None:
    """Write a paper for its owner alone, as all papers are written."""
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.write(file, paper)
    os.close(file)


def long_table(rows: int, count: int) -> Times:
    """Measure a report's table of so many *rows*."""
    template, values = table_template(), [table_values(n, rows) for n in range(count + _WARM)]
    press = Press(template)
    return in_turns(pair(press, template, values, values) | limits(press, values), count)


def in_turns(contenders: Mapping[str, Contender], count: int) -> Times:
    """Return the median CPU microseconds of each, one paper each in turn, first ones unmeasured."""
    spent: dict[str, list[float]] = {name: [] for name in contenders}
    names, chance = list(contenders), random.Random(count)
    for number in range(count + _WARM):
        chance.shuffle(names)  # nobody always finds the caches that the same one left
        for name in names:
            start = time.process_time_ns()
            contenders[name](number)
            spent[name].append((time.process_time_ns() - start) / 1_000)
    return {name: statistics.median(times[_WARM:]) for name, times in spent.items()}


def _and_alone(times: Times, press: Press, people: People) -> Times:
    """Add what our press takes when it does nothing else, as in bulk: all caches are its own."""
    alone = in_turns({"press": lambda n: press.render(people[n])}, len(people) - _WARM)
    return times | {"press alone": alone["press"]}


def show(name: str, times: Times) -> None:
    """Print what each took, and how many times as long as our press that is."""
    print(f"\n{name}")
    for one, spent in times.items():
        print(f"  {one:<22}{spent:>10,.0f} us {times[one] / times['press']:>9.2f} x press")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=150, help="papers for each round")
    parser.add_argument("--bulk", type=int, default=10_000, help="papers in bulk")
    return parser.parse_args()


def _version(name: str) -> str:
    try:
        return platform.python_version() if name == "python" else version(name)
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    main()
