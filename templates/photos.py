"""Photos that data name are read from beside the data, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from regulations.errors import InvalidDataError, VanthuError
from regulations.problems import Problem
from regulations.sentences import say
from templates.filling import Filled


def with_photos(filled: Filled, folder: Path) -> Filled:
    """Return *filled* with every photo that its data name, read from *folder*.

    Raises:
        InvalidDataError: names each field whose photo can't be read.
    """
    problems: list[Problem] = []
    for wanted in filled.photos:
        try:
            filled = filled.with_photo(wanted, (folder / wanted.name).read_bytes())
        except (OSError, VanthuError):
            problems.append(
                Problem(
                    wanted.place,
                    say("The photo of {field} can't be read.", field=wanted.key),
                    say("Give the name of a PNG or JPEG file beside the data."),
                )
            )
    if problems:
        raise InvalidDataError(problems[0].place.path, problems)
    return filled
