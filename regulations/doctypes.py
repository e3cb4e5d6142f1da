"""Types of instrument (thể loại văn bản): code, names, and the abbreviations symbols carry.

Party types: 399-QĐ/TW of 2026, abbreviations as 36-HD/VPTW and 05-HD/VPTW use them. State
types: 30/2020/NĐ-CP. ``QĐ`` hides two types, quy định and quyết định: a type is never read off
a symbol.
"""

from __future__ import annotations

from dataclasses import dataclass

from regulations.folding import fold


@dataclass(frozen=True, slots=True)
class DocType:
    """A type of instrument; *abbreviations* as printed, the usual one first."""

    code: str
    vi: str
    en: str
    abbreviations: tuple[str, ...] = ()


DOC_TYPES: tuple[DocType, ...] = (
    DocType("cuong_linh", "Cương lĩnh chính trị", "Political platform"),
    DocType("dieu_le", "Điều lệ", "Charter"),
    DocType("chien_luoc", "Chiến lược", "Strategy", ("CL",)),
    DocType("nghi_quyet", "Nghị quyết", "Resolution", ("NQ",)),
    DocType("quyet_dinh", "Quyết định", "Decision", ("QĐ",)),
    DocType("chi_thi", "Chỉ thị", "Directive", ("CT",)),
    DocType("ket_luan", "Kết luận", "Conclusion", ("KL",)),
    DocType("quy_che", "Quy chế", "Working rules", ("QC",)),
    DocType("quy_dinh", "Quy định", "Regulation", ("QĐ", "QĐi", "QyĐ")),
    DocType("thong_tri", "Thông tri", "Circular letter", ("TT",)),
    DocType("huong_dan", "Hướng dẫn", "Guideline", ("HD",)),
    DocType("thong_bao", "Thông báo", "Notice", ("TB",)),
    DocType("thong_cao", "Thông cáo", "Communiqué", ("TC",)),
    DocType("tuyen_bo", "Tuyên bố", "Declaration"),
    DocType("loi_keu_goi", "Lời kêu gọi", "Appeal", ("LKG",)),
    DocType("bao_cao", "Báo cáo", "Report", ("BC",)),
    DocType("ke_hoach", "Kế hoạch", "Plan", ("KH",)),
    DocType("quy_hoach", "Quy hoạch", "Master plan", ("QH",)),
    DocType("chuong_trinh", "Chương trình", "Programme", ("CTr",)),
    DocType("de_an", "Đề án", "Scheme", ("ĐA",)),
    DocType("phuong_an", "Phương án", "Option plan", ("PA",)),
    DocType("du_an", "Dự án", "Project", ("DA",)),
    DocType("to_trinh", "Tờ trình", "Submission", ("TTr",)),
    DocType("cong_van", "Công văn", "Official letter", ("CV",)),
    DocType("bien_ban", "Biên bản", "Minutes", ("BB",)),
    DocType("giay_moi", "Giấy mời", "Invitation", ("GM",)),
    DocType("hien_phap", "Hiến pháp", "Constitution"),
    DocType("bo_luat", "Bộ luật", "Code"),
    DocType("luat", "Luật", "Law"),
    DocType("phap_lenh", "Pháp lệnh", "Ordinance", ("PL",)),
    DocType("nghi_dinh", "Nghị định", "Decree", ("NĐ",)),
    DocType("thong_tu", "Thông tư", "Circular", ("TT",)),
    DocType("van_ban_hop_nhat", "Văn bản hợp nhất", "Consolidated text", ("VBHN", "HNVB")),
)

_BY_CODE = {doc_type.code: doc_type for doc_type in DOC_TYPES}
_BY_NAME = {fold(doc_type.vi): doc_type.code for doc_type in DOC_TYPES} | {
    fold(doc_type.en): doc_type.code for doc_type in DOC_TYPES
}


def doc_type(code: str) -> DocType:
    """Return the type with this *code*; an unknown code stands for itself."""
    return _BY_CODE.get(code) or DocType(code, code, code)


def types_abbreviated(abbreviation: str) -> frozenset[str]:
    """Return the codes of all types that *abbreviation* can mean, however typed: ``qd`` is two."""
    wanted = fold(abbreviation)
    return frozenset(
        doc_type.code
        for doc_type in DOC_TYPES
        if any(fold(known) == wanted for known in doc_type.abbreviations)
    )


def type_named(name: str) -> str | None:
    """Return the code of the type called *name* in Vietnamese or English, in any spelling."""
    return _BY_NAME.get(fold(name).strip())


def abbreviations() -> frozenset[str]:
    """Return every abbreviation, folded."""
    return frozenset(fold(known) for doc_type in DOC_TYPES for known in doc_type.abbreviations)


def type_names() -> tuple[str, ...]:
    """Return every name, folded, the longest first, so that a pattern prefers it."""
    return tuple(sorted(_BY_NAME, key=len, reverse=True))
