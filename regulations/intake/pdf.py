"""A PDF with a text layer to lines: printed lines become paragraphs, heads and feet of pages go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from regulations.intake.decoding import check_font
from regulations.intake.extract import Extract
from regulations.intake.headings import heading_of, starts_unit
from regulations.intake.sniff import UnreadableFileError, scan_advice
from regulations.sentences import say

_LEAST_ON_A_PAGE: Final = 20  # signs; below it a page is a picture
_MARGIN: Final = 0.09  # of the height of a page, where heads and feet stand
_GAP: Final = 2.0  # in heights of a sign; no blank of a justified line is that wide
_PAGE_NUMBER: Final = re.compile(r"(?i:trang\s*)?[-–—\s]*(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—\s]*")
_UNKNOWN: Final = re.compile("[\ufffd\ue000-\uf8ff]")
_ENDS: Final = (".", ";", ":", "./.", "”", '"')


_Sign = tuple[str, tuple[float, ...]]  # with its box: left, bottom, right, top; () for a blank


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line; *left* and *right* in points, *bottom* and *top* from the foot up."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    high: float  # of the page
    wide: float


def read_pdf(content: bytes) -> Extract:
    """Read a PDF.

    Raises:
        UnreadableFileError: it is a scan, damaged, or protected by a password.
    """
    try:
        document = pdfium.PdfDocument(content)
        count = len(document)
        lines = [line for number in range(count) for line in _page_lines(document[number], number)]
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(
            say("The PDF is damaged, or protected by a password."),
            say("Open it, save it anew without protection, and import that."),
        ) from error
    text = "".join(line.text for line in lines)
    _check_layer(text, count)
    repeated = _repeated(lines)
    margins = [line for line in lines if _is_furniture(line, repeated)]
    kept = [line for line in lines if not _is_furniture(line, repeated)]
    notes = Counter({"furniture": len(margins)})
    notes["pictures"] = count - len({line.page for line in lines})
    whole = "\n".join(line.text for line in kept)
    check_font(whole)
    return Extract("pdf text layer", tuple(_paragraphs(kept)), whole, count,
                   margins=tuple(line.text for line in margins), notes=+notes)  # fmt: skip


def _check_layer(text: str, pages: int) -> None:
    if len("".join(text.split())) < _LEAST_ON_A_PAGE * pages:
        raise UnreadableFileError(say("The PDF is a scan: pictures without text."), scan_advice())
    if len(_UNKNOWN.findall(text)) * 50 > len(text):
        raise UnreadableFileError(
            say("The PDF does not say which letters its signs stand for."), scan_advice()
        )


def _page_lines(page: pdfium.PdfPage, number: int) -> Iterator[_Line]:
    layer = page.get_textpage()
    wide, high = page.get_size()
    signs: list[_Sign] = []
    for index in range(layer.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(layer.raw, index))
        if sign not in "\r\n":
            signs.append((sign, () if sign.isspace() else layer.get_charbox(index)))
        elif signs:
            yield from _line(signs, number, wide, high)
            signs = []
    yield from _line(signs, number, wide, high)


def _line(signs: Sequence[_Sign], number: int, wide: float, high: float) -> Iterator[_Line]:
    """Yield the line of *signs*, none where they are all blank; a tab stands for a wide gap."""
    boxes = [box for _, box in signs if box]
    if not boxes:
        return
    text, before = "", boxes[0]
    for sign, box in signs:
        if box and box[0] - before[2] > _GAP * max(before[3] - before[1], 8):
            text += "\t"
        text += "-" if sign in "\x02\ufffe" else sign
        before = box or before
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    yield _Line(text.strip(), number, left, right, bottom, top, high, wide)


def _repeated(lines: Sequence[_Line]) -> frozenset[str]:
    """Return the lines at the edge of pages that most pages repeat, but for their number."""
    edges = Counter(_masked(line) for line in lines if _at_edge(line))
    pages = len({line.page for line in lines})
    return frozenset(text for text, count in edges.items() if count >= max(3, pages // 2))


def _is_furniture(line: _Line, repeated: frozenset[str]) -> bool:
    if not _at_edge(line):
        return False
    number = _PAGE_NUMBER.fullmatch(line.text)
    return _masked(line) in repeated or (number is not None and int(number[1]) == line.page + 1)


def _at_edge(line: _Line) -> bool:
    return line.bottom > line.high * (1 - _MARGIN) or line.top < line.high * _MARGIN


def _masked(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Join printed lines: a line runs on where it is full and the next one begins at the margin."""
    if not lines:
        return
    shape = _Shape.of(lines)
    paragraph = lines[0].text
    for above, line in pairwise(lines):
        if shape.runs_on(above, line):
            paragraph += f" {line.text}"
        else:
            yield paragraph
            paragraph = line.text
    yield paragraph


@dataclass(frozen=True, slots=True)
class _Shape:
    """The column of the body in points: its margins, and how far lines stand apart."""

    left: float
    right: float
    step: float

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> _Shape:
        by_letters = sorted(line.right for line in lines for _ in range(len(line.text) // 10 + 1))
        right = by_letters[int(len(by_letters) * 0.98)]
        if sum(place > right - 20 for place in by_letters) * 5 < len(by_letters):
            right = max(right, lines[0].wide - min(line.left for line in lines))  # no full line
        full = [line for line in lines if line.right > right - 20] or list(lines)
        left = Counter(round(line.left / 3) * 3 for line in full).most_common(1)[0][0]
        steps = Counter(
            round(above.bottom - line.bottom)
            for above, line in pairwise(lines)
            if above.page == line.page and above.bottom > line.bottom
        )
        return cls(left, right, float(steps.most_common(1)[0][0]) if steps else 12.0)

    def runs_on(self, above: _Line, line: _Line) -> bool:
        """Tell whether *line* goes on with *above*: its first word had no room left there."""
        first = len(line.text.split(maxsplit=1)[0]) + 1
        wide = (line.right - line.left) * first / len(line.text)
        if self.right - above.right > wide or line.left > self.left + 9:
            return False
        if above.page == line.page and above.bottom - line.bottom > 1.6 * self.step:
            return False
        begins = starts_unit(line.text) or heading_of(line.text) is not None
        return not (begins and (above.text.endswith(_ENDS) or heading_of(above.text) is not None))
