"""From a text to the tasks that it sets: who, what, by when; and nothing that is not there."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.bodies import Bodies, Body, BodyName
from regulations.folding import fold_evenly, nfc
from tests.front_door import Vanthu
from tracker.actors import Actors
from tracker.proposals import FLAGS, Proposal, propose
from tracker.sightings import sightings

SEEDS = Path(os.environ.get("VANTHU_SEEDS") or Path(__file__).parents[2] / "shared" / "seeds")
CONCLUSION = """KẾT LUẬN
Ngày 12/5/2026, Ban Thường vụ Tỉnh uỷ A đã họp. Năm ngoái các cấp uỷ đã xong việc trước ngày 31/12.
1. Giao Ban Tổ chức Tỉnh uỷ A chủ trì, phối hợp với Văn phòng Tỉnh uỷ A và các cơ quan liên quan \
tham mưu Kế hoạch của Tỉnh uỷ A về sơ kết quy định mẫu; hoàn thành trước ngày 30/6/2026.
2. Đảng uỷ xã B:
- Chủ trì, phối hợp với Đảng uỷ xã C rà soát hồ sơ mẫu, xong trong quý III/2026.
- Lập danh sách mẫu, hoàn thành trong 30 ngày kể từ ngày ký.
3. Ban Tổ chức Tỉnh uỷ A, Đảng uỷ xã C phối hợp với Đảng uỷ xã B hoàn thiện bảng mẫu; \
báo cáo Tỉnh uỷ A trước ngày 15/12 hằng năm.
4. Sở Tài chính tỉnh A có trách nhiệm bố trí kinh phí mẫu, hoàn thành trong tháng 9/2026; \
tiếp tục theo dõi và xong trước ngày 15/11.
5. Tổ chức hội nghị mẫu ở các nơi, hoàn thành chậm nhất ngày 20/12/2026.
6. Văn phòng Tỉnh uỷ A chủ trì theo dõi việc thực hiện.
"""
ENGLISH = """The morning of May 4 saw a meeting. The office of ministers opened in 2019.
The Commission of Organisation is to preside over and coordinate with relevant agencies, \
the focus being: A plan of the Committee on sample matters, to be completed in June 2026;
A directive of the Committee on other matters, completed by 31 July 2026.
The Committee shall prepare a sample list, to be completed in 2027;
Review the sample pay, this task will be completed in 2026.
The Committee and the Commission of Organisation coordinate with relevant agencies to complete \
the sample register. Enter the records, to be completed in the third quarter of 2026.
"""


def body(own: str, vi: str, en: str = "", abbr: str = "", level: str = "province") -> Body:
    return Body(own, (BodyName(vi, en),), abbr, level=level)


ACTORS = Actors(
    Bodies.of(
        [
            body("tinh-uy-a", "Tỉnh uỷ A", "Committee"),
            body("btctu-a", "Ban Tổ chức Tỉnh uỷ A", "Commission of Organisation", "BTCTU"),
            body("vptu-a", "Văn phòng Tỉnh uỷ A", abbr="VPTU"),
            body("xa-b", "Đảng uỷ xã B"),
            body("xa-c", "Đảng uỷ xã C"),
            body("chien-luoc", "Ban Chính sách, chiến lược Trung ương"),
            body("lien-quan", "các cơ quan liên quan", "relevant agencies", level="group"),
        ]
    )
)
words = st.sampled_from(
    ["Giao", "Ban Tổ chức Tỉnh uỷ A", "chủ trì", "phối hợp với", "Đảng uỷ xã B", "và", ",", ";",
     ".", ":", "\n", "- ", "1. ", "hoàn thành", "trước ngày 30/6/2026", "quý III/2026", "(", ")",
     "xây dựng", "Kế hoạch", "của", "to be completed", "in June 2026", "shall", "The", "đã"]
)  # fmt: skip


def read(text: str) -> list[tuple[str, list[str], list[str], str, tuple[str, ...]]]:
    return [
        (one.title, [actor.id or actor.text for actor in one.lead],
         [actor.id or actor.text for actor in one.coordinate],
         one.deadline.deadline.phrase if one.deadline else "", one.flags)
        for one in propose(nfc(text), ACTORS)
    ]  # fmt: skip


def only(text: str) -> Proposal:
    (found,) = propose(nfc(text), ACTORS)
    return found


def test_a_conclusion_gives_its_tasks_and_no_other() -> None:
    assert read(CONCLUSION) == [
        ("Tham mưu Kế hoạch của Tỉnh uỷ A về sơ kết quy định mẫu", ["btctu-a"],
         ["vptu-a", "lien-quan"], "trước ngày 30/6/2026", ()),
        ("Rà soát hồ sơ mẫu", ["xa-b"], ["xa-c"], "trong quý III/2026", ()),
        ("Lập danh sách mẫu", ["xa-b"], [], "trong 30 ngày kể từ ngày ký", ()),
        ("Hoàn thiện bảng mẫu. Báo cáo Tỉnh uỷ A", ["btctu-a", "xa-c"], ["xa-b"],
         "trước ngày 15/12 hằng năm", ("several_leads",)),
        ("Bố trí kinh phí mẫu", ["Sở Tài chính tỉnh A"], [], "trong tháng 9/2026",
         ("unknown_body",)),
        ("Tiếp tục theo dõi", ["Sở Tài chính tỉnh A"], [], "trước ngày 15/11",
         ("implied_lead", "unknown_body", "no_year")),
        ("Tổ chức hội nghị mẫu ở các nơi", [], [], "chậm nhất ngày 20/12/2026", ("no_lead",)),
        ("Theo dõi việc thực hiện", ["vptu-a"], [], "", ("no_deadline",)),
    ]  # fmt: skip


def test_an_english_article_gives_its_tasks_and_no_other() -> None:
    assert read(ENGLISH) == [
        ("A plan of the Committee on sample matters", ["btctu-a"], ["lien-quan"], "in June 2026",
         ()),
        ("A directive of the Committee on other matters", ["btctu-a"], ["lien-quan"],
         "by 31 July 2026", ()),
        ("Prepare a sample list", ["tinh-uy-a"], [], "in 2027", ()),
        ("Review the sample pay", ["tinh-uy-a"], [], "in 2026", ("implied_lead",)),
        ("Complete the sample register. Enter the records", ["tinh-uy-a", "btctu-a"],
         ["lien-quan"], "in the third quarter of 2026", ("several_leads",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title", "lead"),
    [
        ("3. Đảng uỷ xã B khẩn trương khắc phục hạn chế; hoàn thành chậm nhất ngày 30/6/2026.",
         "Khẩn trương khắc phục hạn chế", ["xa-b"]),
        ("Đảng uỷ xã B, Đảng uỷ xã C rà soát hồ sơ; chậm nhất 15 ngày kể từ ngày ký Kết luận này.",
         "Rà soát hồ sơ", ["xa-b", "xa-c"]),
        ("- Sở Tài chính tỉnh A bố trí kinh phí mẫu trước ngày 30/6/2026.",
         "Bố trí kinh phí mẫu", [""]),
    ],
)  # fmt: skip
def test_a_body_that_is_said_to_do_something_by_a_day_leads_it(
    text: str, title: str, lead: list[str]
) -> None:
    found = only(text)
    assert (found.title, [actor.id for actor in found.lead]) == (title, lead)
    assert found.product is None


def test_what_a_body_does_without_a_day_is_no_task() -> None:
    told = "Đảng uỷ xã B báo cáo kết quả. Đảng uỷ xã C đã hoàn thành việc mẫu trước ngày 30/4/2026."
    assert propose(nfc(told), ACTORS) == ()


def test_a_body_whose_name_holds_a_comma_is_one_body() -> None:
    found = only("Ban Chính sách, chiến lược Trung ương chủ trì việc mẫu, xong trong năm 2027.")
    assert [actor.id for actor in found.lead] == ["chien-luoc"]


def test_the_office_of_a_body_is_not_that_body() -> None:
    found = only("Văn phòng Đảng uỷ xã B chủ trì việc mẫu, hoàn thành trong tháng 6/2026.")
    assert [(actor.id, actor.text) for actor in found.lead] == [("", "Văn phòng Đảng uỷ xã B")]
    assert "unknown_body" in found.flags


def test_who_issues_the_product_is_read_from_its_name() -> None:
    (first, *_rest) = propose(nfc(CONCLUSION), ACTORS)
    assert first.product is not None and first.product.issuer is not None
    assert (first.product.type, first.product.issuer.id) == ("ke_hoach", "tinh-uy-a")


@pytest.mark.parametrize(
    "sentence",
    [
        "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương.",
        "Trong tháng 5/2026, các chi bộ đã hoàn thành việc mẫu trước ngày 20/5/2026.",
        "Biên chế giai đoạn 2026 - 2030.",
        "Implementing pay reform from July 1, 2024.",
        "The summary report (2021-2025) was discussed.",
        "In 2024, the sector will go on.",
        "Đại hội nhiệm kỳ 2025-2030.",
    ],
)
def test_a_day_that_is_told_is_no_deadline(sentence: str) -> None:
    assert sightings(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Hoàn thành việc đa dạng hoá hình thức mẫu trước ngày 30/6/2026.", "trước ngày 30/6/2026"),
        ("Trước ngày 30/6/2026, các chi bộ nộp bảng mẫu.", "Trước ngày 30/6/2026"),
        ("Lập bảng mẫu (tháng 6/2026).", "tháng 6/2026"),
        ("Báo cáo định kỳ hằng quý về việc mẫu.", "hằng quý"),
        ("By 2025, basically complete the sample.", "By 2025"),
    ],
)
def test_a_day_that_is_set_is_a_deadline(sentence: str, phrase: str) -> None:
    (seen,) = sightings(nfc(sentence))
    assert nfc(sentence)[seen.start : seen.end] == phrase


def test_basically_makes_a_deadline_soft() -> None:
    assert sightings("By 2025, basically complete the sample.")[0].deadline.soft


@given(st.text() | st.lists(words, max_size=40).map(" ".join))
def test_every_place_lies_in_the_text_and_no_text_fails(text: str) -> None:
    whole = nfc(text)
    assert len(fold_evenly(whole)) == len(whole)
    for one in propose(whole, ACTORS):
        assert 0 <= one.start < one.end <= len(whole)
        assert set(one.flags) <= set(FLAGS)
        for actor in (*one.lead, *one.coordinate):
            assert whole[actor.start : actor.end] == actor.text
        if one.deadline is not None:
            said = whole[one.deadline.start : one.deadline.end]
            assert said == one.deadline.deadline.phrase


def propose_seed(vanthu: Vanthu) -> list[dict[str, object]]:
    found = sorted(SEEDS.glob("000_*.txt"))
    if not found:
        pytest.skip("the seed articles are not beside the project; VANTHU_SEEDS names them")
    return vanthu("task", "propose", str(found[0]), "--as-of", "2026-06-05", "--json").items


def test_the_first_seed_gives_its_seven_dated_tasks_and_invents_none(vanthu: Vanthu) -> None:
    said = [
        ([lead["id"] for lead in one["lead"]], one["deadline"]["due"], one["flags"])  # type: ignore
        for one in propose_seed(vanthu)
    ]
    three = ["dang-uy-chinh-phu", "btctw", "vptw"]
    assert said == [
        (["btctw"], "2026-06-30", []),
        (["btctw"], "2026-06-30", []),
        (["ban-chinh-sach-chien-luoc-tw"], "2026-06-30", []),
        (["btctw"], "2027-12-31", []),
        (["dang-uy-chinh-phu"], "2027-04-30", []),
        (["dang-uy-chinh-phu"], "2026-12-31", ["implied_lead"]),
        (three, "2026-06-30", ["several_leads"]),
    ]


def test_the_other_seeds_set_days_without_naming_a_lead(vanthu: Vanthu) -> None:
    propose_seed(vanthu)
    for seed in sorted(SEEDS.glob("00[1-4]_*.txt")):
        found = vanthu("task", "propose", str(seed), "--as-of", "2026-06-05", "--json").items
        assert [one["flags"] for one in found] == [["no_lead"]] * len(found)
        assert len(found) <= 1


def write(vanthu: Vanthu, text: str = CONCLUSION) -> str:
    path = vanthu.root.parent / "ket-luan.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_nothing_enters_without_accept(vanthu: Vanthu) -> None:
    before = vanthu("task", "list", "--json").document["office"]
    assert len(vanthu("task", "propose", write(vanthu), "--json").items) == 8
    assert vanthu("task", "list", "--json").document["office"] == before


def test_what_is_accepted_enters_as_one_commit_with_its_source(vanthu: Vanthu) -> None:
    words = ("task", "propose", write(vanthu), "--programme", "ctr-tu-a", "--as-of", "2026-06-05")
    entered = vanthu(*words, "--accept", "1,2", "--json")
    assert [one["id"] for one in entered.items] == ["NV-2026-013", "NV-2026-014"]
    assert entered.items[0]["deadline"]["due"] == "2026-06-29"
    shown = vanthu("task", "show", "NV-2026-013", "--json").items[0]
    assert "ket-luan.txt" in shown["notes"][0]
    assert vanthu("undo").exit_code == 0
    assert vanthu("task", "show", "NV-2026-013").exit_code == 4


def test_the_same_task_does_not_enter_twice(vanthu: Vanthu) -> None:
    words = ("task", "propose", write(vanthu), "--programme", "ctr-tu-a", "--accept", "1")
    assert vanthu(*words).exit_code == 0
    again = vanthu(*words)
    assert again.exit_code == 6
    assert "NV-20" in again.err


@pytest.mark.parametrize("accept", ["9", "0", "a", "", "1,99"])
def test_a_number_of_no_proposal_is_refused(vanthu: Vanthu, accept: str) -> None:
    answer = vanthu("task", "propose", write(vanthu), "--programme", "ctr-tu-a", "--accept", accept)
    assert answer.exit_code == 2
    assert re.search(r"there are 8", answer.err)


def test_what_the_office_cannot_hold_goes_into_a_note(vanthu: Vanthu) -> None:
    answer = vanthu("task", "propose", write(vanthu), "--programme", "ctr-tu-a", "--accept", "6",
                    "--as-of", "2026-06-05", "--json")  # fmt: skip
    shown = vanthu("task", "show", answer.items[0]["id"], "--json").items[0]
    assert shown["lead"] == []
    assert shown["deadline"] is None
    notes = " ".join(shown["notes"])
    assert "Sở Tài chính tỉnh A" in notes
    assert "trước ngày 15/11" in notes


def test_a_marked_text_is_refused(vanthu: Vanthu) -> None:
    answer = vanthu("task", "propose", write(vanthu, "TUYỆT MẬT\n" + CONCLUSION))
    assert answer.exit_code == 1
    assert "TUYỆT MẬT" in answer.err


def test_what_is_no_text_is_refused_with_a_sentence(vanthu: Vanthu) -> None:
    path = vanthu.root.parent / "x.docx"
    for content in (b"PK\x03\x04broken", b"\xff\xfe\x00", b"a\x00b"):
        path.write_bytes(content)
        answer = vanthu("task", "propose", str(path))
        assert (answer.exit_code, answer.err.count("→")) == (5, 1)
    assert vanthu("task", "propose", "no-such-file.txt").exit_code == 4
