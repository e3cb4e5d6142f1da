"""Letters of reminder: one for each late body, with what it owes, and none to a superior."""

import json
import os
import stat
from pathlib import Path

import pytest

from templates.readback import read_tables, read_text
from tests.front_door import Vanthu

DAY = ("--as-of", "2026-06-05")
LETTER = ("draft", "letter", "--reminder", *DAY, "--lang", "vi")


def test_a_late_body_gets_its_overdue_tasks_and_no_others(vanthu: Vanthu, tmp_path: Path) -> None:
    target = tmp_path / "don-doc.docx"
    answer = vanthu(*LETTER, "--body", "xa-B", "--out", str(target))
    assert answer.exit_code == 0, answer.err
    paper = target.read_bytes()
    text = read_text(paper)
    for part in ("-CV/BTCTU", "Kính gửi: Đảng uỷ xã B", "còn 1 nhiệm vụ", "12-CTr/TU",
                 "K/T TRƯỞNG BAN", "đôn đốc thực hiện nhiệm vụ quá hạn"):  # fmt: skip
        assert part in text
    annex = read_tables(paper)[-1]
    assert [row[4] for row in annex[1:]] == ["22"]
    assert "doanh nghiệp tư nhân" in annex[1][1]
    assert answer.out.count("[… cần viết") == 1


def test_every_late_body_gets_a_letter_of_its_own(vanthu: Vanthu, tmp_path: Path) -> None:
    items = vanthu(*LETTER, "--out", str(tmp_path / "letters"), "--json").items
    assert [Path(item["path"]).name for item in items] == [
        "cong-van-don-doc-xa-b.docx", "cong-van-don-doc-xa-c.docx",
    ]  # fmt: skip
    assert all(Path(item["path"]).stat().st_mode & 0o077 == 0 for item in items)


@pytest.mark.skipif(os.name == "nt", reason="folders below the user's profile are private there")
def test_a_folder_is_made_private_and_one_that_is_there_stays_as_it_is(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    (there := tmp_path / "there").mkdir(mode=0o755)
    for folder, mode in ((there, 0o755), (tmp_path / "made", 0o700)):
        assert vanthu(*LETTER, "--out", str(folder)).exit_code == 0
        assert stat.S_IMODE(folder.stat().st_mode) == mode


@pytest.mark.parametrize(
    ("body", "code"),
    [("BTCTW", "superior"), ("Tỉnh uỷ A", "superior"), ("btv-tinh-uy-a", "superior"),
     ("Chính phủ", "superior"), ("BTCTU", "own_body"), ("VPTU", "nothing_late")],
)  # fmt: skip
def test_who_is_not_to_be_reminded_is_refused(
    vanthu: Vanthu, tmp_path: Path, body: str, code: str
) -> None:
    target = tmp_path / "x.docx"
    answer = vanthu(*LETTER, "--body", "xa-B", "--body", body, "--out", str(target), "--json")
    assert (answer.exit_code, json.loads(answer.err)["error"]["code"]) == (1, code)
    assert not target.exists()


def test_the_body_that_took_anothers_place_is_reminded(vanthu: Vanthu, tmp_path: Path) -> None:
    bodies = vanthu.root / "regulations/bodies.yaml"
    text = bodies.read_text(encoding="utf-8")
    old = "  - vi: Đảng uỷ xã C\n"
    text = text.replace(old, f"{old}    until: 2026-06-01\n")
    bodies.write_text(text.replace("- id: xa-b\n", "- id: xa-b\n  predecessors:\n  - xa-c\n"),
                      encoding="utf-8")  # fmt: skip
    assert vanthu("record").exit_code == 0
    gone = vanthu(*LETTER, "--body", "Đảng uỷ xã C", "--out", str(tmp_path / "c.docx"))
    assert (gone.exit_code, "Đảng uỷ xã B" in gone.err) == (4, True)
    target = tmp_path / "b.docx"
    assert vanthu(*LETTER, "--body", "Đảng uỷ xã B", "--out", str(target)).exit_code == 0
    assert [row[4] for row in read_tables(target.read_bytes())[-1][1:]] == ["36", "22"]


def test_a_followed_task_is_never_in_a_letter(vanthu: Vanthu, tmp_path: Path) -> None:
    words = ("draft", "letter", "--reminder", "--as-of", "2026-12-01", "--json")
    items = vanthu(*words, "--out", str(tmp_path / "letters")).items
    told = "".join(read_text(Path(item["path"]).read_bytes()) for item in items)
    followed = [item["title"]["vi"] for item in vanthu("task", "list", "--programme", "xiv-action",
                                                       "--json").items]  # fmt: skip
    assert len(items) == 3
    assert [title for title in followed if title in told] == []


def test_nobody_late_is_said(vanthu: Vanthu) -> None:
    answer = vanthu("draft", "letter", "--reminder", "--as-of", "2026-04-01", "--json")
    assert (answer.exit_code, json.loads(answer.err)["error"]["code"]) == (1, "nothing_late")


def test_the_english_letter_reads_as_a_letter(vanthu: Vanthu, tmp_path: Path) -> None:
    target = tmp_path / "letter.docx"
    vanthu("draft", "letter", "--reminder", *DAY, "--body", "xa-C", "--lang", "en",
           "--out", str(target))  # fmt: skip
    assert "most days late: 36" in read_text(target.read_bytes())
