"""Names that are nearly right."""

from hypothesis import given
from hypothesis import strategies as st

from regulations.nearness import nearest

BODIES = ("Ban Tổ chức Tỉnh uỷ A", "Văn phòng Tỉnh uỷ A", "Đảng uỷ xã B")


def test_marks_and_capitals_do_not_count() -> None:
    assert nearest("ban to chuc TINH UY a", BODIES)[0] == BODIES[0]
    assert nearest("dang uy xa C", BODIES, most=1) == [BODIES[2]]


def test_what_is_like_nothing_has_nothing_near() -> None:
    assert nearest("12345", BODIES) == []


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=5))
def test_only_known_names_are_near_each_once(name: str, known: list[str]) -> None:
    near = nearest(name, known)
    assert set(near) <= set(known) and len(near) == len(set(near)) <= 3
