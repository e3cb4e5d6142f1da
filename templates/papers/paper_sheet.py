"""Setting a drafted paper: its frame as all papers have it, its own text as values of the press.

No sign of what a drafter wrote ever stands in a template: each run becomes a tag that names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from templates.layout.profile import Profile
from templates.letterhead import head_values
from templates.lines import Block, Column, Content, Line, Lines, Row, Run
from templates.paper import Paper, Unsigned
from templates.papers.frame import (
    new_sheet,
    set_head,
    set_minutes_signature,
    set_signature,
    set_title,
    set_undated_head,
)
from templates.papers.printing import print_template
from templates.press.engine import print_docx
from templates.typesetting import Sheet
from templates.wording import word

_LABEL_MM = 45.0
_PARTY = "party"


def print_drafted(paper: Paper, profile: Profile, *, office: str = "") -> bytes:
    """Return the paper as a Word file; *office* is the tree id, which goes into a property."""
    texts = _Texts()
    template = _set(paper, profile, texts)
    values = {**paper.values(), "t": texts.said}
    return print_template(template, values, profile, lang=paper.lang, office=office)


def set_blocks_alone(blocks: Sequence[Block], profile: Profile) -> bytes:
    """Return a Word file of *blocks* alone, without head and signature: an extract."""
    texts, sheet = _Texts(), new_sheet(profile, "vi")
    _blocks(sheet, blocks, texts)
    return print_docx(sheet.to_bytes(), {"t": texts.said})


def print_unsigned(unsigned: Unsigned, profile: Profile, *, office: str = "") -> bytes:
    """Return a paper without number and signature, its annex on pages laid across."""
    texts, sheet = _Texts(), new_sheet(profile, unsigned.lang)
    set_undated_head(sheet, unsigned.lang, "{{ head.dated }}")
    set_title(sheet, texts.content(unsigned.subject))
    _blocks(sheet, unsigned.body, texts)
    sheet.landscape()
    _blocks(sheet, unsigned.annex, texts)
    sheet.paragraph("khoang_cach")  # Word wants a paragraph at the end
    values = {"head": head_values(unsigned.head), "name": unsigned.name, "t": texts.said}
    return print_template(
        sheet.to_bytes(), values, profile, lang=unsigned.lang, office=office
    )  # fmt: skip


@dataclass(slots=True)
class _Texts:
    """What a paper says, and the tags that stand for it in the template."""

    said: list[str] = field(default_factory=list)

    def tag(self, text: str) -> str:
        self.said.append(text)
        return f"{{{{ t[{len(self.said) - 1}] }}}}"

    def content(self, content: Content) -> list[Run]:
        runs = [Run(content)] if isinstance(content, str) else content
        return [
            replace(run, text=self.tag(run.text) if run.text else "",
                    note=tuple(self.content(run.note)))
            for run in runs
        ]  # fmt: skip

    def line(self, line: Line) -> Line:
        return replace(line, content=self.content(line.content))

    def cell(self, cell: str | Lines) -> str | Lines:
        if isinstance(cell, str):
            return self.tag(cell) if cell else ""
        return self.line(cell) if isinstance(cell, Line) else [self.line(line) for line in cell]


def _set(paper: Paper, profile: Profile, texts: _Texts) -> bytes:
    sheet = new_sheet(profile, paper.lang)
    subject = texts.content(paper.subject)
    if paper.kind.head == "letter":
        set_head(sheet, paper.lang, below=[Line("trich_yeu_cong_van", subject)])
    else:
        bare = paper.kind.head == "bare" and profile.system == _PARTY  # NĐ 30 numbers minutes
        set_head(sheet, paper.lang, bare=bare)
        set_title(sheet, subject)
    _address(sheet, paper, texts)
    _blocks(sheet, _kept(paper.body), texts)
    if paper.kind.sign == "minutes":
        who = (word(key, paper.lang) for key in ("minutes.left", "minutes.right"))
        set_minutes_signature(sheet, *who)
    else:
        set_signature(sheet, paper.lang)
    for annex in paper.annexes:
        if annex.across:
            sheet.landscape()
            _blocks(sheet, [_on_page(block) for block in annex.blocks], texts)
        else:
            _blocks(sheet, annex.blocks, texts)
    if paper.annexes:
        sheet.paragraph("khoang_cach")  # Word wants a paragraph at the end
    return sheet.to_bytes()


def _kept(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """Hold the last paragraph with the signature, which never stands alone on a page."""
    last = body[-1] if body else None
    return (*body[:-1], replace(last, keep=True)) if isinstance(last, Line) else body


def _on_page(block: Block) -> Block:
    """Return a block that begins no page: the turned page is new already."""
    return replace(block, new_page=False) if isinstance(block, Line) else block


def _address(sheet: Sheet, paper: Paper, texts: _Texts) -> None:
    """Set ``Kính gửi: …`` centred in one line; several bodies stand below each other."""
    if not paper.label:
        return
    label = Run(paper.label, italic=sheet.profile.system == _PARTY or None)
    if len(paper.to) == 1:
        sheet.paragraph("kinh_gui", [label, Run(" "), *texts.content(paper.to[0])])
        return
    marks = [";"] * (len(paper.to) - 1) + ["."]
    names: list[Run] = []
    for name, mark in zip(paper.to, marks, strict=True):
        names += [Run("- "), *texts.content(name), Run(texts.tag(f"{mark}\n"))]
    names[-1] = Run(marks[-1])
    widths = (_LABEL_MM, sheet.text_width_mm - _LABEL_MM)
    label_line = Line("kinh_gui", [label, Run("\u00a0\u00a0")], "right")
    sheet.spread(widths, label_line, Line("kinh_gui", names, "left"))


def _blocks(sheet: Sheet, blocks: Sequence[Block], texts: _Texts) -> None:
    for block in blocks:
        if isinstance(block, Line):
            sheet.line(texts.line(block))
            continue
        columns = [_column(column, texts) for column in block.columns]
        widths = sum(column.width_mm for column in columns)
        if widths > sheet.text_width_mm or sheet.text_width_mm - widths > 1:
            ratio = sheet.text_width_mm / widths
            columns = [replace(column, width_mm=column.width_mm * ratio) for column in columns]
        rows = [Row(tuple(texts.cell(cell) for cell in row.cells)) for row in block.rows]
        sheet.grid(columns, rows)


def _column(column: Column, texts: _Texts) -> Column:
    return replace(column, head=texts.content(column.head) if column.head else "")
