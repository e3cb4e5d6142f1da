"""Running text of a draft: what is already written, and the gaps that the drafter must fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from templates.lines import Run
from templates.wording import word

_GAP = re.compile(r"\[\[(.*?)\]\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a *gap* prints marked, and stands in the list of what to write."""

    text: str
    gap: bool = False


Prose: TypeAlias = tuple[Piece, ...]


def written(text: str) -> Prose:
    """Return text without a gap."""
    return (Piece(text),)


def to_write(what: str, lang: str) -> Prose:
    """Return a gap that says *what* is to be written there."""
    return (Piece(word("gap", lang, what=what), gap=True),)


def ended(text: Prose, mark: str) -> Prose:
    """Return the last paragraph of a paper with the *mark* that ends it, ``.`` or ``./.``.

    A gap gets a mark only where the drafter would not write it as a matter of course.
    """
    *before, last = text
    if last.gap:
        return text if mark == "." else (*text, Piece(mark))
    return (*before, Piece(last.text.removesuffix("./.").removesuffix(".") + mark))


def with_gaps(text: str, lang: str) -> Prose:
    """Return *text*, in which double brackets hold what is to be written there."""
    pieces = [
        to_write(part, lang)[0] if rank % 2 else Piece(part)
        for rank, part in enumerate(_GAP.split(text))
    ]
    return tuple(piece for piece in pieces if piece.text)


def runs_of(text: Prose, *, bold: bool | None = None) -> tuple[Run, ...]:
    """Return the text as it is set: its gaps are marked."""
    return tuple(Run(piece.text, bold=bold, marked=piece.gap) for piece in text)


def gaps_in(texts: Iterable[Prose]) -> tuple[str, ...]:
    """Return every gap, in the order of the paper."""
    return tuple(piece.text for text in texts for piece in text if piece.gap)


def plain(text: Prose) -> str:
    """Return the text as it reads, gaps included."""
    return "".join(piece.text for piece in text)


def prose_values(text: Prose) -> list[Mapping[str, object]]:
    """Return the text as a template takes it."""
    return [{"text": piece.text, "gap": piece.gap} for piece in text]
