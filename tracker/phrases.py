"""What a deadline phrase says, in Vietnamese or English: "tháng 6/2026", "trước ngày 30/6".

The phrase is kept as it was written; beside it stands what it says in a form for machines. What
is not understood is refused with near readings, never guessed. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from regulations.folding import fold, nfc
from tracker.durations import Duration, parse_running
from tracker.misreadings import misreading
from tracker.periods import BEFORE, BY, Period, parse_period
from tracker.rhythm import parse_rhythm

OPS = ("in", "by", "before", "early", "mid", "late", "within", "every", "open", "vague")

_VAGUE = frozenset(
    ("som", "som nhat", "trong thoi gian som nhat", "cang som cang tot", "kip thoi", "ngay",
     "lap tuc", "khan truong", "trong thoi gian toi", "thoi gian toi", "sap toi",
     "khi co dieu kien", "khi co yeu cau", "theo quy dinh", "soon", "as soon as possible",
     "promptly", "immediately", "in a timely manner", "in the coming time",
     "in the near future", "when required")
)  # fmt: skip
_OPEN = frozenset(
    ("thuong xuyen", "lien tuc", "thuong xuyen, lien tuc", "thuong xuyen lien tuc", "lau dai",
     "regular", "regularly", "ongoing", "continuous", "continuously", "permanent")
)  # fmt: skip
_FILLER = re.compile(
    r"(?:(?:phai|can|se)?\s*(?:hoan thanh|xong|thuc hien)|thoi han|han|to be completed|completed?"
    r"|due|finish(?:ed)?|ngay(?= trong))[:,]?\s+"
)
_SOFT = re.compile(r"(?:ve )?(?:co ban|basically)(?: hoan thanh| completed?)?,?\s+")
_HOUR = re.compile(
    rf"(?:{BEFORE}|{BY})\s+(?:luc )?\d{{1,2}}\s?(?:h|g|gio|:)\s?(?:\d{{2}})?(?: phut)?,?"
    r"\s+(?P<day>ngay .+)"
)
_BOUND = re.compile(
    rf"(?:(?P<before>{BEFORE})|(?P<by>{BY})|trong|vao|in|on|during|within)?\s*(?:the (?=e|b|m|l))?"
    r"(?:(?P<early>dau|early(?: in)?|beginning of)|(?P<mid>giua|mid|middle of)"
    r"|(?P<late>cuoi|late(?: in)?|end of))?[\s-]*(?P<rest>.+)"
)
_TERM = re.compile(
    r"(?P<late>cuoi |(?:the )?end of (?:the )?)?(?:trong )?(?:nhiem ky|(?:the )?term)"
    r"(?: (?:(?P<first>\d{4})\s?[-/]\s?(?P<last>\d{4})|(?P<name>[ivx]+(?: cua dang)?|nay)))?"
)
_SPAN = re.compile(
    r"(?:trong |in )?(?:giai doan |(?:the )?period )?(?P<first>\d{4})\s?[-/]\s?(?P<last>\d{4})"
)
_FROM_TO = re.compile(r"(?:tu|from) (?P<first>.+?) (?:den(?: het)?|to|until|till) (?P<last>.+)")
_FROM = re.compile(r"(?:ke )?(?:tu|from)(?: ngay)? (?P<first>.+)")
_ONWARD = re.compile(
    r"(?:trong |tu |in |from )?(?P<first>.+?),? (?:va (?:cac|nhung) nam (?:tiep theo|sau|ke tiep)"
    r"|and (?:the )?(?:following|subsequent) years|tro di|onwards?)"
)
_WAITING = re.compile(r"(?:ngay )?(?:sau(?: khi)?|after|khi|upon|once) (?P<anchor>\D+)")


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a *phrase* says.

    *op* is how it bounds the *period*; *edtf* is that period, or ``P30D`` / ``P10WD`` for a
    *duration*, or a recurrence rule, ``..`` for regular work, empty where no date can be had.
    *precision*: day, month, quarter, half, year, term, duration, recurring or none. *anchor*
    is what a duration counts from, in the words of the phrase, *since* that day if it is named.
    *soft* stands for "basically by", *hour* for a time of day, which is not reckoned.
    """

    phrase: str
    op: str
    precision: str
    edtf: str = ""
    period: Period | None = None
    duration: Duration | None = None
    anchor: str = ""
    since: date | None = None
    soft: bool = False
    hour: bool = False


@lru_cache(maxsize=4096)
def parse_deadline(phrase: str, *, year: int | None = None) -> Deadline:
    """Read a deadline; *year* is the one meant by a phrase that gives none.

    >>> parse_deadline("trước ngày 30/6/2026").edtf
    '../2026-06-29'

    Raises:
        DeadlineError: it is not understood; ``near`` holds readings that would be.
    """
    found = _read(phrase, year)
    if found is None:
        raise misreading(phrase, lambda one, own: _read(one, own) is not None)
    return found


def unread(phrase: str) -> Deadline:
    """Return a deadline without a date, for a phrase that is not understood."""
    return Deadline(phrase, "vague", "none")


def _read(phrase: str, year: int | None) -> Deadline | None:
    words = " ".join(nfc(phrase).split()).strip(" .;,")
    text = fold(words)
    if len(text) != len(words):  # invisible characters went: letters must stay in step
        words = text
    start = 0
    soft = False
    while match := _FILLER.match(text, start) or _SOFT.match(text, start):
        soft = soft or match.re is _SOFT
        start = match.end()
    text, words = text[start:], words[start:]
    for reading in (_fixed, _recurring, _term, _span, _within, _bounded, _starting, _waiting):
        found = reading(phrase, text, words, year)
        if found is not None:
            return replace(found, soft=True) if soft else found
    return None


def _fixed(phrase: str, text: str, words: str, year: int | None) -> Deadline | None:
    if text in _OPEN:
        return Deadline(phrase, "open", "none", "..")
    return unread(phrase) if text in _VAGUE else None


def _recurring(phrase: str, text: str, words: str, year: int | None) -> Deadline | None:
    rule = parse_rhythm(re.sub(r"^thuong xuyen,? ", "", text))
    return Deadline(phrase, "every", "recurring", rule) if rule else None


def _term(phrase: str, text: str, words: str, year: int | None) -> Deadline | None:
    match = _TERM.fullmatch(text)
    if match is None:
        return None
    op = "late" if match["late"] else "in"
    if not match["first"]:  # "cuối nhiệm kỳ XIII": its last day is written nowhere in the phrase
        return Deadline(phrase, op, "term")
    period = _through(parse_period(match["first"]), parse_period(match["last"]))
    return Deadline(phrase, op, "term", period.edtf, period) if period else None


def _span(phrase: str, text: str, words: str, year: int | None) -> Deadline | None:
    if match := _SPAN.fullmatch(text):
        period = _through(parse_period(match["first"]), parse_period(match["last"]))
    elif match := _FROM_TO.fullmatch(text):
        end = parse_period(match["last"], year)
        own_year = end.last.year if end else year
        period = _through(parse_period(match["first"], own_year), end)
    else:
        return None
    return Deadline(phrase, "in", period.precision, period.edtf, period) if period else None


def _within(phrase: str, text: str, words: str, year: int | None) -> Deadline | None:
    running = parse_running(text)
    if running is None:
        return None
    anchor = words[running.anchor] if running.anchor else ""
    day = parse_period(fold(anchor), year) if anchor else None
    if day and day.precision != "day":
        return None
    code, since = running.duration.code, day.last if day else None
    return Deadline(phrase, "within", "duration", code, None, running.duration, anchor, since)


def _bounded(phrase: str, text: str, words: str, year: int | None) -> Deadline | None:
    if hour := _HOUR.fullmatch(text):
        period = parse_period(hour["day"], year)
        return replace(_deadline(phrase, "by", period), hour=True) if period else None
    match = _BOUND.fullmatch(text)
    if match is None:
        return None
    period = parse_period(match["rest"], year)
    part = next((name for name in ("early", "mid", "late") if match[name]), "")
    if period is None or (part and not _has_part(part, period)):
        return None
    if match["before"]:
        earlier = None if part else period.before()
        return _deadline(phrase, "before", earlier.up_to(), period.precision) if earlier else None
    if match["by"] and part in ("", "late"):
        return _deadline(phrase, "by", period)
    return _deadline(phrase, part or ("by" if period.precision == "day" else "in"), period)


def _starting(phrase: str, text: str, words: str, year: int | None) -> Deadline | None:
    match = _ONWARD.fullmatch(text) or _FROM.fullmatch(text)
    period = parse_period(match["first"], year) if match else None
    return Deadline(phrase, "open", period.precision, f"{period.edtf}/..") if period else None


def _waiting(phrase: str, text: str, words: str, year: int | None) -> Deadline | None:
    """Read "sau khi X ban hành": it opens when X is done, and names no day."""
    match = _WAITING.fullmatch(text)
    if match is None:
        return None
    return Deadline(phrase, "vague", "none", anchor=words[match.start("anchor") :])


def _has_part(part: str, period: Period) -> bool:
    """Say whether the Civil Code 2015 (Article 146) or plain sense knows this part of *period*."""
    return period.precision in (("month", "year") if part != "late" else
                                ("month", "quarter", "half", "year"))  # fmt: skip


def _deadline(phrase: str, op: str, period: Period, precision: str = "") -> Deadline:
    return Deadline(phrase, op, precision or period.precision, period.edtf, period)


def _through(first: Period | None, last: Period | None) -> Period | None:
    if first is None or last is None:
        return None
    try:
        return first.through(last)
    except ValueError:
        return None
