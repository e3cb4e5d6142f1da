"""Faults in the user's text: where, what, and what to do. Reading goes on past them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file; *path* is that inside the office, *line* counts from 1, 0 is all of it."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault. *message* says what is wrong, *remedy* what to do; both are whole sentences."""

    place: Place
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.remedy}".rstrip()
