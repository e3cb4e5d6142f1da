"""A cell that is no text (a number, a day, a list, JSON) as a drafter would have typed it. Pure."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal

from regulations.folding import nfc
from regulations.records import Plain
from regulations.sentences import Sentence, say

_LONGEST_EXACT = 10**15  # from here on Excel has put zeros in the place of digits


class CellError(Exception):
    """A cell can't be taken for text; *why* is a sentence for the row's fault."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why)
        self.why = why


def cell_value(cell: object) -> Plain:
    """Return what a cell says: days as 05/06/1980, whole numbers without a point.

    Raises:
        CellError: nobody can tell what would have been typed.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return nfc(cell.strip())
    if isinstance(cell, bool):
        raise CellError(say("A cell says true or false: type the word that is to be printed."))
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float | Decimal):
        return _number(cell)
    if isinstance(cell, datetime.date):
        return _day(cell)
    if isinstance(cell, datetime.time):
        return cell.strftime("%H:%M")
    if isinstance(cell, list | tuple):
        return [cell_value(inner) for inner in cell]
    if isinstance(cell, Mapping):
        return {str(key): cell_value(inner) for key, inner in cell.items()}
    raise CellError(say("A cell holds neither text, number nor day."))


def month(day: datetime.date) -> str:
    """Return the month that was typed where a sheet stored its first day: 4/2027."""
    return f"{day.month}/{day.year}"


def _number(number: float | Decimal) -> str:
    exact = Decimal(repr(number)) if isinstance(number, float) else number
    if not exact.is_finite() or abs(exact) >= _LONGEST_EXACT:
        raise CellError(say("A cell holds a number too long to be exact: format it as text."))
    text = f"{exact:f}"
    whole, _point, rest = text.partition(".")
    return f"{whole},{rest.rstrip('0')}".rstrip(",")  # the comma of Vietnamese


def _day(day: datetime.date) -> str:
    text = day.strftime("%d/%m/") + f"{day.year:04d}"
    clock = day.strftime(" %H:%M") if isinstance(day, datetime.datetime) else ""
    return text if clock in ("", " 00:00") else text + clock


def read_json(text: str) -> Plain:
    """Return a JSON text with every scalar as it stands there: ``012`` is refused, 1.50 stays.

    Raises:
        ValueError: it is no JSON, names a key twice, nests too deep, or says true or false.
    """
    try:
        data = _texts(_DECODER.decode(text if text.isascii() else nfc(text)))
        return _composed(data) if "\\u" in text else data  # an escape may be half of a letter
    except RecursionError as error:
        raise ValueError("nests too deep") from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, Plain]:
    """Return an object of JSON with its scalars as text; those inside it are so already."""
    found = {key: inner.strip() if type(inner) is str else _texts(inner) for key, inner in pairs}
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, object_pairs_hook=_object)


def _texts(data: object) -> Plain:
    if isinstance(data, str):
        return data.strip()
    if data is None:
        return ""
    if isinstance(data, list):
        return [_texts(inner) for inner in data]
    if isinstance(data, dict):
        return data
    raise ValueError("neither text nor number")


def _composed(data: Plain) -> Plain:
    if isinstance(data, str):
        return nfc(data)
    if isinstance(data, list):
        return [_composed(inner) for inner in data]
    return _object([(nfc(key), _composed(inner)) for key, inner in data.items()])
