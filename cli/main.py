"""The program ``vanthu``: its nouns, the error boundary, and the exit codes."""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import click

from cli import failures
from cli.request import Request, global_options
from cli.speech import _, speak, wanted_language
from cli.verbs import write_help_text, write_options
from regulations.diskfaults import DiskError
from regulations.errors import VanthuError
from regulations.sentences import say

NOUNS = {
    "init": ("cli.init", "Make an office in DIR."),
    "demo": ("cli.demo", "Make the sample office in DIR and run the main jobs on it."),
    "status": ("cli.upkeep", "Say how the office stands: late tasks, faults, hand edits."),
    "log": ("cli.upkeep", "List what was recorded, the newest first."),
    "record": ("cli.upkeep", "Record the files edited by hand as one commit."),
    "undo": ("cli.upkeep", "Take back the last thing the program recorded."),
    "doctor": ("cli.doctor", "Check the whole office and name every fault."),
    "search": ("cli.search", "Find passages that hold WORDS."),
    "reg": ("cli.reg", "Instruments: list, show, links, history, diff, add, import, amend."),
    "cite": ("cli.cite", "List every citation in a text, and what it means."),
    "task": ("cli.task", "Tasks: list, show, explain, add, and what happens to them."),
    "due": ("cli.due", "Say what a deadline PHRASE means, and why."),
    "cal": ("cli.cal", "The office's calendar: show, workdays, add, ics."),
    "form": ("cli.form", "Dossier forms: list, show, blank, fill, bulk."),
    "dossier": ("cli.dossier", "Dossiers: blank, check, changes."),
    "draft": ("cli.draft", "Draft a paper from the corpus."),
    "proof": ("cli.proof", "Read a paper of ours back: layout, places, numbers."),
    "report": ("cli.report", "Reports on the tasks of a programme."),
}
"""Where each noun lives and the first line of its help; the modules are loaded when needed."""


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the nouns in the order of the table."""
        return list(NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the noun's module and return its command."""
        if cmd_name not in NOUNS:
            return None
        module = importlib.import_module(NOUNS[cmd_name][0])
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of nouns without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(line)) for name, (_module, line) in NOUNS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help text in the user's language."""
        write_help_text(self, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)


@click.command(cls=LazyGroup, params=list(global_options()), context_settings={
    "help_option_names": ["-h", "--help"], "max_content_width": 100})  # fmt: skip
@click.version_option(package_name="vanthu", prog_name="vanthu", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Keep an office's regulations and tasks as text in git, and write its papers from them."""
    ctx.ensure_object(Request)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code; bad input gets a sentence."""
    gc.set_threshold(50_000)  # values hold no circles; looking for them took an eighth of the time
    for stream in (sys.stdout, sys.stderr):  # Vietnamese must come out on any terminal
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    exit_code = run([_mended(one) for one in (sys.argv[1:] if arguments is None else arguments)])
    try:
        sys.stdout.flush()
    except OSError as error:
        exit_code = failures.tell(DiskError(error), Request())
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what could not be written is given up
    sys.exit(exit_code)


def run(arguments: list[str], request: Request | None = None) -> int:
    """Run one command and return its exit code."""
    speak(wanted_language(_language_in(arguments)) or "vi")
    asked = request or Request()
    try:
        _check_printable(arguments)
        result: Any = cli.main(arguments, prog_name="vanthu", obj=asked, standalone_mode=False)
    except VanthuError as error:
        return failures.tell(error, asked)
    except click.UsageError as error:
        return failures.tell_usage(error, asked, "--json" in arguments)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except OSError as error:
        return failures.tell(DiskError(error), asked)
    return result if isinstance(result, int) else 0


class UnprintableError(VanthuError):
    """A word of the command line holds a character that no paper and no file may hold."""

    code = "unprintable"
    exit_code = 2

    def __init__(self, argument: str) -> None:
        super().__init__(
            say("{argument} holds a character that can't be printed.", argument=repr(argument)),
            hint=say("Type it again; text from Word may carry hidden line breaks."),
        )


def _check_printable(arguments: list[str]) -> None:
    for argument in arguments:
        if any(unicodedata.category(char) == "Cc" and char not in "\t\n" for char in argument):
            raise UnprintableError(argument)


def _mended(argument: str) -> str:
    """Return *argument* as text: a terminal of another encoding hands its bytes on as they are."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _language_in(arguments: list[str]) -> str | None:
    """Return what ``--lang`` says, wherever it stands: help and faults come before options."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    return next((after for word, after in pairwise(words) if word == "--lang"), None)
