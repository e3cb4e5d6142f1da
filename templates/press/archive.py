"""A zip put together from entries that are ready: nothing is deflated twice.

The bytes depend on the names and contents alone: times are fixed, the system is always Unix.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
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


class Block(NamedTuple):
    """Entries that begin every paper of a template, with their directory."""

    local: bytes
    central: bytes
    entries: int


Entry = tuple[bytes, bytes, bytes]  # a name, its content, and the content as it lies in the zip


def static_entry(name: str, content: bytes) -> Entry:
    """Return what will lie in many papers, packed as small as may be."""
    small = deflated_small(content)
    return name.encode(), content, small if len(small) < len(content) else content


def block_of(entries: Iterable[Entry]) -> Block:
    """Return *entries* as the beginning of a zip."""
    local, central, _, count = _laid(Block(b"", b"", 0), entries)
    return Block(b"".join(local), b"".join(central), count)


def closed(
    block: Block, fresh: Iterable[tuple[bytes, bytes]], media: Iterable[tuple[bytes, bytes]] = ()
) -> bytes:
    """Return the zip of *block*, the *fresh* parts packed quickly, and *media* as they are.

    Parts are named as they stand in the zip.
    """
    entries = [
        (name, content, content if len(content) < _TINY else deflated(content))
        for name, content in fresh
    ]
    entries += [(name, content, content) for name, content in media]
    local, central, place, count = _laid(block, entries)
    directory = b"".join(central)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), place, 0)
    return b"".join((*local, directory, end))


def _laid(block: Block, entries: Iterable[Entry]) -> tuple[list[bytes], list[bytes], int, int]:
    """Return the contents and the list of *block* and *entries*, where they end, their number."""
    local, central, place, count = [block.local], [block.central], len(block.local), block.entries
    for name, content, packed in entries:
        flags = 0 if name.isascii() else _UTF8
        method = _STORED if packed is content else _DEFLATED
        sizes = checksum(content), len(packed), len(content), len(name), 0
        common = (_VERSION, flags, method, 0, _1980, *sizes)
        head = _LOCAL.pack(b"PK\x03\x04", *common)
        local += (head, name, packed)
        central += (
            _CENTRAL.pack(b"PK\x01\x02", _UNIX | _VERSION, *common, 0, 0, 0, _PRIVATE, place),
            name,
        )
        place += len(head) + len(name) + len(packed)
        count += 1
    return local, central, place, count
