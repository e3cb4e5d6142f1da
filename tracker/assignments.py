"""Who is to do what in one sentence: the lead, who coordinates, and where the work begins. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.actors import DOING, Actor, lists_of

_AUXILIARY = r"(?:co trach nhiem|se|can|phai|tiep tuc|shall|will|must|is to|are to|to)"
_LEADS = re.compile(
    rf"[\s,)]*(?:{_AUXILIARY}\s+)*"
    r"(?P<verb>(?:la (?:co quan|don vi) )?(?:chu tri|dau moi)|chiu trach nhiem(?: chinh)?"
    r"|presides?(?: over)?|leads?(?= )|takes? the lead|chairs?|(?:is|are|be) responsible for"
    r"|(?:is|are) assigned)(?!\w)"
)
_JOINTLY = re.compile(
    rf"[\s,)]*(?:{_AUXILIARY}\s+)*(?P<verb>phoi hop(?: chat che)?(?= voi)|coordinates?(?= with))"
)
_MUST = re.compile(r"[\s,)]*(?P<verb>co trach nhiem|shall|must)(?!\w)")
_GIVEN = re.compile(
    r"(?<!\w)(?:giao(?: cho)?|phan cong|uy quyen cho|yeu cau|de nghi|(?:co quan )?chu tri\s*:"
    r"|tasks? of|assign(?:s|ed)?(?: to)?|requests?|led by|entrusted to|responsibility of)"
    r"\s*(?:the |cac )?$"
)
_WITH = re.compile(
    r"[\s,]*(?:(?:va|and|dong thoi)\s+)?(?:chu tri\s*,?\s*)?"
    r"(?:phoi hop(?: chat che)?(?: cung)?(?: voi)?|cung(?: voi)?|coordinates? with"
    r"|in coordination with)\s*:?\s*(?:the |cac )?"
)
_DOES = re.compile(  # what follows a body that is simply said to do something
    rf"[\s,]*(?:(?:{_AUXILIARY}|khan truong|chu dong|tap trung|kip thoi|nghiem tuc)\s+)*"
    rf"(?:{'|'.join(DOING)})(?!\w)"
)
_ALONE = re.compile(r"\W*(?P<verb>chu tri|preside over)(?!\w)")
_FIRM = ("co trach nhiem", "shall")
_NUMBERED = re.compile(r"\s*(?:(?:[-+*•]|\(?\w{1,4}[.)])\s*)*(?:giao |cac |the |doi voi )?")
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Assignment:
    """A clause from *start* up to *end* that gives work to *lead*, with *coordinate* to help.

    Without *lead* the clause has a verb and no subject: who leads was said before. A clause that
    is not *firm* ("X phối hợp với Y …", "X must …", "X rà soát …") may also tell what is done
    anyway.
    """

    start: int
    end: int
    lead: tuple[Actor, ...]
    coordinate: tuple[Actor, ...] = ()
    firm: bool = True


def assignment_in(even: str, actors: Sequence[Actor]) -> Assignment | None:
    """Return the first assignment of one sentence; *even* is folded, *actors* stand in it."""
    runs = lists_of(actors, even)
    for number, run in enumerate(runs):
        found = _given(even, run) or _led(even, run)
        if found is not None:
            return _helped(even, found, runs[number + 1 :])
    alone = _ALONE.match(even)
    if alone is None:
        return _doing(even, runs)
    return _helped(even, Assignment(alone.start("verb"), alone.end(), ()), runs)


def heading_of(even: str, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return the bodies that a heading or the opening of a line names: ``1. Ban Tổ chức:``."""
    runs = lists_of(actors, even)
    if not runs or not _NUMBERED.fullmatch(even, 0, runs[0][0].start):
        return ()
    rest = even[runs[0][-1].end :].strip()
    return runs[0] if not rest or rest[0] == ":" else ()


def _given(even: str, run: tuple[Actor, ...]) -> Assignment | None:
    """Read "giao X …", "the task of X to …": the verb stands before the bodies."""
    before = _GIVEN.search(even, max(0, run[0].start - _NEAR), run[0].start)
    if before is None:
        return None
    verb = _LEADS.match(even, run[-1].end)
    end = verb.end() if verb else run[-1].end
    return Assignment(before.start(), end, run)


def _led(even: str, run: tuple[Actor, ...]) -> Assignment | None:
    """Read "X chủ trì …", "X and Y coordinate with …": the verb stands behind the bodies."""
    for pattern in (_LEADS, _MUST, _JOINTLY):
        if verb := pattern.match(even, run[-1].end):
            end = verb.start("verb") if pattern is _JOINTLY else verb.end()
            firm = pattern is _LEADS or verb["verb"] in _FIRM
            return Assignment(_opening(even, run[0].start), end, run, firm=firm)
    return None


def _doing(even: str, runs: Sequence[tuple[Actor, ...]]) -> Assignment | None:
    """Read "X rà soát …": a body that opens the sentence is said to do something."""
    if not runs or not _NUMBERED.fullmatch(even, 0, runs[0][0].start):
        return None
    end = runs[0][-1].end
    if not _DOES.match(even, end):
        return None
    return Assignment(_opening(even, runs[0][0].start), end, runs[0], firm=False)


def _opening(even: str, start: int) -> int:
    """Return where the clause begins: an article, "do", "in which" and the like go with it."""
    match = re.search(r"(?:(?:do|the|cac|trong do,?|in which,?)\s+)+$", even[:start])
    return match.start() if match else start


def _helped(even: str, found: Assignment, runs: Sequence[tuple[Actor, ...]]) -> Assignment:
    """Add who coordinates, where the clause goes on with it."""
    verb = _WITH.match(even, found.end)
    at = verb.end() if verb else found.end
    run = next((one for one in runs if verb and 0 <= one[0].start - at <= 2), None)
    if run is None:
        return found
    return replace(found, end=run[-1].end, coordinate=run)
