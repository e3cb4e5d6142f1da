"""The child that parses one foreign file: bytes on stdin, one JSON document on stdout.

It binds itself before it reads. What it says is taken as text and nothing else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from regulations.confinement import confine
from regulations.errors import VanthuError
from regulations.intake.extract import Extract, extract_to_json
from regulations.sentences import packed


def main() -> None:
    """Read the file on stdin; the arguments are its kind, bytes of memory, seconds."""
    kind, memory, seconds = sys.argv[-3:]
    read = _reader(kind)
    content = sys.stdin.buffer.read()
    confine(int(memory), int(seconds))
    try:
        answer: dict[str, object] = {"extract": extract_to_json(read(content))}
    except VanthuError as error:
        answer = {"error": [error.code, error.exit_code, packed(error.message), packed(error.hint)]}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode("ascii"))
    sys.stdout.buffer.flush()


def _reader(kind: str) -> Callable[[bytes], Extract]:
    """Return the reader of a kind, its libraries loaded."""
    if kind == "docx":
        from regulations.intake.word import read_word

        return read_word
    if kind == "html":
        from regulations.intake.web import read_page

        return read_page
    if kind == "pdf":
        from regulations.intake.pdf import read_pdf

        return read_pdf
    from regulations.intake.plain import read_plain

    return read_plain
