"""How official papers word days, numbers, rates and statuses, in Vietnamese and in English."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from regulations.days import When, padded_month
from regulations.folding import old_tones, settle_tones
from templates.shipped import as_map, shipped_map

OLD_SPELLING = "ủy"  # what a profile calls tone marks on the first of two vowels
BLANK = "      "  # what the registry fills in with a pen
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def word(key: str, lang: str = "vi", /, **values: object) -> str:
    """Return the paper's word for *key*; an unknown key is a fault in our own code.

    >>> word("task.overdue", "en")
    'Not completed, overdue'
    """
    return _words()[key][lang].format_map(values)


def word_of(system: str, key: str, lang: str = "vi", /, **values: object) -> str:
    """Return the word for *key* in papers of a *system*: those of the ``state`` have some own."""
    own = f"{key}.{system}"
    return word(own if has_word(own) else key, lang, **values)


def has_word(key: str) -> bool:
    """Tell whether papers have a word for *key*."""
    return key in _words()


def long_day(day: date, lang: str = "vi") -> str:
    """Return *day* as papers date themselves.

    Days below 10 and the months January and February carry a 0 (36-HD/VPTW, appendix 3).

    >>> long_day(date(2026, 6, 5))
    'ngày 05 tháng 6 năm 2026'
    """
    if lang == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"ngày {day.day:02d} tháng {padded_month(day.month)} năm {day.year}"


def open_day(year: int, lang: str = "vi") -> str:
    """Return a date whose day and month are left open for the pen."""
    if lang == "en":
        return f"{BLANK}{BLANK}{year}"
    return f"ngày{BLANK}tháng{BLANK}năm {year}"


def place_and_day(place: str, day: str) -> str:
    """Return the line at the top right of a paper: ``A, ngày 05 tháng 6 năm 2026``."""
    return f"{place}, {day}" if place else day


def running_day(day: date, lang: str = "vi") -> str:
    """Return *day* as running text writes it: ``05/6/2026``, ``5 June 2026``."""
    return (
        long_day(day, "en")
        if lang == "en"
        else f"{day.day:02d}/{padded_month(day.month)}/{day.year}"
    )


def partial_day(when: When, lang: str = "vi") -> tuple[str, str]:
    """Return how closely a partly known day can be told, and its text.

    The first is ``day``, ``month``, ``year`` or empty where not even the year is known.
    """
    first, last = when.earliest, when.latest
    if when.exact is not None:
        return "day", running_day(when.exact, lang)
    if (first.year, first.month) == (last.year, last.month):
        month = f"{_MONTHS[first.month - 1]} " if lang == "en" else f"{padded_month(first.month)}/"
        return "month", f"{month}{first.year}"
    return ("year", str(first.year)) if first.year == last.year else ("", "")


def count_text(count: int, lang: str = "vi") -> str:
    """Return a whole number with the separators of the language: ``1.234`` or ``1,234``."""
    return _separated(f"{count:,}", lang)


def percent_text(percent: str, lang: str = "vi") -> str:
    """Return a percentage as papers print it; a dash where there is none.

    >>> percent_text("62.5")
    '62,5 %'
    """
    return _separated(f"{percent} %", lang) if percent else "–"


def lowered(text: str) -> str:
    """Return *text* with a small first letter, for use inside a sentence; ``CSDL`` stays."""
    if len(text) > 1 and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]


def spelled(text: str, spelling: str) -> str:
    """Return *text* with tone marks where *spelling* puts them: ``uỷ`` (as issued) or ``ủy``."""
    return old_tones(text) if spelling == OLD_SPELLING else settle_tones(text)


def _separated(text: str, lang: str) -> str:
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    return {
        key: {lang: str(said) for lang, said in as_map(own).items()}
        for key, own in shipped_map("words.yaml").items()
    }
