"""How fast citations are found in real laws, against one pattern for everything; and how well.

    python benchmarks/cite.py --data FOLDER        (*.txt)

The peer is the pattern that one writes first: every type, place, number and day in one expression.
It finds neither laws by name nor issuers and reads no numbers, ranges or days. Both read the same
texts in turns, by CPU time. How well is counted on the marked sentences of the tests.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # for the marked sentences of the tests

from regulations.doctypes import DOC_TYPES  # noqa: E402
from regulations.mentions import find_mentions  # noqa: E402
from tests.citations_gold import HELD_OUT, WORKED_WITH, Score, score  # noqa: E402

_NUMBER = r"(?:[\dIVX]+[a-zđ]?|[a-zđ]\b)(?:[.]\d+)*"
_NUMBERS = rf"{_NUMBER}(?:(?:\s*,\s*|\s+và\s+|\s+đến\s+){_NUMBER})*"
_KIND = r"(?:các\s+)?(?:điểm|khoản|điều|mục|chương|phần|phụ lục)"
_PLACE = rf"(?:{_KIND}\s+{_NUMBERS}\s*(?:,|và|của)?\s*)"
_TYPES = "|".join(re.escape(kind.vi) for kind in DOC_TYPES)
_SYMBOL = r"\d+\s*[-/–]\s*(?:\d{4}\s*/\s*)?[A-ZĐa-z]+(?:\d+|[-/][A-ZĐa-z]+)*"
_DAY = r"(?:,?\s*ngày\s+\d+(?:[/.-]|\s+tháng\s+)\d+(?:[/.-]|\s+năm\s+)\d{4})"
PEER = re.compile(
    rf"{_PLACE}*(?:(?:{_TYPES})\s+(?:(?:số\s+)?(?:{_SYMBOL}|\d+(?:/\d{{4}})?){_DAY}?|này)"
    rf"|{_SYMBOL}{_DAY}?)|{_PLACE}+(?:này)?",
    re.IGNORECASE,
)


def main() -> None:
    """Measure, print what was measured, then the JSON line."""
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(_data().glob("*.txt"))]
    size = sum(len(text.encode()) for text in texts) / 1e6
    own, peer, found = _in_turns(texts)
    scores = {"worked_with": score(WORKED_WITH), "held_out": score(HELD_OUT)}
    print(f"{len(texts)} texts of {size:.1f} MB, {found} citations")
    print(f"{size / own:.1f} MB/s, one pattern {size / peer:.1f} MB/s")
    for name, one in scores.items():
        print(f"{name:<12} {_told(one)}")
    print(json.dumps({
        "benchmark": "cite",
        "ratios": {"one_pattern": round(peer / own, 2)},
        "figures": {"mb_per_second": round(size / own, 2), **{
            f"{name}_{figure}": round(getattr(one, figure), 4)
            for name, one in scores.items() for figure in ("precision", "recall", "exact")
        }},
    }))  # fmt: skip


def _data() -> Path:
    parser = argparse.ArgumentParser(description="Measure the finding of citations.")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "laws")
    folder: Path = parser.parse_args().data
    if not folder.is_dir():
        parser.error(f"{folder} is no folder of texts")
    return folder


def _in_turns(texts: list[str]) -> tuple[float, float, int]:
    """Return the CPU seconds of both, the best of three turns, and how many we found."""
    own, peer, found = [], [], 0
    for _ in range(3):
        start = time.process_time()
        found = sum(len(find_mentions(text)) for text in texts)
        own.append(time.process_time() - start)
        start = time.process_time()
        _ = sum(1 for text in texts for _match in PEER.finditer(text))
        peer.append(time.process_time() - start)
    return min(own), min(peer), found


def _told(one: Score) -> str:
    return (
        f"{one.marked} citations: precision {one.precision:.3f}, recall {one.recall:.3f}, "
        f"all stated facts right in {one.exact:.3f}"
    )


if __name__ == "__main__":
    main()
