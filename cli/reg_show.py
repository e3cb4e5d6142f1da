"""``vanthu reg show``: an instrument, one article of it or its whole text, as of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli import items, show, show_reg, show_wording
from cli.office import Office, open_office
from cli.papers import OUT, hand_over, plain_paper
from cli.request import DAY, Request
from cli.show_wording import Page
from cli.speech import _
from cli.verbs import Verb
from regulations.errors import VanthuError
from regulations.folding import fold
from regulations.library import Library
from regulations.newwork import slug
from regulations.reference import read_reference
from regulations.search.address import PLACE_WORDS, read_address
from regulations.sentences import say
from regulations.text import kind_of
from regulations.wording import Wording, wording_on
from regulations.work import Work

FORMATS = ("text", "md", "html", "json", "docx")


class NoPlaceError(VanthuError):
    """Words that begin like a place in a text, but name none."""

    code = "no_place"
    exit_code = 2

    def __init__(self, words: str) -> None:
        super().__init__(
            say("{words} names no place in a text.", words=repr(words)),
            hint=say("Write it as khoản 2 Điều 5, or art_5__para_2."),
        )


@click.command("show", cls=Verb)
@click.argument("words", metavar="ID [EID]", nargs=-1, required=True)
@click.option("--on", type=DAY, help="As of this day.")
@click.option("--known", type=DAY, help="Only what the office knew at the end of this day.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Print the text in this form.")
@OUT
@click.pass_obj
def show_(
    request: Request, words: tuple[str, ...], on: date | None, known: date | None,
    form: str | None, out: Path | None,
) -> None:  # fmt: skip
    """Show one instrument: ID is its symbol with year or day, a name, or its path.

    With EID (art_5__para_2, or khoản 2 Điều 5) or --format its text on the day is shown.
    """
    office = open_office(request)
    library = office.library_known(known) if known else office.library
    work, eid = place_named(library, words)
    wording = wording_on(work, on or request.as_of, library)
    if form == "json" or (request.as_json and form is None):
        _as_json(request, office, library, wording, eid)
    elif eid or form:
        _print(request, office, show_wording.page_of(
            wording, show_wording.unit_of(wording, eid), library, office.language(request)
        ), form or "text", out)  # fmt: skip
    else:
        show_reg.one(request, office, library, wording)


def place_named(library: Library, words: tuple[str, ...]) -> tuple[Work, str]:
    """Return the work and the element that *words* name; the element is empty for the whole.

    Raises:
        AmbiguousError, NotFoundError: the work is not clear.
    """
    *before, last = words = tuple(" ".join(words).split()) or ("",)
    if before and kind_of(last) and "_" in last:
        return library.resolve(" ".join(before)), last
    eid, rest = read_address([fold(word).strip(",.") for word in words])
    named = " ".join(word for word in words if fold(word).strip(",.") in rest)
    if not (eid and library.find(named)):
        eid, named = "", " ".join(words)
    work = library.resolve(named)
    _refuse_unread_place(work, named)
    return work, eid


def _refuse_unread_place(work: Work, named: str) -> None:
    """Refuse a place that was not read, as in ``15-QĐ/TU Điều abc``: the whole was not asked for.

    Words of the title may sound like one: ``366 kiểm điểm``.
    """
    own = set(fold(" ".join([*work.aliases, work.title_vi, work.title_en])).split())
    spoken = named.split() if read_reference(named).number else []
    for at, word in enumerate(spoken):
        if fold(word) in PLACE_WORDS - own:
            raise NoPlaceError(" ".join(spoken[at:]))


def _as_json(
    request: Request, office: Office, library: Library, wording: Wording, eid: str
) -> None:
    item = items.reg_item(wording.work, library, wording.day, whole=True, office=office)
    unit = show_wording.unit_of(wording, eid) if eid else None
    shown = wording.narrowed(eid) if eid else wording
    item |= {
        "on": wording.day.isoformat(),
        "eid": eid or None,
        "provisions": show_wording.provisions(wording, unit),
        "outstanding": show_wording.outstanding_items(shown),
        "text_state": shown.state,
    }
    show.document(request, "reg", [item], office=office.tree)


def _print(request: Request, office: Office, page: Page, form: str, out: Path | None) -> None:
    markdown = show_wording.as_markdown(page)
    if form == "docx":
        from cli.extract import extract  # slow to load: it brings python-docx

        paper = extract(office, page.title, markdown, request.as_of)
        path = hand_over(paper, out, plain_paper(office, _name(page)))
        show.line(_("Written: {path}").format(path=path))
    elif form == "html":
        from cli.webpage import webpage  # slow to load: it brings markdown

        click.echo(webpage(page.title, markdown, office.language(request)))
    else:
        click.echo(markdown if form == "md" else show_wording.as_text(page))


def _name(page: Page) -> str:
    return f"{slug(page.title)[:60].rstrip('-')}.docx"
