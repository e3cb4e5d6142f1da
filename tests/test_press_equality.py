"""Whatever docxtpl prints without losing text, the press prints the same: drawn at random.

``make fuzz`` draws more; VANTHU_FUZZ says how many.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from templates.press.press import Press, press_of
from templates.press.values import UnprintableValuesError, unprintable
from tests.press_equality import differences
from tests.press_sketch import Line, Sketch, built, lines
from tests.press_strategies import sketches
from tests.press_values import (
    FILTERS,
    NAUGHTY,
    Context,
    bound,
    by_docxtpl,
    contexts,
    faithful,
    wild,
)

EXAMPLES = int(os.environ.get("VANTHU_FUZZ", "100"))
PHASES = (Phase.explicit, Phase.generate, Phase.shrink)
at_random = settings(
    max_examples=EXAMPLES, deadline=None, phases=PHASES, suppress_health_check=[*HealthCheck]
)
ONE_VALUE = built(Sketch(lines("Tôi là {{ ten }}."), header=Line("{{ ten }}")))


@at_random
@given(sketches(), st.lists(contexts(faithful), min_size=1, max_size=2))
def test_the_press_prints_what_docxtpl_prints(sketch: Sketch, several: list[Context]) -> None:
    template = built(sketch)
    press = Press(template, filters=FILTERS)
    for context in (*several, several[0]):  # the first again: nothing is left over from others
        expected = by_docxtpl(template, context, autoescape=True)
        printed = press.render(_bound(template, context))
        assert _unlike(printed, expected, properties=True) == ""


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


def _outcome(print_it: Callable[[], bytes]) -> bytes | Exception:
    """Return what came out, or the error: docxtpl lets those of Jinja, lxml and Python through."""
    try:
        return print_it()
    except Exception as error:
        return error
