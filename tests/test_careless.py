"""What a careless hand or a hostile machine does, and what must not come of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.front_door import Vanthu

GUIDELINE = ("draft", "guideline", "--for", "366-QĐ/TW 2025", "--as-of", "2026-06-05", "--out")
MAIN = "from cli.main import main; main()"


@pytest.mark.parametrize(
    "place", ["vanthu.yaml", "regulations/x.docx", ".git/x.docx", "-", "no/such/folder/x.docx"]
)
def test_a_paper_is_never_written_over_the_office(vanthu: Vanthu, place: str) -> None:
    target = vanthu.root / place
    before = target.read_bytes() if target.is_file() else None
    assert vanthu(*GUIDELINE, str(target)).exit_code == 1
    assert (target.read_bytes() if target.is_file() else None) == before


def test_a_device_or_a_link_stays_what_it_is(vanthu: Vanthu, tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    other.write_bytes(b"mine")
    link = tmp_path / "link.docx"
    link.symlink_to(other)
    assert vanthu(*GUIDELINE, str(link)).exit_code == 1
    assert other.read_bytes() == b"mine"
    assert vanthu(*GUIDELINE, "/dev/null").exit_code == 1
    assert not Path("/dev/null").is_file()


def test_a_format_that_nobody_reads_is_not_recorded(vanthu: Vanthu) -> None:
    path = vanthu.root / "vanthu.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("format: 1", "format: 2"), "utf-8")
    assert vanthu("record").exit_code == 5
    assert vanthu("status").exit_code == 0


def test_a_hidden_line_break_from_word_is_refused(vanthu: Vanthu) -> None:
    words = ("task", "add", "--programme", "ctr-tu-a", "--lead", "xa-b", "--title", "a\x0bb")
    assert vanthu(*words).exit_code == 2


def test_an_update_must_say_something(vanthu: Vanthu) -> None:
    assert vanthu("task", "update", "NV-2026-009", "--as-of", "2026-06-05").exit_code == 2


def test_a_day_out_of_this_world_is_refused_at_once(vanthu: Vanthu) -> None:
    assert vanthu("status", "--as-of", "31/12/9999").exit_code == 2


@pytest.mark.parametrize(
    "words",
    [("task", "update", "NV-2026-009", "--note", "x", "--dry-run"),
     ("reg", "add", "--type", "quy_dinh", "--issuer", "BCT", "--title", "Thử", "--dry-run"),
     ("cal", "add", "2026-06-10", "--notice", "x", "--dry-run"),
     ("init", "elsewhere", "--dry-run")],
)  # fmt: skip
def test_a_dry_run_is_one_document_too(vanthu: Vanthu, words: tuple[str, ...]) -> None:
    answer = vanthu(*words, "--json", "--as-of", "2026-06-05")
    assert answer.exit_code == 0, answer.err
    assert answer.items


def test_kinds_may_stand_together(vanthu: Vanthu) -> None:
    found = vanthu("search", "đảng viên", "--kind", "task,form", "--limit", "50", "--json").items
    assert {one["kind"] for one in found} == {"task", "form"}


def test_faults_are_told_in_the_language_that_is_spoken(vanthu: Vanthu) -> None:
    path = vanthu.root / "vanthu.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name:", "nam:"), "utf-8")
    error = json.loads(vanthu("record", "--json", "--lang", "vi").err)["error"]
    assert "thiếu" in error["problems"][0]["message"]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp932"])
def test_vietnamese_comes_out_on_any_terminal(vanthu: Vanthu, encoding: str) -> None:
    root = Path(__file__).parents[1]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", MAIN, "-C", str(vanthu.root), "status"]
    found = subprocess.run(command, cwd=root, env=environment, capture_output=True)
    assert found.returncode == 0, found.stderr
    assert "Ban Tổ chức Tỉnh uỷ A" in found.stdout.decode("utf-8")


def test_a_cache_that_cannot_be_written_is_done_without(
    vanthu: Vanthu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert vanthu("search", "366").exit_code == 0


@pytest.mark.parametrize(
    "words", [("cite",), ("proof",), ("report", "verify"), ("task", "propose")]
)
@pytest.mark.parametrize("content", [b"PK\x03\x04 torn", b"PK\x05\x06" + bytes(18)])
def test_a_damaged_word_file_is_named(
    vanthu: Vanthu, tmp_path: Path, words: tuple[str, ...], content: bytes
) -> None:
    (torn := tmp_path / "cong van.docx").write_bytes(content)
    answer = vanthu(*words, str(torn))
    assert (answer.exit_code, answer.out) == (5, "")
    assert answer.err.startswith(f"Error: {torn} ")


def test_showing_a_regulation_loads_no_other_verb_and_no_reader_of_files(vanthu: Vanthu) -> None:
    script = (
        "import sys; from cli.main import run\n"
        f"code = run(['-C', {str(vanthu.root)!r}, 'reg', 'show', '366-QĐ/TW'])\n"
        "print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert {"cli.reg", "cli.reg_show", "regulations.wording"} <= loaded
    assert not loaded & {"lxml", "docx", "jinja2", "openpyxl", "regulations.proposals"}
    assert not {name for name in loaded if name.startswith("cli.reg_")} - {"cli.reg_show"}
