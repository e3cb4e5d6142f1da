"""Tasks on the terminal: a list, one with its events, and the reasons for where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cli import show
from cli.labels import mark, task_label
from cli.office import Office
from cli.request import Request
from cli.show_events import told
from cli.speech import _, in_words
from regulations.days import short_day
from tracker.basis import shaken_basis
from tracker.due import due_of
from tracker.progress import NO_FINDING, Item


def listing(request: Request, office: Office, found: Sequence[Item]) -> None:
    """Print tasks as a table, those of superior bodies marked as followed."""
    late = sum(item.standing.overdue for item in found)
    show.header(
        request,
        _("{count} tasks").format(count=len(found)),
        _("{count} overdue").format(count=late),
    )
    lang = office.language(request)
    rows = [
        (item.task.id, item.task.title(lang), bodies(office, item.task.lead), _phrase(item),
         _left(item), _status(item))
        for item in found
    ]  # fmt: skip
    columns = [_("Id"), _("Task"), _("Lead body"), _("Deadline"), _("Days"), _("Status")]
    show.table(columns, rows, right=(4,))
    for note in notes(found):
        show.line(note)


def one(request: Request, office: Office, item: Item) -> None:
    """Print one task with its events and standing."""
    lang = office.language(request)
    task, standing = item.task, item.standing
    show.line(f"{task.id}  {task.title(lang)}{mark(task.conf)}")
    show.line()
    show.header(request, _status(item), _left_words(item))
    product = task.product
    show.pairs([
        (_("Programme"), task.programme + (f" ({_('followed')})" if item.followed else "")),
        (_("Lead body"), bodies(office, task.lead) + mark(task.lead_conf or "V")),
        (_("Joint lead"), _("yes") if task.joint_lead else ""),
        (_("Coordinating"), bodies(office, task.coordinate)),
        (_("Product"), product.title or product.type if product else ""),
        (_("Deadline"), _phrase(item) + (f"  ({task.quote})" if task.quote else "")),
        (_("Last day in time"), short_day(standing.due) if standing.due else ""),
        (_("Plan to finish by"), short_day(standing.plan_by) if standing.plan_by else ""),
        (_("First deadline"), short_day(standing.original_due)
         if standing.extensions and standing.original_due else ""),
        (_("Rests on"), "\n".join(office.library.work(work.partition("#")[0]).cited
                                  for work in task.basis)),
        (_("Basis changed"), "\n".join(
            f"{one.work.cited}: {in_words(one.validity.reason)}"
            for one in shaken_basis(task, office.library, request.as_of))),
        (_("Cause"), standing.cause),
    ])  # fmt: skip
    for event, words in told(office, item):
        show.line(f"  {short_day(event.on)}  {words}")
    for note in (*task.notes, *notes([item])):
        show.line(f"  ! {in_words(note)}")


def reasons(office: Office, item: Item) -> list[str]:
    """Return, in words, why the task falls due when it does and stands where it stands."""
    lines: list[str] = []
    deadline = item.standing.deadline or item.task.deadline
    if deadline is not None:
        found = due_of(
            deadline,
            office.calendar,
            roll=office.settings.roll,
            event=item.standing.as_of if deadline.op == "every" else item.task.assigned,
        )
        lines += [in_words(sentence) for sentence in found.explain]
    lines += [f"{short_day(event.on)}: {words}" for event, words in told(office, item)]
    said = ". ".join(filter(None, (_status(item), _left_words(item, workdays=True))))
    lines.append(f"{short_day(item.standing.as_of)}: {said}.")
    return lines + notes([item])


def notes(found: Iterable[Item]) -> list[str]:
    """Return what must be said beside tasks on which nothing was ever reported."""
    silent = any(item.standing.status == "no_information" for item in found)
    return [in_words(NO_FINDING)] if silent else []


def bodies(office: Office, ids: Iterable[str]) -> str:
    """Return the short names of bodies, parted by semicolons, for a name may hold a comma."""
    return "; ".join(office.bodies.label(body) for body in ids)


def _phrase(item: Item) -> str:
    deadline = item.standing.deadline or item.task.deadline
    return deadline.phrase if deadline else "—"


def _status(item: Item) -> str:
    status = task_label(item.standing.status, followed=item.followed)
    words = [status, *map(task_label, item.standing.modifiers)]
    return " · ".join(words) + (f" · {_('followed')}" if item.followed else "")


def _left(item: Item) -> str:
    standing = item.standing
    if standing.days_late:
        return _("{days} late").format(days=standing.days_late)
    return (
        _("{days} left").format(days=standing.days_left) if standing.days_left is not None else ""
    )


def _left_words(item: Item, *, workdays: bool = False) -> str:
    """Return how late or how far off a task is, against its first deadline too."""
    standing = item.standing
    words, count = "", standing.workdays_left
    if standing.days_late:
        words, count = _("{days} days late").format(days=standing.days_late), standing.workdays_late
    elif standing.days_left is not None:
        words = _("{days} days left").format(days=standing.days_left)
    if workdays and words:
        words += f" ({_('{count} working days').format(count=count)})"
    if standing.extensions and standing.days_late_original:
        first = _("{days} days after the first deadline").format(days=standing.days_late_original)
        words = "; ".join(filter(None, (words, first)))
    return words
