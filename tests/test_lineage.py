"""Bodies that merge, get new names or end: who answers for a task on each side of the day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.bodies import Bodies, Body, BodyName
from regulations.days import Span
from regulations.lineage import bearer_on, units_on
from tests.front_door import Vanthu

MERGED = date(2026, 7, 1)


def body(own: str, until: date | None = None, since: date | None = None,
         predecessors: tuple[str, ...] = (), members: tuple[str, ...] = ()) -> Body:  # fmt: skip
    name = BodyName(f"Đảng uỷ xã {own}", span=Span(since, until))
    return Body(own, (name,), predecessors=predecessors, members=members)


BODIES = Bodies.of([
    body("b", MERGED), body("c", MERGED), body("bc", None, MERGED, ("b", "c")),
    body("d", MERGED), body("d1", None, MERGED, ("d",)), body("d2", None, MERGED, ("d",)),
    body("e", MERGED), body("x", MERGED, None, ("y",)), body("y", MERGED, None, ("x",)),
    body("all", members=("b", "c", "d")),
])  # fmt: skip


def test_a_merged_body_answers_until_the_day_and_its_heir_from_then_on() -> None:
    assert [bearer_on(BODIES, one, MERGED - timedelta(1)) for one in ("b", "c")] == ["b", "c"]
    assert [bearer_on(BODIES, one, MERGED) for one in ("b", "c")] == ["bc", "bc"]


def test_a_body_that_was_split_or_ended_without_an_heir_stays_named() -> None:
    assert [bearer_on(BODIES, one, MERGED) for one in ("d", "e", "nobody")] == ["d", "e", "nobody"]


def test_a_group_stands_for_its_members_of_the_day_each_once() -> None:
    assert units_on(BODIES, "all", MERGED - timedelta(1)) == ("b", "c", "d")
    assert units_on(BODIES, "all", MERGED) == ("bc", "d")


@given(st.sampled_from(sorted(BODIES.by_id)), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_whatever_stands_for_a_body_stands_for_itself(own: str, day: date) -> None:
    bearer = bearer_on(BODIES, own, day)
    assert bearer in BODIES.by_id
    assert own in "xy" or bearer_on(BODIES, bearer, day) == bearer


def merge(root: Path, vanthu: Vanthu) -> None:
    """Merge the communes B and C into B-C on 1 July 2026, by hand in the office's file."""
    path = root / "regulations" / "bodies.yaml"
    text = path.read_text(encoding="utf-8")
    for name in ("Đảng uỷ xã B\n", "Đảng uỷ xã C\n"):
        assert name in text
        text = text.replace(name, f"{name}    until: 2026-07-01\n")
    text += ("- id: xa-bc\n  names:\n  - vi: Đảng uỷ xã B-C\n    since: 2026-07-01\n"
             "  level: commune\n  superior: tinh-uy-a\n  predecessors:\n  - xa-b\n  - xa-c\n"
             "  conf: V\n")  # fmt: skip
    path.write_text(text, encoding="utf-8")
    assert vanthu("record", "-m", "merge").exit_code == 0


def rows(vanthu: Vanthu, day: str, *more: str) -> dict[str, int]:
    item = vanthu("report", "progress", "--programme", "ctr-tu-a", "--as-of", day, "--json",
                  *more).items[0]  # fmt: skip
    return {row["body"]: row["done_on_time"] + row["done_late"] + row["open_overdue"]
            for row in item["bodies"] if "xã" in row["body"]}  # fmt: skip


def test_the_report_rolls_up_on_each_side_of_a_merger(vanthu: Vanthu, tmp_path: Path) -> None:
    vanthu("report", "freeze", "--programme", "ctr-tu-a", "--as-of", "2026-07-02")
    merge(vanthu.root, vanthu)
    assert rows(vanthu, "2026-06-30") == {"Đảng uỷ xã B": 2, "Đảng uỷ xã C": 2}
    assert rows(vanthu, "2026-07-02") == {"Đảng uỷ xã B-C": 4}
    assert rows(vanthu, "2026-07-02", "--frozen") == {"Đảng uỷ xã B": 2, "Đảng uỷ xã C": 2}
    target = tmp_path / "nhanh.docx"
    vanthu("report", "progress", "--programme", "ctr-tu-a", "--brief", "--as-of", "2026-07-02",
           "--out", str(target), "--lang", "vi")  # fmt: skip
    from templates.readback import read_text

    text = read_text(target.read_bytes())
    assert "Đảng uỷ xã B-C" in text
    assert "Đảng uỷ xã B |" not in text


def test_a_task_of_a_group_counts_for_each_of_its_units(vanthu: Vanthu) -> None:
    vanthu("task", "add", "--programme", "ctr-tu-a", "--title", "Việc chung", "--lead",
           "dang-uy-truc-thuoc-a", "--deadline", "tháng 4/2026",
           "--as-of", "2026-04-01")  # fmt: skip
    assert rows(vanthu, "2026-06-05") == {"Đảng uỷ xã B": 3, "Đảng uỷ xã C": 3}
    item = vanthu(
        "report", "progress", "--programme", "ctr-tu-a", "--as-of", "2026-06-05", "--json"
    )
    assert item.items[0]["total"] == 13


def test_several_leads_that_are_not_said_to_be_joint_are_a_fault(vanthu: Vanthu) -> None:
    path = vanthu.root / "tracker/ctr-tu-a/tasks/NV-2026-010.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lead:\n- xa-b", "lead:\n- xa-b\n- xa-c"), encoding="utf-8")
    vanthu("record", "-m", "two leads")
    answer = vanthu("doctor")
    assert (answer.exit_code, "2 leads" in answer.err) == (3, True)


def test_a_task_that_nobody_leads_is_a_fault(vanthu: Vanthu) -> None:
    path = vanthu.root / "tracker/ctr-tu-a/tasks/NV-2026-009.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("lead:\n- dang-uy-cac-co-quan-a\n", "lead: []\n"), encoding="utf-8"
    )
    assert vanthu("record").exit_code == 0
    [fault] = vanthu("doctor", "--json", "--lang", "en").items
    assert fault["message"] == "Nobody leads the task."


@pytest.mark.parametrize("lead", ["BTCTW", "Tỉnh uỷ A", "Ban Thường vụ Tỉnh uỷ A", "Chính phủ"])
def test_what_a_superior_body_leads_is_followed_in_any_programme(vanthu: Vanthu, lead: str) -> None:
    words = ("task", "add", "--programme", "ctr-tu-a", "--title", "Việc mẫu", "--deadline",
             "tháng 4/2026", "--as-of", "2026-04-01", "--json", "--lead", lead)  # fmt: skip
    before = figures(vanthu)
    assert vanthu(*words).items[0]["followed"] is True
    assert figures(vanthu) == before
    assert vanthu(*words, "--lead", "BTCTU").items[0]["followed"] is False


def figures(vanthu: Vanthu) -> object:
    words = ("report", "progress", "--programme", "ctr-tu-a", "--as-of", "2026-06-05", "--json")
    return vanthu(*words).items[0]["cells"]
