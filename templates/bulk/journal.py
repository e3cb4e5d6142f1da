"""What an order has printed, batch by batch: a killed run goes on from it.

A line is added, and flushed to the disk, once all papers of a batch are safe there. The last line
of a batch holds; half a line at the end is what a killed run left, and is cut off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from regulations.errors import ConflictError
from regulations.machine import PRIVATE
from regulations.sentences import say
from templates.bulk.order import Order, Outcome
from templates.bulk.out import Done

_FORMAT = 1


class OtherOrderError(ConflictError):
    """The folder belongs to another order."""

    code = "other_order"

    def __init__(self, folder: Path, source: str) -> None:
        super().__init__(
            say("{folder} holds the papers of another order, from {source}.",
                folder=str(folder), source=source),
            hint=say("Name a new folder with --out, or repeat the options of that order."),
        )  # fmt: skip


class Journal:
    """The journal of one order; memory holds where each batch stands in it, not what it says."""

    def __init__(self, path: Path) -> None:
        self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE), "r+b")
        self._begins: dict[int, int] = {}

    @staticmethod
    def open(order: Order) -> Journal:
        """Open the journal of *order*, begun where there is none.

        Raises:
            OtherOrderError: it tells of another form, table, key or kind of output.
        """
        journal = Journal(order.out.room / "journal.jsonl")
        head = {"format": _FORMAT, "form": order.form.code, "source": order.source.name,
                "key": order.key, "kind": order.out.kind, "size": order.out.size}  # fmt: skip
        held = journal._read()
        if held == head:
            return journal
        if journal._begins:
            journal.close()
            raise OtherOrderError(order.out.folder, str(held.get("source", "")))
        journal._file.truncate(0)  # an order that never came to print anything
        journal._append(head)
        return journal

    def batches(self) -> tuple[int, ...]:
        """Return the numbers of the batches it tells of, in order."""
        return tuple(sorted(self._begins))

    def done(self, batch: int) -> tuple[Done, ...]:
        """Return the papers of a batch, none where it was never printed."""
        begin = self._begins.get(batch)
        if begin is None:
            return ()
        self._file.seek(begin)
        return tuple(Done(*paper) for paper in json.loads(self._file.readline())["papers"])

    def papers(self) -> Iterator[tuple[int, tuple[Done, ...]]]:
        """Yield every batch with its papers."""
        for batch in self.batches():
            yield batch, self.done(batch)

    def add(self, outcome: Outcome) -> None:
        """Note that a batch stands as *outcome* says; on return it is safe on the disk."""
        self._begins[outcome.number] = self._append(
            {"batch": outcome.number, "papers": outcome.papers}
        )

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _read(self) -> dict[str, object]:
        """Find where each batch stands; return the head."""
        head: dict[str, object] = {}
        good = 0
        for line in self._file:
            try:
                entry = json.loads(line)
            except ValueError:
                break
            if not line.endswith(b"\n"):
                break
            if "batch" in entry:
                self._begins[entry["batch"]] = good
            else:
                head = entry
            good += len(line)
        self._file.truncate(good)
        return head

    def _append(self, entry: dict[str, object]) -> int:
        begin = self._file.seek(0, os.SEEK_END)
        self._file.write(json.dumps(entry, separators=(",", ":")).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        return begin
