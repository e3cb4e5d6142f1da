"""What changed between two years of one dossier, as the data of Phiếu bổ sung hồ sơ (3-HSĐV). Pure.

Only what differs is carried. A declaration that is new ("Không" where nothing was declared) is a
change; what was declared before and is left empty now is told to the drafter, not carried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regulations.errors import VanthuError
from regulations.records import Plain, Record
from regulations.sentences import Sentence, say
from templates.answers import is_none
from templates.dossier import joined, person_form, person_of
from templates.form import HOLDERS, ROWED, Field

SUPPLEMENT = "3-HSĐV"
_JOB = ("nghe_nghiep", "don_vi", "chuc_vu_dang", "cap_uy", "chuc_vu_chinh_quyen",
        "chuc_vu_doan_the", "cong_viec_chinh")  # fmt: skip
_TITLES = ("trinh_do.hoc_vi", "trinh_do.hoc_ham", "danh_hieu")
_LEVELS = ("pho_thong", "nghe", "chuyen_mon", "ly_luan", "quan_ly", "ngoai_ngu", "tin_hoc",
           "tieng_dan_toc")  # fmt: skip
_CARRIED = {"ho_ten", "ho_ten_dang_dung", "ngay_sinh", "so_ly_lich", "so_the_dang", "dang_bo_co_so",
            "chi_bo"}  # fmt: skip


class OtherPersonError(VanthuError):
    """Two dossiers that were to be compared are those of two people."""

    code = "other_person"

    def __init__(self, key: str) -> None:
        super().__init__(
            say("The two dossiers differ in {key}: they are not of one person.", key=key),
            hint=say("Name two dossiers of one person, the older first."),
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """The answers for 3-HSĐV, and what its fields have no place for, said to the drafter."""

    answers: Mapping[str, Plain]
    notes: tuple[Sentence, ...] = ()


def changes_between(old: Record, new: Record) -> Changes:
    """Return what *new* says otherwise than *old*.

    Raises:
        OtherPersonError: card or identity numbers differ.
    """
    before, after = person_of(old), person_of(new)
    for key in ("can_cuoc", "so_the_dang"):
        one, other = joined(before.get(key, "")), joined(after.get(key, ""))
        if one and other and one != other:
            raise OtherPersonError(key)
    answers: dict[str, Plain] = {
        "cu_tru_moi": _told(before, after, ("thuong_tru.thuong_tru", "thuong_tru.tam_tru")),
        "nghe_nghiep_moi": _told(before, after, _JOB),
        "trinh_do_moi": _qualifications(before, after),
        "hoc_ham_danh_hieu": _told(before, after, _TITLES),
        "khen_thuong": _added(before, after, "khen_thuong"),
        "ky_luat": _added(before, after, "ky_luat"),
        "gia_dinh": [*_family(before, after)],
        "di_nuoc_ngoai": _new_rows(before, after, "di_nuoc_ngoai"),
        "kinh_te": _told(
            before, after, [f"kinh_te.{part.key}" for part in _field("kinh_te").fields]
        ),
        "phan_loai": after.get("xep_loai", "") if _differ(before, after, "xep_loai") else "",
    }  # fmt: skip
    return Changes(
        {key: answer for key, answer in answers.items() if answer},
        (*_withdrawn(before, after), *_without_place(before, after)),
    )


def _told(before: Mapping[str, Plain], after: Mapping[str, Plain], paths: Sequence[str]) -> str:
    """Return the answers at *paths* that are new, each with its label."""
    told = []
    for path in paths:
        answer = joined(_at(after, path))
        if answer and answer != joined(_at(before, path)):
            told.append(f"{_label(path)}: {answer}")
    return "; ".join(told)


def _added(before: Mapping[str, Plain], after: Mapping[str, Plain], key: str) -> str:
    rows = _new_rows(before, after, key)
    return joined(rows) if isinstance(rows, list) else rows


def _new_rows(
    before: Mapping[str, Plain], after: Mapping[str, Plain], key: str
) -> list[Plain] | str:
    """Return the rows of a table that were not there before, or a new "Không"."""
    old, new = before.get(key, ""), after.get(key, "")
    if isinstance(new, str):
        return new if new and is_none(new) and not old else ""
    known = [_bare(row) for row in old] if isinstance(old, list) else []
    return [row for row in new if _bare(row) not in known] if isinstance(new, list) else ""


def _qualifications(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> list[Plain]:
    """Return new courses and degrees, then levels that changed and that no new course tells of."""
    rows = _new_rows(before, after, "dao_tao")
    found: list[Plain] = [*rows] if isinstance(rows, list) else []
    for level in _LEVELS:
        path = f"trinh_do.{level}"
        answer = joined(_at(after, path))
        if answer and answer != joined(_at(before, path)):
            found.append({"nganh": _label(path), "van_bang": answer})
    return found


def _family(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> Iterator[Plain]:
    """Yield one row for each relative who is new or of whom something changed."""
    old = {_who(row): row for row in _people(before)}
    for row in _people(after):
        known = old.pop(_who(row), None)
        told = [
            f"{part.label.vi}: {joined(row[part.key])}"
            for part in _field("gia_dinh").fields
            if row.get(part.key)
            and part.key not in ("quan_he", "ho_ten")
            and (known is None or joined(row[part.key]) != joined(known.get(part.key, "")))
        ]
        if told or known is None:
            said = "; ".join(told) if known else "; ".join(["Khai thêm", *told])
            yield {"quan_he": _who(row)[0], "ho_ten": _who(row)[1], "thay_doi": said}


def _withdrawn(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> Iterator[Sentence]:
    """Tell of what was declared before and is no longer: the form has no words for it."""
    for one in person_form().fields:
        if before.get(one.key) and not after.get(one.key):
            yield say("{key} was declared before and is not declared now.", key=one.key)
    gone = {_who(row) for row in _people(before)} - {_who(row) for row in _people(after)}
    if gone:
        yield say("gia_dinh: {count} of those declared before are missing now.", count=len(gone))


def _without_place(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> Iterator[Sentence]:
    """Tell of changes that 3-HSĐV has no field for."""
    placed = {"thuong_tru", *_JOB, "trinh_do", "danh_hieu", "dao_tao", "khen_thuong", "ky_luat",
              "gia_dinh", "di_nuoc_ngoai", "kinh_te", "xep_loai", *_CARRIED}  # fmt: skip
    for one in person_form().fields:
        if one.key not in placed and after.get(one.key) and _differ(before, after, one.key):
            yield say(
                "{key} changed, and {form} has no field for it.", key=one.key, form=SUPPLEMENT
            )


def _differ(before: Mapping[str, Plain], after: Mapping[str, Plain], key: str) -> bool:
    return joined(before.get(key, "")) != joined(after.get(key, ""))


def _people(person: Mapping[str, Plain]) -> list[dict[str, Plain]]:
    rows = person.get("gia_dinh", "")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _who(row: Mapping[str, Plain]) -> tuple[str, str]:
    return joined(row.get("quan_he", "")), joined(row.get("ho_ten", ""))


def _bare(row: Plain) -> Plain:
    """Return a row without its empty cells."""
    return {key: cell for key, cell in row.items() if cell} if isinstance(row, dict) else row


def _at(person: Mapping[str, Plain], path: str) -> Plain:
    key, _, part = path.partition(".")
    node = person.get(key, "")
    if not part:
        return node
    return node.get(part, "") if isinstance(node, dict) else node


def _field(path: str) -> Field:
    key, _, part = path.partition(".")
    field = next(one for one in person_form().fields if one.key == key)
    assert not part or field.kind in HOLDERS or field.kind in ROWED
    return next(one for one in field.fields if one.key == part) if part else field


def _label(path: str) -> str:
    return _field(path).label.vi
