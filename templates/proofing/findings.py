"""What a reading of a paper found: where, the words there, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regulations.problems import Place, Problem
from templates.anatomy import DOCUMENT, Paragraph

_SURE = frozenset({"V", "A", "B"})
_QUOTE = 120


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a paper: *paragraph* counts from 1 through the *part*, 0 is all of it.

    *start* and *end* are signs of the paragraph's text; both are 0 where all of it is meant.
    """

    part: str
    paragraph: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be. *message* and *remedy* are whole sentences.

    *severity* is ``error``, or ``info`` where the rule itself is not well known.
    """

    rule: str
    severity: str
    place: Spot
    quote: str
    message: str
    remedy: str

    def item(self) -> Mapping[str, object]:
        """Return the finding as a JSON item; the sentences are for the front door to say."""
        place = self.place
        return {
            "rule": self.rule,
            "severity": self.severity,
            "place": {"part": place.part, "paragraph": place.paragraph, "start": place.start,
                      "end": place.end},
            "quote": self.quote,
            "message": self.message,
            "remedy": self.remedy,
        }  # fmt: skip

    def problem(self) -> Problem:
        """Return the finding as a fault with its place, for lists that people read."""
        return Problem(Place(self.place.part, self.place.paragraph), self.message, self.remedy)


def at(rule: str, paragraph: Paragraph, message: str, remedy: str, *, conf: str = "V") -> Finding:
    """Return a finding on a whole paragraph; *conf* is how well the rule is known."""
    spot = Spot(paragraph.part, paragraph.number, 0, len(paragraph.text))
    return Finding(rule, severity(conf), spot, quoted(paragraph.text), message, remedy)


def about(
    rule: str, message: str, remedy: str, *, part: str = DOCUMENT, quote: str = "", conf: str = "V"
) -> Finding:
    """Return a finding on a whole part of the paper, such as its margins."""
    return Finding(rule, severity(conf), Spot(part), quoted(quote), message, remedy)


def severity(conf: str) -> str:
    """Return how heavy a finding is, by how well its rule is known."""
    return "error" if conf in _SURE else "info"


def quoted(text: str) -> str:
    """Return *text*, shortened where it is long."""
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1]}…"
