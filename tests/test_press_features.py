"""Each feature of docxtpl, printed by it and by a press put behind it.

The press stands behind ``render`` and ``save``: whoever uses docxtpl needs to change nothing else.
"""

import io
from typing import Any

import docx
import jinja2
import pytest
from docxtpl import DocxTemplate

from templates.press.press import Press
from templates.press.swap import Swaps
from tests.press_equality import differences
from tests.press_features import FEATURES, Making, Values, filters, photo
from tests.press_sketch import Line, Sketch, built, lines


class Behind(DocxTemplate):  # type: ignore[misc]  # it has no types
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
