"""The blocks of a form's paper: lines, a head, number boxes, a photo, tables, families, signatures.

A block is one entry of ``blocks`` in ``sheet.yaml``; a plain text is a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from regulations.records import Plain
from templates.answers import choices_of
from templates.form import Field
from templates.lines import Column, Line, Lines, Row, Run
from templates.measure import heading_width_mm
from templates.typesetting import Sheet

Block = dict[str, Plain]
Fields = Mapping[str, Field]
_TAG = re.compile(r"\{([a-z0-9_.]+)(\|upper)?\}")
_FACE = re.compile(r"(\*\*.+?\*\*|//.+?//|\^\^.+?\^\^)")
_GAP_MM = 5.0
_BOX_MM = 4.4
_BOX_HEIGHT_MM = 5.5
_FIRST_COLUMNS = 3  # of a table that grows to the right; the press shares the width anew


def set_block(sheet: Sheet, block: Block, fields: Fields) -> None:
    """Set one block; the first key that is known says which kind it is."""
    for kind, setter in _SETTERS.items():
        if kind in block:
            setter(sheet, block, fields)
            return
    raise KeyError(f"no block of a sheet: {', '.join(block)}")


def _set_line(sheet: Sheet, block: Block, fields: Fields) -> None:
    sheet.line(_line(block, fields))


def _line(block: Plain, fields: Fields, row: str = "") -> Line:
    """Return a line; *row* names the loop's person where the line stands in a family block."""
    block = {"text": block} if isinstance(block, str) else _map(block)
    style = str(block.get("style", "muc"))
    rule = block.get("rule_of")
    return Line(
        style,
        [*_runs(str(block["text"]), fields, row)],
        align=str(block.get("align", "")),
        rule_mm=heading_width_mm(str(rule), _mm(block, "rule_pt")) if rule else None,
        keep=block.get("keep") == "yes",
        new_page=block.get("new_page") == "yes",
    )


def _runs(text: str, fields: Fields, row: str) -> Iterator[Run]:
    """Yield the runs of a line: ``**bold**``, ``//italic//``, ``^^marked^^``, ``{key}``."""
    for part in _FACE.split(text):
        mark, inner = (part[:2], part[2:-2]) if _FACE.fullmatch(part) else ("", part)
        at = 0
        for tag in _TAG.finditer(inner):
            yield from _run(inner[at : tag.start()], mark)
            yield from _value(tag[1], fields, row, mark, tag[2] or "")
            at = tag.end()
        yield from _run(inner[at:], mark)


def _run(text: str, mark: str) -> Iterator[Run]:
    if text:
        yield Run(
            text,
            bold=True if mark == "**" else None,
            italic=True if mark == "//" else None,
            marked=mark == "^^",
        )


def _value(name: str, fields: Fields, row: str, mark: str, case: str) -> Iterator[Run]:
    field = fields.get(name)
    if row:
        name = f"{row}.{name}"
    if field is None or field.kind != "strike":
        yield from _run(f"{{{{ {name}{case} }}}}", mark)
        return
    for at in range(len(field.values)):
        yield from _run(", " if at else "", mark)
        yield from _run(f"{{{{ {name}[{at}].kept }}}}", mark)
        yield Run(f"{{{{ {name}[{at}].struck }}}}", struck=True)


def _set_photo(sheet: Sheet, block: Block, fields: Fields) -> None:
    """Set a frame for a photo, and lines of text beside it; on the left with ``side: left``."""
    photo = fields[str(block["photo"])]
    assert photo.size_mm is not None
    width, height = photo.size_mm
    style = str(block["style"])
    beside = [_line(_styled(line, style), fields) for line in _list(block["beside"])]
    empty = str(block["empty"])
    inside = f"{{% if {photo.key} %}}{{{{ {photo.key} }}}}{{% else %}}{empty}{{% endif %}}"
    columns = [
        Column(sheet.text_width_mm - width - _GAP_MM, style=style),
        Column(_GAP_MM, style=style),
        Column(width, style="khung_anh", boxed=True),
    ]
    cells: list[str | Lines] = [beside, "", Line("khung_anh", inside)]
    if block.get("side") == "left":
        columns.reverse()
        cells.reverse()
    sheet.grid(columns, [Row(tuple(cells), height_mm=height)], borders=False)


def _set_boxes(sheet: Sheet, block: Block, fields: Fields) -> None:
    """Set a number, one box for each sign; a gap parts the digits from the letters."""
    number = fields[str(block["boxes"])]
    groups = [count.most for count in (number.digits, number.letters) if count]
    columns = [
        Column(_mm(block, "indent_mm"), style="so"),
        Column(_mm(block, "label_mm"), style="so"),
    ]
    cells: list[str] = ["", str(block["label"])]
    for rank, size in enumerate(groups):
        if rank:
            columns.append(Column(_GAP_MM, style="o"))
            cells.append("")
        first = sum(groups[:rank])
        columns += [Column(_BOX_MM, style="o", boxed=True)] * size
        cells += [f"{{{{ {number.key}[{at}] }}}}" for at in range(first, first + size)]
    sheet.grid(columns, [Row(tuple(cells), height_mm=_BOX_HEIGHT_MM)], borders=False)


def _set_table(sheet: Sheet, block: Block, fields: Fields) -> None:
    """Set a table with one row for each row of the data."""
    table = fields[str(block["table"])]
    widths = [float(str(width)) for width in _list(block["widths_mm"])]
    columns = [
        Column(width, head=part.label.vi, style="dong")
        for width, part in zip(widths, table.fields, strict=True)
    ]
    row = Row(tuple(f"{{{{ row.{part.key} }}}}" for part in table.fields))
    opening, closing = Row.tag(f"{{%tr for row in {table.key} %}}"), Row.tag("{%tr endfor %}")
    sheet.grid(columns, [opening, row, closing])


def _set_across(sheet: Sheet, block: Block, fields: Fields) -> None:
    """Set a table that grows to the right: a line for each column of the data."""
    table = fields[str(block["across"])]
    label = _mm(block, "label_mm")
    share = (sheet.text_width_mm - label) / _FIRST_COLUMNS
    columns = [Column(label, style="dong"), *[Column(share, style="dong")] * _FIRST_COLUMNS]
    loop = f"{{%tc for row in {table.key} %}}"
    rows = [
        Row((part.label.vi, loop, f"{{{{ row.{part.key} }}}}", "{%tc endfor %}"))
        for part in table.fields
    ]
    sheet.grid(columns, rows)


def _set_family(sheet: Sheet, block: Block, fields: Fields) -> None:
    """Set the same lines for each person of a family."""
    family = fields[str(block["family"])]
    inner = {part.key: part for part in family.fields}
    sheet.line(Line("cach", f"{{%p for row in {family.key} %}}"))
    for line in _list(block["lines"]):
        sheet.line(_line(line, inner, "row"))
    sheet.line(Line("cach", "{%p endfor %}"))


def _set_ticks(sheet: Sheet, block: Block, fields: Fields) -> None:
    """Set all choices side by side, each with its box."""
    choice = fields[str(block["ticks"])]
    across = int(str(block["columns"]))
    after = str(block.get("after", ""))
    choices = choices_of(choice)
    assert choices is not None
    cells = [
        f"{{{{ {choice.key}.ticks[{at}].mark }}}} {{{{ {choice.key}.ticks[{at}].name }}}}{after}"
        for at in range(len(choices.values))
    ]
    columns = [Column(sheet.text_width_mm / across, style="danh_dau")] * across
    sheet.grid(columns, [Row(row) for row in _rows(cells, across)], borders=False)


def _set_dots(sheet: Sheet, block: Block, _fields: Fields) -> None:
    """Set dotted lines of full width, for a pen; the first begins with ``label``."""
    style, keep = str(block.get("style", "muc")), block.get("keep") == "yes"
    for rank in range(int(str(block["dots"]))):
        text = f"{block.get('label', '')} \t" if rank == 0 else "\t"
        dotted = Line(style, text.lstrip(" "), "left", dots_mm=sheet.text_width_mm, keep=keep)
        sheet.line(dotted)


def _set_signatures(sheet: Sheet, block: Block, fields: Fields) -> None:
    """Set those who sign side by side, in equal parts unless ``widths_mm`` says otherwise."""
    cells = [[_line(line, fields) for line in _list(cell)] for cell in _list(block["sign"])]
    shares = [float(str(width)) for width in _list(block.get("widths_mm", []))]
    sheet.spread(shares or [sheet.text_width_mm / len(cells)] * len(cells), *cells)


def _set_head(sheet: Sheet, block: Block, fields: Fields) -> None:
    """Set the two cells at the top: who issues, and the Party's or the Youth Union's name."""
    left, right = ([_line(line, fields) for line in _list(cell)] for cell in _list(block["head"]))
    sheet.head(left, right)


_SETTERS = {
    "text": _set_line,
    "photo": _set_photo,
    "boxes": _set_boxes,
    "table": _set_table,
    "across": _set_across,
    "family": _set_family,
    "ticks": _set_ticks,
    "dots": _set_dots,
    "sign": _set_signatures,
    "head": _set_head,
}


def _styled(line: Plain, style: str) -> Block:
    return {"text": line, "style": style} if isinstance(line, str) else _map(line)


def _rows(cells: Sequence[str], across: int) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(cells), across):
        row = tuple(cells[start : start + across])
        yield row + ("",) * (across - len(row))


def _mm(block: Block, name: str) -> float:
    return float(str(block[name]))


def _map(node: Plain) -> Block:
    assert isinstance(node, dict)
    return node


def _list(node: Plain) -> list[Plain]:
    assert isinstance(node, list)
    return node
