"""Whether the repository itself is sound, and what of it can safely be made anew."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Final

from regulations.diskfaults import disk_faults
from regulations.errors import VanthuError
from regulations.problems import Place, Problem
from regulations.repository import gitfiles
from regulations.repository.gitfiles import GitLockedError
from regulations.repository.plumbing import GitError
from regulations.repository.recorder import WAIT_SECONDS, Recorder
from regulations.repository.recordtimes import read_stamps, record_time_problems
from regulations.repository.tidying import note_files, tidy
from regulations.repository.worktree import ObstacleError
from regulations.sentences import say

_NO_GRAPH: Final = ("-c", "core.commitGraph=false")  # a damaged one must not answer for objects
_GRAPHS: Final = ("objects/info/commit-graph", "objects/info/commit-graphs")
_DAMAGED_INDEX: Final = "index.damaged"
_LOST = re.compile(r"^(?:missing|error)\b.*?(?<![-0-9a-f])([0-9a-f]{64}|[0-9a-f]{40})\b")
_TROUBLE: Final = ("missing ", "error", "fatal: ")
_FIX: Final = say("Mend it with: vanthu doctor --fix.")
_FETCH: Final = say(
    "Keep this folder as it is, and fetch the history from another copy of the office."
)


class Care(Recorder):
    """The office's repository as whoever looks after it sees it."""

    def ailments(self, now: datetime) -> list[Problem]:
        """Return what is wrong with the repository itself.

        Every object is read; *now* tells which commits are dated in the future.
        """
        return [
            *self._locks(),
            *self._index_faults(),
            *self._graph_faults(),
            *self._lost_objects(),
            *self._record_times(now),
        ]

    def mend(self) -> tuple[str, ...]:
        """Make anew what git derives from the commits, and return what was mended, a sentence each.

        What is recorded stays as it is; an index that can't be read is kept beside the new one.
        While anything is lost, no pack is touched.

        Raises:
            LockedError: another writer is at work.
        """
        with self._held(WAIT_SECONDS), disk_faults():
            done = [*self._new_index(), *self._new_graph()]
            lost = self._fsck()
            if lost:
                found = self._found_again(_ids(lost))
                lost = self._fsck()
                done += [say("What git had lost of {path} was taken from the folder.", path=path)
                         for name, path in found.items() if name not in _ids(lost)]  # fmt: skip
            if not lost:
                tidy(self._git)
        return tuple(done)

    def _locks(self) -> Iterator[Problem]:
        try:
            gitfiles.check_locks(self._git_folder, gitfiles.branch_of(self._git_folder) or "HEAD")
        except GitLockedError as error:
            yield Problem(Place(".git"), error.message, error.hint)

    def _index_faults(self) -> Iterator[Problem]:
        if not self._index_is_sound():
            yield Problem(Place(".git/index"), say("Git's index can't be read."), _FIX)

    def _graph_faults(self) -> Iterator[Problem]:
        found = self._git.findings("commit-graph", "verify", "--no-progress")
        if any(found):
            yield Problem(
                Place(".git/" + _GRAPHS[0]), say("Git's index of the history is damaged."), _FIX
            )

    def _lost_objects(self) -> Iterator[Problem]:
        found = self._fsck()
        lost = _ids(found)
        names = self._paths_of(lost) if lost else {}
        if found and not lost:
            said = say("Git finds its files damaged: {said}.", said=found[-1].rstrip("."))
            yield Problem(Place(".git"), said, _FETCH)
        for name in sorted(lost):
            path = names.get(name)
            if path and self._lies_in_folder(path, name):
                yield Problem(Place(path), say("Git has lost what was recorded of it."), _FIX)
            else:
                said = say("Git has lost what was recorded of it, or it is damaged.")
                yield Problem(Place(path or f"object {name[:8]}"), said, _FETCH)

    def _record_times(self, now: datetime) -> list[Problem]:
        try:
            words = ("rev-list", "--topo-order", "--parents", "--timestamp", self.head())
            answer = self._git.run(*_NO_GRAPH, *words)
        except GitError:  # the objects are named already
            return []
        return record_time_problems(read_stamps(answer.decode().splitlines()), now)

    def _index_is_sound(self) -> bool:
        try:
            content = (self._git_folder / "index").read_bytes()
            self._git.run("ls-files", "--cached", "-z", "--", "vanthu.yaml")
        except (OSError, GitError):
            return False
        digest = hashlib.sha1 if len(self.head()) == 40 else hashlib.sha256
        size = digest(usedforsecurity=False).digest_size
        told = content[-size:]
        return told in (bytes(size), digest(content[:-size], usedforsecurity=False).digest())

    def _fsck(self) -> list[str]:
        """Return the lines in which git names what is lost or damaged; the index is left out."""
        words = ("fsck", "--full", "--no-dangling", "--no-progress", self.head())
        return [line for line in self._git.findings(*_NO_GRAPH, *words)
                if line.startswith(_TROUBLE)]  # fmt: skip

    def _paths_of(self, names: set[str]) -> dict[str, str]:
        try:
            files = self.files("HEAD")
        except VanthuError:
            return {}
        return {blob: path for path, blob in files.items() if blob in names}

    def _lies_in_folder(self, path: str, name: str) -> bool:
        try:
            content = self._work_tree.found(path)
        except ObstacleError:
            return False
        return content is not None and gitfiles.blob_id(content, name) == name

    def _new_index(self) -> Iterator[str]:
        if not self._index_is_sound():
            index = self._git_folder / "index"
            if index.exists():
                index.replace(self._git_folder / _DAMAGED_INDEX)
            self._git.run("read-tree", self.head())
            note_files(self._git)
            yield say("Git's index was made anew from what is recorded.")

    def _new_graph(self) -> Iterator[str]:
        if any(self._graph_faults()):
            for name in _GRAPHS:
                graph = self._git_folder / name
                shutil.rmtree(graph) if graph.is_dir() else graph.unlink(missing_ok=True)
            yield say("Git's index of the history was made anew.")

    def _found_again(self, lost: set[str]) -> dict[str, str]:
        """Give git back what the folder still holds exactly; return the paths by blob id."""
        found = {name: path for name, path in sorted(self._paths_of(lost).items())
                 if self._lies_in_folder(path, name)}  # fmt: skip
        for name, path in found.items():
            gitfiles.write_loose(self._git_folder, self._work_tree.found(path) or b"", name)
        with suppress(GitError):  # a damaged pack is written anew from what can be read beside it
            if found:
                self._git.run("repack", "-a", "-d", "-f", "--keep-unreachable", "--quiet")
        return found


def _ids(found: Iterable[str]) -> set[str]:
    return {match[1] for match in map(_LOST.match, found) if match}
