"""Vietnamese letters made comparable, and sorted as dictionaries do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.folding import collation_key, fold, nfc, settle_tones

LETTERS = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩị"
                    "óòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵÐð-/59")
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Quy định số 124–QÐ/TW", "quy dinh so 124-qd/tw"), ("ĐẢNG", "dang"), ("hoà", "hoa"),
     ("124\u2011QĐ/TW", "124-qd/tw"), ("Nghị\u00a0quyết", "nghi quyet"),
     ("kiểm\u200bđiểm\u00ad", "kiemdiem"), ("\ufeffuỷ ban", "uy ban")],
)  # fmt: skip
def test_a_text_folds_to_what_is_typed_in_haste(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_composed_and_decomposed_texts_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(text.upper()) == fold(text)
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("old", "new"),
    [("hòa", "hoà"), ("ủy ban", "uỷ ban"), ("khóa", "khoá"), ("thủy", "thuỷ"), ("HÒA", "HOÀ"),
     ("khỏe", "khoẻ"), ("họa", "hoạ"), ("Tỉnh ủy", "Tỉnh uỷ"), ("túy", "tuý")],
)  # fmt: skip
def test_both_places_of_a_tone_mark_are_one_word(old: str, new: str) -> None:
    assert settle_tones(old) == settle_tones(new) == new
    assert settle_tones(unicodedata.normalize("NFD", old)) == new


@pytest.mark.parametrize(
    "text", ["hoàn", "quý", "của", "mùa", "giá", "toàn", "thuế", "quỹ", "loại"]
)
def test_words_with_one_spelling_stay(text: str) -> None:
    assert settle_tones(text) == text


@given(LETTERS)
def test_settling_tones_changes_no_letter(text: str) -> None:
    settled = settle_tones(text)
    assert settle_tones(settled) == settled
    assert fold(settled) == fold(text)
    assert nfc(settled) == settled


def test_names_sort_as_in_a_vietnamese_dictionary() -> None:
    ordered = ["an", "Ăn", "ân", "bà", "cá", "da", "đa", "đà", "em", "ên", "on", "ôn", "ơn", "ung",
               "ưng", "vân"]  # fmt: skip
    assert sorted(frozenset(ordered), key=collation_key) == ordered


def test_tones_sort_only_where_the_letters_are_equal() -> None:
    ordered = ["ma", "mà", "mả", "mã", "má", "mạ", "mai"]
    assert sorted(frozenset(ordered), key=collation_key) == ordered


@given(st.text(), st.text())
def test_only_equal_texts_have_equal_places(one: str, two: str) -> None:
    assert (collation_key(one) == collation_key(two)) == (one == two)
