"""The programmes and tasks of an office: read from its files, looked up, and changed.

Nothing is written here: what changes comes back as new contents by path, for the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from regulations.errors import NotFoundError, VanthuError
from regulations.folding import fold
from regulations.nearness import nearest
from regulations.problems import Place, Problem
from regulations.readings import Files, Reader
from regulations.sentences import listed, say
from tracker.calendar import Calendar, calendar_from_json
from tracker.calendarfile import CALENDAR_PATH, read_calendar_file
from tracker.events import Event, event_from_json, sorted_events
from tracker.frozen import FROZEN, read_frozen_file
from tracker.progress import Item
from tracker.standing import standing_of, standing_on
from tracker.story import unpack_story
from tracker.task import Programme, Task, programme_from_json, task_from_json
from tracker.taskfiles import (
    JOURNAL,
    PROGRAMME,
    TASK,
    journal_path,
    programme_of,
    programme_path,
    read_journal_file,
    read_programme_file,
    read_task_file,
    task_id_of,
    task_path,
)

READERS: tuple[Reader, ...] = (
    Reader("calendar", CALENDAR_PATH.__eq__, read_calendar_file),
    Reader("programme", lambda path: PROGRAMME.fullmatch(path) is not None, read_programme_file),
    Reader("task", lambda path: TASK.fullmatch(path) is not None, read_task_file),
    Reader("events", lambda path: JOURNAL.fullmatch(path) is not None, read_journal_file),
    Reader("frozen", lambda path: FROZEN.fullmatch(path) is not None, read_frozen_file),
)


class AmbiguousTaskError(VanthuError):
    """An id stands for tasks in several programmes; none is picked."""

    code = "ambiguous"
    exit_code = 4

    def __init__(self, task_id: str, candidates: Sequence[str]) -> None:
        super().__init__(
            say("{id} stands in {count} programmes.", id=task_id, count=len(candidates)),
            hint=say("Name the programme as well: {names}.", names=listed(list(candidates))),
        )
        self.candidates = tuple(candidates)

    def details(self) -> Mapping[str, object]:
        """Return the names that tell the tasks apart."""
        return {"candidates": list(self.candidates)}


def calendar_from(files: Files) -> Calendar:
    """Return the office's working days; an office without a calendar gets provisional ones."""
    return calendar_from_json(files.get(CALENDAR_PATH))


class Desk:
    """The tracker of one office at one revision; tasks are built when they are asked for.

    *above* gives the ids of the bodies above the office, when it first matters.
    """

    def __init__(self, files: Files, above: Callable[[], Collection[str]] = frozenset) -> None:
        self.files = files
        self._bodies_above = above
        self._tasks: dict[str, Task] = {}

    @cached_property
    def calendar(self) -> Calendar:
        """The office's working days."""
        return calendar_from(self.files)

    @cached_property
    def _above(self) -> frozenset[str]:
        return frozenset(self._bodies_above())

    @cached_property
    def _programmes(self) -> Mapping[str, Programme]:
        return {
            programme_of(path): programme_from_json(programme_of(path), data)
            for path, data in self.files.each("programme")
        }

    def programmes(self) -> tuple[Programme, ...]:
        """Return all programmes, by id."""
        return tuple(self._programmes[name] for name in sorted(self._programmes))

    def programme(self, programme_id: str) -> Programme:
        """Return one programme.

        Raises:
            NotFoundError: there is none of that id.
        """
        if found := self._programmes.get(programme_id):
            return found
        raise NotFoundError(
            say("There is no programme {name}.", name=repr(programme_id)),
            _near(programme_id, self._programmes, "vanthu task programme"),
        )

    def tasks(self, programme: str | None = None) -> tuple[Task, ...]:
        """Return the tasks of one programme or of all, by programme and id.

        Raises:
            NotFoundError: there is no such programme.
        """
        if programme is not None:
            self.programme(programme)
        return tuple(
            self._task(path, data)
            for path, data in self.files.each("task")
            if programme in (None, programme_of(path))
        )

    def task(self, name: str) -> Task:
        """Return the task called *name*: its id in any case, or ``programme/ID``.

        Raises:
            AmbiguousTaskError: several programmes have the id.
            NotFoundError: none has it; the hint holds near ids.
        """
        programme, _, task_id = name.strip().rpartition("/")
        paths = [
            path
            for path in self.files.keyed("task", fold(task_id))
            if programme in ("", programme_of(path))
        ]
        if len(paths) > 1:
            raise AmbiguousTaskError(
                task_id, [f"{programme_of(path)}/{task_id_of(path)}" for path in paths]
            )
        if not paths:
            raise NotFoundError(
                say("There is no task {name}.", name=repr(name)),
                _near(task_id, self.ids(), "vanthu task list"),
            )
        return self._task(paths[0], self.files.get(paths[0]))

    def events(self, task: Task) -> tuple[Event, ...]:
        """Return what happened to a task, in order."""
        data: Any = self.files.get(journal_path(task.programme, task.id))
        lines = data["events"] if data else ()
        return sorted_events(event_from_json(line) for line in lines)

    def item(self, task: Task, as_of: date, *, roll: str = "none") -> Item:
        """Return a task with its standing.

        What only superior bodies lead is followed, in whatever programme it stands; so is a task
        whose programme can't be read: the office's figures must not grow by what may be theirs.
        """
        standing = standing_on(task, self.events(task), self.calendar, as_of, roll=roll)
        return Item(task, standing, self._follows(task))

    def items(
        self, as_of: date, *, programme: str | None = None, roll: str = "none"
    ) -> tuple[Item, ...]:
        """Return the tasks of one programme or of all, each with its standing."""
        tasks = self.tasks(programme)
        short: dict[str, Any] = dict(self.files.briefs("events"))
        found: list[Item] = []
        for task in tasks:
            story = unpack_story(short.get(journal_path(task.programme, task.id)), as_of)
            standing = standing_of(task, story, self.calendar, as_of, roll=roll)
            found.append(Item(task, standing, self._follows(task)))
        return tuple(found)

    def ids(self) -> frozenset[str]:
        """Return every id that a task or a journal has, readable or not."""
        return frozenset(
            task_id_of(path) for kind in ("task", "events") for path in self.files.paths(kind)
        )

    def problems(self) -> list[Problem]:
        """Return what no file shows alone: journals without task, tasks without programme."""
        tasks, programmes = set(self.files.paths("task")), set(self.files.paths("programme"))
        return [
            *(
                Problem(Place(path), say("The journal has no task beside it."), _RESTORE)
                for path in self.files.paths("events")
                if task_path(programme_of(path), task_id_of(path)) not in tasks
            ),
            *(
                Problem(Place(path), say("The task is in a folder without programme.yaml."), _ADD)
                for path in sorted(tasks)
                if programme_path(programme_of(path)) not in programmes
            ),
        ]

    def _follows(self, task: Task) -> bool:
        programme = self._programmes.get(task.programme)
        if programme is None or programme.followed:
            return True
        return bool(task.lead) and self._above.issuperset(task.lead)

    def _task(self, path: str, data: object) -> Task:
        if path not in self._tasks:
            self._tasks[path] = task_from_json(programme_of(path), data)
        return self._tasks[path]


_RESTORE = say("Bring the task back with git, or remove the journal.")
_ADD = say("Write programme.yaml beside the folder tasks.")


def _near(name: str, known: Iterable[str], listing: str) -> str:
    if near := nearest(name, sorted(known)):
        return say("Did you mean {names}?", names=listed(near))
    return say("See all of them with: {command}.", command=listing)
