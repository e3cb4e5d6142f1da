"""Programmes of tasks: listed, and a new one from the command line, in an empty office too."""

import json

import pytest

from tests.front_door import Vanthu

LISTED = ("task", "programme", "--json")


def test_the_programmes_are_listed_with_their_tasks(vanthu: Vanthu) -> None:
    found = {one["id"]: one for one in vanthu(*LISTED).items}
    assert (found["ctr-tu-a"]["tasks"], found["ctr-tu-a"]["followed"]) == (12, False)
    assert found["xiv-action"]["followed"] is True
    assert found["ctr-tu-a"]["follows"] == ["xiv-action"]


def test_a_new_office_begins_with_a_programme_of_its_own(vanthu: Vanthu) -> None:
    added = vanthu("task", "programme", "kh-2026", "--title", "Kế hoạch năm 2026", "--number",
                   "01-KH/BTCTU", "--rests-on", "12-CTr/TU", "--follows", "xiv-action")  # fmt: skip
    assert added.exit_code == 0, added.err
    entered = vanthu("task", "add", "--programme", "kh-2026", "--title", "Việc mẫu", "--lead",
                     "BTCTU", "--deadline", "tháng 6/2026", "--as-of", "2026-06-05")  # fmt: skip
    assert entered.exit_code == 0, entered.err
    [one] = [one for one in vanthu(*LISTED).items if one["id"] == "kh-2026"]
    assert (one["tasks"], one["number"], one["follows"]) == (1, "01-KH/BTCTU", ["xiv-action"])
    report = vanthu("report", "progress", "--programme", "kh-2026", "--as-of", "2026-06-05",
                    "--json").items[0]  # fmt: skip
    assert report["total"] == 1
    assert vanthu("doctor").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ctr-tu-a", "--title", "X"), "known_programme"),
        (("Kế hoạch", "--title", "X"), "no_programme_id"),
        (("../kh", "--title", "X"), "no_programme_id"),
        (("kh", "--title", "  "), "invalid"),
        (("kh",), "not_found"),
        (("kh", "--title", "X", "--follows", "kh-2"), "not_found"),
    ],
)
def test_a_programme_that_can_not_be_is_refused(
    vanthu: Vanthu, words: tuple[str, ...], code: str
) -> None:
    before = vanthu(*LISTED).items
    answer = vanthu("task", "programme", *words, "--json")
    assert json.loads(answer.err)["error"]["code"] == code
    assert vanthu(*LISTED).items == before


def test_a_programme_that_is_not_there_is_told_with_where_to_look(vanthu: Vanthu) -> None:
    answer = vanthu("task", "add", "--programme", "qqq", "--title", "X", "--lead", "BTCTU")
    assert "vanthu task programme" in answer.err


def test_a_length_of_time_counts_from_the_day_the_task_was_given(vanthu: Vanthu) -> None:
    given = ("--programme", "ctr-tu-a", "--assigned", "2/6/2026", "--as-of", "2026-06-08", "--json")
    added = vanthu("task", "add", "--title", "Việc mẫu", "--lead", "xa-b", "--deadline",
                   "trong 15 ngày kể từ ngày ký", *given).items[0]  # fmt: skip
    assert added["deadline"]["due"] == "2026-06-17"
    text = vanthu.root.parent / "ket-luan.txt"
    text.write_text("Đảng uỷ xã C rà soát hồ sơ mẫu trong 15 ngày kể từ ngày ký.", encoding="utf-8")
    proposal = vanthu("task", "propose", str(text), *given).items[0]
    assert proposal["deadline"]["due"] == "2026-06-17"
    entered = vanthu("task", "propose", str(text), *given, "--accept", "all").items[0]
    assert entered["deadline"]["due"] == "2026-06-17"
