"""A format profile (thể thức) as a value: page, components, settings, who signs.

Every figure keeps the sources that agree and disagree with it, for the papers that ask why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

from regulations.errors import NotFoundError
from regulations.records import Plain
from regulations.sentences import listed, say
from templates.layout.parts import Component, Page, Setting, Signature
from templates.shipped import as_list, as_map, as_words, shipped_map

PARTY = "vptw05_2026"
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
class Profile:
    """A format profile, taken for papers from *since* on.

    *dated* is the day of the guideline that gives the measures, where that differs. *covers*
    holds the codes of the types of paper. *places* gives, for each zone of a paper, the order of
    its components as a pattern over their ids. *chosen* are the settings that an office made.
    """

    id: str
    title_vi: str
    title_en: str
    system: str
    rests_on: tuple[str, ...]
    since: Setting
    dated: Setting
    page: Page
    font: Setting
    covers: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    components: tuple[Component, ...]
    settings: tuple[tuple[str, Setting], ...]
    signatures: tuple[Signature, ...]
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def first_day(self) -> date:
        """The first day on which papers are set so."""
        return date.fromisoformat(self.since.value)

    @property
    def state(self) -> bool:
        """Whether it sets the papers of the state, not of the Party."""
        return self.system == "state"

    def component(self, name: str) -> Component:
        """Return a part by its id; an unknown name is a fault in our own code."""
        return next(part for part in self.components if part.id == name)

    def has(self, name: str) -> bool:
        """Tell whether papers have such a part."""
        return any(part.id == name for part in self.components)

    def setting(self, name: str) -> str:
        """Return the value of a setting on which sources disagree."""
        return dict(self.settings)[name].value

    def signature(self, issuer: str, by: str) -> Signature | None:
        """Return who signs, ``None`` where the table does not say."""
        fitting = (row for row in self.signatures if (row.issuer, row.by) == (issuer, by))
        return next(fitting, None)

    def every_setting(self) -> Iterator[tuple[str, Setting]]:
        """Yield every figure with a name such as ``tieu_de.size``."""
        yield from (("since", self.since), ("dated", self.dated), ("font", self.font))
        yield from self.settings
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
    """
    if name not in profile_names():
        raise NoProfileError(name, profile_names())
    return _profile(shipped_map(f"layout/{name}.yaml"))


def _profile(data: dict[str, Plain]) -> Profile:
    title, since = as_map(data["title"]), _setting(data["since"])
    return Profile(
        id=str(data["id"]),
        title_vi=str(title["vi"]),
        title_en=str(title["en"]),
        system=str(data["system"]),
        rests_on=as_words(data["rests_on"]),
        since=since,
        dated=_setting(data["dated"]) if "dated" in data else since,
        page=Page(**{name: _setting(as_map(data["page"])[name]) for name in _PAGE}),
        font=_setting(data["font"]),
        covers=as_words(data["covers"]),
        places=tuple((zone, str(order)) for zone, order in as_map(data["places"]).items()),
        components=tuple(_component(*item) for item in as_map(data["components"]).items()),
        settings=tuple((name, _setting(own)) for name, own in as_map(data["settings"]).items()),
        signatures=tuple(_signature(as_map(row)) for row in as_list(data["signatures"])),
    )


def _component(name: str, node: Plain) -> Component:
    data = as_map(node)
    own = tuple((key, _setting(value)) for key, value in data.items() if key != "name")
    return Component(name, str(data["name"]), own)


def _setting(node: Plain) -> Setting:
    data = as_map(node)
    return Setting(
        value=str(data["value"]),
        conf=str(data["conf"]),
        agree=as_words(data.get("agree", [])),
        disagree=tuple((who, str(what)) for who, what in as_map(data.get("disagree", {})).items()),
        choices=as_words(data.get("choices", [])),
        allowed=str(data.get("allowed", "")),
        sets=as_words(data.get("sets", [])),
        note=str(data.get("note", "")),
    )


def _signature(row: dict[str, Plain]) -> Signature:
    names = ("issuer", "by", "mode", "post", "mode_en", "en", "conf", "source")
    return Signature(*(str(row.get(name, "")) for name in names))
