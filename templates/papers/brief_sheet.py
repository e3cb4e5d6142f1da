"""The dashboard's template (Báo cáo nhanh): figures, overdue, upcoming, by body, one chart."""

from __future__ import annotations

from templates.brief import sample_chart
from templates.charts import chart_xml
from templates.layout.profile import Profile
from templates.lines import Column, Line, Run
from templates.measure import heading_width_mm
from templates.papers.frame import fitting_size, new_sheet
from templates.papers.report_sheet import FOLLOWED, OVERDUE, UPCOMING
from templates.papers.tables import looped, set_figures, set_listing
from templates.typesetting import Sheet
from templates.wording import word

CHART_MM = (165.0, 85.0)
_BODY_COLUMNS = ("on_time", "late", "in_time", "overdue")


def set_brief(profile: Profile, lang: str) -> bytes:
    """Return the template of a Báo cáo nhanh, which nobody signs."""
    sheet = new_sheet(profile, lang)
    _head(sheet, lang)
    sheet.paragraph("ten_loai", "{{ name }}")
    sheet.paragraph("trich_yeu", "{{ subject }}")
    sheet.paragraph("gach_duoi_trich_yeu", profile.component("gach_duoi_trich_yeu").word("text"))
    _item(sheet, 1, "figures", lang)
    sheet.paragraph("noi_dung", "{{ figures.text }}")
    sheet.paragraph("khoang_cach")
    set_figures(sheet, lang)
    _item(sheet, 2, "overdue", lang)
    set_listing(sheet, "overdue", OVERDUE, lang)
    _item(sheet, 3, "upcoming", lang)
    set_listing(sheet, "upcoming", UPCOMING, lang)
    _item(sheet, 4, "bodies", lang)
    _bodies(sheet, lang)
    sheet.tag("{%p if followed.rows %}")
    _item(sheet, 5, "followed", lang)
    set_listing(sheet, "followed", FOLLOWED, lang)
    sheet.tag("{%p endif %}")
    sheet.paragraph("khoang_cach")  # Word wants a paragraph at the end
    return sheet.to_bytes()


def _head(sheet: Sheet, lang: str) -> None:
    title = word("party", lang)
    size = fitting_size(sheet.profile, title)
    sheet.head(
        [
            Line("co_quan_cap_tren", "{{ head.superior }}"),
            Line("co_quan_ban_hanh", "{{ head.issuer }}"),
            Line("dau_sao", sheet.profile.component("dau_sao").word("text")),
        ],
        [
            Line("tieu_de", [Run(title, size_pt=size)]),
            Line("gach_duoi_tieu_de", rule_mm=heading_width_mm(title, size)),
            Line("dia_danh_ngay", "{{ as_of }}"),
        ],
    )


def _item(sheet: Sheet, number: int, key: str, lang: str) -> None:
    sheet.paragraph("muc_so", f"{number}. {word(f'report.{key}', lang)}")


def _bodies(sheet: Sheet, lang: str) -> None:
    sheet.paragraph("khoang_cach")
    sheet.grid(
        [
            Column(85, word("column.body", lang)),
            *(Column(20, word(f"short.{name}", lang), "bang_so") for name in _BODY_COLUMNS),
        ],
        looped("bodies", ("row.name", *(f"row.{name}" for name in _BODY_COLUMNS))),
    )
    sheet.tag("{%p if charted %}")
    sheet.paragraph("khoang_cach")
    sheet.chart(
        chart_xml(sample_chart(lang), embedded=False), CHART_MM, word("report.bodies", lang)
    )
    sheet.tag("{%p endif %}")
