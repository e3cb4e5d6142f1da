"""The paper of a form, built from ``sheet.yaml``: lines, number boxes, a photo, tables, signatures.

The result is a template that a drafter can open in Word; ``{key}`` of the sheet is a tag in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files

from regulations.errors import InvalidDataError, NotFoundError
from regulations.records import Plain, read_record
from regulations.sentences import say
from templates.form import Field, Form
from templates.layout.parts import Component, Page, Setting
from templates.layout.profile import Profile
from templates.lines import Column, Line, Row
from templates.typesetting import Sheet

_CONF = "B"  # how well the measures of a shipped sheet are known; see the head of each file
_TAG = re.compile(r"\{([a-z0-9_.]+)\}")
_GAP_MM = 5.0
_BOX_MM = 4.4
_BOX_HEIGHT_MM = 5.5


class NoSheetError(NotFoundError):
    """A form has no description of its paper."""

    def __init__(self, code: str) -> None:
        super().__init__(
            say("The form {code} has no sheet.yaml to build its paper from.", code=code),
            hint=say("Put a form.docx made in Word beside its form.yaml instead."),
        )


def build_form_template(form: Form, profile: Profile) -> bytes:
    """Return the Word template of a shipped *form*, in the face of *profile*; always the same.

    Raises:
        NoSheetError: the form ships without a description of its paper.
        InvalidDataError: the description can't be read.
    """
    definition = _sheet_of(form)
    fields = {field.key: field for field in form.fields}
    sheet = Sheet(_laid_out(profile, _map(definition["page"]), _map(definition["styles"])))
    for block in _list(definition["blocks"]):
        _set(sheet, _map(block), fields)
    return sheet.to_bytes()


def _sheet_of(form: Form) -> dict[str, Plain]:
    source = files("templates").joinpath("forms", form.slug, "sheet.yaml")
    if not source.is_file():
        raise NoSheetError(form.code)
    path = f"templates/forms/{form.slug}/sheet.yaml"
    record, problems = read_record(path, source.read_text(encoding="utf-8"))
    if record is None:
        raise InvalidDataError(path, problems)
    return _map(record.data)


def _laid_out(profile: Profile, page: dict[str, Plain], styles: dict[str, Plain]) -> Profile:
    """Return *profile* with the margins and the styles of a form."""
    margins = {side: Setting(str(value), _CONF) for side, value in page.items()}
    own = tuple(_component(name, _map(style)) for name, style in styles.items())
    sides: Page = replace(profile.page, **margins)
    return replace(profile, page=sides, components=(*profile.components, *own))


def _component(name: str, style: dict[str, Plain]) -> Component:
    settings = tuple(
        (key, Setting(str(value), _CONF)) for key, value in style.items() if key != "name"
    )
    return Component(name, str(style["name"]), settings)


def _set(sheet: Sheet, block: dict[str, Plain], fields: dict[str, Field]) -> None:
    if "text" in block:
        sheet.line(_line(block))
    elif "photo" in block:
        _set_photo(sheet, block, fields[str(block["photo"])])
    elif "boxes" in block:
        _set_boxes(sheet, block, fields[str(block["boxes"])])
    elif "table" in block:
        _set_table(sheet, block, fields[str(block["table"])])
    elif "ticks" in block:
        _set_ticks(sheet, block, fields[str(block["ticks"])])
    else:
        cells = [[_line(_map(line)) for line in _list(cell)] for cell in _list(block["sign"])]
        sheet.spread([sheet.text_width_mm / len(cells)] * len(cells), *cells)


def _line(block: dict[str, Plain]) -> Line:
    style = str(block.get("style", "muc"))
    return Line(style, _tagged(str(block["text"])), keep=block.get("keep") == "yes")


def _tagged(text: str) -> str:
    return _TAG.sub(r"{{ \1 }}", text)


def _set_photo(sheet: Sheet, block: dict[str, Plain], photo: Field) -> None:
    """Set a frame for a photo on the right, and lines of text beside it."""
    assert photo.size_mm is not None
    width, height = photo.size_mm
    style = str(block["style"])
    beside = [Line(style, _tagged(str(text))) for text in _list(block["beside"])]
    empty = str(block["empty"])
    inside = f"{{% if {photo.key} %}}{{{{ {photo.key} }}}}{{% else %}}{empty}{{% endif %}}"
    columns = (
        Column(sheet.text_width_mm - width - _GAP_MM, style=style),
        Column(_GAP_MM, style=style),
        Column(width, style="khung_anh", boxed=True),
    )
    cells = (beside, "", Line("khung_anh", inside))
    sheet.grid(columns, [Row(cells, height_mm=height)], borders=False)


def _set_boxes(sheet: Sheet, block: dict[str, Plain], number: Field) -> None:
    """Set a number, one box for each sign; a gap parts the digits from the letters."""
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


def _set_table(sheet: Sheet, block: dict[str, Plain], table: Field) -> None:
    """Set a table with one row for each row of the data."""
    widths = [float(str(width)) for width in _list(block["widths_mm"])]
    columns = [
        Column(width, head=part.label.vi, style="dong")
        for width, part in zip(widths, table.fields, strict=True)
    ]
    row = Row(tuple(f"{{{{ row.{part.key} }}}}" for part in table.fields))
    opening, closing = Row.tag(f"{{%tr for row in {table.key} %}}"), Row.tag("{%tr endfor %}")
    sheet.grid(columns, [opening, row, closing])


def _set_ticks(sheet: Sheet, block: dict[str, Plain], choice: Field) -> None:
    """Set all choices side by side, each with its mark."""
    across = int(str(block["columns"]))
    after = str(block.get("after", ""))
    cells = [
        f"{{{{ {choice.key}.ticks[{at}].mark }}}} {{{{ {choice.key}.ticks[{at}].name }}}}{after}"
        for at in range(len(choice.values))
    ]
    columns = [Column(sheet.text_width_mm / across, style="danh_dau")] * across
    sheet.grid(columns, [Row(row) for row in _rows(cells, across)], borders=False)


def _rows(cells: Sequence[str], across: int) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(cells), across):
        row = tuple(cells[start : start + across])
        yield row + ("",) * (across - len(row))


def _mm(block: dict[str, Plain], name: str) -> float:
    return float(str(block[name]))


def _map(node: Plain) -> dict[str, Plain]:
    assert isinstance(node, dict)
    return node


def _list(node: Plain) -> list[Plain]:
    assert isinstance(node, list)
    return node
