"""A zip put together from entries that are ready: nothing is deflated twice.

The bytes depend on the names and contents alone: times are fixed, the system is always Unix.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import NamedTuple

from templates.press.deflate import FAST, RAW, checksum, compress, deflated_small

_LOCAL = struct.Struct("<4s10s3I2H")
_CENTRAL = struct.Struct("<4sH10s3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20  # of PKZIP, which first knew deflate
_UNIX = 3 << 8 | _VERSION
_STORED, _DEFLATED = 0, 8
_UTF8 = 0x800
_1980 = 33  # the earliest day that a zip can say
_PRIVATE = 0o600 << 16
_TINY = 3_000  # smaller parts are stored: deflating them costs more than it saves
_KINDS = {  # by whether the name is ASCII, and the content stored
    (ascii_name, stored): struct.pack(
        "<5H", _VERSION, 0 if ascii_name else _UTF8, _STORED if stored else _DEFLATED, 0, _1980
    )
    for ascii_name in (True, False)
    for stored in (True, False)
}


class Block(NamedTuple):
    """Entries that begin every paper of a template, with their directory."""

    local: bytes
    central: bytes
    entries: int


# a name, its content, and the content as it lies in the zip; None for what is to be packed quickly
Entry = tuple[bytes, bytes, bytes | None]
_NOTHING = Block(b"", b"", 0)


def static_entry(name: str, content: bytes) -> Entry:
    """Return what will lie in many papers, packed as small as may be."""
    small = deflated_small(content)
    return name.encode(), content, small if len(small) < len(content) else content


def block_of(entries: Iterable[Entry]) -> Block:
    """Return *entries* as the beginning of a zip."""
    whole = closed(_NOTHING, entries)
    *_, count, _, place, _ = _END.unpack(whole[-_END.size :])
    return Block(whole[:place], whole[place : -_END.size], count)


def closed(block: Block, entries: Iterable[Entry]) -> bytes:
    """Return the zip of *block* and *entries*, in few steps: this runs for every paper."""
    local, central = [block.local], [block.central]
    place, count = len(block.local), block.entries
    for name, content, packed in entries:
        if packed is None:
            packed = content if len(content) < _TINY else compress(content, FAST, RAW)
        kind = _KINDS[name.isascii(), packed is content]
        sizes = checksum(content), len(packed), len(content), len(name), 0
        head = _LOCAL.pack(b"PK\x03\x04", kind, *sizes)
        listed = _CENTRAL.pack(b"PK\x01\x02", _UNIX, kind, *sizes, 0, 0, 0, _PRIVATE, place)
        local += (head, name, packed)
        central += (listed, name)
        place += len(head) + len(name) + len(packed)
        count += 1
    directory = b"".join(central)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), place, 0)
    return b"".join((*local, directory, end))
