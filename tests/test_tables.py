"""Long tables look as rich draws short ones."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.tables import drawn

words = st.lists(st.text("aâbcđe1/-", min_size=1, max_size=6), max_size=9).map(" ".join) | (
    st.sampled_from(["Rà soát hồ sơ cán bộ của các chi bộ sáp nhập trên địa bàn", "còn 24", ""])
)
tables = st.integers(1, 5).flatmap(
    lambda count: st.tuples(
        st.lists(st.text("abcd", min_size=1, max_size=12), min_size=count, max_size=count),
        st.lists(st.lists(words, min_size=count, max_size=count), max_size=5),
    )
)


def as_rich(columns: list[str], rows: list[list[str]], width: int, right: int) -> list[str]:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(columns):
        table.add_column(name, justify="right" if number == right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    page = io.StringIO()
    Console(file=page, width=width, highlight=False).print(table)
    return [line.rstrip() for line in page.getvalue().strip("\n").split("\n")]


@given(tables, st.integers(60, 120), st.integers(0, 4))
def test_a_table_is_drawn_as_rich_draws_it(
    table: tuple[list[str], list[list[str]]], width: int, right: int
) -> None:
    columns, rows = table
    own = [line.rstrip() for line in drawn(columns, rows, width, (right,))]
    assert own == as_rich(columns, rows, width, right)


def test_a_word_longer_than_its_column_is_broken_and_nothing_is_lost() -> None:
    lines = list(drawn(["Mã", "Việc"], [["1", "x" * 50]], 30))
    assert "".join(lines).count("x") == 50
    assert max(map(len, lines)) <= 30
