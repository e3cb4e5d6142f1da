"""A dashboard as one HTML file: no script, nothing loaded from elsewhere, fit to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from templates.editions.page import Page, PageSection, PageTable
from templates.editions.svg import svg

_STYLE = """
body{font-family:"Times New Roman",Tinos,serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;
line-height:1.35}
header,h1,.subject,.day{text-align:center}
h1{font-size:1.3rem;margin:.8rem 0 .2rem}
h2{font-size:1.1rem;margin:1.6rem 0 .5rem;break-after:avoid}
.subject{font-weight:bold;margin:0}
.day,.note{font-style:italic}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.92rem}
th,td{border:1px solid #404040;padding:.2rem .4rem;text-align:left;vertical-align:top}
.m{text-align:center}
tr{break-inside:avoid}
figure{margin:.8rem 0;break-inside:avoid}
figcaption{font-weight:bold;text-align:center}
svg{width:100%;height:auto}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(page: Page) -> bytes:
    """Return the page as HTML in UTF-8."""
    return "\n".join(_page(page)).encode()


def _page(page: Page) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{page.lang}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{escape(page.name)} – {escape(page.subject)}</title>"
    yield f"<style>{_STYLE}</style></head><body>"
    yield "<header>" + "<br>".join(map(escape, page.issuer)) + "</header>"
    yield f"<h1>{escape(page.name)}</h1>"
    yield f'<p class="subject">{escape(page.subject)}</p><p class="day">{escape(page.as_of)}</p>'
    for section in page.sections:
        yield from _section(section)
    yield "</body></html>\n"


def _section(section: PageSection) -> Iterator[str]:
    yield f"<section><h2>{escape(section.title)}</h2>"
    for table in section.tables:
        yield from _table(table)
    for chart in section.charts:
        yield f"<figure><figcaption>{escape(chart.title)}</figcaption>{svg(chart)}</figure>"
    yield "</section>"


def _table(table: PageTable) -> Iterator[str]:
    if table.text:
        yield f"<p>{escape(table.text)}</p>"
    if table.rows:
        yield f'<table id="{table.name}"><thead><tr>'
        yield "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
        yield "</tr></thead><tbody>"
        for row in table.rows:
            yield "<tr>" + "".join(_cell(text, at in table.middle)
                                   for at, text in enumerate(row)) + "</tr>"  # fmt: skip
        yield "</tbody></table>"
    if table.note:
        yield f'<p class="note">{escape(table.note)}</p>'


def _cell(text: str, middle: bool) -> str:
    return f'<td class="m">{escape(text)}</td>' if middle else f"<td>{escape(text)}</td>"
