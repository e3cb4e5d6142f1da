"""Values as JSON items: the keys that the command line promises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from cli.office import Office
from cli.speech import in_words
from regulations.bodies import Bodies, Body
from regulations.days import DayError, parse_day, short_day
from regulations.diagram import Diagram
from regulations.errors import NotFoundError
from regulations.library import Library
from regulations.lineage import bearer_on, lives_on
from regulations.nearness import nearest
from regulations.sentences import listed, say
from regulations.shelf import conflicts_about, evidence_from
from regulations.validity import replaced_by, validity_on
from regulations.work import Work
from tracker.basis import shaken_basis
from tracker.events import event_to_json
from tracker.progress import Item


class NoBodyError(NotFoundError):
    """No body goes by that name."""

    def __init__(self, name: str, bodies: Bodies) -> None:
        near = nearest(name, bodies.by_name, most=5, likeness=0.6)
        meant = dict.fromkeys(bodies.name(bodies.by_name[spelling]) for spelling in near)
        known = sorted(bodies.by_id.values(), key=lambda body: not body.abbr)[:12]
        super().__init__(
            say("No body goes by the name {name}.", name=repr(name)),
            hint=say("Did you mean {names}?", names=listed(list(meant)))
            if meant
            else say("Known are among others: {known}; all stand in regulations/bodies.yaml.",
                     known=listed([body.label for body in known])),
        )  # fmt: skip


class NoBodyThenError(NotFoundError):
    """A body did not live on the day."""

    code = "no_body_then"

    def __init__(self, name: str, day: date, heir: str) -> None:
        super().__init__(
            say("There was no {name} on {day}.", name=name, day=short_day(day)),
            hint=say("Its work went to: {heir}.", heir=heir)
            if heir
            else say("See its days in regulations/bodies.yaml, and name the body of that day."),
        )


def body_named(office: Office, name: str) -> Body:
    """Return the body that *name* means.

    Raises:
        NoBodyError: there is none.
    """
    body = office.bodies.named(name)
    if body is None:
        raise NoBodyError(name, office.bodies)
    return body


def body_of(office: Office, name: str, day: date) -> Body:
    """Return the body that *name* means and that lives on *day*.

    Raises:
        NoBodyError: there is none of that name.
        NoBodyThenError: it was not there yet, or no longer.
    """
    body = body_named(office, name)
    if not lives_on(body, day):
        heir = bearer_on(office.bodies, body.id, day)
        raise NoBodyThenError(body.name(), day,
                              office.bodies.name(heir, day) if heir != body.id else "")  # fmt: skip
    return body


def iso(text: str) -> str:
    """Return a day typed as 30/6/2026 in ISO; a month, a year or a choice of days as it is."""
    if month := re.fullmatch(r"(\d{1,2})/(\d{4})", text.strip()):
        return f"{month[2]}-{int(month[1]):02d}"
    try:
        return parse_day(text).isoformat()
    except DayError:
        return text.strip()


def reg_item(
    work: Work, library: Library, day: date, *, whole: bool = False, office: Office | None = None
) -> dict[str, Any]:
    """Return one instrument with its status on *day*; *whole* adds all that is known of it."""
    from regulations.wording import state_on  # slow to load: it brings the grammar of amendments

    validity = validity_on(work, day, library)
    item: dict[str, Any] = {
        "id": work.id,
        "symbol": work.symbol or None,
        "type": work.type,
        "issuer": [library.bodies.label(body) for body in work.issuers],
        "term": work.term or None,
        "signed": work.signed.edtf if work.signed else None,
        "title": {"vi": work.title_vi, "en": work.title_en},
        "status": validity.status,
        "status_since": validity.since,
        "status_by": validity.by or None,
        "status_reason": in_words(validity.reason),
        "status_conf": validity.conf,
        "text_state": state_on(work, day, library),
        "conf": work.conf,
        "relations": [_outgoing(relation.rel, relation.to, relation.conf, library)
                      for relation in library.outgoing(work)],
        "replaced_by": [_outgoing("replaced_by", other.id, relation.conf, library)
                        for other, relation in replaced_by(work, library)],
    }  # fmt: skip
    return item | (_whole(work, library, office) if whole else {})


def link_items(diagram: Diagram, library: Library) -> list[dict[str, Any]]:
    """Return the relations of a diagram; their direction is seen from its first box."""
    centre = diagram.boxes[0].work.id
    steps = {box.work.id: abs(box.column) for box in diagram.boxes}
    items = []
    for arrow in diagram.arrows:
        rel = arrow.relation
        toward = rel.to == centre or steps[rel.to] < steps[arrow.source]
        near = arrow.source if toward else rel.to
        item = _outgoing(rel.rel, near, rel.conf, library)
        items.append({
            "direction": "in" if toward else "out", **item, "from": arrow.source,
            "target": rel.to, "part": rel.part or None,
            "effective": rel.effective.edtf if rel.effective else None, "steps": steps[near],
        })  # fmt: skip
    return sorted(items, key=lambda item: (item["steps"], item["direction"] == "in"))


def _whole(work: Work, library: Library, office: Office | None) -> dict[str, Any]:
    sources: Mapping[str, str] = evidence_from(library.files)
    return {
        "effective": work.effective.edtf if work.effective else None,
        "conf_of": dict(work.conf_of),
        "aliases": list(work.aliases),
        "monitor": work.monitor or None,
        "structure": dict(work.structure),
        "summary": work.summary,
        "notes": list(work.notes),
        "stub": work.stub,
        "evidence": [{"id": source, "where": sources.get(source, "")} for source in work.evidence],
        "conflicts": [dict(entry) for entry in conflicts_about(library.files, work.id)],
    }


def _outgoing(rel: str, to: str, conf: str, library: Library) -> dict[str, Any]:
    other = library.work(to)
    return {
        "rel": rel,
        "to": to,
        "symbol": other.symbol or None,
        "signed": other.signed.edtf if other.signed else None,
        "conf": conf,
    }


def task_item(office: Office, item: Item, *, whole: bool = False) -> dict[str, Any]:
    """Return one task with its standing; *whole* adds what happened to it and what is noted."""
    task, standing = item.task, item.standing
    bodies = office.bodies
    found: dict[str, Any] = {
        "id": task.id,
        "programme": task.programme,
        "title": {"vi": task.title_vi, "en": task.title_en},
        "lead": [bodies.label(body) for body in task.lead],
        "coordinate": [bodies.label(body) for body in task.coordinate],
        "product": _product(item, bodies),
        "deadline": _deadline(item),
        "status": standing.status,
        "modifiers": list(standing.modifiers),
        "days_late": standing.days_late,
        "days_late_original": standing.days_late_original,
        "days_left": standing.days_left,
        "done_on": standing.done_on,
        "followed": item.followed,
        "kind": task.kind,
        "basis": list(task.basis),
        "conf": task.conf,
    }
    return found | (_whole_task(office, item) if whole else {})


def _product(item: Item, bodies: Bodies) -> dict[str, Any] | None:
    product = item.task.product
    if product is None:
        return None
    issuer = bodies.label(product.issuer) if product.issuer else None
    return {"type": product.type or None, "issuer": issuer, "title": product.title or None}


def _deadline(item: Item) -> dict[str, Any] | None:
    deadline = item.standing.deadline or item.task.deadline
    if deadline is None:
        return None
    standing = item.standing
    return {
        "phrase": deadline.phrase,
        "edtf": deadline.edtf or None,
        "op": deadline.op,
        "precision": deadline.precision,
        "due": standing.due,
        "plan_by": standing.plan_by,
        "original_due": standing.original_due,
        "extensions": standing.extensions,
    }


def _whole_task(office: Office, item: Item) -> dict[str, Any]:
    task = item.task
    return {
        "joint_lead": task.joint_lead,
        "lead_conf": task.lead_conf or None,
        "quote": task.quote or None,
        "assigned": task.assigned,
        "set_by": task.set_by or None,
        "group": task.group or None,
        "events": [event_to_json(event) for event in office.desk.events(task)
                   if event.on <= item.standing.as_of],
        "cause": item.standing.cause or None,
        "notes": list(task.notes),
        "evidence": list(task.evidence),
        "conflicts": [dict(entry) for entry in conflicts_about(office.files, task.id)],
        "basis_changed": [
            {"id": one.work.id, "symbol": one.work.symbol or None, "status": one.validity.status,
             "reason": in_words(one.validity.reason), "by": [work.id for work in one.changed_by]}
            for one in shaken_basis(task, office.library, item.standing.as_of)
        ],
    }  # fmt: skip
