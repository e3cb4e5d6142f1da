"""Commits of the office: what one says, how one is written, which one can be undone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from regulations.folding import nfc

HANOI: Final = timezone(timedelta(hours=7))
ADDRESS: Final = "vanthu@office.invalid"  # constant: a commit names a role, never a person
UNDOES: Final = "Undoes"

_SIGNATURE = re.compile(r"(.*) <([^>]*)> (\d+) ([+-]\d{4})")
_LAST_SECOND: Final = int(datetime(9999, 12, 31, tzinfo=HANOI).timestamp())
_TRAILER = re.compile(r"([A-Za-z][A-Za-z-]*): (.*)")
_NOT_IN_NAMES = re.compile(r"[<>\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Commit:
    """One recorded change. *at* is the time of record in Hanoi, never a legal day.

    *author* is a role; *address* tells the program's commits from those made by hand.
    *trailers* are the ``Name: value`` lines that end the message.
    """

    id: str
    tree: str
    parents: tuple[str, ...]
    at: datetime
    author: str
    address: str
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()

    @property
    def undoes(self) -> str | None:
        """The id of the commit that this one takes back."""
        return dict(self.trailers).get(UNDOES)

    @property
    def by_program(self) -> bool:
        """Whether the program made it."""
        return self.address == ADDRESS


@dataclass(frozen=True, slots=True)
class Note:
    """What is written on a commit: *seconds* since 1970, *author* a role."""

    message: str
    author: str
    seconds: int


def read_commit(commit: str, content: bytes) -> Commit:
    """Read a commit object as git stores it."""
    head, _, message = content.decode("utf-8", "replace").partition("\n\n")
    lines = [line.partition(" ") for line in head.split("\n")]
    fields = {name: value for name, _, value in reversed(lines)}
    author, address, seconds = _read_signature(fields["committer"])
    return Commit(
        id=commit,
        tree=fields["tree"],
        parents=tuple(value for name, _, value in lines if name == "parent"),
        at=moment(seconds),
        author=_read_signature(fields["author"])[0] or author,
        address=address,
        subject=message.strip("\n").split("\n")[0],
        trailers=_read_trailers(message),
    )


def read_listed(listed: bytes) -> Commit:
    """Read a commit as ``git rev-list --header`` lists it: its id, then its message indented."""
    commit, _, content = listed.partition(b"\n")
    return read_commit(commit.decode(), content.replace(b"\n    ", b"\n"))


def moment(seconds: int) -> datetime:
    """Return the moment *seconds* after 1970 began, in Hanoi; the last there is for any beyond."""
    return datetime.fromtimestamp(min(seconds, _LAST_SECOND), HANOI)


def note(message: str, author: str, at: datetime, not_before: Commit | None) -> Note:
    """Return what to write on a commit made *at* that moment, never older than its parent.

    Raises:
        ValueError: *at* has no zone, or *message* or *author* says nothing.
    """
    role = _NOT_IN_NAMES.sub(" ", nfc(author)).strip()
    text = nfc(message).replace("\0", " ").strip()
    if at.tzinfo is None or not role or not text:
        raise ValueError("A commit needs a message, a role and a moment with its zone")
    earliest = int(not_before.at.timestamp()) if not_before else 0
    return Note(text, role, max(int(at.timestamp()), earliest))


def with_trailers(subject: str, trailers: Iterable[tuple[str, str]]) -> str:
    """Return a message of *subject* and ``Name: value`` lines."""
    lines = [f"{name}: {value}" for name, value in trailers]
    return "\n\n".join([subject, "\n".join(lines)]) if lines else subject


def import_stream(
    ref: str, parent: str | None, changes: Mapping[str, bytes | None], written: Note
) -> bytes:
    """Return the words for ``git fast-import`` that put one commit on *ref*.

    Contents go along with their length, so that nothing in them is ever read as a command.
    """
    who = f"{written.author} <{ADDRESS}> {written.seconds} +0700"
    head = f"feature done\ncommit {ref}\nauthor {who}\ncommitter {who}\n"
    parts = [_encoded(head), _data(_encoded(written.message + "\n"))]
    if parent:
        parts.append(f"from {parent}\n".encode())
    for path, content in sorted(changes.items(), key=lambda change: change[1] is not None):
        if content is None:
            parts.append(f"D {path}\n".encode())
        else:
            parts += [f"M 100644 inline {path}\n".encode(), _data(content)]
    return b"".join([*parts, b"done\n"])


def last_undoable(history: Iterable[Commit]) -> Commit | None:
    """Return the newest commit of the program that is no undo and was not undone yet.

    *history* is newest first. Merges and the first commit of an office stay.
    """
    undone: set[str] = set()
    for commit in history:
        if not commit.by_program or len(commit.parents) != 1:
            continue
        if commit.undoes:
            undone.add(commit.undoes)
        elif commit.id not in undone:
            return commit
    return None


def _read_signature(text: str) -> tuple[str, str, int]:
    match = _SIGNATURE.fullmatch(text)
    return (match[1], match[2], int(match[3])) if match else ("", "", 0)


def _read_trailers(message: str) -> tuple[tuple[str, str], ...]:
    paragraphs = message.strip("\n").split("\n\n")
    if len(paragraphs) < 2:
        return ()
    matches = [_TRAILER.fullmatch(line) for line in paragraphs[-1].split("\n")]
    return tuple((match[1], match[2]) for match in matches if match) if all(matches) else ()


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
