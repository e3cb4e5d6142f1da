"""How text looks in a Word paper: what styles and direct formatting come to, in points and mm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from types import MappingProxyType

from lxml import etree

from templates.ooxml import W, parsed

MM_PER_TWIP = 25.4 / 1440
_ALIGN = {"both": "justify", "start": "left", "end": "right"}
_BLACK = frozenset({"auto", "000000"})


@dataclass(frozen=True, slots=True)
class Look:
    """The formatting of a paragraph or a run; ``None`` is not said here.

    Sizes and distances are in points; *line* is exact, *lines* a multiple of one line. *color*
    is empty for black; *caps* shows capitals and keeps the letters; *ruled* has a rule on the
    paragraph's top.
    """

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    caps: bool | None = None
    color: str | None = None
    align: str | None = None
    first_line_mm: float | None = None
    left_mm: float | None = None
    right_mm: float | None = None
    line: float | None = None
    lines: float | None = None
    before: float | None = None
    after: float | None = None
    ruled: bool | None = None

    def over(self, below: Look) -> Look:
        """Return this look laid over *below*: what it does not say shows through."""
        said = {name: value for name in _NAMES if (value := getattr(self, name)) is not None}
        if not said:
            return below
        if "line" in said:
            said["lines"] = None
        elif "lines" in said:
            said["line"] = None
        return replace(below, **said)


_NAMES = tuple(field.name for field in fields(Look))
PLAIN = Look("", 10.0, False, False, False, False, "", "left", 0.0, 0.0, 0.0, None, 1.0, 0.0, 0.0,
              False)  # fmt: skip
"""What Word takes where nobody says anything."""


@lru_cache(maxsize=8)
def style_looks(styles: bytes) -> Mapping[str, Look]:
    """Return the whole look of every paragraph style, by its id."""
    root = parsed(styles)
    defaults = root.find(f"{{{W}}}docDefaults")
    base = PLAIN
    if defaults is not None:
        base = _under(defaults, "rPrDefault/rPr").over(
            _under(defaults, "pPrDefault/pPr").over(base)
        )
    own = {node.get(f"{{{W}}}styleId", ""): node for node in root.iter(f"{{{W}}}style")}
    return MappingProxyType(
        {name: _whole(name, own, base) for name, node in own.items() if _is_paragraph(node)}
    )


def look_of(properties: etree._Element | None) -> Look:
    """Return what a ``w:pPr`` or ``w:rPr`` says itself."""
    if properties is None:
        return Look()
    said: dict[str, object] = {}
    for node in properties:
        reader = _READERS.get(str(node.tag).rpartition("}")[2])
        if reader is not None:
            said |= dict(reader(node))
    return Look(**said)  # type: ignore[arg-type]


def _whole(name: str, own: Mapping[str, etree._Element], base: Look, depth: int = 0) -> Look:
    node = own.get(name)
    if node is None or depth > len(own):  # styles that rest on each other
        return base
    parent = node.find(f"{{{W}}}basedOn")
    below = _whole(_value(parent), own, base, depth + 1) if parent is not None else base
    paragraph = look_of(node.find(f"{{{W}}}pPr")).over(below)
    return look_of(node.find(f"{{{W}}}rPr")).over(paragraph)


def _under(node: etree._Element, path: str) -> Look:
    return look_of(node.find("/".join(f"{{{W}}}{step}" for step in path.split("/"))))


def _is_paragraph(node: etree._Element) -> bool:
    return node.get(f"{{{W}}}type") == "paragraph"


def _value(node: etree._Element, name: str = "val") -> str:
    return node.get(f"{{{W}}}{name}", "")


def _number(node: etree._Element, name: str) -> float | None:
    try:
        return float(_value(node, name))
    except ValueError:
        return None


def _is_on(node: etree._Element) -> bool:
    return _value(node) not in ("0", "false", "off", "none")


def _size(node: etree._Element) -> Iterator[tuple[str, object]]:
    yield "size", (_number(node, "val") or 0) / 2


def _spacing(node: etree._Element) -> Iterator[tuple[str, object]]:
    for side in ("before", "after"):
        if (twentieths := _number(node, side)) is not None:
            yield side, twentieths / 20
    if (line := _number(node, "line")) is None:
        return
    if _value(node, "lineRule") == "exact":
        yield "line", line / 20
    else:
        yield "lines", line / 240


def _indents(node: etree._Element) -> Iterator[tuple[str, object]]:
    names = {"firstLine": "first_line_mm", "left": "left_mm", "start": "left_mm",
             "right": "right_mm", "end": "right_mm"}  # fmt: skip
    for name, ours in names.items():
        if (found := _number(node, name)) is not None:
            yield ours, found * MM_PER_TWIP
    if (hanging := _number(node, "hanging")) is not None:
        yield "first_line_mm", -hanging * MM_PER_TWIP


_READERS: Mapping[str, Callable[[etree._Element], Iterable[tuple[str, object]]]] = {
    "rFonts": lambda node: [("font", _value(node, "ascii") or _value(node, "hAnsi") or None)],
    "sz": _size,
    "b": lambda node: [("bold", _is_on(node))],
    "i": lambda node: [("italic", _is_on(node))],
    "caps": lambda node: [("caps", _is_on(node))],
    "u": lambda node: [("underlined", _is_on(node))],
    "color": lambda node: [("color", "" if _value(node) in _BLACK else _value(node))],
    "jc": lambda node: [("align", _ALIGN.get(_value(node), _value(node)))],
    "ind": _indents,
    "spacing": _spacing,
    "pBdr": lambda node: [("ruled", node.find(f"{{{W}}}top") is not None)],
}
