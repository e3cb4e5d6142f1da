"""Papers of all types: what they rest on, who may issue them, and how they read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from regulations.bodies import Bodies, Body, BodyName
from regulations.days import parse_when
from regulations.errors import NotFoundError
from regulations.library import Library
from regulations.settings import Settings
from regulations.work import Work
from templates.authority import NotAuthorisedError, authority_notes
from templates.bases import in_order
from templates.drafting import draft_paper
from templates.footing import NotInForceError
from templates.kinds import kinds
from templates.layout.profile import load_profile, profile_names
from templates.letterhead import Letterhead
from templates.manuscript import read_manuscript
from templates.mentioned import mention_notes
from templates.paper import Order, Paper
from templates.papers.paper_sheet import print_drafted
from templates.readback import read_text

DAY = date(2026, 6, 5)
OLD, NEW = "bo-chinh-tri/quy-dinh/2023/124-qd-tw", "bo-chinh-tri/quy-dinh/2025/366-qd-tw"
GUIDE = "btctw/huong-dan/2025/43-hd-btctw"
OWN = "tinh-uy-a/chuong-trinh/2026/03-ctr-tu"

Draft = Callable[..., Paper]


@pytest.fixture
def draft(paper_library: Library, letterhead: Letterhead) -> Draft:
    """Draft a paper: its type, on what, and whatever else an order holds."""

    def drafted(
        kind: str, target: str = NEW, *bases: str, lang: str = "vi", **more: object
    ) -> Paper:
        order = Order(
            paper_library.work(target) if target else None,
            tuple(map(paper_library.work, bases)),
            **more,  # type: ignore[arg-type]
        )
        return draft_paper(kinds()[kind], order, paper_library, letterhead, day=DAY, lang=lang)

    return drafted


def text_of(paper: Paper) -> str:
    return read_text(print_drafted(paper, load_profile()))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", kinds())
def test_a_paper_reads_as_the_golden_file_does(
    draft: Draft, golden: Callable[[str, str], None], kind: str, lang: str
) -> None:
    paper = draft(kind, NEW, GUIDE, to=("xa-b", "xa-c"), lang=lang)
    golden(f"draft.{kinds()[kind].command}.{lang}.txt", text_of(paper))


@pytest.mark.parametrize("name", profile_names())
@pytest.mark.parametrize("kind", kinds())
def test_every_type_is_printed_in_every_profile(
    draft: Draft, letterhead: Letterhead, paper_library: Library, kind: str, name: str
) -> None:
    own = replace(letterhead, profile=load_profile(name))
    order = Order(paper_library.work(NEW))
    paper = draft_paper(kinds()[kind], order, paper_library, own, day=DAY)
    text = read_text(print_drafted(paper, own.profile))
    assert all(gap in text for gap in paper.gaps)


@pytest.mark.parametrize("kind", kinds())
def test_every_gap_is_printed_and_listed(draft: Draft, kind: str) -> None:
    paper = draft(kind, "")
    text = text_of(paper)
    assert paper.gaps
    assert all(gap in text for gap in paper.gaps)
    assert text.count("[… cần viết") >= len(paper.gaps)


def test_the_same_order_gives_the_same_bytes(draft: Draft) -> None:
    papers = [print_drafted(draft("ke_hoach"), load_profile(), office="3f2a") for _ in range(2)]
    assert papers[0] == papers[1]


# --- what a paper rests on


def test_recitals_are_led_by_a_dash_and_the_last_ends_with_a_comma(draft: Draft) -> None:
    paper = draft("quyet_dinh", GUIDE, NEW)
    recitals = [line for line in text_of(paper).splitlines() if line.startswith("- ")][:4]
    assert [line[-1] for line in recitals] == [";", ";", ";", ","]
    assert recitals[0].startswith("- Căn cứ [… cần viết: quy định chức năng")
    assert recitals[1].startswith("- Căn cứ Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị")
    assert recitals[2].startswith("- Căn cứ Hướng dẫn số 43-HD/BTCTW, ngày 31/10/2025")
    assert recitals[3].startswith("- Xét đề nghị của")


def test_bases_stand_by_issuer_then_type_then_day(paper_library: Library) -> None:
    bodies = paper_library.bodies
    late = Work("bo-chinh-tri/nghi-quyet/2026/9-nq-tw", "nghi_quyet", ("bo-chinh-tri",), "9-NQ/TW",
                signed=parse_when("2026-05-01"))  # fmt: skip
    early = replace(
        late, id="bo-chinh-tri/nghi-quyet/2024/8-nq-tw", signed=parse_when("2024-01-01")
    )
    works = tuple(paper_library.work(name) for name in (OWN, GUIDE, NEW))
    assert in_order((*works, late, early), bodies) == (early, late, *reversed(works))


@pytest.mark.parametrize("kind", kinds())
def test_no_paper_rests_on_what_is_not_in_force(draft: Draft, kind: str) -> None:
    with pytest.raises(NotInForceError) as refused:
        draft(kind, NEW, OLD)
    assert "366-QĐ/TW" in refused.value.hint


def test_the_first_citation_is_in_full_and_later_ones_are_short(draft: Draft) -> None:
    tree = read_manuscript("a.md", "1. Theo [[366-QĐ/TW 2025]].\n2. Và [[43-HD/BTCTW]], rồi "
                           "[[43-HD/BTCTW]].")  # fmt: skip
    text = text_of(draft("ke_hoach", NEW, manuscript=tree))
    assert "Thực hiện Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị" in text
    assert "1. Theo Quy định 366." in text
    assert (
        "2. Và Hướng dẫn số 43-HD/BTCTW, ngày 31/10/2025 của Ban Tổ chức Trung ương, rồi " in text
    )
    assert "rồi Hướng dẫn 43." in text


def test_a_manuscript_may_not_cite_what_expired_or_is_unknown(draft: Draft) -> None:
    with pytest.raises(NotInForceError):
        draft("ke_hoach", manuscript=read_manuscript("a.md", "1. Theo [[124-QĐ/TW]]."))
    with pytest.raises(NotFoundError):
        draft("ke_hoach", manuscript=read_manuscript("a.md", "1. Theo [[999-QĐ/TW]]."))


def test_what_a_manuscript_names_in_passing_gives_a_warning(paper_library: Library) -> None:
    notes = mention_notes(
        "thay thế Quy định 124-QĐ/TW; xem 366-QĐ/TW, 999-QĐ/TW", paper_library, DAY
    )
    assert notes == ("The text names 124-QĐ/TW (04/10/2023), which is not in force. Replaced by "
                     "366-QĐ/TW (30/8/2025) since 30/08/2025.",)  # fmt: skip


def test_the_drafter_hears_of_guidelines_that_are_not_cited(draft: Draft) -> None:
    notes = draft("ke_hoach").notes
    assert any(note.startswith("43-HD/BTCTW (31/10/2025) guides 366-QĐ/TW") for note in notes)
    assert any(note.startswith("02-HD/BTCTW (22/5/2026) may guide") for note in notes)
    assert not any("43-HD" in note for note in draft("ke_hoach", NEW, GUIDE).notes)


def test_facts_that_nobody_saw_are_listed_for_confirmation(
    paper_library: Library, letterhead: Letterhead
) -> None:
    work = replace(paper_library.work(NEW), conf_of=(("signed", "M"),))
    library = Library.of([work], paper_library.bodies)
    paper = draft_paper(kinds()["cong_van"], Order(library.work(NEW)), library, letterhead, day=DAY)
    assert (
        "Confirm before signing: the signing day of 366-QĐ/TW (30/8/2025) (mark M)." in paper.notes
    )


# --- head, address, recipients, signature


def test_a_letter_says_below_its_number_what_it_is_about(draft: Draft) -> None:
    paper = draft("cong_van", to=("xa-b",))
    assert paper.head.number == "Số      -CV/BTCTU"
    first = text_of(paper).splitlines()[0]
    assert first.startswith(
        "| TỈNH UỶ A / BAN TỔ CHỨC / * / Số      -CV/BTCTU / về việc thực hiện Quy định 366 |"
    )
    assert "CÔNG VĂN" not in text_of(paper)


@pytest.mark.parametrize("subject", ["về việc họp giao ban", "V/v họp giao ban", "họp giao ban"])
def test_the_word_before_a_letter_s_subject_stands_once(draft: Draft, subject: str) -> None:
    text = text_of(draft("cong_van", subject=subject))
    assert text.splitlines()[0].count("/ về việc họp giao ban |") == 1


def test_a_letter_is_sent_and_a_submission_is_submitted(draft: Draft) -> None:
    assert "Kính gửi: Đảng uỷ xã B" in text_of(draft("cong_van", to=("xa-b",)))
    assert "Kính trình: Ban Bí thư" in text_of(draft("to_trinh", to=("Ban Bí thư",)))
    assert "Kính" not in text_of(draft("bao_cao"))


def test_several_bodies_stand_below_each_other(draft: Draft) -> None:
    text = text_of(draft("cong_van", to=("xa-b", "xa-c")))
    assert "- Đảng uỷ xã B; - Đảng uỷ xã C." in text


def test_the_recipients_of_a_letter_begin_with_as_above(draft: Draft) -> None:
    assert draft("cong_van").recipients == (
        "- Như trên;", "- Lãnh đạo cơ quan;", "- Lưu văn phòng.",
    )  # fmt: skip
    assert draft("bien_ban").recipients == ()


def test_minutes_have_no_number_and_two_signatures(draft: Draft) -> None:
    text = text_of(draft("bien_ban"))
    assert "Số " not in text
    assert "ngày      tháng" not in text
    assert text.splitlines()[-1] == (
        "| NGƯỜI GHI BIÊN BẢN / [họ và tên] | CHỦ TRÌ HỘI NGHỊ / [họ và tên] |"
    )


def test_a_manuscript_brings_its_title_and_its_opening(draft: Draft) -> None:
    tree = read_manuscript("a.md", "# Kế hoạch kiểm tra năm 2026\n\nMở đầu của tôi.\n\n1. Việc.")
    text = text_of(draft("ke_hoach", manuscript=tree))
    lines = text.splitlines()
    assert lines[1:5] == ["KẾ HOẠCH", "kiểm tra năm 2026", "-----", "Mở đầu của tôi."]
    assert "Thực hiện Quy định" not in text


# --- who may issue what


def office(name: str, level: str) -> Letterhead:
    body = Body("don-vi", (BodyName(name),), "", ("ĐU",), level)
    return Letterhead(Settings(name, "", "don-vi", "A"), Bodies.of([body]), load_profile())


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Đảng uỷ Trường A", "huong_dan"), ("Đảng uỷ Trường A", "chi_thi"),
     ("Ban Thường vụ Đảng uỷ Trường A", "quy_che"), ("Chi bộ 1", "quy_dinh")],
)  # fmt: skip
def test_the_grassroots_are_refused_what_is_not_theirs(
    paper_library: Library, name: str, kind: str
) -> None:
    with pytest.raises(NotAuthorisedError, match=r"399-qd-tw|399-QĐ/TW"):
        authority_notes(kind, office(name, "grassroots"), paper_library, DAY)


def test_the_grassroots_issue_what_is_theirs_without_a_word(paper_library: Library) -> None:
    committee = office("Đảng uỷ Trường A", "grassroots")
    for kind in ("nghi_quyet", "quyet_dinh", "to_trinh", "cong_van", "giay_moi"):
        assert authority_notes(kind, committee, paper_library, DAY) == ()


def test_before_its_day_the_matrix_refuses_nothing(paper_library: Library) -> None:
    early = date(2026, 1, 8)
    committee = office("Đảng uỷ Trường A", "grassroots")
    assert authority_notes("chi_thi", committee, paper_library, early)


def test_elsewhere_there_is_a_warning_and_no_refusal(
    paper_library: Library, letterhead: Letterhead
) -> None:
    (note,) = authority_notes("chi_thi", letterhead, paper_library, DAY)
    assert "is not known" in note
    assert authority_notes("cong_van", letterhead, paper_library, DAY) == ()
    assert authority_notes("chi_thi", office("Đảng uỷ xã B", "commune"), paper_library, DAY)
