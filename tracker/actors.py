"""The bodies that a running text names, known to the office or not, and the lists they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from regulations.bodies import Bodies, Body
from regulations.folding import fold, fold_evenly, nfc

_HEADS = (
    "ban thuong vu", "ban chap hanh", "ban chi dao", "ban to chuc", "ban tuyen giao",
    "ban noi chinh", "ban chinh sach", "ban quan ly", "dang uy", "dang bo", "dang doan",
    "ban can su", "tinh uy", "thanh uy", "huyen uy", "chi bo", "van phong", "uy ban", "ubnd",
    "ubkt", "bo", "so", "mat tran to quoc", "hoi", "lien doan", "hoc vien", "truong", "cong an",
    "toa an", "vien kiem sat", "phong", "trung tam", "tinh doan", "bao",
)  # fmt: skip
DOING = (
    "tham muu", "xay dung", "ban hanh", "huong dan", "to chuc", "trien khai", "ra soat",
    "nghien cuu", "kiem tra", "don doc", "theo doi", "hoan thien", "hoan thanh", "trinh",
    "de xuat", "lanh dao", "chi dao", "tong hop", "bao cao", "thuc hien", "tien hanh", "so ket",
    "tong ket", "cu the hoa", "quan triet", "lap", "cap nhat", "so hoa", "khac phuc", "bo tri",
    "phan bo", "gui", "nop", "chuan bi", "thanh lap", "kien toan", "sap xep", "xu ly", "khao sat",
    "danh gia", "cong bo",
)  # fmt: skip
"""Verbs, folded, of what a body is told to do."""
_IN_NAMES = ("to chuc", "lap", "gui")
_WORK = (*(verb for verb in DOING if verb not in _IN_NAMES), "to chuc thuc hien", "chu tri",
         "phoi hop", "co trach nhiem", "chiu trach nhiem", "khan truong", "tiep tuc", "phai",
         "can", "se", "de", "cung", "truoc", "trong", "cham nhat")  # fmt: skip
_UNKNOWN = re.compile(
    rf"(?<!\w)(?:{'|'.join(_HEADS)})(?: [^\W\d_]+(?:-[^\W\d_]+)*)+?"
    rf"(?=\s*(?:[,;:.()\n]|$)| (?:va|{'|'.join(_WORK)})(?!\w))"
)
_UNKNOWN_ENGLISH = re.compile(
    r"(?<!\w)(?!(?:The|In|Head|Deputy|Member|Secretary|Chairman|Chief) )"
    r"(?:[A-Z][\w'-]+(?: (?:of|and|for|the)(?= [A-Z]))? ){1,6}"
    r"(?:Committee|Commission|Office|Ministry|Department|Board|Council|Union|Academy)(?!\w)"
    r"|(?<!\w)(?:Ministry|Department|Office) of (?:the )?[A-Z]\w+(?: (?:and )?[A-Z]\w+)*"
)
_BETWEEN = re.compile(r"\s*[,;]?\s*(?:(?:va|cung(?: voi)?|and|the|cac)\s+)*")
_GOES_ON = re.compile(r" [^\W\d_a-zđ]")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Actor:
    """A body named from *start* up to *end*; *id* is empty for one that the office doesn't know."""

    start: int
    end: int
    text: str
    id: str = ""


class Actors:
    """The names of all bodies of an office, ready to be looked for."""

    def __init__(self, bodies: Bodies) -> None:
        """Gather every name, abbreviation and alias of *bodies*."""
        self._ids: dict[str, str] = {}
        self._groups: set[str] = set()
        abbreviations: dict[str, str] = {}
        for body in bodies.by_id.values():
            for name in _names(body):
                self._ids.setdefault(_key(name), body.id)
            if body.level == "group":
                self._groups.add(body.id)
            if body.abbr:
                abbreviations.setdefault(nfc(body.abbr), body.id)
        self._abbreviations = abbreviations
        self._named = _any_of(self._ids)
        self._short = _any_of(abbreviations)

    def find(self, text: str, even: str = "") -> tuple[Actor, ...]:
        """Return the bodies named in *text* (NFC), in its order; none overlaps another.

        *even* is *text* folded by ``fold_evenly``. A name of a single body begins with a capital.
        """
        even = even or fold_evenly(text)
        found = [*self._known(text, even), *self._by_abbreviation(text), *_unknown(text, even)]
        return _apart(found, text)

    def _known(self, text: str, even: str) -> Iterator[Actor]:
        for match in self._named.finditer(_spelling(even)):
            body, said = self._ids[match[0]], text[match.start() : match.end()]
            if said[0].isupper() or body in self._groups:
                yield Actor(*match.span(), said, body)

    def _by_abbreviation(self, text: str) -> Iterator[Actor]:
        for match in self._short.finditer(text):
            if text[match.start() - 1 : match.start()] not in ("/", "-"):  # 45-KH/BTCTU
                yield Actor(*match.span(), match[0], self._abbreviations[match[0]])


def lists_of(actors: Sequence[Actor], even: str) -> tuple[tuple[Actor, ...], ...]:
    """Return *actors* in runs: between neighbours stand only commas, ``và`` and the like."""
    runs: list[list[Actor]] = []
    for actor in actors:
        last = runs[-1][-1].end if runs else -1
        if last >= 0 and _BETWEEN.fullmatch(even, last, actor.start):
            runs[-1].append(actor)
        else:
            runs.append([actor])
    return tuple(map(tuple, runs))


def _names(body: Body) -> Iterator[str]:
    for name in body.names:
        yield name.vi
        if name.en:
            yield name.en
    yield from body.aliases


def _key(name: str) -> str:
    return _spelling(fold(name).strip())


def _spelling(folded: str) -> str:
    """Make one of two English spellings: organisation, organization."""
    return folded.replace("z", "s").replace("\n", " ")


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    choice = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")


def _unknown(text: str, even: str) -> Iterator[Actor]:
    for match in _UNKNOWN.finditer(even):
        start, end = match.span()
        capital = text[start].isupper() and any(char.isupper() for char in text[start + 1 : end])
        if capital and end - start <= _LONGEST:
            yield Actor(start, end, text[start:end])
    for match in _UNKNOWN_ENGLISH.finditer(text):
        yield Actor(*match.span(), match[0])


def _apart(found: list[Actor], text: str) -> tuple[Actor, ...]:
    """Keep the longest of those that overlap: an office of a body is not that body.

    Where a known name begins, it stands, unless a capital goes on with it.
    """
    settled = {one.start for one in found if one.id and not _GOES_ON.match(text, one.end)}
    kept: list[Actor] = []
    for actor in sorted(found, key=lambda one: (one.start - one.end, not one.id)):
        if not actor.id and actor.start in settled:
            continue
        if all(actor.end <= other.start or other.end <= actor.start for other in kept):
            kept.append(actor)
    return tuple(sorted(kept, key=lambda one: one.start))
