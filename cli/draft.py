"""The noun ``draft``: papers of all types, written from the corpus or from a drafter's Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from cli import show
from cli.draft_comparison import comparison
from cli.drafter import SIGNED_BY, tell_drafter
from cli.letterheads import layout_notes, letterhead_of
from cli.manuscripts import read_manuscript_file
from cli.office import Office, open_office
from cli.papers import OUT, hand_over, plain_paper
from cli.reminder import BODY, REMINDER, write_reminders
from cli.request import Request
from cli.speech import _, in_words
from cli.verbs import Noun, Verb
from regulations.doctypes import doc_type, type_named, types_abbreviated
from regulations.work import Work
from templates.drafting import draft_paper
from templates.guideline import KIND as GUIDELINE_KIND
from templates.guideline import draft_guideline
from templates.kinds import Kind, kinds
from templates.mentioned import mention_notes
from templates.paper import Order
from templates.papers.paper_sheet import print_drafted
from templates.papers.printing import GUIDELINE, print_paper
from templates.reminder import KIND as REMINDER_KIND

FOR = click.option("--for", "target", metavar="ID", help="The instrument that it is on.")
BASIS = click.option("--basis", metavar="ID", multiple=True,
                     help="What else it rests on; may be given again.")  # fmt: skip
FROM = click.option("--from", "source", type=click.Path(path_type=Path), metavar="FILE.md",
                    help="Markdown to set in the layout, in place of the outline.")  # fmt: skip
TO = click.option("--to", metavar="BODY", multiple=True,
                  help="Whom it addresses: a body or any words; may be given again.")  # fmt: skip
SUBJECT = click.option("--subject", metavar="TEXT", default="", help="What it is about.")


class Papers(Noun):
    """The types of paper by their English words; Vietnamese names and abbreviations do as well."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a type: ``letter``, ``cong-van``, ``CV``."""
        found = super().get_command(ctx, cmd_name)
        spoken = cmd_name.replace("-", " ").replace("_", " ")
        named = {code for code in (type_named(spoken),) if code} or types_abbreviated(cmd_name)
        known = [kinds()[code].command for code in named if code in kinds()]
        return found or (super().get_command(ctx, known[0]) if len(known) == 1 else None)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that was printed: its type, its bytes, and what the drafter is to be told."""

    kind: str
    content: bytes
    rests_on: tuple[Work, ...]
    gaps: tuple[str, ...]
    notes: tuple[str, ...]
    layout: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of the command line, before anything was looked up."""

    target: str | None
    basis: tuple[str, ...]
    source: Path | None
    subject: str
    signed_by: str
    to: tuple[str, ...] = ()


@click.group(cls=Papers)
def draft() -> None:
    """Draft a paper from the corpus."""


def _command(kind: Kind) -> click.Command:
    """Return the command that drafts papers of one type."""

    def run(request: Request, out: Path | None, **words: object) -> None:
        office = open_office(request)
        wanted, bodies = words.pop("reminder", False), words.pop("bodies", ())
        if wanted or bodies:
            _remind(request, office, bodies, words["signed_by"], out)  # type: ignore[arg-type]
            return
        asked = Asked(**words)  # type: ignore[arg-type]
        own = kind.code == GUIDELINE_KIND and asked.source is None
        drafted = (_guideline if own else _paper)(request, office, kind, asked)
        name = f"{kind.code.replace('_', '-')}.docx"
        path = hand_over(drafted.content, out, plain_paper(office, name))
        _tell(request, office, [(drafted, path)])

    reminds = [BODY, REMINDER] if kind.code == REMINDER_KIND else []
    for option in (OUT, SIGNED_BY, SUBJECT, *([TO] if kind.address else []), FROM, BASIS, FOR,
                   *reminds):  # fmt: skip
        run = option(run)
    return click.command(kind.command, cls=Verb, help=_help(kind))(click.pass_obj(run))


def _remind(
    request: Request, office: Office, bodies: tuple[str, ...], signed_by: str, out: Path | None
) -> None:
    """Write letters of reminder; each is told like any other paper."""
    letterhead = letterhead_of(office, request.as_of)
    written = write_reminders(request, office, letterhead, bodies, signed_by=signed_by, out=out)
    notes = layout_notes(letterhead, request.as_of)
    drafted = [
        Drafted(one.paper.kind.code, b"", one.paper.rests_on, one.paper.gaps,
                (*notes, *one.paper.notes), letterhead.profile.id)
        for one in written
    ]  # fmt: skip
    _tell(request, office, list(zip(drafted, (one.path for one in written), strict=True)))


def _paper(request: Request, office: Office, kind: Kind, asked: Asked) -> Drafted:
    text, tree = read_manuscript_file(asked.source) if asked.source else ("", None)
    library, lang = office.library, office.language(request)
    letterhead = letterhead_of(office, request.as_of)
    order = Order(
        library.resolve(asked.target) if asked.target else None,
        tuple(library.resolve(name) for name in asked.basis),
        asked.to, asked.subject, asked.signed_by, tree,
    )  # fmt: skip
    paper = draft_paper(kind, order, library, letterhead, day=request.as_of, lang=lang)
    content = print_drafted(paper, letterhead.profile, office=office.tree)
    mentioned = mention_notes(text, library, request.as_of)
    notes = (*layout_notes(letterhead, request.as_of), *paper.notes, *mentioned)
    return Drafted(kind.code, content, paper.rests_on, paper.gaps, notes, letterhead.profile.id)


def _guideline(request: Request, office: Office, kind: Kind, asked: Asked) -> Drafted:
    """Draft a guideline as the corpus allows: with the central guidelines on its instrument."""
    if not asked.target:
        raise click.UsageError(_("A guideline needs --for ID, or --from FILE.md."))
    if asked.basis or asked.subject:
        return _paper(request, office, kind, asked)
    lang, letterhead = office.language(request), letterhead_of(office, request.as_of)
    paper = draft_guideline(
        office.library.resolve(asked.target), office.library, letterhead,
        day=request.as_of, signed_by=asked.signed_by, lang=lang,
    )  # fmt: skip
    content = print_paper(
        GUIDELINE, paper.values(), lang=lang, office=office.tree, profile=letterhead.profile
    )
    notes = (*layout_notes(letterhead, request.as_of), *paper.notes)
    return Drafted(kind.code, content, paper.rests_on, paper.gaps, notes, letterhead.profile.id)


def _tell(request: Request, office: Office, written: Sequence[tuple[Drafted, Path]]) -> None:
    if request.as_json:
        found = [_item(drafted, path) for drafted, path in written]
        show.document(request, "paper", found, office=office.tree)
        return
    for drafted, path in written:
        show.line(_("Written: {path}").format(path=path))
        if drafted.rests_on:
            works = "; ".join(work.cited for work in drafted.rests_on)
            show.line(_("It rests on: {works}").format(works=works))
        tell_drafter(drafted.notes, drafted.gaps)


def _item(drafted: Drafted, path: Path) -> dict[str, object]:
    return {
        "type": drafted.kind,
        "path": str(path),
        "layout": drafted.layout,
        "rests_on": [work.id for work in drafted.rests_on],
        "to_write": list(drafted.gaps),
        "warnings": [in_words(note) for note in drafted.notes],
    }


def _help(kind: Kind) -> str:
    own = doc_type(kind.code)
    english = kind.command if kind.code == "bien_ban" else own.en.lower()
    article = "" if kind.code == "bien_ban" else "an " if english[0] in "aeio" else "a "
    return f"Draft {article}{english} ({own.vi})."


for _kind in kinds().values():
    draft.add_command(_command(_kind))
draft.add_command(comparison)
