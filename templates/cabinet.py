"""The forms at hand: those that ship with the program, and the office's own before them.

Reads the program's own data; the office's files are handed in by path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import PurePosixPath

from regulations.errors import InvalidDataError, NotFoundError, VanthuError
from regulations.folding import fold
from regulations.problems import Place, Problem
from regulations.readings import Reader, Reading
from regulations.sentences import say
from templates.form import Form, read_form

_SHIPPED = "templates/forms"
_OWN = re.compile(r"templates/[^/]+/form\.yaml")
_WORDS_BEFORE_A_CODE = ("mau", "phieu", "bieu")


class NoFormError(NotFoundError):
    """No form has that code or title; *near* are codes that look like it."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        super().__init__(
            say("There is no form {name}.", name=name),
            hint=say("Did you mean {near}?", near=", ".join(near))
            if near
            else say("See them all: vanthu form list."),
        )
        self.near = tuple(near)

    def details(self) -> Mapping[str, object]:
        """Return the near codes."""
        return {"near": list(self.near)}


class AmbiguousFormError(VanthuError):
    """A name fits several forms; none is picked."""

    code = "ambiguous"
    exit_code = 4

    def __init__(self, name: str, forms: Sequence[Form]) -> None:
        super().__init__(
            say("{name} fits {count} forms.", name=name, count=len(forms)),
            hint=say("Say which: {codes}.", codes=", ".join(form.code for form in forms)),
        )
        self.forms = tuple(forms)

    def details(self) -> Mapping[str, object]:
        """Return the forms that fit."""
        return {
            "candidates": [
                {
                    "id": form.slug,
                    "symbol": form.code,
                    "signed": form.since or None,
                    "title": form.title.vi,
                }
                for form in self.forms
            ]
        }


class NoTemplateError(NotFoundError):
    """A form has no paper beside its definition."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(
            say("The form {code} has no paper: {path} is missing.", code=code, path=path),
            hint=say("Make one in Word and save it there."),
        )


@dataclass(frozen=True, slots=True)
class Drawer:
    """One form as it lies in its folder: *path* is that of its definition, *own* the office's."""

    path: str
    text: str
    template: bytes | None
    own: bool

    @property
    def slug(self) -> str:
        """The name of the folder."""
        return PurePosixPath(self.path).parent.name

    def form(self) -> Form:
        """Return the form.

        Raises:
            InvalidDataError: its definition can't be read; all faults at once.
        """
        form, problems = read_form(self.path, self.text, trusted=not self.own)
        if form is None:
            raise InvalidDataError(self.path, problems)
        return form

    def paper(self) -> bytes:
        """Return the Word template.

        Raises:
            NoTemplateError: there is none.
        """
        if self.template is None:
            path = str(PurePosixPath(self.path).with_name("form.docx"))
            raise NoTemplateError(self.form().code, path)
        return self.template


@dataclass(frozen=True, slots=True)
class Cabinet:
    """All drawers, the office's own first; an own form hides the shipped one of its code."""

    drawers: tuple[Drawer, ...]

    def find(self, name: str) -> Drawer:
        """Return the form of a code in any spelling (``2-HSĐV``, ``2 hsdv``), or of a title.

        Raises:
            AmbiguousFormError: the name is that of several forms (``2C``).
            NoFormError: nothing fits; it names what is near.
            InvalidDataError: the definition that fits can't be read.
        """
        wanted = _bare(name)
        by_folder = [drawer for drawer in self.drawers if _bare(drawer.slug) == wanted]
        if by_folder:
            return by_folder[0]
        known = list(self.forms())
        for names in (_titles, _also):
            fitting = [pair for pair in known if wanted and wanted in names(pair[1])]
            fitting = [pair for pair in fitting if pair[0].own] or fitting
            if len(fitting) > 1:
                raise AmbiguousFormError(name, [form for _, form in fitting])
            if fitting:
                return fitting[0][0]
        raise NoFormError(name, _near(wanted, [form.code for _, form in known]))

    def forms(self) -> Iterator[tuple[Drawer, Form]]:
        """Yield every form that can be read, with its drawer; see also :meth:`problems`."""
        seen: set[str] = set()
        for drawer in self.drawers:
            form, _ = read_form(drawer.path, drawer.text, trusted=not drawer.own)
            if form is not None and form.slug not in seen:
                seen.add(form.slug)
                yield drawer, form

    def problems(self) -> list[Problem]:
        """Return the faults of all definitions, and the papers that are missing."""
        found: list[Problem] = []
        for drawer in self.drawers:
            found += read_form(drawer.path, drawer.text)[1]
            if drawer.template is None:
                found.append(_no_paper(drawer))
        return sorted(found)


def _read_own(path: str, text: str) -> Reading:
    """Keep the text of a form that can't be read too: asked for by name, it tells its faults."""
    form, problems = read_form(path, text)
    return Reading(text, tuple(problems), (form.code, form.slug) if form else ())


READERS = (Reader("form", lambda path: _OWN.fullmatch(path) is not None, _read_own),)
"""How the office's own forms are read: the data is the definition's text."""


def open_cabinet(own: Mapping[str, bytes] | None = None) -> Cabinet:
    """Return the forms that ship, behind those among the office's files *own*, by path."""
    drawers = [*_own_drawers(own or {}), *_shipped_drawers()]
    return Cabinet(tuple(drawers))


def _own_drawers(own: Mapping[str, bytes]) -> Iterator[Drawer]:
    for path in sorted(own):
        if _OWN.fullmatch(path):
            text = own[path].decode("utf-8-sig", errors="replace")
            paper = own.get(str(PurePosixPath(path).with_name("form.docx")))
            yield Drawer(path, text, paper, own=True)


def _shipped_drawers() -> Iterator[Drawer]:
    folders = files("templates").joinpath("forms").iterdir()
    for folder in sorted(folders, key=lambda entry: entry.name):
        definition, paper = folder.joinpath("form.yaml"), folder.joinpath("form.docx")
        if definition.is_file():
            yield Drawer(
                f"{_SHIPPED}/{folder.name}/form.yaml",
                definition.read_text(encoding="utf-8"),
                paper.read_bytes() if paper.is_file() else None,
                own=False,
            )


def _bare(name: str) -> str:
    """Return a code or title for comparing: letters and digits only, without a word before."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    if len(words) > 1 and words[0] in _WORDS_BEFORE_A_CODE and words[1][0].isdigit():
        words = words[1:]
    return "".join(words)


def _titles(form: Form) -> set[str]:
    return {_bare(form.code), _bare(form.title.vi), _bare(form.title.en)}


def _also(form: Form) -> set[str]:
    return {_bare(other) for other in form.also}


def _near(wanted: str, codes: Sequence[str]) -> list[str]:
    by_bare = {_bare(code): code for code in codes}
    return [by_bare[bare] for bare in get_close_matches(wanted, by_bare, 3, 0.5)]


def _no_paper(drawer: Drawer) -> Problem:
    return Problem(
        Place(drawer.path),
        say("The form has no form.docx beside it."),
        say("Make its paper in Word and save it there."),
    )
