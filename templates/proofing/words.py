"""What a paper says against what it was made from: template and values, and figures kept for later.

The expected text is worked out a second time, in the plainest way: all paragraphs of the template
as one text for Jinja. It shares nothing with the press but the template and the values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from regulations.sentences import say
from templates.anatomy import DOCUMENT, Anatomy, Paragraph
from templates.ooxml import W, parsed
from templates.press.picture import Picture
from templates.proofing.findings import Finding, Spot, about, at, quoted

_START = "\x1e"  # before each paragraph; no text may hold it
_CONTROL = re.compile(r"\{%(p|tr|r) (.*?)%\}", re.DOTALL)
_FOREIGN = re.compile(
    r"\{%(?!p |tr |r |(?:p|tr|r)?\s*(?:if|elif|else|endif|for|endfor)\b)|\{\{[a-z] |\{#"
)
_TAG = re.compile(r"\{\{|\}\}|\{%|%\}")
_GAP = re.compile(r"\[…|\[\.\.\. |\[họ và tên\]|\[name\]")
_DIGITS = re.compile(r"\d+")
_FRAME = frozenset({"so_ky_hieu", "dia_danh_ngay", "ho_ten"})


def check_words(anatomy: Anatomy, expected: tuple[str, ...]) -> Iterator[Finding]:
    """Yield every paragraph that does not read as expected; see :func:`expected_text`."""
    found = [one for one in anatomy.body if one.text.strip()]
    texts = tuple(_plain(one.text) for one in found)
    if texts == expected:
        return
    matcher = SequenceMatcher(None, texts, expected, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        pairs = min(end - start, last - first)
        for rank in range(pairs):
            yield _differs(found[start + rank], expected[first + rank])
        for paragraph in found[start + pairs : end]:
            yield at("value", paragraph, say("This is in the paper, but not in what it was made "
                                             "from."), say("Print the paper anew."))  # fmt: skip
        for text in expected[first + pairs : last]:
            yield _lost(found, start + pairs, text)


def check_leftovers(anatomy: Anatomy) -> Iterator[Finding]:
    """Yield tags of a template, and gaps that are not marked."""
    for paragraph in (*anatomy.body, *anatomy.margins):
        if tag := _TAG.search(paragraph.text):
            yield _within("tag", paragraph, tag, say("A tag of the template is left."),
                          say("Mend the template's tags and print the paper anew."))  # fmt: skip
        start = 0
        for stretch in paragraph.stretches:
            if not stretch.marked and (gap := _GAP.search(stretch.text)):
                spot = Spot(paragraph.part, paragraph.number, start + gap.start(),
                            start + len(stretch.text))  # fmt: skip
                yield Finding("gap", "error", spot, quoted(stretch.text),
                              say("A gap that is to be filled is not marked."),
                              say("Fill it, or mark it again in yellow."))  # fmt: skip
            start += len(stretch.text)


def expected_text(
    template: bytes | Mapping[str, bytes], values: Mapping[str, object]
) -> tuple[str, ...] | None:
    """Return what the paragraphs should read, in their order, empty ones left out.

    ``None`` where the template uses tags of Word's structure that plain text can't follow.
    """
    assert isinstance(template, Mapping)
    source = "".join(_source(parsed(template[DOCUMENT])))
    if _FOREIGN.search(source):
        return None
    try:
        text = _PLAIN.from_string(source).render(dict(values))
    except TemplateError:
        return None
    lines = (_plain(line) for line in text.split(_START)[1:])
    return tuple(line for line in lines if line.strip())


def figure_checks(anatomy: Anatomy) -> tuple[str, ...]:
    """Return a short check of the numbers of each paragraph or row of a table, in their order.

    What is open (gaps, number and day of the head) is left out: somebody will fill it. A check is
    four signs: it tells a changed number, and tells nobody the number.
    """
    return tuple(check for _, check in _checked(anatomy))


def check_figures(anatomy: Anatomy, kept: tuple[str, ...]) -> Iterator[Finding]:
    """Yield where numbers are not those with which the paper was handed over."""
    now = list(_checked(anatomy))
    matcher = SequenceMatcher(None, kept, [check for _, check in now], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "replace":
            for rank in range(min(end - start, last - first)):
                yield at("figure", now[first + rank][0],
                         say("The numbers here are not those that were printed."),
                         say("Compare with the source, or print the paper anew."))  # fmt: skip
        if kind in ("delete", "replace") and end - start > last - first:
            place = now[min(last, len(now) - 1)][0] if now else None
            message = say("Numbers that were printed are missing here.")
            remedy = say("Compare with the source, or print the paper anew.")
            yield (
                at("figure", place, message, remedy) if place else about("figure", message, remedy)
            )


def _differs(paragraph: Paragraph, expected: str) -> Finding:
    """Name the signs that differ, from the first to the last."""
    text = _plain(paragraph.text)
    start = next((at for at, (one, other) in enumerate(zip(text, expected, strict=False))
                  if one != other), min(len(text), len(expected)))  # fmt: skip
    same = 0
    while same < min(len(text), len(expected)) - start and text[-1 - same] == expected[-1 - same]:
        same += 1
    there, wanted = text[start : len(text) - same], expected[start : len(expected) - same]
    return Finding(
        "value", "error", Spot(paragraph.part, paragraph.number, start, len(text) - same),
        quoted(text),
        say("The paper says {found} where its values say {wanted}.", found=repr(quoted(there)),
            wanted=repr(quoted(wanted))),
        say("Print the paper anew."),
    )  # fmt: skip


def _lost(found: list[Paragraph], rank: int, text: str) -> Finding:
    message = say("Missing here is {text}.", text=repr(quoted(text)))
    if not found:
        return about("value", message, say("Print the paper anew."))
    near = found[min(rank, len(found) - 1)]
    return at("value", near, message, say("Print the paper anew."))


def _within(rule: str, paragraph: Paragraph, match: re.Match[str], message: str, remedy: str
            ) -> Finding:  # fmt: skip
    spot = Spot(paragraph.part, paragraph.number, match.start(), match.end())
    return Finding(rule, "error", spot, quoted(paragraph.text), message, remedy)


def _checked(anatomy: Anatomy) -> Iterator[tuple[Paragraph, str]]:
    rows: dict[tuple[int, int] | int, list[Paragraph]] = {}
    for paragraph in anatomy.body:
        cell = paragraph.cell
        rows.setdefault((cell.table, cell.row) if cell else paragraph.number, []).append(paragraph)
    for own in rows.values():
        if any(one.marked or one.style in _FRAME for one in own):
            continue
        digits = _DIGITS.findall(" ".join(one.text for one in own))
        if digits:
            summed = sha256(" ".join(digits).encode()).hexdigest()
            first = next(one for one in own if _DIGITS.search(one.text))
            yield first, summed[:4]


def _source(root: etree._Element) -> Iterator[str]:
    """Yield the template as one text: tags of rows and paragraphs stand alone, as in docxtpl."""
    body = root.find(f"{{{W}}}body")
    assert body is not None
    for block in body.iter(f"{{{W}}}p", f"{{{W}}}tr"):
        text = _text_of(block)
        control = _CONTROL.search(text)
        if block.tag == f"{{{W}}}tr":
            if control and control[1] == "tr":
                yield f"{{% {control[2]}%}}"
        elif control and control[1] == "p":
            yield f"{{% {control[2]}%}}"
        elif not (control and control[1] == "tr"):
            yield _START + _CONTROL.sub(r"{% \2%}", text)


def _text_of(block: etree._Element) -> str:
    signs = []
    for node in block.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab"):
        signs.append(node.text or "" if node.tag == f"{{{W}}}t" else " ")
    return "".join(signs)


def _plain(text: str) -> str:
    """Return *text* with single blanks: a tag for a run takes the blanks of its run along."""
    if _BLANK.search(text):
        text = text.replace("\n", " ").replace("\t", " ").replace("\r", "")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


_BLANK = re.compile(r"[\n\t\r]")


class _PlainText(ImmutableSandboxedEnvironment):
    """Jinja for plain text: a name with a dot is looked up in maps first, as the press does."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


_PLAIN = _PlainText(
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    finalize=lambda value: "" if isinstance(value, Picture) else value,
)
