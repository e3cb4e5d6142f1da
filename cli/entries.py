"""Everything in the office that can be searched, as neutral entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from cli.office import Office
from regulations import timeline
from regulations.bodies import Bodies
from regulations.days import Span
from regulations.doctypes import doc_type
from regulations.library import Library
from regulations.search.analysis import words_of
from regulations.search.entry import Entry
from regulations.search.provisions import Provision, provisions
from regulations.symbol import SymbolError, parse_symbol
from regulations.validity import possible_span
from regulations.wording import wordings_of
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
    """Yield an instrument, then each provision of it in every wording that it had."""
    whole = _work_entry(office, work)
    yield whole
    parts = bool(work.effective_of) or any(
        relation.part for _other, relation in office.library.incoming(work.id)
    )
    for provision, span in _versions(work, Span(whole.since, whole.until), office.library):
        entry = _provision_entry(whole, provision, span)
        own = timeline.packed(work, office.library, provision.eid) if parts else whole.standing
        yield replace(entry, standing=own)


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


def _provision_entry(whole: Entry, provision: Provision, span: Held) -> Entry:
    title = f"{doc_type(whole.type).vi} {whole.heading}"
    return replace(
        whole,
        heading=provision.heading or whole.heading,
        body=provision.body,
        eid=provision.eid,
        keys=(),
        context=(title, *provision.context),
        version=span.version.isoformat(),
        since=span.since,
        until=span.until,
        lang=_language(provision.body),
    )


@dataclass(frozen=True, slots=True)
class Held:
    """The days on which a provision holds; *version* is the day from which it reads so."""

    version: date
    since: date | None
    until: date | None


def _versions(work: Work, whole: Span, library: Library) -> Iterator[tuple[Provision, Held]]:
    """Yield each provision as it ever read, once, with the days on which that may hold."""
    wordings = wordings_of(work, library)
    begun: dict[Provision, date] = {}
    for wording in wordings:
        now = {one: None for one in provisions(wording.text) if one.body} if wording.text else {}
        for gone in [one for one in begun if one not in now]:
            yield gone, _held(begun.pop(gone), wording.day, whole, wordings[0].day)
        for one in now:
            begun.setdefault(one, wording.day)
    for one, since in begun.items():
        yield one, _held(since, None, whole, wordings[0].day)


def _held(since: date, until: date | None, whole: Span, first: date) -> Held:
    starts = [one for one in (since if since != first else None, whole.since) if one]
    ends = [one for one in (until, whole.until) if one]
    return Held(since, max(starts, default=since), min(ends, default=None))


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
