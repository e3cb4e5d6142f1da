"""What a task is to bring forth, and who issues it, as a sentence names it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regulations.doctypes import type_named, type_names
from tracker.actors import Actor

_TYPES = "|".join(re.escape(name) for name in type_names())
_TYPE = re.compile(rf"(?<!\w)(?P<type>{_TYPES})(?:s|es)?(?!\w)(?!\s*(?:so|no\.?)?\s*\d)")
_MAKING = re.compile(
    r"(?:xay dung|ban hanh|tham muu|soan thao|du thao|trinh|hoan thien|sua doi|bo sung|de xuat"
    r"|advis\w+ on|issu\w+|draft\w*|develop\w*(?: of)?|draw up|prepar\w+)"
    r"(?:\s+(?:ban hanh|xay dung|mot|cac|the|a|new|moi|national))*\s+$"
)
_OF = re.compile(r"\s*(?:moi\s+|so \S+\s+)?(?:cua|of)\s+(?:the\s+)?(?:new\s+)?")
_FOR = re.compile(r"(?<!\w)(?:trinh|de|submit to)\s+(?:the\s+)?$")
_ISSUES = re.compile(r"\s*(?:xem xet,?\s*)?(?:ban hanh|quyet dinh|phe duyet|thong qua)")
_NEAR = 60


@dataclass(frozen=True, slots=True)
class ProductSeen:
    """A product named from *start* up to *end*: its type's code and the body that issues it."""

    start: int
    end: int
    type: str
    issuer: Actor | None = None


def product_in(text: str, even: str, actors: Sequence[Actor]) -> ProductSeen | None:
    """Return the first product that a sentence names; an instrument with a number is none.

    A type in small letters counts only behind a word such as "xây dựng" or "issue".
    """
    for match in _TYPE.finditer(even):
        made = _MAKING.search(even, max(0, match.start() - _NEAR), match.start())
        code = type_named(match["type"])
        if code and (made or text[match.start()].isupper()):
            issuer = _issuer(even, match.end(), actors)
            end = issuer.end if issuer and issuer.start - match.end() < _NEAR else match.end()
            return ProductSeen(match.start(), end, code, issuer)
    return None


def _issuer(even: str, end: int, actors: Sequence[Actor]) -> Actor | None:
    """Return whom "của" names right behind the type, or who is said to issue it."""
    of = _OF.match(even, end)
    for actor in actors:
        if of and actor.start == of.end():
            return actor
    for actor in actors:
        asked = _FOR.search(even, max(0, actor.start - _NEAR), actor.start)
        if asked and _ISSUES.match(even, actor.end):
            return actor
    return None
