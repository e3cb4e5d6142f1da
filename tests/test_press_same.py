"""One input, one paper: on another day, in another process, folder or thread; and its limits."""

import io
import os
import subprocess
import sys
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.image.image import Image
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Drawn

from templates.press import archive, binding
from templates.press.archive import block_of, closed, static_entry
from templates.press.faults import UnsafeTemplateError
from templates.press.package import RefusedTemplateError
from templates.press.photo import _jfif_size, _scaled
from templates.press.picture import Picture
from templates.press.press import Press, press_of
from tests.plain_paper import paper
from tests.press_parts import parts
from tests.test_press import png

PRINT = """
import sys
from templates.press.photo import _jfif_size, _scaled
from templates.press.picture import Picture
from templates.press.press import Press
template = sys.stdin.buffer.read()
photo = Picture(bytes.fromhex(sys.argv[1]), 30, 40)
values = {"ten": "A & B", "anh": photo, "l": ["b", "a"], "d": {"y": 1, "x": 2}}
press = Press(template)
stamped = press.render(values, properties={"b": "1", "a": "2"})
sys.stdout.buffer.write(press.render(values) + stamped)
"""
TEMPLATE = paper(
    "{{ ten }} {{ anh }} {{ l|sort|join }} {{ d }}", header="{{ ten }}", title="{{ ten }}"
)


def test_the_bytes_are_the_same_in_another_process_and_folder(tmp_path: Path) -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINT, png(3, 4).hex()],
            input=TEMPLATE,
            capture_output=True,
            check=True,
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd()), "TZ": zone},
        ).stdout
        for seed, folder, zone in (("1", tmp_path, "UTC"), ("2", Path.cwd(), "Asia/Ho_Chi_Minh"))
    }
    assert len(printed) == 1


def test_a_template_without_properties_gets_no_clock_and_no_name() -> None:
    inside = parts(paper("x"))
    del inside["docProps/core.xml"]
    relations = inside["_rels/.rels"]
    start = relations.rindex(b"<Relationship ", 0, relations.index(b"core.xml"))
    end = relations.index(b"/>", start) + 2
    inside["_rels/.rels"] = relations[:start] + relations[end:]
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in inside.items():
            archive.writestr(name, content)
    core = parts(Press(sink.getvalue()).render({}))["docProps/core.xml"]
    assert not any(word in core for word in (b"modified", b"created", b"python-docx"))


def test_a_stamped_paper_carries_its_own_properties_and_no_others() -> None:
    inside = parts(Press(TEMPLATE).render({"ten": "x", "anh": "", "l": [], "d": {}}, properties={}))
    assert [name for name in inside if name.startswith("docProps/")] == ["docProps/core.xml"]


def test_threads_that_share_a_press_print_their_own_papers() -> None:
    press = press_of(paper("{{ ten }}{% for x in l %}{{ x }}{% endfor %}"))
    values = [{"ten": str(n), "l": [str(n)] * 50} for n in range(200)]
    alone = [press.render(one) for one in values]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(press.render, values)) == alone


def test_a_template_is_compiled_once_for_each_content() -> None:
    content = paper("{{ a }}")
    assert press_of(content) is press_of(bytes(bytearray(content)))


def test_a_press_says_how_each_part_is_printed_and_why() -> None:
    document: Any = docx.Document()
    table = document.add_table(rows=1, cols=3)
    for cell, words in zip(
        table.rows[0].cells, ("{%tc for x in l %}", "{{ x }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = "{{ a }}"
    document.sections[0].footer.paragraphs[0].text = "chân"
    sink = io.BytesIO()
    document.save(sink)
    explained = "\n".join(Press(sink.getvalue()).explain())
    assert "the body: read again after printing" in explained
    assert "header 1: printed as bytes" in explained
    assert "footer 1: no tags" in explained


def test_a_paper_that_grows_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binding, "MAX_OUTPUT", 100_000)
    press = Press(paper("{% for a in range(100) %}{% for b in l %}{{ b }}{% endfor %}{% endfor %}"))
    assert press.render({"l": ["x"]})
    with pytest.raises(UnsafeTemplateError, match="print more than"):
        press.render({"l": ["x" * 1_000] * 10})


def test_a_list_of_many_thousand_rows_prints_whole() -> None:
    press = Press(paper("{% for a in l %}{{ a }},{% endfor %}"))
    printed = parts(press.render({"l": [str(n) for n in range(20_000)]}))["word/document.xml"]
    assert b">0,1,2," in printed and b",19998,19999," in printed


def test_a_bomb_is_refused_also_by_a_press_like_docxtpl() -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    with pytest.raises(RefusedTemplateError, match="too large"):
        Press(sink.getvalue(), like_docxtpl=True)


@pytest.mark.parametrize("density", [(72, 72), (300, 200), (1, 1)])
@pytest.mark.parametrize("unit", [0, 1, 2, 7])
def test_a_plain_jpeg_is_measured_as_python_docx_measures_it(
    unit: int, density: tuple[int, int]
) -> None:
    sink = io.BytesIO()
    Drawn.new("RGB", (31, 17)).save(sink, "JPEG", dpi=density, progressive=unit == 7)
    content = bytearray(sink.getvalue())
    content[13] = unit
    size, theirs = _jfif_size(bytes(content)), Image.from_blob(bytes(content))
    assert size is not None
    for width, height in ((None, None), (914_400, None), (None, 5), (3, 4)):
        assert _scaled(size, width, height) == theirs.scaled_dimensions(width, height)


def test_two_photos_of_one_content_are_one_part() -> None:
    press = Press(paper("{{ a }}{{ b }}{{ c }}"))
    photo = Picture(png(3, 3), 10, 10)
    inside = parts(press.render({"a": photo, "b": photo, "c": Picture(png(4, 4), 10, 10)}))
    assert sorted(name for name in inside if "media" in name) == [
        "word/media/image1.png", "word/media/image2.png",
    ]  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.text(min_size=1), st.binary(max_size=5_000)), unique_by=lambda p: p[0])
)
def test_every_zip_unpacks_to_what_was_packed(files: list[tuple[str, bytes]]) -> None:
    files = [(name, content) for name, content in files if _fit(name)]
    third = len(files) // 3
    block = block_of(static_entry(name, content) for name, content in files[:third])
    fresh = [(name.encode(), content, None) for name, content in files[third : 2 * third]]
    media = [(name.encode(), content, content) for name, content in files[2 * third :]]
    assert parts(closed(block, [*fresh, *media])) == dict(files)


def _fit(name: str) -> bool:
    return "\x00" not in name and not any("\ud800" <= sign <= "\udfff" for sign in name)


def test_without_the_fast_compressor_the_parts_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = {"ten": "x", "anh": "", "l": [], "d": {}}
    fast = Press(TEMPLATE).render(values)
    monkeypatch.setattr(archive, "compress", zlib.compress)
    monkeypatch.setattr(archive, "FAST", 1)
    monkeypatch.setattr(archive, "RAW", -zlib.MAX_WBITS)
    monkeypatch.setattr(archive, "checksum", zlib.crc32)
    assert parts(Press(TEMPLATE).render(values)) == parts(fast)
