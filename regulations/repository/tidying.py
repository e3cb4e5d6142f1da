"""What git derives from the commits, kept in order: packs, the commit-graph, the index's clocks.

Nothing here can change what is recorded; it only makes reading fast.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from regulations.repository.plumbing import GitError, Plumbing

_SAMPLE: Final = "17"  # one folder of 256 tells how many loose objects there are, as git gc does
_MOST_IN_SAMPLE: Final = 27  # about 6,700 in all, git's own limit; some 900 commits


def tidy(git: Plumbing) -> None:
    """Pack what lies loose, index the history with its changed paths, look at every file once.

    Raises:
        GitError: git says no.
    """
    git.run("repack", "-d", "--quiet", "--geometric=2")
    git.run("commit-graph", "write", "--reachable", "--changed-paths", "--split", "--no-progress")
    note_files(git)


def tidy_when_due(git: Plumbing, git_folder: Path) -> None:
    """Do the same where so much lies loose that it is worth a moment."""
    loose = git_folder / "objects" / _SAMPLE
    if loose.is_dir() and sum(1 for _ in loose.iterdir()) > _MOST_IN_SAMPLE:
        tidy(git)


def note_files(git: Plumbing) -> None:
    """Have git's index note size and time of every file, so that it need not read them again."""
    with suppress(GitError):  # it says no where a file was edited by hand
        git.run_unfiltered("update-index", "-q", "--refresh")
