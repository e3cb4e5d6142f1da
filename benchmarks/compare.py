"""How fast two texts are compared by words, against difflib and ``git diff --word-diff``, in turns.

    python benchmarks/compare.py --text FILE        (a long law as plain text)

The second wording of each length has every 200th word changed and its first article at the end. The
peers find neither articles nor what moved; difflib gets the two shorter lengths, or it would take
minutes. CPU time; the best of five turns, of difflib of one.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import tempfile
import time
from difflib import SequenceMatcher
from pathlib import Path

from regulations.compare import compare
from regulations.markup import read_markdown
from regulations.text import Text

SIZES = (10_000, 50_000, 200_000, 350_000)  # signs
TURNS = 5
_ARTICLE = re.compile(r"^(Điều \d+[.])", re.MULTILINE)
_GIT = ["git", "diff", "--no-index", "--word-diff=porcelain", "--no-color"]


def main() -> None:
    """Measure, print what was measured, then the JSON line."""
    default = Path(__file__).parents[2] / "shared" / "data" / "laws" / "bo-luat-dan-su.txt"
    parser = argparse.ArgumentParser(description="Measure the comparing of texts.")
    parser.add_argument("--text", type=Path, default=default)
    path: Path = parser.parse_args().text
    if not path.is_file():
        parser.error(f"{path} is no file")
    law = _ARTICLE.sub(r"## \1", path.read_text(encoding="utf-8"))
    times = {size: _in_turns(law[:size]) for size in SIZES}
    difflib = {size: _difflib(law[:size]) for size in SIZES[:2]}
    for size, (own, git) in times.items():
        print(f"{size:>8} signs: {own * 1000:6.1f} ms, git {git * 1000:6.1f} ms")
    for size, peer in difflib.items():
        print(f"{size:>8} signs: difflib on words {peer * 1000:.0f} ms")
    print(json.dumps({
        "benchmark": "compare",
        "ratios": {**{f"difflib_{size}": round(peer / times[size][0], 1)
                      for size, peer in difflib.items()},
                   **{f"git_word_diff_{size}": round(git / own, 3)
                      for size, (own, git) in times.items()}},
        "figures": {f"ms_{size}": round(own * 1000, 1) for size, (own, _) in times.items()},
    }))  # fmt: skip


def _in_turns(old: str) -> tuple[float, float]:
    """Return the CPU seconds of us, reading left out, and of git."""
    new = _changed(old)
    texts = read_markdown("old.md", old)[0], read_markdown("new.md", new)[0]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("old.md", "new.md")]
        for file, text in zip(files, (old, new), strict=True):
            file.write_text(text, encoding="utf-8")
        turns = [(_own(*texts), _git(files)) for _ in range(TURNS)]
    return min(own for own, _ in turns), min(git for _, git in turns)


def _changed(text: str) -> str:
    words = text.split(" ")
    words[::200] = ["khác"] * len(words[::200])
    preamble, first, *rest = re.split(r"^(?=## )", " ".join(words), flags=re.MULTILINE)
    return f"{preamble}{''.join(rest)}\n\n{first}"


def _own(old: Text, new: Text) -> float:
    start = time.process_time()
    compare(old, new)
    return time.process_time() - start


def _git(files: list[Path]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*_GIT, *map(str, files)], stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _difflib(old: str) -> float:
    start = time.process_time()
    SequenceMatcher(None, old.split(" "), _changed(old).split(" "), autojunk=False).get_opcodes()
    return time.process_time() - start


if __name__ == "__main__":
    main()
