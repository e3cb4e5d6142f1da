"""How far a long job is: a bar on stderr with the rate and the time left, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cli.request import Request

Tell = Callable[[int, float], None]


@contextmanager
def progress(request: Request, title: str) -> Iterator[Tell]:
    """Show a bar while the job runs; tell it how many things are done, and what share of all."""
    if request.quiet or not sys.stderr.isatty():
        yield lambda count, share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
               TextColumn("{task.fields[count]}  {task.fields[rate]}/s"), TimeLeft())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=1.0, count="0", rate="—")

        def tell(count: int, share: float) -> None:
            seconds = bar.tasks[0].elapsed or 0
            rate = f"{count / seconds:,.0f}" if seconds else "—"
            bar.update(task, completed=share, count=f"{count:,}", rate=rate)

        yield tell
