"""Numbers in running text that must add up: a whole and its parts, a share and its percentage.

Only what claims to be complete is added up: parts in brackets, after "gồm" or "=", and pairs that
leave no third (in time and overdue), or parts of the same name. After "trong đó" no part may exceed
the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regulations.sentences import say
from templates.proofing.findings import Finding
from templates.reconciling.pages import NUMBER, Piece, whole
from tracker.progress import Rate

_N = NUMBER.pattern
_WHOLE = rf"(?P<whole>{_N})(?P<noun>[^\d()=;.]{{0,80}}?)"
_BRACKETS = re.compile(rf"{_WHOLE}\((?P<parts>[^()]*)\)")
_MADE_OF = re.compile(
    rf"{_WHOLE}(?:(?:bao )?gồm|consisting of|made up of):? (?P<parts>[^;=]*?)(?=[;=]|\.(?:\s|$)|$)"
)
_EQUALS = re.compile(rf"{_WHOLE}= (?P<parts>{_N}(?: \+ {_N})+)")
_OF_WHICH = re.compile(rf"{_WHOLE}(?:trong đó|of which):? (?P<parts>[^;.(]*(?:\.\d{{3}}[^;.(]*)*)")
_NO_COUNT_BEFORE = re.compile(r"(?i)(?:ngày|tháng|năm|quý|(?<!tổng )số|điều|khoản|mục|No\.) $")
_PAIRS = (("trong hạn", "quá hạn"), ("đúng hạn", "quá hạn"), ("within time", "overdue"),
          ("on time", "late"))  # fmt: skip
_SHARE = re.compile(r"(?P<count>[\d.,]+)/(?P<of>[\d.,]+) (?:\(|= )(?P<percent>\d+(?:[.,]\d+)?) ?%")
_NOT_COUNTS = re.compile(r"%|\d/\d|\d-[A-ZĐ]|(?:ngày|tháng|năm|quý) \d")
MEND_SUM = say("Correct the whole or its parts, or print the report anew.")


def check_sentence(piece: Piece) -> Iterator[Finding]:
    """Yield every whole in a sentence that its parts do not make, and every wrong percentage."""
    text = piece.text
    for pattern in (_EQUALS, _BRACKETS, _MADE_OF, _OF_WHICH):
        for match in pattern.finditer(text):
            if not _NO_COUNT_BEFORE.search(text[: match.start()]):
                yield from _parts(piece, match, sure=pattern is _EQUALS)
    for match in _SHARE.finditer(text):
        yield from check_share(piece, match)


def check_share(piece: Piece, match: re.Match[str]) -> Iterator[Finding]:
    """Yield a share whose percentage is not that of its two numbers."""
    count, of = whole(match["count"]), whole(match["of"])
    if not of or count is None:
        return
    percent = Rate(count, of).percent
    if percent != _percent(match["percent"]):
        yield piece.finding(
            "share",
            say("{count}/{of} is {percent} %, not {said} %.", count=count, of=of,
                percent=percent.replace(".", ","), said=match["percent"]),
            say("Correct the percentage or its two numbers."),
        )  # fmt: skip


def unequal(piece: Piece, said: int, parts: list[int]) -> Finding:
    """Return the finding that a whole is not the sum of its parts."""
    return piece.finding(
        "sum",
        say("{said} is not {parts} = {total}.", said=_told(said),
            parts=" + ".join(map(_told, parts)), total=_told(sum(parts))),
        MEND_SUM,
    )  # fmt: skip


def _parts(piece: Piece, match: re.Match[str], *, sure: bool) -> Iterator[Finding]:
    said, parts = whole(match["whole"]), _counts(match["parts"])
    if said is None or not parts:
        return
    if len(parts) > 1 and (sure or _leaves_none(match["noun"], match["parts"], parts)):
        if said != sum(parts):
            yield unequal(piece, said, parts)
    elif match.re is _OF_WHICH and max(parts) > said:
        message = say("A part of {said} can't be {part}.", said=_told(said), part=_told(max(parts)))
        yield piece.finding("sum", message, MEND_SUM)


def _leaves_none(noun: str, text: str, parts: list[int]) -> bool:
    """Tell whether the parts are all there are: a pair that leaves no third, or the same noun."""
    pair = any(one in text and other in text for one, other in _PAIRS)
    if pair:
        return len(parts) == 2
    named = noun.split()[:2]
    return bool(named) and text.count(" ".join(named)) == len(parts)


def _counts(text: str) -> list[int]:
    """Return the counts of a list of parts; none where it holds days, symbols or percentages."""
    if _NOT_COUNTS.search(text):
        return []
    return [int(re.sub(r"[.,]", "", match[0])) for match in NUMBER.finditer(text)]


def _percent(text: str) -> str:
    plain = text.replace(",", ".")
    return plain if "." in plain else f"{plain}.0"


def _told(count: int) -> str:
    return f"{count:,}".replace(",", ".")
