"""Provisions and questions to measure search with: real ones, and as many more made from them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from regulations.folding import fold, nfc
from regulations.search.entry import Entry
from regulations.symbol import SymbolError, parse_symbol

SEED = 366
_ARTICLE = re.compile(
    r"^[ \t]*[ĐÐ]i[ềê]u[ \t]+(\d+[a-zđ]?)[.:]?[ \t]*(.*)$", re.MULTILINE | re.IGNORECASE
)
_SYMBOL = re.compile(r"(?:Luật )?[Ss]ố:?\s*(\d+/\d{4}/QH\s*\d+)")
_SENTENCE = re.compile(r"(?<=[.;:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the uids of the provisions that answer it."""

    text: str
    uids: frozenset[str]


def real_entries(folder: Path) -> list[Entry]:
    """Return the articles of ``retrieval/law.json``, and of those ``laws`` that are not in it."""
    laws = json.loads((folder / "retrieval" / "law.json").read_text(encoding="utf-8"))
    asked = [entry for law in laws for entry in _asked_law(law)]
    names = {_slug(law["id"]) for law in laws}
    others = (path for path in sorted((folder / "laws").glob("*.txt")) if not _among(path, names))
    return asked + [entry for path in others for entry in _other_law(path)]


def questions(folder: Path) -> list[Question]:
    """Return the questions with their answers."""
    asked = json.loads((folder / "retrieval" / "train.json").read_text(encoding="utf-8"))
    return [
        Question(
            one["text"],
            frozenset(f"regulation/{_slug(found['law_id'])}#art_{found['article_id']}@"
                      for found in one["relevant_articles"]),
        )
        for one in asked
    ]  # fmt: skip


def many_entries(real: list[Entry], count: int) -> Iterator[Entry]:
    """Yield *count* provisions in instruments of fifty, recombined from real sentences."""
    chance = random.Random(SEED)
    sentences = [piece for entry in real for piece in _SENTENCE.split(entry.body)
                 if len(piece) > 30]  # fmt: skip
    for number in range(count):
        instrument, place = divmod(number, 50)
        since = date(1990 + instrument % 36, 1 + instrument % 12, 1 + instrument % 28)
        symbol = f"{1 + instrument % 400}/{since.year}/NĐ-CP"
        yield Entry(
            kind="regulation",
            id=f"chinh-phu/nghi-dinh/{since.year}/{instrument}",
            eid=f"art_{place + 1}",
            heading=f"Điều {place + 1}. {chance.choice(real).heading.partition('. ')[2]}",
            body="\n".join(chance.choices(sentences, k=chance.randint(2, 5))),
            symbol=symbol,
            signed=since.isoformat(),
            number=symbol.split("/")[0],
            type="nghi_dinh",
            issuer="CP",
            sort_day=since,
            since=since,
            until=date(since.year + 12, 1, 1) if instrument % 3 else None,
            context=(f"Nghị định {symbol} {chance.choice(real).heading}",),
            standing=f"0:not_yet,{since:%Y%m%d}:in_force",
        )


def short_queries(real: list[Entry], count: int) -> list[str]:
    """Return *count* queries of two to four neighbouring words of real headings, without marks."""
    chance = random.Random(SEED)
    found: list[str] = []
    while len(found) < count:
        words = fold(chance.choice(real).heading.partition(". ")[2]).split()
        size = chance.randint(2, 4)
        if len(words) >= size:
            at = chance.randint(0, len(words) - size)
            found.append(" ".join(words[at : at + size]))
    return found


def half_accented(text: str, chance: random.Random) -> str:
    """Return *text* with the marks of half its syllables taken off."""
    return " ".join(fold(word) if chance.random() < 0.5 else word for word in nfc(text).split())


def _asked_law(law: dict[str, object]) -> Iterator[Entry]:
    name = str(law["id"])
    for article in law["articles"]:  # type: ignore[attr-defined]
        heading, _, body = article["text"].partition("\n")
        yield _entry(_slug(name), name, article["id"], heading, body)


def _other_law(path: Path) -> Iterator[Entry]:
    text = nfc(path.read_text(encoding="utf-8-sig", errors="replace"))
    symbol = _SYMBOL.search(text)
    heads = list(_ARTICLE.finditer(text))
    ends = [match.start() for match in heads[1:]] + [len(text)] * bool(heads)
    name = path.stem.replace("-", " ")
    for match, end in zip(heads, ends, strict=True):
        entry = _entry(path.stem, name, match[1], match[2], text[match.end() : end])
        yield _with_symbol(entry, symbol[1].replace(" ", "") if symbol else "")


def _entry(law: str, name: str, number: str, heading: str, body: str) -> Entry:
    return Entry(
        kind="regulation", id=law, eid=f"art_{number}", heading=f"Điều {number}. {heading.strip()}",
        body=body.strip(), type="luat", issuer="QH", context=(name,),
    )  # fmt: skip


def _with_symbol(entry: Entry, text: str) -> Entry:
    try:
        symbol = parse_symbol(text)
    except SymbolError:
        return entry
    year = f"{symbol.year}" if symbol.year else ""
    return replace(entry, symbol=str(symbol), number=symbol.number, signed=year)


def _among(path: Path, names: set[str]) -> bool:
    return any(path.stem == name or path.stem.startswith(f"{name}-") or name.startswith(path.stem)
               for name in names)  # fmt: skip


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))
