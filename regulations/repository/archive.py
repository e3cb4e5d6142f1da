"""What the office's repository holds at a revision, and its history. Reading only."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from regulations.errors import UnknownRevisionError, VanthuError
from regulations.repository import commits, gitfiles
from regulations.repository.commits import HANOI, Commit
from regulations.repository.filenames import is_file_name
from regulations.repository.plumbing import GitError, Plumbing
from regulations.sentences import say

_REVISION = re.compile(r"[0-9a-f]{7,64}")
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_FILE: Final = ("100644", "100755")  # links and submodules are no text of the office


class NoRepositoryError(VanthuError):
    """The folder is no repository that an office can live in."""

    code = "no_office"

    def __init__(self, root: Path) -> None:
        super().__init__(
            say("{root} is no office: it holds no git repository with a commit.", root=root),
            hint=say("Name the office with -C DIR, or make one with vanthu init DIR."),
        )


class Archive:
    """All revisions of one office. Use it in a ``with`` block, or call `close`."""

    def __init__(self, root: Path, plumbing: Plumbing) -> None:
        self.root = root
        self._git_folder = root / ".git"
        self._git = plumbing

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads objects."""
        self._git.close()

    def head(self) -> str:
        """Return the id of the newest commit; git itself is asked only where files don't tell.

        Raises:
            NoRepositoryError: nothing is recorded yet.
        """
        found = self._head_or_none()
        if found is None:
            raise NoRepositoryError(self.root)
        return found

    def commit(self, revision: str) -> Commit:
        """Return one commit.

        Raises:
            UnknownRevisionError: there is none.
        """
        found = self._resolved(revision)
        content = gitfiles.loose_commit(self._git_folder, found)
        if content is not None:
            return commits.read_commit(found, content)
        return next(self._commits([found]))

    def tree(self, revision: str) -> str:
        """Return the id of the tree of a commit: equal for equal content."""
        return self.commit(revision).tree

    def files(self, revision: str) -> dict[str, str]:
        """Return the path and blob id of every file."""
        answer = self._ask_of(revision, "ls-tree", "-r", "-z", "--full-tree")
        found: dict[str, str] = {}
        for line in _lines(answer):
            head, _, path = line.partition("\t")
            mode, _, blob = head.split(" ")
            if mode in _FILE:
                found[path] = blob
        return found

    def changes(self, old: str, new: str) -> dict[str, str | None]:
        """Return the files that differ, with their blob ids in *new*; ``None``: not there."""
        answer = self._ask_of(old, "diff-tree", "-r", "-z", "--raw", "--no-renames", new=new)
        words = _lines(answer)
        found: dict[str, str | None] = {}
        for head, path in zip(words, words, strict=True):
            _, mode, _, blob, _ = head.split(" ")
            found[path] = blob if mode in _FILE else None
        return found

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the content of blobs by their ids.

        Raises:
            UnknownRevisionError: one of them is missing.
        """
        asked = list(dict.fromkeys(blobs))
        for name in asked:
            if not _ID.fullmatch(name):
                raise UnknownRevisionError(name)
        return {
            name: content for name, (_, content) in zip(asked, self._objects(asked), strict=True)
        }

    def at_path(self, revision: str, path: str) -> bytes | None:
        """Return the file at *path*; ``None`` where there is none."""
        return self._contents(revision, [path])[path]

    def log(self, limit: int | None = None, paths: Iterable[str] = ()) -> tuple[Commit, ...]:
        """Return what was recorded, newest first; *paths* narrow to these files and folders."""
        options = [] if limit is None else [f"--max-count={limit}"]
        how = ("--header", "--encoding=UTF-8", *options)
        asked = "\n".join([self.head(), "--", *paths, ""])
        answer = self._git.run("rev-list", *how, "--stdin", feed=asked.encode())
        return tuple(commits.read_listed(one) for one in answer.split(b"\0")[:-1])

    def paths_ever(self, folder: str) -> frozenset[str]:
        """Return every path under *folder* that any revision up to now has held."""
        line = ("log", "--format=", "--name-only", "--no-renames", "-z", self.head(), "--", folder)
        return frozenset(filter(None, _lines(self._git.run(*line))))

    def known_on(self, day: date) -> str | None:
        """Return the last commit recorded before *day* ends in Hanoi; ``None`` before the first.

        A commit counts as recorded no earlier than those it follows, whatever its own clock
        said: what is recorded later never changes what was known before.
        """
        midnight = datetime.combine(day + timedelta(days=1), time(), HANOI).timestamp()
        answer = self._git.run("rev-list", "--first-parent", "--timestamp", self.head(), "--")
        lines = (line.split() for line in reversed(answer.decode().splitlines()))
        known = takewhile(lambda line: int(line[0]) < midnight, lines)
        return next((name for _, name in deque(known, maxlen=1)), None)

    def _first_parents(self) -> Iterator[Commit]:
        answer = self._git.run("rev-list", "--first-parent", self.head(), "--")
        yield from self._commits(answer.decode().split())

    def _contents(self, revision: str, paths: Iterable[str]) -> dict[str, bytes | None]:
        """Return the files at *paths*; ``None`` for what is no file there."""
        asked = list(paths)
        found = self._resolved(revision)
        named = [path for path in asked if is_file_name(path)]
        objects = self._git.objects(f"{found}:{path}" for path in named)
        contents: dict[str, bytes | None] = dict.fromkeys(asked)
        for path, held in zip(named, objects, strict=True):
            contents[path] = held[2] if held and held[1] == "blob" else None
        return contents

    def _kinds(self, revision: str, paths: Iterable[str]) -> dict[str, str | None]:
        asked = list(paths)
        kinds = self._kinds_of(f"{revision}:{path}" for path in asked)
        return dict(zip(asked, kinds, strict=True))

    def _kinds_of(self, names: Iterable[str]) -> list[str | None]:
        return [held and held[1] for held in self._git.objects(names)]

    def _commits(self, ids: Iterable[str]) -> Iterator[Commit]:
        asked = list(ids)
        for name, (kind, content) in zip(asked, self._objects(asked), strict=True):
            if kind != "commit":
                raise UnknownRevisionError(name)
            yield commits.read_commit(name, content)

    def _objects(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        asked = list(names)
        for name, held in zip(asked, self._git.objects(asked), strict=True):
            if held is None:
                raise UnknownRevisionError(name)
            yield held[1], held[2]

    def _resolved(self, revision: str) -> str:
        """Return the full id for an id, its beginning, or ``HEAD``; nothing else is a name."""
        if revision == "HEAD":
            return self.head()
        if _ID.fullmatch(revision):
            return revision
        held = next(self._git.objects([revision])) if _REVISION.fullmatch(revision) else None
        if held is None:
            raise UnknownRevisionError(revision)
        return held[0]

    def _ask_of(self, revision: str, *words: str, new: str | None = None) -> bytes:
        revisions = [self._resolved(each) for each in (revision, new) if each is not None]
        for found, held in zip(revisions, self._kinds_of(revisions), strict=True):
            if held not in ("commit", "tree"):
                raise UnknownRevisionError(found)
        return self._git.run(*words, *revisions)

    def _head_or_none(self) -> str | None:
        found = gitfiles.head_of(self._git_folder)
        if found is not None:
            return found or None
        try:
            return self._git.run("rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
        except GitError:
            return None


def _lines(answer: bytes) -> Iterator[str]:
    return iter(answer.decode("utf-8", "surrogateescape").split("\0")[:-1])
