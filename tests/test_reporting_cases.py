"""Cases that went wrong elsewhere: nothing to report, commas in names, late extensions, clocks."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from templates.readback import read_tables, read_text
from tests.front_door import Vanthu
from tests.test_standing import YEAR, event, task
from tracker.standing import standing_on

EMPTY = "title:\n  vi: Chương trình chưa có nhiệm vụ\nkind: own\nconf: V\n"


def programme(vanthu: Vanthu, name: str) -> tuple[str, ...]:
    path = vanthu.root / "tracker" / name / "programme.yaml"
    path.parent.mkdir()
    path.write_text(EMPTY, encoding="utf-8")
    assert vanthu("record", "-m", name).exit_code == 0
    return ("report", "progress", "--programme", name, "--as-of", "2026-06-05")


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md"])
def test_a_programme_without_tasks_can_be_reported_on(
    vanthu: Vanthu, tmp_path: Path, suffix: str
) -> None:
    report = programme(vanthu, "trong")
    answer = vanthu(*report, "--brief", "--out", str(tmp_path / f"nhanh.{suffix}"))
    assert answer.exit_code == 0, answer.err


def test_an_empty_report_has_no_rate_and_reconciles(vanthu: Vanthu, tmp_path: Path) -> None:
    report = programme(vanthu, "trong")
    target = tmp_path / "bao-cao.docx"
    assert vanthu(*report, "--out", str(target), "--lang", "vi").exit_code == 0
    assert "0/0" in read_text(target.read_bytes())
    assert vanthu("report", "verify", str(target)).exit_code == 0
    assert vanthu(*report, "--json").items[0]["rates"]["done_of_due"]["percent"] is None
    assert vanthu("report", "freeze", *report[2:]).exit_code == 0
    assert vanthu(*report, "--frozen", "--json").items[0]["total"] == 0


def test_a_body_with_a_comma_is_one_body(vanthu: Vanthu, tmp_path: Path) -> None:
    report = programme(vanthu, "phay")
    name = "Ban Chính sách, chiến lược Trung ương"
    vanthu("task", "add", "--programme", "phay", "--title", "Việc", "--lead", name, "--lead",
           "xa-b", "--deadline", "tháng 5/2026", "--as-of", "2026-05-01")  # fmt: skip
    target = tmp_path / "nhanh.docx"
    vanthu(*report, "--brief", "--out", str(target), "--lang", "vi")
    [bodies] = [table for table in read_tables(target.read_bytes()) if table[0][0] == "Cơ quan"]
    assert {row[0] for row in bodies[1:]} == {name, "Đảng uỷ xã B"}
    text = read_text(target.read_bytes())
    assert f"{name}; Đảng uỷ xã B" in text
    assert "được tính ở từng cơ quan" in text


def test_an_extension_after_the_day_leaves_the_days_before_it_overdue() -> None:
    late = event("extend", "2026-07-10", deadline="tháng 8/2026")
    stood = [standing_on(task(), [late], YEAR, date(2026, 7, day)) for day in (1, 9, 10)]
    assert [one.status for one in stood] == ["no_information", "no_information", "not_started"]
    assert [one.days_late for one in stood] == [1, 9, 0]


def test_today_is_the_day_in_hanoi_wherever_the_machine_stands() -> None:
    code = "from cli.request import now; print(now().isoformat()[-6:], now().date())"
    days = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "TZ": zone}, check=True,
                       capture_output=True, text=True).stdout.split()[0]
        for zone in ("UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles")
    }  # fmt: skip
    assert days == {"+07:00"}


def test_what_is_for_machines_is_alone_on_stdout_and_has_no_colours(
    vanthu: Vanthu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    words = ("report", "progress", "--programme", "ctr-tu-a", "--as-of", "2026-06-05")
    answer = vanthu(*words, "--out", str(tmp_path / "b.docx"), "--json")
    assert json.loads(answer.out)["items"][0]["total"] == 12
    plain = vanthu(*words, "--out", str(tmp_path / "b.docx"))
    assert "\x1b" not in plain.out + plain.err + answer.out


def test_a_report_names_both_deadlines_that_were_missed_and_who_took_a_task_over(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    """NV-009 was due in July, then in August, and is done in September; NV-011 goes to another."""
    steps = (
        ("extend", "NV-2026-009", "2026-07-20", "--to", "tháng 8/2026"),
        ("done", "NV-2026-009", "2026-09-12"),
        ("handover", "NV-2026-011", "2026-08-03", "--to", "xa-b"),
    )
    for verb, name, day, *rest in steps:
        assert vanthu("task", verb, name, *rest, "--as-of", day).exit_code == 0
    words = (
        "report",
        "progress",
        "--programme",
        "ctr-tu-a",
        "--as-of",
        "2026-09-20",
        "--lang",
        "vi",
    )
    papers: dict[str, tuple[str, ...]] = {"bao-cao.docx": (), "nhanh.docx": ("--brief",)}
    for name, more in papers.items():
        path = tmp_path / name
        assert vanthu(*words, *more, "--out", str(path)).exit_code == 0
        rows = [row for table in read_tables(path.read_bytes()) for row in table]
        cells = {cell for row in rows for cell in row}
        assert "Tháng 8/2026 (đã gia hạn 1 lần; so với thời hạn ban đầu chậm 43 ngày)" in cells
        assert "Đã chuyển cơ quan (Đảng uỷ xã B)" in cells
        assert vanthu("report", "verify", str(path)).exit_code == 0
