"""Which layout a paper takes, what an office may choose in it, and that every part can be set."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regulations.folding import old_tones, settle_tones
from regulations.library import Library
from regulations.settings import settings_from_json
from regulations.shapes import load_schema
from templates.anatomy import take_apart
from templates.guideline import draft_guideline
from templates.layout.choice import (
    LayoutChoiceError,
    ahead_of_guideline,
    chosen,
    profile_for,
    profile_of,
    profile_text,
)
from templates.layout.profile import Profile, load_profile, profile_names
from templates.letterhead import NoSignerError, head_values, signing_values
from templates.lines import Column, Line, Row
from templates.papers.frame import (
    new_sheet,
    set_appendix,
    set_copy,
    set_head,
    set_minutes_signature,
    set_signature,
    set_title,
)
from templates.papers.printing import print_paper, print_template
from templates.press.package import parts_of
from templates.press.stamp import pack
from templates.proof import marks_of, proof_again
from templates.readback import read_text
from tests.drafted import REGULATION, office_of
from tests.front_door import Vanthu

PROFILES = [load_profile(name) for name in profile_names()]
by_id = pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.id)


@pytest.mark.parametrize(
    ("system", "day", "taken"),
    [
        ("party", "2015-03-01", "vptw36_2018"),
        ("party", "2024-03-01", "vptw36_2018"),
        ("party", "2026-01-08", "vptw36_2018"),
        ("party", "2026-01-09", "vptw05_2026"),
        ("party", "2026-06-05", "vptw05_2026"),
        ("state", "2019-06-01", "nd30_2020"),
        ("state", "2026-06-05", "nd30_2020"),
    ],
)
def test_a_paper_takes_the_layout_in_force_on_its_day(system: str, day: str, taken: str) -> None:
    assert profile_for(system, date.fromisoformat(day)).id == taken


def test_between_the_regulation_and_its_guideline_the_drafter_is_told_so() -> None:
    newest = load_profile()
    assert ahead_of_guideline(newest, date(2026, 1, 8)) is None
    note = ahead_of_guideline(newest, date(2026, 2, 1))
    assert note is not None and note.endswith("is dated 27/5/2026, after 01/02/2026.")
    assert ahead_of_guideline(newest, date(2026, 5, 27)) is None


@by_id
def test_every_figure_names_its_sources_or_says_that_it_has_none(profile: Profile) -> None:
    for name, setting in profile.every_setting():
        assert setting.conf in ("V", "A", "B", "C", "M", "U"), name
        assert setting.agree or setting.conf in ("M", "U") or setting.note, name
        assert not setting.allowed or setting.fits(setting.number), name


@by_id
def test_a_setting_and_the_figures_that_follow_it_are_one(profile: Profile) -> None:
    figures = dict(profile.every_setting())
    for _, setting in profile.settings:
        assert not setting.choices or setting.value in setting.choices
        for target in setting.sets:
            assert figures[target].value == setting.value


@by_id
def test_places_name_components_of_the_profile(profile: Profile) -> None:
    for _, order in profile.places:
        assert all(profile.has(name) for name in re.findall(r"[a-z_]+", order))


@by_id
def test_each_part_says_who_may_sign(profile: Profile) -> None:
    for row in profile.signatures:
        assert row.post and row.post_en and row.source
        modes = re.findall(r"T/M|K/T|T/L|TM\.|KT\.|TL\.|TUQ\.", row.mode)
        assert all(("." in mode) == profile.state for mode in modes)
    held = {(row.issuer, row.by) for row in profile.signatures}
    assert len(held) == len(profile.signatures)


@pytest.mark.parametrize(
    ("item", "party", "state"),
    [
        ("so_ky_hieu.like", r"Số\s", "Số:"),
        ("quyen_han.style", "upper bold", "upper bold"),
        ("chuc_vu.style", "upper", "upper bold"),
        ("noi_nhan.style", "underlined", "bold italic"),
        ("noi_nhan.size", "14", "12"),
        ("danh_sach_noi_nhan.size", "12", "11"),
        ("can_cu.style", None, "italic"),
        ("noi_dung.line", "18", None),
        ("noi_dung.lines", None, "1.1"),
        ("dau_sao.text", "*", None),
        ("gach_duoi_trich_yeu.text", "-----", None),
        ("end_mark", ".", "./."),
        ("roman_mark", "-", "."),
        ("keep_copy", "Lưu", "Lưu:"),
        ("submission_address", "Kính trình", "Kính gửi"),
    ],
)
def test_papers_of_party_and_state_are_kept_apart(
    item: str, party: str | None, state: str | None
) -> None:
    for name, wanted in (("vptw05_2026", party), ("nd30_2020", state)):
        found = dict(load_profile(name).every_setting()).get(item)
        assert (found and found.value[: len(wanted or "")]) == wanted


@pytest.mark.parametrize(
    ("item", "old", "new"),
    [("recipients_between", ",", ";"), ("submission_address", "Kính gửi", "Kính trình"),
     ("letter_prefix", "", "về việc")],
)  # fmt: skip
def test_what_changed_in_2026_is_dated(item: str, old: str, new: str) -> None:
    assert load_profile("vptw36_2018").setting(item) == old
    assert load_profile("vptw05_2026").setting(item) == new


def test_a_choice_moves_every_figure_that_follows_it() -> None:
    made = chosen(load_profile(), {"issuer_size": "13", "head_left_mm": "70"})
    assert made.component("co_quan_cap_tren").number("size") == 13
    assert made.component("co_quan_ban_hanh").number("size") == 13
    assert (made.page.head_left_mm.number, made.page.head_right_mm.number) == (70, 95)
    assert profile_text(made) == "vptw05_2026; head_left_mm=70; issuer_size=13"
    assert profile_of(profile_text(made)) == made


@pytest.mark.parametrize(
    "choices",
    [{"margin": "30"}, {"spelling": "ùy"}, {"head_left_mm": "30"}, {"head_left_mm": "wide"},
     {"recipients_between": ","}],
)  # fmt: skip
def test_what_is_not_open_to_choice_is_refused(choices: Mapping[str, str]) -> None:
    with pytest.raises(LayoutChoiceError) as refused:
        profile_for("party", date(2026, 6, 5), choices)
    assert refused.value.exit_code == 5


@by_id
def test_the_office_s_file_knows_every_choice_of_a_layout(profile: Profile) -> None:
    schema: Any = load_schema("regulations", "office")
    layout = schema["properties"]["layout"]["properties"]
    for name, setting in profile.settings:
        if setting.allowed:
            assert name in layout
        elif len(setting.choices) > 1:
            assert set(setting.choices) <= set(layout[name]["enum"])


def test_tone_marks_move_there_and_back() -> None:
    text = "Uỷ ban, hoà bình, khoá XIV, quý, loà, hoàn thành, thuỷ"
    assert old_tones(text) == "Ủy ban, hòa bình, khóa XIV, quý, lòa, hoàn thành, thủy"
    assert settle_tones(old_tones(text)) == text


def test_the_office_s_choices_are_read_from_its_file() -> None:
    settings = settings_from_json(
        {"format": "1", "name": {"vi": "Ban"}, "body": "ban", "layout": {"spelling": "ủy"}}
    )
    assert settings.layout == (("spelling", "ủy"),)


def test_a_state_paper_has_the_country_s_head(paper_library: Library) -> None:
    office = office_of(load_profile("nd30_2020"), paper_library)
    head = office.head("quyet_dinh", date(2026, 6, 5))
    assert (head.superior, head.issuer) == ("ỦY BAN NHÂN DÂN TỈNH A", "SỞ NỘI VỤ TỈNH A")
    assert head.number == "Số:      /QĐ-SNV"
    assert office.head("cong_van", date(2026, 6, 5)).number == "Số:      /SNV"
    assert office.recipients(("Như trên",)) == ("- Như trên;", "- Lưu: VT.")
    assert (office.signing("deputy").mode, office.signing("deputy").post) == (
        "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")  # fmt: skip


@by_id
def test_a_guideline_reads_in_each_layout_as_the_golden_file_does(
    profile: Profile, paper_library: Library, golden: Callable[[str, str], None]
) -> None:
    target, office = paper_library.work(REGULATION), office_of(profile, paper_library)
    drafted = draft_guideline(target, paper_library, office, day=date(2026, 6, 5))
    golden(f"huong-dan.{profile.id}.txt", read_text(print_paper("huong-dan", drafted.values(),
                                                                profile=profile)))  # fmt: skip


def test_a_signer_that_the_table_does_not_know_is_refused(paper_library: Library) -> None:
    with pytest.raises(NoSignerError):
        office_of(load_profile("vptw36_2018"), paper_library).signing("delegate")


@by_id
def test_every_part_of_a_paper_can_be_set_and_passes(
    profile: Profile, paper_library: Library
) -> None:
    paper = print_template(specimen(profile), _specimen_values(profile, paper_library), profile)
    styles = {one.style for one in take_apart(parts_of(paper)).body}
    unset = {part.id for part in profile.components} - styles - _SET_ELSEWHERE
    assert unset == set()
    assert proof_again(paper, marks_of(paper)) == ()


@by_id
def test_minutes_are_signed_by_two(profile: Profile, paper_library: Library) -> None:
    sheet = new_sheet(profile, "vi")
    set_head(sheet, "vi", bare=True)
    set_title(sheet)
    sheet.paragraph("noi_dung", f"Hội nghị kết thúc vào hồi 11 giờ{profile.setting('end_mark')}")
    set_minutes_signature(sheet, "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ")
    paper = print_template(sheet.to_bytes(), _specimen_values(profile, paper_library), profile)
    assert proof_again(paper, marks_of(paper)) == ()
    assert "| NGƯỜI GHI BIÊN BẢN / [họ và tên] | CHỦ TRÌ HỘI NGHỊ / [họ và tên] |" in read_text(
        paper
    )


_SET_ELSEWHERE = {"so_trang", "nguoi_ky_bien_ban", "lien_he", "ky_hieu_nguoi_soan"}
_BODY = {
    "can_cu": "- Căn cứ Điều lệ Đảng;", "dong_quyet_dinh": "QUYẾT ĐỊNH:",
    "kinh_gui": "Kính gửi: Sở Nội vụ", "phan_chuong": "Chương I",
    "ten_phan_chuong": "QUY ĐỊNH CHUNG", "muc_tieu_muc": "Mục 1", "ten_muc_tieu_muc": "PHẠM VI",
    "dieu": "Điều 1. Phạm vi điều chỉnh", "khoan": "1. Quy định này quy định …",
    "diem": "a) Nội dung;", "gach_dau_dong": "- Một ý.", "muc_so": "1. Mục đích",
}  # fmt: skip


def specimen(profile: Profile) -> bytes:
    """Return a paper that has every part of *profile*."""
    sheet = new_sheet(profile, "vi")
    set_head(sheet, "vi", below=[Line("trich_yeu_cong_van", "{{ subject }}")])
    set_title(sheet)
    for style, text in _BODY.items():
        sheet.paragraph(style, text)
    sheet.paragraph("muc_la_ma", f"I{profile.setting('roman_mark')} MỤC ĐÍCH")
    sheet.grid([Column(80, "Nội dung"), Column(85, "Số", "bang_so")], [Row(("Một", "1"))])
    sheet.paragraph("ghi_chu", "Ghi chú.")
    sheet.paragraph("noi_dung", f"Hết{profile.setting('end_mark')}")
    sheet.contact(Line("lien_he", "Số 1, phường B, tỉnh A"))
    set_signature(sheet, "vi")
    set_copy(sheet, "vi")
    sheet.upright()
    set_appendix(sheet, "Phụ lục I", "DANH MỤC", "(Kèm theo Hướng dẫn)")
    sheet.landscape()
    set_appendix(sheet, "Phụ lục II", "BẢNG", "(Kèm theo Hướng dẫn)")
    return sheet.to_bytes()


def _specimen_values(profile: Profile, library: Library) -> dict[str, object]:
    office = office_of(profile, library)
    head = office.head("huong_dan", date(2026, 6, 5))
    marks = {"do_mat": "MẬT", "do_khan": "THƯỢNG KHẨN", "luu_hanh": "XEM XONG TRẢ LẠI",
             "du_thao": "Dự thảo lần 1"}  # fmt: skip
    return {
        "head": {**head_values(head), **marks},
        "copy": {**head_values(head), "kind": "SAO Y BẢN CHÍNH"},
        "name": "HƯỚNG DẪN",
        "subject": "thực hiện Quy định số 366-QĐ/TW của Bộ Chính trị",
        "recipients": list(office.recipients(("Như trên",))),
        "signing": signing_values(office.signing(), "vi"),
    }


def test_a_guideline_of_2024_takes_the_layout_of_2018_and_cites_in_full(vanthu: Vanthu) -> None:
    answer = vanthu("draft", "guideline", "--for", "124-QĐ/TW 2023", "--as-of", "2024-03-01",
                    "--out", "g.docx", "--lang", "vi")  # fmt: skip
    assert answer.exit_code == 0
    paper = Path("g.docx").read_bytes()
    assert marks_of(paper).layout == "vptw36_2018"
    assert "Thực hiện Quy định số 124-QĐ/TW, ngày 04/10/2023 của Bộ Chính trị" in read_text(paper)
    assert "(để báo cáo)," in read_text(paper)
    assert vanthu("proof", "g.docx").exit_code == 0


def test_a_report_takes_the_layout_of_its_day_and_the_office_s_choices(vanthu: Vanthu) -> None:
    _choose(vanthu, "layout: {spelling: ủy, issuer_size: 13}\n")
    paper = _report(vanthu)
    assert marks_of(paper).layout == "vptw05_2026; issuer_size=13; spelling=ủy"
    assert "TỈNH ỦY A" in read_text(paper)
    assert "uỷ" not in read_text(paper).lower()


def test_an_office_of_the_state_writes_papers_of_the_state(vanthu: Vanthu) -> None:
    _choose(vanthu, "profile: state\n")
    text = read_text(_report(vanthu))
    assert text.startswith("| TỈNH ỦY A / BAN TỔ CHỨC | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / ")
    assert "Số:      /BC-BTCTU" in text and "KT. TRƯỞNG BAN" in text


def test_a_wrong_choice_is_named(vanthu: Vanthu) -> None:
    _choose(vanthu, "profile: state\nlayout: {issuer_size: 14}\n")
    answer = vanthu("draft", "guideline", "--for", "366-QĐ/TW 2025", "--as-of", "2026-06-05")
    assert answer.exit_code == 5
    assert "layout: issuer_size can't be '14'." in answer.err


def test_proof_names_what_was_moved_and_ends_with_3(
    vanthu: Vanthu, moved: Callable[[Path, str, str], None]
) -> None:
    vanthu("draft", "guideline", "--for", "366-QĐ/TW 2025", "--as-of", "2026-06-05",
           "--out", "g.docx", "--lang", "vi")  # fmt: skip
    assert vanthu("proof", "g.docx").out == "Nothing found.\n"
    moved(Path("g.docx"), "Lưu văn phòng.", "Lưu văn phòng;")
    answer = vanthu("proof", "g.docx", "--json")
    assert answer.exit_code == 3
    [item] = answer.items
    assert set(item) == {"rule", "severity", "place", "quote", "message", "remedy"}
    assert set(item["place"]) == {"part", "paragraph", "start", "end"}
    assert (item["rule"], item["quote"]) == ("recipients", "- Lưu văn phòng;")
    assert "[recipients]" in vanthu("proof", "g.docx").out


@pytest.mark.parametrize(("name", "exit_code"), [("none.docx", 4), ("text.docx", 5)])
def test_proof_refuses_what_is_no_paper_of_ours(vanthu: Vanthu, name: str, exit_code: int) -> None:
    Path("text.docx").write_text("no zip", encoding="utf-8")
    answer = vanthu("proof", name, "--json")
    assert answer.exit_code == exit_code
    assert json.loads(answer.err)["error"]["hint"]


@pytest.fixture
def moved() -> Callable[[Path, str, str], None]:
    """Change a piece of a paper's text in place."""

    def change(path: Path, old: str, new: str) -> None:
        parts = parts_of(path.read_bytes())
        text = parts["word/document.xml"].decode()
        assert old in text
        path.write_bytes(pack({**parts, "word/document.xml": text.replace(old, new).encode()}))

    return change


def _choose(vanthu: Vanthu, more: str) -> None:
    path = vanthu.root / "vanthu.yaml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
            if not ("profile" in more and line.startswith("profile:"))]  # fmt: skip
    path.write_text("".join(kept) + more, encoding="utf-8")
    assert vanthu("record").exit_code == 0


def _report(vanthu: Vanthu) -> bytes:
    words = "report progress --programme ctr-tu-a --as-of 2026-06-05 --lang vi --out r.docx"
    assert vanthu(*words.split()).exit_code == 0
    return Path("r.docx").read_bytes()
