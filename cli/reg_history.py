"""``vanthu reg history``: what was law when, and what the office knew when."""

from __future__ import annotations

import click

from cli import show
from cli.labels import note_label, relation_label, when_label
from cli.office import Office, open_office
from cli.request import HANOI, Request
from cli.speech import _, in_words
from cli.verbs import Verb
from regulations.history import Happening, history_of
from regulations.repository.commits import Commit
from regulations.text import cited_place
from regulations.work import Work


@click.command(cls=Verb)
@click.argument("reference", metavar="ID", nargs=-1, required=True)
@click.pass_obj
def history(request: Request, reference: tuple[str, ...]) -> None:
    """Show what happened to one instrument as law, and when the office recorded it."""
    office = open_office(request)
    work = office.library.resolve(" ".join(reference))
    happened, recorded = history_of(work, office.library), recorded_of(office, work)
    if request.as_json:
        items = [*map(_happening_item, happened), *map(_commit_item, recorded)]
        show.document(request, "history", items, office=office.tree)
        return
    show.line(work.cited)
    show.line(_("As law"))
    show.pairs([(f"  {_day(one)}", _told(one)) for one in happened])
    show.line(_("As the office recorded it"))
    for commit in recorded:
        show.line(f"  {commit.at.astimezone(HANOI):%d/%m/%Y %H:%M}  {commit.id[:8]}  "
                  f"{commit.subject}")  # fmt: skip


def recorded_of(office: Office, work: Work) -> tuple[Commit, ...]:
    """Return the commits that bear on *work*, its own files and those of its actors, newest first.

    An actor's commit counts because what it does to the work is written in its own files.
    """
    others = (other.id for other, _relation in office.library.incoming(work.id))
    return office.store.log(paths=[f"regulations/{one}" for one in (work.id, *others)])


def _day(one: Happening) -> str:
    return when_label(one.day) if one.day else _("not known")


def _told(one: Happening) -> str:
    place = cited_place(one.part)
    mark = "" if one.conf == "V" else f" [{one.conf}]"
    if one.by is None:
        words = {"signed": _("signed"), "effective": _("in effect")}[one.op]
        return " ".join(filter(None, [place, words])) + mark
    if one.kind == "act":
        return f"{relation_label(one.op, passive=True)} {one.by.cited}{mark}"
    words = f"{place} {note_label(one.op).format(symbol=one.by.cited)}".strip() + mark
    if one.day and one.by.signed and one.day.latest < one.by.signed.earliest:
        words += " " + _("(backwards)")
    return f"{words} ! {in_words(one.doubt)}" if one.doubt else words


def _happening_item(one: Happening) -> dict[str, object]:
    return {
        "time": "valid", "day": one.day.edtf if one.day else None, "event": one.op,
        "part": one.part or None, "by": one.by.id if one.by else None,
        "symbol": one.by.symbol if one.by else None, "doubt": in_words(one.doubt) or None,
        "conf": one.conf,
    }  # fmt: skip


def _commit_item(commit: Commit) -> dict[str, object]:
    return {"time": "record", "at": commit.at, "commit": commit.id, "subject": commit.subject}
