"""How a change is recorded: one writer, one commit for one change, nothing lost.

A change goes in this order: the lock; the commit, on a name of its own; a note that it is under
way; the new files, laid beside their places; the branch, by compare-and-swap; the files into
their places; git's index; the note away. Killed before the branch moved, the office is as
before; killed after, the next who opens it or writes finishes the work.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from regulations import machine
from regulations.diskfaults import DiskError, disk_faults
from regulations.errors import ConflictError, LockedError, VanthuError
from regulations.repository import commits, gitfiles, journal
from regulations.repository.archive import Archive
from regulations.repository.filenames import check_names, folders_of
from regulations.repository.gitfiles import blob_id
from regulations.repository.plumbing import GitError, Plumbing
from regulations.repository.tidying import note_files, tidy_when_due
from regulations.repository.worktree import Contents, ObstacleError, WorkTree
from regulations.sentences import listed, say

WAIT_SECONDS: Final = 30.0
_NEXT: Final = "refs/vanthu/next"  # where a commit waits until the branch takes it
_TRIES: Final = 5


class OvertakenError(ConflictError):
    """Files changed in the office since the caller read them."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(
            say("Somebody has changed {paths} meanwhile.", paths=listed(sorted(paths))),
            hint=say("Look at the office as it is now, then do it again."),
        )
        self.paths = tuple(sorted(paths))

    def details(self) -> Mapping[str, object]:
        """Return all the paths."""
        return {"paths": list(self.paths)}


class DetachedError(ConflictError):
    """The office is not on a branch."""

    def __init__(self) -> None:
        super().__init__(
            say("The office stands on an old revision, not on a branch."),
            hint=say("Go back with git switch main, then try again."),
        )


class Recorder(Archive):
    """The writing side of one office."""

    def __init__(self, root: Path, plumbing: Plumbing) -> None:
        super().__init__(root, plumbing)
        self._work_tree = WorkTree(root)
        self._lock = machine.WriterLock(self._git_folder / "vanthu.lock")

    @contextmanager
    def writing(self, wait_seconds: float = WAIT_SECONDS) -> Iterator[Self]:
        """Hold the writer lock, to read and then record what rests on it.

        Raises:
            LockedError: another writer did not finish in *wait_seconds*.
        """
        with self._held(wait_seconds):
            yield self

    def record(
        self,
        changes: Contents,
        *,
        message: str,
        author: str,
        at: datetime,
        base: str | None = None,
    ) -> str:
        """Record *changes* (``None`` deletes) as one commit, and return its id.

        What already is as *changes* say makes no commit. *base* is the revision that the
        caller read: files of *changes* that were recorded since are not overwritten. When this
        returns, the change is on the disk.

        Raises:
            FileNameError: a path may not stand in the office.
            HandEditedError: a path holds an edit that was not recorded.
            OvertakenError: a path was recorded after *base*.
            LockedError: another writer is at work.
        """
        check_names(changes)
        with self._held(WAIT_SECONDS), disk_faults():
            start = base or self.head()
            for _ in range(_TRIES):
                head = self.head()
                old = self._old_contents(start, head, changes)
                new = {path: changes[path] for path in changes if changes[path] != old[path]}
                if not new:
                    return head
                written = commits.note(message, author, at, self.commit(head))
                commit = self._commit(head, old, new, written)
                if commit is not None:
                    return commit
            raise OvertakenError(tuple(changes))

    @contextmanager
    def _held(self, wait_seconds: float) -> Iterator[None]:
        with contextlib.ExitStack() as stack:
            with disk_faults():
                if stack.enter_context(self._lock.held(wait_seconds)):
                    self._finish()
            yield

    def _finish_if_free(self) -> None:
        if journal.is_pending(self._git_folder):
            with contextlib.suppress(LockedError), self._held(0):
                pass

    def _finish(self) -> None:
        """Finish or drop what a killed writer left. Its git may still run: first stop that."""
        self._drop_next()
        gitfiles.clear_crash_reports(self._git_folder)
        if not journal.is_pending(self._git_folder):
            return
        pending = journal.load_pending(self._git_folder)
        if pending is not None:
            head = self._head_or_none()
            if head is not None and self._holds(head, pending.commit):
                old = self._contents_or_none(pending.parent, pending.paths)
                new = self._contents(head, pending.paths)
                self._follow(head, old, new, self._work_tree.stage(old, new))
            self._work_tree.clear(pending.paths)
        journal.drop_pending(self._git_folder)

    def _old_contents(self, start: str, head: str, changes: Contents) -> dict[str, bytes | None]:
        old = self._contents(head, changes)
        if start != head:
            first = self._contents(start, changes)
            moved = [path for path in changes if old[path] not in (first[path], changes[path])]
            if moved:
                raise OvertakenError(moved)
        return old

    def _commit(self, head: str, old: Contents, new: Contents, written: commits.Note) -> str | None:
        """Record *new*, which differs from *old* throughout; ``None``: the branch has moved."""
        branch = gitfiles.branch_of(self._git_folder)
        if branch is None:
            raise DetachedError
        self._check_way(head, old, new)
        gitfiles.check_locks(self._git_folder, branch)
        staged: list[machine.Staged] = []
        try:
            stream = commits.import_stream(_NEXT, head or None, new, written)
            self._git.run("fast-import", "--quiet", "--done", "--force", feed=stream)
            commit = (self._git_folder / _NEXT).read_text("ascii").strip()
            journal.save_pending(self._git_folder, journal.Pending(commit, head, tuple(new)))
            staged = self._work_tree.stage(old, new)
            moved = not self._swap(branch, commit, head)
        except BaseException:
            self._take_back(staged)
            raise
        if moved:
            self._take_back(staged)
            return None
        # From here on it is recorded. What can't follow now, the next writer makes follow.
        with contextlib.suppress(OSError, GitError, DiskError, ObstacleError):
            self._follow(commit, old, new, staged)
            journal.drop_pending(self._git_folder)
            tidy_when_due(self._git, self._git_folder)
        return commit

    def _check_way(self, head: str, old: Contents, new: Contents) -> None:
        """Raise for whatever is in the way, before anything is written."""
        self._work_tree.check_unedited(old, new)
        if head:
            made = [path for path in new if old[path] is None]
            above = {folder for path in made for folder in folders_of(path)}
            kinds = self._kinds(head, [*made, *above])
            blocked = [name for name, kind in kinds.items() if kind == "blob"]
            blocked += [path for path in made if kinds[path] is not None]
            if blocked:
                raise ObstacleError(tuple(sorted(set(blocked))))

    def _swap(self, branch: str, commit: str, head: str) -> bool:
        """Move *branch* from *head* to *commit*; ``False``: somebody else moved it before."""
        none = "0" * len(commit)
        lines = ["start", f"update {branch} {commit} {head or none}", f"delete {_NEXT} {commit}"]
        try:
            self._git.run(
                "update-ref",
                "-m",
                "vanthu",
                "--stdin",
                feed="\n".join([*lines, "commit\n"]).encode(),
            )
        except GitError:
            now = self._head_or_none() or ""
            if now == head:
                raise
            return now == commit
        return True

    def _follow(
        self, commit: str, old: Contents, new: Contents, staged: Sequence[machine.Staged]
    ) -> None:
        """Let the folder and git's index show *new*, as *commit* holds it."""
        self._work_tree.publish(staged, old, new)
        if not (self._git_folder / "index").exists():
            self._git.run("read-tree", commit)
            note_files(self._git)
            return
        none = "0" * len(commit)
        lines = [
            f"0 {none}\t{path}\0"
            if content is None
            else f"100644 {blob_id(content, none)}\t{path}\0"
            for path, content in new.items()
        ]
        feed = "".join(lines).encode()  # what was edited in the same second is read again
        self._git.run_unfiltered("update-index", "-z", "--index-info", feed=feed)

    def _take_back(self, staged: Sequence[machine.Staged]) -> None:
        self._work_tree.unstage(staged)
        with contextlib.suppress(OSError, VanthuError):
            self._finish()

    def _drop_next(self) -> None:
        if (self._git_folder / _NEXT).exists():
            self._git.run("update-ref", "-d", _NEXT)

    def _holds(self, head: str, commit: str) -> bool:
        if head == commit:
            return True
        if next(self._git.objects([commit])) is None:
            return False
        return self._git.run("rev-list", "--max-count=1", commit, f"^{head}", "--") == b""

    def _contents_or_none(self, revision: str, paths: Sequence[str]) -> Contents:
        return self._contents(revision, paths) if revision else dict.fromkeys(paths)
