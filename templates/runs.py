"""Runs of text: joined, cut, and read from the elements of a manuscript. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from templates.lines import Run

Runs = tuple[Run, ...]
_BLANKS = re.compile(r"[ \t\n]+")
_SPECIAL = re.compile(
    r"\[\[(?P<cited>[^\[\]]+)\]\]|\[\^(?P<note>[^\]\s]+)\]|(?P<gap>\[(?:…|\.\.\.)[^\[\]]*\])"
)
"""``[[366-QĐ/TW 2025]]`` is cited, ``[^1]`` hangs a note, ``[… ngày họp]`` is to be written."""


@dataclass(slots=True)
class RunReader:
    """Reads the runs of one manuscript: *cite* words a citation, *notes* are what ``[^1]`` hangs.

    *hung* gathers the notes that were hung somewhere.
    """

    cite: Callable[[str], str]
    notes: Mapping[str, Runs] = field(default_factory=dict)
    hung: set[str] = field(default_factory=set)

    def runs(self, element: Element) -> Runs:
        """Return what *element* says, blanks as single blanks, none at the ends."""
        found = _tidied(_walk(element, Run("")))
        return tuple(run for one in found for run in self._special(one))

    def _special(self, run: Run) -> Iterator[Run]:
        """Take out what stands for something else; a reference to no note stays as typed."""
        at = 0
        for match in _SPECIAL.finditer(run.text):
            if match["note"] and match["note"] not in self.notes:
                continue
            yield from _filled(replace(run, text=run.text[at : match.start()]))
            yield self._meant(run, match)
            at = match.end()
        yield from _filled(replace(run, text=run.text[at:]))

    def _meant(self, run: Run, match: re.Match[str]) -> Run:
        if match["cited"]:
            return replace(run, text=self.cite(match["cited"]))
        if match["gap"]:
            return replace(run, text=match["gap"], marked=True)
        self.hung.add(match["note"])
        return replace(run, text="", note=self.notes[match["note"]])


def text_of(runs: Sequence[Run]) -> str:
    """Return the runs as one text."""
    return "".join(run.text for run in runs)


def cut(runs: Sequence[Run], at: int) -> tuple[Runs, Runs]:
    """Return the runs before and from the sign number *at*."""
    before: list[Run] = []
    rest = list(runs)
    while rest and at > 0:
        run = rest.pop(0)
        if len(run.text) > at:
            rest.insert(0, replace(run, text=run.text[at:]))
            run = replace(run, text=run.text[:at], note=())
        at -= len(run.text)
        before.append(run)
    return tuple(before), tuple(rest)


def styled(runs: Sequence[Run], **face: bool) -> Runs:
    """Return the runs in another face."""
    return tuple(replace(run, **face) for run in runs)  # type: ignore[arg-type]


def _walk(element: Element, face: Run) -> Iterator[Run]:
    if element.text:
        yield replace(face, text=_BLANKS.sub(" ", element.text))
    for child in element:
        if child.tag == "br":
            yield replace(face, text="\n")
        inner = {"strong": {"bold": True}, "em": {"italic": True}}.get(child.tag, {})
        yield from _walk(child, replace(face, **inner))  # type: ignore[arg-type]
        if child.tail:
            yield replace(face, text=_BLANKS.sub(" ", child.tail))


def _tidied(runs: Iterator[Run]) -> list[Run]:
    """Join runs of one face; no blank stands beside a blank or a break, or at the ends."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    last = " "
    kept: list[Run] = []
    for run in joined:
        text = re.sub(r" *\n *", "\n", re.sub(r"  +", " ", run.text))
        text = text.lstrip(" ") if last in " \n" else text
        last = text[-1:] or last
        kept += _filled(replace(run, text=text))
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" \n"))
    return [run for run in kept if run.text]


def _filled(run: Run) -> list[Run]:
    return [run] if run.text else []
