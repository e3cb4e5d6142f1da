"""Writing into a Word paper: the cells, lines, runs and footnotes of a sheet being set."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run as DocxRun

from regulations.folding import old_tones
from templates.layout.profile import Profile
from templates.lines import Line, Lines, Run
from templates.ooxml import add_mark, draw_rule, footnote, keep_spaces, note_mark, set_dots
from templates.wording import OLD_SPELLING

_ALIGN = {
    "left": WD_PARAGRAPH_ALIGNMENT.LEFT,
    "center": WD_PARAGRAPH_ALIGNMENT.CENTER,
    "right": WD_PARAGRAPH_ALIGNMENT.RIGHT,
    "justify": WD_PARAGRAPH_ALIGNMENT.JUSTIFY,
}


class Pen:
    """Writes lines into *document* in the styles of *profile*, and gathers its footnotes."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self.notes: list[Any] = []
        self._document, self._profile = document, profile

    def style(self, component: str) -> Any:
        """Return the style of a component, as python-docx takes it."""
        return self._document.styles[self._profile.component(component).label]

    def set_cell(self, cell: _Cell, lines: Lines, width_mm: float) -> None:
        """Fill a cell with *lines*, one paragraph each."""
        cell.width = Mm(width_mm)
        for rank, line in enumerate([lines] if isinstance(lines, Line) else lines):
            paragraph = cell.paragraphs[0] if rank == 0 else cell.add_paragraph()
            self.set_line(paragraph, line, width_mm)

    def set_line(self, paragraph: Paragraph, line: Line, width_mm: float) -> None:
        """Write *line* into an empty paragraph in a column of *width_mm*."""
        paragraph.style = self.style(line.style)
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
        return old_tones(text) if self._profile.setting("spelling") == OLD_SPELLING else text

    def _hang(self, paragraph: Paragraph, note: tuple[Run, ...]) -> None:
        """Hang a footnote on the end of *paragraph* as it now stands."""
        number = len(self.notes) + 1
        bare: Any = OxmlElement("w:p")
        text = Paragraph(bare, self._document._body)
        note_mark(text._p, None)
        self.set_line(
            text, Line("ghi_chu", [Run(" "), *note]), width_mm=0
        )  # no rule stands in a note
        self.notes.append(footnote(number, text._p))
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
