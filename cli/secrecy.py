"""Forms that are secret by list: a warning before each is written, and one yes for the office."""

from __future__ import annotations

import sys
from typing import Any

import click

from cli.failures import say_warning
from cli.office import Office
from cli.request import Request
from cli.speech import _, spoken
from regulations.errors import VanthuError
from regulations.records import write_record
from regulations.sentences import say
from regulations.settings import PATH
from templates.form import Form

YES = click.option(
    "--yes", is_flag=True, help="Say yes, once for this office, to a form secret by list."
)


class SecretFormError(VanthuError):
    """A form that is secret by list was to be written, and the office has not said yes."""

    code = "secret_form"

    def __init__(self, form: Form) -> None:
        super().__init__(
            say("{form} holds what is secret by list.", form=form.code),
            hint=say("Say yes once for this office: the same command with --yes."),
        )


def ask_secrecy(request: Request, office: Office, found: Form, yes: bool) -> None:
    """Warn before a secret form is written; the office's yes is asked for once and recorded.

    Raises:
        SecretFormError: nobody has said yes.
    """
    if not found.secret:
        return
    if not request.as_json:
        say_warning(secrecy_of(found))
    if found.code in office.settings.secret_forms:
        return
    if not yes and not _agrees(request, found):
        raise SecretFormError(found)
    data: Any = office.files.get(PATH)
    data["secret_forms"] = [*data.get("secret_forms", ()), found.code]
    office.record({PATH: write_record(data).encode()}, f"form {found.code}: yes to secrecy")


def secrecy_of(found: Form) -> str:
    """Return what a form says of its secrecy, in the language that is spoken."""
    return found.secrecy.en if spoken() == "en" and found.secrecy.en else found.secrecy.vi


def _agrees(request: Request, found: Form) -> bool:
    if request.no_input or request.as_json or not sys.stdin.isatty():
        return False
    return click.confirm(
        _("Write {form} in this office from now on?").format(form=found.code), err=True
    )
