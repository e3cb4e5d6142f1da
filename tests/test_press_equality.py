"""Whatever docxtpl prints without losing text, the press prints the same: drawn at random.

``make fuzz`` draws more; VANTHU_FUZZ says how many.
"""

from __future__ import annotations

import io
import itertools
import os
from collections.abc import Callable
from functools import partial

import docx
import pytest
from docxtpl import DocxTemplate, Listing, RichText
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from templates.press.faults import BrokenTemplateError
from templates.press.package import parts_of
from templates.press.press import Press, press_of
from templates.press.values import UnprintableValuesError, unprintable
from tests.press_equality import differences
from tests.press_oddities import ODDITIES
from tests.press_sketch import Block, Grid, Line, Odd, Sketch, built, lines
from tests.press_strategies import sketches
from tests.press_values import (
    FILTERS,
    NAUGHTY,
    Context,
    Photo,
    bound,
    by_docxtpl,
    contexts,
    faithful,
    wild,
)

FUZZ = os.environ.get("VANTHU_FUZZ", "")
at_random = settings(
    max_examples=int(FUZZ or 100),
    derandomize=not FUZZ,  # a test that fails for one fails for all
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[*HealthCheck],
)
ONE_VALUE = built(Sketch(lines("Tôi là {{ ten }}."), header=Line("{{ ten }}")))
PLACES: dict[str, Block] = {
    "paragraph": Line("Gồm {{ listing }}."),
    "link": Line("{{ listing }}", link=True),
    "table": Grid((((Line("{{ listing }}"),),),), 1),
    **{kind: Odd(kind, "{{ listing }}") for kind in ODDITIES},
}


@at_random
@given(sketches(), st.lists(contexts(faithful), min_size=1, max_size=2))
def test_the_press_prints_what_docxtpl_prints(sketch: Sketch, several: list[Context]) -> None:
    template = built(sketch)
    press = Press(template, filters=FILTERS)
    for context in (*several, several[0]):  # the first again: nothing is left over from others
        expected = _outcome(partial(_readable, template, context))
        if isinstance(expected, bytes):
            printed = press.render(_bound(template, context))
            assert _unlike(printed, expected, properties=True) == ""
        else:  # a paragraph that ends inside a link, in a footer or a footnote
            assert isinstance(expected, etree.XMLSyntaxError), expected
            with pytest.raises(BrokenTemplateError):
                press.render(_bound(template, context))


@at_random
@given(sketches(loose=True), contexts(wild, loose=True))
def test_the_press_that_is_like_docxtpl_shares_its_defaults(
    sketch: Sketch, context: Context
) -> None:
    template = built(sketch)
    expected = _outcome(lambda: by_docxtpl(template, context, autoescape=False))
    press = Press(template, filters=FILTERS, like_docxtpl=True)
    got = _outcome(lambda: press.render(_bound(template, context)))
    if isinstance(got, bytes) and isinstance(expected, bytes):
        assert _unlike(got, expected, properties=True) == ""
    elif isinstance(got, bytes) or isinstance(expected, bytes):
        pytest.fail(f"the press: {got!r:.200}, docxtpl: {expected!r:.200}")


@pytest.mark.parametrize(("place", "sign"), [*itertools.product(PLACES, "\a\f\n\t")])
def test_a_listing_breaks_off_wherever_it_stands(place: str, sign: str) -> None:
    template = built(Sketch((PLACES[place],)))
    context = {"listing": Listing(f"một{sign}hai")}
    expected = by_docxtpl(template, context, autoescape=True)
    assert _unlike(Press(template).render(context), expected, properties=True) == ""


def test_pictures_are_joined_as_docxtpl_joins_them() -> None:
    template = built(Sketch(lines("{{ [photo, s0, photo]|join(' — ') }}")))
    context = {"photo": Photo("navy", "JPEG", 10), "s0": "A & B <C>"}
    expected = by_docxtpl(template, context, autoescape=True)
    printed = Press(template).render(_bound(template, context))
    assert _unlike(printed, expected, properties=True) == ""


def test_a_picture_put_together_with_text_is_a_picture_where_docxtpl_prints_its_xml() -> None:
    context = {"photo": Photo("navy", "JPEG", 10), "rich": RichText("đậm", bold=True)}
    together, apart = (
        built(Sketch(lines(*tags)))
        for tags in (
            ("{{ photo ~ '<1>' }}", "{{ rich ~ '' }}"),
            ("{{ photo }}<1>", "{{ rich }}"),
        )
    )
    printed, expected = (Press(one).render(_bound(one, context)) for one in (together, apart))
    assert _unlike(printed, expected, properties=True) == ""


def test_a_link_is_broken_off_also_beside_a_picture_and_a_value_outside_of_text() -> None:
    body = (Line("{{ listing }}", link=True), Line("{{r rich }}"), Line("{{ photo }}"))
    template = built(Sketch(body))
    context = {"listing": Listing("một\ahai"), "photo": Photo("navy", "JPEG", 10),
               "rich": RichText("đậm", bold=True)}  # fmt: skip
    expected = by_docxtpl(template, context, autoescape=True)
    printed = Press(template).render(_bound(template, context))
    assert _unlike(printed, expected, properties=True) == ""


@pytest.mark.parametrize("place", ["footer", "footnote"])
def test_a_paragraph_that_ends_inside_a_link_is_refused_where_docxtpl_breaks_the_file(
    place: str,
) -> None:
    line = Line("{{ listing }}", link=True)
    sketch = Sketch((), footer=line) if place == "footer" else Sketch((), footnote=line)
    template, context = built(sketch), {"listing": Listing("một\ahai")}
    with pytest.raises(etree.XMLSyntaxError):
        _readable(template, context)
    with pytest.raises(BrokenTemplateError, match="opens in one place"):
        Press(template).render(context)


def test_a_map_is_looked_into_by_number() -> None:
    template = built(Sketch(lines("{{ by_year[2026] }}")))
    context = {"by_year": {2026: "năm nay"}}
    expected = by_docxtpl(template, context, autoescape=True)
    assert _unlike(Press(template).render(context), expected, properties=True) == ""


@at_random
@given(wild)
def test_any_text_at_all_reads_back_or_is_refused_by_name(text: str) -> None:
    press = press_of(ONE_VALUE)
    if unprintable(text):
        with pytest.raises(UnprintableValuesError) as caught:
            press.render({"ten": text})
        assert caught.value.fields == ("ten",)
        return
    document = docx.Document(io.BytesIO(press.render({"ten": text})))
    as_lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert [one.text for one in document.paragraphs] == [f"Tôi là {as_lines}."]
    assert document.sections[0].header.paragraphs[0].text == as_lines


def test_every_printable_naughty_string_reads_back_from_the_paper() -> None:
    printable = [text for text in NAUGHTY if not unprintable(text)]
    rows = lines("{%p for text in texts %}", "{{ text }}", "{%p endfor %}")
    printed = Press(built(Sketch(rows))).render({"texts": printable})
    assert [one.text for one in docx.Document(io.BytesIO(printed)).paragraphs] == printable


@pytest.mark.parametrize("text", [text for text in NAUGHTY if unprintable(text)])
def test_every_other_naughty_string_is_refused_by_the_name_of_its_field(text: str) -> None:
    with pytest.raises(UnprintableValuesError) as caught:
        Press(ONE_VALUE).render({"ten": text})
    assert caught.value.fields == ("ten",)


def test_the_comparison_tells_what_differs_and_where() -> None:
    one = built(Sketch(lines("Tên: {{ a }}", "Sau"), footer=Line("x")))
    other = built(Sketch(lines("Tên: {{ b }}", "Sau"), footer=Line("y")))
    assert differences(one, one) == []
    told = "\n".join(differences(one, other))
    assert "-<w:t>Tên: {{ b }}</w:t>" in told
    assert "+<w:t>Tên: {{ a }}</w:t>" in told
    assert "word/footer1.xml" in told


def _bound(template: bytes, context: Context) -> Context:
    made: Context = bound(DocxTemplate(io.BytesIO(template)), context)
    return made


def _unlike(own: bytes, other: bytes, *, properties: bool) -> str:
    return "\n".join(differences(own, other, properties=properties))


def _readable(template: bytes, context: Context) -> bytes:
    """Return docxtpl's paper; it does not look at footnotes again, but Word will.

    Raises:
        XMLSyntaxError: a part of it is no XML.
    """
    paper = by_docxtpl(template, context, autoescape=True)
    for name, part in parts_of(paper).items():
        if name.endswith(".xml"):
            etree.fromstring(part)
    return paper


def _outcome(print_it: Callable[[], bytes]) -> bytes | Exception:
    """Return what came out, or the error: docxtpl lets those of Jinja, lxml and Python through."""
    try:
        return print_it()
    except Exception as error:
        return error
