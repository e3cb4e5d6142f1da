"""What an amending text orders is proposed, and nothing of it is recorded unasked."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.instructions import read_orders
from regulations.markup import read_markdown
from regulations.modification import Modification, mods_from_json, read_mods, write_mods
from regulations.places import eids_in
from regulations.quotations import masked, quotations, slice_of
from regulations.text import Text
from tests.front_door import Vanthu

ROOT = Path(__file__).parents[1]
AMENDED = "15-QĐ/TU"
AMENDING = "42-QĐ/TU 2026"
DAY = ("--as-of", "2026-06-05")


def read(text: str) -> Text:
    return read_markdown("", text)[0]


@pytest.mark.parametrize(
    ("said", "eids"),
    [
        ("Điều 5", ("art_5",)),
        ("khoản 2 Điều 5", ("art_5__para_2",)),
        ("điểm đ khoản 1 Điều 3a", ("art_3a__para_1__point_dd",)),
        ("các khoản 1, 2 và 4 Điều 5", ("art_5__para_1", "art_5__para_2", "art_5__para_4")),
        ("điểm a, b khoản 2 và khoản 3 Điều 5",
         ("art_5__para_2__point_a", "art_5__para_2__point_b", "art_5__para_3")),
        ("khoản 2 Điều 1 và khoản 3 Điều 4", ("art_1__para_2", "art_4__para_3")),
        ("Điều 6, Điều 7 và khoản 1 của Điều 9", ("art_6", "art_7", "art_9__para_1")),
        ("Chương II", ("chp_II",)),
        ("Điều 188, các khoản 3 và 4", ("art_188__para_3", "art_188__para_4")),
        ("khoản 1 đến khoản 3 Điều 2", ("art_2__para_1", "art_2__para_2", "art_2__para_3")),
        ("khoản 2 và Điều 8", ("para_2", "art_8")),
        ("điểm a, b hoặc d khoản 1 Điều 13",
         ("art_13__para_1__point_a", "art_13__para_1__point_b", "art_13__para_1__point_d")),
        ("tiểu mục 2 Mục 1 Chương III", ("chp_III__sec_1__subsec_2",)),
        ("điểm 4.1 tiểu mục 4, mục II", ("sec_II__para_4__subpara_4_1",)),
        ("điểm 5.4, điểm 6.3 và tiểu mục 9",
         ("subpara_5_4", "subpara_6_3", "subsec_9")),
    ],
)  # fmt: skip
def test_places_are_read_as_they_are_cited(said: str, eids: tuple[str, ...]) -> None:
    assert eids_in(said) == eids


def test_an_order_reaches_over_points_with_two_numbers() -> None:
    said = "Tại mục IX như sau:\n\na) Bãi bỏ điểm 5.4, điểm 6.3 và tiểu mục 9."
    orders = read_orders(read(f"## Điều 1. Nội dung\n\n1. {said}\n"))
    assert [one.place for one in orders.instructions] == [
        "sec_IX__subpara_5_4", "sec_IX__subpara_6_3", "sec_IX__subsec_9",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "read_as"),
    [
        ("Sửa đổi, bổ sung khoản 2 Điều 5 như sau: “2. Mới.”",
         [("substitute", "art_5__para_2", "")]),
        ("Thay thế điểm c khoản 1 Điều 2 như sau: “c) Mới.”",
         [("substitute", "art_2__para_1__point_c", "")]),
        ("Sửa đổi khoản 1 và bổ sung khoản 1a Điều 4 như sau: “1. Một.”",
         [("substitute", "art_4__para_1", "")]),
        ("Bổ sung Điều 5a vào sau Điều 5 như sau: “Điều 5a. Mới”", [("insert", "art_5a", "art_5")]),
        ("Bổ sung khoản 4 vào Điều 7 như sau: “4. Mới.”", [("insert", "art_7__para_4", "")]),
        ("bổ sung điểm d sau điểm c khoản 1 Điều 2 như sau: “d) Mới.”",
         [("insert", "art_2__para_1__point_d", "art_2__para_1__point_c")]),
        ("Bãi bỏ khoản 3 Điều 6 và Điều 8.",
         [("repeal", "art_6__para_3", ""), ("repeal", "art_8", "")]),
        ("Thay cụm từ “cũ” bằng cụm từ “mới” tại Điều 1 và khoản 2 Điều 3.",
         [("replace-words", "art_1", ""), ("replace-words", "art_3__para_2", "")]),
        ("Thay thế từ “cũ” bằng từ “mới” tại Điều 1.", [("replace-words", "art_1", "")]),
        ("Bỏ cụm từ “thừa” tại khoản 1 Điều 2.", [("replace-words", "art_2__para_1", "")]),
        ("Bổ sung cụm từ “mới” vào sau cụm từ “cũ” tại khoản 2 Điều 5.",
         [("add-words-after", "art_5__para_2", "")]),
        ("Bổ sung từ “mới” trước từ “cũ” tại Điều 5 và Điều 6.",
         [("add-words-before", "art_5", ""), ("add-words-before", "art_6", "")]),
        ("Bổ sung cụm từ “a” vào sau cụm từ “b”, bổ sung cụm từ “c” vào ngay trước cụm từ “d” "
         "và thay cụm từ “e” bằng cụm từ “g” tại khoản 2 Điều 5.",
         [("add-words-after", "art_5__para_2", ""), ("add-words-before", "art_5__para_2", ""),
          ("replace-words", "art_5__para_2", "")]),
        ("Bổ sung cụm từ “a” vào sau cụm từ “b” và cụm từ “c” vào sau cụm từ “d” tại Điều 5.",
         [("add-words-after", "art_5", ""), ("add-words-after", "art_5", "")]),
        ("Sửa đổi tên Điều 5 như sau: “Điều 5. Mới”.", [("retitle", "art_5", "")]),
        ("Sửa đổi, bổ sung tên của Chương II thành “MỚI”.", [("retitle", "chp_II", "")]),
        ("Đính chính cụm từ “sai” thành “đúng” tại Điều 4.", [("correct", "art_4", "")]),
        ("Chuyển khoản 3 thành khoản 4 Điều 5.", [("renumber", "art_5__para_3", "art_5__para_4")]),
        ("Tạm đình chỉ việc thi hành Điều 9.", [("suspend", "art_9", "")]),
        ("Tiếp tục thi hành Điều 9.", [("resume", "art_9", "")]),
        ("Gia hạn thời hạn nộp hồ sơ quy định tại khoản 1 Điều 3.",
         [("extend-deadline", "art_3__para_1", "")]),
        ("Người đứng đầu chịu trách nhiệm sửa đổi tác phong làm việc.", []),
        ("Việc xử lý theo quy định tại Điều 5.", []),
    ],
)  # fmt: skip
def test_an_order_is_read_as_it_is_meant(order: str, read_as: list[tuple[str, str, str]]) -> None:
    orders = read_orders(read(f"## Điều 1. Nội dung\n\n1. {order}\n"))
    assert [(one.op, one.place, one.beside) for one in orders.instructions] == read_as
    assert orders.unread == ()


def test_a_place_is_completed_by_what_stands_around_the_order() -> None:
    text = (
        "## Điều 1. Sửa đổi một số điều\n\n1. Sửa đổi, bổ sung Điều 4 như sau:\n"
        "a) Sửa đổi khoản 1 như sau: “1. Mới.”;\n"
        "b) Bổ sung khoản 5 vào sau khoản 4 như sau: “5. Năm.”;\nc) Bãi bỏ khoản 3.\n"
    )
    orders = read_orders(read(text))
    assert [(one.op, one.place, one.beside) for one in orders.instructions] == [
        ("substitute", "art_4__para_1", ""), ("insert", "art_4__para_5", "art_4__para_4"),
        ("repeal", "art_4__para_3", ""),
    ]  # fmt: skip
    assert orders.unread == ()


def test_a_place_that_is_none_does_not_make_the_order_one_for_what_stands_around() -> None:
    text = "## Điều 1. A\n\n1. Sửa đổi Điều 4 như sau:\na) Bãi bỏ phần ba;\nb) Bãi bỏ khoản 3.\n"
    assert [(one.op, one.place) for one in read_orders(read(text)).instructions] == [
        ("repeal", "art_4__para_3")
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Toà án đình chỉ giải quyết vụ việc theo quy định tại Điều 5.",
        "Cơ quan có quyền đề nghị bãi bỏ khoản 2 Điều 4.",
        "Tạm đình chỉ công tác người vi phạm Điều 9.",
        "Hồ sơ bổ sung theo khoản 1 Điều 3 được gửi trong hai ngày.",
        "Gia hạn thời hạn trả sách cho người mượn.",
    ],
)
def test_what_a_rule_says_of_others_is_no_order_to_a_text(said: str) -> None:
    orders = read_orders(read(f"## Điều 1. Nội dung\n\n1. {said}\n"))
    assert (orders.instructions, orders.unread) == ((), ())


def test_an_order_that_is_not_understood_is_told_with_its_line() -> None:
    orders = read_orders(
        read("## Điều 1. Nội dung\n\n1. Sửa đổi cách gọi Điều 5 thành “Tên mới”.\n")
    )
    assert orders.instructions == ()
    assert [(unit.eid, unit.line) for unit in orders.unread] == [("art_1__para_1", 3)]


def test_what_is_quoted_orders_nothing() -> None:
    text = "## Điều 1. Sửa đổi\n\n1. Sửa đổi Điều 2 như sau:\n> “Điều 2. Cũ\n> 1. Bãi bỏ Điều 9.”\n"
    assert [one.place for one in read_orders(read(text)).instructions] == ["art_2"]


@pytest.mark.parametrize(
    ("said", "part", "day"),
    [
        ("Quy định này có hiệu lực kể từ ngày ký.", "", "signing"),
        ("Quyết định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.", "", "2025-07-01"),
        ("Riêng Điều 7 của Quy định này có hiệu lực từ ngày 01/01/2026.", "art_7", "2026-01-01"),
    ],
)
def test_a_text_says_from_when_it_holds(said: str, part: str, day: str) -> None:
    found = read_orders(read(f"## Điều 9. Hiệu lực\n\n{said}\n")).commencements
    assert [(one.part, str(one.day)) for one in found] == [(part, day)]


def test_a_judgment_in_force_is_no_commencement() -> None:
    text = "## Điều 1. Án\n\nÁn có hiệu lực từ ngày tuyên án; quyết định có hiệu lực pháp luật.\n"
    assert read_orders(read(text)).commencements == ()


WORDS = st.sampled_from(
    ["Sửa đổi", "Bổ sung", "Bãi bỏ", "Thay cụm từ", "như sau:", "khoản 2", "Điều 5", "điểm đ",
     "và", ",", "vào sau", "thành", "“", "”", "\n> ", "\n", "1. ", "a) ", "## Điều 1. ", "⟦1⟧",
     "⟦99⟧", "có hiệu lực từ ngày ký", "ngày 31/02/2025", "x", '"', " "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join)))
def test_no_text_at_all_stops_the_reading_of_orders(text: str) -> None:
    parsed = read(text)
    orders = read_orders(parsed)
    eids = {unit.eid for unit in parsed.each()}
    assert {one.unit for one in orders.instructions} <= eids
    for one in orders.instructions:
        assert not one.new or slice_of(parsed, one.new) is not None


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_what_is_quoted_stands_in_the_text_word_for_word(text: str) -> None:
    parsed = read(f"## Điều 1\n\n{text}")
    for unit in parsed.each():
        bare = text.replace("> ", "").replace(">", "")
        assert all(line.removeprefix("> ").strip() in bare
                   for words in quotations(unit) for line in words.split("\n"))  # fmt: skip
        assert masked(unit).count("⟦") >= masked(unit).count("⟧") - text.count("⟧")


TEXT = st.text("abđ# :-'\"\n{}[]", min_size=1).filter(lambda text: text.strip() == text)
MODS = st.builds(
    Modification, st.just(""), st.just(0), st.sampled_from(["repeal", "replace-words", "insert"]),
    st.just("tinh-uy-a/quy-dinh/2024/05-qd-tu"), st.sampled_from(["", "art_5__para_2", "chp_II"]),
    words=TEXT, replacement=st.one_of(st.just(""), TEXT), count=st.none() | st.integers(0, 9),
    quote=TEXT, conf=st.sampled_from(["V", "M", "U"]),
)  # fmt: skip


@given(st.lists(MODS, max_size=4))
def test_entries_read_back_as_they_were_written(mods: list[Modification]) -> None:
    numbered = [
        Modification(f"m{at}", at, one.op, one.target, one.part, words=one.words,
                     replacement=one.replacement, count=one.count, quote=one.quote, conf=one.conf)
        for at, one in enumerate(mods, 1)
    ]  # fmt: skip
    reading = read_mods("mods.yaml", write_mods(numbered).decode())
    assert reading.problems == ()
    assert list(mods_from_json(reading.data)) == numbered


LAWS = Path(os.environ.get("VANTHU_SEARCH_DATA") or ROOT.parent / "shared" / "data") / "laws"


@pytest.mark.slow
@pytest.mark.skipif(not LAWS.is_dir(), reason="no real texts beside the project")
@pytest.mark.parametrize("path", sorted(LAWS.glob("*.txt")), ids=lambda path: path.stem)
def test_real_laws_order_changes_only_where_they_end(path: Path) -> None:
    written = path.read_text(encoding="utf-8", errors="replace")
    text = read(re.sub(r"(?m)^(Điều \d+[.])", r"## \1", written))
    articles = [unit.eid for unit in text.each() if unit.kind == "article"]
    last = set(articles[-12:])
    for one in read_orders(text).instructions:
        assert one.unit.partition("__")[0] in last, one


# The command


def test_nothing_is_recorded_before_it_is_accepted(vanthu: Vanthu) -> None:
    before = vanthu("log", "--json").items
    answer = vanthu("reg", "amend", AMENDING, "--json")
    assert [(one["op"], one["part"], one.get("fits"), one["recorded"]) for one in answer.items] == [
        ("substitute", "art_3__para_2", True, False), ("insert", "art_5", True, False),
        ("repeal", "art_4a__para_2", True, False), ("commence", None, None, True),
    ]  # fmt: skip
    vanthu("reg", "amend", AMENDING, "--accept", "1,2", "--dry-run")
    assert vanthu("log", "--json").items == before
    item = vanthu("reg", "show", AMENDED, *DAY, "--json").items[0]
    assert item["text_state"] == "partial"


def test_what_is_accepted_is_one_commit_and_in_the_text(vanthu: Vanthu) -> None:
    vanthu("reg", "amend", AMENDING, "--accept", "1,3")
    assert vanthu("log", "--json").items[0]["subject"] == "reg amend 42-QĐ/TU"
    shown = vanthu("reg", "show", AMENDED, "Điều 4a", *DAY, "--lang", "vi").out
    assert "2. (bãi bỏ)" in shown
    assert "Tài liệu mật" not in shown
    vanthu("reg", "amend", AMENDING, "--accept", "2")
    path = vanthu.root / "regulations/tinh-uy-a/quy-dinh/2026/42-qd-tu/mods.yaml"
    ids = re.findall(r"id: (m\d+)", path.read_text(encoding="utf-8"))
    assert ids == ["m1", "m4", "m3"]  # in the order of the text; those recorded keep their ids
    item = vanthu("reg", "show", AMENDED, *DAY, "--json").items[0]
    assert item["text_state"] == "consolidated"
    vanthu("undo")
    vanthu("undo")
    assert vanthu("reg", "show", AMENDED, *DAY, "--json").items[0]["text_state"] == "partial"


@pytest.mark.parametrize(
    ("words", "exit_code"),
    [((AMENDING, "--accept", "9"), 4), ((AMENDING, "--accept", "eins"), 2), (("366-QĐ/TW",), 4)],
)
def test_what_cannot_be_accepted_is_refused(
    vanthu: Vanthu, words: tuple[str, ...], exit_code: int
) -> None:
    answer = vanthu("reg", "amend", *words, "--json")
    assert answer.exit_code == exit_code
    assert json.loads(answer.err)["error"]["message"]


def test_an_article_is_shown_in_every_form(vanthu: Vanthu, tmp_path: Path) -> None:
    words = (
        "reg",
        "show",
        AMENDED,
        "khoản",
        "1",
        "Điều",
        "4",
        "--on",
        "2025-07-01",
        "--lang",
        "vi",
    )
    for form in ("text", "md", "html"):
        page = vanthu(*words, "--format", form).out
        assert "qua mạng thông tin của Đảng" in page, form
        assert "28-QĐ/TU (20/6/2025), từ ngày 01/07/2025" in page, form
        assert "Đã hợp nhất" in page, form
    (unit,) = vanthu(*words, "--json").items[0]["provisions"]
    assert (unit["eid"], unit["num"]) == ("art_4__para_1", "1")
    assert unit["changed_by"][0]["symbol"] == "28-QĐ/TU"
    vanthu(*words, "--format", "docx", "--out", str(tmp_path / "dieu-4.docx"))
    from templates.readback import read_text

    assert "qua mạng thông tin của Đảng" in read_text((tmp_path / "dieu-4.docx").read_bytes())


def test_no_form_runs_what_stands_in_a_text(vanthu: Vanthu) -> None:
    path = vanthu.root / "regulations/tinh-uy-a/quy-dinh/2024/15-qd-tu/text@2024-03-12.md"
    text = path.read_text(encoding="utf-8")
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7*7 }}"
    path.write_text(text.replace("phải ngắn", evil), encoding="utf-8")
    vanthu("record")
    page = vanthu("reg", "show", AMENDED, "art_2", "--on", "2024-06-01", "--format", "html").out
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("words", "code"),
    [(("art_77",), "no_element"), (("--on", "2020-01-01", "--format", "text"), "no_text")],
)
def test_what_is_not_there_is_said_so(vanthu: Vanthu, words: tuple[str, ...], code: str) -> None:
    answer = vanthu("reg", "show", AMENDED, *words)
    assert answer.exit_code == 4
    asked = [word for word in words if word not in ("--format", "text")]
    if code == "no_element":
        error = json.loads(vanthu("reg", "show", AMENDED, *asked, "--json").err)["error"]
        assert error["code"] == code
        assert "art_4a" in error["known"]
