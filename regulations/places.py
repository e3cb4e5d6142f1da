"""Places in an instrument as an instruction names them: ``điểm a, b khoản 2 và khoản 3 Điều 5``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from regulations.text import KINDS, Kind, eid_of

_KINDS: Final[dict[str, Kind]] = {
    "phần": "part", "chương": "chapter", "mục": "section",
    "điều": "article", "khoản": "clause", "điểm": "point",
}  # fmt: skip
_NUM = r"(?:[0-9]{1,3}[a-zđ]?|[IVXLC]{1,7}|[a-zđ]{1,2})(?!\w)"
_AND = r"(?:[ ]*[,;][ ]*(?:và[ ]+)?|[ ]+(?:và|hoặc)[ ]+)"
_STEP = rf"(?i:(?:các )?(?:phần|chương|mục|điều|khoản|điểm)) {_NUM}(?:{_AND}{_NUM})*"
_LINK = rf"(?:{_AND}|[ ]+(?:của |thuộc |tại )?)"
PLACES: Final = rf"{_STEP}(?:{_LINK}{_STEP})*"
"""A pattern for places that belong together."""

_ONE = re.compile(rf"(?i:(?:các )?(?P<kind>phần|chương|mục|điều|khoản|điểm)) "
                  rf"(?P<nums>{_NUM}(?:{_AND}{_NUM})*)(?P<link>{_AND})?")  # fmt: skip
_NUMBER = re.compile(_NUM)


@dataclass(frozen=True, slots=True)
class _Step:
    kind: Kind
    nums: tuple[str, ...]
    linked: bool  # a comma or "và" stands behind it: what follows is no place around it


def eids_in(text: str) -> tuple[str, ...]:
    """Return the element ids that places joined as :data:`PLACES` mean, in reading order.

    >>> eids_in("điểm a, b khoản 2 và khoản 3 Điều 5")
    ('art_5__para_2__point_a', 'art_5__para_2__point_b', 'art_5__para_3')
    """
    return tuple(reversed(list(_backwards([_step(match) for match in _ONE.finditer(text)]))))


def _step(match: re.Match[str]) -> _Step:
    nums = [num.lower() if num[:1].islower() else num for num in _NUMBER.findall(match["nums"])]
    return _Step(_KINDS[match["kind"].lower()], tuple(nums), match["link"] is not None)


def _backwards(steps: list[_Step]) -> Iterator[str]:
    """Yield from the last place to the first: a smaller one lies in the larger one behind it."""
    around: list[tuple[int, str]] = []
    for at in range(len(steps) - 1, -1, -1):
        step, rank = steps[at], KINDS.index(steps[at].kind)
        while around and around[-1][0] >= rank:
            around.pop()
        above = around[-1][1] if around else ""
        eids = [eid_of(step.kind, num, above, Counter()) for num in step.nums]
        before = steps[at - 1] if at else None
        if before and not before.linked and KINDS.index(before.kind) > rank:
            around.append((rank, eids[0]))
        else:
            yield from reversed(eids)
            around.append((rank, eids[0]))
