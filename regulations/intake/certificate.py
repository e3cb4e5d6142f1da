"""What an import is worth: identity, sequence, quotes, letters kept, changes. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from regulations.intake.extract import Extract
from regulations.intake.hygiene import Counts, clean, letters
from regulations.intake.identity import Check
from regulations.intake.recognise import Recognised
from regulations.problems import Problem
from regulations.text import Kind, Text, Unit, position


@dataclass(frozen=True, slots=True)
class Certificate:
    """The outcome of one import.

    *row* is the kind of unit that numbers the text through, *count* how many there are, *holes*
    the numbers lost from that row; *faults* are other oddities of numbering, *unbalanced* lines
    with half a pair of quotation marks. *kept* of *total* signs of the original are in the text,
    *lost* are the others. *normalised* counts what was put in order, *notes* what the reader
    met. *forced* is the reason why a contradiction was let pass.
    """

    checks: tuple[Check, ...]
    row: Kind
    count: int
    holes: tuple[str, ...]
    faults: tuple[Problem, ...]
    unbalanced: tuple[str, ...]
    kept: int
    total: int
    lost: Mapping[str, int] = field(default_factory=dict)
    normalised: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    forced: str = ""

    @property
    def has_findings(self) -> bool:
        """Whether something is missing: a number of the row, or signs of the original."""
        return bool(self.holes or self.lost)

    @property
    def percent(self) -> str:
        """The share of signs kept, cut, never rounded up: ``99.99`` is not all."""
        hundredths = 10000 * self.kept // self.total if self.total else 10000
        return f"{hundredths // 100}.{hundredths % 100:02d}"


def certify(
    extract: Extract, recognised: Recognised, text: Text, faults: Sequence[Problem],
    checks: Sequence[Check], forced: str = "",
) -> Certificate:  # fmt: skip
    """Compare the text with the original that it was taken from."""
    raw, normalised = clean(extract.raw)
    seen, present = letters(raw), letters(recognised.markdown)
    lost = seen - present
    row = _row(text)
    units = [unit for unit in text.each() if unit.kind == row and not unit.eid.startswith("annex")]
    return Certificate(
        tuple(checks), row, len(units), _holes(units), tuple(faults), recognised.unbalanced,
        seen.total() - lost.total(), seen.total(), dict(lost), dict(normalised),
        dict(extract.notes), forced,
    )  # fmt: skip


def certificate_to_json(certificate: Certificate) -> dict[str, Any]:
    """Return what ``sources.yaml`` keeps of a certificate: text only."""
    data: dict[str, Any] = {
        "identity": {check.field: check.verdict for check in certificate.checks},
        "row": certificate.row,
        "count": str(certificate.count),
        "holes": list(certificate.holes),
        "faults": _count(len(certificate.faults)),
        "unbalanced": _count(len(certificate.unbalanced)),
        "kept": certificate.percent,
        "normalised": _counts(certificate.normalised),
        "met": _counts(certificate.notes),
        "forced": certificate.forced,
    }
    return {name: value for name, value in data.items() if value}


def _row(text: Text) -> Kind:
    """Return the kind whose numbers run through the text: articles, else sections, else clauses."""
    met = Counter(unit.kind for unit in text.each() if not unit.eid.startswith("annex"))
    kinds: tuple[Kind, ...] = ("article", "section", "clause")
    return next((kind for kind in kinds if met[kind]), "article")


def _holes(units: Sequence[Unit]) -> tuple[str, ...]:
    """Return the numbers lost between the first unit of a row and the last.

    Articles begin with 1; sections may begin anew in each chapter.
    """
    lost: list[str] = []
    last = 0
    for unit in units:
        place = position(unit.num)
        if place is None:
            continue
        lost += [str(number) for number in range(last + 1, place[0])]
        last = max(last, place[0]) if unit.kind == "article" else place[0]
    present = {place[0] for unit in units if (place := position(unit.num))}
    return tuple(number for number in dict.fromkeys(lost) if int(number) not in present)


def _count(number: int) -> str:
    return str(number) if number else ""


def _counts(counts: Mapping[str, int] | Counts) -> dict[str, str]:
    return {name: str(number) for name, number in sorted(counts.items()) if number}
