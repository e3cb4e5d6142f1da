"""The word ``doctor``: the whole office is examined, its repository and caches too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from cli import show
from cli.failures import say_problem
from cli.health import examine
from cli.office import READERS, Office, find_office, speak_as
from cli.request import Request, now
from cli.speech import _, in_words
from cli.verbs import Verb
from regulations.doubles import doubles
from regulations.errors import VanthuError
from regulations.problems import Place, Problem
from regulations.readings import reader_of
from regulations.search.keeping import forget, is_damaged
from regulations.sentences import say
from tracker.calendarfile import CALENDAR_PATH

FINDINGS = 3


@click.command(cls=Verb)
@click.option("--fix", is_flag=True, help="Mend what can be made anew from what is recorded.")
@click.pass_obj
def doctor(request: Request, fix: bool) -> int:
    """Check the whole office and name every fault. Exit code 3 where there is any."""
    office = find_office(request)
    mended = list(office.store.mend()) if fix else []
    problems, tree = office.store.ailments(now()), ""
    try:
        mended += _new_caches(office)
        problems += _faults_inside(office, request.as_of)
        speak_as(request, office)
        tree = office.tree
    except VanthuError:
        if not problems:
            raise  # no damage to the repository explains it
    if request.as_json:
        show.document(request, "doctor", show.problem_items(problems), office=tree,
                      mended=[in_words(one) for one in mended])  # fmt: skip
    else:
        for problem in problems:
            say_problem(problem)
        for sentence in mended:
            show.line(_("Mended: {what}").format(what=in_words(sentence)))
        show.line(_("{count} faults found.").format(count=len(problems)))
    return FINDINGS if problems else 0


def _new_caches(office: Office) -> Iterator[str]:
    """Throw away caches that are not what they should be; any command may do so."""
    recorded = office.store.files(office.store.head())
    if not office.files.is_whole([path for path in recorded if reader_of(path, READERS)]):
        office.forget_files()
        yield say("The catalogue did not hold what the office holds; it was built anew.")
    folder = office.cache / "search"
    if folder.is_dir() and is_damaged(folder):
        forget(folder)
        yield say("The search index could not be read; the next search builds it anew.")


def _faults_inside(office: Office, day: date) -> list[Problem]:
    return sorted([*examine(office), *doubles(office.library, day), *_calendar(office, day)])


def _calendar(office: Office, day: date) -> Iterator[Problem]:
    if office.calendar.provisional(day.year):
        yield Problem(
            Place(CALENDAR_PATH),
            say("The days off of {year} are not confirmed by a notice yet.", year=day.year),
            say("Enter them when the notice is out, and write provisional: no for the year."),
        )
