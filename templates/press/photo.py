"""Photos as python-docx measures, names and draws them, remembered from paper to paper."""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image
from docx.opc.spec import default_content_types
from docx.oxml.shape import CT_Inline
from lxml import etree

from templates.press.picture import Photo, Picture, PictureError
from templates.press.relations import OFFICE

_NO_IMAGE = (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STOPS = frozenset({0xD9, 0xDA, 0xFF, *range(0xD0, 0xD9), 0x00, 0x01})
_SMALL = 65_536  # larger photos are not remembered: a process prints a million papers
_EMU_PER_INCH = 914_400
_EMU_PER_MM = 36_000  # English Metric Units, in which Word measures pictures
_KINDS = {b"\x89P": ("png", "image/png"), b"\xff\xd8": ("jpg", "image/jpeg")}
_BLANKS = re.compile(r">\s+<")
_MAIN_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TEXT_ENDS = "</w:t></w:r><w:r><w:drawing>"
_TEXT_GOES_ON = '</w:drawing></w:r><w:r><w:t xml:space="preserve">'


def photo_of(image: Any) -> Photo:
    """Return the photo that an image of docxtpl's, or a picture of our own, stands for.

    Raises:
        PictureError: it is no picture that python-docx knows.
    """
    if isinstance(image, Picture):
        framed = _framed if len(image.content) < _SMALL else _framed.__wrapped__
        return framed(image.content, image.width_mm, image.height_mm)
    descriptor = image.image_descriptor
    if isinstance(descriptor, str | Path):
        path = Path(descriptor)
        return _measured.__wrapped__(path.read_bytes(), path.name, image.width, image.height)
    descriptor.seek(0)
    content = descriptor.read()
    measured = _measured if len(content) < _SMALL else _measured.__wrapped__
    return measured(content, "", image.width, image.height)


@lru_cache(maxsize=64)
def _framed(content: bytes, width_mm: float, height_mm: float) -> Photo:
    picture = Picture(content, width_mm, height_mm)
    width, height = (round(side * _EMU_PER_MM) for side in picture.fitted_mm)
    ending, kind = _KINDS[picture.content[:2]]
    return Photo(picture.bare(), f"image.{ending}", kind, ending, True, width, height)


@lru_cache(maxsize=64)
def _measured(content: bytes, name: str, width: int | None, height: int | None) -> Photo:
    size = _jfif_size(content)
    kind, ending = "image/jpeg", "jpg"
    if size is None:
        size, kind, ending = _known(content)
    across, up = _scaled(size, width, height)
    full = name or f"image.{ending}"
    ending = Path(name).suffix[1:] if name else ending
    by_default = (ending.lower(), kind) in default_content_types
    return Photo(content, full, kind, ending, by_default, across, up)


def _known(content: bytes) -> tuple[tuple[int, int], str, str]:
    """Return size, content type and ending of a picture, as python-docx knows them."""
    try:
        known = Image.from_blob(content)
        return (int(known.width), int(known.height)), known.content_type, known.ext
    except (*_NO_IMAGE, ZeroDivisionError) as error:
        raise PictureError from error


def _scaled(size: tuple[int, int], width: int | None, height: int | None) -> tuple[int, int]:
    """Return the size with which a picture is drawn: the side that is not given follows."""
    if width is None and height is None:
        return size
    if width is None:
        width = round(size[0] * (float(height or 0) / size[1]))
    elif height is None:
        height = round(size[1] * (float(width) / size[0]))
    return int(width), int(height or 0)


def _jfif_size(content: bytes) -> tuple[int, int] | None:
    """Return the size of a plain JPEG as python-docx has it, in a tenth of its time."""
    if content[:4] != b"\xff\xd8\xff\xe0" or content[6:10] != b"JFIF" or len(content) < 20:
        return None
    unit, across, up = struct.unpack_from(">BHH", content, 13)
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF and content[at + 1] not in _STOPS:
        if content[at + 1] in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            dots = _per_inch(unit, across), _per_inch(unit, up)
            if not (width and height and all(dots)):
                return None
            return int(width / dots[0] * _EMU_PER_INCH), int(height / dots[1] * _EMU_PER_INCH)
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None  # an odd one


def _per_inch(unit: int, density: int) -> int:
    return {1: density, 2: round(density * 2.54)}.get(unit, 72)


@lru_cache(maxsize=1_024)
def drawing(
    name: str, width: int, height: int, number: int, relation: str, link: str
) -> tuple[bytes, bytes]:
    """Return the XML of a photo as docxtpl puts it into a run, parted where its number goes."""
    size: Any = (width, height)
    inline: Any = CT_Inline.new_pic_inline(number, relation, name, *size)
    for kind in ("docPr", "cNvPr") if link else ():
        holder = next(node for node in inline.iter() if etree.QName(node).localname == kind)
        click = etree.SubElement(holder, f"{{{_MAIN_SPACE}}}hlinkClick")
        click.set(f"{{{OFFICE}}}id", link)
    xml = _BLANKS.sub("><", etree.tostring(inline, encoding="unicode"))
    before, after = xml.split(f'docPr id="{number}"', 1)
    return f'{_TEXT_ENDS}{before}docPr id="'.encode(), f'"{after}{_TEXT_GOES_ON}'.encode()
