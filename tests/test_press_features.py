"""Each feature that docxtpl names on its own pages, printed by it and by a press put behind it.

The press stands behind ``render`` and ``save``: whoever uses docxtpl needs to change nothing else.
"""

import io
from collections.abc import Callable
from typing import Any

import docx
import jinja2
import pytest
from docx.shared import Inches, Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph

from templates.press.press import Press
from templates.press.swap import Swaps
from tests.press_equality import differences
from tests.press_sketch import Grid, Line, Sketch, built, lines
from tests.test_press import png

Values = dict[str, Any]
Making = Callable[[DocxTemplate], Values]
PEOPLE = [{"ten": "An & Bình", "con": ["Lan", "<Mai>"]}, {"ten": "Chi", "con": []}]


class Behind(DocxTemplate):
    """docxtpl with a press behind it."""

    def render(self, context: Values, jinja_env: Any = None, autoescape: bool = False) -> None:
        template = io.BytesIO()
        (self.docx or docx.Document(self.template_file)).save(template)
        press = Press(
            template.getvalue(), like_docxtpl=True, jinja_env=jinja_env, autoescape=autoescape
        )
        self._printed = press.render(context, swaps=Swaps.of(self))

    def save(self, filename: Any, *_more: Any, **_named: Any) -> None:
        filename.write(self._printed)


def cell(*texts: str) -> tuple[tuple[Line, ...], ...]:
    return tuple((Line(text),) for text in texts)


def rich(_tpl: DocxTemplate) -> RichText:
    text = RichText("đậm", bold=True, font="eastAsia:SimSun")
    text.add(" nghiêng\nhai\tba", italic=True, color="#ff0000", size=28, underline="wave")
    text.add(" trên", superscript=True, strike=True, style="Header")
    text.add(RichText("lồng", subscript=True))
    return text


def linked(tpl: DocxTemplate) -> RichText:
    return RichText("đây", url_id=tpl.build_url_id("https://a.example/?b=1&c=2"), color="0000ff")


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


def filters() -> jinja2.Environment:
    environment = jinja2.Environment()
    environment.filters["hoa"] = lambda text, times=1: text.upper() * times
    environment.globals["ghép"] = lambda *texts: "+".join(texts)
    return environment


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
    "properties of the document": (
        Sketch(lines("x"), title="Về {{ a }}"), lambda _: {"a": "việc A & B"},
    ),
    "signs that XML knows": (
        Sketch(lines("{{ a|e }} {{ b }} {{r c }} {{ d }}"), header=Line("{{ a|e }}")),
        lambda _: {"a": "<&>'\"", "b": RichText("1 < 2 & 3"), "c": RichText("<x>"),
                   "d": Listing("a & b\nc > d")},
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
        Sketch(lines("a {{r giau }} b", "{{r lien }}", "{{r giau }}{{r giau }}",
                     "{%r if giau %}{{r giau }}{%r endif %}")),
        lambda tpl: {"giau": rich(tpl), "lien": linked(tpl)},
    ),
    "rich paragraphs": (
        Sketch(lines("trước", "{{p doan }}", "sau")), lambda tpl: {"doan": paragraphs(tpl)},
    ),
    "braces that are no tags": (
        Sketch(lines("{_{ a }_} {_% if %_} {{ '{_{' }}")), lambda _: {},
    ),
    "what is missing, and whatever Jinja can do": (
        Sketch(lines("{{ thieu }}{{ a.b.c|default('x') if a.b else '' }}{% set x = 1 %}{{ x + 1 }}",
                     "{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m('a') }}{{ 'a'.upper() }}")),
        lambda _: {"a": {}},
    ),
}  # fmt: skip


LOOSE = {  # where the two part on purpose, as docs/press.md says
    "braces that are no tags": "a value's braces print as typed",
    "properties of the document": "they are escaped once",
    "rich text": "a link has to be asked of the press",
    "signs that XML knows": "there is no filter e",
    "what is missing, and whatever Jinja can do": "is refused",
}


@pytest.mark.parametrize("escaping", [False, True])
@pytest.mark.parametrize("feature", FEATURES)
def test_a_press_behind_docxtpl_changes_nothing(feature: str, escaping: bool) -> None:
    sketch, making = FEATURES[feature]
    theirs, ours = (
        printed(kind, built(sketch), making, escaping) for kind in (DocxTemplate, Behind)
    )
    assert differences(ours, theirs) == []


@pytest.mark.parametrize("feature", sorted(FEATURES.keys() - LOOSE))
def test_the_strict_press_prints_the_same(feature: str) -> None:
    sketch, making = FEATURES[feature]
    template = built(sketch)
    values = making(DocxTemplate(io.BytesIO(template)))
    theirs = printed(DocxTemplate, template, making, True)
    assert differences(Press(template).render(values), theirs) == []


def test_the_caller_may_bring_filters_and_functions() -> None:
    template = built(Sketch(lines("{{ a|hoa }}{{ a|hoa(times=2) }}{{ ghép('x', a) }}")))
    theirs, ours = (
        printed(kind, template, lambda _: {"a": "an"}, False, jinja_env=filters())
        for kind in (DocxTemplate, Behind)
    )
    assert differences(ours, theirs) == []


def test_one_template_prints_many_papers() -> None:
    content = built(Sketch(lines("{{ a }} {{ anh }}"), header=Line("{{ a }}")))
    both = []
    for kind in (DocxTemplate, Behind):
        template = kind(io.BytesIO(content))
        for number in range(3):
            template.render({"a": number, "anh": photo(template)})
            sink = io.BytesIO()
            template.save(sink)
            both.append(sink.getvalue())
    for theirs, ours in zip(both[:3], both[3:], strict=True):
        assert differences(ours, theirs) == []


def test_a_fault_in_a_template_keeps_the_words_around_it() -> None:
    template = built(Sketch(lines("một", "hai", "{{ a", "ba")))
    told = []
    for kind in (DocxTemplate, Behind):
        with pytest.raises(jinja2.TemplateError) as caught:
            printed(kind, template, lambda _: {}, False)
        told.append((str(caught.value), [*getattr(caught.value, "docx_context", ())]))
    assert told[0] == told[1]
    assert told[0][1]


def test_a_document_edited_by_hand_before_is_printed_with_the_edits() -> None:
    def edited(tpl: DocxTemplate) -> Values:
        tpl.get_docx().add_paragraph("thêm {{ a }}")
        return {"a": "A"}

    template = built(Sketch(lines("{{ a }}")))
    theirs, ours = (printed(kind, template, edited, False) for kind in (DocxTemplate, Behind))
    assert differences(ours, theirs) == []


def printed(
    kind: type[DocxTemplate], content: bytes, making: Making, escaping: bool, **more: Any
) -> bytes:
    template = kind(io.BytesIO(content))
    values = making(template)
    template.render(values, autoescape=escaping, **more)
    sink = io.BytesIO()
    template.save(sink)
    return sink.getvalue()
