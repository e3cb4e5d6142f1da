"""Everything in the office that can be searched, as neutral entries."""

from __future__ import annotations

from collections.abc import Iterator

from cli.office import Office
from regulations.bodies import Bodies
from regulations.doctypes import doc_type
from regulations.search.index import Entry
from regulations.search.whoosh_index import WhooshIndex
from regulations.symbol import SymbolError, parse_symbol
from regulations.validity import possible_span
from regulations.work import Work
from templates.form import Form
from tracker.task import Task


def index_of(office: Office) -> WhooshIndex:
    """Return the office's index at its present tree; built when it is not there yet."""
    return WhooshIndex.open(office.cache / "search", office.tree, lambda: entries_of(office))


def entries_of(office: Office) -> Iterator[Entry]:
    """Yield instruments, tasks and forms."""
    for work in office.library:
        yield _work_entry(office, work)
    for task in office.desk.tasks():
        yield _task_entry(task, office.bodies)
    for _drawer, form in office.cabinet.forms():
        yield _form_entry(form)


def label_for(label: str) -> str:
    """Return the label of a body without commas, which part labels in the index."""
    return label.replace(",", "")


def _work_entry(office: Office, work: Work) -> Entry:
    span = possible_span(work, office.library)
    kind = doc_type(work.type)
    issuers = [label_for(office.bodies.label(body)) for body in work.issuers]
    names = [office.bodies.name(body) for body in work.issuers]
    body = [work.summary, work.title_en, *work.notes, f"{kind.vi} ({kind.en})", *names]
    return Entry(
        kind="regulation",
        id=work.id,
        heading=work.title_vi or work.title_en or f"{kind.vi} {work.symbol}",
        body="\n".join(filter(None, body)),
        symbol=work.symbol,
        signed=work.signed.edtf if work.signed else "",
        keys=work.aliases,
        number=_number(work.symbol),
        type=work.type,
        issuer=", ".join(issuers),
        sort_day=work.signed.latest if work.signed else None,
        since=span.since,
        until=span.until,
    )


def _task_entry(task: Task, bodies: Bodies) -> Entry:
    product = task.product.title if task.product else ""
    names = [bodies.name(body) for body in (*task.lead, *task.coordinate)]
    phrase = task.deadline.phrase if task.deadline else ""
    body = [task.title_en, product, *names, phrase, task.group, *task.notes]
    return Entry(
        kind="task", id=task.id, heading=task.title_vi, body="\n".join(filter(None, body)),
        keys=(task.id,), sort_day=task.assigned,
    )  # fmt: skip


def _form_entry(form: Form) -> Entry:
    labels = [label for field in form.fields for label in (field.label.vi, field.label.en) if label]
    return Entry(
        kind="form", id=form.code, heading=form.title.vi,
        body="\n".join((form.title.en, *labels)), symbol=form.code, keys=(form.code,),
    )  # fmt: skip


def _number(symbol: str) -> str:
    try:
        return parse_symbol(symbol).number
    except SymbolError:
        return ""
