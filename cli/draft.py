"""The noun ``draft``: papers written from the corpus."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from cli import show
from cli.failures import say_warning
from cli.office import Office, open_office
from cli.papers import OUT, hand_over, plain_paper
from cli.request import Request
from cli.speech import _, in_words
from cli.verbs import Noun, Verb
from templates.guideline import Guideline, draft_guideline
from templates.layout.choice import ahead_of_guideline, profile_for
from templates.letterhead import SIGNERS, Letterhead
from templates.papers.printing import GUIDELINE, print_paper

SIGNED_BY = click.option("--signed-by", type=click.Choice(SIGNERS), default="deputy",
                         show_default=True, help="Who is to sign.")  # fmt: skip


@click.group(cls=Noun)
def draft() -> None:
    """Draft a paper from the corpus."""


@draft.command(cls=Verb)
@click.option("--for", "target", metavar="ID", required=True, help="The instrument it guides on.")
@SIGNED_BY
@OUT
@click.pass_obj
def guideline(request: Request, target: str, signed_by: str, out: Path | None) -> None:
    """Draft a guideline (Hướng dẫn) on an instrument in force on the day."""
    office = open_office(request)
    lang = office.language(request)
    letterhead = letterhead_of(office, request.as_of)
    paper = draft_guideline(
        office.library.resolve(target), office.library, letterhead,
        day=request.as_of, signed_by=signed_by, lang=lang,
    )  # fmt: skip
    content = print_paper(
        GUIDELINE, paper.values(), lang=lang, office=office.tree, profile=letterhead.profile
    )
    path = hand_over(content, out, plain_paper(office, "huong-dan.docx"))
    notes = layout_notes(letterhead, request.as_of)
    _tell(
        request, office, replace(paper, notes=(*notes, *paper.notes)), path, letterhead.profile.id
    )


def letterhead_of(office: Office, day: date) -> Letterhead:
    """Return what papers of *day* need to know of the office: its layout is that of the day.

    Raises:
        LayoutChoiceError: the office chose for its layout what is not open to choice.
    """
    profile = profile_for(office.settings.profile, day, dict(office.settings.layout))
    return Letterhead(office.settings, office.bodies, profile)


def layout_notes(letterhead: Letterhead, day: date) -> tuple[str, ...]:
    """Return what the drafter should know of the layout that was taken for *day*."""
    note = ahead_of_guideline(letterhead.profile, day)
    return (note,) if note else ()


def tell_drafter(notes: tuple[str, ...], gaps: tuple[str, ...]) -> None:
    """Print what the drafter must check and what is still to be written."""
    for note in notes:
        say_warning(note)
    if gaps:
        show.line(_("Still to be written ({count}):").format(count=len(gaps)))
        for gap in gaps:
            show.line(f"  - {gap}")


def _tell(request: Request, office: Office, paper: Guideline, path: Path, layout: str) -> None:
    if request.as_json:
        item = {
            "type": "huong_dan",
            "path": str(path),
            "layout": layout,
            "rests_on": [work.id for work in paper.rests_on],
            "to_write": list(paper.gaps),
            "warnings": [in_words(note) for note in paper.notes],
        }
        show.document(request, "paper", [item], office=office.tree)
        return
    show.line(_("Written: {path}").format(path=path))
    show.line(
        _("It rests on: {works}").format(works="; ".join(work.cited for work in paper.rests_on))
    )
    tell_drafter(paper.notes, paper.gaps)
