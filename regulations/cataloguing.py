"""Filling the catalogue: built from a commit, brought up by what ``git diff`` names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from regulations.errors import UnknownRevisionError
from regulations.readings import Reader, Reading, read_one, reader_of
from regulations.sentences import packed

VERSION = "3"
Tell: TypeAlias = Callable[[int, int], None]
Bar: TypeAlias = Callable[[], AbstractContextManager[Tell]]
"""Shows a long reading while the block runs: tell it how many files are read, and of how many."""

_AT_ONCE = 500  # files whose contents are held at a time; fewer show no bar
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


def no_bar() -> AbstractContextManager[Tell]:
    """Show nothing."""
    return nullcontext(lambda _done, _total: None)


@dataclass(frozen=True, slots=True)
class Source:
    """From where the catalogue is filled: *bar* shows a long filling."""

    store: Revisions
    readers: Sequence[Reader]
    bar: Bar


def brought_up(path: Path, source: Source) -> sqlite3.Connection:
    """Open the file at *path*, made where it lacks, filled up to the commit of the office."""
    base = sqlite3.connect(path, timeout=30, isolation_level=None)
    path.chmod(0o600)
    try:
        head = source.store.head()
        known = _known(base)
        if known.get("commit") == head and known.get("version") == VERSION:
            return base
        base.execute("BEGIN IMMEDIATE")
        _bring_up(base, source, head)
        base.execute("COMMIT")
    except BaseException:
        base.close()
        raise
    return base


def _bring_up(base: sqlite3.Connection, source: Source, head: str) -> None:
    tree = source.store.tree(head)
    known = _known(base)
    if known.get("version") != VERSION or not _take_changes(base, source, known, tree):
        _build(base, source, tree)
    base.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)",
        [("version", VERSION), ("commit", head), ("tree", tree)],
    )


def _take_changes(
    base: sqlite3.Connection, source: Source, known: Mapping[str, str], tree: str
) -> bool:
    """Bring the rows up from the known tree; false where git no longer knows that tree."""
    try:
        changes = source.store.changes(known["tree"], tree)
    except UnknownRevisionError:
        return False
    gone = [(path,) for path in changes]
    for table in ("file", "brief", "name", "link"):
        base.executemany(f"DELETE FROM {table} WHERE path = ?", gone)
    _insert(base, source, {path: blob for path, blob in changes.items() if blob})
    return True


def _build(base: sqlite3.Connection, source: Source, tree: str) -> None:
    for table in ("meta", "file", "brief", "name", "link"):
        base.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in filter(None, map(str.strip, _TABLES.split(";"))):
        base.execute(statement)
    _insert(base, source, source.store.files(tree))


def _insert(base: sqlite3.Connection, source: Source, files: Mapping[str, str]) -> None:
    found = ((path, blob, reader_of(path, source.readers)) for path, blob in files.items())
    wanted = [(path, blob, reader) for path, blob, reader in found if reader]
    wanted.sort(key=lambda one: (one[2].kind, one[0]))  # one kind lies together
    with source.bar() if len(wanted) > _AT_ONCE else no_bar() as tell:
        for start in range(0, len(wanted), _AT_ONCE):
            tell(start, len(wanted))
            some = wanted[start : start + _AT_ONCE]
            contents = source.store.read([blob for _path, blob, _reader in some])
            for path, blob, reader in some:
                _insert_one(base, path, reader.kind, read_one(path, contents[blob], reader))


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
