"""A page of HTML that stands alone, from a text of ours: numbers as printed, nothing that runs."""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import tostring

import nh3

from templates.manuscript import read_manuscript

_STYLE = """
body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 "Times New Roman",serif}
h1,h2,h3{font-size:1.1rem;margin:1.4rem 0 .4rem}h1{text-align:center}p{margin:.4rem 0}
blockquote{margin:.2rem 0;padding-left:.8rem;border-left:3px solid #999;color:#444}
"""
_TAGS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "strong", "em", "blockquote", "aside",
         "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip


def webpage(title: str, markdown: str, lang: str) -> str:
    """Return a page of *markdown*, which is read as a drafter's manuscript is."""
    root = read_manuscript(title, markdown)
    raw = "\n".join(tostring(element, encoding="unicode", method="html") for element in root)
    body = nh3.clean(raw, tags=_TAGS, attributes={})
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
