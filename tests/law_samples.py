"""A made-up regulation, amended three times, and a library built of such files. Own words all."""

from __future__ import annotations

import inspect
from collections.abc import Mapping

from regulations.library import Library
from regulations.markup import read_markdown
from regulations.modification import read_mods
from regulations.quotations import slice_of, sum_of
from regulations.readings import read_all
from regulations.records import write_record
from regulations.shelf import READERS, library_from

RULES = "tinh-uy-a/quy-dinh/2024/05-qd-tu"
TERMS = "tinh-uy-a/quy-dinh/2025/11-qd-tu"  # new wording, and an article more
WORDS = "tinh-uy-a/quyet-dinh/2025/40-qd-tu"  # signed later, in effect the same day, and backwards
UNDATED = "tinh-uy-a/huong-dan/undated/09-hd-tu"

TEXTS = {
    RULES: """
    Căn cứ Điều lệ Đảng,

    # Chương I. QUY ĐỊNH CHUNG

    ## Điều 1. Phạm vi

    Quy định này nói về việc mượn sách của huyện uỷ.

    ## Điều 2. Người mượn

    1. Người mượn là:
    a) Cán bộ của huyện uỷ;
    b) Người được huyện uỷ giới thiệu.
    2. Mỗi lần mượn không quá ba cuốn.

    # Chương II. TRÁCH NHIỆM

    ## Điều 3. Trả sách

    1. Trả sách sau mười ngày.
    2. Trả muộn thì báo trước một ngày.

    ## Điều 4. Kho sách

    Kho mở cửa buổi sáng.
    """,
    TERMS: """
    ## Điều 1. Sửa đổi, bổ sung một số điều của Quy định số 05-QĐ/TU

    1. Sửa đổi khoản 1 Điều 3 như sau:
    > “1. Trả sách sau hai mươi ngày; sách quý trả trong ngày.”

    2. Bổ sung Điều 3a sau Điều 3 như sau:
    > “Điều 3a. Gia hạn
    > 1. Được gia hạn một lần.
    > 2. Không gia hạn sách quý.”

    ## Điều 2. Hiệu lực

    Quy định này có hiệu lực từ ngày 01/7/2025.
    """,
    WORDS: """
    ## Điều 1. Nội dung

    1. Thay cụm từ “huyện uỷ” bằng cụm từ “đảng uỷ xã” tại Điều 1 và Điều 2.
    2. Bãi bỏ khoản 2 Điều 3.
    3. Sửa đổi khoản 2 Điều 2, áp dụng từ ngày 01/01/2025, như sau:
    > “2. Mỗi lần mượn không quá năm cuốn.”
    """,
    UNDATED: """
    ## Điều 1. Kho sách

    1. Sửa đổi Điều 4 như sau:
    > “Điều 4. Kho sách
    > Kho mở cửa cả ngày.”
    """,
}
ISSUED = {RULES: "2024-03-10", TERMS: "2025-06-20", WORDS: "2025-06-25", UNDATED: "2025-01-01"}
WORKS: Mapping[str, Mapping[str, object]] = {
    RULES: {"symbol": "05-QĐ/TU", "type": "quy_dinh", "signed": "2024-03-10",
            "effective": "2024-04-01"},
    TERMS: {"symbol": "11-QĐ/TU", "type": "quy_dinh", "signed": "2025-06-20",
            "effective": "2025-07-01"},
    WORDS: {"symbol": "40-QĐ/TU", "type": "quyet_dinh", "signed": "2025-06-25",
            "effective": "2025-07-01"},
    UNDATED: {"symbol": "09-HD/TU", "type": "huong_dan"},
}  # fmt: skip
MODS: Mapping[str, list[dict[str, str]]] = {
    TERMS: [
        {"op": "substitute", "target": f"{RULES}#art_3__para_1", "instruction": "art_1__para_1",
         "text_from": "art_1__para_1__q1"},
        {"op": "insert", "target": RULES, "after": "art_3", "instruction": "art_1__para_2",
         "text_from": "art_1__para_2__q1", "new_id": "art_3a"},
    ],
    WORDS: [
        {"op": "replace-words", "target": f"{RULES}#art_1", "instruction": "art_1__para_1",
         "find": "huyện uỷ", "with": "đảng uỷ xã", "count": "1"},
        {"op": "replace-words", "target": f"{RULES}#art_2", "instruction": "art_1__para_1",
         "find": "huyện uỷ", "with": "đảng uỷ xã", "count": "2"},
        {"op": "repeal", "target": f"{RULES}#art_3__para_2", "instruction": "art_1__para_2"},
        {"op": "substitute", "target": f"{RULES}#art_2__para_2", "instruction": "art_1__para_3",
         "text_from": "art_1__para_3__q1", "effective": "2025-01-01"},
    ],
    UNDATED: [
        {"op": "substitute", "target": f"{RULES}#art_4", "instruction": "art_1__para_1",
         "text_from": "art_1__para_1__q1"},
    ],
}  # fmt: skip


def text(work_id: str) -> str:
    """Return the text of one of the made-up instruments."""
    return inspect.cleandoc(TEXTS[work_id]) + "\n"


def files(*works: str) -> dict[str, bytes]:
    """Return the files of *works*, of all four where none is named."""
    found: dict[str, bytes] = {}
    for own in works or tuple(WORKS):
        work = {"issuer": ["tinh-uy-a"], "title": {"vi": "Mượn sách"}, **WORKS[own]}
        found[f"regulations/{own}/work.md"] = f"---\n{write_record(work)}---\n".encode()
        found[f"regulations/{own}/text@{ISSUED[own]}.md"] = text(own).encode()
        if own in MODS:
            found[f"regulations/{own}/mods.yaml"] = mods(MODS[own], text(own))
    return found


def act(
    work_id: str, front: str, day: str, amending: str, entries: list[dict[str, str]]
) -> dict[str, bytes]:
    """Return the files of one more instrument: front matter, text of *day*, what it does."""
    folder = f"regulations/{work_id}"
    return {
        f"{folder}/work.md": f"---\nissuer: [tinh-uy-a]\n{front}---\n".encode(),
        f"{folder}/text@{day}.md": amending.encode(),
        f"{folder}/mods.yaml": mods(entries, amending),
    }


def mods(entries: list[dict[str, str]], amending: str) -> bytes:
    """Return a mods.yaml of *entries*, each with the sum of the words it takes."""
    own, _ = read_markdown("", amending)
    filled = []
    for number, entry in enumerate(entries, 1):
        words = slice_of(own, entry["text_from"]) if "text_from" in entry else None
        summed = {"text_sha256": sum_of(words)} if words is not None else {}
        filled.append({"id": f"m{number}", **entry, **summed})
    content = write_record({"mods": filled})
    assert not read_mods("mods.yaml", content).problems
    return content.encode()


def library(contents: Mapping[str, bytes]) -> Library:
    """Return the library that files of an office make."""
    read = read_all(contents, READERS)
    assert read.problems() == []
    return library_from(read)
