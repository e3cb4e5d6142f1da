"""The office's git repository, to read and to write. GitPython starts git, here only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from subprocess import PIPE
from typing import TYPE_CHECKING, Final, Self, cast

from regulations import machine
from regulations.diskfaults import disk_faults
from regulations.errors import ConflictError, NotFoundError, VanthuError
from regulations.repository import commits
from regulations.repository.archive import NoRepositoryError
from regulations.repository.care import Care
from regulations.repository.commits import Commit
from regulations.repository.filenames import check_names
from regulations.repository.plumbing import Plumbing, Process
from regulations.repository.recorder import WAIT_SECONDS, OvertakenError
from regulations.repository.worktree import ObstacleError
from regulations.sentences import say

if TYPE_CHECKING:
    from git import Git

_OLDEST_GIT: Final = (2, 32)  # the first that can do without the user's configuration


class NoGitError(VanthuError):
    """Git is missing or too old."""

    code = "no_git"

    def __init__(self) -> None:
        super().__init__(
            say(
                "Git {version} or newer is not installed.", version=".".join(map(str, _OLDEST_GIT))
            ),
            hint=say("Install git, from git-scm.com or the system's own packages."),
        )


class ForeignOfficeError(VanthuError):
    """The office belongs to another user of the machine, and this user did not vouch for it."""

    code = "foreign_office"

    def __init__(self, root: Path) -> None:
        super().__init__(
            say("{root} belongs to another user.", root=root),
            hint=say(
                "If you trust it: git config --global --add safe.directory {root} "
                "and then try again.",
                root=root,
            ),
        )


class NothingToUndoError(NotFoundError):
    """The program recorded nothing that is left to undo."""

    def __init__(self) -> None:
        super().__init__(
            say("There is nothing left to undo."),
            hint=say("List what was recorded with vanthu log."),
        )


class OfficeExistsError(ConflictError):
    """An office was to be made where one is."""

    def __init__(self, root: Path) -> None:
        super().__init__(
            say("{root} is an office already.", root=root),
            hint=say("Name another folder."),
        )


class Store(Care):
    """One office. Make it with `open` or `create`, and use it in a ``with`` block."""

    @classmethod
    def open(cls, root: Path) -> Self:
        """Open the office at *root*, finishing what a killed writer left.

        Raises:
            NoRepositoryError: no repository with a work tree and a commit is there.
            ForeignOfficeError: it belongs to another user.
        """
        with disk_faults():
            root = root.resolve()
            _check_folder(root)
            store = cls(root, Plumbing(root, _GitPython(root)))
            try:
                store.head()
                store._finish_if_free()
            except BaseException:
                store.close()
                raise
        return store

    @classmethod
    def create(
        cls, root: Path, files: Mapping[str, bytes], *, message: str, author: str, at: datetime
    ) -> Self:
        """Make an office at *root* whose first commit holds *files*.

        Raises:
            ConflictError: an office is there already, or other files lie in the way.
        """
        check_names(files)
        with disk_faults():
            root.mkdir(parents=True, exist_ok=True)
            root = root.resolve()
            store = cls(root, Plumbing(root, _GitPython(root)))
            try:
                store._begin(files, commits.note(message, author, at, None))
            except BaseException:
                store.close()
                raise
        return store

    def undoable(self) -> Commit:
        """Return the newest change that the program recorded and that still stands.

        Raises:
            NothingToUndoError: none is left.
        """
        found = commits.last_undoable(self._first_parents())
        if found is None:
            raise NothingToUndoError
        return found

    def undo(self, *, author: str, at: datetime) -> Commit:
        """Take back what `undoable` names, as a new commit, and return that.

        Raises:
            NothingToUndoError: none is left.
            OvertakenError: one of its files was changed since.
        """
        with self._held(WAIT_SECONDS):
            target = self.undoable()
            head, paths = self.head(), list(self.changes(target.parents[0], target.id))
            done, now = self._contents(target.id, paths), self._contents(head, paths)
            moved = [path for path in paths if done[path] != now[path]]
            if moved:
                raise OvertakenError(moved)
            message = commits.with_trailers(
                f"Undo: {target.subject}", [(commits.UNDOES, target.id)]
            )
            before = self._contents(target.parents[0], paths)
            return self.commit(self.record(before, message=message, author=author, at=at))

    def unrecorded(self) -> tuple[str, ...]:
        """Return the paths that were changed, made or deleted by hand and are not recorded."""
        options = ("--porcelain", "-z", "--untracked-files=all", "--ignore-submodules=all")
        answer = self._git.run_unfiltered("status", "--no-renames", *options)
        paths = [line[3:] for line in answer.decode("utf-8", "replace").split("\0") if line]
        recorded = self._contents(self.head(), paths)
        return tuple(sorted(path for path in paths if self._differs(path, recorded[path])))

    def _begin(self, files: Mapping[str, bytes], written: commits.Note) -> None:
        if not self._git_folder.exists():
            self._git.run("init", "--quiet", "--initial-branch=main", "--template=")
        with self._held(WAIT_SECONDS):
            if self._head_or_none() is not None:
                raise OfficeExistsError(self.root)
            self._commit("", dict.fromkeys(files), dict(files), written)

    def _differs(self, path: str, recorded: bytes | None) -> bool:
        try:
            return recorded is None or self._work_tree.found(path) != recorded
        except ObstacleError:
            return True


def _check_folder(root: Path) -> None:
    git_folder = root / ".git"
    if git_folder.is_symlink() or not (git_folder / "HEAD").is_file():
        raise NoRepositoryError(root)
    owned = machine.owned_by_user(root) and machine.owned_by_user(git_folder)
    if not owned and not _vouched_for(root):
        raise ForeignOfficeError(root)


def _vouched_for(root: Path) -> bool:
    """Say whether the user's or the machine's git configuration calls *root* safe, as git asks."""
    anywhere = Path(root.anchor)
    words = ("config", "-z", "--get-all", "safe.directory")
    process = _GitPython(anywhere)(words, {"GIT_DIR": str(anywhere / "none")})
    answer, _ = process.communicate()
    safe: list[str] = []
    for name in answer.decode("utf-8", "replace").split("\0")[:-1]:
        safe = [*safe, name] if name else []  # an empty one takes back those before
    return "*" in safe or str(root) in safe


class _GitPython:
    """Starts git in *folder*. GitPython is loaded when first needed: it takes 0.1 s."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._git: Git | None = None

    def __call__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> Process:
        """See :data:`regulations.repository.plumbing.Starter`."""
        if self._git is None:
            self._git = _load_git(self._folder)
        command = [self._git.GIT_PYTHON_GIT_EXECUTABLE or "git", *arguments]
        process = self._git.execute(command, istream=PIPE, as_process=True, env=environment)
        return cast(Process, process)


def _load_git(folder: Path) -> Git:
    try:
        from git import Git
    except ImportError as error:  # GitPython says so when it finds no git
        raise NoGitError from error
    git = Git(folder)
    if _version(Git) < _OLDEST_GIT:
        raise NoGitError
    return git


@cache
def _version(git: type[Git]) -> tuple[int, ...]:
    """Return the version of the machine's git, asked once."""
    return git().version_info
