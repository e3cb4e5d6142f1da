"""Which names a file of the office may have, so that every machine can hold it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from regulations.errors import VanthuError
from regulations.sentences import listed, say

_REFUSED = re.compile(r'[^ -~]|["*:<>?\\|]')  # what Windows refuses, and all that is not ASCII
_DEVICES: Final = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
}
_LONGEST: Final = 200  # Windows allows 260 with the folder above


class FileNameError(VanthuError):
    """Files of the office would have names that some machine can't hold."""

    code = "invalid"
    exit_code = 5

    def __init__(self, paths: Collection[str]) -> None:
        super().__init__(
            say(
                "The office can't hold a file named {paths}.",
                paths=listed(sorted(map(ascii, paths))),
            ),
            hint=say("Name it inside the office, in plain letters a-z, digits, '.', '-' and '_'."),
        )
        self.paths = tuple(sorted(paths))


def check_names(paths: Iterable[str]) -> None:
    """Raise where a path may not stand in the office.

    A path is relative, ASCII, with ``/`` between its parts; none is ``..`` or git's own. No
    path is a file and a folder at once, and no two differ only in case.

    Raises:
        FileNameError: names all such paths at once.
    """
    named = set(paths)
    spelt = Counter(path.lower() for path in named)
    refused = {path for path in named if not is_file_name(path) or spelt[path.lower()] > 1}
    refused |= {path for path in named if any(folder in named for folder in folders_of(path))}
    if refused:
        raise FileNameError(refused)


def is_file_name(path: str) -> bool:
    """Say whether *path* may stand in the office.

    >>> is_file_name("regulations/bodies.yaml"), is_file_name("../bodies.yaml")
    (True, False)
    """
    return 0 < len(path) <= _LONGEST and all(map(_is_part, path.split("/")))


def folders_of(path: str) -> list[str]:
    """Return the folders that *path* lies in, the outermost first: ``a/b/c`` gives a, a/b."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _is_part(part: str) -> bool:
    low = part.lower()
    return (
        part == part.strip(" ").rstrip(".")
        and part != ""
        and not _REFUSED.search(part)
        and low != ".git"
        and not low.startswith("git~")  # the short name that Windows gives to .git
        and low.split(".")[0] not in _DEVICES
    )
