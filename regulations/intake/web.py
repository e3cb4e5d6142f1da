"""A web page to lines: the law without the site around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from regulations.folding import fold
from regulations.intake.decoding import check_font, decode
from regulations.intake.extract import Extract
from regulations.intake.headings import heading_of
from regulations.intake.hygiene import letters
from regulations.intake.markers import letter_number, roman_number
from regulations.intake.sniff import UnreadableFileError
from regulations.intake.tables import table_lines
from regulations.sentences import say

_UNSEEN: Final = ("script", "style", "noscript", "template", "head", "iframe", "object", "svg",
                  "select", "button", "input", "textarea", "audio", "video", "del")  # fmt: skip
_SITE: Final = ("nav", "header", "footer", "aside")  # no form: some sites lie whole in one
_BLOCKS: Final = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "td", "th", "tr", "ul",
})  # fmt: skip
_SHARE: Final = 0.8  # of the structure of a page that the law's own element must hold


def read_page(content: bytes) -> Extract:
    """Read a web page.

    Raises:
        NotTextError: it is in no encoding that is known.
        UnreadableFileError: it can't be parsed to its end.
    """
    text, encoding = decode(content)
    page = _parsed(text)
    title = " ".join((page.findtext(".//title") or "").split())
    notes: Counter[str] = Counter()
    notes["deletions"] = sum(1 for _ in page.iter("del"))
    notes["insertions"] = sum(1 for _ in page.iter("ins"))
    etree.strip_elements(page, *_UNSEEN, etree.Comment, etree.ProcessingInstruction,
                         with_tail=False)  # fmt: skip
    whole = letters("".join(page.itertext())).total()
    law = _law_of(page)
    _drop_hidden(law)
    raw = "".join(law.itertext())
    check_font(raw)
    lines = _Lines(notes)
    found = tuple(lines.of(law))
    notes["site"] = whole - letters(raw).total()
    return Extract(f"html, {encoding}", found, raw, claimed=title, notes=+notes)


def _parsed(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableFileError(
            say("The page holds no text."), say("Fetch it again from its source.")
        ) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableFileError(
            say("The page is nested too deeply."),
            say("Open it in Word, save it as .docx, and import that."),
        )
    return page


def _law_of(page: html.HtmlElement) -> html.HtmlElement:
    """Return the smallest element that holds nearly all of what makes a law: motto and articles.

    A page without them is taken whole, but for what sites put around their text.
    """
    weights: Counter[html.HtmlElement] = Counter()
    for element in page.iter("p", "div", "td", "li", "span", "h1", "h2", "h3", "h4", "b", "strong"):
        text = element.text_content() if len(element) < 8 else element.text or ""
        line = " ".join(text.split())
        if weight := _weight(line[:400]):
            nearest = next((a for a in element.iterancestors() if a in weights), None)
            if nearest is None or weights[nearest] < weight:
                weights[element] = weight
    total = sum(weights.values())
    if not total:
        etree.strip_elements(page, *_SITE, with_tail=False)
        found = page.find("body")
        return page if found is None else found
    held: Counter[html.HtmlElement] = Counter()
    for element, weight in weights.items():
        for around in (element, *element.iterancestors()):
            held[around] += weight
    fitting = [element for element, weight in held.items() if weight >= _SHARE * total]
    return max(fitting, key=lambda element: sum(1 for _ in element.iterancestors()))


def _weight(line: str) -> int:
    if fold(line).startswith(("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam")):
        return 3 if len(line) < 120 else 0
    heading = heading_of(line) if len(line) < 300 else None
    if heading is None or heading.kind not in ("article", "chapter"):
        return 0
    return int(heading.stopped)  # "Điều 87 Nghị định …" is a link to another text


def _drop_hidden(law: html.HtmlElement) -> None:
    for element in list(law.iter()):
        style = "".join((element.get("style") or "").lower().split())
        if element is not law and ("display:none" in style or element.get("hidden") is not None):
            element.drop_tree()


class _Lines:
    """The text of an element, block by block; blanks inside a line are one."""

    def __init__(self, notes: Counter[str]) -> None:
        self._notes = notes
        self._pieces: list[str] = []

    def of(self, element: html.HtmlElement) -> Iterator[str]:
        """Yield the lines of *element* and of all in it."""
        yield from self._inside(element)
        yield from self._end()

    def _inside(self, element: html.HtmlElement) -> Iterator[str]:
        if element.tag == "table":
            yield from self._end()
            yield from self._table(element)
            return
        block = element.tag in _BLOCKS
        if block:
            yield from self._end()
        if element.tag == "br":
            yield from self._end()
        if element.tag == "li":
            self._pieces.append(self._number(element))
        as_typed = element.tag == "pre" or next(element.iterancestors("pre"), None) is not None
        yield from self._add(element.text or "", as_typed)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._inside(child)
            yield from self._add(child.tail or "", as_typed)
        if block:
            yield from self._end()

    def _add(self, text: str, as_typed: bool) -> Iterator[str]:
        """Take text; in ``<pre>`` every end of a line counts."""
        first, *more = text.split("\n") if as_typed else [text]
        self._pieces.append(first)
        for line in more:
            yield from self._end()
            self._pieces.append(line)

    def _end(self) -> Iterator[str]:
        line = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if line:
            yield line

    def _table(self, table: html.HtmlElement) -> Iterator[str]:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        around = frozenset(one for row in rows for one in (row, *row.iterancestors()))
        yield from self._loose(table, around)
        yield from self._end()
        cells = [[list(_Lines(self._notes).of(cell)) for cell in row if cell.tag in ("td", "th")]
                 for row in rows]  # fmt: skip
        self._notes["tables"] += 1
        yield from table_lines(cells)

    def _loose(
        self, element: html.HtmlElement, around: frozenset[html.HtmlElement]
    ) -> Iterator[str]:
        """Yield what stands in a table outside its cells; browsers show it before the table.

        *around* are its rows and all that holds them.
        """
        yield from self._add(element.text or "", False)
        for child in element:
            if child in around:
                yield from self._loose(child, around)
            elif element.tag != "tr" or child.tag not in ("td", "th"):
                yield from self._inside(child)
            yield from self._add(child.tail or "", False)

    def _number(self, item: html.HtmlElement) -> str:
        """Return the number that a browser prints before an item of a list."""
        around = item.getparent()
        if around is None or around.tag != "ol":
            return "- "
        self._notes["numbers"] += 1
        start = _number_in(around.get("start"), 1)
        place = start + sum(1 for _ in item.itersiblings("li", preceding=True))
        number = _number_in(item.get("value"), place)
        kind = around.get("type", "1")
        if kind in "aA":
            text = letter_number(number)
            return f"{text.upper() if kind == 'A' else text}) "
        return f"{roman_number(number) if kind in 'iI' else number}. "


def _number_in(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else default
