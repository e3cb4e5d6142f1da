"""Issuing and leading bodies (cơ quan, tổ chức), whose names and lives have dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from regulations.days import Span
from regulations.folding import fold

ALWAYS = Span()


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name that a body bore during *span*; *en* is empty where none is known."""

    vi: str
    en: str = ""
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class Body:
    """A body. *codes* are what stands for it after ``/`` in symbols; ``TW`` hides three bodies.

    *abbr* is what people write for it (``BTCTW``, ``BCT``), *superior* the id of the body above,
    *level* one of central, province, commune, grassroots, state, group. A group (tỉnh uỷ, thành
    uỷ …) stands for many bodies, its *members* where they are recorded. *aliases* are other names
    met in texts, such as those of the press in translation.
    """

    id: str
    names: tuple[BodyName, ...]
    abbr: str = ""
    codes: tuple[str, ...] = ()
    level: str = ""
    superior: str = ""
    predecessors: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    conf: str = "V"
    aliases: tuple[str, ...] = ()

    def name(self, day: date | None = None, lang: str = "vi") -> str:
        """Return the name borne on *day*; the newest one without a day or outside all spans."""
        fitting = [name for name in self.names if day is None or day in name.span]
        chosen = (fitting or list(self.names))[-1] if self.names else BodyName(self.id)
        return chosen.en or chosen.vi if lang == "en" else chosen.vi

    @property
    def label(self) -> str:
        """Return the shortest name that is clear: the abbreviation, else the Vietnamese name."""
        return self.abbr or self.name()


@dataclass(frozen=True, slots=True)
class Bodies:
    """All bodies of an office, by id and by any spelling of a name or abbreviation."""

    by_id: dict[str, Body] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, bodies: Iterable[Body]) -> Bodies:
        """Gather *bodies*; where two share a spelling, the first keeps it."""
        by_id = {body.id: body for body in bodies}
        by_name: dict[str, str] = {}
        for body in by_id.values():
            for spelling in _spellings(body):
                by_name.setdefault(spelling, body.id)
        return cls(by_id, by_name)

    def get(self, body_id: str) -> Body | None:
        """Return the body with this id."""
        return self.by_id.get(body_id)

    def named(self, text: str) -> Body | None:
        """Return the body that *text* names, in any spelling of its id, abbreviation or names."""
        return self.by_id.get(self.by_name.get(fold(text).strip(), ""))

    def label(self, body_id: str) -> str:
        """Return the short name of a body, or the id itself where no such body is known."""
        body = self.by_id.get(body_id)
        return body.label if body else body_id

    def name(self, body_id: str, day: date | None = None, lang: str = "vi") -> str:
        """Return the name of a body on *day*, or the id itself where no such body is known."""
        body = self.by_id.get(body_id)
        return body.name(day, lang) if body else body_id


def _spellings(body: Body) -> Iterable[str]:
    yield fold(body.id)
    if body.abbr:
        yield fold(body.abbr)
    for name in body.names:
        yield fold(name.vi)
        if name.en:
            yield fold(name.en)
    yield from map(fold, body.aliases)
