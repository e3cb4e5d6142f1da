"""A zip taken apart with limits, and its XML looked at before any parser sees it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

from regulations.sentences import say

MAX_PARTS = 2_000
MAX_BYTES = 64 * 1024 * 1024  # of all parts together, inflated; a long report takes 5 MB


DAMAGE = (  # what zipfile raises for damaged files, as fuzzing has shown
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError, IndexError, OSError,
)  # fmt: skip


class BadPackageError(Exception):
    """A zip is no zip, a bomb, or its names lead outside; *reasons* are phrases."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(reasons)
        self.reasons = tuple(reasons)


def unpack(package: bytes) -> dict[str, bytes]:
    """Return every part by its name, in the order of the package.

    Raises:
        BadPackageError: it can't be unpacked safely; all reasons at once.
    """
    try:
        with zipfile.ZipFile(BytesIO(package)) as opened:
            entries = [entry for entry in opened.infolist() if not entry.filename.endswith("/")]
            _check_entries(entries)
            return _read_entries(opened, entries)
    except DAMAGE as error:
        raise BadPackageError([say("it is no Word file, or a damaged one")]) from error


def _check_entries(entries: Sequence[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    reasons = []
    if len(names) > MAX_PARTS:
        reasons.append(say("it has more than {count} parts", count=MAX_PARTS))
    if len({name.lower() for name in names}) < len(names):
        reasons.append(say("two of its parts have one name"))
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        reasons.append(say("a part's name leads outside of the package"))
    if reasons:
        raise BadPackageError(reasons)


def _read_entries(opened: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Inflate with a limit on the bytes that really come out: the sizes written may lie."""
    parts: dict[str, bytes] = {}
    left = MAX_BYTES
    for entry in entries:
        with opened.open(entry) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise BadPackageError([say("it is far too large when unpacked")])
        parts[entry.filename] = content
    return parts


def doctypes(parts: Mapping[str, bytes]) -> list[str]:
    """Name every DTD before a parser sees it; UTF-16 would hide one, so it is refused as well."""
    reasons: list[str] = []
    for name, content in parts.items():
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            reasons.append(say("{part} declares a document type (DTD)", part=name))
        elif content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
            reasons.append(say("{part} is not written in UTF-8", part=name))
    return reasons
