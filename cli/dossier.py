"""The noun ``dossier``: one person held once, what each form lacks, what changed in a year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from cli import show
from cli.failures import say_warning
from cli.form import print_forms, warn_of
from cli.form_data import Source, dossiers
from cli.office import open_office
from cli.papers import OUT, hand_over
from cli.request import Request
from cli.secrecy import YES, ask_secrecy
from cli.show_form import title_of
from cli.speech import _, in_words
from cli.verbs import Noun, Verb
from regulations.errors import NotFoundError, VanthuError
from regulations.records import Plain, Record
from regulations.sentences import say
from templates.cabinet import Cabinet, open_cabinet
from templates.dossier import Lack, dossier_skeleton, draw, lacks, person_form
from templates.dossier_changes import SUPPLEMENT, Changes, changes_between
from templates.form import Form
from templates.workbook import DOSSIER, blank_workbook


class NotOnePersonError(VanthuError):
    """Two years of one person were to be compared, and a file holds nobody or several people."""

    code = "not_one_person"
    exit_code = 5

    def __init__(self, path: Path, count: int) -> None:
        super().__init__(
            say("{path} holds {count} people, not one.", path=str(path), count=count),
            hint=say("Name a file of one person."),
        )


@click.group(cls=Noun)
def dossier() -> None:
    """Dossiers: blank, check, changes."""


@dossier.command(cls=Verb)
@click.option("--xlsx", is_flag=True, help="A workbook: one row for each person.")
@OUT
@click.pass_obj
def blank(request: Request, xlsx: bool, out: Path | None) -> None:
    """Print the skeleton of a dossier: everything that the forms draw from one person."""
    if xlsx:
        content = blank_workbook(person_form(), DOSSIER)
        path = hand_over(content, out, Path("dossier.xlsx"))
        show.line(_("Written: {path}").format(path=path))
    elif out is None:
        click.echo(dossier_skeleton(), nl=False)
    else:
        path = hand_over(dossier_skeleton().encode(), out, Path("dossier.yaml"))
        show.line(_("Written: {path}").format(path=path))


@dossier.command(cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--form", "names", metavar="NAME", multiple=True, help="Only this form; repeatable.")
@click.pass_obj
def check(request: Request, file: Path, names: tuple[str, ...]) -> None:
    """Say what each form still lacks if it were filled from the dossier in FILE."""
    people = dossiers(file)
    cabinet = _cabinet(request)
    forms = [cabinet.find(name).form() for name in names] or [one for _d, one in cabinet.forms()]
    if request.as_json:
        items = [_item(who, lacks(one, who.record, str(file))) for who in people for one in forms]
        show.document(request, "dossier", items)
        return
    for who in people:
        if who.code:
            show.line(who.code)
        _show(request, [lacks(one, who.record, str(file)) for one in forms])


def _item(who: Source, lack: Lack) -> dict[str, object]:
    moved = [replace(one, place=who.place(one.place.line)) for one in lack.problems]
    item: dict[str, object] = {"form": lack.form.code, "complete": not moved,
                               "lacks": show.problem_items(moved)}  # fmt: skip
    return item | ({"person": who.code} if who.code else {})


def _show(request: Request, found: list[Lack]) -> None:
    complete = sum(not one.problems for one in found)
    show.header(
        request, _("{count} of {all} forms complete").format(count=complete, all=len(found))
    )
    show.table(
        [_("Code"), _("Form"), _("Lacks"), _("Fields")],
        [
            (one.form.code, title_of(one.form), str(len(one.problems) or ""), _fields(one))
            for one in found
        ],
        right=(2,),
    )


@dossier.command(cls=Verb)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--since", metavar="DAY", help="First day of the period, as it is to be printed.")
@click.option("--until", metavar="DAY", help="Last day of the period, as it is to be printed.")
@OUT
@YES
@click.option("--dry-run", is_flag=True, help="Say what changed, and write nothing.")
@click.pass_obj
def changes(
    request: Request, old: Path, new: Path, since: str | None, until: str | None,
    out: Path | None, yes: bool, dry_run: bool,
) -> None:  # fmt: skip
    """Fill the supplement sheet 3-HSĐV from what the dossier NEW says otherwise than OLD."""
    office = open_office(request)
    latest = _one(new)
    after = latest.record
    found = changes_between(_one(old).record, after)
    drawer = office.cabinet.find(SUPPLEMENT)
    form = drawer.form()
    drawn = draw(form, after)
    assert isinstance(drawn.data, dict)
    data = {**drawn.data, "phan_loai": "", **_period(drawn.data, since, until), **found.answers}
    source = replace(latest, code="", record=Record(data, drawn.lines))
    filled = source.fill(form)
    if not request.as_json:
        _tell(form, found)
    if not dry_run:
        warn_of(request, office, form)
        ask_secrecy(request, office, form, yes)
    print_forms(request, office, drawer, [(source, filled)], out, dry_run=dry_run)


def _one(path: Path) -> Source:
    """Return the one dossier of a file.

    Raises:
        NotOnePersonError: the file is a workbook of nobody or of several people.
    """
    found = dossiers(path)
    if len(found) != 1:
        raise NotOnePersonError(path, len(found))
    return found[0]


def _period(
    drawn: dict[str, Plain], since: str | None, until: str | None
) -> dict[str, dict[str, Plain]]:
    """Return the period that was asked for, the dossier's own where an end was not given."""
    known = drawn.get("ky_bo_sung", "")
    period = dict(known) if isinstance(known, dict) else {}
    period |= {key: day for key, day in (("tu_ngay", since), ("den_ngay", until)) if day}
    return {"ky_bo_sung": period}


def _tell(form: Form, found: Changes) -> None:
    fields = {one.key: one for one in form.fields}
    for key in found.answers:
        show.line(f"  {fields[key].num}. {fields[key].label.vi}")
    for note in found.notes:
        say_warning(in_words(note))


def _cabinet(request: Request) -> Cabinet:
    try:
        return open_office(request).cabinet
    except NotFoundError:
        return open_cabinet()


def _fields(lack: Lack) -> str:
    """Return the names of what is missing or malformed, each once."""
    names = (getattr(one.message, "values", {}).get("name", "") for one in lack.problems)
    return ", ".join(dict.fromkeys(str(name) for name in names if name))
