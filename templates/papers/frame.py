"""What all papers have in common as templates: head, title, running text with gaps, signature."""

from __future__ import annotations

from collections.abc import Sequence

from templates.layout.profile import Profile
from templates.lines import Content, Line, Run
from templates.measure import heading_width_mm
from templates.typesetting import Sheet
from templates.wording import word

LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def new_sheet(profile: Profile, lang: str) -> Sheet:
    """Return an empty paper whose text Word checks in *lang*."""
    return Sheet(profile, LANGUAGES[lang])


def set_head(sheet: Sheet, lang: str, *, below: Sequence[Line] = (), bare: bool = False) -> None:
    """Set the two cells at the top; the rule is as long as the Party's name.

    *below* stands under the number: what a letter is about. A *bare* head has no number, no date.
    """
    title = word("party", lang)
    size = fitting_size(sheet.profile, title)
    sheet.head(
        [
            Line("co_quan_cap_tren", "{{ head.superior }}"),
            Line("co_quan_ban_hanh", "{{ head.issuer }}"),
            Line("dau_sao", sheet.profile.component("dau_sao").word("text")),
            *([] if bare else [Line("so_ky_hieu", "{{ head.number }}")]),
            *below,
        ],
        [
            Line("tieu_de", [Run(title, size_pt=size)]),
            Line("gach_duoi_tieu_de", rule_mm=heading_width_mm(title, size)),
            *([] if bare else [Line("dia_danh_ngay", "{{ head.dated }}")]),
        ],
    )


def set_title(sheet: Sheet, subject: Content = "{{ subject }}") -> None:
    """Set the paper's type, what it is about, and the dashes below."""
    sheet.paragraph("ten_loai", "{{ name }}")
    sheet.paragraph("trich_yeu", subject)
    dashes = sheet.profile.component("gach_duoi_trich_yeu").word("text")
    sheet.paragraph("gach_duoi_trich_yeu", dashes)


def prose(name: str, *, numbered: str = "") -> list[Run]:
    """Return the runs that print running text: its gaps come out marked.

    *numbered* names a value that stands before it in bold, with a colon.
    """
    before = [Run(f"{{{{ {numbered} }}}}: ", bold=True)] if numbered else []
    return [
        *before,
        Run(f"{{%r for piece in {name} %}}"),
        Run("{%r if piece.gap %}"),
        Run("{{ piece.text }}", marked=True),
        Run("{%r else %}"),
        Run("{{ piece.text }}"),
        Run("{%r endif %}"),
        Run("{%r endfor %}"),
    ]


def set_signature(sheet: Sheet, lang: str) -> None:
    """Set recipients and signature side by side."""
    lines = int(sheet.profile.setting("signature_gap_lines"))
    sheet.line(Line("khoang_cach", keep=True))
    sheet.sign(
        [
            Line("noi_nhan", word("recipients", lang)),
            Line("danh_sach_noi_nhan", "{%p for line in recipients %}"),
            Line("danh_sach_noi_nhan", "{{ line }}"),
            Line("danh_sach_noi_nhan", "{%p endfor %}"),
        ],
        [
            Line("quyen_han", "{%p if signing.mode %}"),
            Line("quyen_han", "{{ signing.mode }}", keep=True),
            Line("quyen_han", "{%p endif %}"),
            Line("chuc_vu", "{{ signing.post }}", keep=True),
            *(Line("cho_ky", keep=True) for _ in range(lines)),
            Line("ho_ten", [Run("{{ signing.name }}", marked=True)]),
        ],
    )


def set_minutes_signature(sheet: Sheet, left: str, right: str) -> None:
    """Set the two who answer for minutes, side by side: who wrote them and who was in the chair."""
    sheet.line(Line("khoang_cach", keep=True))
    lines = int(sheet.profile.setting("signature_gap_lines"))
    cells = [
        [
            Line("quyen_han", who, keep=True),
            *(Line("cho_ky", keep=True) for _ in range(lines)),
            Line("ho_ten", [Run("{{ signing.name }}", marked=True)]),
        ]
        for who in (left, right)
    ]
    sheet.sign(*cells)


def fitting_size(profile: Profile, title: str) -> float:
    """Return the size of the title: the profile's, smaller where the words would not fit."""
    size = profile.component("tieu_de").number("size") or 15
    width = profile.page.head_right_mm.number - 2
    while heading_width_mm(title, size) > width:
        size -= 0.5
    return size
