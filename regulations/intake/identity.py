"""Is it what it is said to be: the opening of a text against what was given. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from regulations.bodies import Bodies, Body
from regulations.days import When, parse_when
from regulations.errors import VanthuError
from regulations.folding import fold
from regulations.intake.header import Head, title_words
from regulations.sentences import say
from regulations.symbol import symbol_key

Verdict = Literal["same", "differs", "printed", "not_printed"]
FIELDS: Final = ("symbol", "type", "signed", "title", "issuer")


@dataclass(frozen=True, slots=True)
class Identity:
    """What names an instrument; empty and ``None`` are unknown. *issuer* is the id of a body."""

    symbol: str = ""
    type: str = ""
    signed: When | None = None
    title: str = ""
    issuer: str = ""

    def value(self, field: str) -> str:
        """Return one of ``FIELDS`` as text."""
        if field == "signed":
            return self.signed.edtf if self.signed else ""
        return str(getattr(self, field))


@dataclass(frozen=True, slots=True)
class Check:
    """One field: what was given, what the text prints, and how the two agree.

    *source* says whence the given value comes: ``request``, ``record``, a ``doubt`` of the record
    (its mark is M or U), or the title of a ``page``.
    """

    field: str
    given: str
    printed: str
    verdict: Verdict
    source: str = "request"


class ContradictionError(VanthuError):
    """A text prints another identity than it was given, or none at all."""

    code = "contradiction"

    def __init__(self, file: str, checks: Sequence[Check]) -> None:
        wrong = [check for check in checks if check.verdict == "differs"]
        if wrong:
            message = say("{file} is another instrument than the one it was given for.", file=file)
        else:
            message = say("{file} prints neither number nor day nor title.", file=file)
        super().__init__(
            message,
            hint=say(
                "Look at the file. Where it is the right one all the same, import it with "
                "--force and the reason, which is recorded."
            ),
        )
        self.file = file
        self.checks = tuple(checks)

    def details(self) -> Mapping[str, object]:
        """Return every field with what was given and what is printed."""
        return {"file": self.file, "checks": [check_item(check) for check in self.checks]}


def printed_identity(head: Head, lines: Iterable[str], bodies: Bodies) -> Identity:
    """Return what a text prints of itself; *lines* are those before its first unit."""
    issuer = issuer_of(head, lines, bodies)
    return Identity(
        str(head.symbol) if head.symbol else "",
        head.type,
        parse_when(head.day.isoformat()) if head.day else None,
        head.title,
        issuer.id if issuer else "",
    )


def check_identity(given: Identity, printed: Identity, source: str = "request") -> list[Check]:
    """Compare field by field; a field that was not given is taken from the print."""
    return [
        Check(name, given.value(name), printed.value(name), _verdict(name, given, printed), source)
        for name in FIELDS
    ]


def contradicts(checks: Iterable[Check]) -> bool:
    """Tell whether the import must be refused: a field differs, or nothing at all is printed."""
    named = [check for check in checks if check.field in ("symbol", "signed", "title")]
    wrong = any(check.verdict == "differs" and check.source != "doubt" for check in checks)
    return wrong or all(check.verdict == "not_printed" for check in named)


def check_item(check: Check) -> dict[str, str | None]:
    """Return a check as JSON values."""
    return {"field": check.field, "given": check.given or None, "printed": check.printed or None,
            "verdict": check.verdict, "source": check.source}  # fmt: skip


def issuer_of(head: Head, lines: Iterable[str], bodies: Bodies) -> Body | None:
    """Return the body that the opening names; the one under the other where it names two.

    ``TỈNH UỶ A`` above ``BAN TỔ CHỨC`` is the commission of that committee. Where the letterhead
    is damaged, the line that says who issues it tells.
    """
    pairs = list(pairwise(head.names))
    tried = [f"{two} {one}" for one, two in pairs] + [f"{one} {two}" for one, two in pairs]
    for name in (*tried, *reversed(head.names)):
        if found := bodies.named(name.strip(" *-:")):
            return found
    said = [(fold(line), line.isupper()) for line in lines]
    for name in sorted(bodies.by_name, key=len, reverse=True):
        acts = re.compile(rf"{re.escape(name)} (?:ban hanh|quy dinh|quyet dinh|huong dan)\b")
        titles = re.compile(rf"\bcua {re.escape(name)}\b")
        if any(acts.match(line) or (capital and titles.search(line)) for line, capital in said):
            return bodies.named(name)
    return None


def _verdict(field: str, given: Identity, printed: Identity) -> Verdict:
    left, right = given.value(field), printed.value(field)
    if not right:
        return "not_printed"
    if not left:
        return "printed"
    return "same" if _agree(field, given, printed) else "differs"


def _agree(field: str, given: Identity, printed: Identity) -> bool:
    if field == "symbol":
        return symbol_key(given.symbol) == symbol_key(printed.symbol)
    if field == "title":
        return title_words(given.title) == title_words(printed.title)
    if field == "signed":
        assert given.signed and printed.signed
        return given.signed.earliest <= printed.signed.earliest <= given.signed.latest
    return given.value(field) == printed.value(field)
