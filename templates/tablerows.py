"""The rows of Word's tables as bytes: where they stand, which differ in their words alone. Pure.

The annex of a report has rows by the ten thousand that are formatted alike: who has read one of
them knows the others, and need not take each element in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = b"</w:tr>"
_OPENING = re.compile(rb'<w:tr(?: [\w:.-]+="[^"<>]*")*>')
_ASIDE = re.compile(rb"<\?vanthu-rows (\d+) (\d+)\?>")
_WORDS = re.compile(rb">([^<>&\x00-\x1f\xef]+)</w:t>")  # of signs that stand for themselves


def rows_in(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield start and end (half-open) of each row that holds no other row, in their order.

    Each is one whole element if the part is well-formed. None is found in a part that is not in
    UTF-8, has another prefix than Word's own, or comments: what looks like a row there may be none.
    """
    if content.find(b"<!") >= 0 or content.find(b"<?", 1) >= 0:
        return
    done = 0
    while (end := content.find(_END, done)) >= 0:
        start = content.rfind(b"<w:tr", done, end)
        while start >= 0 and content[start + 5] not in b" \t\r\n>/":  # w:trPr and others
            start = content.rfind(b"<w:tr", done, start)
        done = end + len(_END)
        if start >= 0 and _OPENING.match(content, start):
            yield start, done


def told_apart(row: bytes) -> tuple[bytes, list[str]]:
    """Return all of a row but its words, and its words: one piece for each element of text.

    Neighbours with the same first differ in nothing but the second. Words that the parser has to
    look at, because of a sign or because they are damaged, stay in the first.
    """
    pieces = _WORDS.split(row)
    try:
        words = b"\0".join(pieces[1::2]).decode()
    except UnicodeDecodeError:
        return row, []
    return b"\0".join(pieces[::2]), words.split("\0") if words else []


def set_aside(content: bytes, wanted: re.Pattern[bytes]) -> bytes:
    """Return *content* with a mark for rows in which *wanted* is not found; see ``put_back``."""
    kept: list[bytes] = []
    done = since = until = 0  # a stretch of rows beside each other
    for start, end in rows_in(content):
        if wanted.search(content, start, end):
            continue
        if start != until:
            kept += (content[done:since], _mark(since, until))
            done, since = until, start
        until = end
    return b"".join((*kept, content[done:since], _mark(since, until), content[until:]))


def put_back(short: bytes, content: bytes) -> bytes:
    """Return *short* with the rows of *content* that were set aside; the rest may have changed."""
    return _ASIDE.sub(lambda mark: content[int(mark[1]) : int(mark[2])], short)


def _mark(since: int, until: int) -> bytes:
    return b"<?vanthu-rows %d %d?>" % (since, until) if until else b""
