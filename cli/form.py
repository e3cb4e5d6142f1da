"""The noun ``form``: dossier forms listed, shown, offered as a data skeleton, and filled."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cli import show
from cli.failures import say_warning
from cli.office import Office, open_office
from cli.papers import OUT, hand_over, private_paper
from cli.request import Request
from cli.show_reg import mark
from cli.speech import _, in_words, spoken
from cli.verbs import Noun, Verb
from regulations.errors import InvalidDataError, NotFoundError, VanthuError
from regulations.folding import nfc
from regulations.problems import Problem
from regulations.records import Record, read_record, write_record
from regulations.sentences import say
from regulations.settings import PATH
from templates.cabinet import Cabinet, open_cabinet
from templates.filling import Filled, fill
from templates.form import Field, Form
from templates.press.engine import print_docx
from templates.press.press import press_of
from templates.skeleton import blank as skeleton

MAX_DATA_BYTES = 4_000_000


class NoFileError(NotFoundError):
    """A file that was named does not exist or can't be read."""

    code = "no_file"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            say("The file {path} can't be read: {why}.", path=str(path), why=why),
            hint=say("Check the name; a skeleton comes from: vanthu form blank NAME > data.yaml."),
        )


class SecretFormError(VanthuError):
    """A form that is secret by list was to be written, and the office has not said yes."""

    code = "secret_form"

    def __init__(self, form: Form) -> None:
        super().__init__(
            say("{form} holds what is secret by list.", form=form.code),
            hint=say("Say yes once for this office: vanthu form fill {form} DATA --yes.",
                     form=form.code),
        )  # fmt: skip


@click.group(cls=Noun)
def form() -> None:
    """Dossier forms: list, show, blank, fill."""


@form.command("list", cls=Verb)
@click.pass_obj
def list_(request: Request) -> None:
    """List the forms, shipped ones and the office's own."""
    cabinet, tree = _cabinet(request)
    if request.as_json:
        show.document(
            request, "form", [_item(one) for _drawer, one in cabinet.forms()], office=tree
        )
        return
    rows = [
        (
            one.code,
            _title(one) + mark(one.conf),
            str(len(one.names)),
            _("yes") if one.secret else "",
        )
        for _drawer, one in cabinet.forms()
    ]
    show.table([_("Code"), _("Form"), _("Fields"), _("Secret by list")], rows, right=(2,))


@form.command("show", cls=Verb)
@click.argument("name")
@click.pass_obj
def show_(request: Request, name: str) -> None:
    """Show a form: where it comes from, and every field."""
    cabinet, tree = _cabinet(request)
    drawer = cabinet.find(name)
    found, printing = drawer.form(), press_of(drawer.paper()).explain()
    if request.as_json:
        item = {**_item(found, whole=True), "printing": list(printing)}
        show.document(request, "form", [item], office=tree)
        return
    show.line(f"{found.code}  {_title(found)}{mark(found.conf)}")
    show.pairs([(_("Prescribed by"), found.prescribed_by), (_("Since"), found.since),
                (_("Paper"), found.paper), (_("Secrecy"), found.secrecy.en if spoken() == "en"
                                            else found.secrecy.vi)])  # fmt: skip
    show.table(
        [_("No."), _("Field"), _("Label"), _("Kind"), _("Required")],
        [row for field in found.fields for row in _rows(field)],
    )
    for line in printing:
        show.line(in_words(line))


@form.command(cls=Verb)
@click.argument("name")
@click.pass_obj
def blank(request: Request, name: str) -> None:
    """Print the data skeleton of a form: YAML with every field and its label."""
    cabinet, _tree = _cabinet(request)
    click.echo(skeleton(cabinet.find(name).form()), nl=False)


@form.command("fill", cls=Verb)
@click.argument("name")
@click.argument("data", type=click.Path(path_type=Path))
@OUT
@click.option(
    "--yes", is_flag=True, help="Say yes, once for this office, to a form secret by list."
)
@click.option("--dry-run", is_flag=True, help="Check the data, and write nothing.")
@click.pass_obj
def fill_(
    request: Request, name: str, data: Path, out: Path | None, yes: bool, dry_run: bool
) -> None:
    """Fill a form with one person's DATA. All faults of the data are named at once."""
    office = open_office(request)
    drawer = office.cabinet.find(name)
    found = drawer.form()
    record = _read(data)
    filled = _with_photos(fill(found, record, str(data)), data.parent)
    _ask_secrecy(request, office, found, yes)
    paper = print_docx(drawer.paper(), filled.values,
                       properties={"vanthu-office": office.tree})  # fmt: skip
    if dry_run:
        show.line(_("The data is complete; nothing was written."))
        return
    target = hand_over(paper, out, private_paper(office, f"{found.slug}.docx"))
    if request.as_json:
        item = {"form": found.code, "path": str(target), "not_declared": list(filled.not_declared)}
        show.document(request, "paper", [item], office=office.tree)
    else:
        show.line(_("Written: {path}").format(path=target))


def _cabinet(request: Request) -> tuple[Cabinet, str]:
    """Return the forms of the office, or outside an office those that ship."""
    try:
        office = open_office(request)
    except NotFoundError:
        return open_cabinet(), ""
    return office.cabinet, office.tree


def _read(path: Path) -> Record:
    try:
        content = path.read_bytes()[: MAX_DATA_BYTES + 1]
    except OSError as error:
        raise NoFileError(path, error.strerror or "") from error
    try:
        text = nfc(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NoFileError(path, _("it is not written in UTF-8")) from error
    record, problems = read_record(str(path), text)
    if record is None or len(content) > MAX_DATA_BYTES:
        raise InvalidDataError(str(path), problems)
    return record


def _with_photos(filled: Filled, folder: Path) -> Filled:
    problems: list[Problem] = []
    for wanted in filled.photos:
        try:
            filled = filled.with_photo(wanted, (folder / wanted.name).read_bytes())
        except (OSError, VanthuError):
            problems.append(Problem(
                wanted.place, say("The photo of {field} can't be read.", field=wanted.key),
                say("Give the name of a PNG or JPEG file beside the data."),
            ))  # fmt: skip
    if problems:
        raise InvalidDataError(str(problems[0].place.path), problems)
    return filled


def _ask_secrecy(request: Request, office: Office, found: Form, yes: bool) -> None:
    """Warn before a secret form is written; the office's yes is asked for once and recorded."""
    if not found.secret:
        return
    if not request.as_json:
        say_warning(found.secrecy.en if spoken() == "en" else found.secrecy.vi)
    if found.code in office.settings.secret_forms:
        return
    if not yes and not _agrees(request, found):
        raise SecretFormError(found)
    data: Any = office.files.get(PATH)
    data["secret_forms"] = [*data.get("secret_forms", ()), found.code]
    office.record({PATH: write_record(data).encode()}, f"form {found.code}: yes to secrecy")


def _agrees(request: Request, found: Form) -> bool:
    if request.no_input or request.as_json or not sys.stdin.isatty():
        return False
    return click.confirm(
        _("Write {form} in this office from now on?").format(form=found.code), err=True
    )


def _title(found: Form) -> str:
    return found.title.en if spoken() == "en" and found.title.en else found.title.vi


def _label(field: Field) -> str:
    return field.label.en if spoken() == "en" and field.label.en else field.label.vi


def _rows(field: Field, indent: str = "") -> list[tuple[str, str, str, str, str]]:
    required = _("yes") if field.required else ""
    row = (field.num, indent + field.key, _label(field) + mark(field.conf), field.kind, required)
    return [row, *(part for inner in field.fields for part in _rows(inner, indent + "  "))]


def _item(found: Form, *, whole: bool = False) -> dict[str, Any]:
    item: dict[str, Any] = {
        "code": found.code,
        "title": {"vi": found.title.vi, "en": found.title.en},
        "prescribed_by": found.prescribed_by or None,
        "since": found.since or None,
        "secret": found.secret,
        "conf": found.conf,
    }
    if whole:
        item |= {"fields": [_field(field) for field in found.fields], "notes": list(found.notes)}
    return item


def _field(field: Field) -> dict[str, Any]:
    return {
        "key": field.key,
        "num": field.num or None,
        "label": {"vi": field.label.vi, "en": field.label.en},
        "kind": field.kind,
        "required": field.required,
        "values": list(field.values),
        "fields": [_field(inner) for inner in field.fields],
        "source": list(field.source),
        "conf": field.conf,
    }
