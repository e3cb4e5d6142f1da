"""How the office stands: its late tasks, its faults, and what was edited by hand."""

from __future__ import annotations

from collections.abc import Iterator

from cli import show
from cli.office import Office
from cli.request import Request
from cli.show_task import notes
from cli.speech import _
from regulations.crosscheck import crosscheck
from regulations.problems import Place, Problem
from regulations.sentences import say
from tracker.progress import Item
from tracker.taskfiles import task_path

SOON_DAYS = 30


def show_status(request: Request, office: Office) -> None:
    """Print the office on one screen."""
    found = office.task_items(request.as_of)
    own = [item for item in found if not item.followed]
    followed = [item for item in found if item.followed]
    problems = examine(office)
    by_hand, others = office.edited()
    if request.as_json:
        item = {
            "name": office.settings.name_vi, "works": len(office.library.ids),
            "own": _counts(own), "followed": _counts(followed), "faults": len(problems),
            "unrecorded": list(by_hand), "others": list(others),
        }  # fmt: skip
        show.document(request, "status", [item], office=office.tree, notes=notes(found))
        return
    show.line(office.settings.name(office.language(request)))
    show.header(request, _("{count} instruments").format(count=len(office.library.ids)))
    show.pairs([
        (_("Own tasks"), _words(own)),
        (_("Followed tasks"), _words(followed)),
        (_("Faults"), str(len(problems)) + (_(": see vanthu doctor") if problems else "")),
        (_("Edited by hand, not recorded"), "\n".join(by_hand)),
        (_("No files of an office"), "\n".join(others)),
    ])  # fmt: skip
    for note in notes(found):
        show.line(note)
    if by_hand:
        show.line(_("Record hand edits with: vanthu record"))


def examine(office: Office) -> list[Problem]:
    """Return every fault of the office: in its files, and between them."""
    return sorted(
        [*office.files.problems(), *crosscheck(office.library), *office.desk.problems(),
         *_task_faults(office)]
    )  # fmt: skip


def _task_faults(office: Office) -> Iterator[Problem]:
    known = frozenset(office.library.ids)
    own = frozenset(one.id for one in office.desk.programmes() if not one.followed)
    for task in office.desk.tasks():
        place = Place(task_path(task.programme, task.id))
        for body in (*task.lead, *task.coordinate):
            if office.bodies.get(body) is None:
                yield Problem(
                    place,
                    say("The body {body} is not known.", body=body),
                    say("Add it to regulations/bodies.yaml, or correct the id."),
                )
        if not task.lead and task.programme in own:
            yield Problem(place, say("Nobody leads the task."),
                          say("Write under lead the id of the body that does."))  # fmt: skip
        if len(task.lead) > 1 and not task.joint_lead and task.programme in own:
            yield Problem(
                place,
                say("The task has {count} leads; one body should lead.", count=len(task.lead)),
                say("Keep one under lead and move the others to coordinate, or add "
                    "joint_lead: yes where they lead together."),
            )  # fmt: skip
        for work in (*task.basis, *filter(None, [task.set_by])):
            if work.partition("#")[0] not in known:
                yield Problem(
                    place,
                    say("The task rests on {work}, which has no record.", work=work),
                    say("Correct the path, or add the instrument with: vanthu reg add."),
                )


def _counts(found: list[Item]) -> dict[str, int]:
    return {
        "tasks": len(found),
        "overdue": sum(item.cell == "open_overdue" for item in found),
        "due_soon": sum(_is_soon(item) for item in found),
    }


def _words(found: list[Item]) -> str:
    counts = _counts(found)
    return _("{tasks} tasks, {overdue} overdue, {soon} due within {days} days").format(
        tasks=counts["tasks"], overdue=counts["overdue"], soon=counts["due_soon"], days=SOON_DAYS
    )


def _is_soon(item: Item) -> bool:
    left = item.standing.days_left
    return item.cell == "open_in_time" and left is not None and left <= SOON_DAYS
