"""The house stands as it is described: folders, contracts, clocks, and what ships."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.front_door import Vanthu

ROOT = Path(__file__).parents[1]
FOLDERS = ("regulations", "tracker", "templates", "cli")
LINTER = Path(sys.executable).with_name("lint-imports")


def sources() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))


def test_no_other_distribution_offers_our_names() -> None:
    offered = packages_distributions()
    assert {name: offered.get(name, []) for name in FOLDERS} == {
        name: ["vanthu"] * len(offered.get(name, [])) for name in FOLDERS
    }


def test_a_package_file_is_one_docstring() -> None:
    for path in sources():
        if path.name == "__init__.py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            assert len(tree.body) == 1, path
            assert ast.get_docstring(tree), path


def test_only_the_front_door_asks_for_today() -> None:
    clock = re.compile(r"\b(?:date\.today|datetime\.(?:now|today|utcnow)|time\.time|localtime)\b")
    asking = [path for path in sources() if clock.search(path.read_text(encoding="utf-8"))]
    assert [path.relative_to(ROOT).as_posix() for path in asking] == ["cli/request.py"]


def test_only_the_front_door_looks_at_the_environment() -> None:
    own = {  # git and LibreOffice are run with a clean one
        "cli/speech.py", "regulations/repository/plumbing.py", "regulations/libreoffice.py",
    }  # fmt: skip
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if re.search(r"\bos\.environ\b|\bgetenv\(", path.read_text(encoding="utf-8"))
    }
    assert asking <= own


def test_breaking_the_ladder_is_caught(tmp_path: Path) -> None:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("corpus"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    days = tmp_path / "regulations" / "days.py"
    days.write_text(days.read_text(encoding="utf-8") + "\nimport tracker.task\n", encoding="utf-8")
    found = subprocess.run([LINTER, "--no-cache"], cwd=tmp_path, capture_output=True, text=True)
    assert found.returncode != 0
    assert "regulations.days -> tracker.task" in found.stdout


def test_the_lock_names_no_registry() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert text.count("--hash=sha256:") > 100


def test_the_demo_gives_the_same_papers_again(vanthu: Vanthu, tmp_path: Path) -> None:
    papers: dict[int, dict[str, bytes]] = {}
    for name in ("first", "second", "first"):
        answer = vanthu("demo", str(tmp_path / name))
        assert answer.exit_code == 0, answer.err
        out = tmp_path / name / "out"
        papers[len(papers)] = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
    assert papers[0] == papers[1] == papers[2]
    assert {"ket-qua-tra-cuu.txt", "phieu-dang-vien.docx", "huong-dan.docx",
            "cong-van.docx", "to-trinh.docx", "bao-cao-tien-do.docx"} <= set(papers[0])  # fmt: skip
