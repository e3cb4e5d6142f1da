"""The sessions in the README and the docs are what the program really says.

``pytest tests/test_sessions.py --renew-goldens`` writes them anew.
"""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.front_door import Vanthu

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def told(block: str, office: Vanthu, move: Callable[[Path], None]) -> Iterator[str]:
    """Yield each command of a session with what it prints, as a terminal would show it."""
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        yield line
        words = shlex.split(line[2:])
        if words[0] == "cd":
            move(office.root / words[1])
            continue
        inside = [] if words[1] == "init" else ["-C", str(office.root / "office")]
        answer = office(*inside, "--lang", "vi", *words[1:])
        yield from [text.rstrip() for text in (answer.out + answer.err).splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_session_reads_as_the_program_answers(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "docs" / "examples", tmp_path, dirs_exist_ok=True)
    text = page.read_text(encoding="utf-8")
    if "```console" not in text:
        return
    program = Vanthu(tmp_path)
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "examples")
    if "vanthu init office" not in text:
        program("init", "office", "--sample")

    def renewed(match: re.Match[str]) -> str:
        return "```console\n" + "\n".join(told(match[1], program, monkeypatch.chdir)) + "\n```"

    fresh = BLOCK.sub(renewed, text)
    if request.config.getoption("--renew-goldens"):
        page.write_text(fresh, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == fresh
