"""The made-up regulation of the docs, and what tests of importing read it with."""

from __future__ import annotations

from pathlib import Path

from regulations.bodies import Bodies, Body, BodyName
from regulations.intake.extract import Extract
from regulations.intake.plain import read_plain

ROOT = Path(__file__).parents[1]
BODIES = Bodies.of([
    Body("tinh-uy-a", (BodyName("Tỉnh uỷ A"),), "TU"),
    Body("btctu-a", (BodyName("Ban Tổ chức Tỉnh uỷ A"),), "BTCTU"),
    Body("quoc-hoi", (BodyName("Quốc hội"),)),
])  # fmt: skip

REGULATION = (ROOT / "docs/examples/quy-dinh-truc.txt").read_text(encoding="utf-8")


def read_here(content: bytes, kind: str) -> Extract:
    """Read a text file in this process: what tests of the text itself need no child for."""
    assert kind == "txt"
    return read_plain(content)
