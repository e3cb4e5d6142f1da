"""The short form of a journal tells on every day what the journal itself tells."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.events import KINDS, Event, Evidence, sorted_events
from tracker.story import pack_events, story_on, unpack_story

days = st.dates(date(2026, 5, 1), date(2026, 7, 31))
texts = st.sampled_from(["", "vướng", "xa-b", "tháng 7/2026"])
events = st.lists(
    st.builds(
        Event, st.uuids().map(str), days, st.sampled_from(KINDS), note=texts, to=texts,
        deadline=texts, percent=st.none() | st.integers(0, 100),
        evidence=st.none() | st.builds(Evidence, texts, texts, texts, texts, texts),
    ),
    max_size=8,
).map(sorted_events)  # fmt: skip


@given(events, days)
def test_the_short_form_tells_the_same_story_on_every_day(
    journal: tuple[Event, ...], day: date
) -> None:
    short = json.loads(json.dumps(pack_events(journal)))
    assert unpack_story(short, day) == story_on(journal, day)


def test_an_empty_journal_tells_nothing() -> None:
    assert unpack_story(None, date(2026, 6, 5)) == story_on((), date(2026, 6, 5))


@given(events, days)
def test_what_happens_after_a_day_does_not_change_it(journal: tuple[Event, ...], day: date) -> None:
    until = tuple(event for event in journal if event.on <= day)
    assert story_on(journal, day) == story_on(until, day)
