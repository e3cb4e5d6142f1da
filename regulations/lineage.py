"""Bodies over time: who stands for a body on a day, and which bodies a group stands for. Pure.

A body whose last name has ended is gone; where exactly one body took its place, that one answers
for what it led. Before that day nothing changes: an old report names the bodies of its day.
"""

from __future__ import annotations

from datetime import date

from regulations.bodies import Bodies, Body


def bearer_on(bodies: Bodies, body_id: str, day: date) -> str:
    """Return the body that answers on *day* for what *body_id* was given.

    It is the body itself while it lives, where it is unknown, where nobody took its place, and
    where several did: then a person must say who leads.
    """
    seen = {body_id}
    while (body := bodies.get(body_id)) is not None and _is_gone(body, day):
        heirs = [other for other in bodies.by_id.values() if body_id in other.predecessors]
        begun = [heir for heir in heirs if _has_begun(heir, day)]
        if len(begun) != 1 or begun[0].id in seen:
            return body_id
        body_id = begun[0].id
        seen.add(body_id)
    return body_id


def units_on(bodies: Bodies, body_id: str, day: date) -> tuple[str, ...]:
    """Return the bodies that answer on *day* for a lead: those of a group, each once, else one.

    A group whose members are not recorded stands for itself.
    """
    body = bodies.get(body_id)
    if body is None or not body.members:
        return (bearer_on(bodies, body_id, day),)
    return tuple(dict.fromkeys(bearer_on(bodies, member, day) for member in body.members))


def lives_on(body: Body, day: date) -> bool:
    """Tell whether a body has begun by *day* and has not ended; without dates it always lives."""
    return _has_begun(body, day) and not _is_gone(body, day)


def _is_gone(body: Body, day: date) -> bool:
    until = body.names[-1].span.until if body.names else None
    return until is not None and until <= day


def _has_begun(body: Body, day: date) -> bool:
    since = body.names[0].span.since if body.names else None
    return since is None or since <= day
