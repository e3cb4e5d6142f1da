"""An engine's files packed into one, with a checksum: it fits whole, or it is thrown away.

An index holds pickles, and a pickle runs code when it is read. So nothing of a packed file is
handed on before its key and its checksum are right; who may write it is the folder's business.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

_MAGIC = b"vanthu-index-1\n"
_DIGEST = 64


def pack(key: str, parts: Mapping[str, bytes]) -> bytes:
    """Return *parts* as one file that belongs to *key*."""
    sizes = [[name, len(content)] for name, content in parts.items()]
    head = json.dumps({"key": key, "parts": sizes}).encode() + b"\n"
    rest = b"".join((head, *parts.values()))
    return b"".join((_MAGIC, hashlib.sha256(rest).hexdigest().encode(), b"\n", rest))


def unpack(key: str, content: bytes) -> dict[str, bytes] | None:
    """Return what :func:`pack` was given; ``None`` where a bit differs or the key is another."""
    if not content.startswith(_MAGIC):
        return None
    start = len(_MAGIC) + _DIGEST + 1
    rest = memoryview(content)[start:]
    digest = f"{hashlib.sha256(rest).hexdigest()}\n".encode()
    if content[len(_MAGIC) : start] != digest:
        return None
    at = content.index(b"\n", start) + 1
    head = json.loads(content[start:at])
    if head["key"] != key:
        return None
    parts: dict[str, bytes] = {}
    for name, size in head["parts"]:
        parts[name] = content[at : at + size]
        at += size
    return parts
