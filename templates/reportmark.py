"""What a report says of itself in its properties, so that it can be printed again and compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from templates.press.package import parts_of
from templates.press.stamp import TREE_PROPERTY, stamp
from templates.proof import LANGUAGE_PROPERTY
from templates.proofing.properties import properties_of

REPORT_PROPERTY = "vanthu-report"


@dataclass(frozen=True, slots=True)
class ReportMark:
    """Which report a paper is: everything that it was asked for with.

    *office* is the tree id of the office, *lang* the language of the paper.
    """

    programme: str
    as_of: date
    brief: bool = False
    frozen: bool = False
    signed_by: str = "deputy"
    lang: str = "vi"
    office: str = ""


def with_mark(paper: bytes, mark: ReportMark) -> bytes:
    """Return *paper* with *mark* among its properties; language and office stand there already."""
    said = {key: value for key, value in asdict(mark).items() if key not in ("lang", "office")}
    text = json.dumps(said, default=lambda day: day.isoformat(), sort_keys=True)
    parts = parts_of(paper)
    return stamp(parts, {**properties_of(parts), REPORT_PROPERTY: text})


def mark_of(parts: Mapping[str, bytes]) -> ReportMark | None:
    """Return which report a paper is, ``None`` for a paper that does not say so."""
    own = properties_of(parts)
    try:
        said: dict[str, Any] = json.loads(own[REPORT_PROPERTY])
        return ReportMark(
            str(said["programme"]), date.fromisoformat(said["as_of"]), said["brief"] is True,
            said["frozen"] is True, str(said["signed_by"]),
            own.get(LANGUAGE_PROPERTY, "vi"), own.get(TREE_PROPERTY, ""),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return None
