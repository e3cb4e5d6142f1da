"""Requests that can't be met, told to people in sentences and to machines in JSON."""

from __future__ import annotations

import json
import sys

import click

from cli import show
from cli.request import Request
from cli.speech import _, in_words
from regulations.days import parse_when, said_when
from regulations.errors import VanthuError
from regulations.problems import Problem


def tell(error: VanthuError, request: Request) -> int:
    """Print *error* on stderr and return its exit code."""
    if request.as_json:
        details = dict(error.details())
        if faults := getattr(error, "problems", ()):
            details["problems"] = show.problem_items(faults)
        _as_json(error.code, in_words(error.message), in_words(error.hint), details)
        return error.exit_code
    for problem in getattr(error, "problems", ()):
        say_problem(problem)
    _say(_("Error"), in_words(error.message), in_words(error.hint))
    for candidate in error.details().get("candidates", ()):  # type: ignore[attr-defined]
        signed = candidate["signed"]
        day = in_words(said_when(parse_when(signed))) if signed else "—"
        line = f"  {candidate['symbol']}  {day}  {candidate['title']}"
        click.echo(f"{line}\n      {candidate['id']}", err=True)
    return error.exit_code


def tell_usage(error: click.UsageError, request: Request, as_json: bool) -> int:
    """Print a fault in the command line on stderr and return exit code 2."""
    hint = _wanted(error)
    if request.as_json or as_json:
        _as_json("usage", error.format_message(), hint, {})
        return 2
    error.show()
    if hint:
        click.echo(f"→ {hint}", err=True)
    return 2


def _wanted(error: click.UsageError) -> str:
    """Return what an option that lacks is to hold, as the help has it."""
    if isinstance(error, click.MissingParameter) and isinstance(error.param, click.Option):
        return f"{error.param.opts[-1]}: {_(error.param.help or '')}"
    return ""


def say_problem(problem: Problem) -> None:
    """Print one fault of the user's text on stderr: place, what, what to do."""
    click.echo(
        f"{problem.place}: {in_words(problem.message)} {in_words(problem.remedy)}".rstrip(),
        err=True,
    )


def say_warning(text: str) -> None:
    """Print a warning on stderr."""
    click.echo(f"! {in_words(text)}", err=True)


def _as_json(code: str, message: str, hint: str, details: dict[str, object]) -> None:
    error = {"code": code, "message": message, "hint": hint, **details}
    json.dump({"error": error}, sys.stderr, ensure_ascii=False)
    sys.stderr.write("\n")


def _say(title: str, message: str, hint: str) -> None:
    click.echo(f"{title}: {message}", err=True)
    if hint:
        click.echo(f"→ {hint}", err=True)
