"""Printing a shipped paper: its template and values become a Word file that names the office."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from templates.brief import Brief
from templates.charts import with_chart
from templates.press.engine import print_docx
from templates.press.stamp import TREE_PROPERTY

GUIDELINE = "huong-dan"
REPORT = "bao-cao"
BRIEF = "bao-cao-nhanh"


def print_paper(
    name: str, values: Mapping[str, object], *, lang: str = "vi", office: str = ""
) -> bytes:
    """Return the paper *name* filled with *values*.

    *office* is the tree id of the office from which the values came; it goes into a document
    property, never into print.
    """
    template = resources.files("templates.papers").joinpath(template_name(name, lang))
    properties = {TREE_PROPERTY: office} if office else None
    return print_docx(template.read_bytes(), values, properties=properties)


def print_brief(brief: Brief, *, office: str = "") -> bytes:
    """Return the Báo cáo nhanh with its chart, which Word can edit."""
    paper = print_paper(BRIEF, brief.values(), lang=brief.lang, office=office)
    return with_chart(paper, brief.chart) if brief.chart else paper


def template_name(name: str, lang: str) -> str:
    """Return the file name of a paper's template."""
    return f"{name}.docx" if lang == "vi" else f"{name}.{lang}.docx"
