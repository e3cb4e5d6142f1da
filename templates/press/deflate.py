"""Deflate: ISA-L where it is installed, zlib elsewhere. The one room that knows either.

ISA-L's level 0 takes a third less time than its level 1, which is as small as zlib's level 1; a
paper with a photo grows by 2 % for it. Different compressors give different bytes for the same
parts; BUILD says which one made a file.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Final

try:
    from isal import __version__ as _isal_version
    from isal import igzip_lib, isal_zlib
except ImportError:  # no wheel for this machine
    ISAL = False
else:
    ISAL = True

BUILD: Final = f"isal {_isal_version}" if ISAL else f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
_SMALL = 9  # for what is deflated once and printed many times
FAST: Final = 0 if ISAL else 1  # level for what is deflated for every paper
RAW: Final = igzip_lib.COMP_DEFLATE if ISAL else -zlib.MAX_WBITS  # no head, no checksum

# Called for every paper, so without a step between: compress(content, FAST, RAW).
compress: Callable[[bytes, int, int], bytes] = igzip_lib.compress if ISAL else zlib.compress
checksum: Callable[[bytes], int] = isal_zlib.crc32 if ISAL else zlib.crc32


def deflated_small(content: bytes) -> bytes:
    """Return *content* as a raw deflate stream, made as small as may be."""
    return zlib.compress(content, _SMALL, -zlib.MAX_WBITS)
