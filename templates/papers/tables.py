"""Tables of tasks as templates: one row for each task, with the columns that are asked for."""

from __future__ import annotations

from templates.lines import Column, Line, Row
from templates.listing import CENTRED
from templates.typesetting import Sheet
from templates.wording import word


def set_task_table(sheet: Sheet, rows: str, widths_mm: dict[str, float], lang: str) -> None:
    """Set a table of the value *rows*; *widths_mm* names the columns in their order."""
    sheet.grid(
        [
            Column(width, word(f"column.{name}", lang), "bang_so" if name in CENTRED else "bang")
            for name, width in widths_mm.items()
        ],
        looped(rows, tuple(f"row.{name}" for name in widths_mm)),
    )


def looped(rows: str, cells: tuple[str, ...]) -> list[Row]:
    """Return the rows of a template that print *cells* once for each ``row`` of *rows*."""
    return [
        Row.tag(f"{{%tr for row in {rows} %}}"),
        Row(tuple(f"{{{{ {cell} }}}}" for cell in cells)),
        Row.tag("{%tr endfor %}"),
    ]


def set_figures(sheet: Sheet, lang: str) -> None:
    """Set the four official cells, and each rate with what it divides."""
    sheet.grid(
        [
            Column(125, word("column.measure", lang)),
            Column(40, word("column.count", lang), "bang_so"),
        ],
        looped("figures.cells", ("row.name", "row.result")),
    )
    sheet.grid(
        [
            Column(60, word("column.rate", lang)),
            Column(80, word("column.formula", lang)),
            Column(25, word("column.result", lang), "bang_so"),
        ],
        looped("figures.rates", ("row.name", "row.formula", "row.result")),
    )


def set_listing(sheet: Sheet, name: str, widths_mm: dict[str, float], lang: str) -> None:
    """Set a listing: its sentence, its table unless that is empty, and the note below."""
    sheet.tag(f"{{%p if {name}.text %}}")
    sheet.line(Line("noi_dung", f"{{{{ {name}.text }}}}", keep=True))
    sheet.tag("{%p endif %}")
    sheet.tag(f"{{%p if {name}.rows %}}")
    sheet.line(Line("khoang_cach", keep=True))
    set_task_table(sheet, f"{name}.rows", widths_mm, lang)
    sheet.tag("{%p endif %}")
    sheet.tag(f"{{%p if {name}.note %}}")
    sheet.paragraph("ghi_chu", f"{{{{ {name}.note }}}}")
    sheet.tag("{%p endif %}")
