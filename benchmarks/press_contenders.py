"""Those who print in the benchmark, each as its manual says."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docx.shared import Emu
from docxtpl import DocxTemplate, InlineImage
from press_form import PHOTO_MM
from press_limit import Limit
from press_peer_forms import curly_template, curly_values, merge_template, merge_values

from templates.press.picture import Picture
from templates.press.press import Press
from tests.press_equality import differences

Values = Mapping[str, Any]
People = list[dict[str, Any]]
Contender = Callable[[int], object]  # the number of a paper -> what it prints
_EMU_PER_MM = 36_000
_DOCXTEMPLATER = Path(__file__).with_name("docxtemplater.js")
_COMPARED = 20  # papers held against docxtpl's before anything is measured


def pair(press: Press, template: bytes, ours: People, theirs: People) -> dict[str, Contender]:
    """Return docxtpl and our press, once their papers are seen to be the same."""
    for number in range(min(_COMPARED, len(ours))):
        expected = by_docxtpl(template, theirs[number], io.BytesIO()).getvalue()
        if found := differences(press.render(ours[number]), expected, properties=False):
            sys.exit("not the same paper as docxtpl's:\n" + "\n".join(found))
    return {
        "docxtpl": lambda n: by_docxtpl(template, theirs[n], io.BytesIO()),
        "press": lambda n: press.render(ours[n]),
    }


def limits(press: Press, ours: People) -> dict[str, Contender]:
    """Return the limit twice: still parts deflated once, as the press has them; and every time."""
    papers = [press.render(values) for values in ours]
    least, most = Limit(papers), Limit(papers, all_parts=True)
    readies = [least.ready(paper) for paper in papers], [most.ready(paper) for paper in papers]
    return {
        "limit": lambda n: least.zip(readies[0][n]),
        "limit, all parts": lambda n: most.zip(readies[1][n]),
    }


def by_docxtpl(template: bytes, values: Values, sink: Any) -> Any:
    """Print as docxtpl's manual says, with the one setting that loses no text."""
    document = DocxTemplate(io.BytesIO(template))
    document.render({name: _bound(document, value) for name, value in values.items()},
                    autoescape=True)  # fmt: skip
    document.save(sink)
    return sink


def _bound(document: DocxTemplate, value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    width, height = (Emu(round(side * _EMU_PER_MM)) for side in PHOTO_MM)
    return InlineImage(document, io.BytesIO(value), width, height)


def with_picture(values: Values) -> dict[str, Any]:
    """Return *values* with the photo as our press takes it."""
    return {
        name: Picture(value, *PHOTO_MM) if isinstance(value, bytes) else value
        for name, value in values.items()
    }


def mailmerge(people: People) -> dict[str, Contender]:
    """Return docx-mailmerge2 where it is installed; it knows neither conditions nor photos."""
    try:
        from mailmerge import MailMerge
    except ImportError:
        return {}
    template, merged = merge_template(), [merge_values(values) for values in people]

    def print_one(number: int) -> io.BytesIO:
        sink = io.BytesIO()
        with MailMerge(io.BytesIO(template)) as document:
            document.merge(**merged[number])
            document.write(sink)
        return sink

    return {"docx-mailmerge2": print_one}


def docxtemplater(people: People) -> dict[str, float]:
    """Return what docxtemplater takes, in node, where both are installed (NODE_PATH names where).

    It runs apart, not in turns: another program can't be asked for one paper at a time.
    """
    if not shutil.which("node"):
        return {}
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "form.docx").write_bytes(curly_template())
        values = json.dumps([curly_values(one) for one in people])
        (room / "people.json").write_text(values, encoding="utf-8")
        files = [str(room / name) for name in ("form.docx", "people.json", "paper.docx")]
        done = subprocess.run(["node", str(_DOCXTEMPLATER), *files], capture_output=True, text=True,
                              check=False)  # fmt: skip
        return {"docxtemplater": float(done.stdout)} if done.returncode == 0 else {}
