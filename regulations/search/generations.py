"""The states of an index that is a folder of files: each state a folder of its own, a generation.

An update links the files of the last one, which never change, and lets the engine write new
ones beside. One sealed list names the generation that counts, with a checksum of every file. Kill
it anywhere and the old generation stands; a reader never meets half of a new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from regulations.machine import private_folder, remove, write_atomic
from regulations.search.index_file import Stamp, own_bytes, pack, unpack

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Generation:
    """One state: its folder, what it was built from, and the checksum of each of its files."""

    folder: Path
    stamp: Stamp
    sums: Mapping[str, int]

    @property
    def sound(self) -> bool:
        """Whether every file is there as it was written."""
        return all(checksum(self.folder / name) == known for name, known in self.sums.items())


@dataclass(frozen=True, slots=True)
class Shelf:
    """The generations of one engine in *folder*; *changing* names its files that are rewritten."""

    folder: Path
    engine: str
    changing: frozenset[str]

    @property
    def list(self) -> Path:
        """The sealed list."""
        return self.folder / f"{self.engine}.list"

    def present(self, seal: bytes, kind: str) -> Generation | None:
        """Return the generation that counts; ``None`` where none of this kind does."""
        found = unpack(seal, kind, own_bytes(self.list))
        if found is None:
            return None
        stamp, parts = found
        files = json.loads(parts["files"])
        return Generation(self.folder / files["generation"], stamp, files["sums"])

    def new(self) -> Path:
        """Make the folder of a new generation."""
        return private_folder(self.folder / f"{self.engine}-{secrets.token_hex(6)}")

    def grown_from(self, last: Generation) -> Path:
        """Make the folder of a new generation with the files of the last one."""
        folder = self.new()
        for name in last.sums:
            _put(last.folder / name, folder / name, copied=name in self.changing)
        return folder

    def count_from_now(
        self, seal: bytes, stamp: Stamp, folder: Path, known: Mapping[str, int] | None = None
    ) -> None:
        """Name *folder* in the list; *known* are checksums of files that it has from the last."""
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
        kept = {name: value for name, value in (known or {}).items() if name not in self.changing}
        sums = {name: kept[name] if name in kept else checksum(folder / name) for name in names}
        files = json.dumps({"generation": folder.name, "sums": sums}).encode()
        with contextlib.suppress(OSError):
            write_atomic(self.list, pack(seal, stamp, {"files": files}))

    def clear(self, keep: Iterable[str] = ()) -> None:
        """Remove all generations but *keep*; what a reader holds open goes when it lets go."""
        for path in self.folder.glob(f"{self.engine}-*"):
            if path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)

    def discard(self) -> None:
        """Remove everything."""
        with contextlib.suppress(OSError):
            remove(self.list)
        self.clear()


def checksum(path: Path) -> int:
    """Return a checksum of a file, which tells accidents; -1 where there is none."""
    try:
        with path.open("rb") as file:
            total = 0
            while piece := file.read(_PIECE):
                total = zlib.crc32(piece, total)
            return total
    except OSError:
        return -1


def _put(source: Path, target: Path, *, copied: bool) -> None:
    """Link *source* as *target*; copy it where it will be rewritten or links are not known."""
    if not copied:
        with contextlib.suppress(OSError):
            os.link(source, target)
            return
    shutil.copyfile(source, target)
