"""The parts that all papers of a template share, deflated once, around those printed for each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from templates.press.archive import Block, Entry, block_of, closed, static_entry
from templates.press.package import CONTENT_TYPES, ROOT_RELATIONS
from templates.press.relations import Additions, Relation, relations_part, with_relations

_KEPT = 64  # shapes of a package that are kept ready; papers of one form share one or two
_FIRST = (CONTENT_TYPES, ROOT_RELATIONS)  # so that ``file`` sees a Word document

_Types = tuple[tuple[str, str, bool], ...]  # part or ending, content type, by default
_Related = tuple[tuple[str, Relation], ...]


class Jacket:
    """The static parts of a template, ready to be bound around printed ones."""

    def __init__(self, parts: Mapping[str, bytes], printed: Collection[str]) -> None:
        self._parts = parts
        self._names = [name.encode() for name in printed]
        varied = {CONTENT_TYPES, *(name for name in parts if name.endswith(".rels"))}
        self._fixed = {
            name: static_entry(name, content)
            for name, content in parts.items()
            if name not in varied.union(printed)
        }
        self._bare = self._bound((), ())
        self._block = lru_cache(maxsize=_KEPT)(self._bound)
        # what the paper before added, and its block: most papers add the same
        self._last: tuple[_Types, _Related, Block] = ((), (), self._bare)

    def closed(self, printed: Iterable[bytes], added: Additions) -> bytes:
        """Return the package of the *printed* parts, what they *added*, and all the others."""
        entries: list[Entry] = []
        for name, part in zip(self._names, printed, strict=True):
            entries.append((name, part, None))
        if not added.related:
            return closed(self._bare, entries)
        for medium, content in added.media:
            entries.append((medium.encode(), content, content))
        types, related, block = self._last
        if added.related is not related or added.types is not types:
            bound = self._bound if added.external else self._block  # links are seldom the same
            block = bound(added.types, added.related)
            self._last = added.types, added.related, block
        return closed(block, entries)

    def _bound(self, types: _Types, related: _Related) -> Block:
        parts = {name: content for name, content in self._parts.items() if name.endswith(".rels")}
        parts[CONTENT_TYPES] = _with_types(self._parts[CONTENT_TYPES], types)
        for part in dict.fromkeys(part for part, _ in related):
            name = relations_part(part)
            some = (one for own, one in related if own == part)
            parts[name] = with_relations(parts.get(name, b""), some)
        entries = self._fixed | {name: static_entry(name, part) for name, part in parts.items()}
        rest = sorted({*entries} - {*_FIRST}, key=lambda name: (not name.startswith("word/"), name))
        return block_of(entries[name] for name in (*_FIRST, *rest))


def _with_types(content: bytes, types: _Types) -> bytes:
    lines = ""
    for name, kind, by_default in dict.fromkeys(types):
        if by_default:
            if re.search(rb'Extension="%s"' % re.escape(name.encode()), content, re.IGNORECASE):
                continue
            lines += f"<Default Extension={quoteattr(name)} ContentType={quoteattr(kind)}/>"
        else:
            lines += f"<Override PartName={quoteattr(name)} ContentType={quoteattr(kind)}/>"
    return content.replace(b"</Types>", lines.encode() + b"</Types>")
