"""The dashboard's template (Báo cáo nhanh): the sections of its plan, then its annexes across."""

from __future__ import annotations

from collections.abc import Mapping

from templates.brief_charts import sample_charts
from templates.brief_plan import CHARTS, SECTIONS, Section
from templates.charts import chart_xml
from templates.layout.profile import Profile
from templates.lines import Line
from templates.papers.frame import new_sheet, set_title, set_undated_head
from templates.papers.tables import set_listing
from templates.typesetting import Sheet
from templates.wording import word, word_of

_CHART_MM = {"age": (165.0, 60.0), "bodies": (165.0, 85.0), "burn_up": (165.0, 75.0),
             "timeline": (165.0, 110.0)}  # fmt: skip


def set_brief(profile: Profile, lang: str) -> bytes:
    """Return the template of a Báo cáo nhanh, which nobody signs."""
    sheet = new_sheet(profile, lang)
    set_undated_head(sheet, lang, "{{ as_of }}")
    set_title(sheet)
    sections = [section for section in SECTIONS if not section.annex]
    for number, section in enumerate(sections, start=1):
        _section(sheet, number, section, lang)
    sheet.landscape()
    annexes = [section for section in SECTIONS if section.annex]
    for number, section in enumerate(annexes, start=1):
        _annex(sheet, number, section, lang)
    sheet.paragraph("khoang_cach")  # Word wants a paragraph at the end
    return sheet.to_bytes()


def _section(sheet: Sheet, number: int, section: Section, lang: str) -> None:
    if section.optional:
        rows = " or ".join(f"{name}.rows" for name in section.tables)
        sheet.tag(f"{{%p if {rows} %}}")
    heading = f"{number}. {word(f'brief.{section.heading}', lang)}"
    sheet.line(Line("muc_so", heading, keep=True))
    _tables(sheet, section.tables, lang)
    for name in section.charts:
        _chart(sheet, name, lang)
    if section.optional:
        sheet.tag("{%p endif %}")


def _annex(sheet: Sheet, number: int, section: Section, lang: str) -> None:
    name = word_of(sheet.profile.system, "annex.name", lang)
    sheet.line(Line("phu_luc", f"{name} {number}", new_page=number > 1))
    title = word(f"brief.{section.heading}", lang)
    sheet.paragraph("ten_phu_luc", sheet.profile.component("ten_phu_luc").cased(title))
    sheet.paragraph("khoang_cach")
    _tables(sheet, section.tables, lang)


def _tables(sheet: Sheet, tables: Mapping[str, Mapping[str, float]], lang: str) -> None:
    for name, columns in tables.items():
        set_listing(sheet, name, dict(columns), lang)


def _chart(sheet: Sheet, name: str, lang: str) -> None:
    spec = sample_charts(lang)[name]
    sheet.tag(f"{{%p if charted.{name} %}}")
    sheet.line(Line("khoang_cach", keep=True))
    sheet.line(Line("bang_tieu_de", spec.title, keep=True))
    sheet.chart(CHARTS[name], chart_xml(spec, embedded=False), _CHART_MM[name], spec.title)
    sheet.tag("{%p endif %}")
