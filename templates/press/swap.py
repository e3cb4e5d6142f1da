"""Files inside a finished paper exchanged for others, by docxtpl's four ways of naming them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from zlib import crc32

from lxml import etree

from regulations.errors import VanthuError
from regulations.sentences import listed, say
from templates.press.package import parts_of
from templates.press.relations import IMAGE, OFFICE, read_relations, relations_part
from templates.press.stamp import pack

_STORY = "word/document.xml"
_SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": OFFICE,
}
_NONE: Mapping[Any, bytes] = MappingProxyType({})


class NoPictureError(VanthuError):
    """Pictures that were to be exchanged are not in the template."""

    code = "invalid"
    exit_code = 5

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            say("The template has no picture named {names}.", names=listed(names)),
            hint=say("Look in Word at the name or the alternative text of the picture."),
        )


@dataclass(frozen=True, slots=True)
class Swaps:
    """What is to be exchanged: new contents by picture name, by checksum, or by part."""

    pics: Mapping[str, bytes] = field(default_factory=lambda: _NONE)
    media: Mapping[int, bytes] = field(default_factory=lambda: _NONE)
    embedded: Mapping[int, bytes] = field(default_factory=lambda: _NONE)
    zipnames: Mapping[str, bytes] = field(default_factory=lambda: _NONE)
    lenient: bool = False  # a picture that is not there is no fault

    @classmethod
    def of(cls, template: Any) -> Swaps:
        """Return what a ``DocxTemplate`` was told to replace."""
        return cls(
            template.pics_to_replace,
            template.crc_to_new_media,
            template.crc_to_new_embedded,
            template.zipname_to_replace,
            template.allow_missing_pics,
        )

    def __bool__(self) -> bool:
        return bool(self.pics or self.media or self.embedded or self.zipnames)


def swapped(paper: bytes, swaps: Swaps) -> bytes:
    """Return *paper* with its files exchanged.

    Raises:
        NoPictureError: a picture named in *swaps* is not there.
    """
    parts = parts_of(paper)
    missing = dict.fromkeys(swaps.pics)
    for part in _stories(parts):
        for names, target in _pictures(parts, part):
            for name in swaps.pics:
                if name in names:
                    parts[target] = swaps.pics[name]
                    missing.pop(name, None)
                    break
    if missing and not swaps.lenient:
        raise NoPictureError([*missing])
    return pack({name: _exchanged(name, content, swaps) for name, content in parts.items()})


def _exchanged(name: str, content: bytes, swaps: Swaps) -> bytes:
    if name in swaps.zipnames:
        return swaps.zipnames[name]
    if name.startswith("word/media/"):
        return swaps.media.get(crc32(content), content)
    if name.startswith("word/embeddings/"):
        return swaps.embedded.get(crc32(content), content)
    return content


def _stories(parts: Mapping[str, bytes]) -> Iterator[str]:
    yield _STORY
    for one in read_relations(parts.get(relations_part(_STORY), b"")):
        if one.kind in (f"{OFFICE}/header", f"{OFFICE}/footer"):
            yield _target(_STORY, one.target)


def _pictures(parts: Mapping[str, bytes], part: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the names of every picture in *part*, and the part that is shown."""
    targets = {
        one.id: _target(part, one.target)
        for one in read_relations(parts.get(relations_part(part), b""))
        if one.kind == IMAGE and not one.external
    }
    root = etree.fromstring(parts[part])
    for picture in root.iterfind(".//a:graphic/a:graphicData/pic:pic", _SPACES):
        blip = picture.find("pic:blipFill/a:blip", _SPACES)
        known = picture.find("pic:nvPicPr/pic:cNvPr", _SPACES)
        shown = blip.get(f"{{{OFFICE}}}embed", "") if blip is not None else ""
        if known is not None and shown in targets:
            names = (known.get(kind, "") for kind in ("name", "title", "descr"))
            yield tuple(names), targets[shown]


def _target(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
