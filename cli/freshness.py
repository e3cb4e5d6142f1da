"""The office's index at the state it stands at: what git says has changed, and nothing else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from cli.entries import entries_of, entries_of_work, entry_of_task
from cli.office import Office
from regulations.errors import UnknownRevisionError
from regulations.library import id_of
from regulations.modification import mods_from_json, read_mods
from regulations.search.entry import Entry
from regulations.search.keeping import Changes, Kept, Source, kept_index
from regulations.workfile import read_work
from templates.cabinet import open_cabinet
from tracker.taskfiles import TASK, task_id_of

ENTRIES_VERSION = "2"  # of what cli/entries.py makes of a file
_WORK = re.compile(r"regulations/(.+)/work\.md")
_TEXT = re.compile(r"regulations/(.+)/text@[^/]+\.md")
_MODS = re.compile(r"regulations/(.+)/mods\.yaml")
_EVERYWHERE = ("regulations/bodies.yaml",)  # its names stand in every entry
_MOST_OWNERS = 2_000  # where more has changed, building anew is no slower


def index_of(office: Office) -> Kept:
    """Return the office's index, brought up to what is recorded."""
    source = Source(
        _state(office), lambda: entries_of(office), lambda old: _changes(office, old)
    )  # fmt: skip
    return kept_index(office.cache / "search", source, office.settings.search_engine)


def _state(office: Office) -> str:
    """Name what the entries come from: the office's tree, and the forms that ship."""
    forms = "\0".join(drawer.text for drawer in open_cabinet().drawers)
    shipped = hashlib.sha256(forms.encode()).hexdigest()[:16]
    return f"{office.tree}/{shipped}/{ENTRIES_VERSION}"


def _changes(office: Office, old: str) -> Changes | None:
    """Return what differs since the state *old*; ``None`` where building anew is called for."""
    tree, _, rest = old.partition("/")
    if rest != _state(office).partition("/")[2]:
        return None
    try:
        paths = office.store.changes(tree, office.tree)
    except UnknownRevisionError:
        return None
    if any(path in _EVERYWHERE or path.startswith("templates/") for path in paths):
        return None
    works = set(_works(office, tree, paths))
    tasks = {task_id_of(path) for path in paths if TASK.fullmatch(path)}
    if len(works) + len(tasks) > _MOST_OWNERS:
        return None
    owners = {f"regulation/{work}" for work in works} | {f"task/{task}" for task in tasks}
    return Changes(frozenset(owners), tuple(_entries(office, works, tasks)))


def _works(office: Office, tree: str, paths: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the works whose entries differ: also those that a changed one does something to."""
    for path in paths:
        match = _TEXT.fullmatch(path) or _WORK.fullmatch(path) or _MODS.fullmatch(path)
        if match:
            yield match[1]
            for target in _targets(office, match[1]):
                yield target
                yield from _targets(office, target)  # an act that ended changes no text any more
            yield from _targets_before(office, tree, path)


def _targets(office: Office, work_id: str) -> Iterator[str]:
    work = office.library.work(work_id)
    yield from dict.fromkeys(relation.to for relation in office.library.outgoing(work))


def _targets_before(office: Office, tree: str, path: str) -> list[str]:
    content = office.store.at_path(tree, path)
    if content is None:
        return []
    text = content.decode("utf-8-sig", "replace")
    if _MODS.fullmatch(path):
        return [one.target for one in mods_from_json(read_mods(path, text).data)]
    work, _problems = read_work(path, text, id_of(path)) if _WORK.fullmatch(path) else (None, [])
    return [relation.to for relation in work.relations] if work else []


def _entries(office: Office, works: Iterable[str], tasks: set[str]) -> Iterator[Entry]:
    recorded = frozenset(office.library.ids)
    for work_id in sorted(works):
        if work_id in recorded:
            yield from entries_of_work(office, office.library.work(work_id))
    for task in office.desk.tasks() if tasks else ():
        if task.id in tasks:
            yield entry_of_task(task, office.bodies)
