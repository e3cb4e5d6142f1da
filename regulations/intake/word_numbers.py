"""Automatic numbers of a Word document, printed as Word prints them: no file stores them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from regulations.intake.markers import formatted

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9
_BULLET: Final = "•"
_DASHES: Final = frozenset("-–—+*")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. *restart* is the level whose advance makes it begin anew, from 1."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    gap: str = " "


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str = ""
    list_id: str = ""
    level: int | None = None


class Numbers:
    """The lists of one document; ask for the paragraphs in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract = _abstract_lists(numbering)
        self._of: dict[str, str] = {}  # id of a list -> id of its definition
        self._overrides: dict[str, dict[int, Level]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._met: set[str] = set()
        self._styles = _read_styles(styles)
        self._read_lists(numbering)

    def label(self, paragraph: etree._Element) -> str:
        """Return the number before *paragraph* with the blank behind it; empty for none."""
        list_id, depth = self._numbered(paragraph)
        shared = self._abstract.get(self._of.get(list_id, ""))
        if shared is None:
            return ""
        levels = shared.levels | self._overrides.get(list_id, {})
        level = levels.get(depth)
        if level is None:
            return ""
        self._advance(shared, levels, list_id, depth)
        if level.kind == "bullet":
            sign = level.text if level.text in _DASHES else _BULLET
            return f"{sign} "
        text = _PLACE.sub(lambda match: self._place(shared, levels, level, int(match[1]) - 1),
                          level.text)  # fmt: skip
        return f"{text}{level.gap}" if text else ""

    def _advance(self, shared: _List, levels: dict[int, Level], list_id: str, depth: int) -> None:
        if list_id not in self._met:
            self._met.add(list_id)
            for place, start in self._restarts.get(list_id, {}).items():
                shared.counters[place] = start - 1
        own = levels[depth]
        shared.counters[depth] = shared.counters.get(depth, own.start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            below = levels.get(deeper)
            if below is None or below.restart == 0:
                continue
            if below.restart is None or depth < below.restart:
                shared.counters.pop(deeper, None)

    def _place(self, shared: _List, levels: dict[int, Level], own: Level, depth: int) -> str:
        level = levels.get(depth, Level())
        number = shared.counters.get(depth, level.start)
        return formatted(number, "decimal" if own.legal else level.kind)

    def _numbered(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list and level of a paragraph, its own before those of its style."""
        properties = paragraph.find(f"{W}pPr")
        own_list, own_level, style = "", None, ""
        if properties is not None:
            own_list, own_level = _list_of(properties)
            style = _value(properties.find(f"{W}pStyle"))
        list_id, level = self._of_style(style or "\0default")
        return own_list or list_id, next((one for one in (own_level, level) if one is not None), 0)

    def _of_style(self, name: str) -> tuple[str, int | None]:
        list_id, level = "", None
        for _ in range(20):  # styles may stand on each other, and in a damaged file in a circle
            style = self._styles.get(name)
            if style is None:
                break
            list_id, level = list_id or style.list_id, style.level if level is None else level
            name = style.based_on
        return list_id, level

    def _read_lists(self, numbering: etree._Element | None) -> None:
        for entry in numbering.iter(f"{W}num") if numbering is not None else ():
            list_id = entry.get(f"{W}numId", "")
            self._of[list_id] = _value(entry.find(f"{W}abstractNumId"))
            for override in entry.iter(f"{W}lvlOverride"):
                depth = _int(override.get(f"{W}ilvl"), 0)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._restarts.setdefault(list_id, {})[depth] = _int(_value(start), 1)
                level = override.find(f"{W}lvl")
                if level is not None:
                    self._overrides.setdefault(list_id, {})[depth] = _level(level)


def _abstract_lists(numbering: etree._Element | None) -> dict[str, _List]:
    lists: dict[str, _List] = {}
    for entry in numbering.iter(f"{W}abstractNum") if numbering is not None else ():
        levels = {_int(level.get(f"{W}ilvl"), 0): _level(level)
                  for level in entry.findall(f"{W}lvl")}  # fmt: skip
        lists[entry.get(f"{W}abstractNumId", "")] = _List(levels)
    return lists


def _level(element: etree._Element) -> Level:
    restart = element.find(f"{W}lvlRestart")
    suffix = _value(element.find(f"{W}suff"))
    legal = element.find(f"{W}isLgl")
    return Level(
        kind=_value(element.find(f"{W}numFmt")) or "decimal",
        text=_value(element.find(f"{W}lvlText")),
        start=_int(_value(element.find(f"{W}start")), 1),
        restart=_int(_value(restart), 0) if restart is not None else None,
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false"),
        gap="" if suffix == "nothing" else " ",
    )


def _read_styles(styles: etree._Element | None) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    for entry in styles.iter(f"{W}style") if styles is not None else ():
        if entry.get(f"{W}type", "paragraph") != "paragraph":
            continue
        properties = entry.find(f"{W}pPr")
        list_id, level = _list_of(properties) if properties is not None else ("", None)
        style = _Style(_value(entry.find(f"{W}basedOn")), list_id, level)
        found[entry.get(f"{W}styleId", "")] = style
        if entry.get(f"{W}default") in ("1", "true"):
            found["\0default"] = style
    return found


def _list_of(properties: etree._Element) -> tuple[str, int | None]:
    numbering = properties.find(f"{W}numPr")
    if numbering is None:
        return "", None
    level = numbering.find(f"{W}ilvl")
    return _value(numbering.find(f"{W}numId")), _int(
        _value(level), 0
    ) if level is not None else None


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(f"{W}val", ""))


def _int(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default
