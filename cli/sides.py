"""The two texts that are to be compared, as the command line names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from cli.failures import say_problem
from cli.labels import text_label
from cli.office import Office
from cli.show_wording import NoWordingError, displayed, left_out
from cli.speech import _
from cli.texts import load_text
from regulations.days import DayError, cited_day, parse_day
from regulations.errors import VanthuError
from regulations.markup import read_markdown
from regulations.sentences import say
from regulations.text import Text
from regulations.wording import wording_on
from templates.citation import full_citation

_DRAFTS = (".md", ".txt")


class EmptyDraftError(VanthuError):
    """A draft without a word would make all of the other side look left out."""

    code = "invalid"
    exit_code = 5

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("{path} holds no text.", path=str(path)),
            hint=say("See whether it was saved, or name another file."),
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """One of two texts: what it is called, its state and what it lacks as *notes*."""

    name: str
    text: Text
    notes: tuple[str, ...]


def two_sides(office: Office, words: Sequence[str], day: date) -> tuple[Compared, Compared]:
    """Return what *words* name: one instrument on two days, or two, as of *day*.

    Raises:
        click.UsageError: they are neither.
        DayError: one of two days is none.
        NotFoundError, AmbiguousError: an instrument is not clear, or has no text on its day.
    """
    days = [_day(word) for word in words[-2:]]
    if len(words) > 2 and all(days):
        reference = " ".join(words[:-2])
        old, new = (side_of(office, reference, one, dated=True) for one in days if one)
        return old, new
    if len(words) > 2 and any(days):
        parse_day(words[-2] if days[0] is None else words[-1])
    if len(words) != 2:
        raise click.UsageError(_("Name an instrument and two days, or two instruments."))
    old, new = (side_of(office, word, day) for word in words)
    return old, new


def side_of(office: Office, name: str, day: date, *, dated: bool = False) -> Compared:
    """Return the text of an instrument on *day*, or of a draft that lies in a file.

    Raises:
        NotFoundError, AmbiguousError: the instrument is not clear, or has no text on *day*.
        NoFileError, NotTextError, EmptyDraftError: the file can't be read, or holds no text.
    """
    path = Path(name)
    if path.suffix in _DRAFTS:
        return _draft(path)
    work = office.library.resolve(name)
    wording = wording_on(work, day, office.library)
    if wording.text is None:
        raise NoWordingError(wording)
    cited = full_citation(work, office.library.bodies, office.settings.language)
    called = _("{what}, on {day}").format(what=cited, day=cited_day(day)) if dated else cited
    text = Text(wording.text.preamble, displayed(wording, wording.text.units))
    return Compared(called, text, (text_label(wording.state), *left_out(wording)))


def _draft(path: Path) -> Compared:
    text, problems = read_markdown(str(path), load_text(path))
    if not (text.preamble.strip() or text.units):
        raise EmptyDraftError(path)
    for problem in problems:
        say_problem(problem)
    return Compared(_("draft {file}").format(file=path.name), text, ())


def _day(word: str) -> date | None:
    try:
        return parse_day(word)
    except DayError:
        return None
