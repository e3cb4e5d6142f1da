"""Which cells of a workbook show a day as its month and year.

Typed into Excel, 4/2027 becomes the first of April with a format that hides the day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MONTH_ONLY = "17"  # the format mmm-yy, which every Excel has built in
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def month_styles(styles: etree._Element) -> frozenset[str]:
    """Return the styles, by number, whose format shows month and year; from ``xl/styles.xml``."""
    own: Mapping[str, str] = {
        entry.get("numFmtId", ""): entry.get("formatCode", "")
        for entry in styles.iter(f"{_MAIN}numFmt")
    }
    formats = styles.find(f"{_MAIN}cellXfs")
    return frozenset(
        str(number)
        for number, style in enumerate(formats if formats is not None else ())
        if _hides_the_day(style.get("numFmtId", ""), own)
    )


def _hides_the_day(number: str, own: Mapping[str, str]) -> bool:
    if number not in own:
        return number == _MONTH_ONLY
    code = _QUOTED.sub("", own[number].split(";")[0]).lower()
    return "y" in code and "m" in code and "d" not in code and "h" not in code
