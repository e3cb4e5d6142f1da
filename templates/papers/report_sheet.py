"""The report's template: parts I to V upright, then the annex of all tasks laid across."""

from __future__ import annotations

from templates.brief_plan import CORRECTED, FOLLOWED, OVERDUE, UPCOMING
from templates.layout.profile import Profile
from templates.papers.frame import (
    new_sheet,
    prose,
    set_appendix,
    set_head,
    set_signature,
    set_title,
)
from templates.papers.tables import set_figures, set_listing, set_task_table
from templates.typesetting import Sheet
from templates.wording import word, word_of

DONE = {"rank": 10.0, "content": 65.0, "lead": 40.0, "result": 50.0}
ANNEX = {"rank": 9.0, "content": 40.0, "set_by": 23.0, "lead": 25.0, "coordinate": 25.0,
         "product": 20.0, "deadline": 26.0, "result": 33.0, "days_late": 13.0, "cause": 25.0,
         "proposal": 18.0}  # fmt: skip


def set_report(profile: Profile, lang: str) -> bytes:
    """Return the template of a Báo cáo."""
    sheet = new_sheet(profile, lang)
    set_head(sheet, lang)
    set_title(sheet)
    sheet.paragraph("noi_dung", "{{ opening }}")
    _part(sheet, "I", lang)
    sheet.paragraph("noi_dung", prose("direction"))
    _results(sheet, lang)
    _shortcomings(sheet, lang)
    _ahead(sheet, lang)
    _part(sheet, "V", lang)
    sheet.paragraph("noi_dung", prose("proposals"))
    set_signature(sheet, lang)
    _annex(sheet, lang)
    return sheet.to_bytes()


def _part(sheet: Sheet, number: str, lang: str) -> None:
    mark = sheet.profile.setting("roman_mark")
    sheet.paragraph("muc_la_ma", f"{number}{mark} {word(f'report.{number}', lang)}")


def _item(sheet: Sheet, number: int | str, key: str, lang: str) -> None:
    sheet.paragraph("muc_so", f"{number}. {word(f'report.{key}', lang)}")


def _results(sheet: Sheet, lang: str) -> None:
    _part(sheet, "II", lang)
    _item(sheet, 1, "figures", lang)
    sheet.paragraph("noi_dung", "{{ figures.text }}")
    sheet.paragraph("noi_dung", "{{ figures.rates_text }}")
    sheet.paragraph("khoang_cach")
    set_figures(sheet, lang)
    _item(sheet, 2, "overdue", lang)  # what is late comes before what is done
    set_listing(sheet, "overdue", OVERDUE, lang)
    _item(sheet, 3, "done", lang)
    set_listing(sheet, "done", DONE, lang)
    sheet.paragraph("noi_dung", prose("highlights"))
    for name, columns in (("corrections", CORRECTED), ("followed", FOLLOWED)):
        sheet.tag(f"{{%p if {name}.rows %}}")
        _item(sheet, f"{{{{ numbers.{name} }}}}", name, lang)
        set_listing(sheet, name, columns, lang)
        sheet.tag("{%p endif %}")


def _shortcomings(sheet: Sheet, lang: str) -> None:
    _part(sheet, "III", lang)
    _item(sheet, 1, "shortcomings", lang)
    sheet.paragraph("noi_dung", prose("shortcomings"))
    _item(sheet, 2, "causes", lang)
    sheet.paragraph("noi_dung", prose("causes"))


def _ahead(sheet: Sheet, lang: str) -> None:
    _part(sheet, "IV", lang)
    _item(sheet, 1, "upcoming", lang)
    set_listing(sheet, "upcoming", UPCOMING, lang)
    _item(sheet, 2, "measures", lang)
    sheet.paragraph("noi_dung", prose("measures"))


def _annex(sheet: Sheet, lang: str) -> None:
    profile = sheet.profile
    sheet.landscape()
    set_appendix(
        sheet, word_of(profile.system, "annex.name", lang), "{{ annex.title }}", "{{ annex.ref }}"
    )
    sheet.paragraph("khoang_cach")
    set_task_table(sheet, "annex.rows", ANNEX, lang)
    sheet.paragraph("khoang_cach")  # Word wants a paragraph at the end
