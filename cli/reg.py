"""The noun ``reg``: instruments of the corpus, listed, shown, linked and added."""

from __future__ import annotations

from datetime import date

import click

from cli import items, show, show_reg
from cli.office import Office, open_office
from cli.request import DAY, TYPE, Request
from cli.speech import _
from cli.verbs import Noun, Verb
from regulations.days import parse_when
from regulations.library import path_of
from regulations.newwork import new_work
from regulations.symbol import parse_symbol
from regulations.work import Work
from regulations.workfile import write_work

_LATER = {
    "show": ("cli.reg_show", "show_"),
    "diff": ("cli.reg_diff", "diff"),
    "links": ("cli.reg_links", "links"),
    "history": ("cli.reg_history", "history"),
    "import": ("cli.reg_import", "import_"),
    "amend": ("cli.reg_amend", "amend"),
}
"""Verbs whose modules are loaded when they are called."""


@click.group(cls=Noun, later=_LATER)
def reg() -> None:
    """Instruments: list, show, links, history, diff, add, import, amend."""


@reg.command("list", cls=Verb)
@click.option(
    "--type",
    "doc_type",
    type=TYPE,
    metavar="TYPE",
    help="Only this type, as quy_dinh.",
)
@click.option("--issuer", metavar="BODY", help="Only what this body issued.")
@click.option("--on", type=DAY, help="Status on this day.")
@click.pass_obj
def list_(request: Request, doc_type: str | None, issuer: str | None, on: date | None) -> None:
    """List the instruments, the newest first, with their status on the day."""
    office = open_office(request)
    body = items.body_named(office, issuer) if issuer else None
    works = [
        work
        for work in sorted(office.library, key=Work.order, reverse=True)
        if doc_type in (None, work.type) and (body is None or body.id in work.issuers)
    ]
    day = on or request.as_of
    if request.as_json:
        found = [items.reg_item(work, office.library, day) for work in works]
        show.document(request, "reg", found, office=office.tree)
    else:
        show_reg.listing(request, office, works, day)


@reg.command(cls=Verb)
@click.option("--symbol", default="", help="Symbol as printed, as 366-QĐ/TW.")
@click.option(
    "--type",
    "doc_type",
    required=True,
    type=TYPE,
    metavar="TYPE",
    help="Type, as quy_dinh.",
)
@click.option("--issuer", required=True, metavar="BODY", help="The body that issued it.")
@click.option("--signed", default="", metavar="DAY", help="Signing day; a month or year will do.")
@click.option("--effective", default="", metavar="DAY", help="Day of effect, only where stated.")
@click.option("--title", required=True, help="What it is about, as printed.")
@click.option("--replaces", multiple=True, metavar="ID", help="An instrument that it replaces.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def add(
    request: Request, symbol: str, doc_type: str, issuer: str, signed: str, effective: str,
    title: str, replaces: tuple[str, ...], dry_run: bool,
) -> None:  # fmt: skip
    """Add an instrument to the corpus, as one commit."""
    office = open_office(request)
    work = new_work(
        symbol=str(parse_symbol(symbol)) if symbol else "",
        doc_type=doc_type,
        issuer=items.body_named(office, issuer).id,
        signed=parse_when(items.iso(signed)) if signed else None,
        effective=parse_when(items.iso(effective)) if effective else None,
        title=title,
        replaces=[office.library.resolve(other) for other in replaces],
        taken=frozenset(office.library.ids),
    )
    _keep(request, office, work, dry_run)


def _keep(request: Request, office: Office, work: Work, dry_run: bool) -> None:
    path = path_of(work.id)
    content = write_work(path, work)
    if dry_run:
        show.changes(request, {path: content})
        return
    office.record({path: content}, f"reg add {work.name}", base=office.files.commit)
    if request.as_json:
        item = items.reg_item(work, office.library, request.as_of)
        show.document(request, "reg", [item], office=office.tree)
    else:
        show.line(_("Recorded: {name}").format(name=work.cited))
        show.line(f"  {work.id}")
