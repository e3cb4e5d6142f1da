"""Faults that no file shows alone: names that lead nowhere, replacements that run in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from regulations.library import Library, path_of
from regulations.problems import Place, Problem
from regulations.sentences import say
from regulations.shelf import evidence_from
from regulations.validity import ENDING
from regulations.work import Work


def crosscheck(library: Library) -> list[Problem]:
    """Return the faults between the works of an office, by place."""
    known = frozenset(library.ids)
    evidence = frozenset(evidence_from(library.files))
    return sorted(
        problem
        for work in library
        for problem in (
            *_dangling(work, known),
            *_bodies(work, library),
            *_evidence(work, evidence),
            *_mutual(work, library),
        )
    )


def _dangling(work: Work, known: frozenset[str]) -> Iterator[Problem]:
    for relation in work.relations:
        if relation.to not in known:
            yield _problem(
                work,
                say("{rel} names {to}, which has no record.", rel=relation.rel, to=relation.to),
                say("Correct the path, or add the instrument with: vanthu reg add."),
            )


def _bodies(work: Work, library: Library) -> Iterator[Problem]:
    for body in (*work.issuers, *filter(None, [work.monitor])):
        if library.bodies.get(body) is None:
            yield _problem(
                work,
                say("The body {body} is not known.", body=body),
                say("Add it to regulations/bodies.yaml, or correct the id."),
            )


def _evidence(work: Work, known: frozenset[str]) -> Iterator[Problem]:
    cited = {*work.evidence, *(source for rel in work.relations for source in rel.evidence)}
    for source in sorted(cited - known):
        yield _problem(
            work,
            say("The source {source} is not listed.", source=source),
            say("Add it to regulations/evidence.yaml, or correct the id."),
        )


def _mutual(work: Work, library: Library) -> Iterator[Problem]:
    ended = {relation.to for relation in work.relations if relation.rel in ENDING}
    for other in sorted(ended):
        back = {rel.to for rel in library.work(other).relations if rel.rel in ENDING}
        if work.id in back:
            yield _problem(
                work,
                say("It replaces {other}, which in turn replaces it.", other=other),
                say("Keep the relation of the newer one."),
            )


def _problem(work: Work, message: str, remedy: str) -> Problem:
    return Problem(Place(path_of(work.id)), message, remedy)
