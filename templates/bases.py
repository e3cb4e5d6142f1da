"""Legal bases of a paper: their order, their recitals, and each cited in full once, then short."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from regulations.bodies import Bodies
from regulations.doctypes import DOC_TYPES
from regulations.library import Library
from regulations.work import Work
from templates.citation import full_citation, short_citation, titled_citation
from templates.footing import refuse_unless_in_force
from templates.layout.profile import Profile
from templates.wording import word

_TOP = ("dai-hoi-dai-bieu-toan-quoc", "ban-chap-hanh-trung-uong", "bo-chinh-tri", "ban-bi-thu")
_LEVELS = ("central", "state", "province", "commune", "grassroots")
_TYPES = tuple(kind.code for kind in DOC_TYPES)
_MARKS = {"recital_lead": ("- ", ""), "recital_last": (",", ".")}
"""Recitals of Party papers, and of the State's, where the profile says nothing of its own."""


def in_order(works: tuple[Work, ...], bodies: Bodies) -> tuple[Work, ...]:
    """Return *works* as recitals name them: the highest issuer first, then type, then day."""
    return tuple(sorted(works, key=lambda work: (*_rank(work, bodies), work.order())))


@dataclass(slots=True)
class Citing:
    """Words citations of one paper: in full at first, short ever after. *cited* gathers them."""

    library: Library
    day: date
    lang: str
    cited: list[Work] = field(default_factory=list)

    def titled(self, work: Work) -> str:
        """Return the citation with what the instrument is about, or the short one if cited."""
        return self._once(work, titled_citation(work, self.library.bodies, self.lang))

    def named(self, reference: str) -> str:
        """Return the citation of what a manuscript names.

        Raises:
            NotFoundError, AmbiguousError: *reference* names no instrument, or several.
            NotInForceError: it is not in force on the day of the paper.
        """
        work = self._found(reference)
        return self._once(work, full_citation(work, self.library.bodies, self.lang))

    def full(self, reference: str) -> str:
        """Return the citation in full, and remember nothing: for titles. Raises as above."""
        return full_citation(self._found(reference), self.library.bodies, self.lang)

    def _found(self, reference: str) -> Work:
        work = self.library.resolve(reference.strip())
        refuse_unless_in_force(work, self.library, self.day)
        return work

    def _once(self, work: Work, first: str) -> str:
        if work in self.cited:
            return short_citation(work, self.lang)
        self.cited.append(work)
        return first


def recitals(works: tuple[Work, ...], citing: Citing, profile: Profile, office: str) -> list[str]:
    """Return the lines ``- Căn cứ …;``: the office's own basis, *works*, and who asks.

    Raises nothing; double brackets hold what the drafter must write.
    """
    lang, lead = citing.lang, _mark(profile, "recital_lead")
    own = word("recital.own", lang, office=office)
    bases = [own, *(citing.titled(work) for work in in_order(works, citing.library.bodies))]
    lines = [word("recital", lang, lead=lead, basis=basis) for basis in bases]
    lines.append(word("recital.asked", lang, lead=lead))
    last = _mark(profile, "recital_last")
    return [f"{line}{last if line is lines[-1] else ';'}" for line in lines]


def _rank(work: Work, bodies: Bodies) -> tuple[int, int]:
    issuer = work.issuers[0] if work.issuers else ""
    body = bodies.get(issuer)
    level = body.level if body else ""
    above = _TOP.index(issuer) if issuer in _TOP else len(_TOP) + _index(_LEVELS, level)
    return above, _index(_TYPES, work.type)


def _index(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else len(names)


def _mark(profile: Profile, name: str) -> str:
    own = dict(profile.settings).get(name)
    return own.value if own else _MARKS[name][profile.system != "party"]
