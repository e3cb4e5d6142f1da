"""The files of the office as they lie in its folder, beside what git recorded.

What a user changed by hand and did not record yet is never written over.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from regulations import machine
from regulations.errors import ConflictError
from regulations.repository.filenames import folders_of
from regulations.sentences import listed, say

Contents = Mapping[str, bytes | None]  # None: there is no such file


class HandEditedError(ConflictError):
    """A write would lose what the user changed by hand."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(
            say("Changed by hand and not recorded yet: {paths}.", paths=listed(paths)),
            hint=say(
                "Keep it with git add and git commit, or drop it with git restore, then try again."
            ),
        )
        self.paths = paths

    def details(self) -> Mapping[str, object]:
        """Return all the paths."""
        return {"paths": list(self.paths)}


class ObstacleError(ConflictError):
    """A link or a folder lies where a file of the office should."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(
            say("A link or a folder lies in the way of: {paths}.", paths=listed(paths)),
            hint=say("Move it out of the office, then try again."),
        )
        self.paths = paths


class WorkTree:
    """The folder *root*, whose files follow what is recorded."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def found(self, path: str) -> bytes | None:
        """Return what lies at *path*; ``None`` for nothing.

        Raises:
            ObstacleError: it is no ordinary file, or a folder above it is a link.
        """
        for folder in folders_of(path):
            kind = self._kind(folder)
            if kind is None:
                return None
            if not stat.S_ISDIR(kind):
                raise ObstacleError((path,))
        kind = self._kind(path)
        if kind is None:
            return None
        if not stat.S_ISREG(kind):
            raise ObstacleError((path,))
        return (self._root / path).read_bytes()

    def check_unedited(self, old: Contents, new: Contents) -> None:
        """Raise where a path of *new* holds neither what was recorded nor what shall be.

        Raises:
            HandEditedError: names all such paths.
            ObstacleError: a link or a folder lies in the way.
        """
        edited = [path for path in new if self.found(path) not in (old[path], new[path])]
        if edited:
            raise HandEditedError(tuple(sorted(edited)))

    def stage(self, old: Contents, new: Contents) -> list[machine.Staged]:
        """Lay what must change beside its place, safe on the disk; nothing is seen of it yet."""
        staged: list[machine.Staged] = []
        try:
            for path, content in new.items():
                if content is not None and self._follows(path, old, content):
                    place = self._root / path
                    self._make_folder(place.parent)
                    staged.append(machine.stage(place, content, machine.SHARED))
        except BaseException:
            self.unstage(staged)
            raise
        return staged

    def unstage(self, staged: Iterable[machine.Staged]) -> None:
        """Take back what was staged, with the folders made for it."""
        for each in staged:
            machine.discard(each)
            self._prune(each.path.parent)

    def publish(self, staged: Iterable[machine.Staged], old: Contents, new: Contents) -> None:
        """Let the folder show *new*. A file that was edited a moment ago stays as it is."""
        for each in staged:
            path = each.path.relative_to(self._root).as_posix()
            if self.found(path) == old[path]:
                machine.publish(each)
            else:
                machine.discard(each)
        for path, content in new.items():
            if content is None and old[path] is not None and self.found(path) == old[path]:
                machine.remove(self._root / path)
                self._prune((self._root / path).parent)

    def clear(self, paths: Iterable[str]) -> None:
        """Remove what a killed writer left beside *paths*; only for who holds the lock."""
        for folder in {(self._root / path).parent for path in paths}:
            machine.clear_staged(folder)
            self._prune(folder)

    def _follows(self, path: str, old: Contents, content: bytes) -> bool:
        found = self.found(path)
        return found == old[path] and found != content

    def _kind(self, path: str) -> int | None:
        try:
            return (self._root / path).lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            machine.flush_folder(folder.parent)

    def _prune(self, folder: Path) -> None:
        """Remove *folder* and those above while they are empty, as git does."""
        while folder != self._root:
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                return  # not empty
            folder = folder.parent
