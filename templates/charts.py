"""Charts as values, and as native Word charts: the XML of one, and the workbook behind it.

The reader can edit a chart in Word: double-click, "Edit data". The same chart gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from lxml import etree

from templates.press.package import parts_of
from templates.press.stamp import pack

STACKED, COLUMNS, LINES, TIMELINE = "stacked", "columns", "lines", "timeline"
DAY_ZERO = date(1899, 12, 30)  # day 0 of Excel's calendar
_CREATED = datetime(1980, 1, 1)  # never the clock
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SPACES = {"c": f"{_DRAWING}/chart", "a": f"{_DRAWING}/main", "r": _OFFICE}
_MANY = 12  # above so many on the axis Word chooses the steps itself
_LYING = frozenset({STACKED, TIMELINE})


@dataclass(frozen=True, slots=True)
class Series:
    """One colour: a count for each category, ``None`` where there is none; *colour* is RRGGBB.

    One without a colour is not drawn: it only pushes what is stacked upon it. Its name is a blank,
    for programs differ in which entry of the legend they hide.
    """

    name: str
    counts: tuple[int | None, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart of one of four kinds; *title* is what it shows, in words.

    ``stacked`` bars lie across, the first category on top; ``columns`` stand side by side;
    ``lines`` run through time; a ``timeline`` is stacked bars whose axis counts days from
    ``DAY_ZERO``, from *since* to *until*.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    kind: str = STACKED
    title: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def lying(self) -> bool:
        """Whether its bars lie across."""
        return self.kind in _LYING

    @property
    def highest(self) -> int:
        """The highest value that the axis must reach."""
        if self.kind == STACKED:
            columns = zip_longest(*(series.counts for series in self.series), fillvalue=0)
            return max((sum(filter(None, bar)) for bar in columns), default=0)
        return max((count or 0 for series in self.series for count in series.counts), default=0)


def days_from_zero(day: date) -> int:
    """Return *day* as Excel counts it."""
    return (day - DAY_ZERO).days


def chart_xml(spec: ChartSpec, *, embedded: bool = True) -> bytes:
    """Return the chart's part; *embedded* says that the workbook stands behind it."""
    from pptx.chart.data import CategoryChartData  # here: only one paper in many has a chart
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {STACKED: XL_CHART_TYPE.BAR_STACKED, TIMELINE: XL_CHART_TYPE.BAR_STACKED,
             COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED, LINES: XL_CHART_TYPE.LINE}  # fmt: skip
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = spec.categories
    for series in spec.series:
        data.add_series(series.name, series.counts)  # type: ignore[no-untyped-call]
    writer = ChartXmlWriter(kinds[spec.kind], data)  # type: ignore[no-untyped-call]
    root = etree.fromstring(writer.xml.encode())
    _colour(root, spec)
    _arrange(root, spec)
    _measure(root, spec)
    if embedded:
        root.append(_made('<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def workbook(spec: ChartSpec) -> bytes:
    """Return the workbook: categories in column A, one column for each series."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet("Sheet1")  # the name that the chart's references carry
        sheet.write_column(1, 0, spec.categories)
        for column, series in enumerate(spec.series, start=1):
            sheet.write_string(0, column, series.name)
            for row, count in enumerate(series.counts, start=1):
                if count is not None:
                    sheet.write_number(row, column, count)
    return pack(parts_of(buffer.getvalue()))


def _colour(root: etree._Element, spec: ChartSpec) -> None:
    for node, series in zip(root.iter(f"{{{_SPACES['c']}}}ser"), spec.series, strict=True):
        look = f"<c:spPr>{_face(series.colour, spec.kind)}</c:spPr>"
        name = _find(node, "c:tx")
        name.addnext(_made(look))
        for marker in node.findall("c:marker", _SPACES):
            node.remove(marker)
        if spec.kind == LINES:
            marks = '<c:marker><c:symbol val="circle"/><c:size val="5"/></c:marker>'
            _find(node, "c:spPr").addnext(_made(marks))


def _face(colour: str, kind: str) -> str:
    if not colour:
        return "<a:noFill/><a:ln><a:noFill/></a:ln>"
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    if kind == LINES:
        return f'<a:ln w="25400">{fill}</a:ln>'
    edge = '<a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln>'
    return fill + edge


def _arrange(root: etree._Element, spec: ChartSpec) -> None:
    """Lay out as readers expect: no title, legend below, first category on top, Times."""
    _find(root, "c:chart/c:autoTitleDeleted").set("val", "1")
    plot = _find(root, "c:chart/c:plotArea")
    chart = _find(root, "c:chart")
    for tag in ("c:legend", "c:plotVisOnly"):
        for old in chart.findall(tag, _SPACES):
            chart.remove(old)
    plot.addnext(_made('<c:plotVisOnly val="1"/>'))
    if len(spec.series) > 1:
        plot.addnext(_made('<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'))
    if spec.kind != LINES:
        bars = _find(plot, "c:barChart")
        after = bars.find("c:overlap", _SPACES)
        gap = _made('<c:gapWidth val="60"/>')
        (_find(bars, "c:axId") if after is None else after).addprevious(gap)
    if spec.lying:
        _find(plot, "c:catAx/c:scaling/c:orientation").set("val", "maxMin")
    letters = _find(root, "c:txPr/a:p/a:pPr/a:defRPr")
    letters.set("sz", "900" if spec.kind == TIMELINE else "1100")
    letters.append(_made('<a:latin typeface="Times New Roman"/>'))


def _measure(root: etree._Element, spec: ChartSpec) -> None:
    """Set the axis of the values: whole numbers from 0, or days."""
    axis = _find(root, "c:chart/c:plotArea/c:valAx")
    scaling = _find(axis, "c:scaling")
    form = "0"
    if spec.since and spec.until:
        form = "dd/mm"
        scaling.append(_made(f'<c:max val="{days_from_zero(spec.until)}"/>'))
        scaling.append(_made(f'<c:min val="{days_from_zero(spec.since)}"/>'))
    else:
        scaling.append(_made('<c:min val="0"/>'))
    gridlines = _find(axis, "c:majorGridlines")
    gridlines.addnext(_made(f'<c:numFmt formatCode="{form}" sourceLinked="0"/>'))
    if spec.lying:
        _find(axis, "c:crosses").set("val", "max")
    axis.append(_made('<c:crossBetween val="between"/>'))
    if spec.since:
        axis.append(_made('<c:majorUnit val="91.25"/>'))
    elif spec.highest <= _MANY:
        axis.append(_made('<c:majorUnit val="1"/>'))


def _find(node: etree._Element, path: str) -> etree._Element:
    found = node.find(path, _SPACES)
    assert found is not None, path
    return found


def _made(xml: str) -> etree._Element:
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    return etree.fromstring(f"<x {spaces}>{xml}</x>")[0]
