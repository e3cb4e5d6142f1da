"""Where the papers of one order go: a file each, many to a zip, or all in one zip.

Beside them lies a private room with the journal, the lock and what is not yet whole.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from regulations.errors import ConflictError
from regulations.machine import OWN_FOLDER, PRIVATE, private_folder, remove
from regulations.manyfiles import staged_file, write_all
from regulations.sentences import say
from templates.bulk.shard import Shard

_FILES, _PARTS = 100, 500  # papers to a batch: little is done again after a kill
_OURS = "*-[0-9][0-9][0-9][0-9][0-9][0-9].docx"
Add = Callable[[str, bytes], None]


class Done(NamedTuple):
    """A paper that stands: its row, the hash of its record, its name, the hash of its bytes."""

    row: int
    record: str
    name: str
    paper: str


class TakenError(ConflictError):
    """The folder holds papers that this order did not print, and would overwrite."""

    code = "taken"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            say("{folder} already holds papers of another order.", folder=str(folder)),
            hint=say("Name a new folder with --out. Nothing was written."),
        )


@dataclass(frozen=True, slots=True)
class Out:
    """*kind*: ``files``, ``shards`` of *size* papers each, or ``one`` zip. *stem* names them."""

    kind: Literal["files", "shards", "one"]
    folder: Path
    stem: str
    size: int
    room: Path

    @property
    def errors(self) -> Path:
        """The list of the rows that gave no paper."""
        return self.folder / ("errors.csv" if self._owns_folder else f"{self.stem}.errors.csv")

    @property
    def whole(self) -> Path:
        """The one zip."""
        return self.folder / f"{self.stem}.zip"

    @property
    def _owns_folder(self) -> bool:
        return self.room.parent == self.folder and self.room.name == _ROOM

    def prepare(self) -> None:
        """Make the folders; what is made is for the user alone, as the papers are.

        Raises:
            TakenError: papers lie there and no journal tells of them.
        """
        self.folder.mkdir(OWN_FOLDER, parents=True, exist_ok=True)
        if not self.room.exists() and self._taken():
            raise TakenError(self.folder)
        private_folder(self.room)

    def _taken(self) -> bool:
        if self.kind == "files":
            return any(self.folder.glob(_OURS))
        return self.kind == "shards" and self.shard(0).exists()

    def batch_of(self, row: int) -> int:
        """Return the number of the batch that *row* is in, whatever rows came before."""
        return (row - 1) // self.size

    def shard(self, batch: int) -> Path:
        """Return the zip that a batch is printed into."""
        folder = self.room if self.kind == "one" else self.folder
        return folder / f"{self.stem}-{batch + 1:05d}.zip"

    def shows(self, batch: int, paper: Done) -> bool:
        """Tell whether a paper of *batch*, or its zip, is there."""
        return (self.folder / paper.name if self.kind == "files" else self.shard(batch)).exists()

    def holding(self, batch: int) -> Callable[[Done], bool]:
        """Return what tells whether a paper of *batch* still stands there as it was printed."""
        if self.kind == "files":
            return lambda done: _hash_of(self.folder / done.name) == done.paper
        held = _hashes_in(self.shard(batch))
        return lambda done: held.get(done.name) == done.paper

    @contextmanager
    def printing(self, batch: int) -> Iterator[Add]:
        """Take in the papers of *batch* by name; none is seen before all are whole."""
        if self.kind == "files":
            papers: dict[Path, bytes] = {}
            yield lambda name, content: papers.update({self.folder / name: content})
            self._forget(pdf for paper in papers if (pdf := paper.with_suffix(".pdf")).exists())
            write_all(papers, self.room, PRIVATE)
        else:
            self._forget([self.pdf_shard(batch)])
            with staged_file(self.shard(batch), self.room) as file:
                shard = Shard(file)
                yield shard.add
                shard.close()

    def drop(self, batch: int, papers: Iterable[Done], *, all_of_it: bool) -> None:
        """Remove papers whose rows are gone; of a zip, only *all_of_it*."""
        if self.kind == "files":
            paths = [self.folder / done.name for done in papers]
            self._forget([*paths, *(path.with_suffix(".pdf") for path in paths)])
        elif all_of_it:
            self._forget([self.shard(batch), self.pdf_shard(batch)])

    def pdf_shard(self, batch: int) -> Path:
        """Return the zip of the PDF files of a batch."""
        return self.shard(batch).with_suffix(".pdf.zip")

    def _forget(self, paths: Iterable[Path]) -> None:
        for path in paths:
            remove(path)


_ROOM = ".vanthu.bulk"


def out_of(target: Path, stem: str, shard: int | None) -> Out:
    """Return where papers go that are wanted in *target*, a folder or the name of a zip.

    *shard* is how many papers go into each zip; ``None`` makes single files, or one zip.
    """
    if target.suffix.lower() != ".zip":
        kind: Literal["files", "shards"] = "shards" if shard else "files"
        return Out(kind, target, stem, shard or _FILES, target / _ROOM)
    room = target.parent / f".{target.name}{_ROOM}"
    return Out("shards" if shard else "one", target.parent, target.stem, shard or _PARTS, room)


def hash_of(content: bytes) -> str:
    """Return the hash by which the journal knows a paper."""
    return hashlib.sha256(content).hexdigest()


def _hash_of(path: Path) -> str:
    try:
        return hash_of(path.read_bytes())
    except FileNotFoundError:
        return ""


def _hashes_in(path: Path) -> dict[str, str]:
    try:
        with zipfile.ZipFile(path) as held:
            return {name: hash_of(held.read(name)) for name in held.namelist()}
    except (FileNotFoundError, zipfile.BadZipFile):
        return {}
