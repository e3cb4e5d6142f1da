"""A title printed in capitals, in the letters that the text itself writes it with. Pure."""

from __future__ import annotations

import re


def title_as_written(title: str, text: str) -> str:
    """Return *title* as a sentence of *text* writes it, with a capital at its beginning.

    One that the text never repeats in other letters gets small ones.

    >>> title_as_written("MẶT TRẬN TỔ QUỐC", "Quốc hội ban hành Luật Mặt trận Tổ quốc.")
    'Mặt trận Tổ quốc'
    """
    if not title.isupper():
        return title[:1].upper() + title[1:]
    words = r"\s+".join(map(re.escape, title.split()))
    for match in re.finditer(words, text, re.IGNORECASE):
        if not match[0].isupper():
            found = " ".join(match[0].split())
            return found[:1].upper() + found[1:]
    small = title.lower()
    return small[:1].upper() + small[1:]
