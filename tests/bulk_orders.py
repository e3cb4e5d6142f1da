"""A small form in bulk: its paper, its rows, and orders for them, for the tests of bulk."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from templates.blank import blank_paper
from templates.bulk.order import Order
from templates.bulk.out import out_of
from templates.form import Form, read_form
from templates.layout.profile import load_profile
from templates.press.stamp import pack

FORM = """\
code: 1-THỬ
title: {vi: Mẫu thử, en: Test form}
paper: A4
conf: M
fields:
  - {key: ho_ten, label: {vi: Họ tên}, kind: text, required: yes}
  - {key: ngay_sinh, label: {vi: Ngày sinh}, kind: date, partial: yes, required: yes}
  - key: vao_dang
    label: {vi: Vào Đảng}
    kind: group
    fields:
      - {key: ngay, label: {vi: Ngày}, kind: date, required: yes}
      - {key: chi_bo, label: {vi: Chi bộ}, kind: text}
  - key: gia_dinh
    label: {vi: Gia đình}
    kind: table
    fields:
      - {key: quan_he, label: {vi: Quan hệ}, kind: text, required: yes}
      - {key: ten, label: {vi: Tên}, kind: text}
"""
_LINES = (
    "{{ ho_ten }} sinh {{ ngay_sinh }}",
    "{{ vao_dang_ngay }} tại {{ vao_dang_chi_bo }}",
    "{%p for nguoi in gia_dinh %}",
    "{{ nguoi.quan_he }}: {{ nguoi.ten }}",
    "{%p endfor %}",
)
COLUMNS = ("ho_ten", "ngay_sinh", "vao_dang_ngay", "vao_dang_chi_bo", "gia_dinh")
Cells = Mapping[str, object]


def paper() -> bytes:
    """The template, a hundredth of what Word would save."""
    with zipfile.ZipFile(io.BytesIO(blank_paper(load_profile()))) as blank:
        parts = {name: blank.read(name) for name in blank.namelist()}
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _LINES)
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(b"<w:body>", b"<w:body>" + lines.encode(), 1)
    return pack(parts)


def form() -> Form:
    """The form."""
    found, problems = read_form("form.yaml", FORM)
    assert found is not None, problems
    return found


def person(number: int) -> dict[str, object]:
    """An invented person."""
    return {
        "ho_ten": f"Nguyễn Văn Mẫu {number}",
        "ngay_sinh": f"{1 + number % 28:02d}/06/1980",
        "vao_dang_ngay": "03/02/2010",
        "vao_dang_chi_bo": "Chi bộ A & B <1>",
        "gia_dinh": [{"quan_he": "Cha", "ten": f"Mẫu Cha {number}"}],
    }


def people(count: int) -> list[dict[str, object]]:
    """So many invented persons."""
    return [person(number) for number in range(1, count + 1)]


def flat(rows: Iterable[Cells], columns: Sequence[str] = COLUMNS) -> list[list[str]]:
    """The rows as the cells of a table; lists are JSON."""
    return [
        [cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
         for cell in (row.get(name, "") for name in columns)]
        for row in rows
    ]  # fmt: skip


def write_csv(path: Path, rows: Iterable[Cells], columns: Sequence[str] = COLUMNS) -> Path:
    """Write the rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *flat(rows, columns)])
    return path


def order(source: Path, target: Path, *, shard: int | None = None, key: str = "") -> Order:
    """An order for the form's papers."""
    found = form()
    stamp = (("vanthu-office", "0" * 40),)
    return Order(found, paper(), stamp, source, out_of(target, found.slug, shard), key)


def papers_in(folder: Path) -> dict[str, bytes]:
    """All that an order left for people to see, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def printed_in(folder: Path, ending: str = ".docx") -> dict[str, bytes]:
    """The papers of a folder, zipped or not, by name; or, by their *ending*, its PDF files."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ending:
            found[path.name] = path.read_bytes()
        elif path.suffix == ".zip" and (ending == ".pdf") == path.name.endswith(".pdf.zip"):
            with zipfile.ZipFile(path) as held:
                assert held.testzip() is None
                assert not found.keys() & set(held.namelist())
                found |= {name: held.read(name) for name in held.namelist()}
    return found
