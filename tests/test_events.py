"""The journal of a task: kept whole by whoever adds to it, in whatever order it is read."""

import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.folding import nfc
from tracker.events import Event, Evidence, event_id, read_events, sorted_events, write_event

PATH = "tracker/p/tasks/NV-2026-001.events.jsonl"

lines = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20).map(nfc)
events = st.builds(
    Event,
    id=st.text("0123456789ABCDEF", min_size=4, max_size=8),
    on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    kind=st.sampled_from(["start", "update", "submit", "done", "reopen", "stop"]),
    by=st.just("") | lines,
    note=st.just("") | lines,
    percent=st.none() | st.integers(0, 100),
    to=st.just("") | lines,
    asked=st.none() | st.dates(date(2026, 1, 1)),
    evidence=st.none() | st.builds(Evidence, symbol=lines, signed=st.just("2026-05-18")),
)


def test_a_line_has_sorted_keys_and_leaves_out_what_is_empty() -> None:
    done = Event("01JWZ0", date(2026, 5, 20), "done", by="chuyên viên theo dõi",
                 evidence=Evidence("45-KH/BTCTU", "2026-05-18"))  # fmt: skip
    assert write_event(done) == (
        '{"by":"chuyên viên theo dõi","evidence":{"signed":"2026-05-18","symbol":"45-KH/BTCTU"},'
        '"id":"01JWZ0","kind":"done","on":"2026-05-20"}\n'
    )


def test_no_progress_at_all_is_written_too() -> None:
    assert '"percent":0' in write_event(Event("01JWZ0", date(2026, 5, 20), "update", percent=0))


@given(st.lists(events, unique_by=lambda event: event.id, max_size=6))
def test_a_journal_reads_back_as_it_was_written(written: list[Event]) -> None:
    read, problems = read_events(PATH, "".join(map(write_event, written)))
    assert problems == []
    assert sorted(map(write_event, read)) == sorted(map(write_event, written))


@given(st.lists(events, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_lines_and_lines_that_stand_twice_change_nothing(
    written: list[Event], chance: random.Random
) -> None:
    text = [write_event(event) for event in written]
    mixed = [*text, *text]
    chance.shuffle(mixed)
    assert read_events(PATH, "".join(mixed))[0] == read_events(PATH, "".join(text))[0]


@given(st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "replace")))
def test_reading_a_journal_never_fails(text: str) -> None:
    _, problems = read_events(PATH, text)
    assert all(problem.place.line > 0 for problem in problems)


def test_events_sort_by_day_and_then_by_the_order_they_were_recorded() -> None:
    late = Event("0003", date(2026, 5, 1), "start")
    second = Event("0002", date(2026, 5, 2), "done")
    first = Event("0001", date(2026, 5, 2), "update")
    assert sorted_events([second, first, late]) == (late, first, second)


def test_the_same_id_for_two_events_is_reported_with_its_line() -> None:
    """
    {"id":"0001","kind":"start","on":"2026-05-01"}
    {"id":"0001","kind":"done","on":"2026-05-02"}
    """
    text = "\n".join(
        [
            '{"id":"0001","kind":"start","on":"2026-05-01"}',
            '{"id":"0001","kind":"done","on":"2026-05-02"}',
        ]
    )
    read, problems = read_events(PATH, text)
    assert len(read) == 1
    assert [str(problem) for problem in problems] == [
        f"{PATH}:2: The id 0001 stands for another event in line 1."
        " Give one of the two a new id, or remove it."
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no json", "The line is no JSON object."),
        ('{"id":"0001","id":"0002","kind":"done","on":"2026-05-01"}', "no JSON object"),
        ('{"id":"0001","kind":"done"}', "The file lacks on."),
        ('{"id":"0001","kind":"gone","on":"2026-05-01"}', "kind is 'gone'."),
        ('{"id":"0001","kind":"done","on":"2026-02-30"}', "on is no day: '2026-02-30'."),
        ('{"id":"0001","kind":"extend","on":"2026-05-01"}', "The file lacks deadline."),
        ('{"id":"0001","kind":"extend","on":"2026-05-01","deadline":"mai kia"}', "not understood"),
        ('{"id":"0001","kind":"done","on":"2026-05-01","who":"x"}', "not known: who."),
        ('{"id":"0001","kind":"update","on":"2026-05-01","percent":101}', "percent"),
    ],
)
def test_a_bad_line_costs_that_line_and_says_why(line: str, message: str) -> None:
    good = '{"id":"0009","kind":"start","on":"2026-05-01"}'
    read, problems = read_events(PATH, f"{good}\n{line}\n")
    assert [event.id for event in read] == ["0009"]
    assert [problem.place.line for problem in problems] == [2]
    assert message in problems[0].message


def test_new_ids_sort_by_the_time_they_were_made() -> None:
    early = event_id(datetime(2026, 6, 5, 9, 0, tzinfo=UTC), 2**80 - 1)
    late = event_id(datetime(2026, 6, 5, 9, 0, 1, tzinfo=UTC), 0)
    assert len(early) == 26
    assert early < late
