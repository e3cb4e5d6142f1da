"""The papers that ship with a template, the type of each, and how each template is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from regulations.doctypes import doc_type
from regulations.errors import VanthuError
from regulations.sentences import say
from templates.layout.profile import Profile
from templates.papers.brief_sheet import set_brief
from templates.papers.guideline_sheet import set_guideline
from templates.papers.report_sheet import set_report


class NotCoveredError(VanthuError):
    """A paper was asked for in a layout whose rules know no such type."""

    code = "not_covered"

    def __init__(self, kind: str, profile: Profile) -> None:
        super().__init__(
            say("{layout} has no paper of the type {type}.", layout=profile.title_vi,
                type=doc_type(kind).vi),
            hint=say("Choose another type; profile in vanthu.yaml says whose rules hold."),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A paper's type, as the profiles list them, and the call that sets its template."""

    kind: str
    set: Callable[[Profile, str], bytes]


SHEETS: Mapping[str, PaperSheet] = {
    "huong-dan": PaperSheet("huong_dan", set_guideline),
    "bao-cao": PaperSheet("bao_cao", set_report),
    "bao-cao-nhanh": PaperSheet("bao_cao", set_brief),
}


def covered(name: str, profile: Profile) -> bool:
    """Tell whether *profile* knows papers of this type."""
    return SHEETS[name].kind in profile.covers


def set_paper(name: str, profile: Profile, lang: str) -> bytes:
    """Return the template of a paper, set by *profile*.

    Raises:
        NotCoveredError: the profile's rules know no such type.
    """
    sheet = SHEETS[name]
    if not covered(name, profile):
        raise NotCoveredError(sheet.kind, profile)
    return sheet.set(profile, lang)
