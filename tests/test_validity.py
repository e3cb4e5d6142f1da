"""What was law on a day, and why."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regulations.days import parse_when
from regulations.library import Library
from regulations.validity import successor_on, validity_on
from regulations.work import Relation, Work
from tests import law_samples


def work(
    work_id: str, signed: str = "", *relations: Relation, effective: str = "", conf: str = "V"
) -> Work:
    return Work(
        f"bo-chinh-tri/quy-dinh/{signed[:4] or 'undated'}/{work_id}",
        "quy_dinh",
        ("bo-chinh-tri",),
        symbol=f"{work_id}-QĐ/TW",
        signed=parse_when(signed) if signed else None,
        effective=parse_when(effective) if effective else None,
        relations=relations,
        conf=conf,
    )


OLD = work("124", "2023-10-04")
NEW = work("366", "2025-08-30", Relation("replaces", OLD.id), effective="2025-08-30")


def test_an_instrument_without_a_stated_day_takes_effect_on_signing_by_memory() -> None:
    found = validity_on(OLD, date(2023, 10, 4), Library.of([OLD]))
    assert (found.status, found.since, found.conf) == ("in_force", date(2023, 10, 4), "M")


def test_before_its_day_an_instrument_is_not_yet_in_force() -> None:
    assert validity_on(OLD, date(2023, 10, 3), Library.of([OLD])).status == "not_yet"


def test_a_replacement_ends_its_target_on_the_day_it_takes_effect() -> None:
    library = Library.of([OLD, NEW])
    assert validity_on(OLD, date(2025, 8, 29), library).status == "in_force"
    ended = validity_on(OLD, date(2025, 8, 30), library)
    assert (ended.status, ended.since, ended.by, ended.conf) == (
        "expired", date(2025, 8, 30), NEW.id, "V",
    )  # fmt: skip


def test_an_unsure_replacement_makes_its_target_unknown_with_the_reason() -> None:
    unsure = work("366", "2025-08-30", Relation("replaces", OLD.id, conf="U"))
    found = validity_on(OLD, date(2026, 1, 1), Library.of([OLD, unsure]))
    assert found.status == "unknown"
    assert "366-QĐ/TW (30/8/2025)" in found.reason


def test_a_sure_relation_of_an_unsure_instrument_is_unsure() -> None:
    unsure = work("366", "2025-08-30", Relation("replaces", OLD.id), conf="U")
    assert validity_on(OLD, date(2026, 1, 1), Library.of([OLD, unsure])).status == "unknown"


def test_a_replacement_by_memory_ends_its_target_and_says_so() -> None:
    remembered = work("366", "2025-08-30", Relation("replaces", OLD.id, conf="M"))
    found = validity_on(OLD, date(2026, 1, 1), Library.of([OLD, remembered]))
    assert (found.status, found.conf) == ("expired", "M")


def test_a_replacement_of_unknown_day_makes_its_target_unknown() -> None:
    undated = work("366", "", Relation("replaces", OLD.id))
    assert validity_on(OLD, date(2026, 1, 1), Library.of([OLD, undated])).status == "unknown"


def test_between_two_possible_days_the_status_is_unknown() -> None:
    vague = work("367", "[2025-08-30..2025-09-08]")
    library = Library.of([vague])
    days = (date(2025, 8, 29), date(2025, 9, 1), date(2025, 9, 8))
    assert [validity_on(vague, day, library).status for day in days] == [
        "not_yet",
        "unknown",
        "in_force",
    ]


def test_an_instrument_without_any_day_is_unknown() -> None:
    undated = work("41")
    assert validity_on(undated, date(2026, 6, 5), Library.of([undated])).status == "unknown"


def test_the_end_of_a_part_leaves_the_rest_in_force() -> None:
    part = work("366", "2025-08-30", Relation("repeals", OLD.id, part="art_5"))
    assert validity_on(OLD, date(2026, 1, 1), Library.of([OLD, part])).status == "partly_expired"


def test_suspension_holds_until_it_is_lifted() -> None:
    stop = work("200", "2024-01-10", Relation("suspends", OLD.id))
    go = work("201", "2024-03-01", Relation("resumes", OLD.id))
    library = Library.of([OLD, stop, go])
    assert validity_on(OLD, date(2024, 2, 1), library).status == "suspended"
    assert validity_on(OLD, date(2024, 3, 1), library).status == "in_force"


def test_the_end_of_a_part_names_it_and_what_ended_it() -> None:
    part = work("366", "2025-08-30", Relation("repeals", OLD.id, part="art_5__para_2"))
    library = Library.of([OLD, part])
    found = validity_on(OLD, date(2026, 1, 1), library)
    assert (found.by, found.since) == (part.id, date(2025, 8, 30))
    assert found.reason == "khoản 2 Điều 5 was ended by 366-QĐ/TW (30/8/2025) since 30/08/2025."
    eids = ("art_4", "art_5", "art_5__para_2", "art_5__para_2__point_a")
    statuses = {eid: validity_on(OLD, date(2026, 1, 1), library, eid).status for eid in eids}
    assert statuses == {"art_4": "in_force", "art_5": "partly_expired", "art_5__para_2": "expired",
                        "art_5__para_2__point_a": "expired"}  # fmt: skip


def test_what_ended_before_is_not_laid_at_the_door_of_the_last_act() -> None:
    first = work("200", "2024-01-10", Relation("repeals", OLD.id, part="art_2"))
    last = work("366", "2025-08-30", Relation("repeals", OLD.id, part="art_5"))
    reason = validity_on(OLD, date(2026, 1, 1), Library.of([OLD, first, last])).reason
    assert reason.startswith("Điều 5 was ended by 366-QĐ/TW")
    assert "Điều 2" not in reason
    assert reason.endswith("other parts before that.")


def test_an_end_on_a_day_of_its_own_comes_on_that_day() -> None:
    later = Relation("repeals", OLD.id, part="art_5", effective=parse_when("2026-01-01"))
    library = Library.of([OLD, work("366", "2025-08-30", later)])
    assert validity_on(OLD, date(2025, 12, 31), library).status == "in_force"
    assert validity_on(OLD, date(2026, 1, 1), library).status == "partly_expired"


def test_an_article_may_take_effect_later_than_the_rest() -> None:
    rules = replace(OLD, effective_of=(("art_7", parse_when("2024-07-01")),))
    library = Library.of([rules])
    day = date(2024, 1, 1)
    assert validity_on(rules, day, library).status == "in_force"
    assert validity_on(rules, day, library, "art_7__para_1").status == "not_yet"
    assert validity_on(rules, date(2024, 7, 1), library, "art_7__para_1").status == "in_force"


def test_a_suspended_article_leaves_the_rest_in_force_and_is_told() -> None:
    stop = Relation("suspends", OLD.id, part="art_5", until=parse_when("2024-03-01"))
    library = Library.of([OLD, work("200", "2024-01-10", stop)])
    day = date(2024, 2, 1)
    assert validity_on(OLD, day, library).status == "in_force"
    assert "Điều 5 is suspended by 200-QĐ/TW" in validity_on(OLD, day, library).reason
    assert validity_on(OLD, day, library, "art_5__para_1").status == "suspended"
    assert validity_on(OLD, date(2024, 3, 1), library, "art_5").status == "in_force"


def test_what_mods_say_counts_as_what_relations_say() -> None:
    files = law_samples.files()
    library = law_samples.library(files)
    rules, day = library.work(law_samples.RULES), date(2025, 7, 1)
    found = validity_on(rules, day, library)
    assert (found.status, found.by) == ("partly_expired", law_samples.WORDS)
    assert validity_on(rules, day, library, "art_3__para_2").status == "expired"
    assert {(other.id, one.rel, one.part) for other, one in library.incoming(rules.id)} == {
        (law_samples.TERMS, "amends", ""), (law_samples.WORDS, "amends", ""),
        (law_samples.WORDS, "repeals", "art_3__para_2"), (law_samples.UNDATED, "amends", ""),
    }  # fmt: skip


def test_the_successor_is_the_last_of_the_chain_on_that_day() -> None:
    newest = work("400", "2026-05-01", Relation("replaces", NEW.id, conf="U"))
    library = Library.of([OLD, NEW, newest])
    assert successor_on(OLD, date(2026, 1, 1), library) == NEW
    assert successor_on(OLD, date(2026, 6, 5), library) == newest
    assert successor_on(OLD, date(2025, 1, 1), library) is None


def test_works_that_replace_each_other_do_not_run_for_ever() -> None:
    one = work("1", "2024-01-01", Relation("replaces", "bo-chinh-tri/quy-dinh/2024/2"))
    two = work("2", "2024-01-02", Relation("replaces", one.id))
    assert successor_on(one, date(2025, 1, 1), Library.of([one, two])) == two


@given(st.dates(date(2020, 1, 1), date(2028, 1, 1)))
def test_a_status_changes_only_on_days_that_the_files_name(day: date) -> None:
    library = Library.of([OLD, NEW])
    named = {date(2023, 10, 4), date(2025, 8, 30)}
    next_day = day + timedelta(days=1)
    same = validity_on(OLD, day, library).status == validity_on(OLD, next_day, library).status
    assert same or next_day in named
