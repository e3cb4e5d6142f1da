"""What an office says of itself in ``vanthu.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from regulations.errors import VanthuError
from regulations.sentences import say

FORMAT = 1
PATH = "vanthu.yaml"


class FormatError(VanthuError):
    """The office is written in a format that this program does not read."""

    code = "format"
    exit_code = 5

    def __init__(self, found: str) -> None:
        super().__init__(
            say("The office is written in format {found}; this program reads {own}.",
                found=repr(found), own=FORMAT),
            hint=say("Install a newer vanthu, or open the office with the one that wrote it."),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """The office's profile. *body* is its own id in bodies.yaml, *place* stands before dates.

    *roll* says what happens to a named day that is a day off: ``none`` leaves it, ``next`` moves
    it to the next working day. *secret_forms* are forms for which the office said yes once.
    *search_engine* is ``auto``, ``whoosh`` or ``tantivy``.
    *layout* is what the office chose where sources on the layout of papers disagree.
    """

    name_vi: str
    name_en: str
    body: str
    place: str
    profile: str = "party"
    language: str = "vi"
    task_prefix: str = "NV"
    roll: str = "none"
    corpus: str = ""
    secret_forms: tuple[str, ...] = ()
    search_engine: str = "auto"
    layout: tuple[tuple[str, str], ...] = ()

    def name(self, lang: str = "vi") -> str:
        """Return the office's name."""
        return self.name_en or self.name_vi if lang == "en" else self.name_vi


def settings_from_json(data: object) -> Settings:
    """Build the settings from what the reader of ``vanthu.yaml`` gave.

    Raises:
        FormatError: the office's format is not ours.
    """
    found: Any = data if isinstance(data, dict) else {}
    if found.get("format") != str(FORMAT):
        raise FormatError(str(found.get("format", "")))
    return Settings(
        name_vi=found["name"]["vi"],
        name_en=found["name"].get("en", ""),
        body=found["body"],
        place=found.get("place", ""),
        profile=found.get("profile", "party"),
        language=found.get("language", "vi"),
        task_prefix=found.get("task_prefix", "NV"),
        roll=found.get("roll", "none"),
        corpus=found.get("corpus", ""),
        secret_forms=tuple(found.get("secret_forms", ())),
        search_engine=found.get("search", {}).get("engine", "auto"),
        layout=tuple(found.get("layout", {}).items()),
    )
