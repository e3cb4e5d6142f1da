"""The word ``demo``: the sample office, and the main jobs run on it as a drafter types them."""

from __future__ import annotations

import contextlib
import io
import shlex
from datetime import date
from pathlib import Path

import click

from cli.init import make_office
from cli.main import run
from cli.request import Request
from cli.shipped import example_form, sample_office
from cli.speech import _, spoken
from cli.verbs import Verb
from regulations.errors import VanthuError
from regulations.machine import write_atomic
from regulations.sentences import say
from regulations.settings import PATH

DAY = date(2026, 6, 5)
FORM = "2-HSĐV"
FORMS = {
    "phieu-dang-vien": FORM,
    "ly-lich-nguoi-xin-vao-dang": "2-KNĐ",
    "ban-kiem-diem": "2A-HD KĐ.ĐG 2025",
    "quyet-dinh-ket-nap": "9-KNĐ",
}
SEARCH = "ket-qua-tra-cuu.txt"
BASES = ("--for", "366-QĐ/TW 2025", "--basis", "43-HD/BTCTW 2025")
REPORT = ("report", "progress", "--programme", "ctr-tu-a")


class DemoFailedError(VanthuError):
    """A step of the demo did not do what it is to show."""

    code = "demo_failed"

    def __init__(self, command: str, exit_code: int) -> None:
        super().__init__(
            say("The step {command} ended with {exit_code}.", command=command, exit_code=exit_code),
            hint=say("Remove the folder of the demo and start again."),
        )


@click.command(cls=Verb)
@click.argument(
    "folder", metavar="DIR", default="demo", type=click.Path(path_type=Path, file_okay=False)
)
@click.pass_obj
def demo(request: Request, folder: Path) -> None:
    """Make the sample office in DIR and run the main jobs on it, as of 5 June 2026."""
    if not (folder / PATH).is_file():
        make_office(folder.resolve(), sample_office())
    out = folder / "out"
    out.mkdir(exist_ok=True)
    for name, code in FORMS.items():
        write_atomic((out / f"{name}.yaml").resolve(), example_form(code))
    found = _step(folder, "search", "kiểm điểm 366")
    write_atomic((out / SEARCH).resolve(), found.encode())
    for words in (
        ("reg", "show", "124-QĐ/TW 2023"),
        ("task", "list", "--programme", "xiv-action", "--due-within", "30"),
        ("due", "tháng 4 năm 2027"),
        *(("form", "fill", code, str(out / f"{name}.yaml"), "--out", str(out / f"{name}.docx"))
          for name, code in FORMS.items()),
        ("draft", "guideline", "--for", "366-QĐ/TW 2025", "--out", str(out / "huong-dan.docx")),
        ("draft", "letter", *BASES, "--to", "Đảng uỷ xã B", "--to", "Đảng uỷ xã C",
         "--out", str(out / "cong-van.docx")),
        ("draft", "submission", *BASES, "--to", "Ban Thường vụ Tỉnh uỷ A",
         "--subject", "về ban hành hướng dẫn kiểm điểm, đánh giá, xếp loại chất lượng",
         "--out", str(out / "to-trinh.docx")),
        (*REPORT, "--out", str(out / "bao-cao-tien-do.docx")),
        (*REPORT, "--brief", "--out", str(out / "bao-cao-nhanh.docx")),
    ):  # fmt: skip
        _step(folder, *words)
    click.echo(_("The papers are in {path}").format(path=out))


def _step(folder: Path, *words: str) -> str:
    """Run one command as typed, show it with its output, and return the output."""
    typed = shlex.join(("vanthu", *words, "--as-of", DAY.isoformat()))
    click.echo(f"$ {typed}")
    page = io.StringIO()
    with contextlib.redirect_stdout(page):
        exit_code = run(["-C", str(folder), "--lang", spoken(), "--as-of", DAY.isoformat(), *words])
    click.echo(page.getvalue())
    if exit_code:
        raise DemoFailedError(typed, exit_code)
    return page.getvalue()
