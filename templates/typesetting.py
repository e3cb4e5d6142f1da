"""Setting a Word paper: paragraphs, two-cell tables, grids, landscape pages, one chart.

With :mod:`templates.pen` the one room that builds with python-docx. It builds templates: text may
carry docxtpl tags, whose
``{%p …%}`` stand in paragraphs of their own and ``{%tr …%}`` in rows of their own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.section import Section
from docx.shared import Mm
from docx.table import Table, _Row

from templates.blank import blank_paper
from templates.chartparts import chart_part
from templates.layout.profile import Profile
from templates.lines import Column, Content, Line, Lines, Row
from templates.ooxml import (
    RELATIONS,
    W,
    chart_drawing,
    draw_borders,
    draw_box,
    footnotes_xml,
    hold_row,
    mirror_margins,
    page_number,
    size_table,
    start_pages,
)
from templates.pen import Pen
from templates.press.stamp import restamp

NOTES_PART = "word/footnotes.xml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_CELL_MARGIN_MM = 1.2
_TURNED = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}


class Sheet:
    """A paper being set, from top to bottom, in the styles of *profile*."""

    def __init__(self, profile: Profile, language: str = "vi-VN") -> None:
        self.profile = profile
        self._document = docx.Document(io.BytesIO(blank_paper(profile, language)))
        self._pen = Pen(self._document, profile)
        self._set_page()
        self._number_pages()

    @property
    def text_width_mm(self) -> float:
        """Width between the margins of the page as it now lies."""
        section = self._document.sections[-1]
        assert section.page_width and section.left_margin and section.right_margin
        return float((section.page_width - section.left_margin - section.right_margin) / Mm(1))

    def paragraph(self, style: str, content: Content = "", *, align: str = "") -> None:
        """Add one paragraph in the style of a component."""
        self.line(Line(style, content, align))

    def line(self, line: Line) -> None:
        """Add one paragraph with all that a :class:`Line` can say."""
        self._pen.set_line(self._document.add_paragraph(), line, self.text_width_mm)

    def tag(self, text: str) -> None:
        """Add a paragraph that only carries a tag such as ``{%p if …%}``."""
        self.paragraph("noi_dung", text)

    def spread(self, widths_mm: Sequence[float], *cells: Lines) -> None:
        """Add one row of cells without borders, side by side."""
        self._rows(widths_mm, (cells,))

    def head(self, left: Lines, right: Lines) -> None:
        """Add the two cells at the top of a paper: issuer and title."""
        self.head_rows((left, right))

    def head_rows(self, *rows: tuple[Lines, Lines]) -> None:
        """Add the top of a paper whose two sides must begin on one line, row by row."""
        page = self.profile.page
        self._rows((page.head_left_mm.number, page.head_right_mm.number), rows)

    def sign(self, left: Lines, right: Lines) -> None:
        """Add the two cells at the end of a paper: recipients and signature, kept on one page."""
        page = self.profile.page
        self.spread((page.sign_left_mm.number, page.sign_right_mm.number), left, right)

    def grid(self, columns: Sequence[Column], rows: Sequence[Row], *, borders: bool = True) -> None:
        """Add a table; its heading row comes again on each page, no row is broken over two."""
        table = self._table([column.width_mm for column in columns], _CELL_MARGIN_MM)
        if borders:
            draw_borders(table._tbl.tblPr)
        if any(column.head for column in columns):
            heads = Row(tuple(Line("bang_tieu_de", column.head) for column in columns))
            hold_row(self._add_row(table, columns, heads)._tr.get_or_add_trPr(), head=True)
        for row in rows:
            self._add_row(table, columns, row)

    def upright(self) -> None:
        """Go on with upright pages in a section of their own: an appendix."""
        self._add_section(across=False)

    def landscape(self) -> None:
        """Go on with pages laid across, for wide tables; the upright margins turn with them."""
        self._add_section(across=True)

    def contact(self, line: Line) -> None:
        """Put a line at the foot of the first page only: the office's address."""
        footer = self._document.sections[0].first_page_footer
        footer.is_linked_to_previous = False
        self._pen.set_line(footer.paragraphs[0], line, self.text_width_mm)

    def mirror(self) -> None:
        """Turn the side margins over on even pages, for a booklet."""
        mirror_margins(self._document.settings.element)

    def chart(self, number: int, xml: bytes, size_mm: tuple[float, float], title: str) -> None:
        """Add the place of a chart, counted from 1, with sample figures that printing replaces."""
        name = self._add_part(chart_part(number), _CHART_TYPE, xml, "chart")
        paragraph = self._document.add_paragraph(style=self._pen.style("bang_so"))
        paragraph.add_run()._r.append(chart_drawing(name, size_mm, title, number))

    def to_bytes(self) -> bytes:
        """Return the paper as a Word file; the same calls give the same bytes."""
        if notes := self._pen.notes:
            self._add_part(NOTES_PART, _NOTES_TYPE, footnotes_xml(notes), "footnotes")
        buffer = io.BytesIO()
        self._document.save(buffer)
        return restamp(buffer.getvalue())

    def _add_part(self, path: str, content_type: str, xml: bytes, relation: str) -> str:
        part = self._document.part
        assert part.package is not None
        added = Part(PackURI(f"/{path}"), content_type, xml, part.package)
        return part.relate_to(added, f"{RELATIONS}/{relation}")

    def _set_page(self) -> None:
        section, page = self._document.sections[0], self.profile.page
        self._set_sides(section)
        section.header_distance = section.footer_distance = Mm(page.header_mm.number)
        section.different_first_page_header_footer = True

    def _add_section(self, across: bool) -> None:
        """Begin a page; an appendix numbers its own pages where the rules ask for that."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        own = self.profile.setting("appendix_pages") == "own"
        section.different_first_page_header_footer = own
        self._set_sides(section, across=across)
        if own:
            start_pages(section._sectPr)

    def _set_sides(self, section: Section, *, across: bool = False) -> None:
        page = self.profile.page
        width, height = Mm(page.width_mm.number), Mm(page.height_mm.number)
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (height, width) if across else (width, height)
        for side, turned in _TURNED.items():
            upright = turned if across else side
            setattr(section, f"{side}_margin", Mm(getattr(page, f"{upright}_mm").number))

    def _number_pages(self) -> None:
        header = self._document.sections[0].header
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.style = self._pen.style("so_trang")
        paragraph._p.append(page_number())

    def _rows(self, widths_mm: Sequence[float], rows: Sequence[Sequence[Lines]]) -> None:
        table = self._table(widths_mm)
        for cells in rows:
            row = table.add_row()  # type: ignore[no-untyped-call]
            hold_row(row._tr.get_or_add_trPr())
            for cell, lines, width in zip(row.cells, cells, widths_mm, strict=True):
                self._pen.set_cell(cell, lines, width)

    def _table(self, widths_mm: Sequence[float], margin_mm: float = 0) -> Table:
        if len(before := self._document.element.body) > 1 and before[-2].tag == f"{{{W}}}tbl":
            self.paragraph("khoang_cach")  # two tables that touch are one to Word
        table: Table = self._document.add_table(rows=0, cols=len(widths_mm))
        table.autofit = False
        size_table(table._tbl.tblPr, sum(widths_mm), margin_mm)
        for column, width in zip(table.columns, widths_mm, strict=True):
            column.width = Mm(width)
        return table

    def _add_row(self, table: Table, columns: Sequence[Column], row: Row) -> _Row:
        added: _Row = table.add_row()  # type: ignore[no-untyped-call]
        hold_row(added._tr.get_or_add_trPr())
        if row.height_mm is not None:
            added.height = Mm(row.height_mm)
        spans = row.spans or ((1,) * len(row.cells) if len(row.cells) > 1 else (len(columns),))
        at = 0
        for content, span in zip(row.cells, spans, strict=True):
            cell = added.cells[at]
            if span > 1:
                cell = cell.merge(added.cells[at + span - 1])
            lines = Line(columns[at].style, content) if isinstance(content, str) else content
            self._pen.set_cell(cell, lines, sum(own.width_mm for own in columns[at : at + span]))
            if columns[at].boxed:
                draw_box(cell._tc.get_or_add_tcPr())
            at += span
        return added
