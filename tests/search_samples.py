"""A small office as entries, for the tests of search."""

from __future__ import annotations

from datetime import date

from regulations.search.entry import Entry

REVIEW = Entry(
    kind="regulation", id="bo-chinh-tri/quy-dinh/2025/366-qd-tw", symbol="366-QĐ/TW",
    signed="2025-08-30", number="366", type="quy_dinh", issuer="BCT",
    heading="Quy định 366-QĐ/TW: Kiểm điểm và đánh giá, xếp loại chất lượng đối với tập thể,"
    " cá nhân trong hệ thống chính trị",
    body="Thay thế Quy định số 124-QĐ/TW. Thang điểm 100.",
    sort_day=date(2025, 8, 30), since=date(2025, 8, 30),
)  # fmt: skip
OLD_REVIEW = Entry(
    kind="regulation", id="bo-chinh-tri/quy-dinh/2023/124-qd-tw", symbol="124-QĐ/TW",
    signed="2023-10-04", number="124", type="quy_dinh", issuer="BCT",
    heading="Quy định 124-QĐ/TW: Kiểm điểm và đánh giá, xếp loại chất lượng hằng năm",
    body="Áp dụng hằng năm.",
    sort_day=date(2023, 10, 4), since=date(2023, 10, 4), until=date(2025, 8, 30),
)  # fmt: skip
SUPERVISION = Entry(
    kind="regulation", id="ban-bi-thu/quy-dinh/2018/124-qd-tw", symbol="124-QĐ/TW",
    signed="2018-02-02", number="124", type="quy_dinh", issuer="BBT",
    heading="Quy định 124-QĐ/TW: Giám sát của nhân dân đối với cán bộ, đảng viên",
    sort_day=date(2018, 2, 2), since=date(2018, 2, 2),
)  # fmt: skip
GUIDELINE = Entry(
    kind="regulation", id="btctw/huong-dan/2022/12-hd-btctw", symbol="12-HD/BTCTW",
    signed="2022-07-06", number="12", type="huong_dan", issuer="BTCTW",
    heading="Hướng dẫn 12-HD/BTCTW: Một số vấn đề về nghiệp vụ công tác đảng viên",
    body="Hồ sơ đảng viên được lưu giữ 366 ngày.",
    sort_day=date(2022, 7, 6), since=date(2022, 7, 6),
)  # fmt: skip
ARTICLE = Entry(
    kind="regulation", id="bo-chinh-tri/quy-dinh/2023/124-qd-tw", eid="art_5", symbol="124-QĐ/TW",
    signed="2023-10-04", number="124", type="quy_dinh", issuer="BCT",
    heading="Điều 5. Trách nhiệm của người đứng đầu", body="Chịu trách nhiệm về kết quả.",
    sort_day=date(2023, 10, 4), since=date(2023, 10, 4), until=date(2025, 8, 30),
)  # fmt: skip
TASK = Entry(
    kind="task", id="ctr-tu-a/T01", keys=("T01",), heading="An ninh mạng ở Tỉnh uỷ A",
    body="Lấy ý kiến về y tế, trụ sở 5 tầng. Người làm: Nguyễn Văn Mẫu.",
    issuer="BTCTU, VPTU",
)  # fmt: skip
FORM = Entry(kind="form", id="phieu-dang-vien", symbol="2-HSĐV", heading="Phiếu đảng viên")
OFFICE = (SUPERVISION, OLD_REVIEW, ARTICLE, REVIEW, GUIDELINE, TASK, FORM)
