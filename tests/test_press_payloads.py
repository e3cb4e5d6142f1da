"""What hostile templates try: none of it runs, each gets a sentence that names the place."""

from collections.abc import Mapping

import pytest

from regulations.errors import VanthuError
from regulations.sentences import said
from templates.press.faults import BrokenTemplateError, UnsafeTemplateError
from templates.press.fields import harmful_fields
from templates.press.package import RefusedTemplateError, read_package
from templates.press.press import Press
from templates.press.stamp import pack
from tests.plain_paper import paper

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VALUES: Mapping[str, object] = {
    "ten": "Mẫu", "l": ["a", "b"] * 50, "rows": [{"a": "1"}], "n": 3, "d": {"k": "v"},
}  # fmt: skip
PAYLOADS = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__.os }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context.cycler }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ()['__class__']['__base__'] }}",
    "{{ [].__class__.__base__.__subclasses__()[40]('/etc/passwd').read() }}",
    "{{ {}.__class__ }}",
    "{{ ten.__class__.__init__.__globals__ }}",
    "{{ ten|attr('__class__') }}",
    "{{ ten|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ (ten|attr('for'~'mat'))(1) }}",
    "{{ ten.format(1) }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '%s'|format(ten) }}",
    "{{ '%999999999d' % 1 }}",
    "{{ ten|map('attr', '__class__')|list }}",
    "{{ l|map(attribute='__class__')|list }}",
    "{{ l|sort(attribute='__class__')|selectattr('x')|list }}",
    "{{ l|groupby('__class__') }}",
    "{{ request.application.__globals__ }}",
    "{{ config.items() }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__.os }}",
    "{{ dict(a=1) }}",
    "{{ {'a': 1} }}",
    "{{ l.append('x') }}",
    "{{ d.update({'k': 'w'}) }}",
    "{{ d.pop('k') }}",
    "{{ l[ten] }}",
    "{{ d['_' ~ '_class_' ~ '_'] }}",
    "{{ loop.__init__ }}",
    "{% for x in l %}{{ loop._iterable }}{% endfor %}",
    "{% for x in l %}{{ loop(l) }}{% endfor %}",
    "{% for x in l recursive %}{{ loop(l) }}{% endfor %}",
    "{{ 'a' * 10**9 }}",
    "{{ ten * 1000000000 }}",
    "{{ l * 1000000000 }}",
    "{{ l + l }}",
    "{{ 9**9**9 }}",
    "{% for x in range(10**9) %}{% endfor %}",
    "{% for x in range(999999999) %}x{% endfor %}",
    "{{ range(10000000)|join('x') }}",
    "{% for x in 'aaaa' %}{{ x }}{% endfor %}",
    "{% for a in l %}{% for b in l %}{% for c in l %}{% for e in l %}{% endfor %}{% endfor %}"
    "{% endfor %}{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% if n == 4 %}x{% endif %}{% endfor %}"
    "{% endfor %}",
    "{{ l|join(l|join(l|join(l|join(l|join('xxxxxxxxxxxxxxxx'))))) }}",
    "{% set x = 1 %}",
    "{% set ns = namespace() %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% macro m() %}{% endmacro %}",
    "{% call m() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% autoescape false %}{{ ten }}{% endautoescape %}",
    "{% with x = ten %}{{ x }}{% endwith %}",
    "{% do l.append('x') %}",
    "{% debug %}",
    "{{ ten|safe }}",
    "{{ ten|tojson }}",
    "{{ l|random }}",
    "{{ ten|xmlattr }}",
    "{{ ten is callable }}",
    "{{ ten is filter }}",
    "{{ range }}",
    "{{ range.__init__ }}",
    "{{ range(*l) }}",
    "{{ range(n, **d) }}",
)


def refusal(template: bytes) -> VanthuError:
    with pytest.raises(VanthuError) as caught:
        Press(template).render(VALUES)
    return caught.value


def test_there_are_fifty_of_them_at_least() -> None:
    assert len(set(PAYLOADS)) >= 50


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_a_template_tries_runs_and_each_gets_a_sentence(payload: str) -> None:
    refused = refusal(paper(payload))
    assert isinstance(refused, UnsafeTemplateError | BrokenTemplateError)
    assert refused.message.endswith(".") and refused.hint.endswith(".")
    assert "the body" in refused.message


@pytest.mark.parametrize("payload", PAYLOADS[:8])
def test_it_does_not_run_in_a_title_either(payload: str) -> None:
    assert "docProps/core.xml" in refusal(paper("x", title=payload)).message


def test_all_offences_are_named_at_once_each_with_its_place() -> None:
    message = refusal(
        paper("Tôi là {{ ten }}", "Sinh {{ a.b() }}", header="{% set x = 1 %}")
    ).message
    assert "call a.b (in the body, paragraph “Sinh …”, tag {{ a.b() }})" in message
    assert "use assign (in header 1, paragraph “…”, tag {% set x = 1 %})" in message


def test_all_tags_that_cannot_be_read_are_named_at_once() -> None:
    message = refusal(paper("{{ a b }}", "tốt {{ ten }}", "{{ c! }}", header="{{ ) }}")).message
    assert message.count("tag {{") == 3
    assert "tốt" not in message


def test_a_tag_that_cannot_be_worked_out_is_named_with_its_paragraph() -> None:
    message = refusal(paper("một", "hai {{ n / 0 }}")).message
    assert "paragraph “hai …”, tag {{ n / 0 }}" in message


def field(*instructions: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in instructions)
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f'<w:document xmlns:w="{W}"><w:body><w:p>{sign.format("begin")}{runs}'
        f"{sign.format('end')}</w:p></w:body></w:document>"
    ).encode()


@pytest.mark.parametrize(
    "instructions",
    [
        ("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",),
        (" dde excel",),
        ("DDE", "AUTO x"),
        ("INCLUDE", "PICTURE &quot;http://example.com/x.png&quot;"),
        (" INCLUDETEXT x",),
        ("LINK Excel.Sheet.8 x",),
        ("DDE{# #}AUTO x",),
        ("{{ kind }} x",),
        ("{% if a %}DDE{% endif %} x",),
    ],
)
def test_a_field_that_loads_or_runs_something_is_found(instructions: tuple[str, ...]) -> None:
    assert harmful_fields({"word/document.xml": field(*instructions)})


@pytest.mark.parametrize(
    "instructions", [(" PAGE ",), ("NUMPAGES",), (' HYPERLINK "{{ url }}"',), ("TO", "C \\\\o"), ()]
)
def test_a_field_that_counts_or_points_is_no_harm(instructions: tuple[str, ...]) -> None:
    assert not harmful_fields({"word/document.xml": field(*instructions)})


def test_a_simple_field_and_a_field_of_a_header_are_looked_at() -> None:
    simple = f'<w:p xmlns:w="{W}"><w:fldSimple w:instr=" DDE x "/></w:p>'.encode()
    nested = (
        f'<w:p xmlns:w="{W}"><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar'
        ' w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE 68</w:instrText></w:r><w:r>'
        '<w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>c:\\x</w:instrText></w:r><w:r>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ).encode()
    assert harmful_fields({"word/header1.xml": simple})
    assert harmful_fields({"word/footer1.xml": nested})


def test_a_template_with_such_a_field_is_refused_by_its_name() -> None:
    parts = {**read_package(paper("x")), "word/document.xml": field("DDEAUTO x")}
    with pytest.raises(RefusedTemplateError, match="DDEAUTO"):
        Press(pack(parts))


def test_a_shape_that_loads_its_picture_by_address_is_refused() -> None:
    parts = read_package(paper("x"))
    shape = b'<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://example.com/x"/>'
    story = parts["word/document.xml"].replace(b"</w:body>", shape + b"</w:body>")
    with pytest.raises(RefusedTemplateError, match="outside"):
        Press(pack({**parts, "word/document.xml": story}))


@pytest.mark.parametrize(
    "tags",
    [
        "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
        "{{ " + " + ".join(["a"] * 3_000) + " }}",
        "{% if a %}" * 200 + "{% endif %}" * 200,
        "{{ a" + ".b" * 3_000 + " }}",
    ],
)
def test_tags_nested_without_end_get_a_sentence(tags: str) -> None:
    assert "nested too deep" in str(refusal(paper(tags)))


@pytest.mark.parametrize("inner", ["", "{% if false %}{{ a }}{% endif %}"])
@pytest.mark.parametrize("sieve", ["", " if false"])
def test_loops_that_print_nothing_are_counted_too(inner: str, sieve: str) -> None:
    turns = "{% for i in range(10000) %}{% for j in range(10000)" + sieve + " %}"
    refused = refusal(paper(f"{turns}{inner}{{% endfor %}}{{% endfor %}}"))
    assert isinstance(refused, UnsafeTemplateError)
    assert "steps (in the body, paragraph" in str(refused)


@pytest.mark.parametrize("literal", [r"'a\x00b'", r"'\x0b'", r"'\ud800'", r"'\uffff'"])
def test_a_literal_can_not_bring_what_xml_forbids(literal: str) -> None:
    assert isinstance(refusal(paper(f"{{{{ {literal} }}}}")), UnsafeTemplateError)


def test_a_filter_can_not_bring_what_xml_forbids() -> None:
    press = Press(paper("{{ a|bad }}"), filters={"bad": lambda _text: "\x0b"})
    with pytest.raises(BrokenTemplateError, match="the filter gives characters"):
        press.render({"a": "x"})


def test_what_is_stopped_in_print_is_a_sentence_in_the_users_language() -> None:
    with pytest.raises(UnsafeTemplateError) as caught:
        Press(paper("{% for x in range(10001) %}x{% endfor %}")).render({})
    assert "đếm quá 10000" in said(caught.value.message, _translated)


def _translated(text: str) -> str:
    return {"count further than {count}": "đếm quá {count}"}.get(text, text)
