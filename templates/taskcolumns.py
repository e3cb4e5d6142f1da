"""The columns of the tables in which offices keep their tasks, and the names these go by. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regulations.folding import fold


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its *key*; *label* is ours, *others* are folded names that offices give it.

    A body fills in what is *open*; *width* is in characters.
    """

    key: str
    label: str
    others: tuple[str, ...] = ()
    open: bool = False
    width: int = 16


COLUMNS: tuple[Column, ...] = (
    Column("number", "TT", ("stt", "so tt", "so thu tu", "no"), width=5),
    Column("id", "Mã nhiệm vụ", ("ma", "ma so", "ma nv", "id"), width=13),
    Column("content", "Nội dung nhiệm vụ",
           ("nhiem vu", "noi dung", "noi dung cong viec", "cong viec", "ten nhiem vu", "dau viec",
            "noi dung nhiem vu, giai phap", "nhiem vu, giai phap", "nhiem vu cu the",
            "noi dung thuc hien", "task"), width=34),
    Column("set_by", "Văn bản giao",
           ("van ban giao nhiem vu", "can cu", "can cu giao", "van ban chi dao", "so van ban",
            "nguon giao", "set by"), width=15),
    Column("lead", "Cơ quan chủ trì",
           ("don vi chu tri", "cq chu tri", "dv chu tri", "chu tri", "co quan, don vi chu tri",
            "co quan thuc hien", "don vi thuc hien", "co quan chu tri thuc hien",
            "don vi chu tri thuc hien", "co quan tham muu", "lead body"), width=15),
    Column("coordinate", "Cơ quan phối hợp",
           ("don vi phoi hop", "cq phoi hop", "dv phoi hop", "phoi hop",
            "co quan, don vi phoi hop", "coordinating"), width=16),
    Column("product", "Sản phẩm",
           ("san pham dau ra", "san pham hoan thanh", "ket qua, san pham", "ket qua/san pham",
            "san pham, ket qua", "hinh thuc van ban", "product"), width=16),
    Column("issuer", "Cấp ban hành",
           ("cap trinh", "cap co tham quyen", "cap co tham quyen ban hanh", "co quan ban hanh",
            "cap phe duyet", "issuer"), width=12),
    Column("deadline", "Thời hạn",
           ("thoi gian hoan thanh", "han hoan thanh", "thoi han hoan thanh", "thoi han thuc hien",
            "thoi gian thuc hien", "thoi gian", "han", "deadline"), open=True, width=13),
    Column("progress", "Tiến độ",
           ("tien do thuc hien", "tinh hinh thuc hien", "tinh trang", "trang thai", "progress"),
           open=True, width=13),
    Column("result", "Kết quả, văn bản hoàn thành",
           ("ket qua", "ket qua thuc hien", "van ban hoan thanh", "ket qua/van ban hoan thanh",
            "result"), open=True, width=17),
    Column("done_on", "Ngày hoàn thành", ("ngay xong", "done on"), open=True, width=11),
    Column("obstacle", "Khó khăn, vướng mắc",
           ("kho khan", "vuong mac", "kho khan vuong mac", "ton tai, vuong mac", "obstacle"),
           open=True, width=20),
    Column("note", "Ghi chú", ("note", "notes"), open=True, width=16),
)  # fmt: skip
PROGRESS = {
    "not_started": "Chưa triển khai",
    "in_progress": "Đang thực hiện",
    "submitted": "Đã trình",
    "done": "Hoàn thành",
    "stopped": "Dừng thực hiện",
    "handed_over": "Đã chuyển cơ quan",
}
_BY_NAME = {name: column.key for column in COLUMNS for name in (fold(column.label), *column.others)}
_BESIDE = re.compile(r"\([^)]*\)|[*:.]|\n")


def column_named(heading: str) -> str:
    """Return the key of the column that a heading names, empty for one that is not known.

    >>> column_named("Đơn vị chủ trì (*)")
    'lead'
    """
    name = " ".join(_BESIDE.sub(" ", fold(heading)).split())
    return _BY_NAME.get(name, "")


def open_columns() -> tuple[str, ...]:
    """Return the keys of the columns that a body fills in, in their order."""
    return tuple(column.key for column in COLUMNS if column.open)


def known_headings(cells: Sequence[str]) -> dict[int, str]:
    """Return the known columns of a row of headings, by place from 0; the first of a kind."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        key = column_named(cell) if cell else ""
        if key and key not in found.values():
            found[at] = key
    return found
