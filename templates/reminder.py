"""A letter of reminder (công văn đôn đốc): one body, its overdue tasks, what it is asked to do.

A superior body is never reminded: its tasks are followed.
"""

from __future__ import annotations

from datetime import date

from regulations.bodies import Bodies, Body
from regulations.days import short_day
from regulations.errors import VanthuError
from regulations.library import Library
from regulations.ranks import is_above
from regulations.sentences import say
from regulations.work import Work
from templates.citation import titled_citation
from templates.composing import Annex
from templates.footing import footing_of_all
from templates.kinds import kinds
from templates.letterhead import Letterhead
from templates.lines import Column, Grid, Line, Row, Run
from templates.listing import CENTRED
from templates.paper import Paper
from templates.prose import runs_of, with_gaps
from templates.runs import Runs
from templates.taskrows import task_rows
from templates.wording import count_text, lowered, running_day, spelled, word
from tracker.progress import Item

KIND = "cong_van"
COLUMNS = {"rank": 10.0, "content": 80.0, "set_by": 35.0, "deadline": 35.0, "days_late": 18.0,
           "result": 40.0, "cause": 40.0}  # fmt: skip


class SuperiorBodyError(VanthuError):
    """A body above the office was to be reminded."""

    code = "superior"

    def __init__(self, body: str, office: str) -> None:
        super().__init__(
            say("{body} is above {office}: a superior body is not reminded.", body=body,
                office=office),
            hint=say("Its tasks are followed; see them with: vanthu task list."),
        )  # fmt: skip


class OwnBodyError(VanthuError):
    """The office was to remind itself."""

    code = "own_body"

    def __init__(self, office: str) -> None:
        super().__init__(
            say("{office} writes no letter to itself.", office=office),
            hint=say("See its overdue tasks with: vanthu task list --overdue."),
        )


class NothingLateError(VanthuError):
    """A body without overdue tasks was to be reminded."""

    code = "nothing_late"

    def __init__(self, body: str, day: date) -> None:
        super().__init__(
            say("{body} has no overdue task on {day}.", body=body, day=short_day(day)),
            hint=say("See what is late with: vanthu task list --overdue."),
        )


def check_remindable(body: Body, own: Body, bodies: Bodies) -> None:
    """See that the office *own* may remind *body*.

    Raises:
        OwnBodyError: it is the office itself.
        SuperiorBodyError: it is above the office, or the standing committee of one that is.
    """
    if body.id == own.id:
        raise OwnBodyError(own.name())
    if is_above(body, own, bodies):
        raise SuperiorBodyError(body.name(), own.name())


def draft_reminder(
    body: Body,
    late: tuple[Item, ...],
    basis: tuple[Work, ...],
    library: Library,
    letterhead: Letterhead,
    *,
    day: date,
    signed_by: str = "deputy",
    lang: str = "vi",
) -> Paper:
    """Draft the letter that reminds *body* of its tasks *late*, given by *basis*.

    Raises:
        OwnBodyError, SuperiorBodyError: it is not the office's to remind.
        NothingLateError: nothing is late.
        NotInForceError: an instrument of *basis* is not in force on *day*.
    """
    check_remindable(body, letterhead.body, library.bodies)
    if not late:
        raise NothingLateError(body.name(day), day)
    footing = footing_of_all(basis, library, own_body=letterhead.settings.body, day=day)
    head, name = letterhead.head(KIND, day, lang), body.name(day, lang)
    prefix = letterhead.profile.setting("letter_prefix") if lang == "vi" else ""
    return Paper(
        kind=kinds()[KIND],
        lang=lang,
        head=head,
        name=word("reminder.name", lang),
        subject=_runs(f"{prefix} {word('reminder.subject', lang)}".strip(), letterhead, lang),
        label=word("addressed.to", lang),
        to=(_runs(name, letterhead, lang),),
        body=_body(name, late, _cited(basis, library, lang), letterhead, lang),
        annexes=(_annex(late, library, letterhead, head.number, lang),),
        recipients=letterhead.recipients((word("to.above", lang), word("to.leaders", lang)), lang),
        signing=letterhead.signing(signed_by, lang),
        rests_on=footing.works,
        notes=footing.notes,
    )


def _cited(basis: tuple[Work, ...], library: Library, lang: str) -> str:
    return "; ".join(titled_citation(work, library.bodies, lang) for work in basis)


def _body(
    name: str, late: tuple[Item, ...], cited: str, letterhead: Letterhead, lang: str
) -> tuple[Line, ...]:
    values = {
        "body": name,
        "office": letterhead.name(lang),
        "superior": letterhead.superior_name(lang) or letterhead.name(lang),
        "basis": cited or word("basis.gap", lang),
        "day": running_day(late[0].standing.as_of, lang),
        "count": count_text(len(late), lang),
        "days": count_text(max(item.standing.days_late for item in late), lang),
    }
    *said, last = (word(f"reminder.{key}", lang, **values)
                   for key in ("opening", "ask", "finish", "report", "sent"))  # fmt: skip
    mark = letterhead.profile.setting("end_mark") if lang == "vi" else "."
    ended = last.removesuffix(".") + mark
    return tuple(Line("noi_dung", _runs(text, letterhead, lang)) for text in (*said, ended))


def _annex(
    late: tuple[Item, ...], library: Library, letterhead: Letterhead, number: str, lang: str
) -> Annex:
    profile = letterhead.profile
    title = profile.component("ten_phu_luc").cased(word("reminder.annex", lang))
    short = number if lang == "en" else lowered(number).replace(":", "", 1)
    ref = word("reminder.annex_ref", lang, number=short, office=letterhead.name(lang))
    columns = tuple(
        Column(width, word(f"column.{key}", lang), _style(key)) for key, width in COLUMNS.items()
    )
    rows = tuple(
        Row(tuple(Line(_style(key), (Run(row[key]),)) if row[key] else "" for key in COLUMNS))
        for row in task_rows(late, library, lang)
    )
    blocks = (
        Line("phu_luc", letterhead.word("annex.name", lang)),
        Line("ten_phu_luc", title),
        Line("kem_theo", ref),
        Line("khoang_cach"),
        Grid(columns, rows),
    )
    return Annex(blocks, across=True)


def _style(column: str) -> str:
    return "bang_so" if column in CENTRED else "bang"


def _runs(text: str, letterhead: Letterhead, lang: str) -> Runs:
    return runs_of(with_gaps(spelled(text, letterhead.profile.setting("spelling")), lang))
