"""The most memory that a command and each of its processes held at once, as Linux tells it.

VmHWM is a process's own; ``ru_maxrss`` also counts what the one who started it held.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

_POLL_SECONDS = 0.05
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class Peaks:
    """The peaks of a command's *first* process and of the *others* that it started, in MB."""

    def __init__(self) -> None:
        self.first = self.others = 0.0

    def look(self, pid: int) -> None:
        """Note what the process *pid* and its children have held at most so far."""
        self.first = max(self.first, _peak(pid))
        self.others = max([self.others, *map(_peak, _children(pid))])


def watched(
    command: list[str],
    environment: Mapping[str, str],
    peaks: Peaks,
    each_look: Callable[[subprocess.Popen[bytes]], None] = lambda running: None,
) -> int:
    """Run *command* in a group of its own, looked at until it ends; return how it ended.

    What it says is shown where it fails of itself.
    """
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(
            command, env=environment, stdout=said, stderr=said, start_new_session=True
        )
        while running.poll() is None:
            peaks.look(running.pid)
            each_look(running)
            time.sleep(_POLL_SECONDS)
        if running.returncode > 0:
            said.seek(0)
            sys.exit(f"{' '.join(command)}\n{said.read().decode()}")
    return running.returncode


def _children(pid: int) -> Iterator[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except OSError:  # it has ended
        return
    for child in map(int, listed.split()):
        yield child
        yield from _children(child)


def _peak(pid: int) -> float:
    try:
        found = _PEAK.search(Path(f"/proc/{pid}/status").read_text("ascii", "replace"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
