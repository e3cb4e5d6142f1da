"""A zip put together from entries that are ready: nothing is deflated twice.

The bytes depend on the names and contents alone: times are fixed, the system is always Unix.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from templates.press.deflate import checksum, deflated, deflated_small

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20  # of PKZIP, which first knew deflate
_UNIX = 3 << 8
_STORED, _DEFLATED = 0, 8
_UTF8 = 0x800
_1980 = 33  # the earliest day that a zip can say
_PRIVATE = 0o600 << 16
_TINY = 3_000  # smaller parts are stored: deflating them costs more than it saves


class Entry(NamedTuple):  # a dataclass takes four times as long to make
    """One part as it lies in the zip; its place is known when the zip is closed."""

    local: bytes
    central: bytes  # all but the last four bytes before the name, which say where it lies
    name: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """Entries that begin every paper of a template, with their directory."""

    local: bytes
    central: bytes
    count: int


def static_entry(name: str, content: bytes) -> Entry:
    """Return an entry that will be printed many times, as small as may be."""
    small = deflated_small(content)
    if len(small) < len(content):
        return _entry(name, content, small, _DEFLATED)
    return _entry(name, content, content, _STORED)


def fresh_entry(name: str, content: bytes) -> Entry:
    """Return an entry that is printed once, as fast as may be."""
    if len(content) < _TINY:
        return _entry(name, content, content, _STORED)
    return _entry(name, content, deflated(content), _DEFLATED)


def stored_entry(name: str, content: bytes) -> Entry:
    """Return an entry that is not deflated: photos are small already."""
    return _entry(name, content, content, _STORED)


def block_of(entries: Iterable[Entry]) -> Block:
    """Return *entries* as the beginning of a zip."""
    local: list[bytes] = []
    central: list[bytes] = []
    place = 0
    for entry in entries:
        local.append(entry.local)
        central += _listed(entry, place)
        place += len(entry.local)
    return Block(b"".join(local), b"".join(central), len(local))


def closed(block: Block, entries: Sequence[Entry]) -> bytes:
    """Return the zip of *block* and the *entries* after it."""
    pieces = [block.local]
    central = [block.central]
    place = len(block.local)
    for entry in entries:
        pieces.append(entry.local)
        central += _listed(entry, place)
        place += len(entry.local)
    directory = b"".join(central)
    count = block.count + len(entries)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), place, 0)
    return b"".join((*pieces, directory, end))


def _listed(entry: Entry, place: int) -> tuple[bytes, bytes, bytes]:
    return entry.central, place.to_bytes(4, "little"), entry.name


def _entry(name: str, content: bytes, packed: bytes, method: int) -> Entry:
    spelt = name.encode()
    sizes = (checksum(content), len(packed), len(content))
    flags = 0 if spelt.isascii() else _UTF8
    common = (_VERSION, flags, method, 0, _1980, *sizes, len(spelt), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *common) + spelt + packed
    central = _CENTRAL.pack(b"PK\x01\x02", _UNIX | _VERSION, *common, 0, 0, 0, _PRIVATE, 0)
    return Entry(local, central[:-4], spelt)
