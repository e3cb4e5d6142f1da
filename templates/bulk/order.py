"""What every hand that prints must know of an order, and how it prints one batch of rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from regulations.diskfaults import disk_faults
from regulations.errors import InvalidDataError, VanthuError
from regulations.sentences import say
from templates.bulk.names import paper_name
from templates.bulk.out import Done, Out, hash_of
from templates.bulk.records import Columns, Fault, UnreadableRowError, columns_of
from templates.bulk.table import Entry, Row
from templates.form import Form
from templates.marking import MarkedFileError, degree_in_values
from templates.photos import with_photos
from templates.press.press import press_of


@dataclass(frozen=True, slots=True)
class Order:
    """One form for many rows of the table at *source*; *key* is the column that names papers.

    *properties* go into every paper, *mark* stands for all that shapes a paper but its record.
    A *dry* order is checked and not printed; *pdf* wants a PDF of every paper too.
    """

    form: Form
    template: bytes
    properties: tuple[tuple[str, str], ...]
    source: Path
    out: Out
    key: str = ""
    dry: bool = False
    pdf: bool = False
    mark: str = ""

    def marked(self) -> Order:
        """Return this order with its mark."""
        shape = repr((self.form, self.properties, self.key)).encode() + self.template
        return replace(self, mark=hashlib.sha256(shape).hexdigest())

    @property
    def columns(self) -> Columns:
        """The columns its table may have."""
        return columns_of(self.form, self.key)


class Batch(NamedTuple):
    """Rows that are printed together, and the papers that stand of them from an earlier run."""

    number: int
    rows: tuple[Entry, ...]
    done: tuple[Done, ...] = ()


class Trouble(NamedTuple):
    """Why a batch could not be printed at all, as it travels from one machine to another."""

    code: str
    exit_code: int
    message: str
    hint: str


class Outcome(NamedTuple):
    """What came of a batch: the papers that stand now, how many of them stood before."""

    number: int
    papers: tuple[Done, ...] = ()
    faults: tuple[Fault, ...] = ()
    kept: int = 0
    trouble: Trouble | None = None


def press_for(order: Order) -> Callable[[Mapping[str, object]], bytes]:
    """Return what prints the values of one record."""
    press, properties = press_of(order.template), dict(order.properties)
    return lambda values: press.render(values, properties=properties)


def print_batch(order: Order, batch: Batch) -> Outcome:
    """Print a batch; a bad record costs its paper, trouble with the disk the batch. Never raises.

    Equal orders and rows give equal names and bytes, whoever prints them.
    """
    try:
        with disk_faults():
            return _Hand(order).outcome(batch)
    except VanthuError as error:
        trouble = Trouble(error.code, error.exit_code, error.message, error.hint)
        return Outcome(batch.number, trouble=trouble)


class _Hand:
    """One who prints for an order."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._columns = order.columns
        self._press = press_for(order)
        self._head = hashlib.sha256(order.mark.encode())
        self._slug = order.form.slug
        self._photos = [field.key for field in order.form.fields if field.kind == "photo"]

    def outcome(self, batch: Batch) -> Outcome:
        """Print what does not stand yet; a zip that lacks anything is printed whole."""
        out = self._order.out
        before = {done.row: done for done in batch.done}
        if self._order.dry:
            return self._printed(batch, {}, lambda name, content: None)
        holds = out.holding(batch.number) if before else None
        before = {row: done for row, done in before.items() if holds and holds(done)}
        known = {row.number: self.mark(row, row.read()) for row in batch.rows} if before else {}
        kept = {row: done for row, done in before.items() if known.get(row) == done.record}
        if out.kind != "files" and self._changed(batch, kept):
            kept = {}
        found = self._through(batch, kept)
        names = {done.name for done in found.papers}
        gone = [done for done in batch.done if done.name not in names]
        out.drop(batch.number, gone, all_of_it=not names)
        return found

    def _changed(self, batch: Batch, kept: Mapping[int, Done]) -> bool:
        """Tell whether a zip that holds *kept* is not what the batch should become."""
        if len(kept) < len(batch.done):
            return True
        return any(row.number not in kept and self._good(row) for row in batch.rows)

    def _good(self, row: Entry) -> bool:
        try:
            self.values(row.read())
        except UnreadableRowError:
            return False
        return True

    def _through(self, batch: Batch, kept: Mapping[int, Done]) -> Outcome:
        """Print every row but those *kept*, where there is one to print."""
        out = self._order.out
        if out.kind != "files" and kept:
            return self._printed(batch, kept, lambda name, content: None)
        with out.printing(batch.number) as add:
            return self._printed(batch, kept, add)

    def _printed(
        self, batch: Batch, kept: Mapping[int, Done], add: Callable[[str, bytes], None]
    ) -> Outcome:
        papers: list[Done] = []
        faults: list[Fault] = []
        for row in batch.rows:
            if row.number in kept:
                papers.append(kept[row.number])
                continue
            try:
                papers.append(self._paper(row, add))
            except UnreadableRowError as error:
                faults.append(error.fault)
        return Outcome(batch.number, tuple(papers), tuple(faults), len(kept))

    def _paper(self, entry: Entry, add: Callable[[str, bytes], None]) -> Done:
        row = entry.read()
        values = self.values(row)
        if self._order.dry:
            return Done(row.number, "", "", "")
        try:
            content = self._press(values)
        except VanthuError as error:
            fault = Fault(row.number, (), (error.message,))
            raise UnreadableRowError(fault) from error
        name = paper_name(self._word(row), row.number)
        add(name, content)
        return Done(row.number, self.mark(entry, row), name, hash_of(content))

    def values(self, row: Row) -> Mapping[str, object]:
        """Return the values of a row, photos and all.

        Raises:
            UnreadableRowError: with every fault of the row.
        """
        values = self._columns.at_once(row) or self._filled(row)
        if degree := degree_in_values({**values, "": self._word(row)}):
            raise _refused(row, degree)
        return values

    def _filled(self, row: Row) -> Mapping[str, object]:
        filled = self._columns.fill(row, self._order.source.name)
        if filled.photos:
            try:
                filled = with_photos(filled, self._order.source.parent)
            except InvalidDataError as error:
                fault = self._columns.fault(row.number, error.problems, ())
                raise UnreadableRowError(fault) from error
            except MarkedFileError as error:
                raise _refused(row, error.degree) from error
        return filled.values

    def _word(self, row: Row) -> str:
        if not self._order.key:
            return self._slug
        return next((str(value) for name, value in zip(row.names, row.values, strict=True)
                     if name == self._order.key), "")  # fmt: skip

    def mark(self, entry: Entry, row: Row) -> str:
        """Return the hash of *entry*: the order's mark, what *row* says, how its photos stand."""
        record = self._head.copy()
        record.update(entry.said)
        if photos := self._seen(row):
            record.update(repr(photos).encode())
        return record.hexdigest()[:32]

    def _seen(self, row: Row) -> list[tuple[int, int]]:
        found = []
        for key in self._photos:
            if key in row.names and (name := row.values[row.names.index(key)]):
                path = self._order.source.parent / str(name)
                if path.is_file():
                    found.append((path.stat().st_size, path.stat().st_mtime_ns))
        return found


def _refused(row: Row, degree: str) -> UnreadableRowError:
    """Return the fault of a row that carries *degree*; a photo's name is not repeated."""
    why = MarkedFileError(say("The row"), degree)
    return UnreadableRowError(Fault(row.number, (), (why.message, why.hint)))
