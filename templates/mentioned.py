"""Instruments that a manuscript names in passing and that are not in force on the paper's day."""

from __future__ import annotations

from datetime import date

from regulations.cited import Cited, resolve_mentions
from regulations.library import Library
from regulations.mentions import find_mentions
from regulations.sentences import say
from regulations.validity import REFUSED, Validity, validity_on
from regulations.work import Work


def mention_notes(text: str, library: Library, day: date) -> tuple[str, ...]:
    """Return a sentence for each instrument cited in *text* that is, or may be, not in force.

    A drafter may well mean an expired one (*thay thế Quy định 124*): nothing is refused.
    """
    notes: dict[Work, str] = {}
    for cited in resolve_mentions(find_mentions(text), library, day):
        for work in cited.works:
            validity = validity_on(work, day, library)
            if validity.status in REFUSED:
                notes.setdefault(work, _note(cited, work, validity))
                break
    return tuple(notes.values())


def _note(cited: Cited, work: Work, validity: Validity) -> str:
    if cited.work:
        return say("The text names {work}, which is not in force. {reason}", work=work.cited,
                   reason=validity.reason)  # fmt: skip
    return say("The text names {symbol}; if it means {work}, that is not in force. {reason}",
               symbol=cited.mention.text, work=work.cited, reason=validity.reason)  # fmt: skip
