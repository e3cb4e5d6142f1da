"""The word ``proof``: a paper of ours read back against its layout, its form and its numbers."""

from __future__ import annotations

from pathlib import Path

import click

from cli import show
from cli.office import open_office
from cli.request import Request
from cli.speech import _, in_words
from cli.texts import check_word
from cli.verbs import Verb
from regulations.diskfaults import reason_of
from regulations.errors import NoFileError, NotFoundError
from regulations.sentences import say
from regulations.unpacking import MAX_BYTES
from templates.cabinet import Cabinet, open_cabinet
from templates.proof import marks_of, proof_again, proof_form
from templates.proofing.findings import Finding

FOUND = 3


@click.command(cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def proof(request: Request, file: Path) -> int:
    """Read a paper of ours back: layout, places, numbers. Exit code 3 where something is found."""
    cabinet, tree = _cabinet(request)
    findings = _findings(read_docx(file), cabinet)
    if request.as_json:
        items = [finding_item(finding) for finding in findings]
        show.document(request, "finding", items, office=tree, path=str(file))
    else:
        for finding in findings:
            show.line(finding_line(file, finding))
        show.line(_("Nothing found.") if not findings else _("Found: {count}").format(
            count=len(findings)))  # fmt: skip
    return FOUND if findings else 0


def _findings(paper: bytes, cabinet: Cabinet) -> tuple[Finding, ...]:
    marks = marks_of(paper)
    if marks.form:
        return proof_form(paper, cabinet.find(marks.form).paper())
    return proof_again(paper, marks)


def _cabinet(request: Request) -> tuple[Cabinet, str]:
    """Return the forms of the office, or outside an office those that ship."""
    try:
        office = open_office(request)
    except NotFoundError:
        return open_cabinet(), ""
    return office.cabinet, office.tree


def read_docx(path: Path) -> bytes:
    """Return the Word file at *path*, as far as one may reach.

    Raises:
        NoFileError: it can't be opened.
        DamagedWordError: it is no Word file, or a damaged one.
    """
    try:
        with path.open("rb") as opened:
            paper = opened.read(MAX_BYTES)
    except OSError as error:
        hint = say("Name a .docx that vanthu wrote.")
        raise NoFileError(path, reason_of(error), hint) from error
    check_word(path, paper)
    return paper


def finding_item(finding: Finding) -> dict[str, object]:
    """Return one finding as a JSON item."""
    said = {"message": in_words(finding.message), "remedy": in_words(finding.remedy)}
    return {**finding.item(), **said}


def finding_line(path: Path, finding: Finding) -> str:
    """Return one finding on two lines: where and what, then the words there and what to do."""
    place = finding.place
    where = f"{place.part}:{place.paragraph}" if place.paragraph else place.part
    quote = f"“{finding.quote}”  " if finding.quote else ""
    head = f"{path}:{where}: {in_words(finding.message)} [{finding.rule}]"
    return f"{head}\n    {quote}→ {in_words(finding.remedy)}".rstrip()
