"""An order carried out: rows go out in batches, papers come to stand, faults are listed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, groupby
from pathlib import Path

from regulations.diskfaults import disk_faults
from regulations.errors import InvalidDataError, VanthuError
from regulations.machine import WriterLock, clear_staged
from regulations.problems import Place, Problem
from regulations.sentences import say
from templates.asked import check_names
from templates.bulk.each import Each
from templates.bulk.faultlist import Note, fault_list
from templates.bulk.journal import Journal
from templates.bulk.order import Batch, Order, Outcome, Trouble, print_batch
from templates.bulk.pdfstage import pdf_stage
from templates.bulk.records import Fault
from templates.bulk.rows import open_data
from templates.bulk.shard import join
from templates.bulk.table import Data
from templates.marking import refuse_marked


class TroubleError(VanthuError):
    """What a batch met with, perhaps on another machine."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message, hint=trouble.hint)
        self.code = trouble.code
        self.exit_code = trouble.exit_code


class OutOfSightError(VanthuError):
    """Papers were printed on another machine, into a folder that is not this one."""

    code = "out_of_sight"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            say("Papers were printed, but {folder} does not show them.", folder=str(folder)),
            hint=say("Name a folder with --out that every machine of the cluster shares."),
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How far an order is: papers that stand, those of them that stood before, bad records.

    *share* is the share of this step that is done, from 0 to 1; *pdfs* is ``None`` before its step.
    """

    papers: int = 0
    kept: int = 0
    bad: int = 0
    share: float = 0.0
    pdfs: int | None = None

    def plus(self, outcome: Outcome, share: float) -> Tally:
        """Return this with one more batch."""
        return replace(
            self,
            papers=self.papers + len(outcome.papers),
            kept=self.kept + outcome.kept,
            bad=self.bad + len(outcome.faults),
            share=share,
        )


def carry_out(
    order: Order,
    each: Each,
    *,
    tell: Callable[[Tally], None] = lambda tally: None,
    warn: Callable[[Fault], None] = lambda fault: None,
    words: Callable[[str], str] = str,
) -> Tally:
    """Print a paper for each row of the order's table.

    *tell* hears of every batch that is done, *warn* of every record that gives no paper.

    Run again after a kill, or with rows mended, it prints what does not stand yet. *words* says a
    sentence in the language of ``errors.csv``.

    Raises:
        InvalidDataError: the table's columns are not those of the form, or it has no rows.
        MarkedFileError: the table's name carries a degree of secrecy; a row that does is at fault.
        VanthuError: the table, the template, the folder or the disk is at fault.
    """
    refuse_marked(order.source.name)
    order = order.marked()
    check_names(order.form, order.template)
    with open_data(order.source) as data, disk_faults():
        _check_columns(order, data)
        data = _with_rows(order, data)
        if order.dry:
            outcomes = each(print_batch, order, _batches(order, data, None))
            return _counted(outcomes, data, tell, (warn,))
        with _at_work(order) as journal:
            outcomes = each(print_batch, order, _batches(order, data, journal))
            with fault_list(order.out.errors, order.out.room, words) as note:
                tally = _counted(_noted(order, journal, outcomes), data, tell, (warn, note))
                if order.pdf:
                    tally = _made(order, each, journal, tally, tell, (warn, note))
            if order.out.kind == "one":
                _join(order, journal)
        if order.out.kind == "one":
            shutil.rmtree(order.out.room)
    return tally


def _check_columns(order: Order, data: Data) -> None:
    """Refuse a table whose every row would be at fault."""
    if not data.columns:
        return
    place = Place(str(order.source), 1)
    columns = order.columns
    problems = [
        Problem(place, say("{name} is no field of the form.", name=name),
                say("See the names with: vanthu form show {form}.", form=order.form.code))
        for name in columns.unknown(data.columns)
    ] + [
        Problem(place, say("The column {name} is missing.", name=name), say("Add it."))
        for name in columns.absent(data.columns)
    ]  # fmt: skip
    if order.key and order.key not in data.columns:
        what = say("There is no column {name} to name the papers by.", name=order.key)
        problems.append(Problem(place, what, say("Give one of the columns with --key.")))
    if problems:
        raise InvalidDataError(str(order.source), problems)


def _with_rows(order: Order, data: Data) -> Data:
    """Return *data*, which holds a row: from an empty table no paper is taken for gone."""
    first = next(data.rows, None)
    if first is None:
        problem = Problem(
            Place(str(order.source), 1),
            say("The table holds no rows."),
            say("Fill in one row for each person, below the labels."),
        )
        raise InvalidDataError(str(order.source), [problem])
    return replace(data, rows=chain((first,), data.rows))


@contextmanager
def _at_work(order: Order) -> Iterator[Journal]:
    """Hold the folder for this run alone, cleared of what a killed one left."""
    order.out.prepare()
    with WriterLock(order.out.room / "lock").held(wait_seconds=2):
        clear_staged(order.out.room)
        journal = Journal.open(order)
        try:
            yield journal
        finally:
            journal.close()


def _noted(order: Order, journal: Journal, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Pass on what each batch came to, once the journal tells of it."""
    last = -1
    for outcome in outcomes:
        if not outcome.trouble:
            _see(order, outcome)
            if outcome.papers != journal.done(outcome.number):
                journal.add(outcome)
        last = outcome.number
        yield outcome
    _drop_after(last, order, journal)


def _counted(
    outcomes: Iterable[Outcome],
    data: Data,
    tell: Callable[[Tally], None],
    notes: tuple[Note, ...],
) -> Tally:
    tally = Tally()
    for outcome in outcomes:
        if outcome.trouble:
            raise TroubleError(outcome.trouble)
        _note(outcome, notes)
        tally = tally.plus(outcome, data.share())
        tell(tally)
    return replace(tally, share=1.0)


def _made(
    order: Order,
    each: Each,
    journal: Journal,
    tally: Tally,
    tell: Callable[[Tally], None],
    notes: tuple[Note, ...],
) -> Tally:
    """Make the PDFs; one that could not be made is a fault like any other."""
    seen = 0
    tally = replace(tally, pdfs=0, share=0.0)
    for outcome in pdf_stage(order, each, journal.papers()):
        if outcome.trouble:
            raise TroubleError(outcome.trouble)
        _note(outcome, notes)
        seen += len(outcome.papers) + len(outcome.faults)
        tally = replace(
            tally,
            pdfs=(tally.pdfs or 0) + len(outcome.papers),
            bad=tally.bad + len(outcome.faults),
            share=seen / max(tally.papers, 1),
        )
        tell(tally)
    return replace(tally, share=1.0)


def _note(outcome: Outcome, notes: tuple[Note, ...]) -> None:
    for fault in outcome.faults:
        for note in notes:
            note(fault)


def _batches(order: Order, data: Data, journal: Journal | None) -> Iterator[Batch]:
    for number, rows in groupby(data.rows, key=lambda row: order.out.batch_of(row.number)):
        yield Batch(number, tuple(rows), journal.done(number) if journal else ())


def _see(order: Order, outcome: Outcome) -> None:
    """Make sure that the first paper of a batch stands where this machine looks for it."""
    if outcome.papers and not order.out.shows(outcome.number, outcome.papers[0]):
        raise OutOfSightError(order.out.folder)


def _drop_after(last: int, order: Order, journal: Journal) -> None:
    """Remove papers whose rows are gone from the end of the table."""
    for batch in journal.batches():
        if batch > last and (done := journal.done(batch)):
            order.out.drop(batch, done, all_of_it=True)
            journal.add(Outcome(batch))


def _join(order: Order, journal: Journal) -> None:
    out = order.out
    batches = [batch for batch, papers in journal.papers() if papers]
    if order.pdf:
        join(map(out.pdf_shard, batches), out.whole.with_suffix(".pdf.zip"), out.room / "listing")
    join(map(out.shard, batches), out.whole, out.room / "listing")
