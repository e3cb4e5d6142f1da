"""The physical limit of printing: the bytes are ready, only deflating and zipping is left.

What to deflate, and by which compressor and level, is read off papers that the press has printed;
so the limit makes the same entries, byte for byte. It shares no code with the press.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence

try:
    from isal import igzip_lib, isal_zlib
except ImportError:
    igzip_lib = isal_zlib = None

Packer = Callable[[bytes], bytes]
Ready = list[tuple[bytes, bytes, bool]]  # name, content, whether it is deflated
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_crc32 = isal_zlib.crc32 if isal_zlib else zlib.crc32


class Limit:
    """Deflates and zips parts that are ready, some of which never change."""

    def __init__(self, printed: Sequence[bytes], *, all_parts: bool = False) -> None:
        """Learn from papers of the press what changes from one to the next.

        With *all_parts* the parts that never change are deflated each time too.
        """
        entries = [_raw_entries(paper) for paper in printed]
        first = entries[0]
        still = {name for name in first if all(one.get(name) == first[name] for one in entries)}
        self.fresh = sorted(
            {name for one in entries for name in one if all_parts or name not in still}
        )
        self.level, self._pack = _packer(printed[0], first)
        self._still: list[bytes] = []
        self._listed: list[bytes] = []
        self._place = 0
        for name in first:
            if name not in self.fresh:
                self._keep(printed[0], name, first[name])

    def ready(self, paper: bytes) -> Ready:
        """Return what is left to deflate of one paper."""
        with zipfile.ZipFile(io.BytesIO(paper)) as opened:
            return [
                (one.filename.encode(), opened.read(one), one.compress_type == zipfile.ZIP_DEFLATED)
                for one in opened.infolist()
                if one.filename in self.fresh
            ]

    def zip(self, ready: Ready) -> bytes:
        """Deflate and zip the parts of one paper."""
        pieces, listed, place = [*self._still], [*self._listed], self._place
        for name, content, deflate in ready:
            packed = self._pack(content) if deflate else content
            local, central = _heads(name, content, packed, deflate, place)
            pieces += (local, name, packed)
            listed += (central, name)
            place += len(local) + len(name) + len(packed)
        directory = b"".join(listed)
        count = len(listed) // 2
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), place, 0)
        return b"".join((*pieces, directory, end))

    def _keep(self, paper: bytes, name: str, packed: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(paper)) as opened:
            content, kind = opened.read(name), opened.getinfo(name).compress_type
        deflated = kind == zipfile.ZIP_DEFLATED
        local, central = _heads(name.encode(), content, packed, deflated, self._place)
        self._still += (local, name.encode(), packed)
        self._listed += (central, name.encode())
        self._place += len(local) + len(name.encode()) + len(packed)


def _heads(
    name: bytes, content: bytes, packed: bytes, deflated: bool, place: int
) -> tuple[bytes, bytes]:
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    common = (20, 0, method, 0, 33, _crc32(content), len(packed), len(content), len(name), 0)
    return (
        _LOCAL.pack(b"PK\x03\x04", *common),
        _CENTRAL.pack(b"PK\x01\x02", 788, *common, 0, 0, 0, 0o600 << 16, place),
    )


def _packer(paper: bytes, raw: dict[str, bytes]) -> tuple[str, Packer]:
    """Return the compressor that made the main part of *paper*, found by trying each."""
    with zipfile.ZipFile(io.BytesIO(paper)) as opened:
        content = opened.read("word/document.xml")
    for name, pack in _packers().items():
        if pack(content) == raw["word/document.xml"]:
            return name, pack
    raise SystemExit("no compressor at hand makes what the press made")


def _packers() -> dict[str, Packer]:
    found: dict[str, Packer] = {f"zlib-{level}": _by_zlib(level) for level in range(1, 10)}
    if igzip_lib:
        found |= {f"isal-{level}": _by_isal(level) for level in range(4)}
    return found


def _by_zlib(level: int) -> Packer:
    def pack(content: bytes) -> bytes:
        stream = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        return stream.compress(content) + stream.flush()

    return pack


def _by_isal(level: int) -> Packer:
    return lambda content: igzip_lib.compress(content, level, igzip_lib.COMP_DEFLATE)


def _raw_entries(paper: bytes) -> dict[str, bytes]:
    """Return every entry as it lies in the zip, deflated or not."""
    raw: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(paper)) as opened:
        for one in opened.infolist():
            name_length, extra_length = struct.unpack_from("<HH", paper, one.header_offset + 26)
            start = one.header_offset + 30 + name_length + extra_length
            raw[one.filename] = paper[start : start + one.compress_size]
    return raw
