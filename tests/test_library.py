"""Looking an instrument up by whatever a drafter calls it."""

import unicodedata

import pytest

from regulations.bodies import Bodies, Body, BodyName
from regulations.days import parse_when
from regulations.errors import NotFoundError
from regulations.library import AmbiguousError, Library
from regulations.work import Work

BODIES = Bodies.of(
    [
        Body("bo-chinh-tri", (BodyName("Bộ Chính trị", "Politburo"),), "BCT", ("TW",)),
        Body("ban-bi-thu", (BodyName("Ban Bí thư", "Secretariat"),), "BBT", ("TW",)),
    ]
)


def work(
    slug: str, symbol: str, signed: str, kind: str = "quy_dinh", issuer: str = "bo-chinh-tri"
) -> Work:
    path = f"{issuer}/{kind.replace('_', '-')}/{signed[:4]}/{slug}"
    return Work(
        path, kind, (issuer,), symbol=symbol, signed=parse_when(signed), title_vi=f"Về {slug}"
    )


LIBRARY = Library.of(
    [
        work("124-a", "124-QĐ/TW", "2018-02-02"),
        work("124-b", "124-QĐ/TW", "2023-10-04"),
        work("366", "366-QĐ/TW", "2025-08-30"),
        work("26-a", "26-NQ/TW", "2018-05-19", "nghi_quyet"),
        work("26-b", "26-NQ/TW", "2026-08-22", "nghi_quyet"),
        work("05", "05-HD/VPTW", "2026-05-27", "huong_dan", "ban-bi-thu"),
    ],
    BODIES,
)


def test_a_symbol_that_fits_two_works_is_never_picked_from() -> None:
    with pytest.raises(AmbiguousError) as caught:
        LIBRARY.resolve("124-QĐ/TW")
    assert [str(work.signed) for work in caught.value.candidates] == ["2023-10-04", "2018-02-02"]
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    "name",
    ["124-QĐ/TW 2023", "124-qd/tw 2023", "Quy định số 124-QĐ/TW, ngày 4/10/2023 của Bộ Chính trị",
     "124-QÐ/TW ngày 04-10-2023", "QĐ 124 năm 2023", "QUY DINH 124 2023",
     unicodedata.normalize("NFD", "Quy định 124-QĐ/TW 2023"),
     "bo-chinh-tri/quy-dinh/2023/124-b"],
)  # fmt: skip
def test_symbol_and_year_name_one_work_in_any_spelling(name: str) -> None:
    assert LIBRARY.resolve(name).id == "bo-chinh-tri/quy-dinh/2023/124-b"


def test_a_number_with_a_zero_is_the_number_without() -> None:
    assert LIBRARY.resolve("5-HD/VPTW").symbol == "05-HD/VPTW"


def test_a_bare_resolution_number_is_ambiguous_across_terms() -> None:
    with pytest.raises(AmbiguousError):
        LIBRARY.resolve("Nghị quyết 26")


def test_a_wrong_issuer_is_a_contradiction() -> None:
    assert LIBRARY.find("366-QĐ/TW của Ban Bí thư") == ()


def test_an_unknown_symbol_gets_near_names() -> None:
    with pytest.raises(NotFoundError) as caught:
        LIBRARY.resolve("365-QĐ/TW")
    assert "366-QĐ/TW" in caught.value.hint


def test_a_work_without_a_record_of_its_own_is_a_stub() -> None:
    assert LIBRARY.work("bo-chinh-tri/quy-dinh/2018/132-qd-tw").stub
