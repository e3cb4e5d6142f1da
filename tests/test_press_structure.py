"""What is proved of a template before it is printed, and line breaks without reading all again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from templates.press.breaks import with_breaks
from templates.press.structure import Findings, findings
from templates.press.word import broken_up


def found(source: str) -> Findings:
    return findings(Environment().parse(source))


def row(cells: int, words: str = "", span: str = "") -> str:
    return f"<w:tr>{f'<w:tc>{span}<w:p>{words}</w:p></w:tc>' * cells}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    return f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


@pytest.mark.parametrize(
    "source",
    [
        "<a>{{ x }}</a>",
        "<a>{% if x %}<b/>{% endif %}</a>",
        "<a>{% if x %}<b>{% else %}<b>{% endif %}</b></a>",
        "<a>{% if x %}</a><a>{% endif %}</a>",
        '<a b="{% if x %}1{% else %}2{% endif %}"/>',
        '<a b="{{ x }}>" c=\'"\'>{% for i in x %}<c></c>{% else %}<d/>{% endfor %}</a>',
        "<?xml version='1.0'?><a><!-- <b> --></a>",
    ],
)
def test_what_is_well_formed_on_every_way_is_proved(source: str) -> None:
    assert found(source).well_formed


@pytest.mark.parametrize(
    "source",
    [
        "<a>{% if x %}<b>{% endif %}</a>",
        "<a>{% for i in x %}</a>{% endfor %}",
        "<a>{% if x %}<b>{% else %}<c>{% endif %}</b></a>",
        "<a {{ x }}/>",
        "<a {% if x %}b='1'{% endif %}/>",
        "<a></b>",
        "<a>",
    ],
)
def test_what_may_come_out_broken_is_not_proved(source: str) -> None:
    assert not found(source).well_formed


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        (table(row(2)), True),
        (table(row(2), "{% for x in l %}", row(2), "{% endfor %}"), True),
        (table("{% for x in l %}", row(2), "{% endfor %}"), False),
        (table(row(3)), False),
        (table(row(1)), False),
        (table(row(1, span='<w:gridSpan w:val="2"/>')), True),
        (table(row(1, span='<w:gridSpan w:val="{{ n }}"/>')), False),
        (table("<w:tr>{% for x in l %}<w:tc></w:tc>{% endfor %}</w:tr>", row(2)), False),
        ("{% if x %}" + table(row(2)) + "{% endif %}", True),
        (table(row(2, table(row(2)))), True),
        (table(row(2, table(row(3), columns=3))), False),
    ],
)
def test_a_grid_is_whole_when_no_row_can_outgrow_or_underfill_it(source: str, whole: bool) -> None:
    assert found(f"<a>{source}</a>").whole_tables is whole


def test_a_paragraph_in_a_text_box_is_seen() -> None:
    assert found("<w:p><w:txbxContent><w:p/></w:txbxContent></w:p>").nested_paragraphs
    assert not found("<w:p/><w:p></w:p>").nested_paragraphs


words = st.lists(st.sampled_from(["a", "b", "\n", "\t", "\a", "\f", "đ"]), max_size=5).map("".join)
runs = st.builds(
    lambda bold, text: f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t>{text}</w:t></w:r>",
    st.booleans(),
    words,
)
paragraphs = st.builds(
    lambda style, runs: f"<w:p>{style}{''.join(runs)}</w:p>",
    st.sampled_from(["", '<w:pPr><w:pStyle w:val="x"/></w:pPr>']),
    st.lists(runs, max_size=3),
)
bodies = st.lists(
    paragraphs | st.sampled_from(["\n", "<w:p/>", "<w:p w:rsidR='1'/>\t"]), max_size=6
)


@settings(max_examples=200, deadline=None)
@given(bodies)
def test_breaks_are_those_that_reading_all_again_gives(body: list[str]) -> None:
    whole = f"<w:body>{''.join(body)}</w:body>"
    assert with_breaks(whole.encode(), broken_up, nested=False).decode() == broken_up(whole)
