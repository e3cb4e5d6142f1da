"""A plain text file to lines: one paragraph a line, as office systems and law sites save them."""

from __future__ import annotations

from regulations.intake.decoding import decode
from regulations.intake.extract import Extract


def read_plain(content: bytes) -> Extract:
    """Read a text file.

    Raises:
        NotTextError: it is neither UTF-8 nor UTF-16.
        OldFontError: it is written for an old font.
    """
    text, encoding = decode(content)
    return Extract(f"txt, {encoding}", tuple(text.splitlines()), text)
