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


@dataclass(frozen=True, slots=True)
class _Wording:
    """What the sections say and leave to be written, in one office's words."""

    letterhead: Letterhead
    lang: str

    def gap(self, key: str, **values: str) -> Prose:
        return to_write(
            self.letterhead.word(f"guideline.{key}_gap", self.lang, **values), self.lang
        )

    def said(self, key: str, **values: str) -> Prose:
        return written(self.letterhead.word(f"guideline.{key}", self.lang, **values))

    def section(self, number: str, *blocks: Block) -> Section:
        mark = self.letterhead.profile.setting("roman_mark")
        return Section(f"{number}{mark} {word(f'guideline.{number}', self.lang)}", blocks)

    def headed(self, number: int, key: str, text: Prose) -> Block:
        return Block(text, f"{number}. {word(f'guideline.{key}', self.lang)}")


def _sections(target: Work, letterhead: Letterhead, lang: str) -> tuple[Section, ...]:
    """Return sections I to III with what can be said already; the rest is marked."""
    own, short = _Wording(letterhead, lang), short_citation(target, lang)
    blank = written(" ")
    purpose = (*own.said("purpose_text", short=short), *blank, *own.gap("purpose"))
    contents = ("subjects", "content", "procedure", "time", "dossier")
    named = {"content": {"short": short, "structure": _structure(target, lang)}}
    questions = own.said("questions", office=letterhead.name(lang))
    ending = (
        own.gap("assignment"),
        own.gap("reporting"),
        (*own.said("effect"), *blank, *own.gap("effect")),
        letterhead.ended(questions, lang),
    )
    return (
        own.section(
            "I",
            own.headed(1, "purpose", purpose),
            own.headed(2, "requirements", own.gap("requirements")),
        ),
        own.section(
            "II",
            *(
                own.headed(rank, key, own.gap(key, **named.get(key, {})))
                for rank, key in enumerate(contents, start=1)
            ),
        ),
        own.section(
            "III",
            *(Block((*written(f"{rank}. "), *text)) for rank, text in enumerate(ending, start=1)),
        ),
    )


def _structure(target: Work, lang: str) -> str:
    """Return of how many chapters and articles *target* is made; empty where not known."""
    counts = dict(target.structure)
    known = {"chapters", "articles"} <= set(counts)
    return word("guideline.structure", lang, **counts) if known else ""


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
