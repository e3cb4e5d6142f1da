"""A zip put together from entries that are ready: nothing is deflated twice.

The bytes depend on the names and contents alone: times are fixed, the system is always Unix.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from templates.press.deflate import checksum, deflated, deflated_small

_END = struct.Struct("<4s4H2IH")
_SIZES = struct.Struct("<3I")
_VERSION = 20  # of PKZIP, which first knew deflate
_UNIX = 3 << 8
_STORED, _DEFLATED = 0, 8
_UTF8 = 0x800
_1980 = 33  # the earliest day that a zip can say
_PRIVATE = 0o600 << 16
_TINY = 3_000  # smaller parts are stored: deflating them costs more than it saves


class Frame(NamedTuple):
    """What stands around checksum and sizes of an entry: before its content, and in the list."""

    local: bytes
    local_end: bytes
    central: bytes
    central_end: bytes


class Slot(NamedTuple):
    """The place of one part in every paper, whatever its content will be."""

    name: bytes
    stored: Frame
    deflated: Frame


class Block(NamedTuple):
    """Entries that begin every paper of a template, with their directory."""

    local: bytes
    central: bytes
    entries: int


Entry = tuple[Slot, bytes, bytes]  # and its content, first bare, then as it lies in the zip


@lru_cache(maxsize=1_024)
def slot(name: str) -> Slot:
    """Return the place of the part *name*."""
    spelt = name.encode()
    return Slot(spelt, _frame(spelt, _STORED), _frame(spelt, _DEFLATED))


def static_entry(name: str, content: bytes) -> Entry:
    """Return what will lie in many papers, packed as small as may be."""
    small = deflated_small(content)
    return slot(name), content, small if len(small) < len(content) else content


def block_of(entries: Iterable[Entry]) -> Block:
    """Return *entries* as the beginning of a zip."""
    local, central, _, count = _laid(Block(b"", b"", 0), entries)
    return Block(b"".join(local), b"".join(central), count)


def closed(
    block: Block, fresh: Iterable[tuple[Slot, bytes]], media: Iterable[tuple[Slot, bytes]] = ()
) -> bytes:
    """Return the zip of *block*, the *fresh* parts packed quickly, and *media* as they are."""
    entries = [
        (place, content, content if len(content) < _TINY else deflated(content))
        for place, content in fresh
    ]
    entries += [(place, content, content) for place, content in media]
    local, central, place, count = _laid(block, entries)
    directory = b"".join(central)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), place, 0)
    return b"".join((*local, directory, end))


def _laid(block: Block, entries: Iterable[Entry]) -> tuple[list[bytes], list[bytes], int, int]:
    """Return the contents and the list of *block* and *entries*, where they end, their number."""
    local, central, place, count = [block.local], [block.central], len(block.local), block.entries
    for (name, stored, squeezed), content, packed in entries:
        frame = stored if packed is content else squeezed
        sizes = _SIZES.pack(checksum(content), len(packed), len(content))
        local += (frame.local, sizes, frame.local_end, packed)
        central += (frame.central, sizes, frame.central_end, place.to_bytes(4, "little"), name)
        place += len(frame.local) + len(sizes) + len(frame.local_end) + len(packed)
        count += 1
    return local, central, place, count


def _frame(name: bytes, method: int) -> Frame:
    common = (_VERSION, 0 if name.isascii() else _UTF8, method, 0, _1980)
    return Frame(
        struct.pack("<4s5H", b"PK\x03\x04", *common),
        struct.pack("<2H", len(name), 0) + name,
        struct.pack("<4s6H", b"PK\x01\x02", _UNIX | _VERSION, *common),
        struct.pack("<5HI", len(name), 0, 0, 0, 0, _PRIVATE),
    )
