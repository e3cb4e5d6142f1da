"""Two Word packages held against each other, part by part, as a reader of them would see them.

XML is compared in exclusive canonical form, relationships and content types as sets, everything
else byte by byte. Blanks inside ``w:drawing`` count for nothing: python-docx puts them there for
its own eyes.
"""

from __future__ import annotations

import difflib
import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"
_DRAWING = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}drawing"
_PROPERTIES = "docProps/"  # names and clocks: a paper of ours carries none
_MAX_LINES = 14  # of one part's difference; the rest seldom tells more
_MAX_WIDTH = 160

Marks = frozenset[tuple[str, ...]]


def differences(ours: bytes, theirs: bytes, *, properties: bool = True) -> list[str]:
    """Return where two packages differ, in readable lines; none where they say the same.

    With ``properties=False`` the document properties are left out, wherever they are named.
    """
    own, other = _entries(ours, properties), _entries(theirs, properties)
    found = [f"{name}: stands twice in the package" for name in _twins(ours)]
    found += [f"{name}: is missing" for name in sorted(other.keys() - own.keys())]
    found += [f"{name}: is there, but should not be" for name in sorted(own.keys() - other.keys())]
    for name in sorted(own.keys() & other.keys()):
        found += _part_differences(name, own[name], other[name], properties)
    return found


def canonical(xml: bytes) -> bytes:
    """Return the exclusive canonical form of *xml*, without the blanks inside drawings.

    Raises:
        etree.XMLSyntaxError: it is not well-formed.
    """
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
    for drawing in root.iter(_DRAWING):
        for node in drawing.iter():
            if not (node.text or "").strip():
                node.text = None
            if node is not drawing and not (node.tail or "").strip():
                node.tail = None
    return etree.tostring(root, method="c14n", exclusive=True)


def _entries(package: bytes, properties: bool) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        names = [name for name in opened.namelist() if not name.endswith("/")]
        return {
            name: opened.read(name)
            for name in names
            if properties or not name.startswith(_PROPERTIES)
        }


def _twins(package: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        names = opened.namelist()
    return sorted({name for name in names if names.count(name) > 1})


def _part_differences(name: str, own: bytes, other: bytes, properties: bool) -> Iterator[str]:
    if own == other:
        return
    if name == CONTENT_TYPES:
        yield from _mark_differences(name, _types(own, properties), _types(other, properties))
    elif name.endswith(".rels"):
        folder = posixpath.dirname(posixpath.dirname(name))
        yield from _mark_differences(
            name, _relations(own, folder, properties), _relations(other, folder, properties)
        )
    elif name.endswith((".xml", ".vml")):
        yield from _xml_differences(name, own, other)
    else:
        yield f"{name}: {len(own)} bytes, and {len(other)} expected, are not the same"


def _mark_differences(name: str, own: Marks, other: Marks) -> Iterator[str]:
    for mark in sorted(other - own):
        yield f"{name}: lacks {' '.join(mark)}"
    for mark in sorted(own - other):
        yield f"{name}: should not have {' '.join(mark)}"


def _types(xml: bytes, properties: bool) -> Marks:
    entries = etree.fromstring(xml)
    by_ending = [(f".{entry.get('Extension', '').lower()}", entry) for entry in
                 entries.iter("{*}Default")]  # fmt: skip
    by_name = [(entry.get("PartName", ""), entry) for entry in entries.iter("{*}Override")]
    return frozenset(
        (key, entry.get("ContentType", ""))
        for key, entry in [*by_ending, *by_name]
        if properties or not key.startswith(f"/{_PROPERTIES}")
    )


def _relations(xml: bytes, folder: str, properties: bool) -> Marks:
    return frozenset(
        (
            entry.get("Id", ""),
            entry.get("Type", "").rsplit("/", 1)[-1],
            target if outside else posixpath.normpath(posixpath.join(f"/{folder}", target)),
            "External" if outside else "",
        )
        for entry in etree.fromstring(xml).iter("{*}Relationship")
        for target, outside in [
            (entry.get("Target", ""), entry.get("TargetMode", "Internal") == "External")
        ]
        if properties or not target.lstrip("/").startswith(_PROPERTIES)
    )


def _xml_differences(name: str, own: bytes, other: bytes) -> Iterator[str]:
    try:
        ours = canonical(own)
    except etree.XMLSyntaxError as error:
        yield f"{name}: is not well-formed ({error.msg}), and not what is expected"
        return
    theirs = canonical(other)
    if ours != theirs:
        yield f"{name}:\n" + "\n".join(_first_lines(_lines(theirs), _lines(ours)))


def _lines(xml: bytes) -> list[str]:
    return xml.decode().replace("><", ">\n<").split("\n")


def _first_lines(expected: Iterable[str], got: Iterable[str]) -> Iterator[str]:
    """Yield the head of the difference: ``-`` was expected, ``+`` came."""
    lines = difflib.unified_diff([*expected], [*got], "expected", "got", lineterm="", n=1)
    for rank, line in enumerate(lines):
        if rank > _MAX_LINES:
            yield "  …"
            return
        yield f"  {line[:_MAX_WIDTH]}"
