"""What happens to a task, verb by verb, and how it then stands."""

import json

import pytest

from tests.front_door import Answer, Vanthu

TASK = "NV-2026-009"  # due in July 2026, nothing recorded


def status(vanthu: Vanthu, day: str, task: str = TASK) -> dict[str, object]:
    found: dict[str, object] = vanthu("task", "show", task, "--as-of", day, "--json").items[0]
    return found


def happen(vanthu: Vanthu, day: str, *words: str) -> Answer:
    verb, *rest = words
    answer = vanthu("task", verb, TASK, *rest, "--as-of", day)
    assert answer.exit_code == 0, answer.err
    return answer


def test_work_that_began_is_in_progress(vanthu: Vanthu) -> None:
    happen(vanthu, "2026-06-10", "start")
    assert status(vanthu, "2026-06-10")["status"] == "in_progress"
    assert status(vanthu, "2026-06-09")["status"] == "not_started"


def test_an_obstacle_is_kept_as_the_cause(vanthu: Vanthu) -> None:
    happen(vanthu, "2026-06-10", "update", "--obstacle", "chờ số liệu của xã")
    assert status(vanthu, "2026-08-10")["cause"] == "chờ số liệu của xã"
    assert status(vanthu, "2026-08-10")["status"] == "overdue"


def test_what_was_submitted_waits_even_past_its_day(vanthu: Vanthu) -> None:
    happen(
        vanthu, "2026-07-30", "submit", "--to", "Tỉnh uỷ A", "--evidence", "60-TTr/ĐU, 30/7/2026"
    )
    assert status(vanthu, "2026-07-31")["status"] == "submitted"
    assert status(vanthu, "2026-08-01")["status"] == "overdue_submitted"


def test_an_extension_moves_the_day_and_keeps_the_first(vanthu: Vanthu) -> None:
    happen(
        vanthu,
        "2026-07-20",
        "extend",
        "--to",
        "tháng 9/2026",
        "--evidence",
        "70-CV/BTCTU, 20/7/2026",
    )
    deadline = status(vanthu, "2026-08-15")["deadline"]
    assert isinstance(deadline, dict)
    assert (deadline["due"], deadline["original_due"], deadline["extensions"]) == (
        "2026-09-30", "2026-07-31", 1,
    )  # fmt: skip
    assert status(vanthu, "2026-07-19")["deadline"]["extensions"] == 0  # type: ignore[index]


def test_an_extension_that_is_no_deadline_is_refused(vanthu: Vanthu) -> None:
    answer = vanthu("task", "extend", TASK, "--to", "lúc nào đó", "--as-of", "2026-07-01")
    assert answer.exit_code == 2


def test_a_task_handed_over_or_stopped_is_not_late(vanthu: Vanthu) -> None:
    happen(vanthu, "2026-07-01", "handover", "--to", "xa-b")
    assert status(vanthu, "2026-09-01")["status"] == "handed_over"
    vanthu("undo")
    happen(vanthu, "2026-07-01", "stop", "--evidence", "80-KL/TU, 1/7/2026")
    assert status(vanthu, "2026-09-01")["status"] == "stopped"
    happen(vanthu, "2026-08-01", "reopen")
    assert status(vanthu, "2026-09-01")["status"] == "overdue"


def test_history_tells_when_it_happened_and_when_it_was_recorded(vanthu: Vanthu) -> None:
    happen(vanthu, "2026-06-20", "start", "--on", "2026-06-01")
    found = vanthu("task", "history", TASK, "--json").items
    assert [(one["on"], one["kind"]) for one in found] == [("2026-06-01", "start")]
    assert found[0]["recorded"]


def test_nothing_happens_after_today(vanthu: Vanthu) -> None:
    answer = vanthu("task", "start", TASK, "--on", "2026-07-01", "--as-of", "2026-06-05", "--json")
    assert json.loads(answer.err)["error"]["code"] == "later_day"


def test_the_calendar_counts_working_days_with_the_swap(vanthu: Vanthu) -> None:
    answer = vanthu("cal", "workdays", "30/12/2025", "8/1/2026", "--json")
    assert answer.items[0]["workdays"] == 5


def test_a_day_off_that_is_added_moves_the_count(vanthu: Vanthu) -> None:
    before = vanthu("cal", "workdays", "2026-06-08", "2026-06-12", "--json").items[0]["workdays"]
    added = vanthu("cal", "add", "2026-06-10", "--notice", "1-TB/TU, 1/6/2026", "--name", "Nghỉ bù")
    assert added.exit_code == 0, added.err
    after = vanthu("cal", "workdays", "2026-06-08", "2026-06-12", "--json").items[0]["workdays"]
    assert (before, after) == (4, 3)


@pytest.mark.parametrize(("year", "provisional"), [("2026", False), ("2027", True), ("2030", True)])
def test_a_year_without_a_notice_is_provisional(
    vanthu: Vanthu, year: str, provisional: bool
) -> None:
    assert vanthu("cal", "show", year, "--json").document["provisional"] is provisional
