"""Commands and groups that speak the user's language and know the global options."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Mapping
from typing import Any

import click

from cli.request import global_options
from cli.speech import _


class Speaking(click.Command):
    """A command that knows the global options and gives its help in the user's language."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params += global_options()

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help text in the user's language."""
        write_help_text(self, formatter)


class Verb(Speaking):
    """A command that does something."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verb's own options, then the global ones apart."""
        write_options(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first paragraph of the help."""
        return _(short_help(self.help or ""))


class Noun(Speaking, click.Group):
    """A noun with its verbs; *later* are those imported when called: their module and name."""

    def __init__(
        self, *args: Any, later: Mapping[str, tuple[str, str]] | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self._later = dict(later or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all verbs."""
        return sorted([*self.commands, *self._later])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb; its module is imported where it is not loaded."""
        if cmd_name not in self._later:
            return super().get_command(ctx, cmd_name)
        module, name = self._later[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs, then the options."""
        verbs = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, verb.get_short_help_str()) for name, verb in verbs if verb])
        write_options(self, ctx, formatter)


def short_help(text: str) -> str:
    """Return the first paragraph of a help text as one line."""
    return " ".join(text.strip().split("\n\n")[0].split())


def write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    """Write the options of *command* in two lists: its own, and those that all verbs know."""
    own: list[tuple[str, str]] = []
    everywhere: list[tuple[str, str]] = []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record is not None:
            said = getattr(param, "help", "") or ""
            words = (record[0], record[1].replace(said, _(said)) if said else record[1])
            (own if param.expose_value and param.name != "help" else everywhere).append(words)
    for title, records in ((_("Options"), own), (_("Everywhere"), everywhere)):
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


def write_help_text(command: click.Command, formatter: click.HelpFormatter) -> None:
    """Write what *command* does, paragraph by paragraph."""
    formatter.write_paragraph()
    with formatter.indentation():
        for part in inspect.cleandoc(command.help or "").split("\n\n"):
            formatter.write_text(_(" ".join(part.split())))
            formatter.write_paragraph()
