"""More small programs for docxtpl: those that bring objects, pictures, links and other files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm
from docxtpl import InlineImage, RichText, RichTextParagraph

from tests.docxtpl_scripts import Opener, made, printed, saved, table
from tests.press_sketch import photo


def rich_text_with_links(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("Trước {{r rich }} sau", "{{r rich }}", "{%r if x %}{{r rich }}{%r endif %}")
    document.styles.add_style("own", 2)
    template = start(io.BytesIO(saved(document)))
    rich = RichText("đậm & <lớn>", bold=True, size=40)
    rich.add("\tmàu\nmới\ađoạn\ftrang", color="#ff00ff", style="own", font="eastAsia:SimSun")
    rich.add("liên kết", url_id=template.build_url_id("https://example.org/?a=1&b=2"))
    rich.add(RichText(12, superscript=True, strike=True, underline="wave"))
    rich.add("ngược", rtl=True, bold=True, italic=True, lang="ar-SA", highlight="#ffff00")
    template.render({"rich": rich, "x": True})
    yield saved(template)


def rich_paragraphs(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{p body }}", "Sau", "{%p for one in many %}", "{{p one }}", "{%p endfor %}")
    body = RichTextParagraph()
    body.add("Đề mục", parastyle="Heading 1")
    body.add(RichText("đậm", bold=True), parastyle="List Bullet")
    body.add("thường & <nhọn>")
    yield printed(start, document, {"body": body, "many": [RichTextParagraph("x"), body]})


def pictures(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{ one }} và {{ two }}", "{%p for each in more %}", "{{ each }}",
                    "{%p endfor %}")  # fmt: skip
    document.add_picture(io.BytesIO(photo("gold", "PNG")), width=Mm(10))
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "{{ one }}", "{{ two }}"
    template = start(io.BytesIO(saved(document)))

    def picture(colour: str, kind: str, **size: Any) -> InlineImage:
        return InlineImage(template, io.BytesIO(photo(colour, kind)), **size)

    more = [picture("gold", "PNG"), picture("teal", "GIF", height=Mm(8)),
            picture("navy", "BMP", width=Mm(3), height=Mm(9)), picture("teal", "TIFF")]  # fmt: skip
    template.render({
        "one": picture("navy", "JPEG", width=Mm(20), anchor="https://example.org/"),
        "two": picture("navy", "JPEG"), "more": more,
    })  # fmt: skip
    yield saved(template)


def one_template_many_times(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{ a }}", "{{ pic }}")
    template = start(io.BytesIO(saved(document)))
    for number, colour in enumerate(("navy", "teal", "navy")):
        picture = InlineImage(template, io.BytesIO(photo(colour)))
        template.render({"a": number, "pic": picture})
        yield saved(template)


def pictures_swapped(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{ a }}")
    document.add_picture(io.BytesIO(photo("gold", "PNG")))
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(photo("teal")))
    document.element.xpath("//pic:cNvPr")[0].set("descr", "ảnh")
    template = start(io.BytesIO(saved(document)))
    template.replace_pic("ảnh", io.BytesIO(photo("navy", "PNG")))
    template.replace_media(io.BytesIO(photo("teal")), io.BytesIO(photo("maroon")))
    template.render({"a": "x"})
    yield saved(template)
    template.reset_replacements()
    template.render({"a": "y"})
    yield saved(template)
    missing = start(io.BytesIO(saved(document)))
    missing.replace_pic("không có", io.BytesIO(photo("navy", "PNG")))
    missing.render({"a": "x"})
    try:
        saved(missing)
    except ValueError as error:
        yield str(error).encode()


def embedded_files_swapped(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("{{ a }}")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    for number in (1, 2):
        name = PackURI(f"/word/embeddings/bang{number}.xlsx")
        part = Part(name, kind, b"old %d" % number, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.PACKAGE)
    old, new = folder / "old.xlsx", folder / "new.xlsx"
    old.write_bytes(b"old 1")
    new.write_bytes(b"new")
    template = start(io.BytesIO(saved(document)))
    template.replace_embedded(old, new)
    template.replace_zipname("word/embeddings/bang2.xlsx", new)
    template.render({"a": "x"})
    yield saved(template)


def papers_in_a_paper(start: Opener, folder: Path) -> Iterator[bytes]:
    document = made("Đầu", "{{p own }}", "{{p file }}", "cuối {{ a }}")
    inner = made("Văn bản con {{ không điền }}")
    inner.add_paragraph("mục", style="List Number")
    inner.add_picture(io.BytesIO(photo("maroon", "PNG")))
    table(inner, [["a", "b"]])
    path = folder / "inner.docx"
    inner.save(str(path))
    template = start(io.BytesIO(saved(document)))
    own = template.new_subdoc()
    own.add_paragraph("Viết thêm", style="Heading 1").add_run(" đậm").bold = True
    own.add_picture(io.BytesIO(photo("teal")), width=Mm(5))
    own.add_table(rows=1, cols=2).rows[0].cells[0].text = "ô"
    template.render({"own": own, "file": template.new_subdoc(str(path)), "a": "x"})
    yield saved(template)


def the_document_touched_by_hand(start: Opener, folder: Path) -> Iterator[bytes]:
    template = start(io.BytesIO(saved(made("{{ a }}"))))
    template.get_docx().add_paragraph("thêm trước {{ a }}")
    template.render({"a": "x"})
    template.docx.core_properties.title = "Tên"
    yield saved(template)
    other = start(io.BytesIO(saved(made("{{ a }}"))))
    other.render({"a": "x"})
    other.docx.add_paragraph("thêm sau {{ a }}")
    yield saved(other)


def nothing_rendered(start: Opener, folder: Path) -> Iterator[bytes]:
    template = start(io.BytesIO(saved(made("{{ a }} {% if b %}{{ c.d }}{% endif %}"))))
    yield " ".join(sorted(template.get_undeclared_template_variables())).encode()
    yield " ".join(sorted(template.get_undeclared_template_variables(context={"a": 1}))).encode()
    yield saved(template)


def from_a_file_to_a_file(start: Opener, folder: Path) -> Iterator[bytes]:
    template, paper = folder / "mẫu.docx", folder / "giấy.docx"
    made("{{ a }}").save(str(template))
    for source, target in ((str(template), str(paper)), (template, paper)):
        opened = start(source)
        opened.render({"a": "x"})
        opened.save(target)
        yield paper.read_bytes()
