"""The tracker's files: what they say, what is wrong with them, what a change makes of them."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.errors import ConflictError, InvalidDataError, NotFoundError
from regulations.readings import read_all
from tracker.desk import READERS, AmbiguousTaskError, Desk
from tracker.events import Event
from tracker.misreadings import DeadlineError
from tracker.progress import Cells, due_within, latest_first, take_stock
from tracker.taskfiles import add_event, add_task, next_id, update_task

SHIPPED = Path(__file__).parent.parent / "tracker" / "programmes"
PROGRAMME = b"title: {vi: Ch\xc6\xb0\xc6\xa1ng tr\xc3\xacnh}\nkind: own\nconf: V\nevidence: [a1]\n"
TASK = """
id: NV-2026-001
title: {vi: Tham mưu kế hoạch, en: Advise the plan}
kind: task
lead: [btctu-a]
product: {type: ke_hoach}
deadline: {phrase: tháng 6/2026, quote: completed in June 2026}
basis: [bo-chinh-tri/quy-dinh/2025/366-qd-tw#dieu_5]
assigned: 2026-03-25
conf: V
evidence: [a1]
""".lstrip()
HOME = "tracker/p/tasks/NV-2026-001"
OFFICE: Mapping[str, bytes] = {
    "tracker/p/programme.yaml": PROGRAMME,
    f"{HOME}.yaml": TASK.encode(),
    f"{HOME}.events.jsonl": b'{"id":"0001","kind":"start","on":"2026-05-04"}\n',
}


def desk(**changed: bytes) -> Desk:
    return Desk(read_all({**OFFICE, **changed}, READERS))


def faults(files: Mapping[str, bytes]) -> list[str]:
    return [str(problem) for problem in read_all(files, READERS).problems()]


def test_a_task_is_what_its_file_says() -> None:
    task = desk().task("NV-2026-001")
    assert (task.title("vi"), task.title("en")) == ("Tham mưu kế hoạch", "Advise the plan")
    assert task.deadline is not None
    assert (task.deadline.phrase, task.deadline.edtf) == ("tháng 6/2026", "2026-06")
    assert (task.lead, task.assigned) == (("btctu-a",), date(2026, 3, 25))
    assert task.product is not None
    assert task.product.type == "ke_hoach"


def test_a_task_is_found_in_any_case_and_by_its_programme() -> None:
    assert desk().task("nv-2026-001") == desk().task("p/NV-2026-001")


def test_a_task_that_is_not_there_is_told_with_near_ids() -> None:
    with pytest.raises(NotFoundError) as refused:
        desk().task("NV-2026-01")
    assert refused.value.hint == "Did you mean NV-2026-001?"


def test_an_id_in_two_programmes_is_ambiguous() -> None:
    twice = desk(**{"tracker/q/tasks/NV-2026-001.yaml": TASK.encode()})
    with pytest.raises(AmbiguousTaskError) as refused:
        twice.task("NV-2026-001")
    assert refused.value.candidates == ("p/NV-2026-001", "q/NV-2026-001")
    assert twice.task("q/NV-2026-001").programme == "q"


def test_a_programme_that_is_not_there_is_told_with_near_ids() -> None:
    with pytest.raises(NotFoundError):
        desk().tasks("pp")


def test_who_asks_what_rests_on_a_work_finds_the_task() -> None:
    files = read_all(OFFICE, READERS)
    linked = files.linked("work:bo-chinh-tri/quy-dinh/2025/366-qd-tw")
    assert linked == [(f"{HOME}.yaml", "basis")]


def test_a_deadline_that_is_not_understood_costs_only_its_date() -> None:
    broken = {**OFFICE, f"{HOME}.yaml": TASK.replace("tháng 6/2026", "mai kia").encode()}
    assert [fault.partition(" ")[0] for fault in faults(broken)] == [f"{HOME}.yaml:6:"]
    item = Desk(read_all(broken, READERS)).items(date(2026, 7, 1))[0]
    assert item.standing.status == "no_deadline"


def test_a_file_under_another_name_than_its_task_is_reported() -> None:
    moved = {"tracker/p/tasks/NV-2026-002.yaml": TASK.encode()}
    assert "NV-2026-002.yaml:1: The file is named NV-2026-002" in faults(moved)[0]


def test_a_journal_without_task_and_a_task_without_programme_are_reported() -> None:
    files = {
        "tracker/q/tasks/NV-2026-001.yaml": TASK.encode(),
        "tracker/q/tasks/NV-2026-002.events.jsonl": b"",
    }
    found = Desk(read_all(files, READERS)).problems()
    assert [problem.place.path for problem in found] == [
        "tracker/q/tasks/NV-2026-002.events.jsonl",
        "tracker/q/tasks/NV-2026-001.yaml",
    ]


def test_tasks_of_a_programme_that_can_not_be_read_are_not_counted_as_the_offices_own() -> None:
    unknown = desk(**{"tracker/p/programme.yaml": b"kind: [own]"})
    assert [item.followed for item in unknown.items(date(2026, 6, 5))] == [True]


def test_a_bad_calendar_day_is_reported_with_its_line() -> None:
    text = (
        "years: [{year: 2026, provisional: no, conf: V}]\n"
        "days:\n"
        "- {day: 2026-02-30, kind: off, name: {vi: Tết}, conf: V}\n"
    )
    assert faults({"tracker/calendar.yaml": text.encode()})[0].startswith("tracker/calendar.yaml:3")


@given(st.binary(max_size=80))
def test_no_file_of_the_tracker_stops_the_reading(content: bytes) -> None:
    paths = ("tracker/calendar.yaml", "tracker/p/programme.yaml", f"{HOME}.yaml",
             f"{HOME}.events.jsonl")  # fmt: skip
    files = read_all(dict.fromkeys(paths, content), READERS)
    Desk(files).items(date(2026, 6, 5))
    json.dumps([files.get(path) for path in paths])


def test_the_next_id_is_after_the_highest_ever_used() -> None:
    taken = ["NV-2026-001", "nv-2026-009", "NV-2025-400", "T24", "NV-2026-x"]
    assert next_id("NV", 2026, taken) == "NV-2026-010"
    assert next_id("NV", 2027, taken) == "NV-2027-001"


def test_the_id_of_a_task_whose_journal_remains_is_not_given_again() -> None:
    files = {"tracker/p/tasks/NV-2026-007.events.jsonl": b""}
    assert "NV-2026-007" in Desk(read_all(files, READERS)).ids()


def test_a_new_task_reads_back_as_it_was_given() -> None:
    added = add_task("p", "NV-2026-002", {"title": {"vi": "Việc: mới"}, "lead": ["xa-b"],
                     "deadline": {"phrase": "trước ngày 30/6/2026"}, "group": ""})  # fmt: skip
    again = desk(**added.changes).task(added.id)
    assert (again.title_vi, again.lead, again.group) == ("Việc: mới", ("xa-b",), "")
    assert again.deadline is not None
    assert again.deadline.edtf == "../2026-06-29"


def test_a_new_task_with_a_deadline_that_is_not_understood_is_refused() -> None:
    with pytest.raises(DeadlineError):
        add_task("p", "NV-2026-002", {"title": {"vi": "Việc"}, "deadline": {"phrase": "mai kia"}})


def test_a_new_task_with_unknown_fields_is_refused_naming_all() -> None:
    with pytest.raises(InvalidDataError) as refused:
        add_task("p", "NV-2026-002", {"title": {"vi": "Việc"}, "leed": "x", "dealine": "y"})
    assert len(refused.value.problems) == 2


def test_an_update_changes_only_what_it_names_and_an_empty_value_takes_out() -> None:
    changed = update_task("p", "NV-2026-001", TASK.encode(),
                          {"lead": ["xa-b"], "assigned": "", "id": "X"})  # fmt: skip
    before, after = desk().task("NV-2026-001"), desk(**changed).task("NV-2026-001")
    assert (after.lead, after.assigned) == (("xa-b",), None)
    assert (after.title_vi, after.deadline, after.basis) == (
        before.title_vi, before.deadline, before.basis,
    )  # fmt: skip


def test_an_event_is_added_and_what_stood_there_is_kept_byte_by_byte() -> None:
    journal = b'{"on":"2026-05-04", "kind":"start", "id":"0001"}'  # no line end
    changed = add_event("p", "NV-2026-001", Event("0002", date(2026, 5, 20), "done"), journal)
    path = f"{HOME}.events.jsonl"
    assert changed[path].startswith(journal + b"\n")
    task = desk(**changed).task("NV-2026-001")
    assert [event.kind for event in desk(**changed).events(task)] == ["start", "done"]


def test_an_event_whose_id_is_taken_is_a_conflict() -> None:
    journal = OFFICE[f"{HOME}.events.jsonl"]
    with pytest.raises(ConflictError):
        add_event("p", "NV-2026-001", Event("0001", date(2026, 5, 20), "done"), journal)


def test_an_event_that_lacks_what_its_kind_needs_is_refused() -> None:
    with pytest.raises(InvalidDataError):
        add_event("p", "NV-2026-001", Event("0002", date(2026, 5, 20), "handover"))


@pytest.fixture(scope="module")
def shipped() -> Desk:
    files = {f"tracker/{path.relative_to(SHIPPED).as_posix()}": path.read_bytes()
             for path in SHIPPED.rglob("*") if path.is_file()}  # fmt: skip
    return Desk(read_all(files, READERS))


def test_the_shipped_programmes_have_no_faults(shipped: Desk) -> None:
    assert [str(problem) for problem in shipped.files.problems()] == []
    assert shipped.problems() == []


def test_the_sample_programme_on_5_june_2026(shipped: Desk) -> None:
    day = date(2026, 6, 5)
    stock = take_stock(shipped.items(day, programme="ctr-tu-a"), day)
    assert stock.total == 12
    assert stock.cells == Cells(5, 1, 3, 2)
    assert len(stock.of("regular")) == 1
    assert (stock.cells.done_of_due.percent, stock.cells.on_time_of_due.percent) == ("75.0", "62.5")


def test_the_june_tasks_of_the_central_programme_are_due_on_the_30th(shipped: Desk) -> None:
    day = date(2026, 6, 5)
    near = due_within(shipped.items(day, programme="xiv-action"), day, 30)
    assert {item.task.id for item in near} == {"T01", "T02", "T03", "T07", "T21", "T22"}
    assert {(item.standing.due, item.standing.plan_by) for item in near} == {
        (date(2026, 6, 30), date(2026, 6, 30))
    }


def test_on_21_november_nothing_is_known_of_the_june_tasks(shipped: Desk) -> None:
    late = latest_first(shipped.items(date(2026, 11, 21), programme="xiv-action"))
    known = {item.task.id: (item.standing.status, item.standing.days_late) for item in late}
    june = {task: known[task] for task in ("T01", "T02", "T03", "T07", "T21", "T22")}
    assert set(june.values()) == {("no_information", 144)}
    assert "T06" not in known


def test_no_task_of_a_superior_body_is_in_the_offices_figures(shipped: Desk) -> None:
    day = date(2026, 11, 21)
    stock = take_stock(shipped.items(day), day)
    assert {item.task.programme for item in stock.items} == {"ctr-tu-a"}


def test_five_working_days_from_30_december_2025_end_on_8_january(shipped: Desk) -> None:
    assert shipped.calendar.add_workdays(date(2025, 12, 30), 5) == date(2026, 1, 8)
    assert shipped.calendar.on_or_before(date(2027, 4, 30)) == date(2027, 4, 29)
