"""Citations of instruments as papers write them: the first in full, later ones short."""

from __future__ import annotations

from regulations.bodies import Bodies
from regulations.doctypes import doc_type
from regulations.symbol import SymbolError, parse_symbol
from regulations.work import Work
from templates.wording import lowered, partial_day, word

_NEAR = 25  # signs of a title in which a preposition is its own


def full_citation(work: Work, bodies: Bodies, lang: str = "vi") -> str:
    """Return a citation in full, with a comma before ``ngày`` (399-QĐ/TW and 09-QC/TW do so).

    ``Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị``; what is not known is left out.
    """
    head = _head(work, lang)
    closeness, day = partial_day(work.signed, lang) if work.signed else ("", "")
    if closeness:
        head = word(f"citation_{closeness}", lang, head=head, day=day)
    issuers = _issuers(work, bodies, lang)
    return word("citation_issuer", lang, head=head, issuer=issuers) if issuers else head


def titled_citation(work: Work, bodies: Bodies, lang: str = "vi") -> str:
    """Return the full citation followed by what the instrument is about.

    ``về`` is left out before a title that brings its own: *một số nội dung về kiểm điểm*.
    """
    full, subject = full_citation(work, bodies, lang), _subject(work, lang)
    if not subject or not work.symbol:
        return full
    own = lang == "vi" and " về " in subject[:_NEAR]
    return f"{full} {subject}" if own else f"{full} {word('about', lang)} {subject}"


def short_citation(work: Work, lang: str = "vi") -> str:
    """Return a later citation: ``Quy định 366``; the title where there is no symbol."""
    if not work.symbol:
        return _head(work, lang)
    try:
        number = parse_symbol(work.symbol).number
    except SymbolError:
        number = work.symbol
    return f"{_type(work, lang)} {number}"


def _head(work: Work, lang: str) -> str:
    if work.symbol:
        return word("citation", lang, type=_type(work, lang), symbol=work.symbol)
    kind, title = _type(work, lang), work.title(lang)
    if not title or title.lower().startswith(kind.lower()):
        return title or kind
    return f"{kind} {lowered(title)}"


def _subject(work: Work, lang: str) -> str:
    """Return the title for use after the citation, without the type that the citation names.

    ``Chương trình hành động …`` says nothing more than its type: it gives an empty subject.
    """
    kind, title = _type(work, lang), work.title(lang)
    if not title.lower().startswith(f"{kind.lower()} "):
        return lowered(title)
    return "" if work.type == "chuong_trinh" else title[len(kind) :].strip()


def _type(work: Work, lang: str) -> str:
    kind = doc_type(work.type)
    return kind.en if lang == "en" else kind.vi


def _issuers(work: Work, bodies: Bodies, lang: str) -> str:
    signed = work.signed.exact if work.signed else None
    names = [bodies.name(issuer, signed, lang) for issuer in work.issuers]
    *others, last = names or [""]
    return f"{', '.join(others)} {word('and', lang)} {last}" if others else last
