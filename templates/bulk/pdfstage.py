"""The papers of an order made into PDF files, by as many hands as print: the step after printing.

A PDF stands beside its paper, those of a zip in a zip of their own. Printing a paper anew removes
its PDF, so that one that stands is true.
"""

from __future__ import annotations

import os
import shutil
import socket
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from regulations.diskfaults import disk_faults
from regulations.errors import VanthuError
from regulations.machine import private_folder
from regulations.manyfiles import staged_file, write_all
from regulations.sentences import say
from templates.bulk.each import Each
from templates.bulk.order import Batch, Order, Outcome, Trouble
from templates.bulk.out import Done
from templates.bulk.pdf import make_pdfs
from templates.bulk.records import Fault
from templates.bulk.shard import Shard

_AT_ONCE = 20  # single papers to one start of LibreOffice, which takes as long as ten of them
_ROOMS = "pdf-*"
_UNMADE = say("LibreOffice could not make a PDF of the paper.")


def pdf_stage(
    order: Order, each: Each, papers: Iterable[tuple[int, tuple[Done, ...]]]
) -> Iterator[Outcome]:
    """Make a PDF of all *papers*, given by batch; yield what came of each batch."""
    _clear(order.out.room)
    try:
        yield from each(pdf_batch, order, _batches(order, papers))
    finally:
        _clear(order.out.room)


def pdf_batch(order: Order, batch: Batch) -> Outcome:
    """Make the PDFs of a batch's papers that lack one. Never raises."""
    try:
        with disk_faults():
            made = _of_files(order, batch) if order.out.kind == "files" else _of_zip(order, batch)
    except VanthuError as error:
        trouble = Trouble(error.code, error.exit_code, error.message, error.hint)
        return Outcome(batch.number, trouble=trouble)
    papers = tuple(done for done in batch.done if done.name in made)
    faults = tuple(Fault(done.row, (), (_UNMADE,)) for done in batch.done if done.name not in made)
    return Outcome(batch.number, papers, faults)


def _batches(order: Order, papers: Iterable[tuple[int, tuple[Done, ...]]]) -> Iterator[Batch]:
    for number, done in papers:
        step = _AT_ONCE if order.out.kind == "files" else len(done) or 1
        for begin in range(0, len(done), step):
            yield Batch(number, (), done[begin : begin + step])


def _of_files(order: Order, batch: Batch) -> set[str]:
    """Return the names of the papers that have a PDF beside them now."""
    papers = {done.name: order.out.folder / done.name for done in batch.done}
    lacking = [path for path in papers.values() if not path.with_suffix(".pdf").exists()]
    made = make_pdfs(lacking, _own_room(order.out.room)) if lacking else {}
    write_all({path.with_suffix(".pdf"): content for path, content in made.items()}, order.out.room)
    return {name for name, path in papers.items() if path in made or path not in lacking}


def _of_zip(order: Order, batch: Batch) -> set[str]:
    """Return the names of the papers whose PDF is in the zip of PDFs now."""
    target = order.out.pdf_shard(batch.number)
    if target.exists():
        with zipfile.ZipFile(target) as held:
            return {Path(name).with_suffix(".docx").name for name in held.namelist()}
    own = _own_room(order.out.room)
    unpacked = private_folder(own / "papers")
    with zipfile.ZipFile(order.out.shard(batch.number)) as held:
        contents = {unpacked / done.name: held.read(done.name) for done in batch.done}
    write_all(contents, own)
    made = make_pdfs(list(contents), own)
    with staged_file(target, order.out.room) as file:
        shard = Shard(file)
        for path, content in made.items():
            shard.add(path.with_suffix(".pdf").name, content)
        shard.close()
    shutil.rmtree(unpacked)
    return {path.name for path in made}


def _own_room(room: Path) -> Path:
    """Return the folder of this process, which nobody else uses."""
    return private_folder(room / f"pdf-{socket.gethostname()}-{os.getpid()}")


def _clear(room: Path) -> None:
    for left in room.glob(_ROOMS):
        shutil.rmtree(left, ignore_errors=True)
