"""Rules and frames as long as their texts ask: set once a paper is printed and the texts are known.

A template can't know how long the name of an issuer will be. NĐ 30 asks for a rule of a third to a
half of the text above it; a stamped frame is as wide as its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from regulations.folding import settle_tones
from templates.anatomy import DOCUMENT, Paragraph
from templates.blank import mm_twips
from templates.dissection import take_apart
from templates.layout.parts import Component
from templates.layout.profile import Profile
from templates.measure import heading_width_mm
from templates.ooxml import W, parsed
from templates.press.package import parts_of
from templates.press.stamp import pack
from templates.tablerows import put_back, set_aside

_FRAME_ROOM_MM = 6.0  # on both sides of a stamped word together


def fitted(paper: bytes, profile: Profile) -> bytes:
    """Return *paper* with every rule and frame as long as its text asks; the rest as it was."""
    parts = parts_of(paper)
    document = parts[DOCUMENT]
    short = set_aside(document, _wanted(profile))
    anatomy = take_apart({**parts, DOCUMENT: short})
    wrong = [found for found in lengths_asked(anatomy.body, profile) if _wrong(*found)]
    if not wrong:
        return paper
    root = parsed(short)
    elements = list(root.iter(f"{{{W}}}p"))
    for paragraph, lengths in wrong:
        _indent(elements[paragraph.number - 1], paragraph.width_mm - lengths[1])
    short = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack({**parts, DOCUMENT: put_back(short, document)})


def _wanted(profile: Profile) -> re.Pattern[bytes]:
    """Return what a row holds that has a rule or frame, or the text that it goes by."""
    drawn = _drawn(profile)
    styles = {part.id for part in drawn} | {part.word("over") for part in drawn} - {""}
    return re.compile(f"[\"'](?:{'|'.join(sorted(styles))})[\"']".encode())


def _drawn(profile: Profile) -> list[Component]:
    """Return the components that are a rule over something, or may have a frame."""
    return [part for part in profile.components if part.word("over") or part.word("boxes_mm")]


def lengths_asked(
    body: tuple[Paragraph, ...], profile: Profile
) -> Iterator[tuple[Paragraph, tuple[float, float, float]]]:
    """Yield every rule and frame with the least, the best and the greatest length, in mm."""
    known = {part.id: part for part in _drawn(profile)}
    last: dict[str, Paragraph] = {}
    for paragraph in body:
        part = known.get(paragraph.style)
        if part is not None:
            above = last.get(part.word("over"))
            length = _rule(part, above) if above else _frame(part, paragraph)
            if length is not None:
                yield paragraph, length
        last[paragraph.style] = paragraph


def _rule(part: Component, above: Paragraph) -> tuple[float, float, float] | None:
    """Return the lengths of a rule below *above*; text of several lines is as wide as its room."""
    share = part.get("rule")
    if share is None:
        return None
    text = min(text_width_mm(above), above.width_mm)
    least, most = share.bounds
    return least * text, share.number * text, most * text


def _frame(part: Component, paragraph: Paragraph) -> tuple[float, float, float] | None:
    boxes = part.word("boxes_mm")
    if not boxes or not paragraph.text:
        return None
    sizes = dict(pair.split("=") for pair in boxes.split("; ")) if "=" in boxes else {}
    own = sizes.get(settle_tones(paragraph.text))
    width = float(own) if own else text_width_mm(paragraph) + _FRAME_ROOM_MM
    return width - 0.5, width, width + 0.5


def text_width_mm(paragraph: Paragraph) -> float:
    """Return how wide a heading prints on one line."""
    return sum(heading_width_mm(one.text, one.look.size or 0) for one in paragraph.stretches)


def _wrong(paragraph: Paragraph, lengths: tuple[float, float, float]) -> bool:
    least, _, most = lengths
    return not least - 0.5 <= paragraph.free_mm <= most + 0.5


def _indent(paragraph: etree._Element, room_mm: float) -> None:
    """Indent a rule so that *room_mm* is left over, half on each side."""
    properties = paragraph.find(f"{{{W}}}pPr")
    assert properties is not None  # it has a style
    indent = properties.find(f"{{{W}}}ind")
    if indent is None:
        indent = etree.Element(f"{{{W}}}ind")
        alignment = properties.find(f"{{{W}}}jc")
        if alignment is None:
            properties.append(indent)
        else:
            alignment.addprevious(indent)
    side = str(mm_twips(max(0.0, room_mm) / 2))
    indent.set(f"{{{W}}}left", side)
    indent.set(f"{{{W}}}right", side)
