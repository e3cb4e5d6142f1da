"""The dashboard's template (Báo cáo nhanh): figures, overdue, upcoming, by body, one chart."""

from __future__ import annotations

from templates.brief import sample_chart
from templates.charts import chart_xml
from templates.layout.profile import Profile
from templates.lines import Column
from templates.papers.frame import new_sheet, set_title, set_undated_head
from templates.papers.report_sheet import FOLLOWED, OVERDUE, UPCOMING
from templates.papers.tables import looped, set_figures, set_listing
from templates.typesetting import Sheet
from templates.wording import word

CHART_MM = (165.0, 85.0)
_BODY_COLUMNS = ("on_time", "late", "in_time", "overdue")


def set_brief(profile: Profile, lang: str) -> bytes:
    """Return the template of a Báo cáo nhanh, which nobody signs."""
    sheet = new_sheet(profile, lang)
    set_undated_head(sheet, lang, "{{ as_of }}")
    set_title(sheet)
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
