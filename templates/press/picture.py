"""A photo made fit for a paper: PNG or JPEG, of known size, without the notes of the camera.

A phone writes the place, the hour and its owner into a photo (EXIF). None of it is printed, so
none of it goes into the paper.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from regulations.errors import VanthuError
from regulations.sentences import say

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_JPEG = b"\xff\xd8"
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x01\x00\x48\x00\x48\x00\x00"  # 72 dots per inch
_SCAN = 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_NOTES = frozenset({*range(0xE0, 0xF0), 0xFE}) - {0xEE}  # APP14 says how the colours are meant


class PictureError(VanthuError):
    """A file that should be a photo can't be printed."""

    code = "invalid"
    exit_code = 5

    def __init__(self) -> None:
        super().__init__(
            say("The photo is no PNG or JPEG picture, or a damaged one."),
            hint=say("Save it again as JPEG and name that file."),
        )


class Photo(NamedTuple):  # made for every paper: a dataclass takes longer
    """An image to be put into a paper, measured."""

    content: bytes
    name: str  # as the drawing calls it
    kind: str  # content type
    ending: str
    by_default: bool  # its ending alone says its content type
    width: int  # in English Metric Units
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo to be set into a frame of a paper; it keeps its proportion inside the frame."""

    content: bytes
    width_mm: float
    height_mm: float

    def check(self) -> None:
        """Look at all of it before it is printed.

        Raises:
            PictureError: the content is no picture.
        """
        _pixels(self.content)
        self.bare()

    @property
    def fitted_mm(self) -> tuple[float, float]:
        """Width and height as large as the frame lets them be.

        Raises:
            PictureError: the content is no picture.
        """
        width, height = _pixels(self.content)
        scale = min(self.width_mm / width, self.height_mm / height)
        return width * scale, height * scale

    def bare(self) -> bytes:
        """Return the picture with nothing in it but what shows.

        Raises:
            PictureError: the content is no picture.
        """
        if self.content.startswith(_PNG):
            chunks = (chunk for kind, _, chunk in _chunks(self.content) if kind in _PNG_CHUNKS)
            return _PNG + b"".join(chunks)
        kept = (whole for mark, _, whole in _segments(self.content) if mark not in _NOTES)
        return _JPEG + _JFIF + b"".join(kept)


def _pixels(content: bytes) -> tuple[int, int]:
    try:
        if content.startswith(_PNG):
            kind, inner, _ = next(_chunks(content))
            width, height = struct.unpack(">II", inner[:8])
            sized = kind == b"IHDR"
        else:
            frame = next(inner for mark, inner, _ in _segments(content) if mark in _FRAMES)
            height, width = struct.unpack(">HH", frame[1:5])
            sized = True
    except (StopIteration, struct.error) as error:
        raise PictureError from error
    if not sized or not width or not height:
        raise PictureError
    return width, height


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield kind, inside and whole of every chunk of a PNG."""
    at = len(_PNG)
    kind = b""
    while kind != b"IEND":
        if len(content) < at + 12:
            raise PictureError
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind = content[at + 4 : at + 8]
        whole = content[at : at + 12 + length]
        if len(whole) < 12 + length:
            raise PictureError
        yield kind, whole[8:-4], whole
        at += len(whole)


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield mark, inside and whole of every segment of a JPEG; the scan goes to the end."""
    if not content.startswith(_JPEG):
        raise PictureError
    at = len(_JPEG)
    while True:
        head = content[at : at + 4]
        if len(head) < 4 or head[0] != 0xFF:
            raise PictureError
        mark = head[1]
        if mark == 0xFF:  # a fill byte
            at += 1
            continue
        if mark == _SCAN:
            yield mark, b"", content[at:]
            return
        end = at + 2 + int.from_bytes(head[2:4], "big")
        if len(content) < end:
            raise PictureError
        yield mark, content[at + 4 : end], content[at:end]
        at = end
