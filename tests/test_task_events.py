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


def refused(vanthu: Vanthu, *words: str, day: str = "2026-06-05") -> tuple[int, str]:
    answer = vanthu("task", *words, "--as-of", day, "--json")
    return answer.exit_code, json.loads(answer.err)["error"]["code"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("reopen", TASK), "open_task"),
        (("update", "NV-2026-001", "--percent", "20"), "closed_task"),
        (("extend", "NV-2026-001", "--to", "tháng 9/2026"), "closed_task"),
        (("handover", "NV-2026-001", "--to", "xa-b"), "closed_task"),
        (("handover", "NV-2026-010", "--to", "xa-b"), "same_lead"),
        (("extend", TASK, "--to", "trong tháng 7 năm 2026"), "same_deadline"),
    ],
)
def test_what_can_not_happen_as_the_task_stands_is_refused(
    vanthu: Vanthu, words: tuple[str, ...], code: str
) -> None:
    before = vanthu("task", "history", words[1], "--json").items
    assert refused(vanthu, *words) == (6, code)
    assert vanthu("task", "history", words[1], "--json").items == before


@pytest.mark.parametrize(
    ("phrase", "more", "code"),
    [
        ("sớm", (), "no_new_deadline"),
        ("thường xuyên", (), "no_new_deadline"),
        ("nhiệm kỳ này", (), "no_new_deadline"),
        ("hằng tháng trước ngày 25", (), "no_new_deadline"),
        ("30 ngày kể từ ngày ký", (), "no_new_deadline"),
        ("tháng 9/2026", ("--asked", "2026-06-10"), "asked_later"),
    ],
)
def test_a_late_task_is_not_extended_out_of_the_figures(
    vanthu: Vanthu, phrase: str, more: tuple[str, ...], code: str
) -> None:
    late = "NV-2026-011"
    assert refused(vanthu, "extend", late, "--to", phrase, *more) == (2, code)
    assert status(vanthu, "2026-06-05", late)["status"] == "overdue"


def test_a_length_of_time_that_names_its_day_extends(vanthu: Vanthu) -> None:
    words = ("--to", "30 ngày kể từ ngày 20/7/2026", "--evidence", "70-CV/BTCTU, 20/7/2026")
    assert happen(vanthu, "2026-07-20", "extend", *words).err == ""
    deadline = status(vanthu, "2026-07-20")["deadline"]
    assert isinstance(deadline, dict)
    assert deadline["due"] == "2026-08-19"


def test_what_is_doubtful_is_recorded_and_told(vanthu: Vanthu) -> None:
    earlier = vanthu("task", "extend", TASK, "--to", "tháng 6/2026", "--as-of", "2026-06-05")
    assert (earlier.exit_code, earlier.err.count("! ")) == (0, 2)
    assert "30/06/2026" in earlier.err
    assert "--evidence" in earlier.err
    assert "25/03/2026" in happen(vanthu, "2026-06-05", "start", "--on", "2020-01-01").err


def test_what_is_told_late_of_a_day_before_the_end_is_taken(vanthu: Vanthu) -> None:
    happen(vanthu, "2026-06-20", "stop", "--on", "2026-06-10", "--evidence", "80-KL/TU, 9/6/2026")
    happen(vanthu, "2026-06-20", "update", "--on", "2026-06-01", "--percent", "20")
    assert status(vanthu, "2026-06-05")["status"] == "in_progress"
    assert refused(vanthu, "start", TASK, day="2026-06-20") == (6, "closed_task")


def test_a_task_goes_to_a_body_of_the_day(vanthu: Vanthu) -> None:
    bodies = vanthu.root / "regulations/bodies.yaml"
    text = bodies.read_text(encoding="utf-8")
    name = "  - vi: Đảng uỷ xã C\n"
    assert text.count(name) == 1
    bodies.write_text(text.replace(name, f"{name}    until: 2026-06-01\n"), encoding="utf-8")
    assert vanthu("record").exit_code == 0
    assert refused(vanthu, "handover", TASK, "--to", "xa-c") == (4, "no_body_then")
    assert vanthu("task", "handover", TASK, "--to", "xa-c", "--as-of", "2026-05-31").exit_code == 0


def test_a_body_that_is_not_known_is_told_with_near_names(vanthu: Vanthu) -> None:
    answer = vanthu("task", "handover", TASK, "--to", "Đảng uỷ xã D", "--as-of", "2026-06-05")
    assert answer.exit_code == 4
    assert "Đảng uỷ xã B" in answer.err


def test_lateness_is_told_against_the_first_deadline_too(vanthu: Vanthu) -> None:
    words = ("--to", "tháng 8/2026", "--evidence", "70-CV/BTCTU, 20/7/2026")
    happen(vanthu, "2026-07-20", "extend", *words)
    late = happen(vanthu, "2026-09-12", "done", "--lang", "vi").out
    assert "Chậm 12 ngày; so với thời hạn ban đầu: 43 ngày" in late
    assert "→ tháng 8/2026 (31/08/2026), trước khi hết hạn; 70-CV/BTCTU, 20/7/2026" in late
    shown = vanthu("task", "show", TASK, "--as-of", "2026-07-19", "--lang", "vi").out
    assert "gia hạn" not in shown
    again = vanthu("task", "explain", TASK, "--as-of", "2026-09-12", "--lang", "vi").out
    assert "Chậm 12 ngày (7 ngày làm việc); so với thời hạn ban đầu: 43 ngày." in again


def test_bodies_are_told_by_their_names(vanthu: Vanthu) -> None:
    told = happen(vanthu, "2026-07-20", "submit", "--to", "btv-tinh-uy-a", "--lang", "vi").out
    assert "Ban Thường vụ Tỉnh uỷ A" in told
    assert "btv-tinh-uy-a" not in told


def test_what_a_field_must_hold_is_told_in_vietnamese(vanthu: Vanthu) -> None:
    words = ("task", "add", "--programme", "ctr-tu-a", "--lead", "BTCTU", "--lang", "vi")
    answer = vanthu(*words, "--title", "  ")
    assert answer.exit_code == 5
    assert "Cần ghi: nội dung trên một dòng." in answer.err


def test_all_that_is_wrong_with_a_new_task_is_told_at_once(vanthu: Vanthu) -> None:
    words = ("task", "add", "--programme", "qqq", "--title", "X", "--lead", "Ban Lạ", "--deadline",
             "quý 2", "--basis", "12-HD/BTCTW", "--as-of", "2026-06-05", "--json")  # fmt: skip
    answer = vanthu(*words)
    found = json.loads(answer.err)["error"]["problems"]
    assert answer.exit_code == 5
    assert [one["path"] for one in found] == ["--programme", "--deadline", "--lead", "--basis"]
    assert all(one["message"] and one["remedy"] for one in found)
