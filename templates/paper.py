"""A paper of any type as a value: head, body, appendices, who is addressed, gets and signs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from regulations.work import Work
from templates.composing import Annex
from templates.kinds import Kind
from templates.letterhead import Head, Signing, head_values, signing_values
from templates.lines import Block, Line, Run
from templates.runs import Runs


@dataclass(frozen=True, slots=True)
class Order:
    """What a drafter asks for. *target* is what the paper is on, *bases* what else it rests on.

    *to* names the bodies addressed, *manuscript* is what the drafter wrote; both may be empty.
    """

    target: Work | None = None
    bases: tuple[Work, ...] = ()
    to: tuple[str, ...] = ()
    subject: str = ""
    signed_by: str = "deputy"
    manuscript: Element | None = None

    @property
    def works(self) -> tuple[Work, ...]:
        """Everything the paper rests on, the target first, each once."""
        return tuple(dict.fromkeys((*([self.target] if self.target else []), *self.bases)))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be set. *notes* are sentences for the drafter, none of it is printed.

    *label* and *to* address it: ``Kính gửi:`` and each body; both are empty in most types.
    """

    kind: Kind
    lang: str
    head: Head
    name: str
    subject: Runs
    label: str
    to: tuple[Runs, ...]
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    recipients: tuple[str, ...]
    signing: Signing
    rests_on: tuple[Work, ...]
    notes: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the drafter must write, each once, in the order of the paper."""
        return tuple(dict.fromkeys(run.text for run in self._runs() if run.marked))

    def values(self) -> Mapping[str, object]:
        """Return what the frame of the paper takes."""
        return {
            "head": head_values(self.head),
            "name": self.name,
            "recipients": list(self.recipients),
            "signing": signing_values(self.signing, self.lang),
        }

    def _runs(self) -> Iterator[Run]:
        yield from self.subject
        for one in self.to:
            yield from one
        for block in (*self.body, *(block for annex in self.annexes for block in annex.blocks)):
            for line in _lines(block):
                if not isinstance(line.content, str):
                    yield from line.content


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A paper that goes with another: a head without number, a title, a text, a wide table."""

    lang: str
    head: Head
    name: str
    subject: str
    body: tuple[Block, ...]
    annex: tuple[Block, ...]


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Line):
        yield block
    else:
        for row in block.rows:
            for cell in row.cells:
                if not isinstance(cell, str):
                    yield from [cell] if isinstance(cell, Line) else cell
