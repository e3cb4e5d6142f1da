"""Tasks read from elsewhere go into a programme: all of them as one commit, none twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

import click

from cli import items, show, show_task
from cli.office import Office
from cli.request import DAY, Request
from cli.speech import _, in_words
from regulations.errors import ConflictError, VanthuError
from regulations.sentences import listed, say
from tracker.newtasks import NewTask, already_there, enter, twins
from tracker.progress import Item
from tracker.task import Task


class NoSuchProposalError(VanthuError):
    """A number was accepted that no proposal has."""

    code = "no_such_proposal"
    exit_code = 2

    def __init__(self, numbers: Sequence[str], count: int) -> None:
        super().__init__(
            say("No proposal has the number {numbers}; there are {count}.",
                numbers=listed(list(numbers)), count=count),
            hint=say("Give numbers from the list, parted by commas, or all: --accept 1,2."),
        )  # fmt: skip


class NoProgrammeError(VanthuError):
    """Tasks were to be entered and no programme was named."""

    code = "no_programme"
    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            say("It is not said into which programme the tasks go."),
            hint=say("Name one with --programme; see them with: vanthu task programme."),
        )


class KnownTaskError(ConflictError):
    """Tasks of the same title are in the programme already."""

    code = "known_task"

    def __init__(self, known: Sequence[Task]) -> None:
        super().__init__(
            say("The programme has tasks of the same title: {ids}.",
                ids=listed([task.id for task in known])),
            hint=say("Leave their numbers out of --accept."),
        )  # fmt: skip


class TwinTaskError(ConflictError):
    """Tasks that say the same were to be entered together."""

    code = "twin_task"

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(
            say("Accepted twice, with the same lead and deadline: {titles}.",
                titles=listed([repr(title) for title in titles])),
            hint=say("Leave their numbers out of --accept."),
        )  # fmt: skip


def accepting(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command* the options by which what was read is entered.

    Where, which, given on what day (lengths of time count from it), or a dry run.
    """
    for option in (
        click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop."),
        click.option("--assigned", type=DAY, metavar="DAY",
                     help="The day on which they were given; today without it."),
        click.option("--accept", metavar="N,…", help="Enter those of these numbers, or all."),
        click.option("--programme", metavar="P", help="The programme that takes the tasks in."),
    ):  # fmt: skip
        command = option(command)
    return command


class Numbered(Protocol):
    """What stands in a list under a number."""

    @property
    def number(self) -> int:
        """The number, from 1."""


One = TypeVar("One", bound=Numbered)


def chosen(found: Sequence[One], accept: str) -> list[One]:
    """Return those of the numbers given, each once; ``all`` takes every one.

    Raises:
        NoSuchProposalError: a number is that of none.
    """
    if accept == "all" and found:
        return list(found)
    wanted = dict.fromkeys(re.findall(r"[^\s,]+", accept))
    by_number = {str(one.number): one for one in found}
    unknown = [number for number in wanted if number not in by_number]
    if unknown or not wanted:
        raise NoSuchProposalError(unknown or [repr(accept)], len(found))
    return [by_number[number] for number in wanted]


def record_new(
    request: Request, office: Office, programme: str, new: Sequence[NewTask], message: str, *,
    assigned: date | None, dry_run: bool,
) -> None:  # fmt: skip
    """Enter tasks, *assigned* on that day or today, into a programme as one commit; show them.

    Raises:
        KnownTaskError: one of them is there already.
        TwinTaskError: two of them say the same.
    """
    office.desk.programme(programme)
    if same := twins(new):
        raise TwinTaskError([new[at].title for at in same])
    new = [replace(one, notes=tuple(map(in_words, one.notes))) for one in new]
    there = office.desk.tasks(programme)
    known = [task for one in new if (task := already_there(one.title, there))]
    if known:
        raise KnownTaskError(known)
    with office.store.writing():
        added = enter(programme, new, prefix=office.settings.task_prefix,
                      assigned=assigned or request.as_of, taken=office.ids_ever())  # fmt: skip
        changes = {path: content for one in added for path, content in one.changes.items()}
        if dry_run:
            show.changes(request, changes)
            return
        ids = [one.id for one in added]
        office.record(changes, f"{message} {ids[0]}" + f"–{ids[-1]}" * (len(ids) > 1))
    entered = [office.task_item(f"{programme}/{name}", request.as_of) for name in ids]
    _show(request, office, entered)


def _show(request: Request, office: Office, entered: Sequence[Item]) -> None:
    if request.as_json:
        found = [items.task_item(office, item) for item in entered]
        show.document(request, "task", found, office=office.tree)
        return
    show.line(_("Recorded: {what}").format(what=", ".join(item.task.id for item in entered)))
    show_task.listing(request, office, entered)
