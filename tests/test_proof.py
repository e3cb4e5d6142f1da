"""Papers read back: all that ship pass in every layout, and whatever is moved is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cli.shipped import example_form
from regulations.library import Library
from regulations.records import read_record
from templates.cabinet import open_cabinet
from templates.filling import fill
from templates.layout.choice import chosen
from templates.layout.profile import Profile, load_profile, profile_names
from templates.papers.printing import print_form, print_paper, spelt_values, template_of
from templates.papers.sheets import SHEETS, NotCoveredError, covered, set_paper
from templates.press.engine import print_docx
from templates.press.package import RefusedTemplateError, parts_of
from templates.press.stamp import pack
from templates.proof import (
    NotOursError,
    UnprovedError,
    handed_over,
    marks_of,
    proof,
    proof_again,
    proof_form,
)
from templates.proofing.findings import Finding
from tests.drafted import office_of, values_of
from tracker.progress import Stock
from tracker.task import Programme

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
Values = Mapping[str, object]
ALL = [
    (profile, name, lang)
    for profile in profile_names()
    for name in SHEETS
    if covered(name, load_profile(profile))
    for lang in ("vi", "en")
]
FORMS = [form.code for _drawer, form in open_cabinet().forms()]


@pytest.fixture
def drafted(
    paper_library: Library, paper_stock: Stock, paper_programme: Programme
) -> Callable[[str, Profile, str], Values]:
    """The values of a shipped paper, drafted by an office whose layout is *profile*."""

    def values(name: str, profile: Profile, lang: str = "vi") -> Values:
        office = office_of(profile, paper_library)
        return values_of(name, office, lang, paper_library, paper_stock, paper_programme)

    return values


@pytest.fixture
def report(drafted: Callable[..., Values]) -> bytes:
    """A Báo cáo in the newest layout of the Party."""
    return print_paper("bao-cao", drafted("bao-cao", load_profile()), office="3f2a1c0d")


def changed(paper: bytes, old: str, new: str, part: str = DOCUMENT, *, count: int = 1) -> bytes:
    """Return *paper* with a piece of one part's XML replaced."""
    parts = parts_of(paper)
    text = parts[part].decode()
    assert old in text, old
    return pack({**parts, part: text.replace(old, new, count).encode()})


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def again(paper: bytes) -> tuple[Finding, ...]:
    return proof_again(paper, marks_of(paper))


@pytest.mark.parametrize(("profile", "name", "lang"), ALL)
def test_every_shipped_paper_passes_in_every_layout_that_covers_it(
    drafted: Callable[..., Values], profile: str, name: str, lang: str
) -> None:
    layout = load_profile(profile)
    values = spelt_values(drafted(name, layout, lang), layout)
    paper = print_paper(name, values, lang=lang, profile=layout)
    template = template_of(name, layout, lang)
    assert proof(paper, layout, lang=lang, template=template, values=values) == ()
    assert again(paper) == ()


@pytest.mark.parametrize("code", FORMS)
def test_every_shipped_form_passes(code: str) -> None:
    drawer = open_cabinet().find(code)
    record, problems = read_record("example.yaml", example_form(code).decode())
    assert record is not None and problems == []
    filled = fill(drawer.form(), record, "example.yaml")
    values = {**filled.values, **dict.fromkeys((one.key for one in filled.photos), "")}
    paper = print_form(drawer, values)
    assert proof_form(paper, drawer.paper(), values) == ()
    assert marks_of(paper).form == drawer.slug


@pytest.mark.parametrize(
    "choices",
    [{"spelling": "ủy"}, {"signature_gap_lines": "5"}, {"issuer_size": "13"},
     {"head_left_mm": "80", "sign_left_mm": "70"}, {"end_mark": "./."}, {"roman_mark": "."},
     {"page_number_size": "13"}],
    ids=lambda choices: "+".join(choices),
)  # fmt: skip
def test_what_an_office_chose_is_set_and_passes(
    drafted: Callable[..., Values], choices: dict[str, str]
) -> None:
    layout = chosen(load_profile(), choices)
    paper = print_paper("huong-dan", drafted("huong-dan", layout), profile=layout)
    assert again(paper) == ()
    other = rules(proof(paper, load_profile()))
    assert other != [] or choices == {"spelling": "ủy"}


def test_a_type_that_a_layout_does_not_know_is_refused(drafted: Callable[..., Values]) -> None:
    layout = load_profile("nd30_2020")
    assert "ket_luan" not in layout.covers
    narrow = replace(layout, covers=("quyet_dinh",))
    with pytest.raises(NotCoveredError, match="Hướng dẫn"):
        set_paper("huong-dan", narrow, "vi")


def test_a_moved_margin_is_found(report: bytes) -> None:
    moved = changed(report, 'w:left="1701"', 'w:left="1985"')
    [found] = [one for one in again(moved) if one.rule == "margin"]
    assert found.message == "Section 1: the left margin is 35.0 mm, not 30 mm."
    assert (found.place.part, found.place.paragraph) == (DOCUMENT, 0)


def test_a_changed_size_is_found_where_it_is(report: bytes) -> None:
    name = '<w:t xml:space="preserve">BAN TỔ CHỨC</w:t>'
    smaller = changed(
        report, f"<w:r><w:rPr/>{name}", f'<w:r><w:rPr><w:sz w:val="24"/></w:rPr>{name}'
    )
    [found] = again(smaller)
    assert (found.rule, found.place.paragraph, found.quote) == ("size", 2, "BAN TỔ CHỨC")
    assert found.message == "Cơ quan ban hành is set in 12 pt, not in 14 pt."


def test_a_size_changed_in_the_style_is_found_in_every_paragraph_of_it(report: bytes) -> None:
    styles = parts_of(report)[STYLES].decode()
    body = re.search(r'w:styleId="noi_dung".*?</w:style>', styles, re.DOTALL)
    assert body is not None
    smaller = changed(report, body[0], body[0].replace('w:val="28"', 'w:val="26"'), STYLES)
    found = again(smaller)
    assert set(rules(found)) == {"size"}
    assert len(found) > 5


@pytest.mark.parametrize("star", ["**", ""])
def test_a_missing_or_changed_star_is_found(report: bytes, star: str) -> None:
    found = again(changed(report, ">*</w:t>", f">{star}</w:t>"))
    assert [(one.rule, one.place.paragraph) for one in found] == [("text", 3)]


def test_a_removed_star_leaves_the_head_incomplete(report: bytes) -> None:
    text = parts_of(report)[DOCUMENT].decode()
    star = next(one for one in re.findall(r"<w:p>.*?</w:p>", text, re.DOTALL) if "dau_sao" in one)
    found = again(changed(report, star, ""))
    assert rules(found) == ["place", "place"]
    assert "Dấu sao" in found[0].message and found[0].place.paragraph == 1


def test_recipients_without_their_end_are_found(report: bytes) -> None:
    [found] = again(changed(report, "Lưu văn phòng.", "Lưu văn phòng;"))
    assert found.rule == "recipients"
    assert found.quote == "- Lưu văn phòng;"
    assert again(changed(report, "- Lưu văn phòng.", "- Lưu: VT."))[0].rule == "recipients"


def test_a_changed_number_is_found_in_its_sentence(report: bytes) -> None:
    [found] = again(changed(report, "có 12 nhiệm vụ", "có 13 nhiệm vụ"))
    assert found.rule == "figure"
    assert "có 13 nhiệm vụ" in found.quote


def test_a_changed_number_is_found_in_its_row(report: bytes) -> None:
    text = parts_of(report)[DOCUMENT].decode()
    late = re.search(r">36</w:t>", text)
    assert late is not None
    [found] = again(changed(report, ">36</w:t>", ">26</w:t>"))
    assert found.rule == "figure"


def test_every_number_that_is_not_what_the_values_say_is_found(
    drafted: Callable[..., Values],
) -> None:
    layout = load_profile()
    values = drafted("bao-cao", layout)
    template = template_of("bao-cao", layout, "vi")
    paper = print_paper("bao-cao", values)
    text = parts_of(paper)[DOCUMENT].decode()
    places = list(re.finditer(r"(?<=>)[^<>]*\d[^<>]*(?=</w:t>)", text))
    assert len(places) > 60
    for match in places[::7]:
        wrong = re.sub(r"\d", lambda one: str((int(one[0]) + 1) % 10), match[0], count=1)
        broken = text[: match.start()] + wrong + text[match.end() :]
        parts = {**parts_of(paper), DOCUMENT: broken.encode()}
        found = proof(pack(parts), layout, template=template, values=values)
        assert "value" in rules(found), match[0]


def test_the_words_that_differ_are_named(drafted: Callable[..., Values]) -> None:
    layout = load_profile()
    values = drafted("huong-dan", layout)
    template = template_of("huong-dan", layout, "vi")
    paper = print_paper("huong-dan", values)
    wrong = changed(paper, "số 366-QĐ/TW, ngày 30/8/2025", "số 366-QĐ/TW, ngày 30/9/2025")
    found = proof(wrong, layout, template=template, values=values)[0]
    assert found.message == "The paper says '9' where its values say '8'."
    quoted = found.quote[found.place.start : found.place.end]
    assert quoted == "9"


def test_a_paper_that_is_not_as_its_values_say_is_not_handed_over(
    drafted: Callable[..., Values],
) -> None:
    layout = load_profile()
    values = drafted("bao-cao", layout)
    template = template_of("bao-cao", layout, "vi")
    wrong = changed(print_docx(template, values), "có 12 nhiệm vụ", "có 13 nhiệm vụ")
    with pytest.raises(UnprovedError, match="not handed over") as refused:
        handed_over(wrong, layout, template=template, values=values)
    assert refused.value.findings[0].rule == "value"
    assert refused.value.problems[0].place.line > 0


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('<w:highlight w:val="yellow"/>', "", "gap"),
        ("có 12 nhiệm vụ", "có {{ total }} nhiệm vụ", "tag"),
        ("<w:titlePg/>", "", "page_number"),
        ('<w:pBdr><w:top w:val="single" w:sz="6" w:space="0"/></w:pBdr>', "", "rule"),
        ('<w:pStyle w:val="trich_yeu"/>', '<w:pStyle w:val="noi_dung"/>', "place"),
        ('<w:pStyle w:val="cho_ky"/>', '<w:pStyle w:val="ho_ten"/>', "place"),
    ],
)  # fmt: skip
def test_what_somebody_moves_or_takes_away_is_found(
    report: bytes, old: str, new: str, rule: str
) -> None:
    assert rule in rules(again(changed(report, old, new)))


def test_a_bold_post_is_found_in_a_party_paper(report: bytes) -> None:
    post = '<w:t xml:space="preserve">PHÓ TRƯỞNG BAN</w:t>'
    [found] = again(changed(report, f"<w:rPr/>{post}", f"<w:rPr><w:b/></w:rPr>{post}"))
    assert found.message == "Chức vụ người ký should be not bold."


def test_a_red_word_and_another_font_are_found(report: bytes) -> None:
    word = '<w:t xml:space="preserve">Nơi nhận:</w:t>'
    red = changed(report, f"<w:rPr/>{word}", f'<w:rPr><w:color w:val="FF0000"/></w:rPr>{word}')
    assert rules(again(red)) == ["style"]
    face = f'<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>{word}'
    assert rules(again(changed(report, f"<w:rPr/>{word}", face))) == ["font"]


def test_a_page_number_taken_out_is_found(report: bytes) -> None:
    header = next(name for name in parts_of(report) if name.startswith("word/header"))
    found = again(changed(report, "fldSimple", "smartTag", header, count=2))
    assert [(one.rule, one.place.part) for one in found] == [("page_number", header)]


def test_a_lost_signature_is_missed(report: bytes) -> None:
    text = parts_of(report)[DOCUMENT].decode()
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", text, re.DOTALL)
    sign = next(table for table in tables if "cho_ky" in table)
    missing = [one.quote for one in again(changed(report, sign, ""))]
    assert {"Quyền hạn ký", "Chức vụ người ký", "Họ và tên người ký", "Nơi nhận"} <= set(missing)


def test_a_filled_gap_and_a_registered_number_are_no_findings(report: bytes) -> None:
    text = parts_of(report)[DOCUMENT].decode()
    mark, face = '<w:highlight w:val="yellow"/>', '<w:t xml:space="preserve">'
    open_name = f"<w:rPr>{mark}</w:rPr>{face}[họ và tên]"
    filled = text.replace(open_name, f"<w:rPr/>{face}Nguyễn Văn Mẫu")
    assert filled != text
    filled = filled.replace("Số      -BC/BTCTU", "Số 05-BC/BTCTU", 1)
    filled = filled.replace("ngày      tháng      năm", "ngày 05 tháng 6 năm")
    assert filled != text
    paper = pack({**parts_of(report), DOCUMENT: filled.encode()})
    assert again(paper) == ()


def test_a_colon_after_the_number_is_the_state_s_habit(report: bytes) -> None:
    [found] = again(changed(report, "Số      -BC/BTCTU", "Số: 05/BC-BTCTU"))
    assert found.rule == "text" and found.place.paragraph == 4


def test_the_rule_under_a_state_issuer_is_a_third_to_a_half_of_its_name(
    drafted: Callable[..., Values],
) -> None:
    layout = load_profile("nd30_2020")
    paper = print_paper("huong-dan", drafted("huong-dan", layout), profile=layout)
    longer = changed(paper, "SỞ NỘI VỤ TỈNH A", "SỞ")
    found = [one for one in again(longer) if one.rule == "rule"]
    assert len(found) == 1 and "Gạch dưới cơ quan ban hành" in found[0].message


def test_a_paper_says_its_layout_and_nothing_of_a_person(report: bytes) -> None:
    marks = marks_of(report)
    assert marks.layout == "vptw05_2026"
    assert "dau_sao" in marks.parts and len(marks.figures) > 20
    assert all(re.fullmatch(r"[0-9a-f]{4}", check) for check in marks.figures)


def test_a_file_of_somebody_else_is_not_judged() -> None:
    with pytest.raises(NotOursError):
        marks_of(template_of("bao-cao", load_profile(), "vi"))


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_no_paper_however_mangled_breaks_the_reading(seed: int) -> None:
    pick = Random(seed)
    parts = parts_of(template_of("bao-cao", load_profile("nd30_2020"), "vi"))
    for part in (DOCUMENT, STYLES):
        root = etree.fromstring(parts[part])
        nodes = list(root.iter())[1:]
        for node in pick.sample(nodes, min(len(nodes), pick.randint(1, 60))):
            parent = node.getparent()
            if parent is not None and pick.random() < 0.6:
                parent.remove(node)
            else:
                node.attrib.update(dict.fromkeys(node.attrib, pick.choice(["", "x", "-1", "9e9"])))
        parts = {**parts, part: etree.tostring(root)}
    for name in profile_names():
        assert proof(pack(parts), load_profile(name))


def test_a_damaged_file_is_refused(report: bytes) -> None:
    with pytest.raises(RefusedTemplateError, match="damaged"):
        marks_of(changed(report, "</w:body>", ""))
