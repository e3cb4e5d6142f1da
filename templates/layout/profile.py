"""A format profile (thể thức) as a value: page, components, settings, who signs.

Every figure keeps the sources that agree and disagree with it, for the papers that ask why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

from regulations.errors import InvalidDataError, NotFoundError
from regulations.records import Plain, read_record
from regulations.sentences import listed, say

PARTY = "vptw05_2026"
_STYLES = frozenset({"upper", "bold", "italic", "underlined"})
_PAGE = ("width_mm", "height_mm", "top_mm", "bottom_mm", "left_mm", "right_mm", "header_mm",
         "head_left_mm", "head_right_mm", "sign_left_mm", "sign_right_mm")  # fmt: skip


class NoProfileError(NotFoundError):
    """There is no format profile of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            say("There is no layout profile {name}.", name=name),
            hint=say("Known are: {known}.", known=listed(known)),
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """One figure or word of a profile, and how well it is known; see the head of the YAML file.

    *disagree* pairs a source with its own value. *choices* is empty where there is nothing to set.
    """

    value: str
    conf: str
    agree: tuple[str, ...] = ()
    disagree: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()
    note: str = ""

    @property
    def number(self) -> float:
        """The value as a number, in the unit that its name carries."""
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Page:
    """Paper, margins and the widths of the two-cell tables, all in millimetres."""

    width_mm: Setting
    height_mm: Setting
    top_mm: Setting
    bottom_mm: Setting
    left_mm: Setting
    right_mm: Setting
    header_mm: Setting
    head_left_mm: Setting
    head_right_mm: Setting
    sign_left_mm: Setting
    sign_right_mm: Setting

    @property
    def text_width_mm(self) -> float:
        """Width between the side margins of an upright page."""
        return self.width_mm.number - self.left_mm.number - self.right_mm.number


@dataclass(frozen=True, slots=True)
class Component:
    """How one part of a paper is set. *label* is its Vietnamese name, for Word's list of styles.

    *settings* holds, by name, of ``text style size align first_line_mm line before after keep``
    those that the profile gives; sizes and distances are in points, *line* is exact, *keep*
    holds the part with what follows.
    """

    id: str
    label: str
    settings: tuple[tuple[str, Setting], ...]

    def get(self, name: str) -> Setting | None:
        """Return one setting, ``None`` where the profile leaves it open."""
        return dict(self.settings).get(name)

    def number(self, name: str) -> float | None:
        """Return one setting as a number."""
        found = self.get(name)
        return found.number if found else None

    def word(self, name: str) -> str:
        """Return one setting as text, empty where it is left open."""
        found = self.get(name)
        return found.value if found else ""

    @property
    def styles(self) -> frozenset[str]:
        """Some of ``upper bold italic underlined``."""
        return frozenset(self.word("style").split()) & _STYLES

    def cased(self, text: str) -> str:
        """Return *text* in capitals where this part is set so."""
        return text.upper() if "upper" in self.styles else text


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for a kind of issuer: the *mode* line (empty: none) and the *post*, vi and en."""

    issuer: str
    by: str
    mode: str
    post: str
    mode_en: str
    post_en: str
    conf: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A format profile, in force from *since*."""

    id: str
    title_vi: str
    title_en: str
    system: str
    rests_on: tuple[str, ...]
    since: Setting
    page: Page
    font: Setting
    components: tuple[Component, ...]
    settings: tuple[tuple[str, Setting], ...]
    signatures: tuple[Signature, ...]

    @property
    def first_day(self) -> date:
        """The first day on which papers are set so."""
        return date.fromisoformat(self.since.value)

    def component(self, name: str) -> Component:
        """Return a part by its id; an unknown name is a fault in our own code."""
        return next(part for part in self.components if part.id == name)

    def setting(self, name: str) -> str:
        """Return the value of a setting on which sources disagree."""
        return dict(self.settings)[name].value

    def signature(self, issuer: str, by: str) -> Signature | None:
        """Return who signs, ``None`` where the table does not say."""
        fitting = (row for row in self.signatures if (row.issuer, row.by) == (issuer, by))
        return next(fitting, None)

    def every_setting(self) -> Iterator[tuple[str, Setting]]:
        """Yield every figure with a name such as ``tieu_de.size``."""
        yield from (("since", self.since), ("font", self.font), *self.settings)
        yield from ((f"page.{name}", getattr(self.page, name)) for name in _PAGE)
        for part in self.components:
            yield from ((f"{part.id}.{name}", found) for name, found in part.settings)


def profile_names() -> tuple[str, ...]:
    """Return the names of the shipped profiles."""
    files = resources.files("templates.layout").iterdir()
    return tuple(sorted(file.name[:-5] for file in files if file.name.endswith(".yaml")))


@lru_cache(maxsize=8)
def load_profile(name: str = PARTY) -> Profile:
    """Read a shipped profile.

    Raises:
        NoProfileError: there is none of that name.
        InvalidDataError: its file can't be read.
    """
    if name not in profile_names():
        raise NoProfileError(name, profile_names())
    path = f"{name}.yaml"
    text = resources.files("templates.layout").joinpath(path).read_text("utf-8")
    record, problems = read_record(f"templates/layout/{path}", text)
    if record is None:
        raise InvalidDataError(path, problems)
    return _profile(_map(record.data))


def _profile(data: dict[str, Plain]) -> Profile:
    title = _map(data["title"])
    return Profile(
        id=str(data["id"]),
        title_vi=str(title["vi"]),
        title_en=str(title["en"]),
        system=str(data["system"]),
        rests_on=_words(data["rests_on"]),
        since=_setting(data["since"]),
        page=Page(**{name: _setting(_map(data["page"])[name]) for name in _PAGE}),
        font=_setting(data["font"]),
        components=tuple(_component(*item) for item in _map(data["components"]).items()),
        settings=tuple((name, _setting(own)) for name, own in _map(data["settings"]).items()),
        signatures=tuple(_signature(_map(row)) for row in _list(data["signatures"])),
    )


def _component(name: str, node: Plain) -> Component:
    data = _map(node)
    own = tuple((key, _setting(value)) for key, value in data.items() if key != "name")
    return Component(name, str(data["name"]), own)


def _setting(node: Plain) -> Setting:
    data = _map(node)
    return Setting(
        value=str(data["value"]),
        conf=str(data["conf"]),
        agree=_words(data.get("agree", [])),
        disagree=tuple((who, str(what)) for who, what in _map(data.get("disagree", {})).items()),
        choices=_words(data.get("choices", [])),
        note=str(data.get("note", "")),
    )


def _signature(row: dict[str, Plain]) -> Signature:
    names = ("issuer", "by", "mode", "post", "mode_en", "en", "conf")
    return Signature(*(str(row.get(name, "")) for name in names))


def _map(node: Plain) -> dict[str, Plain]:
    assert isinstance(node, dict)
    return node


def _list(node: Plain) -> list[Plain]:
    assert isinstance(node, list)
    return node


def _words(node: Plain) -> tuple[str, ...]:
    return tuple(str(word) for word in _list(node))
