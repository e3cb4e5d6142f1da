"""What a text quotes from another: the new wording inside an amending clause. Pure.

Articles, clauses and points between such quotation marks are not the instrument's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_OPENING, _CLOSING = "“«„", "”»"
_BEGINS: Final = re.compile(rf"[{_OPENING}\"]")
_ENDS: Final = re.compile(rf"[{_CLOSING}\"][.;,:)\s]*$")
_UNIT: Final = re.compile(
    rf"[{_OPENING}\"]\s*(?:(?:Điều|Chương|Mục|Phần|Phụ lục)\s+\w+|\d{{1,3}}[a-zđ]?[.)-]"
    r"|\d{1,2}[.]\d|[a-zđ]{1,2}\d?[.)]|[-–+])",
    re.IGNORECASE,
)
LONGEST: Final = 2000  # lines of one quotation
_HOPELESS, _SHORT = 50, 8  # after so many that never end, only so far is looked: time stays linear


@dataclass(frozen=True, slots=True)
class Quotes:
    """*quoted* tells of each line whether it is quoted; *unbalanced* are indices of lines."""

    quoted: tuple[bool, ...]
    unbalanced: tuple[int, ...]


def find_quotes(lines: Sequence[str]) -> Quotes:
    """Find quoted blocks: from a line that begins with a quotation mark to the one that closes it.

    A block begins behind a line that ends with a colon, behind another block, or with the number
    of a unit. One that is never closed is only its first line, and is reported.
    """
    quoted = [False] * len(lines)
    unbalanced: list[int] = []
    at, before = 0, ""
    while at < len(lines):
        line = lines[at]
        if not (_BEGINS.match(line) and _may_begin(line, before, quoted, at)):
            unbalanced += [at] if _lopsided(line) else []
            before = line.rstrip() or before
            at += 1
            continue
        longest = LONGEST if len(unbalanced) < _HOPELESS else _SHORT
        end = _end_of(lines, at, longest)
        unbalanced += [at] if end is None else []
        end = at + 1 if end is None else end
        quoted[at:end] = [True] * (end - at)
        at = end
    return Quotes(tuple(quoted), tuple(unbalanced))


def _may_begin(line: str, before: str, quoted: Sequence[bool], at: int) -> bool:
    return before.endswith(":") or bool(_UNIT.match(line)) or (at > 0 and quoted[at - 1])


def _end_of(lines: Sequence[str], start: int, longest: int) -> int | None:
    """Return the index behind the block that begins at *start*; ``None``: it never ends."""
    depth = straight = 0
    for at in range(start, min(len(lines), start + longest)):
        line = lines[at]
        depth += _count(line, _OPENING) - _count(line, _CLOSING)
        straight += line.count('"')
        if depth <= 0 and straight % 2 == 0 and _ENDS.search(line):
            return at + 1
        if depth < 0:
            return at + 1
    return None


def _lopsided(line: str) -> bool:
    opened, closed = _count(line, _OPENING), _count(line, _CLOSING)
    return opened != closed or line.count('"') % 2 == 1


def _count(line: str, signs: str) -> int:
    return sum(line.count(sign) for sign in signs)
