"""What one paper adds to its template's package: images, links, and the relations that name them.

Names and numbers are given as python-docx gives them, so that the papers are the same.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from templates.press.picture import Photo

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
IMAGE = f"{OFFICE}/image"
HYPERLINK = f"{OFFICE}/hyperlink"
_EMPTY = (
    b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)
_END = b"</Relationships>"
_OUTSIDE = ' TargetMode="External"'
_NUMBERED = re.compile(r"[a-zA-Z]+([1-9][0-9]*)?$")
Kind = tuple[str, str, bool]  # ending or name, content type, whether all of that ending have it


class Relation(NamedTuple):  # the values here are made for every paper: dataclasses take longer
    """One part's word for another part, or for an address outside."""

    id: str
    kind: str
    target: str
    external: bool = False


class Known(NamedTuple):
    """A part's relations, to be looked up: of two to one thing the first counts."""

    by_target: Mapping[tuple[str, str, bool], str]
    ids: frozenset[str]


class Package:
    """What the template's package holds; papers are begun from it. Never changed."""

    def __init__(self, parts: Mapping[str, bytes], images: Mapping[bytes, str]) -> None:
        self.parts = parts
        self.images = images
        self._relations: dict[str, Known] = {}
        self.first: dict[tuple[str, str, str], Additions] = {}  # with one image

    def known(self, part: str) -> Known:
        """Return what *part* is related to in the template."""
        if part not in self._relations:
            some = read_relations(self.parts.get(relations_part(part), b""))
            self._relations[part] = Known(
                {(one.kind, one.target, one.external): one.id for one in reversed(some)},
                frozenset(one.id for one in some),
            )
        return self._relations[part]


class Additions:
    """What one paper adds; made anew for each."""

    __slots__ = ("_package", "external", "media", "related", "types")

    def __init__(self, package: Package) -> None:
        self._package = package
        self.media: list[tuple[str, bytes]] = []  # part, content
        self.types: tuple[Kind, ...] = ()  # of the media, in turn
        self.related: tuple[tuple[str, Relation], ...] = ()  # part, and what it is related to
        self.external = False  # something of it leads outside

    def image(self, part: str, photo: Photo) -> str:
        """Return the relation of *part* to an image, which is taken in if it is new."""
        if self.related or self._package.images:
            return self._image(part, photo)
        asked = (part, photo.ending, photo.kind)
        first = self._package.first.get(asked)
        if first is None:  # most papers have one, and always the same
            first = self._package.first[asked] = Additions(self._package)
            first._image(part, photo)
        self.types, self.related = first.types, first.related
        self.media.append((first.media[0][0], photo.content))
        return self.related[0][1].id

    def _image(self, part: str, photo: Photo) -> str:
        name = ""
        for known, content in self.media:
            if content == photo.content:
                name = known
        if not name and self._package.images:
            name = self._package.images.get(photo.content, "")
        if not name:
            name = f"word/media/image{self._free_number()}.{photo.ending}"
            told = photo.ending if photo.by_default else f"/{name}"
            self.media.append((name, photo.content))
            self.types += ((told, photo.kind, photo.by_default),)
        return self.relation(part, IMAGE, _relative(part, name))

    def link(self, part: str, address: str) -> str:
        """Return the relation of *part* to an address outside."""
        return self.relation(part, HYPERLINK, address, external=True)

    def relation(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id by which *part* knows *target*; the lowest free one if it is new."""
        known = self._package.known(part)
        if found := known.by_target.get((kind, target, external)):
            return found
        taken = set()
        for own, one in self.related:
            if own == part:
                if one[1:] == (kind, target, external):
                    return one.id
                taken.add(one.id)
        number = 1
        while (name := f"rId{number}") in known.ids or name in taken:
            number += 1
        self.add(part, Relation(name, kind, target, external))
        return name

    def add(self, part: str, relation: Relation) -> None:
        """Take in a relation whose id is given."""
        if (part, relation) not in self.related:
            self.related += ((part, relation),)
            self.external = self.external or relation.external

    def unknown(self, part: str, ids: Iterable[str]) -> list[str]:
        """Return those of *ids* that *part* can't name."""
        added = {one.id for own, one in self.related if own == part}
        return sorted(set(ids) - added - self._package.known(part).ids)

    def _free_number(self) -> int:
        """Return the number that python-docx gives to the next image."""
        if not self._package.images:
            return len(self.media) + 1
        names = [*self._package.images.values(), *(name for name, _ in self.media)]
        used = {_number(name) for name in names}
        return next(n for n in range(1, len(names) + 2) if n not in used or n > len(names))


@lru_cache(maxsize=1_024)
def _relative(part: str, target: str) -> str:
    return posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")


@lru_cache(maxsize=1_024)
def relations_part(part: str) -> str:
    """Return the name of the part that holds the relations of *part*."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def with_relations(content: bytes, added: Iterable[Relation]) -> bytes:
    """Return a part of relations with those *added*."""
    content = content or _EMPTY
    if content.rstrip().endswith(b"/>"):  # it has none yet
        content = _EMPTY
    lines = "".join(
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.kind)}"
        f" Target={quoteattr(one.target)}{_OUTSIDE if one.external else ''}/>"
        for one in added
    )
    return content.replace(_END, lines.encode() + _END)


def read_relations(content: bytes) -> list[Relation]:
    """Return what a part of relations says."""
    if not content:
        return []
    return [
        Relation(
            one.get("Id", ""),
            one.get("Type", ""),
            one.get("Target", ""),
            one.get("TargetMode") == "External",
        )
        for one in etree.fromstring(content)
    ]


def _number(part: str) -> int | None:
    """Return the number in the name of a part, as python-docx reads it."""
    found = _NUMBERED.match(posixpath.splitext(posixpath.basename(part))[0])
    return int(found[1]) if found and found[1] else None
