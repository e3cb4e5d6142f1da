"""What all papers have in common as templates: head, title, running text with gaps, signature.

The profile says which parts there are: papers of the Party and of the state share these calls.
"""

from __future__ import annotations

from collections.abc import Sequence

from templates.layout.profile import Profile
from templates.lines import Content, Line, Run
from templates.measure import heading_width_mm
from templates.typesetting import Sheet
from templates.wording import spelled, word

LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_RULE_MM = 30.0  # until the text above is known: see templates.fitting
_LEFT_MARKS = ("do_mat", "do_khan")
_RIGHT_MARKS = ("luu_hanh", "du_thao")
MARKS = (*_LEFT_MARKS, *_RIGHT_MARKS)
"""Parts of the head that most papers lack: degrees of secrecy and urgency, circulation, draft."""


def new_sheet(profile: Profile, lang: str) -> Sheet:
    """Return an empty paper whose text Word checks in *lang*."""
    return Sheet(profile, LANGUAGES[lang])


def set_head(
    sheet: Sheet,
    lang: str,
    *,
    below: Sequence[Line] = (),
    bare: bool = False,
    dated: str = "{{ head.dated }}",
) -> None:
    """Set the two cells at the top, and the marks that ``head`` names.

    *below* stands under the number: what a letter is about. A *bare* head has no number, no date.
    """
    number = [] if bare else [Line("so_ky_hieu", "{{ head.number }}")]
    left = [*number, *below, *_marks(_LEFT_MARKS)]
    right = [*([] if bare else [Line("dia_danh_ngay", dated)]), *_marks(_RIGHT_MARKS)]
    if sheet.profile.state:
        sheet.head_rows((_issuer(sheet), _country(sheet, lang)), (left, right))
    else:
        sheet.head([*_issuer(sheet), *left], [*_party(sheet, lang), *right])


def set_undated_head(sheet: Sheet, lang: str, dated: str) -> None:
    """Set the head of a paper that nobody registers: no number, *dated* in place of its day."""
    left, right = _issuer(sheet), [Line("dia_danh_ngay", dated)]
    if sheet.profile.state:
        sheet.head_rows((left, _country(sheet, lang)), ([Line("khoang_cach")], right))
    else:
        sheet.head(left, [*_party(sheet, lang), *right])


def set_title(sheet: Sheet, subject: Content = "{{ subject }}") -> None:
    """Set the paper's type, what it is about, and the dashes or the rule below."""
    sheet.paragraph("ten_loai", "{{ name }}")
    sheet.paragraph("trich_yeu", subject)
    below = sheet.profile.component("gach_duoi_trich_yeu")
    dashes = below.word("text")
    sheet.line(Line(below.id, dashes, rule_mm=None if dashes else _RULE_MM))


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
    sheet.line(Line("khoang_cach", keep=True))
    sheet.sign(
        [
            Line("noi_nhan", word("recipients", lang)),
            Line("danh_sach_noi_nhan", "{%p for line in recipients %}"),
            Line("danh_sach_noi_nhan", "{{ line }}"),
            Line("danh_sach_noi_nhan", "{%p endfor %}"),
        ],
        signer(sheet, "signing"),
    )


def signer(sheet: Sheet, name: str) -> list[Line]:
    """Return the block in which one person signs; *name* is the value with mode and post."""
    return [
        Line("quyen_han", f"{{%p if {name}.mode %}}"),
        Line("quyen_han", f"{{{{ {name}.mode }}}}", keep=True),
        Line("quyen_han", "{%p endif %}"),
        Line("chuc_vu", f"{{{{ {name}.post }}}}", keep=True),
        *_room(sheet),
        Line("ho_ten", [Run(f"{{{{ {name}.name }}}}", marked=True)]),
    ]


def set_minutes_signature(sheet: Sheet, left: str, right: str) -> None:
    """Set the two who answer for minutes, side by side: who wrote them and who was in the chair."""
    sheet.paragraph("khoang_cach")
    name = Line("ho_ten", [Run("{{ signing.name }}", marked=True)])
    cells = [
        [Line("nguoi_ky_bien_ban", who, keep=True), *_room(sheet), name] for who in (left, right)
    ]
    sheet.sign(*cells)


def set_appendix(sheet: Sheet, label: Content, title: Content, reference: Content) -> None:
    """Set the top of an appendix: what it is called, its title, the paper to which it belongs."""
    sheet.paragraph("phu_luc", label)
    sheet.paragraph("ten_phu_luc", title)
    sheet.paragraph("kem_theo", reference)


def set_copy(sheet: Sheet, lang: str) -> None:
    """Set what certifies a copy, below what is copied: a rule, who copied it, who signs for that.

    The values are ``copy`` (``kind``, ``superior``, ``issuer``, ``number``, ``dated``),
    ``recipients`` and ``signing``.
    """
    sheet.paragraph("gach_ban_sao")
    rows = [*_issuer(sheet, "copy"), Line("so_ky_hieu", "{{ copy.number }}")]
    sheet.head(
        rows, [Line("hinh_thuc_sao", "{{ copy.kind }}"), Line("dia_danh_ngay", "{{ copy.dated }}")]
    )
    set_signature(sheet, lang)


def fitting_size(profile: Profile, title: str, part: str = "tieu_de") -> float:
    """Return the size of the title: the profile's, smaller where the words would not fit."""
    size = profile.component(part).number("size") or 15
    width = profile.page.head_right_mm.number - 2
    while heading_width_mm(title, size) > width:
        size -= 0.5
    return size


def _issuer(sheet: Sheet, name: str = "head") -> list[Line]:
    superior = Line("co_quan_cap_tren", f"{{{{ {name}.superior }}}}")
    issuer = Line("co_quan_ban_hanh", f"{{{{ {name}.issuer }}}}")
    if sheet.profile.state:
        return [superior, issuer, Line("gach_duoi_co_quan", rule_mm=_RULE_MM)]
    return [superior, issuer, Line("dau_sao", sheet.profile.component("dau_sao").word("text"))]


def _party(sheet: Sheet, lang: str) -> list[Line]:
    """Return the Party's name and the rule below it."""
    title = word("party", lang)
    size = fitting_size(sheet.profile, title)
    return [
        Line("tieu_de", [Run(title, size_pt=size)]),
        Line("gach_duoi_tieu_de", rule_mm=heading_width_mm(title, size)),
    ]


def _country(sheet: Sheet, lang: str) -> list[Line]:
    """Return the country's name, its motto, and the rule below."""
    spelling = sheet.profile.setting("spelling")
    name, motto = (spelled(word(key, lang), spelling) for key in ("country", "motto"))
    size = fitting_size(sheet.profile, name, "quoc_hieu")
    length = heading_width_mm(motto, sheet.profile.component("tieu_ngu").number("size") or 13)
    return [
        Line("quoc_hieu", [Run(name, size_pt=size)]),
        Line("tieu_ngu", motto),
        Line("gach_duoi_tieu_ngu", rule_mm=length),
    ]


def _marks(names: Sequence[str]) -> list[Line]:
    lines = []
    for name in names:
        lines += [Line(name, f"{{%p if head.{name} %}}"), Line(name, f"{{{{ head.{name} }}}}"),
                  Line(name, "{%p endif %}")]  # fmt: skip
    return lines


def _room(sheet: Sheet) -> list[Line]:
    lines = int(sheet.profile.setting("signature_gap_lines"))
    return [Line("cho_ky", keep=True) for _ in range(lines)]
