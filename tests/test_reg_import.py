"""``vanthu reg import``: identity is checked, the text lands as one commit with its certificate."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.front_door import Answer, Vanthu
from tests.intake_samples import REGULATION
from tests.word_samples import W, p, word_file

LAW = """\
QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Luật số: 99/2019/QH14
Hà Nội, ngày 20 tháng 11 năm 2019
LUẬT
ĐÈN ĐƯỜNG MẪU
Quốc hội ban hành Luật Đèn đường mẫu.
Điều 1. Phạm vi
Luật này nói về đèn đường.
Điều 2. Hiệu lực
Từ ngày 01 tháng 7 năm 2020.
"""
PAGE = "<html><head><title>Luật Đèn đường mẫu số {}</title></head><body><div>{}</div></body></html>"


def page(text: str, symbol: str = "99/2019/QH14") -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return PAGE.format(symbol, lines).encode()


@pytest.fixture
def imported(vanthu: Vanthu, tmp_path: Path) -> Importer:
    return Importer(vanthu, tmp_path)


class Importer:
    """Writes a file and imports it."""

    def __init__(self, vanthu: Vanthu, folder: Path) -> None:
        self.vanthu = vanthu
        self._folder = folder

    def __call__(self, content: str | bytes, *words: str, name: str = "mau.txt") -> Answer:
        path = self._folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self.vanthu("reg", "import", str(path), *words)


def commits(vanthu: Vanthu) -> int:
    return len(vanthu("log", "--json").items)


def test_a_text_lands_as_one_commit_with_its_certificate(imported: Importer) -> None:
    before = commits(imported.vanthu)
    answer = imported(LAW, "--json")
    assert answer.exit_code == 0, answer.err
    item = answer.items[0]
    assert item["id"] == "quoc-hoi/luat/2019/99-2019-qh14"
    assert (item["row"], item["count"], item["holes"], item["kept"]) == ("article", 2, [], "100.00")
    assert {check["field"]: check["verdict"] for check in item["identity"]} == dict.fromkeys(
        ("symbol", "type", "signed", "title", "issuer"), "printed"
    )
    assert commits(imported.vanthu) == before + 1
    folder = imported.vanthu.root / "regulations" / item["id"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "sources.yaml", "text@2019-11-20.md", "work.md",
    ]  # fmt: skip
    sources = (folder / "sources.yaml").read_text(encoding="utf-8")
    assert hashlib.sha256(LAW.encode()).hexdigest() in sources
    assert "certificate:" in sources
    shown = imported.vanthu("reg", "show", "99/2019/QH14", "--json").items[0]
    assert shown["text_state"] == "as_issued"
    assert shown["title"]["vi"] == "Đèn đường mẫu"
    assert imported.vanthu("doctor", "--json").items == []
    assert imported.vanthu("undo").exit_code == 0
    assert not folder.exists()


def test_the_same_file_again_changes_nothing(imported: Importer) -> None:
    imported(LAW)
    before = commits(imported.vanthu)
    assert imported(LAW).exit_code == 0
    assert commits(imported.vanthu) == before


def test_an_instrument_that_is_known_gains_its_text(imported: Importer) -> None:
    added = ("--symbol", "99/2019/QH14", "--type", "luat", "--issuer", "quoc-hoi", "--signed",
             "2019-11-20", "--title", "Đèn đường mẫu")  # fmt: skip
    imported.vanthu("reg", "add", *added)
    answer = imported(LAW, "--json")
    assert (answer.exit_code, answer.items[0]["is_new"]) == (0, False)


def test_holes_land_and_are_reported_with_their_numbers(imported: Importer) -> None:
    answer = imported(LAW.replace("Điều 2.", "Điều 4."))
    assert answer.exit_code == 3
    assert "2; missing: 2, 3" in answer.out
    assert imported.vanthu("reg", "show", "99/2019/QH14").exit_code == 0


@pytest.mark.parametrize(
    ("content", "words", "field"),
    [(LAW, ("--symbol", "98/2019/QH14"), "symbol"),
     (LAW, ("--symbol", "99/2018/QH14"), "symbol"),
     (LAW, ("--type", "bo_luat"), "type"),
     (LAW, ("--signed", "2019-11-21"), "signed"),
     (LAW, ("--signed", "2020"), "signed"),
     (LAW, ("--title", "Đèn đường"), "title"),
     (LAW, ("--title", "Đèn đường mẫu cấp xã"), "title"),
     (LAW, ("--issuer", "chinh-phu"), "issuer"),
     (page(LAW), ("--symbol", "12/2020/QH14", "--title", "Bảo vệ người mua mẫu"), "symbol"),
     (page(LAW, "12/2020/QH14"), (), "symbol"),
     (REGULATION, ("--symbol", "05-QĐ/TW"), "symbol"),
     (word_file("".join(p(line) for line in LAW.splitlines())), ("--title", "Cầu mẫu"), "title")],
)  # fmt: skip
def test_another_instrument_than_it_was_given_for_is_refused(
    imported: Importer, content: str | bytes, words: tuple[str, ...], field: str
) -> None:
    before = commits(imported.vanthu)
    answer = imported(content, *words, "--json", name="luat-den-duong.html")
    assert answer.exit_code == 1
    error = json.loads(answer.err)["error"]
    assert error["code"] == "contradiction"
    wrong = {check["field"] for check in error["checks"] if check["verdict"] == "differs"}
    assert field in wrong
    assert commits(imported.vanthu) == before


def test_the_record_of_an_instrument_counts_as_given(imported: Importer) -> None:
    imported.vanthu("reg", "add", "--symbol", "99/2019/QH14", "--type", "luat", "--issuer",
                    "quoc-hoi", "--signed", "2019-11-20", "--title", "Cầu đường mẫu")  # fmt: skip
    answer = imported(LAW)
    assert answer.exit_code == 1
    assert "in the record Cầu đường mẫu; the text prints Đèn đường mẫu" in answer.err


def test_a_day_of_the_record_counts_as_given(imported: Importer) -> None:
    imported.vanthu("reg", "add", "--symbol", "99/2019/QH14", "--type", "luat", "--issuer",
                    "quoc-hoi", "--signed", "2019-11-21", "--title", "Đèn đường mẫu")  # fmt: skip
    answer = imported(LAW, "--json")
    assert json.loads(answer.err)["error"]["code"] == "contradiction"


def test_the_same_number_of_another_year_is_another_instrument(imported: Importer) -> None:
    imported(REGULATION)
    other = REGULATION.replace("năm 2024", "năm 2021")
    item = imported(other, "--json").items[0]
    assert (item["is_new"], item["id"]) == (True, "tinh-uy-a/quy-dinh/2021/05-qd-tu")


def test_what_the_record_is_unsure_of_does_not_refuse_the_print(imported: Importer) -> None:
    imported.vanthu("reg", "add", "--symbol", "99/2019/QH14", "--type", "luat", "--issuer",
                    "quoc-hoi", "--signed", "2019-11-21", "--title", "Đèn đường mẫu")  # fmt: skip
    work = imported.vanthu.root / "regulations/quoc-hoi/luat/2019/99-2019-qh14/work.md"
    work.write_text(
        work.read_text(encoding="utf-8").replace("conf: V", "conf: U"), encoding="utf-8"
    )
    imported.vanthu("record", "-m", "chưa chắc")
    answer = imported(LAW, "--json")
    assert answer.exit_code == 0, answer.err
    assert answer.items[0]["path"].endswith("text@2019-11-20.md")
    doubts = [check for check in answer.items[0]["identity"] if check["source"] == "doubt"]
    assert [(check["field"], check["given"]) for check in doubts] == [("signed", "2019-11-21")]


def test_a_text_that_prints_nothing_of_itself_is_refused(imported: Importer) -> None:
    given = ("--symbol", "99/2019/QH14", "--type", "luat", "--issuer", "quoc-hoi", "--signed",
             "2019-11-20", "--title", "Đèn đường mẫu")  # fmt: skip
    bare = "Điều 1. Một\nLời.\nĐiều 2. Hai\nLời."
    assert imported(bare, *given).exit_code == 1
    assert imported(bare, *given, "--force", "Bản của Văn phòng").exit_code == 0


def test_force_needs_a_reason_which_is_recorded(imported: Importer) -> None:
    answer = imported(LAW, "--title", "Cầu mẫu", "--force", "Đã hỏi Văn phòng Quốc hội", "--json")
    assert answer.exit_code == 0, answer.err
    item = answer.items[0]
    assert item["forced"] == "Đã hỏi Văn phòng Quốc hội"
    sources = imported.vanthu.root / "regulations" / item["id"] / "sources.yaml"
    assert "forced: Đã hỏi Văn phòng Quốc hội" in sources.read_text(encoding="utf-8")
    assert imported(LAW, "--title", "Cầu mẫu", "--force").exit_code == 2


def test_a_reason_that_was_not_needed_is_not_recorded(imported: Importer) -> None:
    assert imported(LAW, "--force", "Cho chắc", "--json").items[0]["forced"] is None


def test_another_text_of_the_same_day_is_not_written_over(imported: Importer) -> None:
    imported(LAW)
    changed = LAW.replace("nói về đèn đường", "nói về mọi đèn đường")
    assert imported(changed).exit_code == 6
    assert imported(changed, "--force", "Bản trước sai chính tả").exit_code == 0
    folder = imported.vanthu.root / "regulations/quoc-hoi/luat/2019/99-2019-qh14"
    assert "mọi đèn" in (folder / "text@2019-11-20.md").read_text(encoding="utf-8")


def test_what_is_missing_is_asked_for(imported: Importer) -> None:
    answer = imported(LAW.replace("QUỐC HỘI\n", "").replace("Quốc hội ban hành", "Ban hành"))
    assert answer.exit_code == 1
    assert "--issuer" in answer.err


def test_a_dry_run_shows_the_certificate_and_records_nothing(imported: Importer) -> None:
    before = commits(imported.vanthu)
    answer = imported(LAW, "--dry-run")
    assert (answer.exit_code, commits(imported.vanthu)) == (0, before)
    assert "2, none missing" in answer.out
    assert "Not recorded." in answer.out


def test_several_files_are_imported_each_for_itself(imported: Importer, tmp_path: Path) -> None:
    good, empty = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(LAW, encoding="utf-8")
    empty.write_bytes(b"")
    answer = imported.vanthu("reg", "import", str(good), str(empty), "--json")
    assert answer.exit_code == 5
    assert [item["file"] for item in answer.items] == ["a.txt"]
    assert [one["code"] for one in answer.document["refused"]] == ["unreadable"]
    assert "b.txt" in answer.err
    refused = imported.vanthu("reg", "import", str(good), str(empty), "--symbol", "1-QĐ/TU")
    assert refused.exit_code == 2


@pytest.mark.parametrize("name", ["khong-co.txt", "."])
def test_a_file_that_is_not_there_is_a_sentence(vanthu: Vanthu, name: str) -> None:
    answer = vanthu("reg", "import", name)
    assert answer.exit_code == 4
    assert "Traceback" not in answer.err


def test_a_marked_text_is_refused(imported: Importer) -> None:
    assert imported(LAW.replace("LUẬT\n", "MẬT\nLUẬT\n", 1)).exit_code == 1
    assert imported(LAW, name="luat (TỐI MẬT).txt").exit_code == 1
    stamped = word_file("".join(p(line) for line in LAW.splitlines()),
                        header1=f"<w:hdr {W}>{p('TUYỆT MẬT')}</w:hdr>")  # fmt: skip
    assert imported(stamped, name="luat.docx").exit_code == 1


EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"


def test_the_import_of_an_amending_text_ends_with_the_next_step(imported: Importer) -> None:
    amended = (EXAMPLES / "quy-dinh-truc.txt").read_text(encoding="utf-8")
    amending = (EXAMPLES / "quyet-dinh-sua-truc.txt").read_text(encoding="utf-8")
    assert "reg amend" not in imported(amending).out  # the office does not have what it changes
    imported.vanthu("undo")
    assert imported(amended, "--json").items[0]["amends"] == []
    assert "reg amend" not in imported(amending, "--dry-run").out
    last = imported(amending).out.splitlines()[-1]
    assert last.startswith("It changes 05-QĐ/TU (15/01/2024).")
    assert last.endswith('vanthu reg amend "06-QĐ/TU 2026"')
    assert imported.vanthu("reg", "amend", "06-QĐ/TU 2026", "--accept", "1").exit_code == 0
    assert "reg amend" not in imported(amending).out  # it is recorded
