"""The guideline's template: head, opening, numbered sections, signature."""

from __future__ import annotations

from templates.layout.profile import Profile
from templates.papers.frame import new_sheet, prose, set_head, set_signature, set_title


def set_guideline(profile: Profile, lang: str) -> bytes:
    """Return the template of a Hướng dẫn."""
    sheet = new_sheet(profile, lang)
    set_head(sheet, lang)
    set_title(sheet)
    sheet.paragraph("noi_dung", "{{ opening }}")
    sheet.tag("{%p for section in sections %}")
    sheet.paragraph("muc_la_ma", "{{ section.heading }}")
    sheet.tag("{%p for block in section.blocks %}")
    sheet.tag("{%p if block.numbered %}")
    sheet.paragraph("noi_dung", prose("block.text", numbered="block.numbered"))
    sheet.tag("{%p else %}")
    sheet.paragraph("noi_dung", prose("block.text"))
    sheet.tag("{%p endif %}")
    sheet.tag("{%p endfor %}")
    sheet.tag("{%p endfor %}")
    set_signature(sheet, lang)
    return sheet.to_bytes()
