"""What somebody may have meant who misspelt a name. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from regulations.folding import fold


def nearest(name: str, known: Iterable[str], *, most: int = 3, likeness: float = 0.5) -> list[str]:
    """Return those of *known* that *name* may stand for, the likeliest first; marks don't count.

    *likeness* is the least that counts, of 1.
    """
    by_folded = {fold(one): one for one in known}
    near = difflib.get_close_matches(fold(name), by_folded, n=most, cutoff=likeness)
    return [by_folded[one] for one in near]
