"""Places in an instrument as an order names them: ``điểm a, b khoản 2 và khoản 3 Điều 5``.

Where they end is asked of a pattern, for it is part of larger ones; what they mean is asked of the
grammar that reads citations.
"""

from __future__ import annotations

import re
from typing import Final

from regulations.citing.aligned import Aligned
from regulations.citing.pinpoints import chains

_NUM = r"(?:[0-9]{1,2}(?:[.][0-9]{1,2}){1,3}|[0-9]{1,3}[a-zđ]?|[IVXLC]{1,7}|[a-zđ]{1,2})(?!\w)"
_AND = r"(?:[ ]*[,;][ ]*(?:và[ ]+)?|[ ]+(?:và|hoặc)[ ]+)"
_KINDS = r"phần|chương|tiểu mục|mục|điều|khoản|điểm"
_STEP = rf"(?i:(?:các )?(?:{_KINDS})) {_NUM}(?:{_AND}{_NUM})*"
_LINK = rf"(?:{_AND}|[ ]+(?:của |thuộc |tại )?)"
PLACES: Final = rf"{_STEP}(?:{_LINK}{_STEP})*"
"""A pattern for places that belong together."""

_INTO = re.compile(r"(?i)[ ]+(?:vào|tại)[ ]+")
_AND_ADDED = re.compile(r"(?i)[ ]+bổ[ ]+sung[ ]+")


def eids_in(text: str) -> tuple[str, ...]:
    """Return the element ids that places joined as :data:`PLACES` mean, in reading order.

    >>> eids_in("điểm a, b khoản 2 và khoản 3 Điều 5")
    ('art_5__para_2__point_a', 'art_5__para_2__point_b', 'art_5__para_3')
    """
    joined = _AND_ADDED.sub(" ", _INTO.sub(" thuộc ", text))
    return tuple(eid for chain in chains(Aligned.of(joined)) for eid in chain.eids())
