"""SQLite's FTS5 with its best tokenizer for Vietnamese: the peer that search is measured against.

``unicode61 remove_diacritics 2`` takes the marks off but leaves đ alone, so đ is made d before;
without that it would miss every word that is typed without marks and has one.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from regulations.search.entry import Entry, numbers_of

_PLAIN = str.maketrans("đĐðÐ", "dDdD")
_WORD = re.compile(r"\w+")
_RANK = "bm25(passage, 0, 1.0, 0.5)"


class Fts5:
    """Entries in one FTS5 table with columns for body and headings."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._base = sqlite3.connect(path)

    def build(self, entries: Iterable[Entry]) -> None:
        """Index *entries*."""
        self._base.executescript(
            "CREATE VIRTUAL TABLE passage USING fts5(uid UNINDEXED, body, heading,"
            " tokenize = 'unicode61 remove_diacritics 2');"
            "CREATE TABLE fact (rowid INTEGER PRIMARY KEY, uid TEXT, symbol TEXT,"
            " since INTEGER, until INTEGER);"
        )
        for number, entry in enumerate(entries, 1):
            self._add(number, entry)
        self._base.executescript("CREATE INDEX fact_symbol ON fact (symbol);"
                                 "CREATE INDEX fact_uid ON fact (uid);")  # fmt: skip
        self._base.commit()

    def update(self, entry: Entry) -> None:
        """Put *entry* in the place of the one of its name."""
        row = self._base.execute("SELECT rowid FROM fact WHERE uid = ?", (entry.uid,)).fetchone()
        self._base.execute("DELETE FROM passage WHERE rowid = ?", row)
        self._base.execute("DELETE FROM fact WHERE rowid = ?", row)
        self._add(row[0], entry)
        self._base.commit()

    def symbol(self, text: str) -> list[str]:
        """Return the entries of the instrument with this symbol."""
        return self._uids("SELECT uid FROM fact WHERE symbol = ? LIMIT 10", text)

    def short(self, text: str) -> list[str]:
        """Return what holds all words, else some."""
        return self._matching(" AND ", text) or self._matching(" OR ", text)

    def short_on_day(self, text: str, day: int) -> list[str]:
        """Return what holds all words and is valid on a day, with ten snippets."""
        rows = self._base.execute(
            "SELECT passage.uid, snippet(passage, 1, '**', '**', '…', 32) FROM passage"
            " JOIN fact ON fact.rowid = passage.rowid WHERE passage MATCH ?"
            f" AND since <= ? AND until > ? ORDER BY {_RANK} LIMIT 10",
            (_asked(" AND ", text), day, day),
        )
        return [row[0] for row in rows]

    def phrase(self, text: str) -> list[str]:
        """Return what holds the words in this order."""
        words = " ".join(_WORD.findall(text.translate(_PLAIN)))
        return self._uids(_MATCH, f'"{words}"')

    def question(self, text: str) -> list[str]:
        """Return what holds some of the words."""
        return self._matching(" OR ", text)

    def _matching(self, between: str, text: str) -> list[str]:
        return self._uids(_MATCH, _asked(between, text))

    def _uids(self, query: str, value: str) -> list[str]:
        return [row[0] for row in self._base.execute(query, (value,))]

    def _add(self, number: int, entry: Entry) -> None:
        days = numbers_of(entry)
        heading = " ".join((entry.symbol, entry.heading, *entry.context))
        self._base.execute(
            "INSERT INTO passage (rowid, uid, body, heading) VALUES (?, ?, ?, ?)",
            (number, entry.uid, entry.body.translate(_PLAIN), heading.translate(_PLAIN)),
        )
        self._base.execute(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?)",
            (number, entry.uid, entry.symbol, days["since"], days["until"]),
        )


_MATCH = f"SELECT uid FROM passage WHERE passage MATCH ? ORDER BY {_RANK} LIMIT 10"


def _asked(between: str, text: str) -> str:
    return between.join(f'"{word}"' for word in _WORD.findall(text.translate(_PLAIN)))
