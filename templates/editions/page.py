"""A dashboard as a page that no file format knows: titles, sections, tables of text, charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from regulations.folding import old_tones
from templates.brief import Brief
from templates.brief_plan import SECTIONS, Section
from templates.charts import ChartSpec
from templates.listing import CENTRED
from templates.wording import OLD_SPELLING, word


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with what stands above and below it; *middle* are the columns of numbers and days."""

    name: str
    text: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    middle: frozenset[int]


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section of the page."""

    title: str
    tables: tuple[PageTable, ...]
    charts: tuple[ChartSpec, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page; *issuer* is who made it, the superior body first."""

    lang: str
    issuer: tuple[str, ...]
    name: str
    subject: str
    as_of: str
    sections: tuple[PageSection, ...]


def page_of(brief: Brief, spelling: str = "") -> Page:
    """Return the page that says what *brief* says, in the same order, in *spelling*."""
    page = Page(
        lang=brief.lang,
        issuer=tuple(filter(None, (brief.head.superior, brief.head.issuer))),
        name=brief.name,
        subject=brief.subject,
        as_of=brief.as_of,
        sections=tuple(_sections(brief)),
    )
    return _old(page) if spelling == OLD_SPELLING else page


def _sections(brief: Brief) -> Iterator[PageSection]:
    numbers = {False: 0, True: 0}
    for section in SECTIONS:
        if section.optional and not any(brief.tables[name].rows for name in section.tables):
            continue
        numbers[section.annex] += 1
        yield PageSection(
            _title(section, numbers[section.annex], brief.lang),
            tuple(_table(brief, name, tuple(section.tables[name])) for name in section.tables),
            tuple(brief.charts[name] for name in section.charts if name in brief.charts),
        )


def _title(section: Section, number: int, lang: str) -> str:
    title = word(f"brief.{section.heading}", lang)
    before = f"{word('annex.name.state', lang)} " if section.annex else ""
    return f"{before}{number}. {title}"


def _table(brief: Brief, name: str, columns: tuple[str, ...]) -> PageTable:
    listing = brief.tables[name]
    return PageTable(
        name=name,
        text=listing.text,
        heads=tuple(word(f"column.{column}", brief.lang) for column in columns),
        rows=tuple(tuple(row[column] for column in columns) for row in listing.rows),
        note=listing.note,
        middle=frozenset(at for at, column in enumerate(columns) if column in CENTRED),
    )


def _old(value: Any) -> Any:
    """Return *value* with the tone marks of the older spelling in every text of it."""
    if isinstance(value, str):
        return old_tones(value)
    if isinstance(value, tuple):
        return tuple(_old(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{own.name: _old(getattr(value, own.name)) for own in fields(value)})
    return value
