"""YAML as the office writes it: what is read, what is refused, and where."""

from hypothesis import given
from hypothesis import strategies as st

from regulations.folding import nfc
from regulations.records import (
    Plain,
    read_front_matter,
    read_record,
    write_front_matter,
    write_record,
)

printable = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=20).map(
    nfc
)
keys = printable.filter(bool)
plain = st.recursive(
    printable | printable.map(lambda text: f"{text}\nhai\n\n ba"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_what_is_written_reads_back(data: Plain) -> None:
    record, problems = read_record("a.yaml", write_record(data))
    assert problems == []
    assert record is not None
    assert record.data == data


@given(st.text() | st.text("[]{}:-&*!|>'\"#%@ \n\tab", max_size=60))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    record, problems = read_record("a.yaml", text)
    assert (record is None) == bool(problems)


def test_numbers_days_and_no_stay_the_text_they_are() -> None:
    record, _ = read_record("a.yaml", "a: 012\nb: no\nc: 1:30\nd: 2026-06-05\ne: 30_2020\nf:\n")
    assert record is not None
    assert record.data == {
        "a": "012", "b": "no", "c": "1:30", "d": "2026-06-05", "e": "30_2020", "f": "",
    }  # fmt: skip


def test_every_node_knows_its_line() -> None:
    record, _ = read_record("a.yaml", "a: 1\nb:\n  - x: 2\n    y: 3\n")
    assert record is not None
    assert record.line("b", 0, "y") == 4
    assert record.line("b", 7, "z") == 2


def test_a_key_that_stands_twice_is_named_with_its_line() -> None:
    _, problems = read_record("a.yaml", "a: 1\nb: 2\na: 3\n")
    assert [str(problem) for problem in problems] == [
        "a.yaml:3: a stands twice. Keep one of the two."
    ]


def test_aliases_tags_and_deep_nests_are_refused() -> None:
    for text in (
        "a: &x 1\nb: *x\n",
        "a: !!python/object:os.system x\n",
        "[" * 200_000,
        "a: 1\n---\nb: 2\n",
    ):
        record, problems = read_record("a.yaml", text)
        assert record is None
        assert len(problems) == 1


def test_text_comes_out_composed() -> None:
    record, _ = read_record("a.yaml", "a: QĐ\n")
    assert record is not None
    assert record.data == {"a": "QĐ"}


def test_metadata_and_body_part_at_the_second_fence() -> None:
    text = write_front_matter({"symbol": "366-QĐ/TW"}, "Một câu.\n\n---\nHai.")
    record, body, problems = read_front_matter("work.md", text)
    assert problems == []
    assert record is not None
    assert record.data == {"symbol": "366-QĐ/TW"}
    assert record.line("symbol") == 2
    assert body == "Một câu.\n\n---\nHai."


def test_a_file_without_metadata_is_told_so() -> None:
    _, _, problems = read_front_matter("work.md", "chỉ có chữ")
    assert problems[0].place.line == 1
