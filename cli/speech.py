"""The user's language: gettext for what the program says, Vietnamese unless told otherwise.

Order: ``--lang``, then ``VANTHU_LANG``, then the office's own language, then Vietnamese. JSON
keys, codes and days are never translated.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from regulations.sentences import said

LANGUAGES = ("vi", "en")
DOMAIN = "vanthu"
LOCALE = Path(__file__).parent / "locale"


def speak(lang: str) -> None:
    """Say everything from now on in *lang*, click's own words included."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def spoken() -> str:
    """Return the language that is spoken."""
    return os.environ.get("LANGUAGE", LANGUAGES[0])


def _(text: str) -> str:
    """Return *text* in the language that is spoken."""
    return gettext.gettext(text) if text else ""


def in_words(text: str) -> str:
    """Return a sentence from a room below, said in the language that is spoken."""
    return said(text, _)


def wanted_language(option: str | None) -> str | None:
    """Return what the command line or environment asks for; ``None`` leaves it to the office."""
    wished = option or os.environ.get("VANTHU_LANG", "")
    return wished if wished in LANGUAGES else None
