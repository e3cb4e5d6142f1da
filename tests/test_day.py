"""One day in the office, 5 June 2026: what a drafter types, and what must come of it."""

import re
from pathlib import Path

import docx

from templates.readback import read_tables, read_text
from templates.taskbook import SHEET
from tests.front_door import Answer, Vanthu
from tests.test_reconciling import figure, replaced
from tests.test_task_return import COLUMN, row_of, sent
from tests.workbook_edits import typed_over

DAY = ("--as-of", "2026-06-05")
CONCLUSION = Path(__file__).parents[1] / "docs" / "examples" / "ket-luan.txt"
EXAMPLE = Path(__file__).parents[1] / "templates" / "forms" / "2-hsdv" / "example.yaml"


def test_step_1_the_search_says_what_is_in_force_and_what_replaced_it(vanthu: Vanthu) -> None:
    answer = vanthu("search", "kiem diem 366", *DAY, "--json")
    status = {(item["symbol"], item["signed"]): item["status"] for item in answer.items}
    assert status["366-QĐ/TW", "2025-08-30"] == "in_force"
    assert status["124-QĐ/TW", "2023-10-04"] == "expired"
    page = vanthu("search", "kiem diem 366", *DAY, "--lang", "vi").out
    old = page[page.index("124-QĐ/TW (04/10/2023)") :]
    assert old.split("\n")[0].endswith("[Hết hiệu lực toàn bộ]")
    assert "366-QĐ/TW (30/8/2025)" in "\n".join(old.split("\n")[:3])


def test_step_2_a_conclusion_in_word_gives_two_tasks(vanthu: Vanthu, tmp_path: Path) -> None:
    paper = docx.Document()
    text = Path(__file__).parents[1] / "docs" / "examples" / "ket-luan.txt"
    for line in text.read_text(encoding="utf-8").splitlines():
        paper.add_paragraph(line)
    paper.save(str(tmp_path / "ket-luan.docx"))
    words = ("task", "propose", str(tmp_path / "ket-luan.docx"), *DAY, "--json")
    found = vanthu(*words).items
    assert [(one["start"] < one["end"], one["deadline"]["due"]) for one in found[:2]] == [
        (True, "2026-06-29"), (True, "2026-09-30"),
    ]  # fmt: skip
    entered = vanthu(*words, "--programme", "ctr-tu-a", "--accept", "1,2").items
    assert [one["deadline"]["due"] for one in entered] == ["2026-06-29", "2026-09-30"]


def test_step_3_a_workbook_comes_back_from_a_commune(vanthu: Vanthu, tmp_path: Path) -> None:
    content = sent(vanthu)
    row = row_of(content, "ctr-tu-a/NV-2026-010")
    path = tmp_path / "xa-B.xlsx"
    path.write_bytes(typed_over(content, SHEET, {
        f"{COLUMN['progress']}{row}": "60 %", f"{COLUMN['deadline']}{row}": "quý III/2026",
    }))  # fmt: skip
    (book,) = vanthu("task", "return", str(path), *DAY, "--json").items
    assert [(one["kind"], one.get("percent"), one.get("deadline")) for one in book["events"]] == [
        ("ask", None, "quý III/2026"), ("update", 60, None),
    ]  # fmt: skip


def test_step_4_the_report_counts_twelve_tasks(vanthu: Vanthu, tmp_path: Path) -> None:
    words = ("report", "progress", "--programme", "ctr-tu-a", *DAY)
    item = vanthu(*words, "--json").items[0]
    assert item["total"] == 12
    assert item["cells"] == {
        "done_on_time": 5, "done_late": 1, "open_in_time": 3, "open_overdue": 2,
    }  # fmt: skip
    assert item["outside"]["regular"] == 1
    assert item["rates"]["done_of_due"] == {"numerator": 6, "denominator": 8, "percent": "75.0"}
    assert item["rates"]["on_time_of_due"] == {"numerator": 5, "denominator": 8, "percent": "62.5"}

    written = vanthu(*words, "--lang", "vi", "--out", str(tmp_path / "bao-cao.docx"))
    assert written.exit_code == 0
    paper = (tmp_path / "bao-cao.docx").read_bytes()
    text = read_text(paper)
    for part in ("TỈNH UỶ A", "-BC/BTCTU", "I- ", "II- ", "III- ", "IV- ", "V- ", "K/T TRƯỞNG BAN",
                 "PHÓ TRƯỞNG BAN", "6/8 (75,0 %)", "5/8 (62,5 %)"):  # fmt: skip
        assert part in text
    for stranger in ("vanthu", "Kính gửi", vanthu("status", "--json").document["office"]):
        assert stranger not in text
    figures = {row[0]: row[1] for table in read_tables(paper) for row in table if len(row) == 2}
    assert [figures[name] for name in figures if name.startswith(("Đã hoàn", "Chưa hoàn"))] == [
        "5", "1", "3", "2",
    ]  # fmt: skip
    annex = read_tables(paper)[-1]
    assert [row[0] for row in annex if row[0].isdigit()] == [str(n) for n in range(1, 13)]


def test_step_4_late_tasks_come_first_and_followed_ones_stand_apart(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    vanthu(
        "report",
        "progress",
        "--programme",
        "ctr-tu-a",
        *DAY,
        "--lang",
        "vi",
        "--out",
        str(tmp_path / "b.docx"),
    )
    text = read_text((tmp_path / "b.docx").read_bytes())
    order = ["Nhiệm vụ chưa hoàn thành, quá hạn", "Nhiệm vụ đã hoàn thành",
             "Nhiệm vụ Trung ương, theo dõi", "Nhiệm vụ sắp đến hạn", "PHỤ LỤC"]  # fmt: skip
    places = [text.index(heading) for heading in order]
    assert places == sorted(places)
    assert "chưa có thông tin không phải là đánh giá" in text


def test_step_4_the_english_edition_has_the_same_numbers(vanthu: Vanthu, tmp_path: Path) -> None:
    vanthu("report", "progress", "--programme", "ctr-tu-a", *DAY, "--lang", "en",
           "--out", str(tmp_path / "report.docx"))  # fmt: skip
    text = read_text((tmp_path / "report.docx").read_bytes())
    assert "6/8 (75.0 %)" in text
    assert "Completed: 6 (5 on time, 1 late)" in text


def test_the_brief_report_carries_charts_that_word_can_edit(vanthu: Vanthu, tmp_path: Path) -> None:
    import zipfile

    vanthu("report", "progress", "--programme", "ctr-tu-a", "--brief", *DAY,
           "--out", str(tmp_path / "nhanh.docx"))  # fmt: skip
    names = zipfile.ZipFile(tmp_path / "nhanh.docx").namelist()
    assert sum(name.startswith("word/charts/chart") for name in names) == 4
    assert sum(name.endswith(".xlsx") for name in names) == 4


def test_step_7_the_guideline_rests_on_law_in_force(vanthu: Vanthu, tmp_path: Path) -> None:
    target = tmp_path / "huong-dan.docx"
    answer = vanthu(
        "draft", "guideline", "--for", "366-QĐ/TW 2025", *DAY, "--lang", "vi", "--out", str(target)
    )
    text = read_text(target.read_bytes())
    assert "Thực hiện Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị" in text
    assert "Hướng dẫn số 43-HD/BTCTW, ngày 31/10/2025 của Ban Tổ chức Trung ương" in text
    gaps = re.findall(r"\[… cần viết: [^\]]*\]", text)
    assert gaps
    for gap in gaps:
        assert gap in answer.out
    assert "02-HD/BTCTW" in answer.err


def test_step_7_a_guideline_on_an_expired_regulation_is_refused(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    target = tmp_path / "huong-dan.docx"
    answer = vanthu("draft", "guideline", "--for", "124-QĐ/TW 2023", *DAY, "--out", str(target))
    assert answer.exit_code == 1
    assert "366-QĐ/TW" in answer.err
    assert not target.exists()


def test_step_9_all_faults_of_a_form_are_named_together(vanthu: Vanthu, tmp_path: Path) -> None:
    data, target = tmp_path / "data.yaml", tmp_path / "phieu.docx"
    good = EXAMPLE.read_text(encoding="utf-8")
    lines = good.split("\n")
    bad = [
        "ngay_sinh: 31/02/1980" if line.startswith("ngay_sinh:") else
        line.replace("que_quan:", "que_quann:") if line.startswith("que_quan:") else line
        for line in lines
        if not line.startswith("dan_toc:")
    ]  # fmt: skip
    data.write_text("\n".join(bad), encoding="utf-8")
    answer = vanthu("form", "fill", "2-HSĐV", str(data), "--out", str(target))
    assert answer.exit_code == 5
    for field in ("ngay_sinh", "que_quann", "dan_toc"):
        assert re.search(rf"data\.yaml:\d+: .*{field}", answer.err), field
    assert "31/02/1980" not in answer.err
    assert not target.exists()


def test_step_9_none_is_printed_and_not_declared_is_dotted(vanthu: Vanthu, tmp_path: Path) -> None:
    data, target = tmp_path / "data.yaml", tmp_path / "phieu.docx"
    text = EXAMPLE.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^nghe_nghiep:.*$", "nghe_nghiep: A & B <C>", text)
    text = re.sub(r"(?m)^(danh_hieu):.*$", "danh_hieu:", text)
    text = re.sub(r"(?m)^(ky_luat):.*$", "ky_luat: Không", text)
    data.write_text(text, encoding="utf-8")
    answer = vanthu("form", "fill", "2-HSĐV", str(data), "--out", str(target))
    assert answer.exit_code == 0, answer.err
    paper = read_text(target.read_bytes())
    assert "Nghề nghiệp hiện nay: A & B <C>" in paper
    assert re.search(r"Danh hiệu được phong: \.{8,}", paper)
    assert re.search(r"Kỷ luật[^\n]*: Không", paper)
    assert target.stat().st_mode & 0o077 == 0


def test_a_secret_form_asks_for_a_yes_once(vanthu: Vanthu, tmp_path: Path) -> None:
    office = tmp_path / "new"
    vanthu("init", str(office), "--name", "Văn phòng mẫu")
    fill = ("-C", str(office), "form", "fill", "2-HSĐV", str(EXAMPLE), "--out",
            str(tmp_path / "p.docx"))  # fmt: skip
    assert vanthu(*fill).exit_code == 1
    assert vanthu(*fill, "--yes").exit_code == 0
    assert vanthu(*fill).exit_code == 0


def test_the_day_from_search_to_freeze(vanthu: Vanthu, tmp_path: Path) -> None:
    """One office, one day, in the order in which a drafter works; each step rests on the last."""

    def typed(*words: str, wanted: int = 0) -> Answer:
        answer = vanthu(*words, *DAY, "--lang", "vi")
        assert answer.exit_code == wanted, answer.err
        return answer

    report = ("report", "progress", "--programme", "ctr-tu-a")
    paper, letter = tmp_path / "bao-cao.docx", tmp_path / "don-doc.docx"
    assert "[Hết hiệu lực toàn bộ]" in typed("search", "kiem diem 366").out

    proposed = ("task", "propose", str(CONCLUSION), "--programme", "ctr-tu-a", "--accept", "1,2")
    accepted = vanthu(*proposed, *DAY, "--json").items
    assert [item["deadline"]["due"] for item in accepted] == ["2026-06-29", "2026-09-30"]

    typed("task", "export", "--by", "body", "--programme", "ctr-tu-a", "--out", str(tmp_path / "g"))
    sent = tmp_path / "g" / "xa-b.xlsx"
    row = row_of(sent.read_bytes(), "ctr-tu-a/NV-2026-010")
    typed_in = {f"{COLUMN['progress']}{row}": "80 %", f"{COLUMN['deadline']}{row}": "tháng 7/2026"}
    sent.write_bytes(typed_over(sent.read_bytes(), SHEET, typed_in))
    typed("task", "return", str(sent))

    typed(*report, "--out", str(paper))
    text = read_text(paper.read_bytes())
    assert "14 nhiệm vụ, trong đó 13 nhiệm vụ có thời hạn" in text
    assert "6/8 (75,0 %)" in text

    one, said = figure(paper.read_bytes(), "Chưa hoàn thành, quá hạn")
    paper.write_bytes(replaced(paper.read_bytes(), one.number, said, "1"))
    found = typed("report", "verify", str(paper), wanted=3).out
    assert "“1. Số liệu tổng hợp”, bảng 2, dòng 5, cột 2: Văn bản ghi 1, kho ghi 2." in found
    assert "13 không bằng 5 + 1 + 5 + 1 = 12" in found

    typed("draft", "letter", "--reminder", "--body", "xa-B", "--out", str(letter))
    assert "80 %" in read_text(letter.read_bytes())
    typed("draft", "letter", "--reminder", "--body", "BTCTW", wanted=1)
    typed("draft", "guideline", "--for", "366-QĐ/TW 2025", "--out", str(tmp_path / "hd.docx"))
    typed("draft", "guideline", "--for", "124-QĐ/TW 2023", "--out", str(paper), wanted=1)
    typed("form", "fill", "2-HSĐV", str(EXAMPLE), "--out", str(tmp_path / "phieu.docx"))

    typed("report", "freeze", "--programme", "ctr-tu-a")
    vanthu("task", "done", "NV-2026-010", "--on", "2026-06-04", "--as-of", "2026-06-12")
    changes = ("report", "changes", "--programme", "ctr-tu-a", "--as-of", "2026-06-12")
    told = vanthu(*changes, "--lang", "vi").out
    assert "Điều chỉnh số liệu kỳ trước (1)" in told
    assert "ghi sau khi báo cáo" in told
