"""A guideline (Hướng dẫn) as a value: its head, opening, sections, recipients and signature.

What can be said already stands in it; the rest is marked, and listed for the drafter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from regulations.library import Library
from regulations.work import Work
from templates.citation import short_citation, titled_citation
from templates.footing import footing_of
from templates.letterhead import Head, Letterhead, Signing, head_values, signing_values
from templates.prose import Prose, gaps_in, prose_values, to_write, written
from templates.wording import word

KIND = "huong_dan"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; a *numbered* one has a short bold heading before its text."""

    text: Prose
    numbered: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section with a Roman number."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Guideline:
    """A guideline ready to print. *notes* are sentences for the drafter, none of it is printed."""

    lang: str
    head: Head
    name: str
    subject: str
    opening: str
    sections: tuple[Section, ...]
    recipients: tuple[str, ...]
    signing: Signing
    rests_on: tuple[Work, ...]
    notes: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the drafter must write, in the order of the paper."""
        return gaps_in(block.text for section in self.sections for block in section.blocks)

    def values(self) -> Mapping[str, object]:
        """Return what the template takes."""
        return {
            "head": head_values(self.head),
            "name": self.name,
            "subject": self.subject,
            "opening": self.opening,
            "sections": [_section_values(section) for section in self.sections],
            "recipients": list(self.recipients),
            "signing": signing_values(self.signing, self.lang),
        }


def draft_guideline(
    target: Work,
    library: Library,
    letterhead: Letterhead,
    *,
    day: date,
    signed_by: str = "deputy",
    lang: str = "vi",
) -> Guideline:
    """Draft the office's guideline on *target*, to be signed on *day*.

    Raises:
        NotInForceError: *target* is expired, suspended or not yet in force on *day*.
        NoSignerError: the layout does not know *signed_by* for this office.
    """
    footing = footing_of(target, library, own_body=letterhead.settings.body, day=day)
    bodies = library.bodies
    cited = "; ".join(titled_citation(work, bodies, lang) for work in footing.works)
    return Guideline(
        lang=lang,
        head=letterhead.head(KIND, day, lang),
        name=word("guideline.name", lang),
        subject=word("guideline.subject", lang, target=titled_citation(target, bodies, lang)),
        opening=word("guideline.opening", lang, basis=cited, office=letterhead.name(lang)),
        sections=_sections(target, letterhead, lang),
        recipients=_recipients(footing.works, letterhead, lang),
        signing=letterhead.signing(signed_by, lang),
        rests_on=footing.works,
        notes=footing.notes,
    )


def _sections(target: Work, letterhead: Letterhead, lang: str) -> tuple[Section, ...]:
    """Return sections I to III with what can be said already; the rest is marked."""
    short, office = short_citation(target, lang), letterhead.name(lang)
    mark = letterhead.profile.setting("roman_mark")
    counts = dict(target.structure)
    structure = (
        word("guideline.structure", lang, **counts)
        if {"chapters", "articles"} <= set(counts)
        else ""
    )

    def gap(key: str, **values: str) -> Prose:
        return to_write(letterhead.word(f"guideline.{key}_gap", lang, **values), lang)

    def said(key: str, **values: str) -> Prose:
        return written(letterhead.word(f"guideline.{key}", lang, **values))

    def item(number: int, key: str, text: Prose) -> Block:
        return Block(text, f"{number}. {word(f'guideline.{key}', lang)}")

    def numbered(number: int, text: Prose) -> Block:
        return Block((*written(f"{number}. "), *text))

    blank = written(" ")
    purpose = (*said("purpose_text", short=short), *blank, *gap("purpose"))
    contents = ("subjects", "content", "procedure", "time", "dossier")
    named = {"content": {"short": short, "structure": structure}}
    return (
        Section(
            f"I{mark} {word('guideline.I', lang)}",
            (item(1, "purpose", purpose), item(2, "requirements", gap("requirements"))),
        ),
        Section(
            f"II{mark} {word('guideline.II', lang)}",
            tuple(
                item(rank, key, gap(key, **named.get(key, {})))
                for rank, key in enumerate(contents, start=1)
            ),
        ),
        Section(
            f"III{mark} {word('guideline.III', lang)}",
            (
                numbered(1, gap("assignment")),
                numbered(2, gap("reporting")),
                numbered(3, (*said("effect"), *blank, *gap("effect"))),
                numbered(4, letterhead.ended(said("questions", office=office), lang)),
            ),
        ),
    )


def _recipients(basis: tuple[Work, ...], letterhead: Letterhead, lang: str) -> tuple[str, ...]:
    bodies, superior = letterhead.bodies, letterhead.superior_name(lang)
    guides = dict.fromkeys(issuer for work in basis[1:] for issuer in work.issuers)
    names = [word("to.report", lang, body=bodies.name(issuer, None, lang)) for issuer in guides]
    if superior:
        names += [word("to.report", lang, body=superior)]
        names += [letterhead.word("to.carry_out", lang, body=superior)]
    return letterhead.recipients((*names, word("to.leaders", lang)), lang)


def _section_values(section: Section) -> Mapping[str, object]:
    return {
        "heading": section.heading,
        "blocks": [
            {"numbered": block.numbered, "text": prose_values(block.text)}
            for block in section.blocks
        ],
    }
