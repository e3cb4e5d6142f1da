"""The paper that shows an event, as typed on the command line: ``45-KH/BTCTU, 18/5/2026``."""

from __future__ import annotations

from regulations.reference import read_reference
from regulations.symbol import SymbolError, parse_symbol
from tracker.events import Evidence


def parse_evidence(text: str) -> Evidence:
    """Read symbol and day; what is no symbol is kept whole as a title."""
    head, _comma, _rest = text.partition(",")
    day = read_reference(text).day
    signed = day.isoformat() if day else ""
    try:
        return Evidence(symbol=str(parse_symbol(head)), signed=signed)
    except SymbolError:
        return Evidence(title=text.strip(), signed=signed)
