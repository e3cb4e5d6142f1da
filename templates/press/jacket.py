"""The parts that all papers of a template share, deflated once, around those printed for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from templates.press.archive import (
    Block,
    Entry,
    block_of,
    closed,
    fresh_entry,
    static_entry,
    stored_entry,
)
from templates.press.package import CONTENT_TYPES, ROOT_RELATIONS
from templates.press.relations import (
    Additions,
    Media,
    Relation,
    relations_part,
    with_relations,
)

_KEPT = 64  # shapes of a package that are kept ready; papers of one form share one or two
_FIRST = (CONTENT_TYPES, ROOT_RELATIONS)

_Types = tuple[tuple[str, str, bool], ...]  # part or ending, content type, by default
_Related = tuple[tuple[str, tuple[Relation, ...]], ...]


class Jacket:
    """The static parts of a template, ready to be bound around printed ones."""

    def __init__(self, parts: Mapping[str, bytes], printed: Iterable[str]) -> None:
        self._parts = parts
        self._printed = frozenset(printed)
        varied = {CONTENT_TYPES, *(name for name in parts if name.endswith(".rels"))}
        self._fixed = {
            name: static_entry(name, content)
            for name, content in parts.items()
            if name not in self._printed | varied
        }
        self._block = lru_cache(maxsize=_KEPT)(self._bound)

    def closed(self, printed: Mapping[str, bytes], added: Additions) -> bytes:
        """Return the package of the *printed* parts, what they *added*, and all the others."""
        fresh = [fresh_entry(name, content) for name, content in printed.items()]
        if not added.related:
            return closed(self._block((), ()), fresh)
        fresh += [stored_entry(media.part, media.content) for media in added.media]
        types = tuple(dict.fromkeys(_type(media) for media in added.media))
        related = tuple((part, tuple(some)) for part, some in added.related.items() if some)
        own = any(one.external for _, some in related for one in some)
        return closed((self._bound if own else self._block)(types, related), fresh)

    def _bound(self, types: _Types, related: _Related) -> Block:
        parts = {name: content for name, content in self._parts.items() if name.endswith(".rels")}
        parts[CONTENT_TYPES] = _with_types(self._parts[CONTENT_TYPES], types)
        for part, added in related:
            name = relations_part(part)
            parts[name] = with_relations(parts.get(name, b""), added)
        entries = {name: static_entry(name, content) for name, content in parts.items()}
        return block_of(_ordered({**self._fixed, **entries}))


def _ordered(entries: Mapping[str, Entry]) -> list[Entry]:
    """Return *entries* so that ``file`` sees a Word document: types, relations, then the story."""
    rest = sorted(set(entries) - set(_FIRST), key=lambda name: (not name.startswith("word/"), name))
    return [entries[name] for name in (*_FIRST, *rest)]


def _type(media: Media) -> tuple[str, str, bool]:
    ending = media.part.rsplit(".", 1)[-1]
    return (ending if media.by_default else f"/{media.part}", media.kind, media.by_default)


def _with_types(content: bytes, types: _Types) -> bytes:
    lines = ""
    for name, kind, by_default in types:
        if by_default:
            if re.search(rb'Extension="%s"' % re.escape(name.encode()), content, re.IGNORECASE):
                continue
            lines += f"<Default Extension={quoteattr(name)} ContentType={quoteattr(kind)}/>"
        else:
            lines += f"<Override PartName={quoteattr(name)} ContentType={quoteattr(kind)}/>"
    return content.replace(b"</Types>", lines.encode() + b"</Types>")
