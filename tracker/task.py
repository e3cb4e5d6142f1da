"""One task (nhiệm vụ) as the office wrote it down, and the programme it belongs to.

A task says what is to be done, by whom and by when. How it stands is never written here: it is
worked out from its events and a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tracker.misreadings import DeadlineError
from tracker.phrases import Deadline, parse_deadline, unread

KINDS = ("task", "milestone", "standing")


@dataclass(frozen=True, slots=True)
class Product:
    """What a task is to bring forth (sản phẩm); any part may be empty."""

    type: str = ""
    issuer: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A task. *lead* and *coordinate* are ids of bodies, *basis* and *set_by* ids of works.

    A *milestone* is the start of something, *standing* is regular work, *soft* is "basically
    by": none of them is ever overdue. *quote* holds the words of the source for the deadline
    where they differ from its phrase. *deadline* is ``None`` where none was set.
    """

    id: str
    programme: str
    title_vi: str
    title_en: str = ""
    kind: str = "task"
    soft: bool = False
    lead: tuple[str, ...] = ()
    joint_lead: bool = False
    lead_conf: str = ""
    coordinate: tuple[str, ...] = ()
    product: Product | None = None
    deadline: Deadline | None = None
    quote: str = ""
    basis: tuple[str, ...] = ()
    set_by: str = ""
    assigned: date | None = None
    group: str = ""
    resource: str = ""
    conf: str = "V"
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def title(self, lang: str = "vi") -> str:
        """Return the title, in English where it is wanted and known."""
        return self.title_en or self.title_vi if lang == "en" else self.title_vi

    @property
    def regular(self) -> bool:
        """Whether it is regular work: never due, never overdue."""
        return self.kind == "standing" or (
            self.deadline is not None and self.deadline.op in ("open", "every")
        )

    @property
    def apart(self) -> bool:
        """Whether it is listed apart: a milestone or a soft year is never overdue."""
        return self.kind == "milestone" or self.soft


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that is known of a programme."""

    name_vi: str
    name_en: str
    value: str
    conf: str = "V"


@dataclass(frozen=True, slots=True)
class Programme:
    """A list of tasks with one origin. *followed* tasks are those of superior bodies.

    *follows* are ids of followed programmes whose tasks its reports show apart.
    """

    id: str
    title_vi: str
    title_en: str = ""
    followed: bool = False
    rests_on: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    number: str = ""
    facts: tuple[Fact, ...] = ()
    conf: str = "V"
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def title(self, lang: str = "vi") -> str:
        """Return the title, in English where it is wanted and known."""
        return self.title_en or self.title_vi if lang == "en" else self.title_vi


def task_from_json(programme: str, data: object) -> Task:
    """Build a task from what its file says; the shape has been checked.

    A deadline phrase that is not understood stays as it is, without a date.
    """
    found: Any = data
    deadline = found.get("deadline") or {}
    phrase = deadline.get("phrase", "")
    read = read_phrase(phrase) if phrase else None
    product = found.get("product")
    return Task(
        id=found["id"],
        programme=programme,
        title_vi=found["title"]["vi"],
        title_en=found["title"].get("en", ""),
        kind=found.get("kind", "task"),
        soft=found.get("soft") == "yes" or (read is not None and read.soft),
        lead=tuple(found.get("lead", ())),
        joint_lead=found.get("joint_lead") == "yes",
        lead_conf=found.get("lead_conf", ""),
        coordinate=tuple(found.get("coordinate", ())),
        product=Product(**product) if product else None,
        deadline=read,
        quote=deadline.get("quote", ""),
        basis=tuple(found.get("basis", ())),
        set_by=found.get("set_by", ""),
        assigned=date.fromisoformat(found["assigned"]) if found.get("assigned") else None,
        group=found.get("group", ""),
        resource=found.get("resource", ""),
        conf=found.get("conf", "V"),
        evidence=tuple(found.get("evidence", ())),
        notes=tuple(found.get("notes", ())),
    )


def programme_from_json(programme: str, data: object) -> Programme:
    """Build a programme from what its file says; the shape has been checked."""
    found: Any = data
    return Programme(
        id=programme,
        title_vi=found["title"]["vi"],
        title_en=found["title"].get("en", ""),
        followed=found.get("kind") == "followed",
        rests_on=tuple(found.get("rests_on", ())),
        follows=tuple(found.get("follows", ())),
        number=found.get("number", ""),
        facts=tuple(
            Fact(fact["name"]["vi"], fact["name"].get("en", ""), fact["value"],
                 fact.get("conf", "V"))
            for fact in found.get("facts", ())
        ),
        conf=found.get("conf", "V"),
        evidence=tuple(found.get("evidence", ())),
        notes=tuple(found.get("notes", ())),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def read_phrase(phrase: str) -> Deadline:
    """Return what *phrase* says, or the phrase without a date where it is not understood."""
    try:
        return parse_deadline(phrase)
    except DeadlineError:
        return unread(phrase)
