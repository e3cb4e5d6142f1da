"""The noun ``form``: dossier forms listed, shown, offered as a data skeleton, and filled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli import show
from cli.bulk import bulk
from cli.office import open_office
from cli.papers import OUT, hand_over, private_paper
from cli.request import Request
from cli.secrecy import YES, ask_secrecy
from cli.show_reg import mark
from cli.speech import _, spoken
from cli.verbs import Noun, Verb
from regulations.errors import InvalidDataError, NotFoundError
from regulations.folding import nfc
from regulations.records import Record, read_record
from regulations.sentences import say
from templates.cabinet import Cabinet, open_cabinet
from templates.filling import fill
from templates.form import Field, Form
from templates.papers.printing import print_form
from templates.photos import with_photos
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


@click.group(cls=Noun)
def form() -> None:
    """Dossier forms: list, show, blank, fill, bulk."""


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
    found = cabinet.find(name).form()
    if request.as_json:
        show.document(request, "form", [_item(found, whole=True)], office=tree)
        return
    show.line(f"{found.code}  {_title(found)}{mark(found.conf)}")
    show.pairs([(_("Prescribed by"), found.prescribed_by), (_("Since"), found.since),
                (_("Paper"), found.paper), (_("Secrecy"), found.secrecy.en if spoken() == "en"
                                            else found.secrecy.vi)])  # fmt: skip
    show.table(
        [_("No."), _("Field"), _("Label"), _("Kind"), _("Required")],
        [row for field in found.fields for row in _rows(field)],
    )


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
@YES
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
    filled = with_photos(fill(found, record, str(data)), data.parent)
    ask_secrecy(request, office, found, yes)
    paper = print_form(drawer, filled.values, office=office.tree)
    if dry_run:
        show.line(_("The data is complete; nothing was written."))
        return
    target = hand_over(paper, out, private_paper(office, f"{found.slug}.docx"))
    if request.as_json:
        item = {"form": found.code, "path": str(target), "not_declared": list(filled.not_declared)}
        show.document(request, "paper", [item], office=office.tree)
    else:
        show.line(_("Written: {path}").format(path=target))


form.add_command(bulk)


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
