"""What the office's files say, file by file: the readers' side of the catalogue.

A :class:`Reader` turns one kind of file into a :class:`Reading`: plain JSON values, the faults
found, and the names and links by which others look it up. :class:`Files` is how the rooms see
all readings; :func:`read_all` is its simple form, the catalogue its fast one. Both must agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from regulations.problems import Place, Problem
from regulations.sentences import say


@dataclass(frozen=True, slots=True)
class Link:
    """What a file says of another: *rel* is the word, *to* the name of the other."""

    rel: str
    to: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says. *data* is ``None`` where it could not be read at all.

    *data* holds only what the json module can write; *keys* are names to find the file by. *brief*
    is what a list of very many files needs of this one, where that is much less than *data*.
    """

    data: object
    problems: tuple[Problem, ...] = ()
    keys: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    brief: object = None


@dataclass(frozen=True, slots=True)
class Reader:
    """How one *kind* of file is read; *fits* decides by the path inside the office."""

    kind: str
    fits: Callable[[str], bool]
    read: Callable[[str, str], Reading]


class Files(Protocol):
    """All readings of an office at one revision."""

    def get(self, path: str) -> object:
        """Return what the file at *path* says, ``None`` where there is none or it is unreadable."""

    def paths(self, kind: str) -> Sequence[str]:
        """Return the paths of one kind, sorted."""

    def each(self, kind: str) -> Iterator[tuple[str, object]]:
        """Yield path and data of every readable file of one kind, by path."""

    def briefs(self, kind: str) -> Iterator[tuple[str, object]]:
        """Yield path and brief of every file of one kind that has one, by path."""

    def keyed(self, kind: str, key: str) -> Sequence[str]:
        """Return the paths of one kind that go by the name *key*, sorted."""

    def linked(self, to: str) -> Sequence[tuple[str, str]]:
        """Return ``(path, rel)`` of every file that links to *to*, sorted."""

    def problems(self) -> Sequence[Problem]:
        """Return the faults of all files, by place."""


@dataclass(frozen=True, slots=True)
class AllFiles:
    """All readings in memory: the slow and honest :class:`Files`."""

    readings: Mapping[str, tuple[str, Reading]]

    def get(self, path: str) -> object:
        """See :class:`Files`."""
        found = self.readings.get(path)
        return found[1].data if found else None

    def paths(self, kind: str) -> Sequence[str]:
        """See :class:`Files`."""
        return sorted(path for path, (own, _) in self.readings.items() if own == kind)

    def each(self, kind: str) -> Iterator[tuple[str, object]]:
        """See :class:`Files`."""
        for path in self.paths(kind):
            data = self.readings[path][1].data
            if data is not None:
                yield path, data

    def briefs(self, kind: str) -> Iterator[tuple[str, object]]:
        """See :class:`Files`."""
        for path in self.paths(kind):
            brief = self.readings[path][1].brief
            if brief is not None:
                yield path, brief

    def keyed(self, kind: str, key: str) -> Sequence[str]:
        """See :class:`Files`."""
        return [path for path in self.paths(kind) if key in self.readings[path][1].keys]

    def linked(self, to: str) -> Sequence[tuple[str, str]]:
        """See :class:`Files`."""
        return sorted(
            (path, link.rel)
            for path, (_, reading) in self.readings.items()
            for link in reading.links
            if link.to == to
        )

    def problems(self) -> Sequence[Problem]:
        """See :class:`Files`."""
        return sorted(
            problem for _, reading in self.readings.values() for problem in reading.problems
        )


def read_all(files: Mapping[str, bytes], readers: Sequence[Reader]) -> AllFiles:
    """Read every file that has a reader; the others are passed over."""
    readings: dict[str, tuple[str, Reading]] = {}
    for path, content in files.items():
        reader = reader_of(path, readers)
        if reader is not None:
            readings[path] = (reader.kind, read_one(path, content, reader))
    return AllFiles(readings)


def reader_of(path: str, readers: Sequence[Reader]) -> Reader | None:
    """Return the first reader that fits *path*."""
    return next((reader for reader in readers if reader.fits(path)), None)


def read_one(path: str, content: bytes, reader: Reader) -> Reading:
    """Read one file; a file that is no UTF-8 costs only itself."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Reading(None, (_not_utf8(path, line),))
    return reader.read(path, text)


def _not_utf8(path: str, line: int) -> Problem:
    return Problem(
        Place(path, line),
        say("The file is not written in UTF-8."),
        say("Open it and save it as UTF-8."),
    )
