"""Real laws and real pages imported, where they lie beside the project; else skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from regulations.bodies import Bodies, Body, BodyName
from regulations.errors import VanthuError
from regulations.intake.child import read_apart
from regulations.intake.hygiene import clean, letters
from regulations.intake.identity import Identity
from regulations.intake.taking import take_in
from regulations.markup import normalise, read_markdown, render

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("VANTHU_SEARCH_DATA") or ROOT.parent / "shared" / "data")
LAWS = sorted((DATA / "laws").glob("*.txt"))
PAGES = sorted((DATA / "html").glob("*.html"))
BODIES = Bodies.of([Body("quoc-hoi", (BodyName("Quốc hội"),))])
HOLES = {
    "luat-bao-ve-moi-truong": ("23", "24", "25", "30", "35", "56", "66"),
    "luat-bau-cu-dai-bieu-quoc-hoi": ("47",),
}

pytestmark = pytest.mark.skipif(not LAWS, reason=f"no real texts in {DATA}")


@pytest.mark.parametrize("path", [*LAWS, *PAGES], ids=lambda path: path.stem[:40])
def test_a_real_law_comes_in_whole(path: Path) -> None:
    content = path.read_bytes()
    if not content:
        with pytest.raises(VanthuError, match="empty"):
            take_in(path.name, content, BODIES, read_apart)
        return
    taken = take_in(path.name, content, BODIES, read_apart)  # in a child that ends when it is late
    certificate = taken.certificate(path.name, tuple(taken.checks(Identity())))
    markdown = taken.recognised.markdown
    assert render(read_markdown(path.name, markdown)[0]) == normalise(markdown) == markdown
    assert not letters(clean(taken.extract.raw)[0]) - letters(markdown)
    assert (certificate.row, certificate.holes) == ("article", HOLES.get(path.stem, ()))
    assert certificate.percent == "100.00"
    printed = taken.printed
    assert printed.issuer == "quoc-hoi" and printed.signed is not None and printed.title
    assert printed.type in ("luat", "bo_luat", "hien_phap")
    assert printed.symbol or printed.type == "hien_phap"
