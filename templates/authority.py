"""Who may issue what (thẩm quyền ban hành), as far as the matrix is known.

Known is the matrix of the grassroots, from 399-QĐ/TW: there a type is refused. Elsewhere a type
that was not seen gives a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from regulations.doctypes import doc_type
from regulations.errors import VanthuError
from regulations.library import Library
from regulations.records import Plain
from regulations.sentences import say
from templates.letterhead import Letterhead
from templates.shipped import as_map, as_words, shipped_map

_GRASSROOTS = "grassroots"


class NotAuthorisedError(VanthuError):
    """A body of the grassroots was to issue a type of paper that is not its to issue."""

    code = "not_authorised"

    def __init__(self, office: str, kind: str, instrument: str, articles: str, conf: str) -> None:
        super().__init__(
            say("{office} may not issue a {type}: {instrument}, {articles} (mark {mark}).",
                office=office, type=doc_type(kind).vi, instrument=instrument, articles=articles,
                mark=conf),
            hint=say("Choose another type, or ask the committee above to issue it."),
        )  # fmt: skip
        self.kind, self.instrument = kind, instrument

    def details(self) -> Mapping[str, object]:
        """Return the type and the instrument that says so."""
        return {"type": self.kind, "instrument": self.instrument}


def authority_notes(
    kind: str, letterhead: Letterhead, library: Library, day: date
) -> tuple[str, ...]:
    """Return what the drafter must know of the office's right to issue a paper on *day*.

    Raises:
        NotAuthorisedError: the office is of the grassroots, and the type is not its to issue.
    """
    data = _data()
    instrument = library.work(str(data["instrument"]))
    if kind in as_words(data["administrative"]):
        return ()
    known = day >= date.fromisoformat(str(data["since"]))
    if _is_grassroots(letterhead) and known:
        row = as_map(as_map(data[_GRASSROOTS]).get(letterhead.kind, {}))
        if kind in as_words(row.get("no", [])):
            raise NotAuthorisedError(
                letterhead.name(), kind, instrument.cited, str(data["articles"]), str(data["conf"])
            )
    else:
        row = as_map(as_map(data["elsewhere"]).get(letterhead.kind, {}))
    if kind in as_words(row.get("yes", [])):
        return ()
    return (
        say("Whether {office} may issue a {type} is not known: of {instrument} only the rules for "
            "the grassroots were found. Ask before signing.", office=letterhead.name(),
            type=doc_type(kind).vi, instrument=instrument.cited),
    )  # fmt: skip


def _is_grassroots(letterhead: Letterhead) -> bool:
    """A cell is of the grassroots whatever its record says; a commune's committee is above it."""
    return letterhead.body.level == _GRASSROOTS or letterhead.kind == "cell"


@lru_cache(maxsize=1)
def _data() -> dict[str, Plain]:
    return shipped_map("authority.yaml")
