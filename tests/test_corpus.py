"""The shipped corpus: it fits its formats, hangs together, and states no more than it knows."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regulations.bodies import Bodies
from regulations.folding import fold
from regulations.library import Library, path_of
from regulations.markup import normalise
from regulations.readings import Files, read_all, reader_of
from regulations.records import (
    Record,
    read_front_matter,
    read_record,
    write_front_matter,
    write_record,
)
from regulations.shapes import check_shape, load_schema
from regulations.shelf import READERS as LAW_READERS
from regulations.shelf import bodies_from, evidence_from, library_from
from regulations.validity import replaced_by, validity_on
from regulations.work import MARKS, Work
from templates.cabinet import open_cabinet
from tracker.desk import READERS as WORK_READERS
from tracker.desk import Desk

ROOT = Path(__file__).parents[1]
SHIPPED = {"regulations": ROOT / "regulations/corpus", "tracker": ROOT / "tracker/programmes"}
PATHS = {
    f"{room}/{path.relative_to(folder).as_posix()}": path
    for room, folder in SHIPPED.items()
    for path in sorted(folder.rglob("*"))
    if path.is_file()
}
SCHEMAS = sorted([*ROOT.glob("regulations/schemas/*.json"), *ROOT.glob("tracker/schemas/*.json")])
READERS = (*LAW_READERS, *WORK_READERS)
ROLES = {"chuyên viên theo dõi", "Đảng uỷ xã B", "Đảng uỷ xã C", "Đảng uỷ các cơ quan"}
LATE_2026 = date(2026, 11, 21)
DEMO_DAY = date(2026, 6, 5)


@pytest.fixture(scope="module")
def files() -> Files:
    return read_all({name: path.read_bytes() for name, path in PATHS.items()}, READERS)


@pytest.fixture(scope="module")
def library(files: Files) -> Library:
    return library_from(files)


@pytest.fixture(scope="module")
def desk(files: Files) -> Desk:
    return Desk(files)


@pytest.fixture(scope="module")
def bodies(files: Files) -> Bodies:
    return bodies_from(files)


def text_of(name: str) -> str:
    return PATHS[name].read_text(encoding="utf-8")


def events() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in PATHS:
        if name.endswith(".events.jsonl"):
            for line in text_of(name).splitlines():
                yield name, json.loads(line)


def records() -> Iterator[tuple[str, Any]]:
    """Yield what every YAML file and front matter says."""
    for name in PATHS:
        if name.endswith("/work.md"):
            record, _, _ = read_front_matter(name, text_of(name))
        elif name.endswith(".yaml"):
            record, _ = read_record(name, text_of(name))
        else:
            continue
        assert record is not None, name
        yield name, record.data


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every map inside *data*, the outermost first."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from nodes(value)
    elif isinstance(data, list):
        for value in data:
            yield from nodes(value)


def values_of(key: str) -> Iterator[tuple[str, Any]]:
    for name, data in records():
        for node in nodes(data):
            if key in node:
                yield name, node[key]


# -- formats


def test_every_shipped_file_is_read_without_a_fault(files: Files) -> None:
    assert list(files.problems()) == []
    assert [name for name in PATHS if reader_of(name, READERS) is None] == []


def test_every_task_lies_in_a_programme(desk: Desk) -> None:
    assert desk.problems() == []


def test_every_event_fits_its_schema() -> None:
    schema = load_schema("tracker", "event")
    for name, event in events():
        assert check_shape(name, Record(event, {}), schema) == []


def test_every_file_is_written_as_the_program_writes_it() -> None:
    for name in PATHS:
        if name.endswith("/work.md"):
            record, body, _ = read_front_matter(name, text_of(name))
            assert record is not None
            assert write_front_matter(record.data, body) == text_of(name), name
        elif name.endswith(".md"):
            assert normalise(text_of(name)) == text_of(name), name
        elif name.endswith(".yaml"):
            record, _ = read_record(name, text_of(name))
            assert record is not None
            assert write_record(record.data) == text_of(name), name


def test_every_event_stands_on_its_line_with_its_keys_sorted() -> None:
    for name in PATHS:
        if name.endswith(".events.jsonl"):
            for line in text_of(name).splitlines():
                said = json.loads(line)
                plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                assert line == plain


def test_all_text_is_composed() -> None:
    assert [name for name in PATHS if not unicodedata.is_normalized("NFC", text_of(name))] == []


def test_file_names_are_plain_and_short() -> None:
    for path in PATHS.values():
        name = path.relative_to(ROOT).as_posix()
        assert re.fullmatch(r"[A-Za-z0-9./@-]+", name), name
        assert len(name) < 100, name


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_every_key_of_a_schema_is_explained(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    shared = schema.get("$defs", {})
    for node in nodes(schema):
        if "if" in node or "const" in node.get("kind", {}):
            continue
        for key, said in node.get("properties", {}).items():
            target = shared.get(said.get("$ref", "").rpartition("/")[2], {})
            if "const" not in said:
                assert said.get("description") or target.get("description"), key


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_the_page_on_the_format_names_every_key(path: Path) -> None:
    page = (ROOT / "docs/office-format.md").read_text(encoding="utf-8")
    for node in nodes(json.loads(path.read_text(encoding="utf-8"))):
        for key in node.get("properties", {}):
            assert f"`{key}`" in page, f"{path.stem}.{key}"


def test_every_example_on_that_page_fits() -> None:
    page = (ROOT / "docs/office-format.md").read_text(encoding="utf-8")
    examples = re.findall(r"Schema: `(\w+)/schemas/(\w+)\.json`\.\n\n```\w+\n(.*?)```", page, re.S)
    assert len(examples) == len(SCHEMAS)
    for folder, name, text in examples:
        record, problems = read_record(f"{name}.yaml", text)
        assert record is not None, problems
        if name in ("event", "frozen"):
            record = Record(json.loads(text), record.lines)
        assert check_shape(f"{name}.yaml", record, load_schema(folder, name)) == []


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_no_file_of_the_office_may_store_a_status(path: Path) -> None:
    for node in nodes(json.loads(path.read_text(encoding="utf-8"))):
        assert "status" not in node.get("properties", {})


# -- identity


def test_an_id_says_issuer_type_and_year(library: Library) -> None:
    for work in library:
        body, kind, year, _ = work.id.split("/")
        assert body == work.issuers[0], work.id
        assert kind == work.type.replace("_", "-"), work.id
        assert year == (str(work.signed.year) if work.signed else "undated"), work.id


def test_the_slug_is_that_of_the_symbol(library: Library) -> None:
    for work in library:
        if work.symbol:
            slug = re.sub(r"[^a-z0-9]+", "-", fold(work.symbol)).strip("-")
            assert re.fullmatch(rf"{slug}(-\d+)?", work.id.split("/")[3]), work.id


@pytest.mark.parametrize(
    ("symbol", "signed"),
    [
        ("12-HD/BTCTW", ["2012-05-17", "[2022-01-18,2022-07-06]"]),
        ("124-QĐ/TW", ["2018-02-02", "2023-10-04"]),
        ("01-HD/TW", ["2012-01-05", "2016-09-20", "2021-09-28", "2026-05-19"]),
        ("21-NQ/TW", ["2008-01", "2017-10", "2022-06-16", "2026-07-28"]),
        ("18-NQ/TW", ["2017-10-25", "2022-06-16", "2026-07-28"]),
        ("24-NQ/TW", ["2013-06-03", "2026-08-22"]),
        ("26-NQ/TW", ["2018-05-19", "2026-08-22"]),
        ("04-NQ/TW", ["2016-10-30", "2026-04-01"]),
    ],
)
def test_each_homonym_is_a_work_of_its_own(
    library: Library, symbol: str, signed: list[str]
) -> None:
    found = library.find(symbol)
    assert sorted(work.signed.edtf for work in found if work.signed) == sorted(signed)


def test_the_youth_union_has_its_own_367(library: Library) -> None:
    assert library.resolve("367-QĐ/TW").issuers == ("bo-chinh-tri",)
    assert library.resolve("367-QĐ/TWĐTN").issuers == ("trung-uong-doan",)


def test_no_alias_names_two_works(library: Library) -> None:
    names = Counter(fold(alias) for work in library for alias in work.aliases)
    assert [name for name, times in names.items() if times > 1] == []


def test_task_ids_are_unique_across_programmes(desk: Desk) -> None:
    ids = Counter(task.id for task in desk.tasks())
    assert max(ids.values()) == 1
    assert {f"T{number:02d}" for number in range(1, 26)} <= set(ids)
    assert {f"NV-2026-{number:03d}" for number in range(1, 13)} <= set(ids)


# -- links


def test_every_relation_points_at_a_shipped_work(library: Library) -> None:
    for work in library:
        for relation in work.relations:
            assert path_of(relation.to) in PATHS, (work.id, relation.to)
            assert relation.to != work.id


def test_every_task_and_programme_rests_on_shipped_works(desk: Desk) -> None:
    works = {work for programme in desk.programmes() for work in programme.rests_on}
    for task in desk.tasks():
        works |= {*(basis.partition("#")[0] for basis in task.basis), task.set_by} - {""}
    assert [work for work in works if path_of(work) not in PATHS] == []


def test_every_body_named_is_known(library: Library, desk: Desk, bodies: Bodies) -> None:
    named = {body for work in library for body in (*work.issuers, work.monitor) if body}
    for task in desk.tasks():
        named |= {*task.lead, *task.coordinate}
        named |= {task.product.issuer} - {""} if task.product else set()
    for body in bodies.by_id.values():
        named |= {body.superior, *body.predecessors} - {""}
    named |= {event["to"] for _, event in events() if "to" in event}
    assert [body for body in named if bodies.get(body) is None] == []


def test_no_two_bodies_share_an_abbreviation_or_a_name(bodies: Bodies) -> None:
    names = Counter(
        name
        for body in bodies.by_id.values()
        for name in {fold(body.abbr), *(fold(name.vi) for name in body.names)} - {""}
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_every_conflict_is_about_something_that_is_there(
    files: Files, library: Library, desk: Desk, bodies: Bodies
) -> None:
    things = {*library.ids, *desk.ids(), *bodies.by_id}
    data: Any = files.get("regulations/conflicts.yaml")
    ids = [entry["id"] for entry in data["conflicts"]]
    assert ids[:12] == [f"C{number}" for number in range(1, 13)]
    for entry in data["conflicts"]:
        assert set(entry["about"]) <= things, entry["id"]
        assert len({value["value"] for value in entry["values"]}) >= 2


# -- sureness


def test_every_mark_is_one_of_the_four() -> None:
    assert {mark for _, mark in values_of("conf")} <= set(MARKS)
    assert {m for _, marks in values_of("conf_of") for m in marks.values()} <= set(MARKS)
    assert {mark for _, mark in values_of("lead_conf")} <= set(MARKS)


def test_every_source_is_listed_and_every_listed_source_is_used(files: Files) -> None:
    listed = set(evidence_from(files))
    used = {
        source
        for name, ids in values_of("evidence")
        if name != "regulations/evidence.yaml"
        for source in ids
    }
    for _drawer, form in open_cabinet().forms():
        used |= {*form.source, *(source for field in form.fields for source in field.source)}
    assert used == listed


def test_what_was_seen_names_where() -> None:
    """Only the calendar cites notices instead."""
    for name, data in records():
        if name not in ("tracker/calendar.yaml", "regulations/evidence.yaml"):
            for node in nodes(data):
                if node.get("conf") in ("V", "V-OCR"):
                    assert node.get("evidence"), (name, node)


def test_every_record_says_how_sure_it_is() -> None:
    for name, data in records():
        if name.endswith(("work.md", "programme.yaml")) or "/tasks/" in name:
            assert "conf" in data, name


def test_every_work_that_is_no_stub_has_a_title(library: Library) -> None:
    assert [work.id for work in library if not work.stub and not work.title_vi] == []


def test_a_replacement_by_an_uncertain_work_is_never_surer_than_it(library: Library) -> None:
    for symbol in ("208-QĐ/TW", "212-QĐ/TW", "05-HD/VPTW", "38-HD/BTCTW"):
        work = library.resolve(symbol)
        assert {relation.conf for relation in work.relations if relation.rel == "replaces"} == {"U"}


# -- what the facts say


def only_replacement(library: Library, reference: str) -> tuple[Work, str, str]:
    work = library.resolve(reference)
    ((other, relation),) = replaced_by(work, library)
    return other, relation.conf, validity_on(work, LATE_2026, library).status


def test_366_replaces_124_of_2023_for_sure(library: Library) -> None:
    other, conf, status = only_replacement(library, "124-QĐ/TW 2023")
    assert (other.symbol, conf, status) == ("366-QĐ/TW", "V", "expired")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("294-QĐ/TW", "20-QĐ/TW"),
        ("66-QĐ/TW", "399-QĐ/TW"),
        ("36-HD/VPTW", "05-HD/VPTW"),
        ("296-QĐ/TW", "21-QĐ/TW"),
        ("12-HD/BTCTW 2022", "38-HD/BTCTW"),
    ],
)
def test_an_unconfirmed_replacement_leaves_the_status_open(
    library: Library, old: str, new: str
) -> None:
    other, _, status = only_replacement(library, old)
    assert (other.symbol, status) == (new, "unknown")


def test_377_replaces_six_texts(library: Library) -> None:
    replaced = [r.to for r in library.resolve("377-QĐ/TW").relations if r.rel == "replaces"]
    assert len(replaced) == 6


def test_43_guides_366_and_replaces_25(library: Library) -> None:
    said = {(r.rel, library.work(r.to).symbol) for r in library.resolve("43-HD/BTCTW").relations}
    assert said == {("guides", "366-QĐ/TW"), ("replaces", "25-HD/BTCTW")}


def test_the_action_programme_has_no_number_and_no_day(library: Library, desk: Desk) -> None:
    (work_id,) = desk.programme("xiv-action").rests_on
    work = library.work(work_id)
    assert (work.symbol, work.signed, work.year) == ("", None, "undated")
    assert desk.programme("xiv-action").number == ""


def test_only_the_invented_programme_is_the_offices_own(desk: Desk) -> None:
    assert [p.id for p in desk.programmes() if not p.followed] == ["ctr-tu-a"]


def test_nothing_is_said_to_have_happened_to_a_task_of_others() -> None:
    assert {name.split("/")[1] for name, _ in events()} == {"ctr-tu-a"}


def test_events_name_roles_never_persons() -> None:
    assert {event["by"] for _, event in events()} <= ROLES


def test_the_salary_task_keeps_its_three_leads(desk: Desk) -> None:
    task = desk.task("T06")
    assert task.lead == ("dang-uy-chinh-phu", "btctw", "vptw")
    assert (task.joint_lead, task.lead_conf) == (True, "U")


def test_six_central_tasks_fall_due_within_thirty_days_of_the_demo_day(desk: Desk) -> None:
    due = {
        item.task.id: (item.standing.due, item.standing.plan_by)
        for item in desk.items(DEMO_DAY, programme="xiv-action")
        if item.standing.days_left is not None and item.standing.days_left <= 30
    }
    end = date(2026, 6, 30)
    assert due == dict.fromkeys(("T01", "T02", "T03", "T07", "T21", "T22"), (end, end))


def test_the_sample_programme_stands_as_the_report_expects(desk: Desk) -> None:
    items = desk.items(DEMO_DAY, programme="ctr-tu-a")
    counted = Counter(item.standing.status for item in items)
    assert counted == {
        "done_on_time": 4,
        "done_early": 1,
        "done_late": 1,
        "not_started": 1,
        "in_progress": 1,
        "submitted": 1,
        "overdue": 2,
        "standing": 1,
    }
    late = {item.task.id: item.standing.days_late for item in items if item.standing.days_late}
    assert late == {"NV-2026-006": 18, "NV-2026-010": 22, "NV-2026-011": 36}
    causes = [item.standing.cause for item in items if item.standing.status == "overdue"]
    assert [bool(cause) for cause in causes] == [False, True]


# -- the calendar


def test_the_swap_of_january_2026_is_known(desk: Desk) -> None:
    assert desk.calendar.add_workdays(date(2025, 12, 30), 5) == date(2026, 1, 8)


def test_reunification_day_2027_is_planned_a_day_ahead(desk: Desk) -> None:
    assert desk.task("T05").deadline is not None
    (item,) = (i for i in desk.items(DEMO_DAY, programme="xiv-action") if i.task.id == "T05")
    assert (item.standing.due, item.standing.plan_by) == (date(2027, 4, 30), date(2027, 4, 29))


@pytest.mark.parametrize(
    ("year", "off"),
    [
        (2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03"),
        (2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02"),
        (2026, "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02"
               " 11-24"),
        (2027, "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24"),
    ],
)  # fmt: skip
def test_the_weekdays_off_are_those_of_the_year(desk: Desk, year: int, off: str) -> None:
    days = desk.calendar.special_days(year).values()
    weekdays = sorted(day.day for day in days if day.off and day.day.weekday() < 5)
    assert " ".join(f"{day:%m-%d}" for day in weekdays) == off


def test_four_saturdays_are_worked(desk: Desk) -> None:
    worked = [
        day.day
        for year in range(2024, 2028)
        for day in desk.calendar.special_days(year).values()
        if not day.off
    ]
    assert worked == [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]


def test_only_2027_is_provisional(desk: Desk) -> None:
    assert [y for y in range(2024, 2028) if desk.calendar.provisional(y)] == [2027]
