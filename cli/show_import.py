"""The certificate of an import on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cli import show
from cli.failures import say_problem
from cli.office import Office
from cli.speech import _, in_words
from regulations.days import parse_when, said_when
from regulations.doctypes import doc_type
from regulations.errors import VanthuError
from regulations.intake.certificate import Certificate
from regulations.intake.filing import Filing
from regulations.intake.identity import Check, ContradictionError, check_item
from regulations.intake.taking import Taken
from regulations.text import Kind
from regulations.work import Work

_MOST = 20  # oddities shown; --json has them all
FIELDS = {"symbol": "Symbol", "type": "Type", "signed": "Signed", "title": "About",
          "issuer": "Issuer"}  # fmt: skip
VERDICTS = {
    "same": "as given",
    "printed": "as printed; not given",
    "not_printed": "not printed",
    "differs": "the text says otherwise",
}
SOURCES = {
    "request": "given",
    "record": "in the record",
    "page": "in the title of the page",
    "doubt": "in the record, unsure,",
}
ROWS = {"article": "Articles", "section": "Sections", "clause": "Clauses"}
CHANGES = {
    "decomposed": "letters composed (NFC)",
    "eth": "Ð made Đ",
    "soft_hyphens": "soft hyphens taken out",
    "zero_width": "invisible signs taken out",
    "controls": "control signs taken out",
    "blanks": "odd blanks made plain",
    "ligatures": "ligatures taken apart",
    "hyphens": "hyphens made plain",
    "symbol_font": "signs of a symbol font made bullets",
}
MET = {
    "site": "signs of the site around it left out",
    "tables": "tables",
    "numbers": "automatic numbers written out",
    "insertions": "tracked insertions accepted",
    "deletions": "tracked deletions left out",
    "joined_paragraphs": "paragraphs joined by a tracked deletion",
    "hidden": "hidden runs left out",
    "text_boxes": "text boxes",
    "footnotes": "footnotes",
    "furniture": "lines of page heads and feet left out",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that came in. *orders* are the instruments that its text orders to change."""

    taken: Taken
    filing: Filing
    orders: tuple[Work, ...] = ()


def certificate(office: Office, imported: Imported, *, recorded: bool) -> None:
    """Print what one import is worth, where it went, and what is to be done next."""
    taken, filing = imported.taken, imported.filing
    found, work = filing.certificate, filing.work
    kind = doc_type(work.type)
    show.line(f"{taken.name} → {kind.vi} {work.cited}")
    show.pairs([
        *((_(FIELDS[check.field]), _check_words(office, check)) for check in found.checks),
        (_row_name(found.row), _row_words(found)),
        (_("To look at"), _("{count} oddities").format(count=len(found.faults))
         if found.faults else ""),
        (_("Quotation marks"), _balance_words(found)),
        (_("Signs kept"), _kept_words(found)),
        (_("Put in order"), _counts(found.normalised, CHANGES)),
        (_("In the file"), _counts(found.notes, MET)),
        (_("In spite of it"), found.forced),
        (_("Read as"), taken.extract.how),
        (_("Path"), filing.path),
    ])  # fmt: skip
    for problem in found.faults[:_MOST]:
        say_problem(problem)
    show.line(_("Recorded: {name}").format(name=work.cited) if recorded else _("Not recorded."))
    if imported.orders:
        show.line(_("It changes {works}. Next: {command}").format(
            works="; ".join(other.cited for other in imported.orders),
            command=f'vanthu reg amend "{work.reference}"'))  # fmt: skip


def contradictions(office: Office, error: ContradictionError) -> None:
    """Print on stderr what was given and what is printed, field by field."""
    for check in error.checks:
        if check.verdict == "differs":
            click.echo(
                _("{field}: {source} {given}; the text prints {printed}.").format(
                    field=_(FIELDS[check.field]), source=_(SOURCES[check.source]),
                    given=_value(office, check.field, check.given),
                    printed=_value(office, check.field, check.printed),
                ),
                err=True,
            )  # fmt: skip


def item(imported: Imported) -> dict[str, Any]:
    """Return one import as JSON values."""
    taken, filing = imported.taken, imported.filing
    found = filing.certificate
    return {
        "file": taken.name,
        "sha256": taken.sha256,
        "how": taken.extract.how,
        "id": filing.work.id,
        "symbol": filing.work.symbol or None,
        "is_new": filing.is_new,
        "path": filing.path,
        "identity": [check_item(check) for check in found.checks],
        "row": found.row,
        "count": found.count,
        "holes": list(found.holes),
        "faults": show.problem_items(found.faults),
        "unbalanced": list(found.unbalanced),
        "kept": found.percent,
        "lost": dict(found.lost),
        "normalised": dict(found.normalised),
        "met": dict(found.notes),
        "forced": found.forced or None,
        "amends": [work.id for work in imported.orders],
    }


def refusal(path: Path, error: VanthuError) -> dict[str, Any]:
    """Return a file that was not imported as JSON values."""
    return {"file": str(path), "code": error.code, "message": in_words(error.message),
            "hint": in_words(error.hint), **error.details()}  # fmt: skip


def all_words() -> set[str]:
    """Return every word of this room that is translated by way of a variable."""
    tables = (FIELDS, VERDICTS, SOURCES, ROWS, CHANGES, MET)
    return {word for table in tables for word in table.values()}


def _check_words(office: Office, check: Check) -> str:
    value = _value(office, check.field, check.given or check.printed)
    words = _(VERDICTS[check.verdict])
    if check.verdict == "differs":
        words += f": {_value(office, check.field, check.printed)}"
    return f"{value} ({words})" if value else words


def _value(office: Office, field: str, value: str) -> str:
    if field == "type" and value:
        return doc_type(value).vi
    if field == "issuer" and value:
        return office.bodies.name(value)
    if field == "signed" and value:
        return in_words(said_when(parse_when(value)))
    return value


def _row_name(row: Kind) -> str:
    return _(ROWS.get(row, row))


def _row_words(found: Certificate) -> str:
    if not found.holes:
        return _("{count}, none missing").format(count=found.count)
    return _("{count}; missing: {numbers}").format(
        count=found.count, numbers=", ".join(found.holes)
    )


def _balance_words(found: Certificate) -> str:
    if not found.unbalanced:
        return _("balanced")
    lines = "\n".join(line[:70] for line in found.unbalanced[:_MOST])
    return _("{count} lines with half a pair:").format(count=len(found.unbalanced)) + f"\n{lines}"


def _kept_words(found: Certificate) -> str:
    words = _("{percent} % of {total}").format(percent=found.percent, total=found.total)
    if found.lost:
        lost = " ".join(f"{sign}×{count}" for sign, count in list(found.lost.items())[:_MOST])
        words += "; " + _("lost: {signs}").format(signs=lost)
    return words


def _counts(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    return "; ".join(
        f"{count} {_(names.get(name, name))}" for name, count in sorted(counts.items())
    )
