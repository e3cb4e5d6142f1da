"""Files written by the hundred, or while they grow: each is whole or not there at all.

What is not yet whole stands in a room of its own, so that no folder of papers ever shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from regulations.machine import (
    PRIVATE,
    Staged,
    discard,
    draft,
    flush_file,
    flush_folder,
    publish,
    rename,
)


def write_all(contents: Mapping[Path, bytes], room: Path, mode: int = PRIVATE) -> None:
    """Write many files, each whole or not at all, with about one wait for the disk.

    They are staged in *room*, a folder on the same disk, and all flushed before the first is
    seen: written one by one, each would wait for its own turn.
    """
    staged: list[Staged] = []
    try:
        for path, content in contents.items():
            staged.append(draft(path, content, room, mode))
        for one in staged:
            flush_file(one.temporary)
        for one in staged:
            rename(one)
    except BaseException:
        for one in staged:
            discard(one)
        raise
    for folder in {path.parent for path in contents}:
        flush_folder(folder)


@contextmanager
def staged_file(path: Path, room: Path, mode: int = PRIVATE) -> Iterator[IO[bytes]]:
    """Open a new file that stands at *path* once all is written; until then in *room*."""
    staged = draft(path, b"", room, mode)
    try:
        with staged.temporary.open("r+b") as file:
            yield file
        flush_file(staged.temporary)
        publish(staged)
    except BaseException:
        discard(staged)
        raise
