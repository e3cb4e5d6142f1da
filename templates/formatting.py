"""What the properties of paragraphs and runs say: looked at once, and known again.

A part of a Word paper repeats a handful of properties for thousands of paragraphs. They are told by
what stands in them, as the parser names it: elements with their attributes, and where each ends.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from templates.looks import MM_PER_TWIP, PLAIN, Look, look_of
from templates.ooxml import W

Said = tuple[tuple[str, ...], ...]
"""An element of properties, flat: a name with attributes, by turns name and value; ``END``."""
END: tuple[str, ...] = ()
NOTHING: Said = ()
BETWEEN = "}"  # a namespace and a name, as the parser joins them
_STYLE, _VALUE = f"{{{W}}}pStyle", f"{{{W}}}val"


class Shape:
    """What the properties of a paragraph say; *sections* are those that end with it."""

    __slots__ = ("_runs", "look", "sections", "style")

    def __init__(self, said: Said, styles: Mapping[str, Look]) -> None:
        properties = element_of(said) if said else None
        named = properties.find(_STYLE) if properties is not None else None
        self.style = named.get(_VALUE, "") if named is not None else "Normal"
        self.look = _laid(properties, styles.get(self.style, styles.get("Normal", PLAIN)))
        self.sections = [] if properties is None else properties.findall(f"{{{W}}}sectPr")
        self._runs = {NOTHING: (self.look, False)}

    def run(self, said: Said) -> tuple[Look, bool]:
        """Return the look of a run with these properties, and whether it is marked."""
        found = self._runs.get(said)
        if found is None:
            properties = element_of(said)
            marked = properties.find(f"{{{W}}}highlight") is not None
            found = self._runs[said] = _laid(properties, self.look), marked
        return found


def element_of(said: Said) -> etree._Element:
    """Return the element that *said* these things."""
    builder = etree.TreeBuilder()
    names: list[str] = []
    for one in said:
        if one == END:
            builder.end(names.pop())
            continue
        names.append(_clark(one[0]))
        attributes = zip(map(_clark, one[1::2]), one[2::2], strict=True)
        builder.start(names[-1], dict(attributes))
    return builder.close()


def millimetres(node: etree._Element | None, name: str) -> float:
    """Return what an attribute of Word says in twentieths of a point; 0 where it says nothing."""
    try:
        return float(node.get(f"{{{W}}}{name}", "0")) * MM_PER_TWIP if node is not None else 0.0
    except ValueError:
        return 0.0


def cell_width(said: Said) -> float:
    """Return how wide the properties of a cell make it."""
    return millimetres(element_of(said).find(f"{{{W}}}tcW"), "w")


def _laid(properties: etree._Element | None, below: Look) -> Look:
    """Return *below* with what *properties* say laid over it; most paragraphs say nothing."""
    says = properties is not None and any(node.tag != _STYLE for node in properties)
    return look_of(properties).over(below) if says else below


def _clark(name: str) -> str:
    return "{" + name if BETWEEN in name else name
