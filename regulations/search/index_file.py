"""An engine's files packed into one and sealed: it fits whole, or it is thrown away.

An index may hold pickles, and a pickle runs code when it is read. So nothing of a packed file is
handed on before its seal is right: a keyed checksum that only this user's programs can make.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from regulations.machine import owned_by_user, private_folder, write_atomic

SEAL = "seal"
_MAGIC = b"vanthu-index-2\n"
_DIGEST = 64
_SEAL_BYTES = 32


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index was built from. *kind* is engine, schema and analysis; *state* the content.

    *size* is how many entries it holds, *gone* how many were taken out since it was built.
    """

    kind: str
    state: str
    size: int = 0
    gone: int = 0


def seal_in(folder: Path) -> bytes:
    """Return the secret of this user's indexes in *folder*, made where there is none."""
    path = private_folder(folder) / SEAL
    found = own_bytes(path)
    if len(found) != _SEAL_BYTES:
        found = secrets.token_bytes(_SEAL_BYTES)
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            write_atomic(path, found)
    return found


def pack(seal: bytes, stamp: Stamp, parts: Mapping[str, bytes]) -> bytes:
    """Return *parts* as one sealed file."""
    sizes = [[name, len(content)] for name, content in parts.items()]
    head = json.dumps({"stamp": asdict(stamp), "parts": sizes}).encode() + b"\n"
    rest = b"".join((head, *parts.values()))
    return b"".join((_MAGIC, _mark(seal, rest), rest))


def unpack(seal: bytes, kind: str, content: bytes) -> tuple[Stamp, dict[str, bytes]] | None:
    """Return what :func:`pack` was given; ``None`` where a bit differs or the kind is another."""
    if not content.startswith(_MAGIC):
        return None
    start = len(_MAGIC) + _DIGEST + 1
    if not hmac.compare_digest(content[len(_MAGIC) : start], _mark(seal, content[start:])):
        return None
    at = content.index(b"\n", start) + 1
    head = json.loads(content[start:at])
    stamp = Stamp(**head["stamp"])
    if stamp.kind != kind:
        return None
    parts: dict[str, bytes] = {}
    for name, size in head["parts"]:
        parts[name] = content[at : at + size]
        at += size
    return stamp, parts


def own_bytes(path: Path) -> bytes:
    """Return what the file holds; nothing where it is no plain file of this user."""
    try:
        if path.is_symlink() or not path.is_file() or not owned_by_user(path):
            return b""
        return path.read_bytes()
    except OSError:
        return b""


def _mark(seal: bytes, rest: bytes) -> bytes:
    return hmac.new(seal, rest, hashlib.sha256).hexdigest().encode() + b"\n"
