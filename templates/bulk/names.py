"""What a paper's file is called: plain ASCII, short, and no two alike on any system. Pure.

The row's number ends every name, so that names need no memory of one another: two people of one
name get two files, whichever machine prints them, and Windows finds no device (``con``) in them.
"""

from __future__ import annotations

from functools import lru_cache

from regulations.newwork import slug

MAX_WORD = 60  # a name stays under 80 signs, which leaves Windows 180 for the folder


def paper_name(word: str, row: int, ending: str = ".docx") -> str:
    """Return the file name of the paper of *row*, made from what its key says.

    >>> paper_name("../../Nguyễn Văn Mẫu", 17)
    'nguyen-van-mau-000017.docx'
    """
    plain = _plain(word[: 4 * MAX_WORD])
    return f"{plain}-{row:06d}{ending}" if plain else f"{row:06d}{ending}"


@lru_cache(maxsize=8)  # most orders name all papers by one word
def _plain(word: str) -> str:
    return slug(word)[:MAX_WORD].strip("-")
