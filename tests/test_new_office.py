"""An office that begins with nothing: no corpus, no tasks, no bodies but its own."""

import json
from pathlib import Path

import pytest

from tests.front_door import Vanthu

DAY = ("--as-of", "2026-06-05")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vanthu:
    """The program in an office made without ``--sample``, with one programme."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert Vanthu(tmp_path)("init", "kho").exit_code == 0
    office = Vanthu(tmp_path / "kho")
    assert office("task", "programme", "kh", "--title", "Kế hoạch 2026").exit_code == 0
    return office


@pytest.mark.parametrize(
    "words",
    [
        ("status",), ("doctor",), ("task", "list"), ("task", "list", "--overdue"),
        ("search", "nhiệm vụ"), ("cal", "ics"), ("report", "freeze", "--programme", "kh"),
        ("report", "progress", "--programme", "kh", "--brief", "--out", "nhanh.docx"),
        ("report", "changes", "2026-05-05", "--programme", "kh"), ("due", "tháng 6/2026"),
    ],
)  # fmt: skip
def test_whatever_is_asked_of_an_empty_office_is_answered(
    bare: Vanthu, words: tuple[str, ...]
) -> None:
    answer = bare(*words, *DAY, "--json")
    assert answer.exit_code == 0, answer.err
    assert json.loads(answer.out)["as_of"] == "2026-06-05"


def test_what_an_office_must_know_of_itself_is_asked_for(bare: Vanthu) -> None:
    report = ("report", "progress", "--programme", "kh", "--out", "bao-cao.docx", *DAY)
    answer = bare(*report, "--json")
    error = json.loads(answer.err)["error"]
    assert (error["code"], "bodies.yaml" in error["hint"]) == ("no_code", True)
    bodies = bare.root / "regulations/bodies.yaml"
    text = bodies.read_text(encoding="utf-8")
    bodies.write_text(text.replace("- id: kho\n", "- id: kho\n  abbr: BTCTU\n"), encoding="utf-8")
    assert bare("record").exit_code == 0
    assert bare(*report).exit_code == 0


def test_who_may_lead_is_named_in_an_office_of_one_body(bare: Vanthu) -> None:
    words = ("task", "add", "--programme", "kh", "--title", "Việc mẫu", "--lead")
    assert "KHO" in bare(*words, "Ban Lạ").err.upper()
    assert bare(*words, "kho").exit_code == 0
