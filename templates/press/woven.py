"""Values put together: plain text, or text with pictures and ready XML between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from functools import wraps
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.runtime import Undefined
from jinja2.utils import pass_environment
from markupsafe import Markup

from regulations.sentences import say
from templates.press.values import unprintable

MAX_OUTPUT = 512 * 1024 * 1024  # bytes of one part: Word opens no larger file
WORDS = (str, bool, int, float, Decimal, date, time, list, tuple, dict, type(None), Undefined)
NUMBER = object()  # stands where the number of a drawing of the template's own goes


class Ready:
    """XML of a filter that the caller has handed in; no value of the data can be one."""

    __slots__ = ("xml",)

    def __init__(self, xml: str) -> None:
        self.xml = xml

    def __str__(self) -> str:
        return self.xml


class Woven:
    """Words and things in the order in which they are to be printed."""

    __slots__ = ("pieces",)

    def __init__(self, pieces: Iterable[object]) -> None:
        self.pieces = tuple(pieces)


def woven(pieces: Iterable[object]) -> str | Woven:
    """Return *pieces* one after the other: a text, unless one of them is more than words."""
    pieces = tuple(pieces)
    if all(isinstance(piece, WORDS) for piece in pieces):
        return "".join(map(str, pieces))
    return Woven(pieces)


@pass_environment
def joined(tongue: Any, value: Any, d: str = "", attribute: Any = None) -> str | Woven:
    """Join as Jinja does, unless the separators alone would fill the paper."""
    items = [*value] if attribute is None else [*map(make_attrgetter(tongue, attribute), value)]
    if len(str(d)) * len(items) > MAX_OUTPUT:
        raise SecurityError(say("print more than {count} bytes", count=MAX_OUTPUT))
    between = [piece for item in items for piece in (d, item)]
    return woven(between[1:])


def trusted(handed: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter of the caller's give XML, which no value can."""

    @wraps(handed)
    def looked_at(*arguments: Any, **named: Any) -> Any:
        given = handed(*arguments, **named)
        if isinstance(given, str) and unprintable(given):
            raise ValueError(say("the filter gives characters that can't be printed"))
        return Ready(str.__str__(given)) if isinstance(given, Markup) else given

    return looked_at


def said(value: object) -> object:
    """Return *value* if it can be printed at all; filters also give things that can't."""
    if isinstance(value, range | Iterator):
        raise TypeError(say("this is no value that can be printed"))
    return value
