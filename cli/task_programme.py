"""``task programme``: the programmes to which tasks belong, and a new one."""

from __future__ import annotations

from collections import Counter

import click

from cli import show
from cli.office import Office, open_office
from cli.request import Request
from cli.speech import _
from cli.verbs import Verb
from regulations.errors import ConflictError, VanthuError
from regulations.records import Plain
from regulations.sentences import say
from tracker.task import Programme
from tracker.taskfiles import PROGRAMME, add_programme, programme_path


class NoProgrammeIdError(VanthuError):
    """A programme was to get an id that is none."""

    code = "no_programme_id"
    exit_code = 2

    def __init__(self, name: str) -> None:
        super().__init__(
            say("{name} is no id of a programme.", name=repr(name)),
            hint=say("Use small letters without marks, digits and hyphens, such as ctr-tu-a."),
        )


class KnownProgrammeError(ConflictError):
    """A programme was to be added that is there."""

    code = "known_programme"

    def __init__(self, name: str) -> None:
        super().__init__(
            say("There is a programme {name} already.", name=repr(name)),
            hint=say("See them with: vanthu task programme."),
        )


@click.command(cls=Verb)
@click.argument("name", metavar="[ID]", required=False)
@click.option("--title", default="", help="Its title; with ID, this adds the programme.")
@click.option("--followed", is_flag=True, help="Its tasks are those of superior bodies.")
@click.option("--number", metavar="SYMBOL", default="", help="The symbol of its instrument.")
@click.option("--rests-on", metavar="ID", multiple=True, help="An instrument that it carries out.")
@click.option("--follows", metavar="P", multiple=True,
              help="A followed programme that its reports show apart.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def programme(
    request: Request, name: str | None, title: str, followed: bool, number: str,
    rests_on: tuple[str, ...], follows: tuple[str, ...], dry_run: bool,
) -> None:  # fmt: skip
    """List the programmes of tasks; with an ID and a title, add one."""
    office = open_office(request)
    if name is None:
        _list(request, office, office.desk.programmes())
        return
    if not title:
        _list(request, office, (office.desk.programme(name),))
        return
    fields: dict[str, Plain] = {
        "title": {"vi": title},
        "kind": "followed" if followed else "own",
        "rests_on": [office.library.resolve(one).id for one in rests_on],
        "follows": [office.desk.programme(one).id for one in follows],
        "number": number,
    }
    _check_id(office, name)
    changes = add_programme(name, {key: value for key, value in fields.items() if value})
    if dry_run:
        show.changes(request, changes)
        return
    message = f"task programme {name}"
    office.record(dict(changes), message, base=office.files.commit)
    if not request.as_json:
        show.line(_("Recorded: {what}").format(what=message))
    _list(request, office, (office.desk.programme(name),))


def _check_id(office: Office, name: str) -> None:
    if not PROGRAMME.fullmatch(programme_path(name)):
        raise NoProgrammeIdError(name)
    if any(one.id == name for one in office.desk.programmes()):
        raise KnownProgrammeError(name)


def _list(request: Request, office: Office, found: tuple[Programme, ...]) -> None:
    counts = Counter(task.programme for task in office.desk.tasks())
    if request.as_json:
        items = [{"id": one.id, "title": {"vi": one.title_vi, "en": one.title_en},
                  "followed": one.followed, "number": one.number or None, "tasks": counts[one.id],
                  "rests_on": list(one.rests_on), "follows": list(one.follows)}
                 for one in found]  # fmt: skip
        show.document(request, "programme", items, office=office.tree)
        return
    lang = office.language(request)
    rows = [(one.id, one.title(lang), _("followed") if one.followed else _("own"),
             str(counts[one.id])) for one in found]  # fmt: skip
    show.table([_("Id"), _("Programme"), _("Kind"), _("Tasks")], rows, right=(3,))
