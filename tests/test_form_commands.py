"""Forms and dossiers as typed on the command line."""

import json
from pathlib import Path

import docx
import pytest

from regulations.records import Record, read_record, write_record
from templates.cabinet import open_cabinet
from templates.dossier import person_form
from templates.rebuild import EXAMPLE, ROOT
from templates.spreadsheet import cell_name
from tests.bulk_orders import FORM, paper
from tests.front_door import Vanthu
from tests.test_workbook import columns, example, typed, workbook

DOSSIER = (ROOT / EXAMPLE).read_text(encoding="utf-8")
PHOTO = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6368000000820081778dd2cb0000000049454e44ae426082"
)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "nguoi.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    return path


def texts(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_the_list_tells_how_each_form_stands_on_the_day(vanthu: Vanthu) -> None:
    def old(day: str) -> dict[str, object]:
        items = vanthu("form", "list", "--json", "--as-of", day).items
        return next(item for item in items if item["code"] == "01-HD KĐ.ĐG 2023")

    assert old("2024-06-05")["status"] == "in_force"
    late = old("2026-06-05")
    assert (late["status"], late["successors"]) == ("expired", ["01-HD KĐ.ĐG 2025"])


def test_an_expired_form_and_one_known_by_analogy_say_so_on_screen(vanthu: Vanthu) -> None:
    said = vanthu("form", "show", "01-HD KĐ.ĐG 2023", "--as-of", "2026-06-05").err
    assert "no longer in force. Use instead: 01-HD KĐ.ĐG 2025." in said
    assert "older print" in said
    assert "after a related form" in vanthu("form", "show", "2C-HD KĐ.ĐG 2025").err
    assert "official text was not found" in vanthu("form", "show", "9-KNĐ").err


def test_form_2c_is_ambiguous_with_its_candidates(vanthu: Vanthu) -> None:
    answer = vanthu("form", "show", "Mẫu 2C", "--json")
    error = json.loads(answer.err)["error"]
    assert (answer.exit_code, error["code"]) == (4, "ambiguous")
    assert {"2C/TCTW-98", "2C-BNV/2008"} <= {one["symbol"] for one in error["candidates"]}
    assert "2C/TCTW-98" in vanthu("form", "show", "2C").err


def test_a_form_is_filled_from_a_dossier(vanthu: Vanthu, dossier: Path, tmp_path: Path) -> None:
    answer = vanthu("form", "fill", "13-KNĐ", str(dossier), "--out", str(tmp_path / "nq.docx"))
    assert answer.exit_code == 0, answer.err
    assert "NGUYỄN VĂN MẪU" in texts(tmp_path / "nq.docx")


def test_a_workbook_prints_a_paper_for_each_person(vanthu: Vanthu, tmp_path: Path) -> None:
    form = open_cabinet().find("1-KNĐ").form()
    one = typed(form, example("1-KNĐ"), code="A 1")
    other = typed(form, example("1-KNĐ"), code="B", row=3)
    cells = {name: {**one[name], **other[name]} for name in one}
    (tmp_path / "don.xlsx").write_bytes(workbook(form, cells))
    out = tmp_path / "don"
    answer = vanthu(
        "form", "fill", "1-KNĐ", str(tmp_path / "don.xlsx"), "--out", str(out), "--json"
    )
    assert [item["person"] for item in answer.items] == ["A 1", "B"]
    assert sorted(path.name for path in out.iterdir()) == ["1-knd-a-1.docx", "1-knd-b.docx"]


def test_nothing_is_written_while_one_person_has_a_fault(vanthu: Vanthu, tmp_path: Path) -> None:
    form = open_cabinet().find("1-KNĐ").form()
    one = typed(form, example("1-KNĐ"), code="A")
    other = typed(form, example("1-KNĐ"), code="B", row=3)
    cells = {name: {**one[name], **other[name]} for name in one}
    cells["Người"]["E4"] = "31/02/1980"
    (tmp_path / "don.xlsx").write_bytes(workbook(form, cells))
    answer = vanthu("form", "fill", "1-KNĐ", str(tmp_path / "don.xlsx"), "--out",
                    str(tmp_path / "don"))  # fmt: skip
    assert answer.exit_code == 5
    assert "don.xlsx Người!E4: " in answer.err
    assert not (tmp_path / "don").exists()


def test_a_blank_workbook_is_written_where_the_user_says(vanthu: Vanthu, tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    assert vanthu("form", "blank", "2-HSĐV", "--xlsx", "--out", str(target)).exit_code == 0
    assert target.read_bytes()[:2] == b"PK"
    answer = vanthu("form", "fill", "2-HSĐV", str(target), "--yes")
    assert (answer.exit_code, "holds nobody" in answer.err) == (5, True)


@pytest.mark.parametrize("mark", ["MẬT", "M Ậ T", "TỐI MẬT", "TUYỆT MẬT"])
def test_marked_data_are_refused(vanthu: Vanthu, tmp_path: Path, mark: str) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(f"# {mark}\n{DOSSIER}", encoding="utf-8")
    for words in (("form", "fill", "1-KNĐ", str(path)), ("dossier", "check", str(path))):
        answer = vanthu(*words, "--json")
        assert (answer.exit_code, json.loads(answer.err)["error"]["code"]) == (1, "marked_secret")


def test_a_marked_photo_and_a_marked_workbook_are_refused(vanthu: Vanthu, tmp_path: Path) -> None:
    data = tmp_path / "d.yaml"
    data.write_text(DOSSIER.replace("  can_cuoc:", "  anh: anh.png\n  can_cuoc:"), encoding="utf-8")
    fill = ("form", "fill", "2-HSĐV", str(data), "--out", str(tmp_path / "p.docx"), "--json")
    (tmp_path / "anh.png").write_bytes(PHOTO + "\x00TUYỆT MẬT\x00".encode())
    assert json.loads(vanthu(*fill).err)["error"]["code"] == "marked_secret"
    (tmp_path / "anh.png").write_bytes(PHOTO)
    answer = vanthu(*fill)
    assert answer.exit_code == 0
    assert "was not checked for a degree of secrecy" in answer.err
    form = open_cabinet().find("1-KNĐ").form()
    cells = typed(form, example("1-KNĐ"))
    cells["Người"]["A5"] = "TỐI MẬT"
    (tmp_path / "d.xlsx").write_bytes(workbook(form, cells))
    assert vanthu("form", "fill", "1-KNĐ", str(tmp_path / "d.xlsx")).exit_code == 1


def test_papers_carry_neither_names_nor_times(
    vanthu: Vanthu, dossier: Path, tmp_path: Path
) -> None:
    vanthu("form", "fill", "2-KNĐ", str(dossier), "--out", str(tmp_path / "p.docx"))
    core = docx.Document(str(tmp_path / "p.docx")).core_properties
    assert not core.author
    assert not core.last_modified_by


def test_check_names_what_each_form_still_lacks(vanthu: Vanthu, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(DOSSIER.replace("  noi_sinh: Xã B, tỉnh A\n", ""), encoding="utf-8")
    items = {item["form"]: item for item in vanthu("dossier", "check", str(path), "--json").items}
    assert len(items) == 21
    assert items["2-HSĐV"]["complete"]
    assert [one["message"] for one in items["2-KNĐ"]["lacks"]] == [
        "noi_sinh, “Nơi sinh”, is missing."
    ]
    answer = vanthu("dossier", "check", str(path), "--form", "2-KNĐ")
    assert "noi_sinh" in answer.out
    assert "0 of 1 forms complete" in answer.out


def test_changes_fill_the_supplement_sheet(vanthu: Vanthu, dossier: Path, tmp_path: Path) -> None:
    record, _ = read_record("d", DOSSIER)
    assert record is not None and isinstance(record.data, dict)
    person = record.data["person"]
    assert isinstance(person, dict)
    person["chuc_vu_chinh_quyen"] = "Phó Hiệu trưởng"
    new = tmp_path / "nguoi-2026.yaml"
    new.write_text(write_record(record.data), encoding="utf-8")
    target = tmp_path / "bo-sung.docx"
    words = ("dossier", "changes", str(dossier), str(new), "--since", "01/01/2026", "--until",
             "30/6/2026", "--out", str(target))  # fmt: skip
    assert json.loads(vanthu(*words, "--json").err)["error"]["code"] == "secret_form"
    answer = vanthu(*words, "--yes")
    assert answer.exit_code == 0, answer.err
    text = texts(target)
    assert "Chức vụ chính quyền: Phó Hiệu trưởng" in text
    assert "(từ ngày 01/01/2026 đến ngày 30/6/2026)" in text
    assert "☒" not in text
    assert answer.out.count("\n") == 2


def test_a_blank_dossier_comes_as_text_and_as_a_workbook(vanthu: Vanthu, tmp_path: Path) -> None:
    assert "\nperson:\n" in vanthu("dossier", "blank").out
    target = tmp_path / "ho-so.xlsx"
    assert vanthu("dossier", "blank", "--xlsx", "--out", str(target)).exit_code == 0
    assert target.read_bytes()[:2] == b"PK"


def test_a_workbook_of_dossiers_is_checked_and_fills_forms(vanthu: Vanthu, tmp_path: Path) -> None:
    record, _ = read_record("d", DOSSIER)
    assert record is not None and isinstance(record.data, dict)
    cells = typed(person_form(), Record(record.data["person"], {}), code="A")
    at = columns(person_form())
    del cells["Người"][cell_name(2, at["noi_sinh"])]
    path = tmp_path / "ho-so.xlsx"
    path.write_bytes(workbook(person_form(), cells | {"Người": {**cells["Người"], "A1": "ho_so"}}))
    items = {item["form"]: item for item in vanthu("dossier", "check", str(path), "--json").items}
    assert items["2-HSĐV"]["complete"]
    (lack,) = items["2-KNĐ"]["lacks"]
    assert lack["path"].endswith(f"ho-so.xlsx Người!{cell_name(2, at['noi_sinh'])}")
    out = tmp_path / "phieu"
    answer = vanthu("form", "fill", "2-HSĐV", str(path), "--out", str(out), "--json")
    assert answer.exit_code == 0, answer.err
    assert [one.name for one in out.iterdir()] == ["2-hsdv-a.docx"]
    both = vanthu("dossier", "changes", str(path), str(path), "--since", "01/01/2026", "--until",
                  "31/12/2026", "--dry-run", "--json")  # fmt: skip
    assert both.exit_code == 0, both.err


def test_a_paper_that_names_what_the_form_does_not_declare_is_refused(
    vanthu: Vanthu, tmp_path: Path
) -> None:
    folder = vanthu.root / "templates" / "1-thu"
    folder.mkdir(parents=True)
    (folder / "form.yaml").write_text(FORM.replace("key: ngay_sinh", "key: sinh_ngay"), "utf-8")
    (folder / "form.docx").write_bytes(paper())
    assert vanthu("record").exit_code == 0
    data = tmp_path / "a.yaml"
    data.write_text("ho_ten: NGUYỄN VĂN MẪU\nsinh_ngay: 05/06/1980\n", encoding="utf-8")
    for words in (("form", "show", "1-thử"), ("form", "fill", "1-thử", str(data))):
        answer = vanthu(*words, "--lang", "vi")
        assert answer.exit_code == 5
        assert "dùng mục mà form.yaml không khai báo: ngay_sinh." in answer.err
