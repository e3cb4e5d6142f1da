"""Small programs as people write them for docxtpl, one for each thing that its manual teaches.

Each takes the class to work with, does its work, and yields the files that it saved. Run with
docxtpl's own class and with ours, they must yield the same.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from docx.enum.section import WD_SECTION
from docx.shared import RGBColor
from docxtpl import Listing
from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import TemplateError

from tests.press_sketch import Line, Sketch, built, lean_document, lines

Opener = Callable[[Any], Any]  # DocxTemplate or what stands in for it: docxtpl has no types
Script = Callable[[Opener, Path], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Person:
    """A record that is no map: docxtpl's users hand in objects of their own."""

    name: str
    born: date

    @property
    def initials(self) -> str:
        """First letters."""
        return "".join(word[0] for word in self.name.split())

    def greet(self, word: str) -> str:
        """Return a greeting."""
        return f"{word} {self.name}"


def saved(document: Any) -> bytes:
    """Return the bytes of a template or a document."""
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def made(*paragraphs: str) -> Any:
    """Return a document of python-docx with these paragraphs."""
    document = lean_document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    """Add a table with these texts."""
    grid = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return grid


def printed(start: Opener, document: Any, context: dict[str, Any], **options: Any) -> bytes:
    """Return what a template prints."""
    template = start(io.BytesIO(saved(document)))
    template.render(context, **options)
    return saved(template)


def values_of_every_kind(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{ who.name }} {{ who.initials }} {{ who.greet('Chào') }}",
                    "{{ who.born.year }} {{ '%.2f' % rate }} {{ who.born }} {{ lost }} {{ none }}",
                    "{% for one in crowd %}{{ one }}{{ ';' if not loop.last }}{% endfor %}",
                    "{{ data.items() | list | length }} {{ data['khoá'] }} {{ big }}")  # fmt: skip
    who = Person("Nguyễn Văn Mẫu", date(1980, 6, 5))
    yield printed(start, document, {
        "who": who, "rate": 1.5, "none": None, "big": 10**20, "data": {"khoá": ["a", 1]},
        "crowd": (number * number for number in range(4)),  # can be walked only once
    })  # fmt: skip


def loops_in_loops(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{%p for unit in units %}", "Đơn vị {{ unit.name }}",
                    "{%p for man in unit.men %}", "{{ loop.index }}. {{ man }}", "{%p endfor %}",
                    "{%p else %}", "Không có đơn vị", "{%p endfor %}")  # fmt: skip
    units = [{"name": "A", "men": ["x", "y"]}, {"name": "B", "men": []}]
    yield printed(start, document, {"units": units})
    yield printed(start, document, {"units": []})


def rows_that_come_and_go(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made()
    table(document, [["TT", "Tên"], ["{%tr for row in rows %}"],
                     ["{{ loop.index }}", "{{ row.a }}"],
                     ["{%tr if row.b %}"], ["", "ghi chú: {{ row.b }}"], ["{%tr endif %}"],
                     ["{%tr endfor %}"], ["", "{#tr một lời ghi #}"]])  # fmt: skip
    grid = table(document, [["{%tr for row in rows %}"], ["{{ row.a }}"], ["{%tr endfor %}"]])
    grid.style = "Table Grid"
    rows = [{"a": "một", "b": ""}, {"a": "hai", "b": "x"}]
    for count in (0, 1, 2):
        yield printed(start, document, {"rows": rows[:count]})


def tables_in_tables(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made()
    outer = table(document, [["{%tr for u in units %}"], ["{{ u.name }}"], ["{%tr endfor %}"]])
    inner = outer.rows[1].cells[0].add_table(rows=3, cols=2)
    tags = ("{%tr for m in u.men %}", "{{ m }}", "{%tr endfor %}")
    for row, text in zip(inner.rows, tags, strict=True):
        row.cells[0].text = text
    outer.rows[1].cells[0].add_paragraph("hết {{ u.name }}")
    units = [{"name": "A", "men": ["x", "y"]}, {"name": "B", "men": []}]
    yield printed(start, document, {"units": units})


def columns_that_the_data_counts(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made()
    loop = ["{%tc for c in heads %}", "{{ c }}", "{%tc endfor %}"]
    table(document, [["Tên", *loop], ["{%tr for r in rows %}"],
                     ["{{ r.name }}", "{%tc for c in r.cells %}", "{{ c }}", "{%tc endfor %}"],
                     ["{%tr endfor %}"]])  # fmt: skip
    for count in (0, 2, 7):
        heads = [f"cột {number}" for number in range(count)]
        rows = [{"name": name, "cells": range(count)} for name in "ab"]
        yield printed(start, document, {"heads": heads, "rows": rows})


def cells_on_colours_and_over_columns(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made()
    table(document, [["{% colspan heads|count %}{{ title }}", ""],
                     ["{%tc for c in heads %}", "{% cellbg c.bg %}{{ c.text }}", "{%tc endfor %}"],
                     ["{% cellbg 'FFCC00' %}một", "{% cellbg bg %}{% if x %}hai{% endif %}"],
                     ["x"]])  # fmt: skip
    heads = [{"bg": "00FF00", "text": "a"}, {"bg": "auto", "text": "b"}, {"bg": "x", "text": ""}]
    yield printed(start, document, {"heads": heads, "title": "Đầu", "bg": RGBColor(1, 2, 3)})
    yield printed(start, document, {"heads": heads[:1], "title": "Đầu", "bg": "red", "x": True})


def cells_merged_down_and_across(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made()
    table(document, [["{%tr for r in rows %}"], ["{% vm %}{{ kind }}", "{{ r }}"],
                     ["{%tr endfor %}"]])  # fmt: skip
    grid = table(document, [["{%tc for r in rows %}", "{% hm %}{{ kind }}", "{%tc endfor %}"],
                            ["{%tc for r in rows %}", "{{ r }}", "{%tc endfor %}"]])  # fmt: skip
    grid.rows[0].cells[1].paragraphs[0].add_run(" đậm").bold = True
    for count in (0, 1, 3):
        yield printed(start, document, {"rows": list("abc")[:count], "kind": "loại"})


def listings(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("Danh sách: {{ found }} hết")
    run = document.add_paragraph(style="List Bullet").add_run("{{ found }}")
    run.bold = True
    table(document, [["{{ found }}"]])
    found = Listing("một\nhai\tba\abốn & <năm>\fsáu {{ x }}")
    yield printed(start, document, {"found": found})
    yield printed(start, document, {"found": "một\nhai\tba\abốn\fnăm"})
    yield printed(start, document, {"found": Listing(["a", 1])})


def heads_and_feet(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{ a }}")
    document.settings.odd_and_even_pages_header_footer = True
    first = document.sections[0]
    first.different_first_page_header_footer = True
    other = document.add_section(WD_SECTION.NEW_PAGE)
    other.header.is_linked_to_previous = False
    for section in (first, other):
        for part in (section.header, section.first_page_header, section.even_page_footer):
            part.paragraphs[0].text = "{{ a }} {% if b %}“{{ b }}”{% endif %}"
    yield printed(start, document, {"a": "Đầu & cuối", "b": "b"}, autoescape=True)
    yield printed(start, document, {"a": "Đầu", "b": ""})


def footnotes(start: Opener, folder: Path) -> Iterator[bytes]:
    template = start(
        io.BytesIO(built(Sketch(lines("{{ a }}"), footnote=Line("Chú: {{ a }}", (7,)))))
    )
    template.render({"a": "x & y"}, autoescape=True)
    yield saved(template)


def properties_of_the_document(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{ a }}")
    core = document.core_properties
    core.title, core.author, core.subject = "Về {{ a }}", "{{ who }}", "{% if a %}có{% endif %}"
    core.comments, core.keywords, core.identifier = "{{ a|upper }}", "{{ a }}", "{{ lost }}"
    yield printed(start, document, {"a": "x & y", "who": "Người soạn"})


def braces_and_escapes(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{_{ a }_} {_% b %_} {{ '{_{' }}", "{{ a|e }} {{ b|e }}", "{# bỏ #}còn",
                    "“{{ a|replace(‘&’, “và”) }}”", "{#p bỏ cả đoạn #}")  # fmt: skip
    yield printed(start, document, {"a": "R&D <x>", "b": "\"'"})
    yield printed(start, document, {"a": "R&D <x>", "b": "\"'"}, autoescape=True)


def values_that_break_the_xml(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("Tên: {{ a }}.", "Sau: {{ b }}")
    table(document, [["{{ a }}", "{{ b }}"]])
    for text in (
        "R&D",
        "a < b",
        "a <b>c</b>",
        "]]>",
        "</w:t></w:r></w:p><w:p><w:r><w:t>",
        "\x0b\x00",
    ):
        yield printed(start, document, {"a": text, "b": "x"})


def an_environment_of_one_s_own(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{ a|shout }} {{ now() }}", "{% if a %} ", "{{ a }}", " {% endif %}",
                    "{% for x in l %}{% if x == 2 %}{% break %}{% endif %}{{ x }}{% endfor %}",
                    "hết")  # fmt: skip
    environment = Environment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.filters["shout"] = lambda text: f"{text}!"
    environment.globals["now"] = lambda: "bây giờ"
    yield printed(start, document, {"a": "x & y", "l": [1, 2, 3]}, jinja_env=environment)
    yield printed(start, document, {"a": "x & y", "l": []}, jinja_env=environment, autoescape=True)


def a_strict_environment_complains(start: Opener, folder: Path) -> Iterator[bytes]:
    template = start(io.BytesIO(saved(made("{{ lost }}"))))
    try:
        template.render({}, Environment(undefined=StrictUndefined))
    except TemplateError as error:
        yield f"{type(error).__name__}: {error}".encode()


def an_error_shows_its_place(start: Opener, folder: Path) -> Iterator[bytes]:
    for wrong in ("{% if x %}", "{{ x|unknown }}", "{{ x y }}", "{% unknown %}", "{{ lost.a }}"):
        template = start(io.BytesIO(saved(made("một", "hai", wrong, "ba"))))
        try:
            template.render({"x": 1})
        except TemplateError as error:
            context = "|".join(getattr(error, "docx_context", ()))
            yield f"{type(error).__name__}: {error} {context}".encode()
        yield saved(template)


def paragraphs_drawn_together(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("Nhà tôi ở", "{%- if town -%}", " phố", "{%- else -%}",
                    " quê", "{%- endif -%}", " và tôi {{- a }} yêu nó.",
                    "  giữ   chỗ trống  ", "{{ a }}  {{ a }}")  # fmt: skip
    yield printed(start, document, {"town": True, "a": " rất "})
    yield printed(start, document, {"town": False, "a": ""})


def comments_in_the_margin(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{ a }}")
    run = document.paragraphs[0].add_run(" có lời ghi {{ a }}")
    document.add_comment(run, text="lời ghi {{ a }}", author="Người soạn", initials="NS")
    document.paragraphs[0].add_run("{{").bold = True
    document.paragraphs[0].add_run(" a }").italic = True
    document.paragraphs[0].add_run("}")
    yield printed(start, document, {"a": "x"})
