"""Setting a Word paper: paragraphs, two-cell tables, grids, landscape pages, one chart.

The only room that knows python-docx. It builds templates: text may carry docxtpl tags, whose
``{%p …%}`` stand in paragraphs of their own and ``{%tr …%}`` in rows of their own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run as DocxRun

from regulations.folding import old_tones
from templates.blank import blank_paper
from templates.layout.profile import Profile
from templates.lines import Column, Content, Line, Lines, Row, Run
from templates.ooxml import (
    RELATIONS,
    W,
    add_mark,
    chart_drawing,
    draw_borders,
    draw_box,
    draw_rule,
    footnote,
    footnotes_xml,
    hold_row,
    keep_spaces,
    mirror_margins,
    note_mark,
    page_number,
    set_dots,
    size_table,
    start_pages,
)
from templates.press.stamp import restamp
from templates.wording import OLD_SPELLING

CHART_PART = "word/charts/chart1.xml"
NOTES_PART = "word/footnotes.xml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_ALIGN = {
    "left": WD_PARAGRAPH_ALIGNMENT.LEFT,
    "center": WD_PARAGRAPH_ALIGNMENT.CENTER,
    "right": WD_PARAGRAPH_ALIGNMENT.RIGHT,
    "justify": WD_PARAGRAPH_ALIGNMENT.JUSTIFY,
}
_CELL_MARGIN_MM = 1.2
_TURNED = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}


class Sheet:
    """A paper being set, from top to bottom, in the styles of *profile*."""

    def __init__(self, profile: Profile, language: str = "vi-VN") -> None:
        self.profile = profile
        self._document = docx.Document(io.BytesIO(blank_paper(profile, language)))
        self._notes: list[Any] = []
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
        self._set_line(self._document.add_paragraph(), line, self.text_width_mm)

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
        self._set_line(footer.paragraphs[0], line, self.text_width_mm)

    def mirror(self) -> None:
        """Turn the side margins over on even pages, for a booklet."""
        mirror_margins(self._document.settings.element)

    def chart(self, xml: bytes, size_mm: tuple[float, float], title: str) -> None:
        """Add the paper's one chart, with sample figures that printing replaces."""
        name = self._add_part(CHART_PART, _CHART_TYPE, xml, "chart")
        paragraph = self._document.add_paragraph(style=self._style("bang_so"))
        paragraph.add_run()._r.append(chart_drawing(name, size_mm, title))

    def to_bytes(self) -> bytes:
        """Return the paper as a Word file; the same calls give the same bytes."""
        if self._notes:
            self._add_part(NOTES_PART, _NOTES_TYPE, footnotes_xml(self._notes), "footnotes")
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
        paragraph.style = self._style("so_trang")
        paragraph._p.append(page_number())

    def _style(self, component: str) -> Any:
        return self._document.styles[self.profile.component(component).label]

    def _rows(self, widths_mm: Sequence[float], rows: Sequence[Sequence[Lines]]) -> None:
        table = self._table(widths_mm)
        for cells in rows:
            row = table.add_row()  # type: ignore[no-untyped-call]
            hold_row(row._tr.get_or_add_trPr())
            for cell, lines, width in zip(row.cells, cells, widths_mm, strict=True):
                self._set_cell(cell, lines, width)

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
            self._set_cell(cell, lines, sum(own.width_mm for own in columns[at : at + span]))
            if columns[at].boxed:
                draw_box(cell._tc.get_or_add_tcPr())
            at += span
        return added

    def _set_cell(self, cell: _Cell, lines: Lines, width_mm: float) -> None:
        cell.width = Mm(width_mm)
        for rank, line in enumerate([lines] if isinstance(lines, Line) else lines):
            paragraph = cell.paragraphs[0] if rank == 0 else cell.add_paragraph()
            self._set_line(paragraph, line, width_mm)

    def _set_line(self, paragraph: Paragraph, line: Line, width_mm: float) -> None:
        paragraph.style = self._style(line.style)
        form = paragraph.paragraph_format
        if line.align:
            paragraph.alignment = _ALIGN[line.align]
        if line.keep:
            form.keep_with_next = True
        if line.new_page:
            form.page_break_before = True
        if line.rule_mm is not None:
            form.left_indent = form.right_indent = Mm((width_mm - line.rule_mm) / 2)
            draw_rule(paragraph._p.get_or_add_pPr())
        if line.dots_mm is not None:
            set_dots(paragraph._p.get_or_add_pPr(), line.dots_mm)
        content = [Run(line.content)] if isinstance(line.content, str) else line.content
        for run in content:
            if run.text:
                _set_run(paragraph.add_run(self._spelled(run.text)), run)
            if run.note:
                self._hang(paragraph, run.note)

    def _spelled(self, text: str) -> str:
        return old_tones(text) if self.profile.setting("spelling") == OLD_SPELLING else text

    def _hang(self, paragraph: Paragraph, note: tuple[Run, ...]) -> None:
        """Hang a footnote on the end of *paragraph* as it now stands."""
        number = len(self._notes) + 1
        bare: Any = OxmlElement("w:p")
        text = Paragraph(bare, self._document._body)
        note_mark(text._p, None)
        self._set_line(text, Line("ghi_chu", [Run(" "), *note]), self.text_width_mm)
        self._notes.append(footnote(number, text._p))
        note_mark(paragraph._p, number)


def _set_run(own: DocxRun, run: Run) -> None:
    own.bold, own.italic, own.underline = run.bold, run.italic, run.underlined
    own.font.all_caps = run.caps
    if run.size_pt is not None:
        own.font.size = Pt(run.size_pt)
    if run.struck:
        own.font.strike = True
    if run.marked:
        add_mark(own._r)
    keep_spaces(own._r)
