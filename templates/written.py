"""How one answer is written on the paper of a form: dots, boxes, ticks, struck words, long days."""

from __future__ import annotations

from collections.abc import Sequence

from regulations.days import DayError, parse_day
from templates.answers import boxed, choices_of, is_none
from templates.form import Field
from templates.wording import long_day

CHECKED, UNCHECKED = "☒", "☐"
OPEN_DAY = "ngày ..... tháng ..... năm ........"  # to be written on by hand
DOTS_OF_CELL = 8
_DOTS = {"date": 24, "digits": 30, "enum": 20, "longtext": 120}
_DOTS_OF_TEXT = 40
_LONG, _PIECE = 60, 5  # dots of more than half a line may break after every few
_BREAK = "\u200b"  # a place to break that takes no room


def dots(asked: Field, number: int = 0) -> str:
    """Return the dotted line of a field that was not declared, to be written on by hand."""
    if asked.kind == "long_date":
        return OPEN_DAY
    count = asked.line or number or _DOTS.get(asked.kind, _DOTS_OF_TEXT)
    if count < _LONG:
        return "." * count
    return _BREAK.join(["", *["." * _PIECE] * (count // _PIECE)])


def written(asked: Field, text: str) -> object:
    """Return what the paper gets for *text*: a line, the signs of boxes, or choices to strike."""
    if asked.kind == "boxes":
        return boxed(asked, text)
    if asked.kind == "strike":
        return _struck(asked, text)
    return line(asked, text)


def line(asked: Field, text: str, number: int = 0) -> str:
    """Return *text* as one line prints it; a dotted line of *number* dots where it is empty."""
    if asked.kind == "long_date" and text and not is_none(text):
        return _long(text)
    return text or dots(asked, number)


def ticks(asked: Field, texts: Sequence[str], beside: str = "") -> dict[str, object]:
    """Return every choice with its box, those of *texts* checked, and the text that goes before."""
    choices = choices_of(asked)
    assert choices is not None
    chosen = [text for text in texts if text]
    marks = [CHECKED if _among(name, chosen) else UNCHECKED for name in choices.values]
    named = zip(choices.values, marks, strict=True)
    return {"ticks": [{"name": name, "mark": mark} for name, mark in named], "text": beside}


def _struck(asked: Field, text: str) -> list[dict[str, str]]:
    """Return every choice, kept or to be struck through; all are kept while none is chosen."""
    chosen = any(_among(name, [text]) for name in asked.values)
    return [
        {"kept": name, "struck": ""}
        if not chosen or _among(name, [text])
        else {"kept": "", "struck": name}
        for name in asked.values
    ]


def _among(name: str, texts: Sequence[str]) -> bool:
    return any(name.casefold() == text.strip().casefold() for text in texts)


def _long(text: str) -> str:
    try:
        return long_day(parse_day(text))
    except DayError:  # the fault was reported where the answer was checked
        return text
