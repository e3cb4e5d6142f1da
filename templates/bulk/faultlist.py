"""``errors.csv``: a line for each record that gave no paper. It says where and why, never what."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from regulations.machine import remove
from regulations.manyfiles import staged_file
from templates.bulk.records import Fault

HEAD = ("row", "field", "reason")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Note = Callable[[Fault], None]


@contextmanager
def fault_list(path: Path, room: Path, words: Callable[[str], str]) -> Iterator[Note]:
    """Take in faults; at the end they stand at *path*, or nothing does where there are none.

    *words* says a sentence in the user's language.
    """
    count = 0
    with staged_file(path, room) as file:
        file.write(_line(HEAD))

        def note(fault: Fault) -> None:
            nonlocal count
            count += 1
            reasons = " ".join(words(reason) for reason in fault.reasons)
            file.write(_line((str(fault.row), ", ".join(fault.fields), reasons)))

        yield note
    if not count:
        remove(path)


def _line(cells: tuple[str, ...]) -> bytes:
    page = io.StringIO()
    csv.writer(page).writerow([_harmless(cell) for cell in cells])
    return page.getvalue().encode("utf-8", "replace")


def _harmless(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
