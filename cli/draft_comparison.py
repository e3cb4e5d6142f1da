"""``vanthu draft comparison``: two texts side by side in a Word table."""

from __future__ import annotations

from pathlib import Path

import click

from cli import show
from cli.failures import say_warning
from cli.letterheads import layout_notes, letterhead_of
from cli.office import open_office
from cli.papers import OUT, hand_over, plain_paper
from cli.request import Request
from cli.sides import two_sides
from cli.speech import _, in_words
from cli.verbs import Verb
from regulations.compare import compare
from templates.comparison import Named, comparison_paper, counts_of
from templates.papers.paper_sheet import print_unsigned


@click.command("comparison", cls=Verb)
@click.argument("old")
@click.argument("new")
@OUT
@click.pass_obj
def comparison(request: Request, old: str, new: str, out: Path | None) -> None:
    """Draft a table of comparison (bảng so sánh): present text, new text, notes.

    OLD and NEW name instruments; NEW may be a draft, a .md or .txt file.
    """
    office = open_office(request)
    before, after = two_sides(office, (old, new), request.as_of)
    compared = compare(before.text, after.text)
    letterhead = letterhead_of(office, request.as_of)
    lang = office.language(request)
    paper = comparison_paper(
        compared, Named(before.name, before.notes), Named(after.name, after.notes), letterhead,
        day=request.as_of, lang=lang,
    )  # fmt: skip
    content = print_unsigned(paper, letterhead.profile, office=office.tree)
    path = hand_over(content, out, plain_paper(office, "bang-so-sanh.docx"))
    if request.as_json:
        notes = layout_notes(letterhead, request.as_of)
        item = {"type": "comparison", "path": str(path), "layout": letterhead.profile.id,
                "to_write": [], "warnings": [in_words(note) for note in notes]}  # fmt: skip
        show.document(request, "paper", [item], office=office.tree)
        return
    show.line(_("Written: {path}").format(path=path))
    show.line(counts_of(compared, lang))
    for note in layout_notes(letterhead, request.as_of):
        say_warning(note)
