"""A manuscript becomes lines and tables: headings in the styles of parts, articles and sections.

What a heading is, its own words say: *Phần I*, *Chương II*, *Mục 1*, *Điều 5*, *I-*, *1.*,
*Phụ lục*; the number of its ``#`` counts only where they say nothing. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from templates.columns import grid_of
from templates.lines import Block, Grid, Line, Run
from templates.manuscript import NOTE, UNIT
from templates.runs import RunReader, Runs, cut, styled, text_of

_NUMBER = r"(?:(?i:thứ) \w+|[IVXLC]+|\d+[a-zđ]?)"
_CENTRED = re.compile(
    rf"(?P<label>(?i:phần|chương|mục|part|chapter|section) {_NUMBER})(?!\w)[.:]? ?"
)
_ARTICLE = re.compile(r"(?i:điều|article) \d+[a-zđ]?[.:]")
_ROMAN = re.compile(r"[IVXLC]+ ?[-.–] ?(?=\S)")
_COUNTED = re.compile(r"(?:\d+(?:\.\d+)*[.)-]?|[a-zđ]\)|\([a-z0-9]+\)) ")
_ANNEX = re.compile(r"(?P<label>(?i:phụ lục|annex)(?: (?:[IVXLC]+|\d+))?)(?!\w)[.:]? ?")
_RECITAL = re.compile(r"(?:- )?(?:Căn cứ|Xét|Theo đề nghị) ")
_REMARK = re.compile(r"(?i:\(?(?:ghi chú|nguồn|note|source))\b")
_WIDE = 6  # a table of more columns asks for a page laid across


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows the signature: an appendix, on pages of its own."""

    blocks: tuple[Block, ...]
    across: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """A manuscript as it will be set. *title* is what the paper is about, empty where not said.

    *opens* and *recites* tell whether it brings an opening sentence or recitals of its own.
    """

    title: Runs
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    opens: bool
    recites: bool


def compose(tree: Element, cite: Callable[[str], str], *, titled: bool = True) -> Composition:
    """Return the manuscript *tree* in the styles of a paper.

    *cite* words what stands in double brackets. A first heading that numbers nothing is the
    paper's title if it is *titled* by it, else a heading like others.
    """
    reader = RunReader(cite)
    notes = {element.get("id", ""): element for element in reversed(tree) if element.tag == NOTE}
    reader.notes = {name: reader.runs(notes[name]) for name in reversed(notes)}
    elements = [element for element in tree if element is not notes.get(element.get("id", ""))]
    title = reader.runs(elements[0]) if titled and elements and elements[0].tag == "h1" else ()
    if title and not _labelled(title):
        elements.pop(0)
    else:
        reader, title = replace(reader, hung=set()), ()
    composer = _Composer(reader)
    for element in elements:
        composer.take(element)
    body, *annexes = composer.parts()
    return Composition(
        title,
        body,
        tuple(Annex(blocks, any(map(_wide, blocks))) for blocks in annexes),
        opens=bool(body) and _opens(body[0]),
        recites=any(isinstance(block, Line) and block.style == "can_cu" for block in body),
    )


class _Composer:
    """Takes element after element; a heading *Phụ lục* begins the next part of the paper."""

    def __init__(self, reader: RunReader) -> None:
        self._reader = reader
        self._parts: list[list[Block]] = [[]]
        self._untitled = False  # the heading before was a bare label: *Chương I*
        self._begun = False

    def parts(self) -> list[tuple[Block, ...]]:
        """Return the body, then each annex; notes that nothing refers to end the last of them."""
        notes = self._reader.notes
        self._parts[-1] += [
            Line("ghi_chu", notes[name]) for name in notes if name not in self._reader.hung
        ]
        return [tuple(part) for part in self._parts]

    def take(self, element: Element) -> None:
        if re.fullmatch("h[1-6]", element.tag):
            self._head(self._reader.runs(element), int(element.tag[1]))
            return
        if element.tag == "table":
            self._parts[-1] += [Line("khoang_cach", keep=True), grid_of(element, self._reader.runs)]
        elif element.tag == "blockquote":
            self._quoted(element)
        else:
            self._paragraph(self._reader.runs(element))
        self._untitled = False

    def _quoted(self, element: Element) -> None:
        """Set what is quoted from elsewhere in italics; it heads nothing here."""
        for inner in element:
            if inner.tag == "blockquote":
                self._quoted(inner)
            elif inner.tag == "table":
                self.take(inner)
            else:
                self._add(Line("noi_dung", styled(self._reader.runs(inner), italic=True)))

    def _head(self, runs: Runs, level: int) -> None:
        text = text_of(runs)
        if match := _ANNEX.match(text):
            self._parts.append([])
            self._label(runs, match, "phu_luc", new_page=True)
        elif match := _CENTRED.match(text):
            self._label(runs, match, "phan_chuong")
            self._untitled = match.end() == len(text)
        elif self._untitled and not _labelled(runs):
            self._add(Line("phan_chuong", styled(runs, caps=True)))
            self._untitled = False
        elif _ARTICLE.match(text):
            self._add(Line("dieu", runs))
        elif _ROMAN.match(text):
            self._add(Line("muc_la_ma", styled(runs, caps=True)))
        else:
            small = level > 2 or _COUNTED.match(text)
            self._add(Line("muc_so" if small else "muc_la_ma", runs))
        self._begun = True

    def _label(self, runs: Runs, match: re.Match[str], style: str, new_page: bool = False) -> None:
        """Set a label with its title below; the dot between them is not printed."""
        label, _ = cut(runs, match.end("label"))
        _, title = cut(runs, match.end())
        below = (Run("\n"), *styled(title, caps=True)) if title else ()
        self._add(Line(style, (*label, *below), new_page=new_page))

    def _paragraph(self, runs: Runs) -> None:
        text = text_of(runs)
        recital = not self._begun and _RECITAL.match(text) is not None
        if match := _ARTICLE.match(text):
            label, rest = cut(runs, match.end())
            self._add(Line("noi_dung", (*styled(label, bold=True), *rest)))
        elif recital:
            self._add(Line("can_cu", runs))
        else:
            self._add(Line("ghi_chu" if _REMARK.match(text) else "noi_dung", runs))
        self._begun = self._begun or not recital

    def _add(self, line: Line) -> None:
        if line.content:
            self._parts[-1].append(line)


def _labelled(runs: Runs) -> bool:
    text = text_of(runs)
    return any(form.match(text) for form in (_CENTRED, _ARTICLE, _ROMAN, _COUNTED, _ANNEX))


def _opens(first: Block) -> bool:
    """Tell whether the manuscript begins with a sentence of its own."""
    if not isinstance(first, Line) or isinstance(first.content, str):
        return False
    return first.style == "noi_dung" and UNIT.match(text_of(first.content)) is None


def _wide(block: Block) -> bool:
    return isinstance(block, Grid) and len(block.columns) > _WIDE
