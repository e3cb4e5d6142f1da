"""Faults that no file shows alone: names that lead nowhere, replacements that run in a circle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from regulations.library import Library, path_of
from regulations.modification import KIND as MODS
from regulations.modification import link_to, mods_from_json, mods_path
from regulations.problems import Place, Problem
from regulations.readings import Files
from regulations.sentences import say
from regulations.shelf import entries, evidence_from
from regulations.validity import ENDING
from regulations.wording import wording_on
from regulations.work import Work

_RECORD = say("Correct the path, or add the instrument with: vanthu reg add.")
_ANEW = say("Correct the entry; see what the text orders with: vanthu reg amend.")


def crosscheck(library: Library) -> list[Problem]:
    """Return the faults between the works of an office, by place."""
    known = frozenset(library.ids)
    evidence = frozenset(evidence_from(library.files))
    between = (
        problem
        for work in library
        for problem in (
            *_dangling(work, known),
            *_bodies(work, library),
            *_evidence(work, evidence),
            *_mutual(work, library),
        )
    )
    files = library.files
    beside = (
        *_orphans(files, lambda work: work not in known),
        *_lost_texts(files),
        *_amendments(library, known),
    )
    return sorted([*between, *beside])


def left_behind(files: Files, gone: Collection[str]) -> list[Problem]:
    """Return, by place, what in *files* still names works that are *gone*, or lay beside them."""
    naming = {
        (path, work)
        for work in gone
        for name in (f"work:{work}", link_to(work))
        for path, _rel in files.linked(name)
    }
    named = [
        Problem(
            Place(path),
            say("It names {work}, whose record is taken away.", work=work),
            say("Put {file} back, or first change what names it.", file=path_of(work)),
        )
        for path, work in naming
    ]
    return sorted([*named, *_orphans(files, lambda work: work in gone)])


def _amendments(library: Library, known: frozenset[str]) -> Iterator[Problem]:
    """Yield the entries of mods.yaml that change nothing, for what they name is not there."""
    targets: dict[str, None] = {}
    recorded = set()
    for path, data in library.files.each(MODS):
        for mod in mods_from_json(data):
            if mod.target in known:
                targets[mod.target] = None
                recorded.add((path, mod.id))
                continue
            message = say("{id} names {to}, which has no record.", id=mod.id, to=mod.target)
            yield Problem(Place(path), message, _RECORD)
    for target in targets:
        for left in wording_on(library.work(target), date.max, library).outstanding:
            change = left.change
            path = mods_path(change.by.id)
            if (path, change.mod.id) in recorded and change.start and change.conf != "U":
                message = say("{id} is not carried out. {why}", id=change.mod.id, why=left.reason)
                yield Problem(Place(path), message, _ANEW)


def _dangling(work: Work, known: frozenset[str]) -> Iterator[Problem]:
    for relation in work.relations:
        if relation.to not in known:
            yield _problem(
                work,
                say("{rel} names {to}, which has no record.", rel=relation.rel, to=relation.to),
                _RECORD,
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


def _orphans(files: Files, is_gone: Callable[[str], bool]) -> Iterator[Problem]:
    """Name texts, sources and modifications that lie beside a work that is gone."""
    for path in (path for kind in ("text", "sources", "mods") for path in files.paths(kind)):
        if is_gone(_beside(path)):
            yield Problem(
                Place(path),
                say("It belongs to no instrument: no work.md lies beside it."),
                say("Move it to the folder of its instrument, or add the instrument."),
            )


def _lost_texts(files: Files) -> Iterator[Problem]:
    texts = frozenset(files.paths("text"))
    for path, data in files.each("sources"):
        named = {source["text"] for source in entries(data, "sources") if "text" in source}
        folder = path.rpartition("/")[0]
        for day in sorted(day for day in named if f"{folder}/text@{day}.md" not in texts):
            yield Problem(
                Place(path),
                say("It names the text of {day}, which does not lie beside it.", day=day),
                say("Correct the day, or add the text."),
            )


def _beside(path: str) -> str:
    return path.removeprefix("regulations/").rpartition("/")[0]


def _problem(work: Work, message: str, remedy: str) -> Problem:
    return Problem(Place(path_of(work.id)), message, remedy)
