"""Deflate: ISA-L where it is installed, zlib elsewhere. The one room that knows either.

ISA-L's level 0 takes a third less time than its level 1, which is as small as zlib's level 1; a
paper with a photo grows by 2 % for it. Different compressors give different bytes for the same
parts; BUILD says which one made a file.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import partial
from typing import Final

try:
    from isal import __version__ as _isal_version
    from isal import igzip_lib, isal_zlib
except ImportError:  # no wheel for this machine
    ISAL = False
else:
    ISAL = True

BUILD: Final = f"isal {_isal_version}" if ISAL else f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
_FAST = 0  # of ISA-L
_FAST_ANYWHERE = 1
_SMALL = 9  # for what is deflated once and printed many times


def deflated_small(content: bytes) -> bytes:
    """Return *content* as a raw deflate stream, made as small as may be."""
    return _by_zlib(content, _SMALL)


def deflated_anywhere(content: bytes) -> bytes:
    """Return *content* as a raw deflate stream, made quickly by what every Python has."""
    return _by_zlib(content, _FAST_ANYWHERE)


def _by_zlib(content: bytes, level: int) -> bytes:
    stream = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(content) + stream.flush()


# Called for every paper, without a step between: content -> raw deflate stream; -> CRC-32.
deflated: Callable[[bytes], bytes] = (
    partial(igzip_lib.compress, level=_FAST, flag=igzip_lib.COMP_DEFLATE)
    if ISAL
    else deflated_anywhere
)
checksum: Callable[[bytes], int] = isal_zlib.crc32 if ISAL else zlib.crc32
