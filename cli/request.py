"""What one call of the program asks for beyond its verb: where, as of when, in which form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import click

from cli.speech import in_words, speak, wanted_language
from regulations.days import DayError, parse_day
from regulations.doctypes import DOC_TYPES, type_named

YEARS = range(1900, 2200)  # what a working office can mean
HANOI = timezone(timedelta(hours=7))


class Day(click.ParamType[date]):
    """A day on the command line: 30/6/2026 or 2026-06-30."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with a sentence."""
        if isinstance(value, date):
            return value
        try:
            day = parse_day(str(value))
            if day.year not in YEARS:
                raise DayError(str(value))
            return day
        except DayError as error:
            self.fail(f"{in_words(error.message)} {in_words(error.hint)}", param, ctx)


DAY = Day()


class TypeOfInstrument(click.Choice[str]):
    """A type on the command line: its code, or its name in any spelling: quy_dinh, Quy định."""

    def __init__(self) -> None:
        super().__init__([kind.code for kind in DOC_TYPES])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code, or fail with a sentence."""
        return super().convert(type_named(str(value)) or value, param, ctx)


TYPE = TypeOfInstrument()


def now() -> datetime:
    """Return this moment in Hanoi. The one clock of the program."""
    return datetime.now(HANOI)


@dataclass(slots=True)
class Request:
    """The global options. *as_of* is today in Hanoi unless ``--as-of`` says another day."""

    directory: Path = field(default_factory=Path)
    as_of: date = field(default_factory=lambda: now().date())
    lang: str | None = None
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False
    no_input: bool = False

    def take(self, name: str, value: Any) -> None:
        """Keep one global option, whether it stood before or after the verb."""
        setattr(self, name, value)
        if name == "lang":
            speak(wanted_language(value) or "vi")


def global_options() -> list[click.Option]:
    """Return the options that stand before or after any verb."""
    return [
        _global("directory", "-C", type=click.Path(path_type=Path), metavar="DIR",
                help="Work in the office at DIR."),
        _global("as_of", "--as-of", type=DAY, metavar="DAY", help="Take DAY for today."),
        _global("lang", "--lang", type=click.Choice(["vi", "en"]), is_eager=True,
                help="Speak Vietnamese or English."),
        _global("as_json", "--json", is_flag=True, help="Print one JSON document."),
        _global("quiet", "-q", is_flag=True, help="Leave out headings and next steps."),
        _global("verbose", "-v", is_flag=True, help="Name the office and its revision."),
        _global("no_input", "--no-input", is_flag=True, help="Never ask, even in a terminal."),
    ]  # fmt: skip


def _global(name: str, flag: str, **more: Any) -> click.Option:
    def keep(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value not in (None, False):
            ctx.ensure_object(Request).take(name, value)

    return click.Option([flag, name], expose_value=False, callback=keep, **more)
