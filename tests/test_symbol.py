"""Symbols of instruments: read, printed and compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.symbol import Symbol, SymbolError, parse_symbol, symbol_key

CODES = st.sampled_from(["QĐ", "NQ", "KL", "HD", "CTr", "QyĐ"])
BODIES = st.sampled_from(["TW", "BTCTW", "BTCTU", "ĐUK", "BCS-ĐU"])
PARTY = st.builds(Symbol, st.integers(1, 9999).map("{:02d}".format), CODES, BODIES)
STATE = st.builds(
    Symbol, st.integers(1, 9999).map(str), CODES, st.sampled_from(["CP", "TTg", "UBND"]),
    st.none() | st.integers(1945, 2099), st.just("state"),
)  # fmt: skip
ASSEMBLY = st.builds(
    Symbol, st.integers(1, 999).map(str), st.just(""), st.sampled_from(["QH15", "UBTVQH14"]),
    st.integers(1945, 2099), st.just("state"),
)  # fmt: skip


@given(PARTY | STATE | ASSEMBLY)
def test_a_symbol_reads_back_as_it_was_printed(symbol: Symbol) -> None:
    assert parse_symbol(str(symbol)) == symbol


@given(PARTY | STATE | ASSEMBLY)
def test_all_spellings_of_a_symbol_have_one_key(symbol: Symbol) -> None:
    printed = str(symbol)
    assert symbol_key(unicodedata.normalize("NFD", printed)) == symbol.key
    assert symbol_key(printed.lower()) == symbol.key
    assert symbol_key(printed.replace("Đ", "D")) == symbol.key
    assert symbol_key(printed.replace("Đ", "Ð")) == symbol.key
    assert symbol_key(f" {printed}\u00a0") == symbol.key


@pytest.mark.parametrize(
    "text",
    ["21 – NQ/TW", "21-NQ/TW", "21\u2011NQ/TW", "21 - NQ / TW", "21−NQ/TW", "21-\u200bNQ/TW"],
)  # fmt: skip
def test_blanks_and_long_dashes_are_mended(text: str) -> None:
    assert str(parse_symbol(text)) == "21-NQ/TW"


def test_a_leading_zero_is_printed_but_not_compared() -> None:
    assert str(parse_symbol("05-HD/VPTW")) == "05-HD/VPTW"
    assert symbol_key("05-HD/VPTW") == symbol_key("5-HD/VPTW") == "5-hd/vptw"


def test_different_symbols_have_different_keys() -> None:
    keys = {symbol_key(text) for text in ("12-HD/TW", "12-HD/BTCTW", "12/HD-TW", "1-HD/TW")}
    assert len(keys) == 4


@pytest.mark.parametrize(
    "text",
    ["", "124", "QĐ/TW", "124-QĐ", "124-QĐ/TW 2023", "124-QĐ/TW.", "2-HSĐV", "x" * 5000,
     "1-" + "A/B-" * 9999],
    ids=lambda text: text[:16],
)  # fmt: skip
def test_what_is_no_symbol_is_refused(text: str) -> None:
    with pytest.raises(SymbolError):
        parse_symbol(text)


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(symbol_key(text), str)
