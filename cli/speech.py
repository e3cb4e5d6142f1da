"""The user's language: gettext for what the program says, Vietnamese unless told otherwise.

Order: ``--lang``, then ``VANTHU_LANG``, then the office's own language, then Vietnamese. JSON
keys, codes and days are never translated.
"""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
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
    return _sentences(spoken()).gettext(text) if text else ""


@lru_cache(maxsize=len(LANGUAGES))
def _sentences(lang: str) -> gettext.NullTranslations:
    """Return the sentences of a language, read once: gettext looks for its file at each call."""
    return gettext.translation(DOMAIN, LOCALE, [lang], fallback=True)


def in_words(text: str) -> str:
    """Return a sentence from a room below, said in the language that is spoken."""
    return said(text, _)


def wanted_language(option: str | None) -> str | None:
    """Return what the command line or environment asks for; ``None`` leaves it to the office."""
    wished = option or os.environ.get("VANTHU_LANG", "")
    return wished if wished in LANGUAGES else None
