"""What the citations of a text mean: looked up on a day, never picked from several."""

from __future__ import annotations

from datetime import date

import pytest

from regulations.bodies import Bodies, Body, BodyName
from regulations.cited import Cited, resolve_mentions
from regulations.days import parse_when
from regulations.library import Library
from regulations.mentions import find_mentions
from regulations.reference import read_reference
from regulations.work import Work
from tests.front_door import Vanthu

DAY = date(2026, 6, 5)


@pytest.fixture
def library(paper_library: Library) -> Library:
    """The instruments of papers, and an elder twin of 124-QĐ/TW."""
    twin = Work("btctw/quy-dinh/2018/124-qd-tw", "quy_dinh", ("btctw",), "124-QĐ/TW",
                signed=parse_when("2018-02-02"))  # fmt: skip
    charter = Work("dai-hoi/dieu-le/2011/dieu-le-dang", "dieu_le", ("dai-hoi",),
                   title_vi="Điều lệ Đảng", signed=parse_when("2011-01-19"))  # fmt: skip
    return Library.of([*paper_library, twin, charter], paper_library.bodies)


def resolved(text: str, library: Library, day: date = DAY) -> tuple[Cited, ...]:
    return resolve_mentions(find_mentions(text), library, day)


def meant(text: str, library: Library, day: date = DAY) -> list[str]:
    """Return outcome and work of each citation, in words."""
    return [
        f"{one.outcome} {one.work.cited}" if one.work else one.outcome
        for one in resolved(text, library, day)
    ]


def test_a_number_that_two_bear_is_ambiguous_until_more_is_said(library: Library) -> None:
    assert meant("Quy định 124", library) == ["ambiguous"]
    assert meant("Quy định 124-QĐ/TW năm 2018", library) == ["resolved 124-QĐ/TW (02/02/2018)"]
    assert meant("124-QĐ/TW của Bộ Chính trị", library) == ["resolved 124-QĐ/TW (04/10/2023)"]
    (both,) = resolved("Quy định số 124-QĐ/TW", library)
    assert [work.cited for work in both.candidates] == [
        "124-QĐ/TW (04/10/2023)", "124-QĐ/TW (02/02/2018)",
    ]  # fmt: skip


def test_a_body_that_the_press_calls_otherwise_contradicts_nothing() -> None:
    board = Body("ban-chap-hanh", (BodyName("Ban Chấp hành Mẫu"),), aliases=("Sample Board",))
    work = Work("ban-chap-hanh/nghi-quyet/2022/21-nq-tw", "nghi_quyet", (board.id,), "21-NQ/TW",
                signed=parse_when("2022-06-16"))  # fmt: skip
    read = read_reference("Resolution No. 21-NQ/TW of the Sample Board of the Party")
    assert Library.of([work], Bodies.of([board])).fitting(read) == (work,)


def test_a_text_cannot_mean_what_was_signed_after_its_day(library: Library) -> None:
    assert meant("Quy định 124", library, date(2020, 1, 1)) == ["resolved 124-QĐ/TW (02/02/2018)"]
    (late,) = resolved("Quy định 366-QĐ/TW", library, date(2020, 1, 1))
    assert (late.outcome, late.reason) == ("unknown", "It was signed only after that day.")


def test_a_short_form_means_what_was_cited_in_full_before(library: Library) -> None:
    text = "Quy định số 124-QĐ/TW, ngày 04/10/2023. Theo Quy định 124, chi bộ họp."
    assert meant(text, library) == ["resolved 124-QĐ/TW (04/10/2023)"] * 2
    both = "124-QĐ/TW năm 2018 và 124-QĐ/TW năm 2023. Theo Quy định 124, chi bộ họp."
    assert meant(both, library)[-1] == "ambiguous"


def test_an_article_alone_is_of_what_its_sentence_named_before(library: Library) -> None:
    one = "Theo Quy định 366, cụ thể là Điều 5, chi bộ họp. Điều 6 thì không."
    assert meant(one, library) == ["resolved 366-QĐ/TW (30/8/2025)"] * 2 + ["self"]
    two = "Theo Quy định 366 và Hướng dẫn 43, nhất là Điều 5."
    assert meant(two, library)[-1] == "ambiguous"


def test_what_is_named_above_is_the_one_of_its_type(library: Library) -> None:
    one = "Có Quy định 366 và Hướng dẫn 43. Quy định nêu trên có hiệu lực."
    assert meant(one, library)[-1] == "resolved 366-QĐ/TW (30/8/2025)"
    within = "Có Quy định 366 và Hướng dẫn 43. Theo Quy định nêu trên, tại Điều 5, thì họp."
    assert meant(within, library)[2:] == ["resolved 366-QĐ/TW (30/8/2025)"] * 2
    assert meant("Văn bản nói trên có hiệu lực.", library) == ["unknown"]
    two = "Có Quy định 366 và Quy định 124 năm 2018. Quy định nêu trên có hiệu lực."
    assert meant(two, library)[-1] == "ambiguous"


def test_a_stated_fact_that_contradicts_is_no_match_but_is_told(library: Library) -> None:
    (wrong,) = resolved("Quy định số 366-QĐ/TW, ngày 01/01/2024", library)
    assert wrong.outcome == "unknown"
    assert [work.cited for work in wrong.candidates] == ["366-QĐ/TW (30/8/2025)"]


def test_an_issuer_that_is_no_known_body_rules_nothing_out(library: Library) -> None:
    text = "Regulation No. 366-QD/TW of the Central Executive Committee"
    assert meant(text, library) == ["resolved 366-QĐ/TW (30/8/2025)"]


def test_names_resolve_and_the_text_s_own_is_self(library: Library) -> None:
    text = "khoản 2 Điều 5 Điều lệ Đảng; khoản 3 Điều 6 Quy định này; Luật Đất đai"
    assert meant(text, library) == ["resolved Điều lệ Đảng (19/01/2011)", "self", "unknown"]


def test_the_command_lists_what_a_paper_cites(vanthu: Vanthu) -> None:
    (vanthu.root / "ghi-chu.md").write_text(
        "Theo khoản 2 Điều 5 Quy định số 366-QĐ/TW và 124-QĐ/TW."
    )
    items = vanthu("cite", str(vanthu.root / "ghi-chu.md"), "--on", "5/6/2026", "--json").items
    assert [(one["text"], one["outcome"], one["pinpoint"]) for one in items] == [
        ("khoản 2 Điều 5 Quy định số 366-QĐ/TW", "resolved", ["art_5__para_2"]),
        ("124-QĐ/TW", "ambiguous", []),
    ]
    assert [one["status"] for one in items] == ["in_force", None]
    assert len(items[1]["candidates"]) == 2


def test_the_command_reads_what_the_program_printed(vanthu: Vanthu) -> None:
    assert (
        vanthu("draft", "guideline", "--for", "366-QĐ/TW 2025", "--out", "hd.docx").exit_code == 0
    )
    answer = vanthu("cite", "hd.docx")
    assert answer.exit_code == 0
    assert "366-QĐ/TW (30/8/2025)" in answer.out


def test_a_file_that_is_no_text_is_refused_with_a_sentence(vanthu: Vanthu) -> None:
    (vanthu.root / "anh.png").write_bytes(b"\x89PNG\xff\xfe")
    assert vanthu("cite", str(vanthu.root / "anh.png")).exit_code == 5
    assert vanthu("cite", "khong-co.docx").exit_code == 4
    (vanthu.root / "hong.docx").write_bytes(b"PK\x03\x04 hong")
    answer = vanthu("cite", str(vanthu.root / "hong.docx"))
    assert (answer.exit_code, "Traceback" in answer.err) == (5, False)
