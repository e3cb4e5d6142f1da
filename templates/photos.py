"""Photos that data name are read from beside the data, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from regulations.errors import InvalidDataError, VanthuError
from regulations.problems import Problem
from regulations.sentences import say
from templates.filling import Filled
from templates.marking import MarkedFileError, degree_in_picture, refuse_marked


def with_photos(filled: Filled, folder: Path) -> Filled:
    """Return *filled* with every photo that its data name, read from *folder*.

    Raises:
        InvalidDataError: names each field whose photo can't be read.
        MarkedFileError: a photo carries a degree of secrecy in its name or its notes.
    """
    problems: list[Problem] = []
    for wanted in filled.photos:
        try:
            content = (folder / wanted.name).read_bytes()
            refuse_marked(wanted.name, degree_in_picture(content))
            filled = filled.with_photo(wanted, content)
        except MarkedFileError:
            raise
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
