"""Requests that can't be met: one base class, and the kinds that the front door tells apart.

A fault in the user's text is no error: it is a :class:`regulations.problems.Problem`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from regulations.problems import Problem
from regulations.sentences import say


class VanthuError(Exception):
    """A request that can't be met, with a *hint* that says what to do next.

    ``code`` is the stable word for machines, ``exit_code`` that of the command line
    (1 can't be met, 4 not found or ambiguous, 5 invalid data, 6 conflict or locked).
    Both *message* and *hint* end with a full stop or a question mark.
    """

    code = "refused"
    exit_code = 1

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def details(self) -> Mapping[str, object]:
        """Return more for machines, as JSON values; nothing by default."""
        return {}


class NotFoundError(VanthuError):
    """Nothing has the name that was asked for."""

    code = "not_found"
    exit_code = 4


class NoFileError(NotFoundError):
    """A file that was named is not there, or can't be opened; *why* is a phrase."""

    code = "no_file"

    def __init__(self, path: Path, why: str, hint: str = "") -> None:
        super().__init__(
            say("The file {path} can't be read: {why}.", path=str(path), why=why),
            hint=hint or say("Check the name and the folder."),
        )


class UnknownRevisionError(NotFoundError):
    """A commit or tree was asked for that the repository does not hold."""

    code = "unknown_revision"

    def __init__(self, revision: str) -> None:
        super().__init__(
            say("The office has no revision {revision}.", revision=repr(revision)),
            hint=say("See what was recorded with: vanthu log."),
        )


class InvalidDataError(VanthuError):
    """What the user handed in can't be read as it stands: *problems* holds every fault found."""

    code = "invalid"
    exit_code = 5

    def __init__(self, what: str, problems: Sequence[Problem], hint: str = "") -> None:
        super().__init__(
            say("{what} has {count} faults.", what=what, count=len(problems))
            if len(problems) != 1
            else say("{what} has one fault.", what=what),
            hint=hint or say("Mend the lines named above and try again."),
        )
        self.problems = tuple(problems)

    def details(self) -> Mapping[str, object]:
        """Return the faults, each with its place."""
        return {
            "problems": [
                {
                    "path": problem.place.path,
                    "line": problem.place.line,
                    "message": str(problem.message),
                    "remedy": str(problem.remedy),
                }
                for problem in self.problems
            ]
        }


class ConflictError(VanthuError):
    """Somebody else's change stands in the way."""

    code = "conflict"
    exit_code = 6


class LockedError(VanthuError):
    """Another process is writing and did not finish in time."""

    code = "locked"
    exit_code = 6
