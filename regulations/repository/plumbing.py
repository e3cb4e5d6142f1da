"""How git is asked: only its plumbing, with nothing switched on that a shared folder could plant.

No hook, filter, file monitor, pager, protocol, or user's or system's configuration takes part.
Git is started by whoever makes a :class:`Plumbing`; this room only knows what to say to it.
"""

from __future__ import annotations

import os
import re
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final, Protocol

from regulations.diskfaults import disk_faults
from regulations.errors import VanthuError
from regulations.repository.commits import ADDRESS
from regulations.sentences import say


class Process(Protocol):
    """A git that runs, with pipes to all its ends."""

    stdin: IO[bytes]
    stdout: IO[bytes]
    returncode: int

    def communicate(self, feed: bytes | None = None) -> tuple[bytes, bytes]:
        """Feed it, wait for its end and return what it said."""


Starter = Callable[[Sequence[str], Mapping[str, str]], Process]  # arguments, environment
Object = tuple[str, str, bytes]  # id, type, content

_SETTINGS: Final = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.attributesFile=",
    "core.excludesFile=",
    "core.autocrlf=false",
    "core.quotepath=off",
    "core.fsync=all",
    "core.fsyncMethod=fsync",
    "commit.gpgsign=false",
    "log.showSignature=false",
    "submodule.recurse=false",
    "protocol.ext.allow=never",
    "gc.auto=0",
    "maintenance.auto=false",
)
_ENVIRONMENT: Final = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_CONFIG_COUNT": "0",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
    "GIT_NAMESPACE": "",
    "GIT_AUTHOR_NAME": "vanthu",
    "GIT_AUTHOR_EMAIL": ADDRESS,
    "GIT_COMMITTER_NAME": "vanthu",  # what the reflog names; git would take the user's
    "GIT_COMMITTER_EMAIL": ADDRESS,
}
_FOUND = re.compile(rb"([0-9a-f]{40,64}) ([a-z]+) (\d+)\n")
_AT_ONCE: Final = 64  # names asked before answers are read: fits the smallest pipe


class GitError(VanthuError):
    """Git could not do what it was asked."""

    code = "git"

    def __init__(self, verb: str, said: str) -> None:
        self.said = said
        if "No space left on device" in said:
            super().__init__(
                say("The disk is full."), hint=say("Make room, then try again. Nothing was lost.")
            )
            return
        super().__init__(
            say("Git could not do {verb}: {said}.", verb=verb, said=_last_line(said)),
            hint=say("See whether git status works in the office, or run vanthu doctor."),
        )


class Plumbing:
    """Git in one office. Its reading process is started when first needed and ended by `close`."""

    def __init__(self, root: Path, start: Starter) -> None:
        self._start = start
        self._environment = _ENVIRONMENT | {
            "GIT_DIR": str(root / ".git"),
            "GIT_COMMON_DIR": str(root / ".git"),
            "GIT_OBJECT_DIRECTORY": str(root / ".git" / "objects"),
            "GIT_INDEX_FILE": str(root / ".git" / "index"),
            "GIT_WORK_TREE": str(root),
        }
        self._reader: Process | None = None
        self._end: Callable[[], object] = _nothing

    def run(self, *arguments: str, feed: bytes | None = None) -> bytes:
        """Return what git prints for *arguments*.

        Raises:
            GitError: git says no.
        """
        return self._run(arguments, feed, {})

    def findings(self, *arguments: str) -> tuple[str, ...]:
        """Return the lines that a checking verb prints on either end; its exit code says less."""
        _code, answer, said = self._ended(arguments, None, {})
        return tuple((answer + b"\n" + said).decode("utf-8", "replace").split("\n"))

    def run_unfiltered(self, *arguments: str, feed: bytes | None = None) -> bytes:
        """Return what `run` does for a verb that would run filters: they are switched off."""
        names = self._filter_settings()
        off = {"GIT_CONFIG_COUNT": str(len(names))}
        for number, name in enumerate(names):
            off[f"GIT_CONFIG_KEY_{number}"] = name
            off[f"GIT_CONFIG_VALUE_{number}"] = "false" if name.endswith(".required") else ""
        return self._run(arguments, feed, off)

    def objects(self, names: Iterable[str]) -> Iterator[Object | None]:
        """Yield what git holds under each name, in order; ``None`` where it holds nothing.

        All go through one ``git cat-file --batch``, which lives as long as this does.
        """
        asked = list(names)
        for start in range(0, len(asked), _AT_ONCE):
            yield from self._some_objects(asked[start : start + _AT_ONCE])

    def close(self) -> None:
        """End the reading process; it is started again when needed."""
        self._end()
        self._reader, self._end = None, _nothing

    def _run(self, arguments: Sequence[str], feed: bytes | None, more: Mapping[str, str]) -> bytes:
        code, answer, said = self._ended(arguments, feed, more)
        if code:
            ended = f"it was ended by signal {-code}\n".encode()
            said = ended if code < 0 else said
            raise GitError(arguments[0], said.decode("utf-8", "replace"))
        return answer

    def _ended(
        self, arguments: Sequence[str], feed: bytes | None, more: Mapping[str, str]
    ) -> tuple[int, bytes, bytes]:
        with disk_faults():
            process = self._begin(arguments, more)
            answer, said = process.communicate(feed)
        return process.returncode, answer, said

    def _begin(self, arguments: Sequence[str], more: Mapping[str, str]) -> Process:
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        return self._start([*settings, *arguments], {**self._environment, **more})

    def _filter_settings(self) -> list[str]:
        """Return the settings by which the office's own configuration would run filters."""
        try:
            listed = self.run("config", "-z", "--name-only", "--get-regexp", r"^filter\.")
        except GitError as error:
            if error.said:
                raise
            return []  # git config ends with 1 where nothing fits
        drivers = {name.rpartition(".")[0] for name in listed.decode().split("\0") if name}
        settings = ("clean", "smudge", "process", "required")
        return [f"{driver}.{setting}" for driver in sorted(drivers) for setting in settings]

    def _some_objects(self, names: Sequence[str]) -> Iterator[Object | None]:
        if self._reader is None:
            self._reader = self._begin(("cat-file", "--batch"), {})
            self._end = weakref.finalize(self, self._reader.communicate)
        reader = self._reader
        try:
            reader.stdin.write("".join(f"{name}\n" for name in names).encode())
            reader.stdin.flush()
            answers = [_read_object(reader.stdout) for _ in names]
        except OSError as error:
            self.close()
            raise GitError("cat-file", "it ended early") from error
        yield from answers


def _read_object(answers: IO[bytes]) -> Object | None:
    head = answers.readline()
    if not head:
        raise BrokenPipeError
    match = _FOUND.fullmatch(head)
    if match is None:
        return None  # "<name> missing", "<name> ambiguous"
    content = answers.read(int(match[3]) + 1)[:-1]
    return match[1].decode(), match[2].decode(), content


def _last_line(said: str) -> str:
    lines = said.strip().splitlines() or ["?"]
    return lines[-1].removeprefix("fatal: ").removeprefix("error: ").rstrip(".")


def _nothing() -> None:
    return None
