"""A made-up regulation as offices print it, and what tests of importing read it with."""

from __future__ import annotations

from regulations.bodies import Bodies, Body, BodyName
from regulations.intake.extract import Extract
from regulations.intake.plain import read_plain

BODIES = Bodies.of([
    Body("tinh-uy-a", (BodyName("Tỉnh uỷ A"),), "TU"),
    Body("btctu-a", (BodyName("Ban Tổ chức Tỉnh uỷ A"),), "BTCTU"),
    Body("quoc-hoi", (BodyName("Quốc hội"),)),
])  # fmt: skip

REGULATION = """\
TỈNH UỶ A                                    ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 05-QĐ/TU                                  A, ngày 15 tháng 01 năm 2024

QUY ĐỊNH
về lịch trực của các cơ quan thử nghiệm
-----
- Căn cứ Điều lệ mẫu;
- Xét đề nghị của Ban Tổ chức Tỉnh uỷ A,
Tỉnh uỷ A quy định như sau:

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Quy định này nói về lịch trực.
2. Không áp dụng:
a) Ngày nghỉ;
b) Ngày lễ;
c) Ngày bão;
d) Ngày mất điện;
đ) Ngày khác.
Điều 2. Đối tượng
Mọi cơ quan thử nghiệm.
Chương II
ĐIỀU KHOẢN THI HÀNH
Điều 3. Sửa đổi
1. Sửa đổi Điều 4 của Quy định số 01-QĐ/TU như sau:
“Điều 4. Giờ trực
1. Giờ trực bắt đầu lúc 7 giờ.
2. Giờ trực kết thúc lúc 17 giờ.”
2. Bãi bỏ Điều 9 của Quy định số 01-QĐ/TU.
Điều 4. Hiệu lực
Quy định này có hiệu lực từ ngày ký.

Nơi nhận:
- Các cơ quan thử nghiệm,
- Lưu Văn phòng.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Người Ký Mẫu
"""


def read_here(content: bytes, kind: str) -> Extract:
    """Read a text file in this process: what tests of the text itself need no child for."""
    assert kind == "txt"
    return read_plain(content)
