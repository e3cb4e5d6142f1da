"""A two-page form as Word leaves it, and the people who fill it: all of them invented.

About 60 values: a header, a photo, check boxes, paragraphs under conditions, two tables whose rows
come from lists. Every run says its whole shape, tags are cut into runs, as after real editing.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.shared import Mm
from PIL import Image, ImageDraw

from templates.press.picture import Picture

PHOTO_MM = (30.0, 40.0)
PHOTOS = 20
_MARK = "the form stands here"
_KEPT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "Header", "Table Grid")
_SHAPE = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" '
    'w:hAnsi="Times New Roman" w:cs="Times New Roman"/>{bold}<w:color w:val="000000"/>'
    '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="vi-VN"/></w:rPr>'
)
LINES = (  # label and value, one paragraph each row
    (("Họ và tên khai sinh", "ho_ten"), ("Giới tính", "gioi_tinh")),
    (("Tên gọi khác", "ten_khac"), ("Sinh ngày", "ngay_sinh")),
    (("Nơi sinh", "noi_sinh"), ("Quê quán", "que_quan")),
    (("Dân tộc", "dan_toc"), ("Tôn giáo", "ton_giao")),
    (("Nơi đăng ký thường trú", "thuong_tru"),),
    (("Nơi ở hiện nay", "noi_o"), ("Điện thoại", "dien_thoai")),
    (("Số căn cước", "can_cuoc"), ("Ngày cấp", "ngay_cap"), ("Nơi cấp", "noi_cap")),
    (("Nghề nghiệp khi được tuyển dụng", "nghe_cu"),),
    (("Ngày tuyển dụng", "ngay_tuyen"), ("Cơ quan tuyển dụng", "co_quan_tuyen")),
    (("Chức vụ hiện tại", "chuc_vu"), ("Ngày bổ nhiệm", "ngay_bo_nhiem")),
    (("Chức danh", "chuc_danh"), ("Công việc chính được giao", "cong_viec")),
    (("Ngạch", "ngach"), ("Mã ngạch", "ma_ngach"), ("Bậc", "bac")),
    (("Hệ số", "he_so"), ("Ngày hưởng", "ngay_huong"), ("Phụ cấp", "phu_cap")),
    (("Trình độ giáo dục phổ thông", "pho_thong"), ("Chuyên môn cao nhất", "chuyen_mon")),
    (("Lý luận chính trị", "ly_luan"), ("Quản lý nhà nước", "quan_ly")),
    (("Ngoại ngữ", "ngoai_ngu"), ("Tin học", "tin_hoc")),
    (("Ngày vào Đảng", "ngay_vao_dang"), ("Ngày chính thức", "ngay_chinh_thuc")),
    (("Số thẻ", "so_the"), ("Nơi cấp thẻ", "noi_cap_the"), ("Chi bộ", "chi_bo")),
    (("Ngày tham gia tổ chức chính trị - xã hội", "ngay_doan_the"),),
    (("Ngày nhập ngũ", "nhap_ngu"), ("Ngày xuất ngũ", "xuat_ngu"), ("Quân hàm", "quan_ham")),
    (("Danh hiệu được phong tặng", "danh_hieu"), ("Sở trường", "so_truong")),
    (("Khen thưởng", "khen_thuong"), ("Kỷ luật", "ky_luat")),
    (("Tình trạng sức khoẻ", "suc_khoe"), ("Chiều cao", "chieu_cao"), ("Cân nặng", "can_nang")),
    (
        ("Nhóm máu", "nhom_mau"),
        ("Số sổ bảo hiểm", "bao_hiem"),
        ("Gia đình chính sách", "chinh_sach"),
    ),
    (("Nhận xét của cơ quan", "nhan_xet"),),
)
ENDS = ("co_quan", "don_vi", "so_ho_so", "noi_ky", "ngay_ky", "nguoi_khai", "nguoi_xac_nhan")
BOXES = (("Đã lập gia đình", "ket_hon"), ("Là thương binh", "thuong_binh"),
          ("Đã qua quân đội", "quan_doi"), ("Có con nhỏ", "con_nho"))  # fmt: skip
CONDITIONS = (("quan_doi", "Phục vụ quân đội từ {} đến {}.", ("nhap_ngu", "xuat_ngu")),
               ("thuong_binh", "Hạng thương binh theo hồ sơ số {}.", ("so_ho_so",)),
               ("con_nho", "Đang nuôi con nhỏ; nơi ở: {}.", ("noi_o",)))  # fmt: skip
TABLES = (
    ("dao_tao", "Đào tạo, bồi dưỡng", ("truong", "nganh", "thoi_gian", "hinh_thuc", "van_bang")),
    ("cong_tac", "Quá trình công tác", ("tu_den", "cong_viec", "noi_lam")),
)
_WORDS = ("xã", "tỉnh", "trường", "phòng", "tổ chức", "cán bộ", "văn thư", "đảng viên", "ban",
          "công tác", "xây dựng", "số", "quản lý", "nghiệp vụ", "tổng hợp",
          "B", "C", "A & D")  # fmt: skip

Tag = Callable[[str], str]  # the name of a value -> the runs that print it


def form_template() -> bytes:
    """Return the form with docxtpl's tags."""
    return package(_jinja_body(), paragraph(run("Cơ quan: ") + _tag("co_quan")))


def table_template() -> bytes:
    """Return a report's long table: a row for each task, some with a note."""
    keys = ("ma", "ten", "chu_tri", "han", "tinh_trang")
    cells = [_tag("loop.index"), *(_tag(f"r.{key}") for key in keys)]
    noted = run("{% if r.cham %}chậm {{ r.cham }} ngày{% else %}đúng hạn{% endif %}")
    heads = row(map(run, ("TT", *keys, "ghi chú")))
    loop = [_one_cell("{%tr for r in rows %}"), row([*cells, noted]), _one_cell("{%tr endfor %}")]
    return package(table("Nhiệm vụ", [heads, *loop], len(keys) + 2), paragraph(_tag("co_quan")))


def person(number: int, photos: list[bytes]) -> dict[str, Any]:
    """Return the values of the *number*-th invented person; the same number, the same person."""
    chance = random.Random(number)
    names = [name for row in LINES for _, name in row] + list(ENDS)
    values: dict[str, Any] = {name: _words(chance, 2, 5) for name in names}
    values |= {name: chance.random() < 0.5 for _, name in BOXES}
    for (name, _, keys), (least, most) in zip(TABLES, ((2, 5), (4, 8)), strict=True):
        values[name] = [
            {key: _words(chance, 2, 5) for key in keys} for _ in range(chance.randint(least, most))
        ]
    return values | {"anh": photos[number % len(photos)]}


def table_values(number: int, rows: int) -> dict[str, Any]:
    """Return the values of the *number*-th table with so many *rows*."""
    chance = random.Random(number)
    keys = ("ma", "ten", "chu_tri", "han", "tinh_trang")
    made = [{key: _words(chance, 2, 6) for key in keys} for _ in range(rows)]
    return {"co_quan": "Ban A", "rows": [{**row, "cham": chance.randint(0, 3)} for row in made]}


def photos() -> list[bytes]:
    """Return the photos: 240 x 320 JPEGs of about 6 kB."""
    made = []
    for number in range(PHOTOS):
        chance = random.Random(number)
        image = Image.new("RGB", (240, 320), (200, 210, 220))
        draw = ImageDraw.Draw(image)
        for _ in range(60):
            x, y, size = chance.randrange(240), chance.randrange(320), chance.randrange(5, 60)
            shade = tuple(chance.randrange(256) for _ in range(3))
            draw.ellipse((x, y, x + size, y + size), fill=shade)
        sink = io.BytesIO()
        image.save(sink, "JPEG", quality=60)
        made.append(Picture(sink.getvalue(), *PHOTO_MM).bare())
    return made


def _words(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(least, most)))


def _jinja_body() -> str:
    lines = [fields(row, _tag) for row in LINES]
    boxes = [
        paragraph(run(f"{label}: {{% if {name} %}}☒{{% else %}}☐{{% endif %}}"))
        for label, name in BOXES
    ]
    told = [
        paragraph(run(f"{{%p if {name} %}}"))
        + paragraph(run(text.format(*(f"{{{{ {one} }}}}" for one in used))))
        + paragraph(run("{%p endif %}"))
        for name, text, used in CONDITIONS
    ]
    tables = [
        table(
            title,
            [
                row(map(run, keys)),
                _one_cell(f"{{%tr for r in {name} %}}"),
                row(_tag(f"r.{key}") for key in keys),
                _one_cell("{%tr endfor %}"),
            ],
            len(keys),
        )
        for name, title, keys in TABLES
    ]
    ends = [paragraph(_tag(name)) for name in ENDS]
    return "".join((paragraph(_tag("anh")), *lines, *boxes, *told, *tables, *ends))


def fields(row: Iterable[tuple[str, str]], tag: Tag) -> str:
    """Return a paragraph of labels, each with the *tag* of its value."""
    return paragraph("".join(run(f"{label}: ", bold=True) + tag(name) for label, name in row))


def _tag(name: str) -> str:
    """Return a tag as Word leaves it: its speller cuts out the names that it stumbles over."""
    if len(name) % 3:
        return run(f"{{{{ {name} }}}}  ")
    spelt = f'<w:proofErr w:type="spellStart"/>{run(name)}<w:proofErr w:type="spellEnd"/>'
    return f"{run('{{ ')}{spelt}{run(' }}  ')}"


def run(text: str, *, bold: bool = False) -> str:
    """Return a run that says its whole shape."""
    shape = _SHAPE.format(bold="<w:b/><w:bCs/>" if bold else "")
    return f'<w:r w:rsidRPr="00A41B7C">{shape}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(runs: str) -> str:
    """Return a paragraph around *runs*."""
    space = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
    return (
        '<w:p w:rsidR="00C52D1E" w:rsidRPr="00A41B7C" w:rsidRDefault="00C52D1E">'
        f'<w:pPr>{space}<w:jc w:val="both"/></w:pPr>{runs}</w:p>'
    )


def table(title: str, rows: list[str], columns: int) -> str:
    """Return a table under its title."""
    grid = f'<w:gridCol w:w="{9000 // columns}"/>' * columns
    shape = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="9000" w:type="dxa"/>'
    head = paragraph(run(title, bold=True))
    shapes = f"<w:tblPr>{shape}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"{head}<w:tbl>{shapes}{''.join(rows)}</w:tbl>"


def row(cells: Iterable[str]) -> str:
    """Return a row; each cell is given by its runs."""
    shape = '<w:tcPr><w:tcW w:w="0" w:type="auto"/><w:vAlign w:val="center"/></w:tcPr>'
    inside = "".join(f"<w:tc>{shape}{paragraph(runs)}</w:tc>" for runs in cells)
    return f'<w:tr w:rsidR="00C52D1E" w:rsidTr="00B13F2A">{inside}</w:tr>'


def _one_cell(tag: str) -> str:
    return row([run(tag)])


def package(body: str, header: str) -> bytes:
    """Return a lean document with *body* and *header* in it."""
    document: Any = docx.Document()
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.delete()
    for relation in list(document.part.rels.values()):
        if relation.reltype.endswith(("stylesWithEffects", "customXml")):
            document.part.rels.pop(relation.rId)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(15)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.header.paragraphs[0].text = document.add_paragraph().text = _MARK
    sink, made = io.BytesIO(), io.BytesIO()
    document.save(sink)
    fresh = {"word/document.xml": body, "word/header1.xml": header}
    with (
        zipfile.ZipFile(sink) as opened,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped,
    ):
        for name in opened.namelist():
            content = opened.read(name)
            zipped.writestr(name, _swapped(content, fresh[name]) if name in fresh else content)
    return made.getvalue()


def _swapped(xml: bytes, inside: str) -> bytes:
    """Put *inside* where the one paragraph with the mark stands."""
    text = xml.decode()
    mark = text.index(_MARK)
    start = max(text.rfind(head, 0, mark) for head in ("<w:p>", "<w:p "))
    end = text.index("</w:p>", start) + len("</w:p>")
    return (text[:start] + inside + text[end:]).encode()
