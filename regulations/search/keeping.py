"""The index of an office, kept up with what is recorded: opened, brought up, or built anew.

It is a cache: it knows the state it was built from. What differs since then is put in its place,
changed entries only; where that can't be told, or anything about the index is odd, or analysis
or schema have changed, it is built anew beside the old one. One process writes at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from regulations.machine import WriterLock, private_folder
from regulations.search.entry import Entry
from regulations.search.index import SearchIndex
from regulations.search.index_file import Stamp, seal_in

ENGINES = ("auto", "whoosh", "tantivy")
MOST_FOR_WHOOSH = 20_000
_WAIT_SECONDS = 600.0
_LOCK = "search.lock"
_FILES = {"whoosh": "whoosh.index", "tantivy": "tantivy.list"}


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from an older state: all entries of *owners* give way to *entries*."""

    owners: frozenset[str]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be found at *state*.

    *entries* gives everything, *changes* what differs since an older state: ``None`` where
    that can't be told.
    """

    state: str
    entries: Callable[[], Iterable[Entry]]
    changes: Callable[[str], Changes | None] = lambda _old: None


@dataclass(frozen=True, slots=True)
class Kept:
    """An index at the wanted state, and the *engine* behind it; *built* tells how it got there."""

    index: SearchIndex
    engine: str
    how: str


def kept_index(folder: Path, source: Source, engine: str = "auto") -> Kept:
    """Return the index in *folder* at the state of *source*, by the named engine.

    ``auto`` takes whoosh up to 20,000 entries and tantivy above.

    Raises:
        NotPrivateError: *folder* is a link or belongs to another user.
        WriterBusyError: another process writes and does not end.
    """
    private_folder(folder)
    seal = seal_in(folder.parent)
    kept = _fresh(folder, seal, source, engine)
    if kept is not None:
        return kept
    with WriterLock(folder / _LOCK).held(_WAIT_SECONDS):
        kept = _fresh(folder, seal, source, engine)  # another process may have been faster
        kept = kept or _brought_up(folder, seal, source, engine)
        return kept or _built(folder, seal, source, engine)


def is_damaged(folder: Path) -> bool:
    """Say whether an index lies in *folder* that no search may read; it would be built anew."""
    seal = seal_in(folder.parent)
    return any(_room(name).load(folder, seal) is None for name in _present(folder, "auto"))


def forget(folder: Path) -> None:
    """Remove every index in *folder*."""
    with WriterLock(folder / _LOCK).held(_WAIT_SECONDS):
        for name in _present(folder, "auto"):
            _room(name).discard(folder)


class _Room(Protocol):
    """What the room of each engine offers."""

    def load(self, folder: Path, seal: bytes) -> tuple[SearchIndex, Stamp] | None: ...

    def build(
        self, folder: Path, seal: bytes, state: str, entries: Iterable[Entry]
    ) -> SearchIndex: ...

    def update(
        self, folder: Path, seal: bytes, state: str, owners: Collection[str],
        entries: Iterable[Entry],
    ) -> tuple[SearchIndex, Stamp] | None: ...  # fmt: skip

    def discard(self, folder: Path) -> None: ...


def _fresh(folder: Path, seal: bytes, source: Source, engine: str) -> Kept | None:
    for name in _present(folder, engine):
        found = _room(name).load(folder, seal)
        if found is not None and found[1].state == source.state:
            return Kept(found[0], name, "fresh")
    return None


def _brought_up(folder: Path, seal: bytes, source: Source, engine: str) -> Kept | None:
    for name in _present(folder, engine):
        room = _room(name)
        found = room.load(folder, seal)
        changes = source.changes(found[1].state) if found is not None else None
        if changes is None:
            continue
        new = room.update(folder, seal, source.state, changes.owners, changes.entries)
        if new is not None and not _too_small(name, new[1].size, engine):
            return Kept(new[0], name, "brought up")
    return None


def _built(folder: Path, seal: bytes, source: Source, engine: str) -> Kept:
    entries = iter(source.entries())
    first = list(islice(entries, MOST_FOR_WHOOSH + 1)) if engine == "auto" else []
    name = engine
    if engine == "auto":
        name = "tantivy" if len(first) > MOST_FOR_WHOOSH else "whoosh"
    index = _room(name).build(folder, seal, source.state, chain(first, entries))
    for other in _FILES.keys() - {name}:
        if (folder / _FILES[other]).exists():
            _room(other).discard(folder)
    return Kept(index, name, "built")


def _too_small(name: str, size: int, engine: str) -> bool:
    return engine == "auto" and name == "whoosh" and size > MOST_FOR_WHOOSH


def _present(folder: Path, engine: str) -> list[str]:
    """Return the engines that have an index there and may serve."""
    return [name for name, file in _FILES.items()
            if engine in ("auto", name) and (folder / file).exists()]  # fmt: skip


def _room(name: str) -> _Room:
    """Return the room of an engine, imported only when it serves."""
    if name == "tantivy":
        from regulations.search import tantivy_index

        return tantivy_index
    from regulations.search import whoosh_index

    return whoosh_index
