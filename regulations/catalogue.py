"""What all files of the office say, kept in a private SQLite file: a cache, never a source.

It is keyed by the office's tree and by :data:`VERSION`; a new commit brings it up by what
``git diff`` names; anything odd about it and it is built anew. It agrees with
:func:`regulations.readings.read_all` (a test holds the two together).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from regulations.cataloguing import Bar, Revisions, Source, brought_up, no_bar
from regulations.errors import VanthuError
from regulations.machine import private_folder
from regulations.problems import Place, Problem
from regulations.readings import Reader
from regulations.sentences import say, unpacked

FILE = "catalogue.sqlite"
_AT_ONCE = 500


class DamagedCatalogueError(VanthuError):
    """The file of the catalogue can be opened, but not read throughout."""

    code = "damaged_cache"

    def __init__(self) -> None:
        super().__init__(
            say("The catalogue, which is made from the office, is damaged."),
            hint=say("Have it made anew with: vanthu doctor. Nothing of the office is lost."),
        )


class Catalogue:
    """All readings of the office at :attr:`commit`; a :class:`regulations.readings.Files`."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self.tree = self._meta("tree")
        self.commit = self._meta("commit")

    @classmethod
    def open(
        cls, folder: Path, store: Revisions, readers: Sequence[Reader], bar: Bar = no_bar
    ) -> Catalogue:
        """Open the catalogue in *folder*, brought up to the commit the office stands at."""
        path = private_folder(folder) / FILE
        source = Source(store, readers, bar)
        try:
            return cls(brought_up(path, source))
        except (sqlite3.DatabaseError, KeyError, ValueError):
            path.unlink(missing_ok=True)
            return cls(brought_up(path, source))

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def is_whole(self, paths: Collection[str]) -> bool:
        """Say whether the file is undamaged and knows exactly *paths*."""
        try:
            told = self._column("PRAGMA quick_check")
            return told == ["ok"] and set(self._column("SELECT path FROM file")) == set(paths)
        except DamagedCatalogueError:
            return False

    def get(self, path: str) -> object:
        """See :class:`regulations.readings.Files`."""
        found = self._column("SELECT data FROM file WHERE path = ? AND data IS NOT NULL", path)
        return json.loads(found[0]) if found else None

    def paths(self, kind: str) -> Sequence[str]:
        """See :class:`regulations.readings.Files`."""
        return self._column("SELECT path FROM file WHERE kind = ? ORDER BY path", kind)

    def each(self, kind: str) -> Iterator[tuple[str, object]]:
        """See :class:`regulations.readings.Files`."""
        query = "SELECT path, data FROM file WHERE kind = ? AND data IS NOT NULL ORDER BY path"
        return _loaded(self._rows(query, kind))

    def briefs(self, kind: str) -> Iterator[tuple[str, object]]:
        """See :class:`regulations.readings.Files`."""
        query = "SELECT path, data FROM brief WHERE kind = ? ORDER BY path"
        return _loaded(self._rows(query, kind))

    def keyed(self, kind: str, key: str) -> Sequence[str]:
        """See :class:`regulations.readings.Files`."""
        return self._column(
            "SELECT DISTINCT path FROM name WHERE kind = ? AND key = ? ORDER BY path", kind, key
        )

    def linked(self, to: str) -> Sequence[tuple[str, str]]:
        """See :class:`regulations.readings.Files`."""
        query = "SELECT path, rel FROM link WHERE target = ? ORDER BY path, rel"
        return [(path, rel) for path, rel in self._rows(query, to)]

    def problems(self) -> Sequence[Problem]:
        """See :class:`regulations.readings.Files`."""
        rows = self._rows("SELECT path, faults FROM file WHERE faults != '[]'")
        return sorted(
            Problem(Place(path, line), unpacked(message), unpacked(remedy))
            for path, faults in rows
            for line, message, remedy in json.loads(faults)
        )

    def _meta(self, key: str) -> str:
        return str(self._base.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])

    def _column(self, query: str, *values: str) -> list[str]:
        return [row[0] for row in self._rows(query, *values)]

    def _rows(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._base.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise DamagedCatalogueError from error


def _loaded(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[str, object]]:
    """Yield each path with its data; many are read at once, which is quicker than one by one."""
    while some := tuple(islice(rows, _AT_ONCE)):
        values = json.loads(f"[{','.join(data for _, data in some)}]")
        yield from zip((path for path, _ in some), values, strict=True)
