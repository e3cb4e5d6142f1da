"""One paper for each row: what prints, what a bad row costs, and what a kill leaves."""

import csv
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import unicodedata
import zipfile
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.errors import InvalidDataError, VanthuError
from regulations.libreoffice import libre_office
from templates.bulk.each import Each, Pool, serial
from templates.bulk.journal import OtherOrderError
from templates.bulk.names import paper_name
from templates.bulk.out import TakenError
from templates.bulk.pdf import make_pdfs
from templates.bulk.run import Tally, carry_out
from templates.bulk.shard import Shard, join
from templates.marking import MarkedFileError
from templates.readback import read_text
from tests.bulk_orders import (
    COLUMNS,
    FORM,
    flat,
    order,
    paper,
    papers_in,
    people,
    person,
    printed_in,
    write_csv,
)
from tests.front_door import Vanthu

DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789"),
}
NAUGHTY = ["CON", "nul", "..", "../../x", "a/b\\c", "C:\\x", "Mẫu", "MẪU"]
NAUGHTY += [unicodedata.normalize("NFD", word) for word in NAUGHTY]
SECRET = "Nguyễn Thị Bí Mật"


def errors_in(folder: Path) -> list[list[str]]:
    with (folder / "errors.csv").open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == ["row", "field", "reason"]
    return lines


@pytest.fixture
def office(vanthu: Vanthu) -> Vanthu:
    """The sample office with a small form of its own."""
    folder = vanthu.root / "templates" / "1-thu"
    folder.mkdir(parents=True)
    (folder / "form.yaml").write_text(FORM, encoding="utf-8")
    (folder / "form.docx").write_bytes(paper())
    assert vanthu("record").exit_code == 0
    return vanthu


def test_a_thousand_rows_with_ten_bad_ones_give_990_papers(office: Vanthu, tmp_path: Path) -> None:
    rows = people(1000)
    rows[3]["ho_ten"] = rows[4]["ho_ten"] = "Trần Thị Trùng"
    rows[5]["ho_ten"], rows[6]["ho_ten"] = "../../x", "CON"
    for bad in range(99, 1000, 100):
        rows[bad] |= {"ho_ten": SECRET, "ngay_sinh": "31/02/1980"}
    data = write_csv(tmp_path / "data.csv", rows)
    before = sorted(path for path in tmp_path.rglob("*") if "cache" not in path.parts)
    out = tmp_path / "out"
    answer = office("form", "bulk", "1-thử", str(data), "--out", str(out), "--key", "ho_ten",
                    "--jobs", "2", "--json")  # fmt: skip
    assert answer.exit_code == 3, answer.err
    item = {"form": "1-THỬ", "path": str(out), "papers": 990, "kept": 0, "pdfs": None, "bad": 10}
    assert answer.items == [item | {"errors": str(out / "errors.csv")}]
    names = [path.name for path in out.glob("*.docx")]
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in names}) == 990
    assert {"tran-thi-trung-000004.docx", "tran-thi-trung-000005.docx", "x-000006.docx",
            "con-000007.docx"} <= set(names)  # fmt: skip
    assert [line[:2] for line in errors_in(out)] == [
        [str(row), "ngay_sinh"] for row in range(100, 1001, 100)
    ]
    assert SECRET not in (out / "errors.csv").read_text(encoding="utf-8")
    assert "31/02" not in (out / "errors.csv").read_text(encoding="utf-8")
    after = [path for path in tmp_path.rglob("*") if "cache" not in path.parts]
    assert sorted(path for path in after if out not in (path, *path.parents)) == before
    modes = {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir() if path.is_file()}
    assert modes == {0o600} or os.name == "nt"
    assert stat.S_IMODE(out.stat().st_mode) == 0o700 or os.name == "nt"
    text = read_text((out / "nguyen-van-mau-8-000008.docx").read_bytes())
    assert "Nguyễn Văn Mẫu 8 sinh 09/06/1980" in text
    assert "03/02/2010 tại Chi bộ A & B <1>" in text
    assert "Cha: Mẫu Cha 8" in text


@given(st.lists(st.text(max_size=80) | st.sampled_from(NAUGHTY), max_size=30))
def test_names_from_data_are_safe_and_never_meet(words: list[str]) -> None:
    names = [paper_name(word, row) for row, word in enumerate(words, start=1)]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(words)
    for name in names:
        assert name.isascii()
        assert len(name) <= 80
        assert Path(name).name == name
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert name.split(".")[0] not in DEVICES
        assert ".." not in name


def test_processes_print_the_same_bytes_as_one(tmp_path: Path) -> None:
    rows = people(230)
    rows[120]["ngay_sinh"] = "hôm qua"
    source = write_csv(tmp_path / "data.csv", rows)
    found = []
    for name, each in (("one", serial), ("two", Pool(2))):
        assert carry_out(order(source, tmp_path / name), each).papers == 229
        found.append(papers_in(tmp_path / name))
    assert found[0] == found[1]


def test_shards_and_one_zip_hold_the_same_papers_as_files(tmp_path: Path) -> None:
    rows = people(25)
    rows[20]["ho_ten"] = ""
    source = write_csv(tmp_path / "data.csv", rows)
    for target, shard in (("files", None), ("shards", 10), ("whole/papers.zip", None)):
        tally = carry_out(order(source, tmp_path / target, shard=shard), serial)
        assert tally == Tally(24, 0, 1, 1.0)
    assert sorted(papers_in(tmp_path / "shards")) == [
        "1-thu-00001.zip", "1-thu-00002.zip", "1-thu-00003.zip", "errors.csv",
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "whole").iterdir()) == [
        "papers.errors.csv", "papers.zip",
    ]  # fmt: skip
    files = printed_in(tmp_path / "files")
    assert (len(files), printed_in(tmp_path / "shards"), printed_in(tmp_path / "whole")) == (
        24, files, files,
    )  # fmt: skip


def test_every_kind_of_table_gives_the_same_papers(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq
    import xlsxwriter

    rows = people(5)
    write_csv(tmp_path / "data.csv", rows)
    semicolons = [";".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in line)
                  for line in [list(COLUMNS), *flat(rows)]]  # fmt: skip
    (tmp_path / "excel.csv").write_text("\r\n".join(semicolons), encoding="utf-16")
    (tmp_path / "data.jsonl").write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
    )
    with xlsxwriter.Workbook(tmp_path / "data.xlsx") as book:
        sheet = book.add_worksheet()
        for at, line in enumerate([list(COLUMNS), *flat(rows)]):
            sheet.write_row(at, 0, line)
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "data.parquet")
    found = {}
    for name in ("data.csv", "excel.csv", "data.jsonl", "data.xlsx", "data.parquet"):
        out = tmp_path / f"{name}.out"
        assert carry_out(order(tmp_path / name, out), serial).papers == 5, name
        found[name] = papers_in(out)
    assert all(papers == found["data.csv"] for papers in found.values())


def test_a_sheet_keeps_days_months_and_numbers_as_they_are_seen(tmp_path: Path) -> None:
    from datetime import date

    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "data.xlsx") as book:
        sheet = book.add_worksheet()
        day, month = (book.add_format({"num_format": code}) for code in ("dd/mm/yyyy", "mmm-yy"))
        sheet.write_row(2, 1, ["ho_ten", "ngay_sinh", "vao_dang_ngay", "vao_dang_chi_bo"])
        for row in (3, 4, 5):
            sheet.write_row(row, 1, ["Mẫu", "", "", 12])
            sheet.write_datetime(row, 3, date(2010, 2, 3), day)
        sheet.write_datetime(3, 2, date(1980, 4, 1), month)
        sheet.write_datetime(4, 2, date(1980, 4, 1), day)
        sheet.write_formula(5, 2, "=1/0", None, "#DIV/0!")
    assert carry_out(order(tmp_path / "data.xlsx", tmp_path / "out"), serial).bad == 1
    texts = [read_text(one) for one in printed_in(tmp_path / "out").values()]
    assert "Mẫu sinh 4/1980" in texts[0]
    assert "Mẫu sinh 01/04/1980" in texts[1]
    assert "03/02/2010 tại 12\n" in texts[0]
    assert errors_in(tmp_path / "out") == [["3", "", "A formula of the row shows an error."]]


def test_rows_that_cannot_be_read_cost_only_themselves(tmp_path: Path) -> None:
    lines = [json.dumps(person(1)), '{"ho_ten": ', "[1]",
             json.dumps(person(4) | {"ho_ten": "\x07"}),
             json.dumps(person(5) | {"gia_dinh": "ông bà"}), json.dumps(person(6) | {"tuoi": 4}),
             '{"ho_ten": "a", "ho_ten": "b"}', "[" * 100_000,
             json.dumps(person(9) | {"vao_dang": "Không"})]  # fmt: skip
    source = tmp_path / "data.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    assert carry_out(order(source, tmp_path / "out"), serial).papers == 1
    assert [line[:2] for line in errors_in(tmp_path / "out")] == [
        ["2", ""], ["3", ""], ["4", "ho_ten"], ["5", "gia_dinh"], ["6", ""], ["7", ""], ["8", ""],
        ["9", "vao_dang"],
    ]  # fmt: skip


def test_what_carries_a_degree_of_secrecy_gives_no_paper(tmp_path: Path) -> None:
    rows = people(6)
    rows[1]["vao_dang_chi_bo"] = "Hồ sơ TUYỆT MẬT của chi bộ"
    rows[2]["gia_dinh"] = [{"quan_he": "Cha", "ten": unicodedata.normalize("NFD", "Mật")}]
    rows[3]["vao_dang_chi_bo"] = "Chi bộ giữ bí mật nghề đan"
    rows[4]["vao_dang_chi_bo"] = "dòng một\nĐộ mật: Tối mật"
    source = write_csv(tmp_path / "data.csv", rows)
    tally = carry_out(order(source, tmp_path / "out"), serial)
    assert (tally.papers, tally.bad) == (3, 3)
    found = {row: reason for row, _field, reason in errors_in(tmp_path / "out")}
    assert [(row, mark in found[row]) for row, mark in
            (("2", "TUYỆT MẬT"), ("3", "MẬT"), ("5", "TỐI MẬT"))] == [
        ("2", True), ("3", True), ("5", True)]  # fmt: skip
    assert "của chi bộ" not in "".join(found.values())
    with pytest.raises(MarkedFileError):
        carry_out(order(source.rename(tmp_path / "MẬT.csv"), tmp_path / "more"), serial)
    assert not (tmp_path / "more").exists()


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"\xff\xfe" + "ho_ten\na".encode("utf-16-le") + b"\x00\xd8"]
)
def test_a_torn_unicode_text_of_excel_is_no_table(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data.csv").write_bytes(content)
    with pytest.raises(VanthuError) as caught:
        carry_out(order(tmp_path / "data.csv", tmp_path / "out"), serial)
    assert caught.value.exit_code == 5


def test_papers_with_personal_data_stay_out_of_the_offices_texts(
    office: Vanthu, tmp_path: Path
) -> None:
    data = write_csv(tmp_path / "data.csv", people(1))
    for out in ("regulations/papers", "templates/all.zip"):
        answer = office("form", "bulk", "1-thử", str(data), "--out", str(office.root / out))
        assert (answer.exit_code, "the texts of an office lie there" in answer.err) == (1, True)
        assert not (office.root / out).exists()


@pytest.mark.parametrize("out", [".", "papers", "papers.zip"])
def test_papers_beside_the_offices_texts_are_warned_of_once(
    office: Vanthu, tmp_path: Path, out: str
) -> None:
    data = write_csv(tmp_path / "data.csv", people(2))
    answer = office("form", "bulk", "1-thử", str(data), "--out", str(office.root / out))
    assert (answer.exit_code, answer.err.count("! Git may take up papers")) == (0, 1)
    assert str(office.root / "out") in answer.err


def test_nothing_is_written_over_what_the_office_says_of_itself(office: Vanthu) -> None:
    settings = office.root / "vanthu.yaml"
    before = settings.read_bytes()
    assert office("form", "blank", "2-HSĐV", "--out", str(settings)).exit_code == 1
    assert settings.read_bytes() == before


def test_papers_in_the_folder_out_are_not_warned_of(office: Vanthu, tmp_path: Path) -> None:
    data = write_csv(tmp_path / "data.csv", people(2))
    answer = office("form", "bulk", "1-thử", str(data), "--out", str(office.root / "out"))
    assert (answer.exit_code, "Git" in answer.err) == (0, False)


def test_a_table_that_is_not_there_is_said_in_the_users_language(
    office: Vanthu, tmp_path: Path
) -> None:
    lost = str(tmp_path / "mất.csv")
    answer = office("form", "bulk", "1-thử", lost, "--out", str(tmp_path / "o"), "--lang", "vi")
    assert (answer.exit_code, "mất.csv: không có tệp đó." in answer.err) == (4, True)


def test_a_cell_that_holds_no_rows_is_named(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "data.csv", [person(1) | {"gia_dinh": "ông bà"}])
    assert carry_out(order(source, tmp_path / "out"), serial).bad == 1
    ((_row, field, reason),) = errors_in(tmp_path / "out")
    assert (field, "The field gia_dinh should hold rows" in reason) == ("gia_dinh", True)


def test_json_in_escapes_prints_as_json_in_letters(tmp_path: Path) -> None:
    loose = [{name: unicodedata.normalize("NFD", value) if isinstance(value, str) else value
              for name, value in row.items()} for row in people(3)]  # fmt: skip
    for name, rows, escaped in (("a", people(3), False), ("b", loose, False), ("c", loose, True)):
        source = tmp_path / f"{name}.jsonl"
        lines = [json.dumps(row, ensure_ascii=escaped) for row in rows]
        source.write_text("\n".join(lines), encoding="utf-8")
        assert carry_out(order(source, tmp_path / name), serial).papers == 3
    assert papers_in(tmp_path / "a") == papers_in(tmp_path / "b") == papers_in(tmp_path / "c")


def test_a_changed_line_of_json_is_printed_anew(tmp_path: Path) -> None:
    source = tmp_path / "data.jsonl"
    for changed in (None, 2):
        rows = [person(number + 100 * (number == changed)) for number in (1, 2, 3)]
        source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        tally = carry_out(order(source, tmp_path / "out"), serial)
    assert (tally.papers, tally.kept) == (3, 2)
    assert any("Mẫu 102 sinh" in read_text(one) for one in printed_in(tmp_path / "out").values())


def test_a_table_without_the_right_columns_is_refused_at_once(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "data.csv", people(3), ["ho_ten", "ngaysinh"])
    with pytest.raises(InvalidDataError) as refused:
        carry_out(order(source, tmp_path / "out"), serial)
    assert [problem.message for problem in refused.value.problems] == [
        "ngaysinh is no field of the form.", "The column ngay_sinh is missing.",
    ]  # fmt: skip
    assert not (tmp_path / "out").exists()


def test_mended_rows_are_printed_and_the_others_left_alone(tmp_path: Path) -> None:
    rows = people(250)
    rows[10]["ngay_sinh"] = "32/01/1980"
    source = write_csv(tmp_path / "data.csv", rows)
    asked = order(source, tmp_path / "out", key="ho_ten")
    carry_out(asked, serial)
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.docx")}
    rows[10]["ngay_sinh"] = "31/01/1980"
    rows[20]["ho_ten"] = "Lê Văn Mới"
    write_csv(source, rows[:-1])
    assert carry_out(asked, serial) == Tally(249, 247, 0, 1.0)
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.docx")}
    assert {path.name for path in after.keys() - stamps.keys()} == {
        "nguyen-van-mau-11-000011.docx", "le-van-moi-000021.docx",
    }  # fmt: skip
    assert {path.name for path in stamps.keys() - after.keys()} == {
        "nguyen-van-mau-21-000021.docx", "nguyen-van-mau-250-000250.docx",
    }  # fmt: skip
    assert all(stamps[path] == after[path] for path in stamps.keys() & after.keys())
    assert not (tmp_path / "out" / "errors.csv").exists()


def test_an_empty_table_takes_no_paper_away(tmp_path: Path) -> None:
    source, out = write_csv(tmp_path / "data.csv", people(3)), tmp_path / "out"
    assert carry_out(order(source, out), serial).papers == 3
    write_csv(source, [])
    with pytest.raises(InvalidDataError):
        carry_out(order(source, out), serial)
    assert len(list(out.glob("*.docx"))) == 3


def test_a_torn_or_lost_paper_is_printed_again(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "data.csv", people(12))
    for shard in (None, 5):
        out = tmp_path / f"out-{shard}"
        asked = order(source, out, shard=shard)
        carry_out(asked, serial)
        whole = papers_in(out)
        first, second, *_ = (out / name for name in sorted(whole))
        first.write_bytes(first.read_bytes()[:-40])
        second.unlink()
        assert carry_out(asked, serial).kept == (10 if shard is None else 2)
        assert papers_in(out) == whole


def test_a_folder_of_other_papers_is_not_touched(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "data.csv", people(3))
    carry_out(order(source, tmp_path / "out"), serial)
    other = write_csv(tmp_path / "other.csv", people(3))
    with pytest.raises(OtherOrderError):
        carry_out(order(other, tmp_path / "out"), serial)
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "thu-000001.docx").write_bytes(b"mine")
    with pytest.raises(TakenError):
        carry_out(order(source, tmp_path / "plain"), serial)


KILLED = """
import sys
from pathlib import Path
from templates.bulk.each import Pool, serial
from regulations.libreoffice import libre_office
from templates.bulk.pdf import make_pdfs
from templates.bulk.run import carry_out
from tests.bulk_orders import order

if __name__ == "__main__":
    source, target, shard, jobs = sys.argv[1:]
    asked = order(Path(source), Path(target), shard=int(shard) or None)
    carry_out(asked, Pool(int(jobs)) if int(jobs) > 1 else serial,
              tell=lambda tally: print(tally.papers, flush=True))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
@pytest.mark.parametrize(
    ("target", "shard", "jobs"), [("out", 0, 2), ("out", 40, 1), ("out/p.zip", 0, 1)]
)
def test_a_killed_run_goes_on_and_every_paper_is_whole_and_there_once(
    tmp_path: Path, target: str, shard: int, jobs: int
) -> None:
    source = write_csv(tmp_path / "data.csv", people(450))
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    words = [
        sys.executable,
        str(script),
        str(source),
        str(tmp_path / target),
        str(shard),
        str(jobs),
    ]
    room = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    for batches, pause in ((1, 0.0), (1, 0.01), (2, 0.05)):
        with subprocess.Popen(words, stdout=subprocess.PIPE, env=room) as running:
            assert running.stdout is not None
            for _ in range(batches):
                running.stdout.readline()
            time.sleep(pause)
            running.send_signal(signal.SIGKILL)
    done = subprocess.run(words, env=room, check=True, capture_output=True, timeout=120)
    assert done.stdout.split()[-1] == b"450"
    carry_out(order(source, tmp_path / "fresh"), serial)
    assert printed_in(tmp_path / "out") == printed_in(tmp_path / "fresh")
    left = [path.name for path in (tmp_path / "out").rglob(".vanthu-*")]
    assert left == []


def test_two_machines_print_what_one_would(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    from templates.bulk.cluster import Cluster

    source = write_csv(tmp_path / "data.csv", people(90))
    settings = {
        "n_workers": 2,
        "threads_per_worker": 1,
        "processes": True,
        "dashboard_address": None,
        "host": "127.0.0.1",
        "local_directory": str(tmp_path),
    }
    with distributed.LocalCluster(**settings) as cluster:
        each: Each = Cluster(cluster.scheduler_address)
        tally = carry_out(order(source, tmp_path / "many", shard=15), each)
    carry_out(order(source, tmp_path / "one", shard=15), serial)
    assert tally.papers == 90
    assert papers_in(tmp_path / "many") == papers_in(tmp_path / "one")


def test_a_zip_of_many_is_read_by_others(tmp_path: Path) -> None:
    parts = []
    for part in range(3):
        parts.append(tmp_path / f"{part}.zip")
        with parts[-1].open("wb") as file:
            shard = Shard(file)
            for entry in range(30_000):
                shard.add(f"{part}-{entry}.docx", b"x" * (entry % 3))
            shard.close()
    join(parts, tmp_path / "all.zip", tmp_path / "scratch")
    with zipfile.ZipFile(tmp_path / "all.zip") as whole:
        assert len(whole.namelist()) == 90_000  # above 65,535 the end of a zip is another
        assert whole.testzip() is None
        assert whole.read("2-29999.docx") == b"xx"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "0.zip",
        "1.zip",
        "2.zip",
        "all.zip",
    ]


def test_a_dry_run_names_the_faults_and_writes_nothing(office: Vanthu, tmp_path: Path) -> None:
    rows = people(3)
    rows[1]["ngay_sinh"] = ""
    data = write_csv(tmp_path / "data.csv", rows)
    answer = office("form", "bulk", "1-thử", str(data), "--out", str(tmp_path / "out"), "--dry-run")
    assert (answer.exit_code, (tmp_path / "out").exists()) == (3, False)
    assert "ngay_sinh" in answer.err
    assert "Rows that can be printed: 2" in answer.out


def test_a_form_secret_by_list_needs_the_offices_yes(office: Vanthu, tmp_path: Path) -> None:
    settings = office.root / "vanthu.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"secret_forms:(\n- .*)+", "secret_forms: []", text), "utf-8")
    office("record")
    data = tmp_path / "data.csv"
    data.write_text("ho_ten\n", encoding="utf-8")
    words = ("form", "bulk", "2-hsdv", str(data), "--out", str(tmp_path / "out"), "--json")
    assert json.loads(office(*words).err)["error"]["code"] == "secret_form"
    assert json.loads(office(*words, "--yes").err)["error"]["code"] == "invalid"


NEEDS_OFFICE = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


@NEEDS_OFFICE
@pytest.mark.parametrize(("target", "shard"), [("out", None), ("out", 2), ("out/p.zip", None)])
def test_every_paper_gets_a_pdf_on_demand(tmp_path: Path, target: str, shard: int | None) -> None:
    source = write_csv(tmp_path / "data.csv", people(3))
    asked = replace(order(source, tmp_path / target, shard=shard), pdf=True)
    assert carry_out(asked, Pool(2) if shard else serial).pdfs == 3
    found = printed_in(tmp_path / "out", ".pdf")
    assert sorted(found) == [f"1-thu-00000{row}.pdf" for row in (1, 2, 3)]
    assert all(content.startswith(b"%PDF-") for content in found.values())
    assert not list((tmp_path / "out").glob(".vanthu.bulk/pdf*"))


@NEEDS_OFFICE
def test_a_pdf_is_made_anew_when_its_paper_is(tmp_path: Path) -> None:
    rows = people(2)
    source = write_csv(tmp_path / "data.csv", rows)
    asked = replace(order(source, tmp_path / "out"), pdf=True)
    carry_out(asked, serial)
    before = printed_in(tmp_path / "out", ".pdf")
    rows[1]["ho_ten"] = "Trần Thị Khác"
    write_csv(source, rows)
    assert carry_out(asked, serial) == Tally(2, 1, 0, 1.0, 2)
    after = printed_in(tmp_path / "out", ".pdf")
    assert [before[name] == after[name] for name in sorted(before)] == [True, False]


@NEEDS_OFFICE
def test_libreoffice_reaches_no_network(tmp_path: Path) -> None:
    asked: list[str] = []

    class Notes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Notes)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    picture = f"http://127.0.0.1:{server.server_port}/x.png"
    (tmp_path / "page.html").write_text(f'<p>a</p><img src="{picture}">', encoding="utf-8")
    made = make_pdfs([tmp_path / "page.html"], tmp_path)
    server.shutdown()
    server.server_close()
    assert (len(made), asked) == (1, [])


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
def test_a_libreoffice_that_fails_is_given_up_and_the_papers_stand(
    office: Vanthu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "soffice"
    broken.write_text(f"#!/bin/sh\necho >> {tmp_path}/started\nexit 1\n", encoding="utf-8")
    broken.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    libre_office.cache_clear()
    data, out = write_csv(tmp_path / "data.csv", people(30)), tmp_path / "out"
    answer = office("form", "bulk", "1-thử", str(data), "--out", str(out), "--pdf", "--json")
    libre_office.cache_clear()
    assert json.loads(answer.err)["error"]["code"] == "libreoffice_fails"
    assert len(list(out.glob("*.docx"))) == 30
    assert len((tmp_path / "started").read_text("utf-8").splitlines()) == 4


def test_without_libreoffice_one_is_told_before_anything_is_printed(
    office: Vanthu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("regulations.libreoffice._PLACES", ())
    monkeypatch.setenv("PATH", str(Path(shutil.which("git") or "git").parent))
    libre_office.cache_clear()
    if shutil.which("soffice"):
        monkeypatch.setattr("regulations.libreoffice._NAMES", ())
    data = write_csv(tmp_path / "data.csv", people(1))
    out = tmp_path / "out"
    answer = office("form", "bulk", "1-thử", str(data), "--out", str(out), "--pdf", "--json")
    libre_office.cache_clear()
    assert json.loads(answer.err)["error"]["code"] == "not_installed"
    assert not out.exists()
