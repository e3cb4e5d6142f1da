"""Templates as hypothesis makes them: what docxtpl's language can say, mixed and nested.

A template is drawn inside a scope, the names that hold something at that place; so it asks for
nothing but what a context of :mod:`tests.press_values` has. ``loose`` templates also say what
only docxtpl's own defaults allow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from tests.press_oddities import ODDITIES
from tests.press_sketch import Block, Grid, Line, Odd, Sketch

Phrases = st.SearchStrategy[str]
Cell = tuple[Block, ...]

_LITERALS = ("Họ và tên: ", "A & B <C>", " ", "“trích”", "  hai  ", "100 %", "a_b", "{ x }",
             "{_{ không phải thẻ }_}", "{_% cũng không %_}", "{# lời ghi #}")  # fmt: skip
_CONDITIONS = ("flag0", "not flag1", "s0", "n > 2", "rows", "rows|length > 1", "s0 == s1",
               "flag0 and n == 3", "s0 is defined", "flag0 or flag1", "n in (1, 2)")  # fmt: skip
_LOOSE = (
    "{{ lost }}", "{{ rec.lost }}", "{{ n * 2 + 1 }}", "{% set y = s0 %}{{ y }}", "{{ s0|title }}",
    "{{ 'a & b' }}", "{{ range(3)|join }}", "{{ s0.upper() }}", "{{ s0|e }}", "{{ s0|safe }}",
    "{% macro m(x) %}({{ x }}){% endmacro %}{{ m(s1) }}", "{% raw %}{{ x }}{% endraw %}",
    "{{ nothing }}", "{{ rows|map(attribute='a')|join(', ') }}", "{{ '%05d' % n }}",
    "{% for x in lost %}{{ x }}{% else %}trống{% endfor %}", "{{ cycler('a', 'b').next() }}",
    "{% filter upper %}a{{ s0 }}{% endfilter %}", "{% with z = s1 %}{{ z }}{% endwith %}",
    "{{ '{_{' }}", "{{ s0|default('x') }}", "{{ rec }}", "{{ names }}", "{{ s0|truncate(5) }}",
)  # fmt: skip
_SPECIAL = ("{{r rich }}", "Trước {{r rich }} sau", "{{ listing }}", "{{p para }}",
            "{%r if flag0 %}chữ{%r endif %}", "{#p lời ghi #}",
            "{{ s0|khoe }}", "{{ rich }}")  # fmt: skip
_MERGED = (
    (Line("Nhà tôi ở"), Line("{%- if flag0 -%}"), Line(" phố"), Line("{%- else -%}"),
     Line(" quê"), Line("{%- endif -%}"), Line(" và tôi yêu nó.")),
    (Line("Một"), Line("{%- if flag1 %}"), Line("hai"), Line("{%- endif %} ba")),
)  # fmt: skip
_MAX_LOOPS = 2  # of lists in lists
_MAX_TABLES = 2  # of tables in tables


@dataclass(frozen=True, slots=True)
class Scope:
    """The expressions that name texts and lists of records here; *depth* grows inwards."""

    pictures: tuple[str, ...] = ("photo", "photo2")
    texts: tuple[str, ...] = ("s0", "s1", "rec.a", "rec['b']", "rec[“b”]", "n")
    records: tuple[str, ...] = ("rows", "empty")
    depth: int = 0
    tables: int = 0
    loose: bool = False

    @property
    def item(self) -> str:
        """The name that a loop here gives to its record."""
        return f"x{self.depth}"

    def looped(self) -> Scope:
        """Return the scope inside a loop over records."""
        item = self.item
        texts = (*self.texts, f"{item}.a", f"{item}.b", "loop.index")
        records = (f"{item}.inner", *self.records)
        pictures = (*self.pictures, f"{item}.pic")
        return replace(self, pictures=pictures, texts=texts, records=records, depth=self.depth + 1)

    def in_cell(self) -> Scope:
        """Return the scope inside the cell of a table."""
        return replace(self, tables=self.tables + 1)


@st.composite
def sketches(draw: st.DrawFn, *, loose: bool = False) -> Sketch:
    """Draw a whole template."""
    scope = Scope(loose=loose)
    body = [block for group in draw(_groups(scope, least=3, most=6)) for block in group]
    edge = st.one_of(st.just(Line("")), _line(scope), st.just(Line("{{ photo }}")))
    plain = st.one_of(st.just(Line("")), _line(scope))
    title = draw(st.sampled_from(("", "{{ s0 }}", "Về {{ rec.a }} & {{ n }}"))) if loose else ""
    return Sketch(tuple(body), draw(edge), draw(edge), draw(plain), title)


def _groups(scope: Scope, *, most: int, least: int = 1) -> st.SearchStrategy[list[Cell]]:
    return st.lists(_group(scope), min_size=least, max_size=most)


def _group(scope: Scope) -> st.SearchStrategy[Cell]:
    """Return blocks that belong together, such as a loop with its two tags."""
    line = _line(scope).map(lambda one: (one,))
    odd = st.builds(lambda *of: (Odd(*of),), st.sampled_from(sorted(ODDITIES)), _phrase(scope))
    pictures = _pictures(scope)
    kinds: list[st.SearchStrategy[Any]] = [line, odd, pictures, _special(), _choice(scope)]
    if scope.depth < _MAX_LOOPS:
        kinds += [_loop(scope)]
    if scope.tables < _MAX_TABLES:
        kinds += [_grid(scope).map(lambda one: (one,))]
    if scope.depth == 0:
        kinds += [st.sampled_from(_MERGED)]
    return st.one_of(kinds)


def _line(scope: Scope) -> st.SearchStrategy[Line]:
    cuts = st.lists(st.integers(1, 50), max_size=4).map(tuple)
    rarely = st.sampled_from((False, False, False, True))
    return st.builds(Line, _phrase(scope), cuts, rarely, rarely)


def _special() -> st.SearchStrategy[Cell]:
    return st.builds(
        lambda text, cuts: (Line(text, cuts),),
        st.sampled_from(_SPECIAL),
        st.lists(st.integers(1, 20), max_size=2).map(tuple),
    )


def _pictures(scope: Scope) -> st.SearchStrategy[Cell]:
    shown = st.sampled_from(scope.pictures).map("{{{{ {} }}}}".format)
    return st.lists(shown, min_size=1, max_size=2).map(lambda tags: (Line(" và ".join(tags)),))


def _phrase(scope: Scope) -> Phrases:
    return st.lists(_atom(scope), min_size=1, max_size=3).map("".join)


def _atom(scope: Scope) -> Phrases:
    text, condition = st.sampled_from(scope.texts), st.sampled_from(_CONDITIONS)
    kinds = [
        st.sampled_from(_LITERALS),
        text.map("{{{{ {} }}}}".format),
        text.map("{{{{{}|upper}}}}".format),
        st.builds("{{{{ {} if {} else 'không <rõ>' }}}}".format, text, condition),
        st.builds("{{{{ {} ~ ' và ' ~ {} }}}}".format, text, text),
        st.builds("{{% if {} %}}{{{{ {} }}}}{{% endif %}}".format, condition, text),
        st.builds("{{%if {}%}}có{{% else %}}{{{{ {} }}}}{{% endif %}}".format, condition, text),
        st.just("{% for y in names %}{{ loop.index }}) {{ y }}; {% endfor %}"),
        st.just("{{ names|join(', ') }}"),
        st.just("{{ listing }}"),
    ]
    if scope.depth < _MAX_LOOPS:
        body = st.sampled_from(scope.looped().texts).map("{{{{ {} }}}}".format)
        loop = f"{{{{% for {scope.item} in {{}} %}}}}{{}}, {{{{% endfor %}}}}"
        kinds += [st.builds(loop.format, st.sampled_from(scope.records), body)]
    if scope.loose:
        kinds += [st.sampled_from(_LOOSE)]
    return st.one_of(kinds)


@st.composite
def _loop(draw: st.DrawFn, scope: Scope) -> Cell:
    inside = draw(_groups(scope.looped(), most=2))
    start = f"{{%p for {scope.item} in {draw(st.sampled_from(scope.records))} %}}"
    return (Line(start), *(block for group in inside for block in group), Line("{%p endfor %}"))


@st.composite
def _choice(draw: st.DrawFn, scope: Scope) -> Cell:
    inside = [block for group in draw(_groups(scope, most=1)) for block in group]
    other = (Line("{%p else %}"), draw(_line(scope))) if draw(st.booleans()) else ()
    start = Line(f"{{%p if {draw(st.sampled_from(_CONDITIONS))} %}}", (2,))
    return (start, *inside, *other, Line("{%p endif %}"))


def _grid(scope: Scope) -> st.SearchStrategy[Grid]:
    inner = scope.in_cell()
    kinds = [_plain_grid(inner), _column_loop(), _spanned(), _merged_across()]
    if scope.depth < _MAX_LOOPS:
        kinds += [_row_loop(inner), _row_loop(inner)]
    return st.one_of(kinds)


def _cell(scope: Scope) -> st.SearchStrategy[Cell]:
    filled = _groups(scope, most=2).map(
        lambda groups: tuple(one for group in groups for one in group)
    )
    return st.one_of(_line(scope).map(lambda one: (one,)), filled)


@st.composite
def _plain_grid(draw: st.DrawFn, scope: Scope) -> Grid:
    columns = draw(st.integers(1, 3))
    row = st.lists(_cell(scope), min_size=1, max_size=columns).map(tuple)
    return Grid(tuple(draw(st.lists(row, min_size=1, max_size=2))), columns)


@st.composite
def _row_loop(draw: st.DrawFn, scope: Scope) -> Grid:
    """Draw a table that has a row for each record, some of them under a condition or merged."""
    columns = draw(st.integers(1, 3))
    source = draw(st.sampled_from(scope.records))
    cell = st.one_of(_cell(scope.looped()), st.just((Line("{% vm %}{{ s0 }}"),)))
    body: tuple[tuple[Cell, ...], ...] = (
        tuple(draw(cell) for _ in range(draw(st.integers(1, columns)))),
    )
    if draw(st.booleans()):
        body = (_tag_row(f"{{%tr if {scope.item}.a %}}"), *body, _tag_row("{%tr endif %}"))
    head = _tag_row(f"{{%tr for {scope.item} in {source} %}}")
    return Grid(((_line_cell("Đầu"),), head, *body, _tag_row("{%tr endfor %}")), columns)


@st.composite
def _column_loop(draw: st.DrawFn) -> Grid:
    """Draw a table whose columns are counted by the context."""
    columns = draw(st.integers(1, 4))
    mark = draw(st.sampled_from(("", "{% cellbg colour %}", "{% hm %}")))
    loop = (_line_cell("{%tc for c in cols %}"), _line_cell(f"{mark}{{{{ c }}}}"),
            _line_cell("{%tc endfor %}"))  # fmt: skip
    rows = st.sampled_from((loop, (_line_cell("{{ n }}"), *loop), (_line_cell("một"),) * columns))
    return Grid(tuple(draw(st.lists(rows, min_size=1, max_size=3))), columns)


@st.composite
def _spanned(draw: st.DrawFn) -> Grid:
    """Draw a table whose head goes over as many columns as the context says, on its colour."""
    head = draw(st.sampled_from(("{% colspan n %}{{ s0 }}", "{% colspan cols|length %}tên",
                                 "{% cellbg colour %}{{ s1 }}",
                                 "{% cellbg colour %}{{ s1 }} {{ n }}")))  # fmt: skip
    row = (_line_cell("{{ s0 }}"), _line_cell("{{ n }}"))
    return Grid(((_line_cell(head),), row), draw(st.integers(1, 3)))


@st.composite
def _merged_across(draw: st.DrawFn) -> Grid:
    cells = (_line_cell("{%tc for c in cols %}"), _line_cell("{% hm %}{{ s0 }}"),
             _line_cell("{%tc endfor %}"))  # fmt: skip
    return Grid((cells, (_line_cell("x"),) * 2), draw(st.integers(1, 3)))


def _tag_row(tag: str) -> tuple[Cell, ...]:
    return (_line_cell(tag),)


def _line_cell(text: str) -> Cell:
    return (Line(text),)
