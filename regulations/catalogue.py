"""What all files of the office say, kept in a private SQLite file: a cache, never a source.

It is keyed by the office's tree and by :data:`VERSION`; a new commit brings it up by what
``git diff`` names; anything odd about it and it is built anew. It agrees with
:func:`regulations.readings.read_all` (a test holds the two together).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from regulations.errors import UnknownRevisionError
from regulations.machine import private_folder
from regulations.problems import Place, Problem
from regulations.readings import Reader, Reading, read_one, reader_of
from regulations.sentences import packed, unpacked

VERSION = "2"
_AT_ONCE = 500
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE file (path TEXT PRIMARY KEY, kind TEXT NOT NULL, data TEXT, faults TEXT NOT NULL);
CREATE TABLE brief (path TEXT PRIMARY KEY, kind TEXT NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (kind TEXT NOT NULL, key TEXT NOT NULL, path TEXT NOT NULL);
CREATE TABLE link (target TEXT NOT NULL, path TEXT NOT NULL, rel TEXT NOT NULL);
CREATE INDEX file_kind ON file (kind, path);
CREATE INDEX name_key ON name (kind, key, path);
CREATE INDEX name_path ON name (path);
CREATE INDEX link_target ON link (target, path, rel);
CREATE INDEX link_path ON link (path);
"""


class Revisions(Protocol):
    """What the catalogue asks of the store."""

    def head(self) -> str:
        """Return the commit the office stands at."""

    def tree(self, revision: str) -> str:
        """Return the tree id of a commit."""

    def files(self, revision: str) -> Mapping[str, str]:
        """Return the blob of every path."""

    def changes(self, old: str, new: str) -> Mapping[str, str | None]:
        """Return the new blob of every path that differs between two commits or trees."""

    def read(self, blobs: Sequence[str]) -> Mapping[str, bytes]:
        """Return the content of each blob."""


class Catalogue:
    """All readings of the office at :attr:`commit`; a :class:`regulations.readings.Files`."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self.tree = self._meta("tree")
        self.commit = self._meta("commit")

    @classmethod
    def open(cls, folder: Path, store: Revisions, readers: Sequence[Reader]) -> Catalogue:
        """Open the catalogue in *folder*, brought up to the commit the office stands at."""
        path = private_folder(folder) / "catalogue.sqlite"
        try:
            return cls(_brought_up(path, store, readers))
        except (sqlite3.DatabaseError, KeyError, ValueError):
            path.unlink(missing_ok=True)
            return cls(_brought_up(path, store, readers))

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def get(self, path: str) -> object:
        """See :class:`regulations.readings.Files`."""
        row = self._base.execute("SELECT data FROM file WHERE path = ?", (path,)).fetchone()
        return json.loads(row[0]) if row and row[0] is not None else None

    def paths(self, kind: str) -> Sequence[str]:
        """See :class:`regulations.readings.Files`."""
        return self._column("SELECT path FROM file WHERE kind = ? ORDER BY path", kind)

    def each(self, kind: str) -> Iterator[tuple[str, object]]:
        """See :class:`regulations.readings.Files`."""
        rows = self._base.execute(
            "SELECT path, data FROM file WHERE kind = ? AND data IS NOT NULL ORDER BY path", (kind,)
        )
        return _loaded(rows)

    def briefs(self, kind: str) -> Iterator[tuple[str, object]]:
        """See :class:`regulations.readings.Files`."""
        rows = self._base.execute(
            "SELECT path, data FROM brief WHERE kind = ? ORDER BY path", (kind,)
        )
        return _loaded(rows)

    def keyed(self, kind: str, key: str) -> Sequence[str]:
        """See :class:`regulations.readings.Files`."""
        return self._column(
            "SELECT DISTINCT path FROM name WHERE kind = ? AND key = ? ORDER BY path", kind, key
        )

    def linked(self, to: str) -> Sequence[tuple[str, str]]:
        """See :class:`regulations.readings.Files`."""
        rows = self._base.execute(
            "SELECT path, rel FROM link WHERE target = ? ORDER BY path, rel", (to,)
        )
        return [(path, rel) for path, rel in rows]

    def problems(self) -> Sequence[Problem]:
        """See :class:`regulations.readings.Files`."""
        rows = self._base.execute("SELECT path, faults FROM file WHERE faults != '[]'")
        return sorted(
            Problem(Place(path, line), unpacked(message), unpacked(remedy))
            for path, faults in rows
            for line, message, remedy in json.loads(faults)
        )

    def _meta(self, key: str) -> str:
        return str(self._base.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])

    def _column(self, query: str, *values: str) -> list[str]:
        return [row[0] for row in self._base.execute(query, values)]


def _loaded(rows: sqlite3.Cursor) -> Iterator[tuple[str, object]]:
    """Yield each path with its data; many are read at once, which is quicker than one by one."""
    while some := rows.fetchmany(_AT_ONCE):
        values = json.loads(f"[{','.join(data for _, data in some)}]")
        yield from zip((path for path, _ in some), values, strict=True)


def _brought_up(path: Path, store: Revisions, readers: Sequence[Reader]) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=30, isolation_level=None)
    path.chmod(0o600)
    try:
        head = store.head()
        known = _known(base)
        if known.get("commit") == head and known.get("version") == VERSION:
            return base
        base.execute("BEGIN IMMEDIATE")
        _bring_up(base, store, readers, head)
        base.execute("COMMIT")
    except BaseException:
        base.close()
        raise
    return base


def _bring_up(
    base: sqlite3.Connection, store: Revisions, readers: Sequence[Reader], head: str
) -> None:
    tree = store.tree(head)
    known = _known(base)
    if known.get("version") != VERSION or not _take_changes(base, store, readers, known, tree):
        _build(base, store, readers, tree)
    base.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)",
        [("version", VERSION), ("commit", head), ("tree", tree)],
    )


def _take_changes(
    base: sqlite3.Connection, store: Revisions, readers: Sequence[Reader],
    known: Mapping[str, str], tree: str,
) -> bool:  # fmt: skip
    """Bring the rows up from the known tree; false where git no longer knows that tree."""
    try:
        changes = store.changes(known["tree"], tree)
    except UnknownRevisionError:
        return False
    gone = [(path,) for path in changes]
    for table in ("file", "brief", "name", "link"):
        base.executemany(f"DELETE FROM {table} WHERE path = ?", gone)
    _insert(base, store, readers, {path: blob for path, blob in changes.items() if blob})
    return True


def _build(
    base: sqlite3.Connection, store: Revisions, readers: Sequence[Reader], tree: str
) -> None:
    for table in ("meta", "file", "brief", "name", "link"):
        base.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in filter(None, map(str.strip, _TABLES.split(";"))):
        base.execute(statement)
    _insert(base, store, readers, store.files(tree))


def _insert(
    base: sqlite3.Connection, store: Revisions, readers: Sequence[Reader], files: Mapping[str, str]
) -> None:
    wanted = {path: blob for path, blob in files.items() if reader_of(path, readers)}
    contents = store.read(sorted(set(wanted.values())))
    found = [(reader, path) for path in wanted if (reader := reader_of(path, readers))]
    for reader, path in sorted(found, key=lambda one: (one[0].kind, one[1])):  # kind by kind
        _insert_one(base, path, reader.kind, read_one(path, contents[wanted[path]], reader))


def _insert_one(base: sqlite3.Connection, path: str, kind: str, reading: Reading) -> None:
    data = None if reading.data is None else json.dumps(reading.data, ensure_ascii=False)
    faults = [
        [problem.place.line, packed(problem.message), packed(problem.remedy)]
        for problem in reading.problems
    ]
    base.execute(
        "INSERT INTO file VALUES (?, ?, ?, ?)",
        (path, kind, data, json.dumps(faults, ensure_ascii=False)),
    )
    if reading.brief is not None:
        brief = json.dumps(reading.brief, ensure_ascii=False, separators=(",", ":"))
        base.execute("INSERT INTO brief VALUES (?, ?, ?)", (path, kind, brief))
    base.executemany(
        "INSERT INTO name VALUES (?, ?, ?)", [(kind, key, path) for key in reading.keys]
    )
    base.executemany(
        "INSERT INTO link VALUES (?, ?, ?)", [(link.to, path, link.rel) for link in reading.links]
    )


def _known(base: sqlite3.Connection) -> dict[str, str]:
    tables = base.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
    return dict(base.execute("SELECT key, value FROM meta")) if tables else {}
