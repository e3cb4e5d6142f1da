"""The guideline: what it rests on, what it refuses, what it leaves to the drafter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from regulations.library import Library
from regulations.work import Work
from templates.footing import NotInForceError
from templates.guideline import Guideline, draft_guideline
from templates.letterhead import Letterhead, NoSignerError
from templates.papers.printing import GUIDELINE, print_paper
from templates.press.package import parts_of
from templates.readback import read_text

DAY = date(2026, 6, 5)
OLD, NEW = "bo-chinh-tri/quy-dinh/2023/124-qd-tw", "bo-chinh-tri/quy-dinh/2025/366-qd-tw"


@pytest.fixture
def guideline(paper_library: Library, letterhead: Letterhead) -> Guideline:
    return draft_guideline(paper_library.work(NEW), paper_library, letterhead, day=DAY)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_guideline_reads_as_the_golden_file_does(
    paper_library: Library, letterhead: Letterhead, golden: Callable[[str, str], None], lang: str
) -> None:
    drafted = draft_guideline(
        paper_library.work(NEW), paper_library, letterhead, day=DAY, lang=lang
    )
    golden(f"huong-dan.{lang}.txt", read_text(print_paper(GUIDELINE, drafted.values(), lang=lang)))


def test_the_opening_cites_the_regulation_and_the_guideline_above(guideline: Guideline) -> None:
    assert guideline.opening.startswith(
        "Thực hiện Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị về kiểm điểm"
    )
    assert "; Hướng dẫn số 43-HD/BTCTW, ngày 31/10/2025 của Ban Tổ chức Trung ương" in (
        guideline.opening
    )
    assert guideline.opening.endswith("như sau:")


def test_an_unconfirmed_guideline_is_not_cited_but_named_to_the_drafter(
    guideline: Guideline,
) -> None:
    assert "02-HD/BTCTW" not in guideline.opening
    assert any("02-HD/BTCTW" in note for note in guideline.notes)


def test_an_expired_regulation_is_refused_and_its_successor_named(
    paper_library: Library, letterhead: Letterhead
) -> None:
    with pytest.raises(NotInForceError) as refused:
        draft_guideline(paper_library.work(OLD), paper_library, letterhead, day=DAY)
    assert refused.value.message == (
        "124-QĐ/TW (04/10/2023) expired on 30/8/2025 and was replaced by 366-QĐ/TW (30/8/2025)."
    )
    assert refused.value.exit_code == 1
    assert refused.value.details()["successor"] == NEW


def test_a_regulation_is_refused_before_it_takes_effect(
    paper_library: Library, letterhead: Letterhead
) -> None:
    with pytest.raises(NotInForceError, match="not yet in force"):
        draft_guideline(paper_library.work(NEW), paper_library, letterhead, day=date(2025, 8, 29))


def test_the_guideline_above_is_named_only_once_it_is_in_force(
    paper_library: Library, letterhead: Letterhead
) -> None:
    early = draft_guideline(
        paper_library.work(NEW), paper_library, letterhead, day=date(2025, 9, 15)
    )
    assert "43-HD/BTCTW" not in early.opening


def test_facts_that_nobody_saw_are_listed_for_confirmation(
    paper_library: Library, letterhead: Letterhead
) -> None:
    work = replace(paper_library.work(NEW), conf_of=(("signed", "M"),))
    library = Library.of([work], paper_library.bodies)
    drafted = draft_guideline(library.work(NEW), library, letterhead, day=DAY)
    assert "Confirm before signing: the signing day of 366-QĐ/TW (30/8/2025) (mark M)." in (
        drafted.notes
    )


def test_an_undated_regulation_is_drafted_with_a_warning(
    paper_library: Library, letterhead: Letterhead
) -> None:
    work = Work("bo-chinh-tri/quy-dinh/undated/9-qd-tw", "quy_dinh", ("bo-chinh-tri",), "9-QĐ/TW")
    library = Library.of([work], paper_library.bodies)
    drafted = draft_guideline(work, library, letterhead, day=DAY)
    assert "Whether 9-QĐ/TW is in force is not known" in drafted.notes[0]


def test_number_and_date_are_left_open(guideline: Guideline) -> None:
    assert guideline.head.number == "Số      -HD/BTCTU"
    assert guideline.head.dated == "A, ngày      tháng      năm 2026"
    assert (guideline.head.superior, guideline.head.issuer) == ("TỈNH UỶ A", "BAN TỔ CHỨC")


def test_who_signs_is_issuer_and_mode(paper_library: Library, letterhead: Letterhead) -> None:
    def signed(by: str) -> tuple[str, str]:
        drafted = draft_guideline(
            paper_library.work(NEW), paper_library, letterhead, day=DAY, signed_by=by
        )
        return drafted.signing.mode, drafted.signing.post

    assert signed("head") == ("", "TRƯỞNG BAN")
    assert signed("deputy") == ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    with pytest.raises(NoSignerError):
        signed("delegate")


def test_recipients_end_with_the_kept_copy_without_the_registry(guideline: Guideline) -> None:
    assert guideline.recipients[0] == "- Ban Tổ chức Trung ương (để báo cáo);"
    assert guideline.recipients[-1] == "- Lưu văn phòng."


def test_every_gap_is_printed_and_listed(guideline: Guideline) -> None:
    text = read_text(print_paper(GUIDELINE, guideline.values()))
    assert len(guideline.gaps) == 10
    assert all(gap in text for gap in guideline.gaps)


def test_the_office_is_named_in_a_property_and_nowhere_in_print(guideline: Guideline) -> None:
    paper = print_paper(GUIDELINE, guideline.values(), office="3f2a1c0d")
    assert b"3f2a1c0d" in parts_of(paper)["docProps/custom.xml"]
    assert "3f2a1c0d" not in read_text(paper)
