"""A zip of papers, written as it grows and joined without unpacking.

Papers are packed already, so they are stored as they are. zipfile keeps half a kilobyte in memory
for each entry and can't join: a million papers would not fit. Layout: PKWARE APPNOTE 6.3.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from regulations.manyfiles import staged_file
from templates.press.deflate import checksum

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_EXTRA = struct.Struct("<2HQ")  # where an entry begins, when 32 bits can't say it
_VERSION, _VERSION64 = 20, 45
_UNIX = 3 << 8  # who made it, the same on Windows: otherwise the bytes differ
_DAY, _MODE = 0x21, 0o100600 << 16  # 1 January 1980; a file for its owner alone
_FULL, _FULL_COUNT = 0xFFFFFFFF, 0xFFFF
_BLOCK = 1 << 20


class Shard:
    """A zip that grows in *file*; nothing is known of it before :meth:`close`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._entries: list[bytes] = []
        self._at = 0

    def add(self, name: str, content: bytes) -> None:
        """Append one file; *name* is plain ASCII and stands in it once."""
        crc, size, path = checksum(content), len(content), name.encode("ascii")
        head = _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _DAY, crc, size, size, len(path), 0)
        self._entries.append(_entry(path, crc, size, self._at))
        self._file.write(head + path)
        self._file.write(content)
        self._at += len(head) + len(path) + size

    def close(self) -> None:
        """Write the list of what stands in it."""
        listing = b"".join(self._entries)
        self._file.write(listing + _end(len(self._entries), len(listing), self._at))


def join(parts: Iterable[Path], target: Path, scratch: Path) -> None:
    """Write one zip that holds what stands in *parts*, all made here; *scratch* is a free name."""
    count = at = 0
    with staged_file(target, scratch.parent) as file, scratch.open("w+b") as listing:
        for part in parts:
            with part.open("rb") as source:
                begin, entries = _directory(source)
                for entry in entries:
                    listing.write(_moved(entry, at))
                    count += 1
                source.seek(0)
                _copy(source, file, begin)
                at += begin
        size = listing.tell()
        listing.seek(0)
        _copy(listing, file, size)
        file.write(_end(count, size, at))
    scratch.unlink()


def _entry(path: bytes, crc: int, size: int, at: int) -> bytes:
    wide = at >= _FULL
    extra = _EXTRA.pack(1, 8, at) if wide else b""
    version = _VERSION64 if wide else _VERSION
    return (
        _CENTRAL.pack(b"PK\1\2", _UNIX | version, version, 0, 0, 0, _DAY, crc, size, size,
                      len(path), len(extra), 0, 0, 0, _MODE, min(at, _FULL))
        + path + extra
    )  # fmt: skip


def _moved(entry: bytes, by: int) -> bytes:
    head = _CENTRAL.unpack_from(entry)
    crc, size, length, at = head[7], head[8], head[10], head[-1]
    path, extra = entry[_CENTRAL.size :][:length], entry[_CENTRAL.size + length :]
    return _entry(path, crc, size, by + (_EXTRA.unpack(extra)[2] if extra else at))


def _end(count: int, size: int, at: int) -> bytes:
    wide = b""
    if at + size >= _FULL or count >= _FULL_COUNT:
        wide = _END64.pack(b"PK\6\6", _END64.size - 12, _UNIX | _VERSION64, _VERSION64, 0, 0,
                           count, count, size, at)  # fmt: skip
        wide += _LOCATOR.pack(b"PK\6\7", 0, at + size, 1)
    few = min(count, _FULL_COUNT)
    return wide + _END.pack(b"PK\5\6", 0, 0, few, few, min(size, _FULL), min(at, _FULL), 0)


def _directory(file: IO[bytes]) -> tuple[int, Iterator[bytes]]:
    """Return where the list of entries begins, and the entries."""
    end = file.seek(-_END.size, 2)
    *_, few, size, at, _comment = _END.unpack(file.read(_END.size))
    if at == _FULL or few == _FULL_COUNT or size == _FULL:
        file.seek(end - _LOCATOR.size - _END64.size)
        *_, size, at = _END64.unpack(file.read(_END64.size))
    file.seek(at)
    listing = file.read(size)

    def entries() -> Iterator[bytes]:
        here = 0
        while here < len(listing):
            head = _CENTRAL.unpack_from(listing, here)
            length = _CENTRAL.size + head[10] + head[11]
            yield listing[here : here + length]
            here += length

    return at, entries()


def _copy(source: IO[bytes], target: IO[bytes], left: int) -> None:
    while left:
        block = source.read(min(left, _BLOCK))
        target.write(block)
        left -= len(block)
