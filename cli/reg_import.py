"""``reg import``: the text of an instrument taken in from a file, with its certificate."""

from __future__ import annotations

from pathlib import Path

import click

from cli import failures, items, show, show_import
from cli.office import Office, open_office
from cli.request import TYPE, Request
from cli.show_import import Imported
from cli.verbs import Verb
from regulations.days import parse_when
from regulations.diskfaults import reason_of
from regulations.errors import NoFileError, VanthuError
from regulations.intake.child import check_size, read_apart
from regulations.intake.filing import Filing, file_text
from regulations.intake.identity import ContradictionError, Identity
from regulations.intake.taking import take_in
from regulations.proposals import still_to_change
from regulations.sentences import say
from regulations.symbol import parse_symbol
from regulations.work import Work
from templates.marking import MarkedFileError, degree_in, degree_of_name

FINDINGS = 3
_ELSEWHERE = say("Name a file that lies on this machine.")


class OneByOneError(VanthuError):
    """An identity was given for several files at once."""

    code = "usage"
    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            say("What names an instrument can be given for one file only."),
            hint=say("Import the files one by one, or let each say what it is."),
        )


@click.command("import", cls=Verb)
@click.argument("files", metavar="FILE", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--symbol", default="", help="Symbol as printed, as 366-QĐ/TW.")
@click.option("--type", "doc_type", type=TYPE,
              metavar="TYPE", help="Type, as quy_dinh.")  # fmt: skip
@click.option("--signed", default="", metavar="DAY", help="Signing day.")
@click.option("--title", default="", help="What it is about, as printed.")
@click.option("--issuer", default="", metavar="BODY", help="The body that issued it.")
@click.option("--force", default="", metavar="REASON",
              help="Import it although it prints otherwise; the reason is recorded.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show the certificate, and record nothing.")
@click.pass_obj
def import_(
    request: Request, files: tuple[Path, ...], symbol: str, doc_type: str | None, signed: str,
    title: str, issuer: str, force: str, dry_run: bool,
) -> int:  # fmt: skip
    """Import the text of an instrument from FILE: Word, web page, PDF or plain text.

    What the text prints of itself must agree with what is given here and with the record of the
    instrument. Each file is one commit and ends in a certificate.
    """
    office = open_office(request)
    given = Identity(
        str(parse_symbol(symbol)) if symbol else "", doc_type or "",
        parse_when(items.iso(signed)) if signed else None, " ".join(title.split()),
        items.body_named(office, issuer).id if issuer else "",
    )  # fmt: skip
    if len(files) > 1 and given != Identity():
        raise OneByOneError
    done, refused = _import_all(request, office, files, given, force, dry_run)
    if request.as_json:
        found = [show_import.item(one) for one in done]
        faults = [show_import.refusal(path, error) for path, error in refused]
        show.document(request, "import", found, office=office.tree, refused=faults)
    if refused:
        return refused[0][1].exit_code
    return FINDINGS if any(one.filing.certificate.has_findings for one in done) else 0


def _import_all(
    request: Request, office: Office, files: tuple[Path, ...], given: Identity, force: str,
    dry_run: bool,
) -> tuple[list[Imported], list[tuple[Path, VanthuError]]]:  # fmt: skip
    """Import each file for itself; return those that came in, and those that were refused."""
    done: list[Imported] = []
    refused: list[tuple[Path, VanthuError]] = []
    for path in files:
        try:
            done.append(_import_one(request, office, path, given, force, dry_run))
        except VanthuError as error:
            if len(files) == 1:
                if path.name not in error.message:
                    error.message = say("{path}: {message}", path=str(path), message=error.message)
                raise
            refused.append((path, error))
            failures.say_warning(say("{path}: {message} {hint}", path=str(path),
                                     message=error.message, hint=error.hint))  # fmt: skip
    return done, refused


def _import_one(
    request: Request, office: Office, path: Path, given: Identity, force: str, dry_run: bool
) -> Imported:
    taken = take_in(path.name, _content(path), office.bodies, read_apart)
    degree = degree_of_name(path.name) or degree_in(
        [*taken.recognised.front, *taken.extract.margins]
    )
    if degree:
        raise MarkedFileError(path.name, degree)
    try:
        filing = file_text(taken, given, office.library, " ".join(force.split()))
    except ContradictionError as error:
        if not request.as_json:
            show_import.contradictions(office, error)
        raise
    if not dry_run:
        office.record(filing.changes, f"reg import {filing.work.name}", base=office.files.commit)
    orders = () if dry_run else _orders(office, filing)
    imported = Imported(taken, filing, orders)
    if not request.as_json:
        show_import.certificate(office, imported, recorded=not dry_run)
    return imported


def _orders(office: Office, filing: Filing) -> tuple[Work, ...]:
    return still_to_change(office.library.work(filing.work.id), office.library)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise NoFileError(path, say("it is no file"), _ELSEWHERE)
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise NoFileError(path, reason_of(error), _ELSEWHERE) from error
