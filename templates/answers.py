"""What one answer on a form may look like, by the kind of its field. Pure.

A check says what is expected and never repeats what was typed: it may be personal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from regulations.days import DayError, parse_day
from regulations.folding import fold
from regulations.sentences import Sentence, say
from templates.choices import Choices, shared_choices
from templates.form import LISTED, Count, Field
from templates.press.values import unprintable

NONE = "Không"  # declared: there is none. An empty answer is not declared.
_K, _G = frozenset("kK\N{KELVIN SIGN}"), frozenset("gG")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])[/.\-](1[89]|20)\d\d")
_YEAR = re.compile(r"(1[89]|20)\d\d")
_FEW = 12  # so many choices can be named in one sentence
_ISO = re.compile(r"\s*\d{4}-")  # a day of a computer: it would be printed as it was typed


def is_none(text: str) -> bool:
    """Tell whether an answer declares that there is none."""
    if not _K.isdisjoint(text) and not _G.isdisjoint(text):  # folding each answer would take long
        return fold(text).strip(" .") == "khong"
    return False


def fault_in(field: Field, text: str) -> Sentence | None:
    """Return what is expected where *text* is no answer to *field*; ``None`` where it is one.

    Where an answer is optional, "Không" is one for every kind.
    """
    if unprintable(text):
        return say("It holds an invisible control character: type it again.")
    check = _CHECKS.get(field.kind)
    if check is None or (not field.required and is_none(text)):
        return None
    return check(field, text)


def choices_of(field: Field) -> Choices | None:
    """Return what may be chosen, ``None`` for a field that takes any text."""
    if field.kind in LISTED:
        return shared_choices(field.kind)
    return Choices(field.values) if field.values else None


def boxed(field: Field, text: str) -> list[str]:
    """Return the signs of *text* box by box, with empty boxes at the end; blanks are no signs."""
    boxes = sum(count.most for count in (field.digits, field.letters) if count)
    signs = [] if is_none(text) else [*"".join(text.split())]
    return signs + [""] * (boxes - len(signs))


def _date(field: Field, text: str) -> Sentence | None:
    if field.partial and (_MONTH.fullmatch(text.strip()) or _YEAR.fullmatch(text.strip())):
        return None
    try:
        parse_day(text)
    except DayError:
        return _day_expected(field)
    return _day_expected(field) if _ISO.match(text) else None


def _day_expected(field: Field) -> Sentence:
    if field.partial:
        return say("Expected: a day of the calendar (05/06/1980), a month (6/1980) or a year.")
    return say("Expected: a day of the calendar, such as 05/06/1980.")


def _choice(field: Field, text: str) -> Sentence | None:
    choices = choices_of(field)
    if choices is None or text in choices:
        return None
    if len(choices.values) > _FEW:
        return say(
            "Expected: one of the {count} names listed by form blank.", count=len(choices.values)
        )
    return say("Expected: one of {choices}.", choices=", ".join(choices.values))


def _digits(field: Field, text: str) -> Sentence | None:
    assert field.digits is not None
    if text.isascii() and text.isdigit() and _within(len(text), field.digits):
        return None
    return say("Expected: {count} digits.", count=str(field.digits))


def _boxes(field: Field, text: str) -> Sentence | None:
    assert field.digits is not None
    signs = "".join(text.split())
    head = re.match(r"[0-9]*", signs)
    digits = len(head[0]) if head else 0
    letters = field.letters or Count(0, 0)
    tail = signs[digits:]
    if (
        _within(digits, field.digits)
        and _within(len(tail), letters)
        and (not tail or tail.isalpha())
    ):
        return None
    if not field.letters:
        return say("Expected: {count} digits.", count=str(field.digits))
    return say(
        "Expected: {count} digits, then {letters} letters.",
        count=str(field.digits),
        letters=str(field.letters),
    )


def _photo(field: Field, text: str) -> Sentence | None:
    """A photo lies beside the data: a name that leads elsewhere could fetch any file."""
    parts = re.split(r"[/\\]", text.strip())
    inside = ".." not in parts and parts[0] != "" and ":" not in text
    if inside and parts[-1].lower().endswith((".jpg", ".jpeg", ".png")):
        return None
    return say("Expected: the name of a JPEG or PNG file beside the data, such as anh.jpg.")


def _within(number: int, count: Count) -> bool:
    return count.least <= number <= count.most


_CHECKS: Mapping[str, Callable[[Field, str], Sentence | None]] = {
    "date": _date,
    "long_date": _date,
    "enum": _choice,
    "strike": _choice,
    "multi_enum": _choice,
    "dan_toc": _choice,
    "ton_giao": _choice,
    "xep_loai": _choice,
    "cap_do": _choice,
    "digits": _digits,
    "boxes": _boxes,
    "photo": _photo,
}
