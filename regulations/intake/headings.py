"""The lines of an instrument that carry its structure, as offices print them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from regulations.folding import fold
from regulations.markup import ISSUED
from regulations.text import Kind, position

_END = r"(?:\s*[.:–—-]\s*|\s+|$)"
_NUMBER = r"(?P<num>[IVXLC]+|\d+[a-zđ]?)"
_MARKS: Final[tuple[tuple[Kind, str], ...]] = (
    ("part", rf"(?i:phần)\s+(?P<num>(?i:thứ)\s\w+|[IVXLC]+|\d+){_END}"),
    ("chapter", rf"(?i:chương)\s+{_NUMBER}{_END}"),
    ("subsection", rf"(?i:tiểu\s+mục)\s+{_NUMBER}{_END}"),
    ("section", rf"(?i:mục)\s+{_NUMBER}{_END}"),
    ("article", rf"(?i:điều)\s+(?P<num>\d+[a-zđ]?)(?P<stop>{_END})"),
    ("section", r"(?P<num>[IVXLC]+)(?:\s*[.\-–—/])\s*(?=\w)"),
    ("appendix", r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?P<num>[IVXLC]+|\d+[a-z]?|[A-HĐ]))?"
                 r"(?P<stop>\s*[.:–—-]\s*|\s*(?=\()|\s+(?=[^\W\d_])|$)"),
)  # fmt: skip
_FORMS: Final = tuple((kind, re.compile(rf"{mark}(?P<rest>.*)")) for kind, mark in _MARKS)
_SELF: Final = re.compile(r"(?i:này|(?:của|và|đến)\b)|[,;]")
_SIGNED: Final = re.compile(
    r"(?:noi nhan\b|(?:t/m|t\.m\.?|tm\.?|thay mat|kt\.?|k/t\.?|tl\.?|t/l\.?|tuq\.?|q\.)\s)"
)
_OFFICES: Final = re.compile(
    r"(?:pho |quyen |q\. )?(?:chu tich|chu nhiem|tong bi thu|bi thu|thu tuong|bo truong|thu truong"
    r"|truong ban|chanh van phong|giam doc|tong giam doc|vien truong|chanh an|hieu truong"
    r"|cuc truong|tong thanh tra|thong doc|thuong truc|tong kiem toan)\b"
)
_PASSED: Final = re.compile(
    r"(?:bo luat|luat|nghi quyet|phap lenh|hien phap) nay (?:da )?duoc .{0,160}thong qua"
)
_NUMBERED: Final = re.compile(r"(?:\d{1,3}[a-zđ]?[.)/-]|\d{1,2}[.]\d{1,2}[.]?|[a-zđ][.)]|[-–+•])\s")
_TIGHT: Final = re.compile(r"(\d{1,3}[a-zđ]?\.|[a-zđ]\)|[-–])(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be a heading: *num* as printed, *rest* what follows the number.

    *stopped* tells that a sign stands between number and words, as in ``Điều 5.``.
    """

    kind: Kind
    num: str
    rest: str
    stopped: bool = True

    @property
    def place(self) -> tuple[int, int]:
        """Where its number stands in its row."""
        return position(self.num) or (0, 0)


def heading_of(line: str) -> Heading | None:
    """Return *line* as the heading that it may be."""
    for kind, form in _FORMS:
        if match := form.fullmatch(line):
            groups = match.groupdict()
            stopped = bool(groups.get("stop", ".").strip() or not match["rest"])
            heading = Heading(kind, groups["num"] or "", match["rest"], stopped)
            return heading if _plausible(heading, line) else None
    return None


def is_issued(line: str) -> bool:
    """Tell whether *line* is the title of what the instrument issues: ``QUY CHẾ``."""
    return line.isupper() and line.startswith(ISSUED) and len(line) < 200


def closes(line: str) -> bool:
    """Tell whether recipients, signature or the note of passage may begin with *line*."""
    plain = fold(line).strip("*_ ")
    if _PASSED.match(plain):
        return True
    if len(line) > 120:
        return False
    if plain.startswith("noi nhan"):
        return True
    return line.isupper() and bool(_SIGNED.match(plain) or _OFFICES.match(plain))


def is_rule(line: str) -> bool:
    """Tell whether *line* is only drawn: ``-----``, ``***``."""
    return bool(line.strip()) and not any(sign.isalnum() for sign in line)


def starts_unit(line: str) -> bool:
    """Tell whether *line* begins with the number of a clause or point, or with a dash."""
    return _NUMBERED.match(line) is not None


def spaced(line: str) -> str:
    """Return *line* with single blanks, and one behind a number: ``1.Một`` is ``1. Một``."""
    plain = " ".join(line.split())
    match = _TIGHT.match(plain)
    return f"{match[1]} {plain[match.end() :]}" if match else plain


def _plausible(heading: Heading, line: str) -> bool:
    rest = heading.rest
    if heading.kind == "appendix":
        return len(line) <= 200 and not rest.endswith(";") and not _is_reference(rest)
    if heading.kind in ("part", "chapter", "section", "subsection"):
        return len(line) <= 300 and not rest.endswith((";", ",")) and not _is_reference(rest)
    return heading.stopped or (rest[:1].isupper() and not _is_reference(rest))


def _is_reference(rest: str) -> bool:
    """Tell whether the words behind a number go on in a sentence: ``này``, ``của Luật``."""
    return bool(_SELF.match(rest)) or rest[:1].islower()
