"""The short way of filling a row gives what the long way gives, or leaves the row to it."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.records import Plain, read_record
from templates.bulk.records import Columns, UnreadableRowError, columns_of
from templates.bulk.table import Row
from templates.cabinet import open_cabinet
from templates.filling import fill
from templates.form import HOLDERS, Field, read_form
from tests.bulk_orders import FORM

DRAWERS = {form.code: drawer for drawer, form in open_cabinet().forms()}
EVERY_KIND = (
    FORM
    + """\
  - {key: anh, label: {vi: Ảnh, en: ''}, kind: photo, size_mm: ["30", "40"]}
  - {key: so, label: {vi: Số, en: ''}, kind: boxes, digits: "2-3", letters: 0-2}
  - {key: gioi, label: {vi: Giới, en: ''}, kind: strike, values: [Nam, Nữ]}
  - {key: hang, label: {vi: Hạng, en: ''}, kind: enum, values: [Một, Hai], required: yes}
  - {key: mon, label: {vi: Môn, en: ''}, kind: multi_enum, values: [Một, Hai]}
  - {key: loai, label: {vi: Loại, en: ''}, kind: xep_loai}
  - {key: ky, label: {vi: Ký, en: ''}, kind: signature}
  - key: quan_ngu
    label: {vi: Quân ngũ, en: ''}
    kind: group
    required: yes
    fields:
      - {key: vao, label: {vi: Vào, en: ''}, kind: long_date}
      - {key: ra, label: {vi: Ra, en: ''}, kind: text}
  - key: con
    label: {vi: Con, en: ''}
    kind: family_blocks
    required: yes
    fields:
      - {key: ten, label: {vi: Tên, en: ''}, kind: text}
      - {key: ngay, label: {vi: Ngày, en: ''}, kind: long_date}
"""
)
TEXTS = ["", "", "", "Một", "Hai", "một", "Không", "KHÔNG.", "x", "a\nb", "\x07", "\u200b",
         "\ufffe", "12", "12AB", "Nam", "03/02/2010", "6/1980", "31/02/1980", "2010-02-03", "a.jpg",
         "Một; Hai", "Hoàn thành tốt nhiệm vụ"]  # fmt: skip
texts: st.SearchStrategy[Plain] = st.sampled_from(TEXTS) | st.text(max_size=4).map(str.strip)


@cache
def columns(code: str = "") -> Columns:
    if code:
        return columns_of(DRAWERS[code].form())
    form, problems = read_form("form.yaml", EVERY_KIND)
    assert form is not None, problems
    return columns_of(form, "ten_tep")


def filled(found: Columns, row: Row) -> Mapping[str, object] | None:
    """What the long way gives; ``None`` for a row at fault, or with a photo still to be read."""
    try:
        long = found.fill(row, "data.jsonl")
    except UnreadableRowError:
        return None
    return None if long.photos else long.values


def cells_for(field: Field) -> st.SearchStrategy[Plain]:
    if not field.fields or field.kind in HOLDERS:
        return texts
    row = st.dictionaries(st.sampled_from([*(part.key for part in field.fields), "la"]), texts)
    rows = st.lists(row | texts, max_size=3)
    return texts | rows | rows.map(lambda some: json.dumps(some, ensure_ascii=False))


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A row whose required answers are mostly there, so that many rows are sound."""
    found = columns()
    by_key = {field.key: field for field in found.form.fields}
    cells: dict[str, Plain] = {
        "ho_ten": "Mẫu", "ngay_sinh": "1980", "hang": "Một", "quan_ngu_ra": "x",
        "vao_dang_ngay": "03/02/2010", "con": [{"ten": "x"}],
    }  # fmt: skip
    for name in draw(st.lists(st.sampled_from([*found.names[1:], "ten_tep", "la"]), max_size=2)):
        cells[name] = draw(cells_for(by_key[name]) if name in by_key else texts)
    return Row(1, tuple(cells), tuple(cells.values()))


@given(rows())
def test_the_short_way_agrees_with_the_long_one(row: Row) -> None:
    short = columns().at_once(row)
    assert short is None or short == filled(columns(), row)


@pytest.mark.parametrize("code", sorted(DRAWERS))
def test_the_invented_person_goes_the_short_way(code: str) -> None:
    folder = files("templates").joinpath("forms", DRAWERS[code].slug)
    record, problems = read_record(
        "example.yaml", folder.joinpath("example.yaml").read_text("utf-8")
    )
    assert record is not None and isinstance(record.data, dict), problems
    flat: dict[str, Plain] = {}
    for name, value in record.data.items():
        parts = value if isinstance(value, dict) else {}
        flat |= {f"{name}_{key}": inner for key, inner in parts.items()} or {name: value}
    short = columns(code).at_once(Row(1, tuple(flat), tuple(flat.values())))
    assert short == fill(columns(code).form, record, "example.yaml").values


SECRET = "Nguyễn Thị Bí Mật"
SECRETS: list[Plain] = [
    SECRET, f"{SECRET}\x07", [SECRET], {"ten": SECRET}, [{"ten": [SECRET]}], f"[{SECRET}",
    [{"ten": f"{SECRET}\x07", "ngay": SECRET}],
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(columns().names[1:]), st.sampled_from(SECRETS)))
def test_no_fault_repeats_what_was_typed(cells: dict[str, Plain]) -> None:
    with pytest.raises(UnreadableRowError) as refused:
        columns().fill(Row(1, tuple(cells), tuple(cells.values())), "data.jsonl")
    assert SECRET not in "".join(refused.value.fault.fields + refused.value.fault.reasons)
