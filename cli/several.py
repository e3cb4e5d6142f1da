"""All faults of one request at once: each thing that was asked for is looked at, then told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from regulations.errors import InvalidDataError, VanthuError
from regulations.problems import Place, Problem

Found = TypeVar("Found")


class Several:
    """What was asked for, thing by thing, and what is wrong with each."""

    def __init__(self) -> None:
        self._faults: list[tuple[str, VanthuError]] = []

    def look(self, option: str, find: Callable[[], Found]) -> Found | None:
        """Return what *find* gives; a fault is kept under the name of the *option*."""
        try:
            return find()
        except VanthuError as error:
            self._faults.append((option, error))
            return None

    def tell(self, what: str) -> None:
        """Raise what was wrong.

        Raises:
            VanthuError: one thing, as it arose.
            InvalidDataError: several things, each with its option.
        """
        if len(self._faults) == 1:
            raise self._faults[0][1]
        if self._faults:
            raise InvalidDataError(what, [Problem(Place(option), error.message, error.hint)
                                          for option, error in self._faults])  # fmt: skip
