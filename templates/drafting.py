"""Drafting a paper of any type: opening or recitals, parts, closing, recipients, signature.

The parts are the type's outline with its gaps marked, or what a drafter wrote. What is cited comes
from the library, in full at first and short after.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

from regulations.doctypes import doc_type
from regulations.library import Library
from templates.authority import authority_notes
from templates.bases import Citing, recitals
from templates.citation import short_citation, titled_citation
from templates.composing import Annex, Composition, compose
from templates.footing import footing_of_all
from templates.kinds import Kind
from templates.letterhead import Letterhead
from templates.lines import Block, Line, Run
from templates.outline import Outline, task_grid
from templates.paper import Order, Paper
from templates.prose import runs_of, with_gaps
from templates.runs import Runs, cut, text_of
from templates.wording import has_word, lowered, spelled, word

_SUBMITTED = "Kính trình"
_SUBJECT_PREFIXES = ("về việc ", "v/v ")


def draft_paper(
    kind: Kind, order: Order, library: Library, letterhead: Letterhead, *, day: date,
    lang: str = "vi",
) -> Paper:  # fmt: skip
    """Draft the office's paper of the type *kind*, to be signed on *day*.

    Raises:
        NotAuthorisedError: it is not the office's to issue.
        NotInForceError: what it rests on, or what the manuscript cites, is not in force on *day*.
        NotFoundError, AmbiguousError: the manuscript cites what the library does not hold.
        NoSignerError: the layout does not know who signs.
    """
    notes = authority_notes(kind.code, letterhead, library, day)
    footing = footing_of_all(order.works, library, own_body=letterhead.settings.body, day=day)
    drafting = _Drafting(kind, order, letterhead, Citing(library, day, lang))
    body, annexes = drafting.parts()
    return Paper(
        kind=kind,
        lang=lang,
        head=letterhead.head(kind.code, day, lang),
        name=drafting.type_name.upper(),
        subject=drafting.subject,
        label=drafting.label,
        to=drafting.to if kind.address else (),
        body=body,
        annexes=annexes,
        recipients=drafting.recipients(),
        signing=letterhead.signing(order.signed_by, lang),
        rests_on=tuple(dict.fromkeys((*footing.works, *drafting.citing.cited))),
        notes=(*notes, *footing.notes),
    )


class _Drafting:
    """One paper being drafted: everything that depends on the order and the letterhead."""

    def __init__(self, kind: Kind, order: Order, letterhead: Letterhead, citing: Citing) -> None:
        self.kind, self.order, self.letterhead, self.citing = kind, order, letterhead, citing
        self.lang, self.profile = citing.lang, letterhead.profile

    @property
    def type_name(self) -> str:
        own = doc_type(self.kind.code)
        return own.en if self.lang == "en" else own.vi

    @cached_property
    def glance(self) -> Composition | None:
        """The manuscript read once, every citation in full: its title, what it brings itself."""
        tree, titled = self.order.manuscript, not self.order.subject
        return None if tree is None else compose(tree, self.citing.full, titled=titled)

    @property
    def label(self) -> str:
        if not self.kind.address:
            return ""
        submits = self.kind.address == "submit" and self._submits()
        return word("addressed.submit" if submits else "addressed.to", self.lang)

    def _submits(self) -> bool:
        """Tell whether a submission says *Kính trình*, as papers of the Party do."""
        own = dict(self.profile.settings).get("submission_address")
        return own.value == _SUBMITTED if own else self.profile.system == "party"

    @cached_property
    def to(self) -> tuple[Runs, ...]:
        """The bodies addressed, by their names; a gap where none is given."""
        if not self.order.to:
            return (self._gapped(word("addressed.gap", self.lang)),)
        return tuple(self._gapped(name) for name in self._names())

    @cached_property
    def subject(self) -> Runs:
        """What the paper is about, under its type; a letter's has a word before it."""
        runs = self._without_type(self.glance.title) if self.glance else ()
        runs = runs or self._gapped(self.about)
        if self.kind.head != "letter":
            return runs
        text = text_of(runs).lower()
        own = next((len(one) for one in _SUBJECT_PREFIXES if text.startswith(one)), 0)
        prefix = self.profile.setting("letter_prefix") if self.lang == "vi" else ""
        return (Run(f"{prefix} "), *cut(runs, own)[1]) if prefix else runs

    def parts(self) -> tuple[tuple[Block, ...], tuple[Annex, ...]]:
        """Return the body and what follows the signature."""
        glance, tree = self.glance, self.order.manuscript
        opening = self._opening(glance)
        if tree is not None:
            composed = compose(tree, self.citing.named, titled=not self.order.subject)
            return self._ended((*opening, *composed.body)), composed.annexes
        outline = Outline(self.kind, self._values(), self.lang, self.profile)
        body = (*opening, *outline.blocks(), *self._closing())
        return self._ended(body), self._annexes()

    def recipients(self) -> tuple[str, ...]:
        if not self.kind.to:
            return ()
        superior = self.letterhead.superior_name(self.lang)
        names = {name: word(f"to.{name}", self.lang, body=superior) for name in self.kind.to}
        if not superior:
            names = {name: own for name, own in names.items() if name in ("above", "leaders")}
        return self.letterhead.recipients(tuple(names.values()), self.lang)

    def _opening(self, glance: Composition | None) -> list[Block]:
        """Return the opening sentence or the recitals, unless the manuscript brings its own."""
        if self.kind.opening == "none" or (glance is not None and self._has_own(glance)):
            return []
        if self.kind.opening != "recitals":
            return [Line("noi_dung", self._said(f"opening.{self.kind.code}", self._basis()))]
        office = self.letterhead.name(self.lang)
        lines = recitals(self.order.works, self.citing, self.profile, office)
        enacting = f"enacting.{self.kind.code}"
        style = "phan_chuong" if self.kind.code == "quyet_dinh" else "noi_dung"
        return [
            *(Line("can_cu", self._gapped(line)) for line in lines),
            Line(style, self._said(enacting)),
        ]

    def _has_own(self, glance: Composition) -> bool:
        asked = bool(self.order.works)
        return glance.opens or glance.recites or (not asked and self.kind.opening != "meeting")

    def _ended(self, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """Let the text end with the mark of the layout: ``./.`` in papers of the State."""
        mark = self.profile.setting("end_mark")
        last = body[-1] if body else None
        if mark == "." or not isinstance(last, Line) or isinstance(last.content, str):
            return body
        text = text_of(last.content).removesuffix(mark).removesuffix(".")
        kept, rest = cut(last.content, len(text))
        hung = [Run("", note=run.note) for run in rest if run.note]
        return (*body[:-1], replace(last, content=(*kept, Run(mark), *hung)))

    def _closing(self) -> list[Block]:
        key = f"closing.{self.kind.code}"
        return [Line("noi_dung", self._said(key))] if has_word(key) else []

    def _annexes(self) -> tuple[Annex, ...]:
        if not self.kind.annex:
            return ()
        number = self.letterhead.head(self.kind.code, self.citing.day, self.lang).number
        number = number if self.lang == "en" else lowered(number)
        enclosed = word("annex.enclosed", self.lang, type=self.type_name, number=number,
                        office=self.letterhead.name(self.lang))  # fmt: skip
        blocks = (
            Line("phu_luc", word("annex.name", self.lang)),
            Line("phu_luc", word(f"annex.{self.kind.annex}", self.lang)),
            Line("ghi_chu", enclosed, align="center"),
            Line("khoang_cach"),
            task_grid(self.kind.annex, self.lang),
        )
        return (Annex(blocks, across=True),)

    @cached_property
    def about(self) -> str:
        """The subject as asked for, as the manuscript is titled, or as the target says."""
        if self.order.subject:
            return self.order.subject
        if self.glance and (title := self._without_type(self.glance.title)):
            return text_of(title)
        key, target = f"subject.{self.kind.code}", self.order.target
        if target is None or not has_word(key):
            return word("subject.gap", self.lang)
        titled = titled_citation(target, self.citing.library.bodies, self.lang)
        return word(key, self.lang, target=titled, short=short_citation(target, self.lang))

    def _without_type(self, title: Runs) -> Runs:
        text, name = text_of(title), self.type_name
        if not text.lower().startswith(name.lower()):
            return title
        rest = text[len(name) :]
        return cut(title, len(text) - len(rest.lstrip()))[1]

    def _basis(self) -> str:
        """Cite what the paper carries out; other kinds of opening do not name it."""
        if self.kind.opening != "carrying_out":
            return ""
        works = [self.citing.titled(work) for work in self.order.works]
        return "; ".join(works) or word("basis.gap", self.lang)

    def _values(self, basis: str = "") -> dict[str, str]:
        office = self.letterhead.name(self.lang)
        return {
            "office": office,
            "OFFICE": office.upper(),
            "basis": basis,
            "about": self._topic(),
            "to": self._addressed(),
            "Type": self.type_name,
        }

    def _topic(self) -> str:
        """Return the subject for use after *về*."""
        if self.about == word("subject.gap", self.lang):
            return word("about.gap", self.lang)
        return self.about.removeprefix("về " if self.lang == "vi" else "on ")

    def _addressed(self) -> str:
        """Return whom the paper addresses, inside a sentence."""
        *others, last = self._names() or [word("addressed.gap", self.lang)]
        return f"{', '.join(others)} {word('and', self.lang)} {last}" if others else last

    def _names(self) -> list[str]:
        bodies = self.citing.library.bodies
        found = [(bodies.named(name), name) for name in self.order.to]
        return [body.name(None, self.lang) if body else name for body, name in found]

    def _said(self, key: str, basis: str = "") -> Runs:
        return self._gapped(word(key, self.lang, **self._values(basis)))

    def _gapped(self, text: str) -> Runs:
        return runs_of(with_gaps(spelled(text, self.profile.setting("spelling")), self.lang))
