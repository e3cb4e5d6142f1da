"""The two-page form as peers want it: with merge fields, or docxtemplater's curly tags."""

from __future__ import annotations

from typing import Any

from press_form import (
    BOXES,
    CONDITIONS,
    ENDS,
    LINES,
    TABLES,
    fields,
    package,
    paragraph,
    row,
    run,
    table,
)


def merge_template() -> bytes:
    """Return the form with merge fields; what conditions say comes as a value, the photo stays."""
    lines = [fields(row, _field) for row in LINES]
    boxes = [paragraph(run(f"{label}: ") + _field(f"o_{name}")) for label, name in BOXES]
    told = [paragraph(_field(f"cau_{name}")) for name, _, _ in CONDITIONS]
    tables = [table(title, [row(map(_field, keys))], len(keys)) for _, title, keys in TABLES]
    ends = [paragraph(_field(name)) for name in ENDS]
    return package("".join((*lines, *boxes, *told, *tables, *ends)), paragraph(_field("co_quan")))


def curly_template() -> bytes:
    """Return the form with the tags of docxtemplater; its photos are sold apart."""
    lines = [fields(each, _curly) for each in LINES]
    boxes = [
        paragraph(run(f"{label}: {{#{name}}}☒{{/{name}}}{{^{name}}}☐{{/{name}}}"))
        for label, name in BOXES
    ]
    told = [
        "".join(paragraph(run(text)) for text in (
            f"{{#{name}}}", sentence.format(*(f"{{{one}}}" for one in used)), f"{{/{name}}}"))
        for name, sentence, used in CONDITIONS
    ]  # fmt: skip
    tables = [
        table(title, [row(map(run, keys)), row(map(run, _looped(name, keys)))], len(keys))
        for name, title, keys in TABLES
    ]
    ends = [paragraph(_curly(name)) for name in ENDS]
    return package("".join((*lines, *boxes, *told, *tables, *ends)), paragraph(_curly("co_quan")))


def merge_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as merge fields take them: conditions decided, no photo."""
    boxes = {f"o_{name}": "☒" if values[name] else "☐" for _, name in BOXES}
    told = {
        f"cau_{name}": text.format(*(values[one] for one in used)) if values[name] else ""
        for name, text, used in CONDITIONS
    }
    plain = {name: value for name, value in values.items() if isinstance(value, str)}
    rows = {keys[0]: values[name] for name, _, keys in TABLES}
    return {**plain, **boxes, **told, **rows}


def curly_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values without the photo."""
    return {name: value for name, value in values.items() if not isinstance(value, bytes)}


def _looped(name: str, keys: tuple[str, ...]) -> list[str]:
    tags = [f"{{{key}}}" for key in keys]
    return [f"{{#{name}}}{tags[0]}", *tags[1:-1], f"{tags[-1]}{{/{name}}}"]


def _curly(name: str) -> str:
    return run(f"{{{name}}}  ")


def _field(name: str) -> str:
    inside = run(f"«{name}»")
    return f'<w:fldSimple w:instr=" MERGEFIELD {name} ">{inside}</w:fldSimple>'
