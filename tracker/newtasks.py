"""Tasks that are to be entered, from a text or a table: their files, with ids in a row. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from regulations.folding import fold
from regulations.records import Plain
from tracker.task import Product, Task
from tracker.taskfiles import Added, add_task, next_id


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task not yet entered. Bodies and works are ids; what could not be told stands in *notes*.

    *phrase* is a deadline that is understood, or empty; *implied* says that the source does not
    name the lead itself.
    """

    title: str
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    product: Product | None = None
    phrase: str = ""
    quote: str = ""
    soft: bool = False
    implied: bool = False
    regular: bool = False
    basis: tuple[str, ...] = ()
    set_by: str = ""
    group: str = ""
    notes: tuple[str, ...] = field(default=())

    def fields(self, assigned: date) -> dict[str, Plain]:
        """Return what the task's file says, without its id; *assigned* is the day it was given."""
        product = self.product
        parts = {"type": product.type, "issuer": product.issuer, "title": product.title} \
            if product else {}  # fmt: skip
        deadline = {"phrase": self.phrase, "quote": self.quote if self.phrase else ""}
        found: dict[str, Plain] = {
            "title": {"vi": self.title},
            "kind": "standing" if self.regular else "task",
            "soft": "yes" if self.soft else "",
            "lead": list(self.lead),
            "joint_lead": "yes" if len(self.lead) > 1 else "",
            "lead_conf": "U" if self.implied and self.lead else "",
            "coordinate": list(self.coordinate),
            "product": _filled(parts),
            "deadline": _filled(deadline),
            "basis": list(self.basis),
            "set_by": self.set_by,
            "assigned": assigned.isoformat(),
            "group": self.group,
            "conf": "V",
            "notes": list(self.notes),
        }
        return {key: value for key, value in found.items() if value}


def enter(
    programme: str, tasks: Sequence[NewTask], *, prefix: str, assigned: date, taken: Iterable[str]
) -> tuple[Added, ...]:
    """Return the files of *tasks*, whose ids follow the highest of *taken*, all ever used.

    Raises:
        DeadlineError: a phrase is not understood.
        InvalidDataError: a title or note can't stand in a file.
    """
    ids = set(taken)
    added: list[Added] = []
    for task in tasks:
        task_id = next_id(prefix, assigned.year, ids)
        ids.add(task_id)
        added.append(add_task(programme, task_id, task.fields(assigned)))
    return tuple(added)


def already_there(title: str, tasks: Iterable[Task]) -> Task | None:
    """Return the task among *tasks* that has this title, in any spelling."""
    wanted = _key(title)
    return next((task for task in tasks if wanted in (_key(task.title_vi), _key(task.title_en))),
                None)  # fmt: skip


def twins(tasks: Sequence[NewTask]) -> dict[int, int]:
    """Return, by place from 0, which of *tasks* say what an earlier one says, and its place."""
    first: dict[tuple[object, ...], int] = {}
    said = [(_key(one.title), one.lead, _key(one.phrase)) for one in tasks]
    places = [(at, first.setdefault(key, at)) for at, key in enumerate(said)]
    return {at: earlier for at, earlier in places if earlier != at}


def _key(title: str) -> str:
    return " ".join(fold(title).split()).strip(" .;,")


def _filled(parts: dict[str, str]) -> dict[str, Plain]:
    return {key: value for key, value in parts.items() if value}
