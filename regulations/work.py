"""One instrument's metadata (work): what is known of it, how surely, and from where."""

from __future__ import annotations

from dataclasses import dataclass

from regulations.days import When, cited_when
from regulations.folding import fold
from regulations.text import ancestors

MARKS = ("V", "V-OCR", "M", "U")
"""Confidence, the surest first: seen in the source, seen in a machine copy, memory, uncertain."""


def weakest(*marks: str) -> str:
    """Return the least sure of *marks*; an unknown mark counts as uncertain.

    >>> weakest("V", "M", "V-OCR")
    'M'
    """
    ranks = [MARKS.index(mark) if mark in MARKS else len(MARKS) - 1 for mark in marks if mark]
    return MARKS[max(ranks, default=0)]


@dataclass(frozen=True, slots=True)
class Relation:
    """What this instrument does to another: *rel* is the verb, *to* the id of the other work.

    *part* names what of the other is meant (an element id); empty is the whole. *effective* is
    the first day of it, ``None`` where that is the day of the instrument; *until* the first day
    on which it no longer holds.
    """

    rel: str
    to: str
    conf: str = "V"
    part: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()
    effective: When | None = None
    until: When | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One instrument (văn bản). ``id`` is its permanent path under ``regulations/``.

    *symbol* is empty where none is known, *signed* and *effective* are ``None`` where unknown
    or unstated; *effective_of* are the parts (element ids) that take effect on another day than the
    whole. *issuers* are body ids. *stub* marks a work known only because another names it.
    """

    id: str
    type: str
    issuers: tuple[str, ...]
    symbol: str = ""
    term: str = ""
    signed: When | None = None
    effective: When | None = None
    effective_of: tuple[tuple[str, When], ...] = ()
    title_vi: str = ""
    title_en: str = ""
    aliases: tuple[str, ...] = ()
    monitor: str = ""
    relations: tuple[Relation, ...] = ()
    structure: tuple[tuple[str, str], ...] = ()
    conf: str = "V"
    conf_of: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    summary: str = ""
    stub: bool = False
    texts: tuple[str, ...] = ()

    def mark(self, field_name: str) -> str:
        """Return how sure one field is: its own mark, else that of the whole record."""
        return dict(self.conf_of).get(field_name, self.conf)

    def effective_part(self, part: str) -> When | None:
        """Return when a part takes effect, where it, or what it is in, has a day of its own."""
        own = dict(self.effective_of)
        return next((own[name] for name in (part, *ancestors(part)) if name in own), None)

    def title(self, lang: str = "vi") -> str:
        """Return the title in *lang*, in Vietnamese where there is no other."""
        return self.title_en or self.title_vi if lang == "en" else self.title_vi

    @property
    def name(self) -> str:
        """Return what people say first: the symbol, else the title."""
        return self.symbol or self.title_vi or self.id

    @property
    def cited(self) -> str:
        """Return symbol and signing day, which together name it: ``124-QĐ/TW (04/10/2023)``."""
        return f"{self.name} ({cited_when(self.signed)})" if self.signed else self.name

    @property
    def reference(self) -> str:
        """Return what to type for it: symbol and year, ``124-QĐ/TW 2023``, else its id."""
        return f"{self.symbol} {self.year}" if self.symbol else self.id

    @property
    def year(self) -> str:
        """Return the year in the id: four digits or ``undated``."""
        parts = self.id.split("/")
        return parts[2] if len(parts) > 2 else ""

    def order(self) -> tuple[str, str]:
        """Return a key that sorts by signing day, the unknown first, equal ones by id."""
        return (self.signed.latest.isoformat() if self.signed else "", fold(self.id))
