"""Line breaks and tabs inside printed values become those of Word, as docxtpl makes them. Pure.

docxtpl reads the whole paper again for them; here only the paragraphs that hold one are read.
"""

from __future__ import annotations

from collections.abc import Callable

SIGNS = (b"\n", b"\t", b"\a", b"\f")
_OPENINGS = (b"<w:p>", b"<w:p ")
_CLOSING = b"</w:p>"


def with_breaks(printed: bytes, broken_up: Callable[[str], str], *, nested: bool) -> bytes:
    """Return *printed* with its breaks; *broken_up* knows how Word writes them.

    *nested* says that a paragraph may stand inside another one: then all is read.
    """
    if not any(sign in printed for sign in SIGNS):
        return printed
    if nested:
        return broken_up(printed.decode()).encode()
    pieces: list[bytes] = []
    done = 0
    while (place := _next(printed, done)) >= 0:
        start = max(printed.rfind(opening, done, place) for opening in _OPENINGS)
        end = printed.find(_CLOSING, place)
        if start < 0 or end < 0 or _CLOSING in printed[start:place]:  # between two paragraphs
            pieces.append(printed[done : place + 1])
            done = place + 1
            continue
        end += len(_CLOSING)
        pieces += (printed[done:start], broken_up(printed[start:end].decode()).encode())
        done = end
    return b"".join((*pieces, printed[done:]))


def _next(printed: bytes, start: int) -> int:
    found = [place for sign in SIGNS if (place := printed.find(sign, start)) >= 0]
    return min(found, default=-1)
