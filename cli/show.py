"""Values to the terminal: one JSON document for machines, lines and tables for people."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from cli.request import Request
from cli.speech import _, in_words
from cli.tables import drawn
from regulations.days import short_day
from regulations.problems import Problem

Cell = str
WIDTH_WITHOUT_TERMINAL = 120
LONG = 200  # from so many rows or items on, speed comes before looks


def document(
    request: Request,
    noun: str,
    items: Sequence[Mapping[str, Any]],
    *,
    office: str = "",
    **more: Any,
) -> None:
    """Print the one JSON document of a command; *office* is the tree id it was read from."""
    envelope = {
        "schema": f"vanthu.{noun}/1",
        "as_of": request.as_of.isoformat(),
        "office": office,
        "items": list(items),
        **more,
    }
    sys.stdout.write(_as_text(envelope) + "\n")


def _as_text(envelope: Mapping[str, Any]) -> str:
    """Return a document; one of very many items has each on a line of its own."""
    items = envelope["items"]
    if len(items) <= LONG:
        return json.dumps(envelope, ensure_ascii=False, indent=2, default=_plain)
    short = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
    head = ",\n".join(f"{short(key)}: {short(value)}" for key, value in envelope.items()
                      if key != "items")  # fmt: skip
    return f'{{\n{head},\n"items": [\n' + ",\n".join(map(short, items)) + "\n]}"


def line(text: str = "") -> None:
    """Print one line of the result."""
    click.echo(in_words(text))


def header(request: Request, *counts: str) -> None:
    """Print the day on which everything below is true, and what was counted; not with ``-q``."""
    if request.quiet:
        return
    day = _("As of {day}").format(day=short_day(request.as_of))
    line(" · ".join([day, *filter(None, map(in_words, counts))]))


def pairs(rows: Iterable[tuple[str, str]]) -> None:
    """Print names and values in two columns; rows without a value are left out."""
    kept = [(name, value) for name, value in rows if value]
    width = max((len(name) for name, _value in kept), default=0)
    for name, value in kept:
        first, *rest = value.split("\n")
        line(f"{name:<{width}}  {first}")
        for more in rest:
            line(" " * (width + 2) + more)


def table(
    columns: Sequence[str], rows: Sequence[Sequence[Cell]], right: Sequence[int] = ()
) -> None:
    """Print a table; *right* names the columns, from 0, whose cells stand to the right."""
    terminal = sys.stdout.isatty()
    if len(rows) > LONG:
        width = shutil.get_terminal_size().columns if terminal else WIDTH_WITHOUT_TERMINAL
        click.echo("\n".join(line.rstrip() for line in drawn(columns, rows, width, right)))
    else:
        _table(columns, rows, right, terminal=terminal)


def _table(
    columns: Sequence[str], rows: Sequence[Sequence[Cell]], right: Sequence[int], *, terminal: bool
) -> None:
    """Print a table with the means of the terminal: colours, wide signs."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    page_table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number, name in enumerate(columns):
        page_table.add_column(name, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        page_table.add_row(*(_unmarked(cell) for cell in row))
    page = io.StringIO()
    console = Console(
        file=page,
        width=None if terminal else WIDTH_WITHOUT_TERMINAL,
        force_terminal=terminal,
        highlight=False,
    )
    console.print(page_table)
    click.echo("\n".join(text.rstrip() for text in page.getvalue().strip("\n").split("\n")))


def changes(request: Request, files: Mapping[str, bytes]) -> None:
    """Print what would be recorded: every file with its content."""
    if request.as_json:
        found = [{"path": path, "content": content.decode()} for path, content in files.items()]
        document(request, "change", found)
        return
    for path, content in files.items():
        line(f"{path}\n{content.decode()}")


def problem_items(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return faults as JSON items."""
    return [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "message": in_words(problem.message),
            "remedy": in_words(problem.remedy),
        }
        for problem in problems
    ]


def _unmarked(cell: str) -> Any:
    """Keep square brackets in a cell from being read as markup."""
    from rich.text import Text

    return Text(cell)


def _plain(value: object) -> object:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON value")
