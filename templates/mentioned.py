"""Instruments that a manuscript names in passing and that are not in force on the paper's day."""

from __future__ import annotations

import re
from datetime import date

from regulations.library import Library
from regulations.sentences import say
from regulations.symbol import SymbolError, parse_symbol
from regulations.validity import REFUSED, Validity, validity_on
from regulations.work import Work

_SYMBOL = re.compile(
    r"\b\d{1,5}[ ]?[-–][ ]?[A-ZĐ][A-Za-zĐđ]{0,4}/[A-ZĐƯ][\w-]*|\b\d{1,5}/\d{4}/[A-ZĐ][\w-]*"
)


def mention_notes(text: str, library: Library, day: date) -> tuple[str, ...]:
    """Return a sentence for each symbol in *text* that means, or may mean, what is not in force.

    A drafter may well mean an expired one (*thay thế Quy định 124*): nothing is refused.
    """
    notes = []
    for symbol in dict.fromkeys(_SYMBOL.findall(text)):
        try:
            found = library.find(str(parse_symbol(symbol)))
        except SymbolError:
            continue
        for work in found:
            validity = validity_on(work, day, library)
            if validity.status in REFUSED:
                notes.append(_note(symbol, work, validity, alone=len(found) == 1))
                break
    return tuple(notes)


def _note(symbol: str, work: Work, validity: Validity, *, alone: bool) -> str:
    if alone:
        return say("The text names {work}, which is not in force. {reason}", work=work.cited,
                   reason=validity.reason)  # fmt: skip
    return say("The text names {symbol}; if it means {work}, that is not in force. {reason}",
               symbol=symbol, work=work.cited, reason=validity.reason)  # fmt: skip
