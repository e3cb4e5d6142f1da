"""What is wrong with a tag is said in sentences of ours, which the catalogue knows."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.errors import VanthuError
from regulations.sentences import Sentence
from templates.press.engine import print_docx
from templates.press.faults import BrokenTemplateError
from tests.plain_paper import paper


def reasons(text: str) -> tuple[str, ...]:
    """Return what is said of a paper with *text* that can't be printed; nothing if it can."""
    with contextlib.suppress(VanthuError):
        try:
            print_docx(paper(text), {"a": "x"})
        except BrokenTemplateError as error:
            return error.reasons
    return ()


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("{{ ho_ten", "a tag is not closed"),
        ("{% if a %}x", "“if” is opened and never closed by “endif”"),
        ("{% for x in a %}x", "“for” is opened and never closed by “endfor”"),
        ("x{% endif %}", "“endif” stands where nothing is open"),
        ("{% if a %}x{% endfor %}", "“endfor” stands where “endif” should close “if”"),
        ("{% neu a %}", "there is no tag “neu”"),
        ("{{ ho ten }}", "“ten” stands where the tag should end"),
        ("{{ a = 1 }}", "“=” stands where the tag should end"),
        ("{{ a ? b }}", "“?” may not stand there"),
        ("{{ a) }}", "“)” may not stand there"),
        ("{{ (a }}", "“}” may not stand there"),
        ("{{ }}", "a tag ends before all is said"),
        ("{{ a ~ }}", "a tag ends before all is said"),
        ("{{ a. }}", "behind a full stop a name is missing"),
        ("{% for x %}{% endfor %}", "a tag ends before all is said"),
        ("{% for x of a %}{% endfor %}", "“of” stands where “for” needs its “in”"),
    ],
)
def test_a_broken_tag_is_told_in_a_sentence_of_ours(broken: str, why: str) -> None:
    assert [reason.partition(" (in ")[0] for reason in reasons(broken)] == [why]


@given(st.text("{}%| .()[]'\"~=if for end in a1", max_size=20))
def test_no_word_of_jinja_or_python_is_told(inner: str) -> None:
    for reason in reasons(f"{{{{ {inner} }}}}"):
        assert isinstance(reason, Sentence)
        assert isinstance(reason.values.get("what", reason), Sentence)


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ 1 // 0 }}", "it divides by zero"),
        ("{{ a|join(1, 2, 3) }}", "it can't be worked out with these values"),
    ],
)
def test_what_python_says_of_a_tag_is_not_told(tag: str, why: str) -> None:
    assert [reason.partition(" (in ")[0] for reason in reasons(tag)] == [why]
