"""The features that docxtpl names on its own pages, each as a small template and its values."""

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.shared import Inches, Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph

from tests.press_sketch import Grid, Line, Sketch, lines
from tests.test_press import png

Values = dict[str, Any]
Making = Callable[[DocxTemplate], Values]
PEOPLE = [{"ten": "An & Bình", "con": ["Lan", "<Mai>"]}, {"ten": "Chi", "con": []}]


def cell(*texts: str) -> tuple[tuple[Line, ...], ...]:
    return tuple((Line(text),) for text in texts)


def rich(_tpl: DocxTemplate) -> RichText:
    text = RichText("đậm", bold=True, font="eastAsia:SimSun")
    text.add(" nghiêng\nhai\tba", italic=True, color="#ff0000", size=28, underline="wave")
    text.add(" trên", superscript=True, strike=True, style="Header")
    text.add(RichText("lồng", subscript=True))
    return text


def paragraphs(tpl: DocxTemplate) -> RichTextParagraph:
    made = RichTextParagraph("một", parastyle="Title")
    made.add(rich(tpl), parastyle="Heading 1")
    return made


def inner(tpl: DocxTemplate) -> Any:
    made = tpl.new_subdoc()
    made.add_paragraph("trong", style="List Bullet")
    made.add_table(rows=2, cols=2).rows[0].cells[0].text = "ô"
    made.add_picture(io.BytesIO(png(3, 4)), width=Inches(1))
    return made


def merged(tpl: DocxTemplate) -> Any:
    other: Any = docx.Document()
    other.add_heading("khác", 1)
    other.add_paragraph("một", style="List Number")
    sink = io.BytesIO()
    other.save(sink)
    return tpl.new_subdoc(io.BytesIO(sink.getvalue()))


def photo(tpl: DocxTemplate, **shape: Any) -> InlineImage:
    return InlineImage(tpl, io.BytesIO(png(20, 10)), **shape)


FEATURES: dict[str, tuple[Sketch, Making]] = {
    "colour of a cell": (
        Sketch((Grid((cell("{% cellbg mau %}{{ a }}", "b"),), 2),)),
        lambda _: {"mau": "FF8800", "a": "A"},
    ),
    "columns under a head": (
        Sketch((Grid((cell("{% colspan cot|count %}tên"), cell("{%tc for c in cot %}", "{{ c }}",
                                                              "{%tc endfor %}")), 2),)),
        lambda _: {"cot": ["1", "2", "3"]},
    ),
    "a table with rows and columns from data": (
        Sketch((Grid((cell("{%tc for c in cot %}", "{{ c }}", "{%tc endfor %}"),
                      cell("{%tr for h in hang %}"),
                      cell("{%tc for c in h %}", "{{ c }}", "{%tc endfor %}"),
                      cell("{%tr endfor %}")), 1),)),
        lambda _: {"cot": ["a", "b"], "hang": [["1", "2"], ["3", "4"]]},
    ),
    "cells merged across": (
        Sketch((Grid((cell("{%tc for c in cot %}", "{% hm %}{{ c }}", "{%tc endfor %}"),), 1),)),
        lambda _: {"cot": ["a", "b", "c"]},
    ),
    "cells merged downwards": (
        Sketch((Grid((cell("{%tr for n in nguoi %}"), cell("{% vm %}nhà", "{{ n.ten }}"),
                      cell("{%tr endfor %}")), 2),)),
        lambda _: {"nguoi": PEOPLE},
    ),
    "cells merged downwards, nested": (
        Sketch((Grid((cell("{%tr for n in nguoi %}"), cell("{%tr for c in n.con %}"),
                      cell("{% vm %}{{ n.ten }}", "{{ c }}"), cell("{%tr endfor %}"),
                      cell("{%tr endfor %}")), 2),)),
        lambda _: {"nguoi": PEOPLE},
    ),
    "fewer cells after a loop": (
        Sketch((Grid((cell("a", "b", "c"), cell("{%tc for c in cot %}", "{{ c }}",
                                                "{%tc endfor %}")), 3),)),
        lambda _: {"cot": ["1"]},
    ),
    "comments": (
        Sketch((*lines("{# lời ghi #}x", "{#p cả đoạn #}", "y"),
                Grid((cell("{#tr cả hàng #}", "b"), cell("a", "b")), 2))),
        lambda _: {},
    ),
    "quotes, less and greater in tags": (
        Sketch(lines("{% if n < 3 and n > 1 %}“{{ a }}”{% endif %}{{ r[“ten”] }}{{ r[‘ten’] }}")),
        lambda _: {"n": 2, "a": "A", "r": {"ten": "B"}},
    ),
    "footnotes": (
        Sketch(lines("x"), footnote=Line("{{ a }}")), lambda _: {"a": "chú"},
    ),
    "headers and footers with accents and pictures": (
        Sketch(lines("{{ a }}"), header=Line("{{ a }} {{ anh }}"), footer=Line("{{ a }}")),
        lambda tpl: {"a": "đường Đê La Thành", "anh": photo(tpl, height=Mm(10))},
    ),
    "pictures in text, loops and tables": (
        Sketch((*lines("{{ anh }}", "{% for a in ds %}{{ a }}{% endfor %}"),
                Grid((cell("{{ anh }}", "{{ nho }}"),), 2))),
        lambda tpl: {"anh": photo(tpl, width=Mm(20)), "nho": photo(tpl, width=Mm(5), height=Mm(9)),
                     "ds": [photo(tpl), photo(tpl, anchor="https://a.example/?x&y")]},
    ),
    "listing": (
        Sketch((*lines("{{ ke }}", "a {{ ke }} b"), Line("{{ ke }}", (3,)))),
        lambda _: {"ke": Listing("một\nhai\tba\abốn\fnăm & sáu")},
    ),
    "one document in another": (
        Sketch(lines("trước", "{{p con }}", "sau")), lambda tpl: {"con": inner(tpl)},
    ),
    "documents merged": (
        Sketch(lines("{{p con }}", "{{p hai }}")),
        lambda tpl: {"con": merged(tpl), "hai": merged(tpl)},
    ),
    "nested loops": (
        Sketch(lines("{%p for n in nguoi %}", "{{ loop.index }}. {{ n.ten }}",
                     "{%p for c in n.con %}", "- {{ c }}{% if not loop.last %},{% endif %}",
                     "{%p else %}", "không", "{%p endfor %}", "{%p endfor %}")),
        lambda _: {"nguoi": PEOPLE},
    ),
    "paragraphs and rows under conditions": (
        Sketch((*lines("{%p if a %}", "có", "{%p elif b %}", "hay", "{%p else %}", "không",
                       "{%p endif %}", "{%r if a %}một{%r endif %}"),
                Grid((cell("{%tr if a %}"), cell("x"), cell("{%tr endif %}"), cell("y")), 1))),
        lambda _: {"a": False, "b": True},
    ),
    "paragraphs made one": (
        Sketch(lines("Tôi ở", "{%- if a %}", " phố", "{%- else %}", " quê", "{%- endif -%}",
                     " và vui.")),
        lambda _: {"a": True},
    ),
    "blanks as typed": (
        Sketch((Line("{{ a }}  hai  {{ b }}", (4, 9)), Line("  {{ a }}  "))),
        lambda _: {"a": "  x  ", "b": " y"},
    ),
    "rich text": (
        Sketch(lines("a {{r giau }} b", "{{r giau }}{{r giau }}",
                     "{%r if giau %}{{r giau }}{%r endif %}")),
        lambda tpl: {"giau": rich(tpl)},
    ),
    "rich paragraphs": (
        Sketch(lines("trước", "{{p doan }}", "sau")), lambda tpl: {"doan": paragraphs(tpl)},
    ),
    "braces that are no tags": (
        Sketch(lines("{_{ a }_} {_% if %_}")), lambda _: {},
    ),
}  # fmt: skip
