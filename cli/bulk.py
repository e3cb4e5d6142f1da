"""The verb ``form bulk``: one paper for each row of a table, on one processor or on many."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cli import show
from cli.office import Office, open_office
from cli.papers import mind_texts
from cli.progress import progress
from cli.request import Request
from cli.secrecy import YES, ask_secrecy
from cli.speech import _, in_words
from cli.verbs import Verb
from templates.bulk.cluster import Cluster
from templates.bulk.each import Each, Pool, serial
from templates.bulk.order import Order
from templates.bulk.out import out_of
from templates.bulk.pdf import check_installed
from templates.bulk.records import Fault
from templates.bulk.run import Tally, carry_out

FINDINGS = 3
SHOWN = 20  # rows at fault on the terminal; all stand in errors.csv
FILE = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class How:
    """The options that say how an order is carried out."""

    out: Path
    shard: int | None
    jobs: int
    scheduler: str | None
    key: str
    pdf: bool
    dry_run: bool
    yes: bool

    @property
    def each(self) -> Each:
        """Those who print."""
        if self.scheduler:
            return Cluster(self.scheduler)
        return Pool(self.jobs) if self.jobs > 1 else serial


@click.command(cls=Verb)
@click.argument("name")
@click.argument("data", type=FILE)
@click.option("--out", type=FILE, required=True, metavar="DIR|FILE.zip", help="Where papers go.")
@click.option("--shard", type=click.IntRange(1, 5000), metavar="N", help="Zips of N papers each.")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, metavar="N",
              help="Print with N processes.")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="Print on the Dask cluster at ADDRESS.")
@click.option("--key", default="", metavar="FIELD", help="Name the papers by this column.")
@click.option("--pdf", is_flag=True, help="Make a PDF of every paper too, with LibreOffice.")
@click.option("--dry-run", is_flag=True, help="Check every row, and write nothing.")
@YES
@click.pass_obj
def bulk(request: Request, /, name: str, data: Path, **how: Any) -> int:
    """Fill a form for every row of DATA: CSV, XLSX, Parquet or JSONL.

    A row that is at fault costs its paper and stands in errors.csv; the exit code is then 3. Run
    again after a stop, or with rows mended, it prints only what does not stand yet.
    """
    office, asked = open_office(request), How(**how)
    if not asked.dry_run:
        ask_secrecy(request, office, office.cabinet.find(name).form(), asked.yes)
    order = _order(office, name, data, asked)  # after the yes, which changes the office's tree
    first: list[Fault] = []
    with progress(request) as tell:
        tally = carry_out(order, asked.each, words=in_words,
                          warn=lambda fault: first.append(fault) if len(first) < SHOWN else None,
                          tell=lambda now: tell(*_stand(now)))  # fmt: skip
    _warn(request, first)
    _show(request, office, order, tally)
    return FINDINGS if tally.bad else 0


def _order(office: Office, name: str, data: Path, how: How) -> Order:
    if how.pdf and not how.scheduler:
        check_installed()
    mind_texts(how.out)
    drawer = office.cabinet.find(name)
    found = drawer.form()
    return Order(
        form=found,
        template=drawer.paper(),
        properties=(("vanthu-office", office.tree),),
        source=data,
        out=out_of(how.out, found.slug, how.shard),
        key=how.key,
        dry=how.dry_run,
        pdf=how.pdf,
    )


def _stand(now: Tally) -> tuple[str, int, float]:
    if now.pdfs is None:
        return _("Papers"), now.papers + now.bad, now.share
    return "PDF", now.pdfs, now.share


def _warn(request: Request, faults: list[Fault]) -> None:
    if request.as_json or request.quiet:
        return
    for fault in faults:
        reasons = " ".join(in_words(reason) for reason in fault.reasons)
        click.echo(_("Row {row}: {reasons}").format(row=fault.row, reasons=reasons), err=True)


def _show(request: Request, office: Office, order: Order, tally: Tally) -> None:
    out = order.out.whole if order.out.kind == "one" else order.out.folder
    errors = str(order.out.errors) if tally.bad and not order.dry else None
    if request.as_json:
        item = {
            "form": order.form.code,
            "path": str(out),
            "papers": tally.papers,
            "kept": tally.kept,
            "pdfs": tally.pdfs,
            "bad": tally.bad,
            "errors": errors,
        }
        show.document(request, "bulk", [item], office=office.tree)
        return
    if order.dry:
        show.line(_("Rows that can be printed: {papers}; nothing was written.")
                  .format(papers=tally.papers))  # fmt: skip
    else:
        show.line(_("Papers in {path}: {papers}").format(path=out, papers=tally.papers))
    if tally.kept:
        show.line(_("Of these stood already: {kept}").format(kept=tally.kept))
    if tally.pdfs is not None:
        show.line(_("PDF files: {pdfs}").format(pdfs=tally.pdfs))
    if tally.bad:
        show.line(_("Rows at fault: {bad}").format(bad=tally.bad))
    if errors:
        show.line(_("They are listed in {path}").format(path=errors))
