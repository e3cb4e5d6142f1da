"""The office that a command works in: found, opened, and read only as far as needed."""

from __future__ import annotations

import atexit
import hashlib
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cached_property, partial
from pathlib import Path

import click

from cli.progress import file_bar
from cli.request import Request, now
from cli.speech import speak, wanted_language
from regulations import shelf
from regulations.bodies import Bodies
from regulations.catalogue import FILE as CATALOGUE
from regulations.catalogue import Catalogue
from regulations.cataloguing import Bar, no_bar
from regulations.days import short_day
from regulations.errors import InvalidDataError, NotFoundError, VanthuError
from regulations.library import Library
from regulations.machine import private_folder
from regulations.past import PastFiles
from regulations.ranks import bodies_above
from regulations.readings import read_all, reader_of
from regulations.repository.store import Store
from regulations.sentences import say
from regulations.settings import PATH, Settings, settings_from_json
from templates.cabinet import READERS as FORM_READERS
from templates.cabinet import Cabinet, open_cabinet
from tracker.calendar import Calendar
from tracker.desk import READERS as TASK_READERS
from tracker.desk import Desk
from tracker.progress import Item
from tracker.taskfiles import task_id_of

READERS = (*shelf.READERS, *TASK_READERS, *FORM_READERS)
_OTHER_OWN = re.compile(r"\.gitattributes|\.gitignore|templates/[a-z0-9-]+/form\.docx")


def is_own(path: str) -> bool:
    """Tell whether a file at *path* is one of those that make an office."""
    return reader_of(path, READERS) is not None or _OTHER_OWN.fullmatch(path) is not None


class NoOfficeError(NotFoundError):
    """Neither the folder nor one above it is an office."""

    code = "no_office"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            say("{folder} is not inside an office.", folder=str(folder)),
            hint=say("Make one with: vanthu init DIR --sample, or name one with: -C DIR."),
        )


class NotKnownError(NotFoundError):
    """The office held nothing yet on that day."""

    def __init__(self, day: date) -> None:
        super().__init__(
            say("Nothing was recorded in this office by {day}.", day=short_day(day)),
            hint=say("See the first day with: vanthu log."),
        )


class Office:
    """One office at the commit it stands at. Every part is loaded when first used."""

    def __init__(self, root: Path, bar: Bar = no_bar) -> None:
        self.root = root
        self._bar = bar

    @cached_property
    def store(self) -> Store:
        """The repository."""
        return Store.open(self.root)

    @cached_property
    def files(self) -> Catalogue:
        """What all files say."""
        return Catalogue.open(self.cache, self.store, READERS, self._bar)

    @property
    def tree(self) -> str:
        """The id of everything the office holds: what a paper or answer was made from."""
        return self.files.tree

    @cached_property
    def settings(self) -> Settings:
        """What the office says of itself.

        Raises:
            InvalidDataError: its file can't be read; all faults at once.
            FormatError: its format is not ours.
        """
        data = self.files.get(PATH)
        if data is None:
            faults = [one for one in self.files.problems() if one.place.path == PATH]
            raise InvalidDataError(PATH, faults)
        return settings_from_json(data)

    @cached_property
    def bodies(self) -> Bodies:
        """Every body the office knows."""
        return shelf.bodies_from(self.files)

    @cached_property
    def library(self) -> Library:
        """The works."""
        return Library(self.files, self.bodies)

    @cached_property
    def desk(self) -> Desk:
        """The programmes and their tasks."""
        return Desk(self.files, lambda: bodies_above(self.settings.body, self.bodies))

    @property
    def calendar(self) -> Calendar:
        """The office's working days."""
        return self.desk.calendar

    @cached_property
    def cabinet(self) -> Cabinet:
        """The forms, the office's own before those that ship."""
        own: dict[str, bytes] = {}
        for path, text in self.files.each("form"):
            own[path] = str(text).encode()
            paper = path.replace("form.yaml", "form.docx")
            content = self.store.at_path(self.store.head(), paper)
            own |= {paper: content} if content is not None else {}
        return open_cabinet(own)

    @cached_property
    def cache(self) -> Path:
        """The private folder for what can be built again."""
        return cache_of(self.root)

    def task_item(self, name: str, as_of: date) -> Item:
        """Return the task called *name* with its standing."""
        return self.desk.item(self.desk.task(name), as_of, roll=self.settings.roll)

    def task_items(self, as_of: date, programme: str | None = None) -> tuple[Item, ...]:
        """Return the tasks of one programme or of all, each with its standing."""
        return self.desk.items(as_of, programme=programme, roll=self.settings.roll)

    def ids_ever(self) -> frozenset[str]:
        """Return every id that a task has or ever had: an id is never given twice."""
        past = (task_id_of(path) for path in self.store.paths_ever("tracker") if "/tasks/" in path)
        return self.desk.ids() | frozenset(past)

    def library_known(self, day: date) -> Library:
        """Return the library as the office knew it at the end of *day*.

        Raises:
            NotFoundError: nothing was recorded by then.
        """
        commit = self.store.known_on(day)
        if commit is None:
            raise NotKnownError(day)
        changed = self.store.changes(self.tree, commit)
        blobs = {path: blob for path, blob in changed.items() if blob}
        contents = self.store.read(sorted(set(blobs.values())))
        then = read_all({path: contents[blob] for path, blob in blobs.items()}, READERS)
        return shelf.library_from(PastFiles(self.files, then, changed.keys()))

    def forget_files(self) -> None:
        """Throw the catalogue away; what comes next reads every file again."""
        self.files.close()
        (self.cache / CATALOGUE).unlink(missing_ok=True)
        self._forget()

    def edited(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what was changed by hand and not recorded: the office's own files, and others.

        Others, such as the data of a person that lies beside them, are never recorded.
        """
        changed = self.store.unrecorded()
        own = tuple(path for path in changed if is_own(path))
        return own, tuple(path for path in changed if not is_own(path))

    def language(self, request: Request) -> str:
        """Return the language of papers: what was asked for, else the office's own."""
        return request.lang or self.settings.language

    def record(
        self, changes: Mapping[str, bytes | None], message: str, *, base: str | None = None
    ) -> str:
        """Record *changes* as one commit in the office's name; return its id.

        *base* is the commit on which they rest: what was recorded since is not overwritten.
        """
        author = self.settings.name_vi
        commit = self.store.record(changes, message=message, author=author, at=now(), base=base)
        self._forget()
        return commit

    def _forget(self) -> None:
        for part in ("files", "settings", "bodies", "library", "desk", "cabinet"):
            self.__dict__.pop(part, None)


def open_office(request: Request) -> Office:
    """Return the office that holds the folder of the request, and speak its language.

    Raises:
        NoOfficeError: there is none.
    """
    office = find_office(request)
    speak_as(request, office)
    if request.verbose:
        click.echo(f"{office.root} · {office.store.head()} · {office.tree}", err=True)
    return office


def find_office(request: Request) -> Office:
    """Return the office that holds the folder of the request; nothing of it is read yet.

    Raises:
        NoOfficeError: there is none.
    """
    start = request.directory.resolve()
    root = next((one for one in (start, *start.parents) if (one / PATH).is_file()), None)
    if root is None:
        raise NoOfficeError(start)
    return Office(root, partial(file_bar, request))


def speak_as(request: Request, office: Office) -> None:
    """Speak the language that was asked for, else that of the office."""
    speak(wanted_language(request.lang) or office.settings.language)


def cache_of(root: Path) -> Path:
    """Return the cache folder of the office at *root*, the same for every command."""
    from platformdirs import user_cache_path

    wanted = user_cache_path("vanthu") / hashlib.sha256(str(root).encode()).hexdigest()[:16]
    try:
        return private_folder(wanted)
    except (OSError, VanthuError):  # what can be built again may be built for this call alone
        passing = tempfile.TemporaryDirectory(prefix="vanthu-", ignore_cleanup_errors=True)
        atexit.register(passing.cleanup)
        return Path(passing.name)
