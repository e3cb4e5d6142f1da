"""The empty data file of a form: every field once, with its labels and choices as comments."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from regulations.records import write_record
from templates.answers import choices_of
from templates.form import HOLDERS, ROWED, Field, Form

_REQUIRED = "bắt buộc · required"
_WIDTH = 96
_RULES = (
    "Mục bắt buộc có dấu (*). Không có thì ghi Không; để trống là chưa khai, in thành dòng chấm.",
    "Required fields carry (*). Write Không where there is none; what is left empty was not"
    " declared and prints as a dotted line.",
)


def blank(form: Form) -> str:
    """Return the data skeleton of *form* as YAML; it reads back, with all answers empty."""
    head = [f"{form.code} · {form.title}"]
    if form.secret:
        head.append(str(form.secrecy))
    lines = [comment for text in (*head, *_RULES) for comment in _comment(text, "")]
    for asked in form.fields:
        if asked.fillable:
            lines += ["", *_asked(asked, "")]
    return "\n".join(lines) + "\n"


def _asked(asked: Field, indent: str) -> Iterator[str]:
    yield from _comment(_heading(asked), indent)
    if asked.kind in HOLDERS:
        yield f"{indent}{asked.key}:"
        for part in asked.fields:
            if part.fillable:
                yield from _asked(part, f"{indent}  ")
    elif asked.kind in ROWED:
        yield f"{indent}{asked.key}:"
        yield from _row(asked, indent)
    elif asked.default:
        yield from (
            f"{indent}{line}" for line in write_record({asked.key: asked.default}).splitlines()
        )
    else:
        yield f"{indent}{asked.key}:"


def _row(table: Field, indent: str) -> Iterator[str]:
    """Yield one empty row, to be copied for each further one."""
    for rank, column in enumerate(table.fields):
        yield from _comment(_heading(column), f"{indent}    ")
        yield f"{indent}{'    ' if rank else '  - '}{column.key}:"


def _heading(asked: Field) -> str:
    number = f"{asked.num}) " if asked.num else ""
    words = [f"{number}{asked.label}{' (*)' if asked.required else ''}"]
    if expected := _expected(asked):
        words.append(expected)
    if asked.note:
        words.append(asked.note)
    return " — ".join(words)


def _expected(asked: Field) -> str:
    if asked.kind in ("date", "long_date"):
        return "dd/mm/yyyy, mm/yyyy, yyyy" if asked.partial else "dd/mm/yyyy"
    if asked.kind == "digits":
        return f"{asked.digits} số · digits"
    if asked.kind == "boxes":
        letters = f" + {asked.letters} chữ · letters" if asked.letters else ""
        return f"{asked.digits} số · digits{letters}"
    if asked.kind == "photo":
        return "tên tệp ảnh JPEG hoặc PNG · name of a picture file"
    if asked.kind in ROWED:
        return "mỗi dòng một gạch đầu dòng · one hyphen for each row"
    choices = choices_of(asked)
    if choices is None:
        return ""
    listed = " | ".join(choices.values)
    if asked.kind == "multi_enum":
        return f"chọn nhiều, như [A, B] · any of: {listed}"
    return f"{listed} | …" if choices.open else listed


def _comment(text: str, indent: str) -> list[str]:
    width = _WIDTH - len(indent)
    return [
        f"{indent}# {line}"
        for line in wrap(text, width, break_long_words=False, break_on_hyphens=False)
    ]
