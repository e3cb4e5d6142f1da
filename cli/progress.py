"""How far a long job is: a bar on stderr with the rate and the time left, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cli.request import Request
from cli.speech import _

Tell = Callable[[str, int, float], None]


@contextmanager
def progress(request: Request) -> Iterator[Tell]:
    """Show a bar for each step of a job: tell its name, how many are done, what share of all."""
    if request.quiet or not sys.stderr.isatty():
        yield lambda step, count, share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
               TextColumn("{task.fields[count]}  {task.fields[rate]}"), TimeLeft())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        steps: dict[str, TaskID] = {}

        def tell(step: str, count: int, share: float) -> None:
            if step not in steps:
                steps[step] = bar.add_task(step, total=1.0, count="", rate="")
            seconds = bar.tasks[-1].elapsed or 0
            rate = f"{count / seconds:,.0f}/s" if seconds else ""
            bar.update(steps[step], completed=share, count=f"{count:,}", rate=rate)

        yield tell


@contextmanager
def file_bar(request: Request) -> Iterator[Callable[[int, int], None]]:
    """Show how many files of an office are read: tell how many, and of how many."""
    with progress(request) as tell:
        yield lambda done, total: tell(_("Reading the office"), done, done / total)
