"""Fields of Word that load or run something when the paper is opened: found and named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from regulations.sentences import say

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HARMFUL = frozenset({
    "CONTROL", "DATABASE", "DDE", "DDEAUTO", "EMBED", "HTMLCONTROL", "IMPORT", "INCLUDE",
    "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "MACROBUTTON", "PRINT", "RD",
})  # fmt: skip
_KIND = re.compile(r"\s*([A-Za-z]+|=)(?![{\w])")
_NESTED = "\x00"


def harmful_fields(parts: Mapping[str, bytes]) -> list[str]:
    """Name every field in *parts* that may load or run, or whose kind is not written out."""
    reasons: dict[str, None] = {}
    for name, content in parts.items():
        if b"instrText" not in content and b"fldSimple" not in content:
            continue
        for instruction in _instructions(content):
            if reason := _harm(instruction):
                reasons[say("{part} holds {what}", part=name, what=reason)] = None
    return [*reasons]


def _harm(instruction: str) -> str:
    if not instruction.strip():
        return ""
    kind = _KIND.match(instruction)
    if kind is None:
        return say("a field whose kind is not written out")
    if kind[1].upper() in _HARMFUL:
        return say("the field {kind}, which loads or runs something", kind=kind[1].upper())
    return ""


def _instructions(content: bytes) -> Iterator[str]:
    """Yield what every field says; another field inside it shows as a sign that no word has."""
    open_fields: list[str] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    for node in etree.fromstring(content, parser).iter(
        f"{_WORD}fldSimple", f"{_WORD}fldChar", f"{_WORD}instrText", f"{_WORD}delInstrText"
    ):
        kind = node.get(f"{_WORD}fldCharType")
        if node.tag == f"{_WORD}fldSimple":
            yield node.get(f"{_WORD}instr", "")
        elif kind == "begin":
            if open_fields:
                open_fields[-1] += _NESTED
            open_fields.append("")
        elif kind in ("separate", "end"):
            if open_fields:
                yield open_fields[-1]
                open_fields[-1] = ""
            if kind == "end" and open_fields:
                open_fields.pop()
        elif open_fields:
            open_fields[-1] += node.text or ""
        else:
            yield node.text or ""
    yield from open_fields
