"""The command line: what it promises to machines, its exit codes, and its help."""

import json
import re
import unicodedata
from pathlib import Path

import click
import pytest

from cli.main import NOUNS, cli
from cli.verbs import short_help
from tests.front_door import Vanthu

DOCS = Path(__file__).parents[1]


def test_the_newest_of_equal_symbols_stands_first(vanthu: Vanthu) -> None:
    for words in ("quy dinh 124", "QUY DINH 124", unicodedata.normalize("NFD", "Quy định 124"),
                  "124-QÐ/TW", "124-qd/tw", "QĐ 124", "Quy định số 124-QĐ/TW"):  # fmt: skip
        first = vanthu("search", words, "--json").items[0]
        assert (first["symbol"], first["signed"], first["status"]) == (
            "124-QĐ/TW", "2023-10-04", "expired",
        ), words  # fmt: skip


def test_an_option_that_lacks_is_told_with_what_it_is_to_hold(vanthu: Vanthu) -> None:
    answer = vanthu("report", "progress")
    assert answer.exit_code == 2
    assert "→ --programme: A programme of the office; vanthu task programme lists" in answer.err
    error = json.loads(vanthu("report", "progress", "--json").err)["error"]
    assert error["hint"].startswith("--programme: ")


def test_an_instrument_names_what_replaced_it(vanthu: Vanthu) -> None:
    item = vanthu("reg", "show", "124-QĐ/TW 2023", "--json").items[0]
    assert [other["symbol"] for other in item["replaced_by"]] == ["366-QĐ/TW"]


@pytest.mark.parametrize(("symbol", "count"), [("12-HD/BTCTW", 2), ("21-NQ/TW", 4)])
def test_an_ambiguous_symbol_is_refused_with_all_that_fit(
    vanthu: Vanthu, symbol: str, count: int
) -> None:
    answer = vanthu("reg", "show", symbol, "--json")
    error = json.loads(answer.err)["error"]
    assert (answer.exit_code, error["code"], len(error["candidates"])) == (4, "ambiguous", count)
    assert answer.out == ""


def test_symbol_and_year_are_enough(vanthu: Vanthu) -> None:
    assert vanthu("reg", "show", "12-HD/BTCTW 2022", "--json").items[0]["symbol"] == "12-HD/BTCTW"


def test_marks_below_v_are_shown(vanthu: Vanthu) -> None:
    assert "[U]" in vanthu("reg", "show", "208-QĐ/TW").out
    assert "[" not in vanthu("reg", "show", "366-QĐ/TW").out.split("\n")[0]


def test_the_june_2026_tasks_are_due_on_the_last_day(vanthu: Vanthu) -> None:
    items = vanthu("--as-of", "2026-06-05", "task", "list", "--programme", "xiv-action",
                   "--due-within", "30", "--json").items  # fmt: skip
    assert [item["id"] for item in items] == ["T01", "T02", "T03", "T07", "T21", "T22"]
    assert {(item["deadline"]["due"], item["deadline"]["plan_by"]) for item in items} == {
        ("2026-06-30", "2026-06-30")
    }


def test_silence_is_no_information_and_no_finding(vanthu: Vanthu) -> None:
    answer = vanthu("--as-of", "2026-11-21", "task", "list", "--programme", "xiv-action",
                    "--overdue", "--json")  # fmt: skip
    late = {item["id"]: item for item in answer.items}
    for task in ("T01", "T02", "T03", "T07", "T21", "T22"):
        assert (late[task]["status"], late[task]["days_late"]) == ("no_information", 144)
    assert "T06" not in late
    assert answer.document["notes"] == ["No information is no finding against a body."]


def test_a_write_is_one_commit_and_undo_takes_it_back(vanthu: Vanthu) -> None:
    before = vanthu("task", "list", "--json").items
    vanthu("task", "add", "--programme", "ctr-tu-a", "--title", "Việc mới", "--lead", "xa-b",
           "--deadline", "trước ngày 30/6/2026", "--as-of", "2026-06-05")  # fmt: skip
    vanthu("task", "done", "NV-2026-013", "--as-of", "2026-06-20")
    assert [line.split("  ")[-1] for line in vanthu("log").out.strip().split("\n")][:2] == [
        "task done NV-2026-013", "task add NV-2026-013",
    ]  # fmt: skip
    vanthu("undo")
    assert vanthu("task", "show", "NV-2026-013", "--json").items[0]["events"] == []
    vanthu("undo")
    assert vanthu("task", "list", "--json").items == before
    assert len(vanthu("log", "--json").items) == 5


def test_an_id_is_never_given_twice(vanthu: Vanthu) -> None:
    new = ("task", "add", "--programme", "ctr-tu-a", "--title", "Việc", "--lead", "xa-b",
           "--as-of", "2026-06-05", "--json")  # fmt: skip
    assert vanthu(*new).items[0]["id"] == "NV-2026-013"
    vanthu("undo")
    assert vanthu(*new).items[0]["id"] == "NV-2026-014"


def test_a_dry_run_records_nothing(vanthu: Vanthu) -> None:
    before = vanthu("log", "--json").items
    vanthu("task", "done", "NV-2026-009", "--dry-run", "--as-of", "2026-06-05")
    vanthu("reg", "add", "--type", "quy_dinh", "--issuer", "BCT", "--title", "Thử", "--dry-run")
    assert vanthu("log", "--json").items == before


def test_an_instrument_that_is_added_is_found_and_ends_what_it_replaces(vanthu: Vanthu) -> None:
    vanthu("reg", "add", "--symbol", "500-QĐ/TW", "--type", "quy_dinh", "--issuer", "Bộ Chính trị",
           "--signed", "1/10/2026", "--title", "Thử nghiệm", "--replaces", "366-QĐ/TW")  # fmt: skip
    day = ("--as-of", "2026-11-21", "--json")
    assert vanthu("search", "500-QĐ/TW", *day).items[0]["symbol"] == "500-QĐ/TW"
    assert vanthu("reg", "show", "366-QĐ/TW", *day).items[0]["status"] == "expired"
    again = vanthu("reg", "add", "--symbol", "500-QĐ/TW", "--type", "quy_dinh", "--issuer", "BCT",
                   "--signed", "2026-10-01", "--title", "Thử nghiệm")  # fmt: skip
    assert again.exit_code == 6


def test_what_was_not_yet_known_is_not_shown(vanthu: Vanthu) -> None:
    answer = vanthu("reg", "show", "366-QĐ/TW", "--known", "2020-01-01", "--json")
    assert answer.exit_code == 4


def test_global_options_stand_before_or_after_the_verb(vanthu: Vanthu) -> None:
    before = vanthu("--as-of", "2026-06-05", "--json", "task", "list")
    after = vanthu("task", "list", "--json", "--as-of", "5/6/2026")
    assert before.document == after.document
    assert before.document["as_of"] == "2026-06-05"


@pytest.mark.parametrize(
    ("words", "exit_code"),
    [(("task", "show", "NV-1999-001"), 4), (("reg", "show", "999-QĐ/TW"), 4),
     (("due", "lúc thuận tiện"), 2), (("task", "list", "--as-of", "31/02/2026"), 2),
     (("nonsense",), 2), (("task", "list", "--programme", "khong-co"), 4),
     (("form", "show", "99-XYZ"), 4), (("task", "done", "NV-2026-001", "--as-of", "2026-06-05"), 6),
     (("draft", "guideline", "--for", "124-QĐ/TW 2023", "--as-of", "2026-06-05"), 1)],
)  # fmt: skip
def test_every_refusal_has_its_exit_code_and_one_json_error(
    vanthu: Vanthu, words: tuple[str, ...], exit_code: int
) -> None:
    answer = vanthu(*words, "--json")
    assert answer.exit_code == exit_code
    assert answer.out == ""
    assert set(json.loads(answer.err)["error"]) >= {"code", "message", "hint"}
    plain = vanthu(*words)
    assert plain.exit_code == exit_code
    assert "Traceback" not in plain.err


def test_outside_an_office_one_is_told_so(vanthu: Vanthu, tmp_path: Path) -> None:
    answer = vanthu("-C", str(tmp_path), "status")
    assert answer.exit_code == 4
    assert "vanthu init" in answer.err


def test_one_broken_file_costs_that_file_and_is_named(vanthu: Vanthu) -> None:
    path = vanthu.root / "regulations/bo-chinh-tri/quy-dinh/2025/366-qd-tw/work.md"
    path.write_text(path.read_text(encoding="utf-8").replace("type: quy_dinh", "typ: quy_dinh"),
                    encoding="utf-8")  # fmt: skip
    refused = vanthu("record")
    assert refused.exit_code == 5
    assert re.search(r"366-qd-tw/work\.md:\d+: ", refused.err)
    assert "366-qd-tw" in vanthu("status").out
    assert vanthu("reg", "show", "366-QĐ/TW").exit_code == 0


def test_hand_edits_count_once_they_are_recorded(vanthu: Vanthu) -> None:
    path = vanthu.root / "regulations/bo-chinh-tri/quy-dinh/2025/366-qd-tw/work.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nGhi chú mới.\n", encoding="utf-8")
    assert "Ghi chú mới" not in vanthu("reg", "show", "366-QĐ/TW").out
    assert vanthu("record").exit_code == 0
    assert "Ghi chú mới" in vanthu("reg", "show", "366-QĐ/TW").out


def test_an_instrument_that_others_name_is_not_taken_away(vanthu: Vanthu) -> None:
    folder = vanthu.root / "regulations/tinh-uy-a/quy-dinh/2024/15-qd-tu"
    (folder / "work.md").unlink()
    before = vanthu("log", "--json").items
    refused = vanthu("record")
    assert refused.exit_code == 5
    told = "It names tinh-uy-a/quy-dinh/2024/15-qd-tu, whose record is taken away."
    for other in ("quy-dinh/2026/42-qd-tu/work.md", "quyet-dinh/2025/31-qd-tu/mods.yaml"):
        assert f"regulations/tinh-uy-a/{other}: {told}" in refused.err
    beside = "text@2024-03-12.md: It belongs to no instrument"
    assert f"regulations/tinh-uy-a/quy-dinh/2024/15-qd-tu/{beside}" in refused.err
    assert vanthu("record", "--dry-run").exit_code == 5
    assert vanthu("log", "--json").items == before


def test_an_instrument_that_nobody_names_may_be_taken_away(vanthu: Vanthu) -> None:
    vanthu("reg", "add", "--type", "quy_dinh", "--issuer", "BCT", "--title", "Thử")
    (path,) = (vanthu.root / "regulations/bo-chinh-tri/quy-dinh/undated").glob("*/work.md")
    path.unlink()
    assert vanthu("record").exit_code == 0
    assert vanthu("reg", "show", "Thử").exit_code == 4


def test_what_is_no_file_of_an_office_is_never_recorded(vanthu: Vanthu) -> None:
    (vanthu.root / "nguoi-mau.yaml").write_text("ho_ten: Nguyễn Văn Mẫu", encoding="utf-8")
    refused = vanthu("record")
    assert refused.exit_code == 1
    assert "nguoi-mau.yaml" in refused.err
    assert "nguoi-mau.yaml" in vanthu("status").out


def test_the_shipped_office_has_no_fault(vanthu: Vanthu) -> None:
    answer = vanthu("doctor", "--json", "--as-of", "2026-06-05")
    assert (answer.exit_code, answer.items) == (0, [])


def _verbs(command: click.Command, words: tuple[str, ...]) -> list[tuple[str, ...]]:
    if not isinstance(command, click.Group):
        return [words]
    context = click.Context(command)
    inner = ((name, command.get_command(context, name)) for name in command.list_commands(context))
    return [path for name, verb in inner if verb for path in _verbs(verb, (*words, name))]


def test_every_command_has_help_and_stands_in_the_docs() -> None:
    text = "\n".join(path.read_text(encoding="utf-8")
                     for path in (DOCS / "README.md", *(DOCS / "docs").glob("*.md")))  # fmt: skip
    for words in _verbs(cli, ()):
        assert f"vanthu {' '.join(words)}" in text, words


def test_the_table_of_nouns_says_what_the_commands_say() -> None:
    context = click.Context(cli)
    for name, (_module, line) in NOUNS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert command.help
        said = short_help(command.help)
        assert said == line or said.startswith(line.rstrip(".")), name
