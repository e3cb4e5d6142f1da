"""Instruments on the terminal: a list, one with all that is known of it, and its links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cli import show
from cli.labels import (
    count_label,
    law_label,
    relation_label,
    text_label,
    validity_words,
)
from cli.office import Office
from cli.request import Request
from cli.show_wording import left_out
from cli.speech import _, in_words
from regulations.days import said_when
from regulations.diagram import Arrow, Diagram, diagram_of
from regulations.doctypes import doc_type
from regulations.library import Library
from regulations.shelf import conflicts_about, evidence_from
from regulations.text import cited_place
from regulations.validity import replaced_by, validity_on
from regulations.wording import Wording
from regulations.work import Work


def listing(request: Request, office: Office, works: Sequence[Work], day: date) -> None:
    """Print instruments as a table."""
    lang = office.language(request)
    show.header(request, _("{count} instruments").format(count=len(works)))
    rows = [
        (work.symbol or "—", _day(work), office.bodies.label(work.issuers[0]),
         law_label(validity_on(work, day, office.library).status), work.title(lang))
        for work in works
    ]  # fmt: skip
    show.table([_("Symbol"), _("Signed"), _("Issuer"), _("Status"), _("About")], rows)


def one(request: Request, office: Office, library: Library, wording: Wording) -> None:
    """Print all that is known of one instrument; marks below V stand behind what they qualify."""
    work, day, lang = wording.work, wording.day, office.language(request)
    kind = doc_type(work.type)
    validity = validity_on(work, day, library)
    show.line(f"{kind.en if lang == 'en' else kind.vi} {work.cited}{mark(work.conf)}")
    show.line(work.title(lang) + mark(work.mark("title")))
    show.line()
    show.pairs([
        (_("Status"), validity_words(validity, day) + mark(validity.conf)),
        (_("Reason"), in_words(validity.reason)),
        (_("Issuer"), "; ".join(library.bodies.name(body, None, lang) for body in work.issuers)),
        (_("Signed"), (_day(work) + mark(work.mark("signed"))) if work.signed else _("not known")),
        (_("In effect"), _effect(work)),
        (_("Term"), work.term),
        (_("Text"), _text(wording)),
        (_("Structure"), "" if _absence(wording) else _structure(work)),
        (_("Follows it"), library.bodies.name(work.monitor, None, lang) if work.monitor else ""),
        (_("Replaced by"), "\n".join(f"{other.cited}{mark(relation.conf)}"
                                     for other, relation in replaced_by(work, library))),
        (_("Path"), work.id),
    ])  # fmt: skip
    _rest(library, work)


def links(library: Library, work: Work) -> None:
    """Print the relations of one instrument, its own first."""
    diagram(library, diagram_of(work, library, 1))


def diagram(library: Library, drawn: Diagram) -> None:
    """Print the relations around each instrument of a diagram, the near ones first."""
    told: set[Arrow] = set()
    for box in drawn.boxes:
        arrows = [one for one in drawn.arrows
                  if box.work.id in (one.source, one.relation.to) and one not in told]  # fmt: skip
        told.update(arrows)
        if arrows or not box.column:
            show.line(box.work.cited)
        for arrow in arrows:
            _arrow(library, arrow, passive=arrow.source != box.work.id)


def _arrow(library: Library, arrow: Arrow, *, passive: bool) -> None:
    relation = arrow.relation
    other = library.work(arrow.source if passive else relation.to)
    label = relation_label(relation.rel, passive=passive)
    part = f" ({cited_place(relation.part)})" if relation.part else ""
    line = f"  {'←' if passive else '→'} {label}: {other.cited}{part}{mark(relation.conf)}"
    show.line(f"{line}  {other.title_vi}".rstrip())


def mark(conf: str) -> str:
    """Return a confidence below V as ``[M]``; what was seen in its source carries no mark."""
    return "" if conf == "V" else f" [{conf}]"


def _rest(library: Library, work: Work) -> None:
    if work.summary:
        show.line()
        show.line(work.summary)
    if library.outgoing(work) or library.incoming(work.id):
        show.line()
        links(library, work)
    for note in work.notes:
        show.line(f"  ! {note}")
    for conflict in conflicts_about(library.files, work.id):
        values = "; ".join(
            f"{value['value']} ({value.get('conf', 'V')}: {', '.join(value.get('evidence', ()))})"
            for value in conflict["values"]
        )
        show.line(f"  ≠ {conflict['id']} {conflict['topic']['vi']}: {values}")
    _sources(library, work)


def _sources(library: Library, work: Work) -> None:
    where = evidence_from(library.files)
    if work.evidence:
        show.line()
        show.line(_("Sources"))
        for source in work.evidence:
            show.line(f"  {source}: {where.get(source, source)}")


def _text(wording: Wording) -> str:
    """Return the state of the text, what changed it, and what is not in it."""
    changes = sorted({note.change.order(): note.change for note in wording.notes}.items())
    by = dict.fromkeys(change.by.cited for _order, change in changes)
    changed = [_("changed by {works}").format(works="; ".join(by))] if by else []
    state = _absence(wording) or text_label(wording.state)
    return "\n".join([state, *changed, *left_out(wording)])


def _absence(wording: Wording) -> str:
    """Return why a text that is recorded does not hold yet on the day; empty where it does."""
    return in_words(wording.absent) if wording.work.texts else ""


def _structure(work: Work) -> str:
    return ", ".join(count_label(name, count) for name, count in work.structure)


def _effect(work: Work) -> str:
    whens = [("", work.effective)] if work.effective else []
    days = [f"{cited_place(part)}: {in_words(said_when(when))}".removeprefix(": ")
            for part, when in (*whens, *work.effective_of)]  # fmt: skip
    return "; ".join(days) + (mark(work.mark("effective")) if days else "")


def _day(work: Work) -> str:
    return in_words(said_when(work.signed)) if work.signed else "—"
