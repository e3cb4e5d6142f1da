"""Photos as python-docx measures, names and draws them, remembered from paper to paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
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

from templates.press.picture import Picture, PictureError
from templates.press.relations import OFFICE

_EMU_PER_MM = 36_000  # English Metric Units, in which Word measures pictures
_KINDS = {b"\x89P": ("png", "image/png"), b"\xff\xd8": ("jpg", "image/jpeg")}
_BLANKS = re.compile(r">\s+<")
_MAIN_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TEXT_ENDS = "</w:t></w:r><w:r><w:drawing>"
_TEXT_GOES_ON = '</w:drawing></w:r><w:r><w:t xml:space="preserve">'


@dataclass(frozen=True, slots=True)
class Photo:
    """An image to be put into a paper, measured."""

    content: bytes
    name: str  # as the drawing calls it
    kind: str  # content type
    ending: str
    width: int  # in English Metric Units
    height: int

    @property
    def by_default(self) -> bool:
        """Tell whether its ending alone says its content type."""
        return (self.ending.lower(), self.kind) in default_content_types


def photo_of(image: Any) -> Photo:
    """Return the photo that an image of docxtpl's, or a picture of our own, stands for.

    Raises:
        PictureError: it is no picture that python-docx knows.
    """
    if isinstance(image, Picture):
        width, height = (round(side * _EMU_PER_MM) for side in image.fitted_mm)
        ending, kind = _KINDS[image.content[:2]]
        return Photo(image.bare(), f"image.{ending}", kind, ending, width, height)
    descriptor = image.image_descriptor
    if isinstance(descriptor, str | Path):
        path = Path(descriptor)
        return _measured(path.read_bytes(), path.name, image.width, image.height)
    descriptor.seek(0)
    return _measured(descriptor.read(), "", image.width, image.height)


@lru_cache(maxsize=256)
def _measured(content: bytes, name: str, width: int | None, height: int | None) -> Photo:
    try:
        known = Image.from_blob(content)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError) as error:
        raise PictureError from error
    across, up = known.scaled_dimensions(width, height)
    ending = Path(name).suffix[1:] if name else known.ext
    return Photo(content, name or known.filename, known.content_type, ending, across, up)


@lru_cache(maxsize=1_024)
def drawing(
    name: str, size: tuple[int, int], number: int, relation: str, link: str
) -> tuple[bytes, bytes]:
    """Return the XML of a photo as docxtpl puts it into a run, parted where its number goes."""
    inline: Any = CT_Inline.new_pic_inline(number, relation, name, *size)  # type: ignore[arg-type]
    for kind in ("docPr", "cNvPr") if link else ():
        holder = next(node for node in inline.iter() if etree.QName(node).localname == kind)
        click = etree.SubElement(holder, f"{{{_MAIN_SPACE}}}hlinkClick")
        click.set(f"{{{OFFICE}}}id", link)
    xml = _BLANKS.sub("><", etree.tostring(inline, encoding="unicode"))
    before, after = xml.split(f'docPr id="{number}"', 1)
    return f'{_TEXT_ENDS}{before}docPr id="'.encode(), f'"{after}{_TEXT_GOES_ON}'.encode()
