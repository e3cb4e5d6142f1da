"""Which pieces of two texts belong together: what stayed, moved, was split, or merged.

By what says the same, by heading and by number first; then by shared words, the likest first.
Words that many pieces share tell nothing, and are not looked at: that keeps it near linear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from regulations.comparing.pieces import Piece, likeness
from regulations.folding import fold

_SAME_NUMBER = 0.3  # likeness from which an article under its old number is the old one
_ALIKE = 0.4  # and under any other
_PART = 0.6  # share of the words of a piece that make it a part of another
_LEAST_PART = 4  # shingles; less is no part of anything
_SHARED_BY = 12  # pieces; words that more of them share tell nothing


@dataclass(frozen=True, slots=True)
class Group:
    """Places of pieces that belong together: one each, several of a side, or none of one."""

    olds: tuple[int, ...]
    news: tuple[int, ...]


def paired(olds: Sequence[Piece], news: Sequence[Piece]) -> list[Group]:
    """Return every piece of both sides in one group, as the new text reads.

    What was taken out stands behind the piece that it followed.
    """
    pairing = _Pairing(olds, news)
    pairing.by_name(lambda piece: (bool(piece.label), piece.words))
    pairing.by_name(lambda piece: fold(piece.heading), at_least=_ALIKE / 2)
    pairing.by_name(lambda piece: piece.eid, at_least=_SAME_NUMBER)
    pairing.by_words()
    pairing.by_parts()
    return pairing.groups()


@dataclass(slots=True)
class _Pairing:
    """What belongs together so far: the new places of an old one, and the old ones of a new."""

    olds: Sequence[Piece]
    news: Sequence[Piece]
    news_of: dict[int, list[int]] = field(default_factory=dict)
    olds_of: dict[int, list[int]] = field(default_factory=dict)

    def by_name(self, name: Callable[[Piece], Hashable], at_least: float = 0.0) -> None:
        """Pair what alone bears a name on its side, where it is like enough."""
        olds = _alone(self.olds, self.news_of, name)
        news = _alone(self.news, self.olds_of, name)
        for own, old in olds.items():
            new = news.get(own)
            if new is not None and likeness(self.olds[old], self.news[new]) >= at_least:
                self._join(old, new)

    def by_words(self) -> None:
        """Pair what is left by shared words, the likest first, of equal ones the nearest."""
        found = [
            (-likeness(self.olds[old], self.news[new]), abs(old - new), old, new)
            for old, new in self._meeting(self._left_olds(), self._left_news())
        ]
        for unlike, _, old, new in sorted(found):
            if -unlike >= _ALIKE and old not in self.news_of and new not in self.olds_of:
                self._join(old, new)

    def by_parts(self) -> None:
        """Join what is left to what it was a part of, or has become a part of."""
        olds, news = self._left_olds(), self._left_news()
        split = [
            (-_share(self.news[new], self.olds[old], self._news(old)), old, new)
            for old, new in self._meeting(list(self.news_of), news)
        ]
        merged = [
            (-_share(self.olds[old], self.news[new], self._olds(new)), old, new)
            for old, new in self._meeting(olds, list(self.olds_of))
        ]
        for lack, old, new in sorted(split + merged):
            if -lack >= _PART and (old not in self.news_of or new not in self.olds_of):
                self._join(old, new)

    def groups(self) -> list[Group]:
        """Return all pieces in groups, as the new text reads."""
        groups: list[Group] = []
        for new in range(len(self.news)):
            group = self._around(new)
            if group.news[0] == new:
                groups.append(group)
        for old in self._left_olds():
            behind = [at for at, group in enumerate(groups) if old - 1 in group.olds]
            groups.insert(behind[0] + 1 if behind else 0, Group((old,), ()))
        return groups

    def _around(self, new: int) -> Group:
        """Return everything that hangs together with a new piece."""
        olds, news, before = set(self.olds_of.get(new, ())), {new}, 0
        while len(olds) + len(news) > before:
            before = len(olds) + len(news)
            news |= {one for old in olds for one in self.news_of[old]}
            olds |= {one for other in news for one in self.olds_of.get(other, ())}
        return Group(tuple(sorted(olds)), tuple(sorted(news)))

    def _meeting(self, olds: list[int], news: list[int]) -> set[tuple[int, int]]:
        """Return which of *olds* and *news* share words that few others have."""
        having = defaultdict(list)
        for old in olds:
            for shingle in self.olds[old].shingles:
                having[shingle].append(old)
        return {
            (old, new)
            for new in news
            for shingle in self.news[new].shingles
            if len(having.get(shingle, ())) <= _SHARED_BY
            for old in having.get(shingle, ())
        }

    def _join(self, old: int, new: int) -> None:
        self.news_of.setdefault(old, []).append(new)
        self.olds_of.setdefault(new, []).append(old)

    def _left_olds(self) -> list[int]:
        return [old for old in range(len(self.olds)) if old not in self.news_of]

    def _left_news(self) -> list[int]:
        return [new for new in range(len(self.news)) if new not in self.olds_of]

    def _news(self, old: int) -> list[Piece]:
        return [self.news[new] for new in self.news_of[old]]

    def _olds(self, new: int) -> list[Piece]:
        return [self.olds[old] for old in self.olds_of[new]]


def _alone(
    pieces: Sequence[Piece], taken: Container[int], name: Callable[[Piece], Hashable]
) -> dict[Hashable, int]:
    """Return the places of the pieces left whose name no other bears; nameless ones never."""
    named = {place: name(piece) for place, piece in enumerate(pieces) if place not in taken}
    counts = Counter(named.values())
    return {own: place for place, own in named.items() if own and counts[own] == 1}


def _share(part: Piece, whole: Piece, others: Iterable[Piece]) -> float:
    """Return which share of *part* stands in *whole* and no more in what *whole* is paired with."""
    if len(part.shingles) < _LEAST_PART:
        return 0.0
    elsewhere = frozenset().union(*(other.shingles for other in others))
    return len((part.shingles & whole.shingles) - elsewhere) / len(part.shingles)
