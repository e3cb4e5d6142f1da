"""Everything in the office that can be searched, as neutral entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from cli.office import Office
from regulations import timeline
from regulations.bodies import Bodies
from regulations.days import Span
from regulations.doctypes import doc_type
from regulations.library import text_path
from regulations.markup import read_markdown
from regulations.search.analysis import words_of
from regulations.search.entry import Entry
from regulations.search.provisions import Provision, provisions
from regulations.symbol import SymbolError, parse_symbol
from regulations.validity import possible_span
from regulations.work import Work
from templates.form import Form
from tracker.task import Task


def entries_of(office: Office) -> Iterator[Entry]:
    """Yield instruments with the provisions of their texts, tasks and forms."""
    for work in office.library:
        yield from entries_of_work(office, work)
    for task in office.desk.tasks():
        yield entry_of_task(task, office.bodies)
    for _drawer, form in office.cabinet.forms():
        yield _form_entry(form)


def entries_of_work(office: Office, work: Work) -> Iterator[Entry]:
    """Yield an instrument, then each provision of each of its texts."""
    whole = _work_entry(office, work)
    yield whole
    for day, span in _versions(work, Span(whole.since, whole.until)):
        text = office.files.get(text_path(work.id, day))
        read, _problems = read_markdown("", str(text or ""))
        for provision in provisions(read):
            yield _provision_entry(whole, provision, day, span)


def entry_of_task(task: Task, bodies: Bodies) -> Entry:
    """Return a task as it is found."""
    product = task.product.title if task.product else ""
    names = [bodies.name(body) for body in (*task.lead, *task.coordinate)]
    phrase = task.deadline.phrase if task.deadline else ""
    body = [task.title_en, product, *names, phrase, task.group, *task.notes]
    return Entry(
        kind="task", id=task.id, heading=task.title_vi, body="\n".join(filter(None, body)),
        keys=(task.id,), sort_day=task.assigned,
    )  # fmt: skip


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
        standing=timeline.packed(work, office.library),
    )


def _provision_entry(whole: Entry, provision: Provision, day: str, span: Span) -> Entry:
    title = f"{doc_type(whole.type).vi} {whole.heading}"
    return replace(
        whole,
        heading=provision.heading or whole.heading,
        body=provision.body,
        eid=provision.eid,
        keys=(),
        context=(title, *provision.context),
        version=day,
        since=span.since,
        until=span.until,
        lang=_language(provision.body),
    )


def _versions(work: Work, whole: Span) -> Iterator[tuple[str, Span]]:
    """Yield the day of each text with the days on which its wording may hold."""
    days = [date.fromisoformat(day) for day in work.texts]
    for number, (day, end) in enumerate(zip_longest(days, days[1:])):
        starts = [one for one in (day if number else None, whole.since) if one]
        since = max(starts, default=day)
        until = min((one for one in (end, whole.until) if one), default=None)
        yield day.isoformat(), Span(since, until)


def _language(text: str) -> str:
    """Tell Vietnamese by its marks: of five words more than one carries some."""
    words, marked = words_of(text)
    return "vi" if len(marked) * 5 > len(words) else "en"


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
