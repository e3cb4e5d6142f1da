"""Which bodies stand above another: in its line, their standing committees, and higher levels."""

from __future__ import annotations

from regulations.bodies import Bodies, Body
from regulations.folding import fold

_RANKS = {"central": 3, "state": 3, "province": 2, "commune": 1, "grassroots": 0}
_COMMITTEE = fold("Ban Thường vụ ")


def is_above(body: Body, own: Body, bodies: Bodies) -> bool:
    """Tell whether *body* is superior to *own*, which is never above itself."""
    line = _line_above(own, bodies)
    leads_above = body.superior in line and fold(body.name()).startswith(_COMMITTEE)
    higher = _RANKS.get(body.level, 0) > _RANKS.get(own.level, 3)
    return body.id in line or leads_above or (higher and body.id != own.id)


def bodies_above(own_id: str, bodies: Bodies) -> frozenset[str]:
    """Return the ids of all bodies above the one with *own_id*; none where it is not known."""
    own = bodies.get(own_id)
    if own is None:
        return frozenset()
    return frozenset(body.id for body in bodies.by_id.values() if is_above(body, own, bodies))


def _line_above(own: Body, bodies: Bodies) -> frozenset[str]:
    found: set[str] = set()
    upper = own.superior
    while upper and upper not in found:
        found.add(upper)
        body = bodies.get(upper)
        upper = body.superior if body else ""
    return frozenset(found - {own.id})
