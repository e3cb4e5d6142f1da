"""Tasks whose legal basis moved under them."""

from datetime import date

from regulations.days import parse_when
from regulations.library import Library
from regulations.work import Relation, Work
from tests.front_door import Vanthu
from tracker.basis import shaken_basis
from tracker.task import Task


def work(slug: str, signed: str, *relations: Relation, conf: str = "V") -> Work:
    return Work(
        f"bo-chinh-tri/quy-dinh/{signed[:4]}/{slug}", "quy_dinh", ("bo-chinh-tri",),
        symbol=f"{slug}-QĐ/TW", signed=parse_when(signed), relations=relations, conf=conf,
    )  # fmt: skip


OLD = work("1", "2024-01-10")
TASK = Task("NV-1", "p", "Việc", basis=(OLD.id,), assigned=date(2024, 6, 1))


def test_a_basis_that_was_replaced_since_is_named() -> None:
    library = Library.of([OLD, work("2", "2025-03-01", Relation("replaces", OLD.id))])
    assert shaken_basis(TASK, library, date(2025, 2, 28)) == ()
    (found,) = shaken_basis(TASK, library, date(2025, 3, 1))
    assert (found.work.id, found.validity.status) == (OLD.id, "expired")


def test_an_amendment_since_counts_and_one_before_does_not() -> None:
    before = work("2", "2024-03-01", Relation("amends", OLD.id))
    after = work("3", "2024-09-01", Relation("amends", OLD.id))
    library = Library.of([OLD, before, after])
    (found,) = shaken_basis(TASK, library, date(2025, 1, 1))
    assert [one.id for one in found.changed_by] == [after.id]


def test_a_basis_that_stands_is_not_reported() -> None:
    assert shaken_basis(TASK, Library.of([OLD]), date(2030, 1, 1)) == ()


def test_the_list_narrows_to_what_has_moved(vanthu: Vanthu) -> None:
    vanthu("reg", "add", "--symbol", "500-QĐ/TW", "--type", "quy_dinh", "--issuer", "BCT",
           "--signed", "2026-05-01", "--title", "Thử", "--replaces", "366-QĐ/TW")  # fmt: skip
    words = ("task", "list", "--programme", "ctr-tu-a", "--basis-changed", "--json", "--as-of")
    assert vanthu(*words, "2026-04-30").items == []
    moved = [item["id"] for item in vanthu(*words, "2026-06-05").items]
    assert "NV-2026-001" in moved
