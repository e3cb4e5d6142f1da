"""The noun ``form``: dossier forms listed, shown, offered as a data skeleton, and filled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cli import show
from cli.bulk import bulk
from cli.form_data import WORKBOOK, Source, fill_all, sources
from cli.office import Office, open_office
from cli.papers import OUT, hand_over, make_folder, private_paper
from cli.request import Request
from cli.secrecy import YES, ask_secrecy
from cli.show_form import form_item, listing, standings, warn, whole
from cli.speech import _
from cli.verbs import Noun, Verb
from regulations.errors import InvalidDataError, NotFoundError
from regulations.library import Library
from regulations.newwork import slug
from regulations.problems import Place, Problem
from regulations.sentences import say
from templates.asked import check_names
from templates.cabinet import Cabinet, Drawer, open_cabinet
from templates.filling import Filled
from templates.form import Form
from templates.form_standing import form_standing
from templates.papers.printing import print_form
from templates.press.press import press_of
from templates.skeleton import blank as skeleton
from templates.workbook import blank_workbook


@dataclass(frozen=True, slots=True)
class _Room:
    """Where forms are looked up: an office, or outside one what ships."""

    cabinet: Cabinet
    library: Library | None
    tree: str


@click.group(cls=Noun)
def form() -> None:
    """Dossier forms: list, show, blank, fill, bulk."""


@form.command("list", cls=Verb)
@click.pass_obj
def list_(request: Request) -> None:
    """List the forms, shipped ones and the office's own, with their status on the day."""
    room = _room(request)
    forms = [one for _drawer, one in room.cabinet.forms()]
    found = standings(request, forms, room.library)
    if request.as_json:
        items = [form_item(one, standing) for one, standing in zip(forms, found, strict=True)]
        show.document(request, "form", items, office=room.tree)
    else:
        listing(request, forms, found)


@form.command("show", cls=Verb)
@click.argument("name")
@click.pass_obj
def show_(request: Request, name: str) -> None:
    """Show a form: where it comes from, how it stands on the day, and every field."""
    room = _room(request)
    drawer = room.cabinet.find(name)
    found, printing = drawer.form(), press_of(drawer.paper()).explain()
    check_names(found, drawer.paper())
    (standing,) = standings(request, [found], room.library)
    if standing and standing.ended and room.library:
        others = [one for _drawer, one in room.cabinet.forms()]
        standing = form_standing(found, others, room.library, request.as_of)
    if request.as_json:
        item = form_item(found, standing, whole=True) | {"printing": list(printing)}
        show.document(request, "form", [item], office=room.tree)
        return
    whole(request, found, standing)
    for line in printing:
        show.line(line)


@form.command(cls=Verb)
@click.argument("name")
@click.option("--xlsx", is_flag=True, help="A workbook: one row for each person.")
@OUT
@click.pass_obj
def blank(request: Request, name: str, xlsx: bool, out: Path | None) -> None:
    """Print the data skeleton of a form: YAML with every field and its label, or a workbook."""
    found = _room(request).cabinet.find(name).form()
    give_skeleton(found, xlsx, out)


def give_skeleton(found: Form, xlsx: bool, out: Path | None) -> None:
    """Print the skeleton of *found*, or write it where the user says."""
    if not xlsx and out is None:
        click.echo(skeleton(found), nl=False)
        return
    content = blank_workbook(found) if xlsx else skeleton(found).encode()
    ending = WORKBOOK if xlsx else ".yaml"
    path = hand_over(content, out, Path(f"{found.slug}{ending}"))
    show.line(_("Written: {path}").format(path=path))


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
    """Fill a form from DATA: its own file, a dossier, or a workbook with a row for each person.

    All faults of the data are named at once, each with its line or cell.
    """
    office = open_office(request)
    drawer = office.cabinet.find(name)
    found = drawer.form()
    warn_of(request, office, found)
    people = sources(found, data)
    if not people:
        raise InvalidDataError(str(data), [_nobody(data)])
    filled = fill_all(found, people)
    ask_secrecy(request, office, found, yes)
    print_forms(request, office, drawer, filled, out, dry_run=dry_run)


def warn_of(request: Request, office: Office, found: Form) -> None:
    """Warn of a form that is no longer in force, or whose wording was not seen."""
    if not request.as_json:
        others = [one for _drawer, one in office.cabinet.forms()]
        warn(found, form_standing(found, others, office.library, request.as_of))


def print_forms(
    request: Request, office: Office, drawer: Drawer, filled: list[tuple[Source, Filled]],
    out: Path | None, *, dry_run: bool,
) -> None:  # fmt: skip
    """Print every filled form, hand the papers over, and say where they went."""
    found = drawer.form()
    check_names(found, drawer.paper())
    papers = [
        (source, one, print_form(drawer, one.values, office=office.tree)) for source, one in filled
    ]
    if dry_run and request.as_json:
        show.document(request, "paper", [], office=office.tree)
    elif dry_run:
        show.line(_("The data is complete; nothing was written."))
    if dry_run:
        return
    if out and any(source.code for source, _one, _paper in papers):
        make_folder(out)
    items: list[dict[str, Any]] = []
    for source, one, paper in papers:
        name = f"{found.slug}-{slug(source.code)}.docx" if source.code else f"{found.slug}.docx"
        wanted = out / name if out and source.code else out
        target = hand_over(paper, wanted, private_paper(office, name))
        items.append({"form": found.code, "path": str(target),
                      "not_declared": list(one.not_declared)})  # fmt: skip
        items[-1] |= {"person": source.code} if source.code else {}
    if request.as_json:
        show.document(request, "paper", items, office=office.tree)
        return
    for item in items:
        show.line(_("Written: {path}").format(path=item["path"]))


form.add_command(bulk)


def _room(request: Request) -> _Room:
    """Return the forms of the office, or outside an office those that ship."""
    try:
        office = open_office(request)
    except NotFoundError:
        return _Room(open_cabinet(), None, "")
    return _Room(office.cabinet, office.library, office.tree)


def _nobody(data: Path) -> Problem:
    return Problem(
        Place(str(data)),
        say("The workbook holds nobody."),
        say("Fill in one row for each person, below the labels."),
    )
