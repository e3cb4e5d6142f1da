"""The values that go into a paper: only plain ones, and only characters that Word can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, cast

from regulations.errors import VanthuError
from regulations.sentences import listed, say
from templates.press.picture import Picture

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"  # XML 1.0, production 2 (Char)
)

_ODD = re.compile(f"{_FORBIDDEN.pattern}|\r")  # a carriage return becomes a line break
_PLAIN = (int, float, Decimal, date, time, Picture)  # a bool is an int, a datetime a date
_BARE = frozenset({*_PLAIN, bool, datetime})


class UnprintableValuesError(VanthuError):
    """Values hold characters that no Word file can hold; *fields* names all of them."""

    code = "invalid"
    exit_code = 5

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(
            say("Characters that can't be printed stand in: {fields}.", fields=listed([*fields])),
            hint=say("Type these values again; they hold invisible control characters."),
        )
        self.fields = tuple(fields)

    def details(self) -> Mapping[str, object]:
        """Return the names of the values."""
        return {"fields": list(self.fields)}


class ForeignValuesError(VanthuError):
    """Values are objects that no paper can print; *fields* names all of them."""

    code = "invalid"
    exit_code = 5

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(
            say("These are neither text nor numbers, lists or maps: {fields}.",
                fields=listed([*fields])),
            hint=say("Hand in text for each of them."),
        )  # fmt: skip
        self.fields = tuple(fields)

    def details(self) -> Mapping[str, object]:
        """Return the names of the values."""
        return {"fields": list(self.fields)}


class UnknownLinkError(VanthuError):
    """Rich text names links that this paper does not know; Word would call the file damaged."""

    code = "invalid"
    exit_code = 5

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__(
            say("Rich text names links that the paper does not know: {ids}.", ids=listed([*ids])),
            hint=say("Ask the same press for the id of each link."),
        )


class MissingValuesError(VanthuError):
    """A template asks for values that were not given; *fields* names all of them."""

    code = "invalid"
    exit_code = 5

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(
            say("The paper lacks: {fields}.", fields=listed([*fields])),
            hint=say("Give a value for each; an empty text prints nothing."),
        )
        self.fields = tuple(fields)

    def details(self) -> Mapping[str, object]:
        """Return the names of the values."""
        return {"fields": list(self.fields)}


def unprintable(text: str) -> bool:
    """Tell whether *text* holds a character that XML forbids."""
    return _FORBIDDEN.search(text) is not None


def vetted(
    values: Mapping[str, object], ready: tuple[type, ...] = ()
) -> tuple[Mapping[str, object], list[object]]:
    """Return *values* fit for print, and the objects of the *ready* kinds that are no images.

    Values that are plain already come back as they are: this runs for every paper of a million.

    Raises:
        MissingValuesError, UnprintableValuesError, ForeignValuesError: see :func:`plain_values`.
    """
    texts = _at_once(values)
    objects: list[object] = []
    if texts is None:
        texts = []
        if not _gathered(values.values(), texts, objects, ready):
            return plain_values(values, ready), objects
    try:
        text = "".join(texts)
    except TypeError:  # a map's key is no text
        return plain_values(values, ready), objects
    # what can be shown has no sign that XML forbids; asking so takes half the time of a search
    if text.isprintable() or not _ODD.search(text):
        return values, objects
    return plain_values(values, ready), objects


def _at_once(values: Mapping[str, object]) -> list[str] | None:
    """Return all texts in *values* if they are as plain as most: texts, and lists of maps of them.

    It takes the place of :func:`_gathered`, and a third of its time.
    """
    texts: list[Any] = []
    loose: list[Any] = []
    for value in values.values():
        if type(value) is str:
            texts.append(value)
        elif type(value) is list:
            for row in value:
                if type(row) is not dict:
                    return None
                loose += row
                loose += row.values()
        elif type(value) not in _BARE:
            return None
    others = {*map(type, loose)}
    others.discard(str)
    if not others <= _BARE:
        return None
    return texts + (loose if not others else [value for value in loose if type(value) is str])


def _gathered(
    values: Iterable[object], texts: list[str], objects: list[object], ready: tuple[type, ...]
) -> bool:
    """Gather all texts and objects in *values*; false if something in them is not plain."""
    plain = True
    for value in values:
        kind = type(value)
        if kind is str:
            texts.append(cast(str, value))
        elif kind is dict:
            texts += cast(dict[str, object], value)
            inner = cast(dict[str, object], value).values()
            plain = _gathered(inner, texts, objects, ready) and plain
        elif kind in _BARE:
            continue
        elif kind is list or kind is tuple:
            plain = _gathered(cast(list[object], value), texts, objects, ready) and plain
        elif isinstance(value, ready):
            if not hasattr(value, "image_descriptor"):
                objects.append(value)
                texts.append(_xml(value))
        else:
            plain = False
    return plain


def _xml(value: object) -> str:
    """Return the XML that an object of docxtpl's brings; its own line signs are no fault."""
    xml = getattr(value, "xml", "") if "xml" in getattr(value, "__dict__", {}) else ""
    return str(xml).replace("\a", "").replace("\f", "")


def plain_values(values: Mapping[str, object], ready: tuple[type, ...] = ()) -> dict[str, object]:
    """Return *values* as bare text, numbers, lists and maps, which no template can call.

    Raises:
        MissingValuesError: some are ``None``, at any depth.
        UnprintableValuesError: some hold characters that XML forbids.
        ForeignValuesError: some are objects that no paper can print.
    """
    leaves = [*_leaves("", values)]
    if absent := [name for name, leaf in leaves if leaf is None]:
        raise MissingValuesError(absent)
    if broken := [name for name, leaf in leaves if _broken(leaf, ready)]:
        raise UnprintableValuesError(broken)
    if foreign := [name for name, leaf in leaves if not isinstance(leaf, (str, *_PLAIN, *ready))]:
        raise ForeignValuesError(foreign)
    return {name: _plain(value) for name, value in values.items()}


def _broken(leaf: object, ready: tuple[type, ...]) -> bool:
    if isinstance(leaf, ready):
        return unprintable(_xml(leaf))
    return isinstance(leaf, str) and unprintable(leaf)


def _leaves(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield every leaf with its name as a person would say it: ``gia_dinh[2].ho_ten``."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            spelt = f"{name}.{key}" if name else str(key)
            if unprintable(str(key)):
                yield f"{name}.?", str(key)
            yield from _leaves(spelt, inner)
    elif isinstance(value, list | tuple):
        for rank, inner in enumerate(value, start=1):
            yield from _leaves(f"{name}[{rank}]", inner)
    else:
        yield name, value


def _plain(value: object) -> object:
    if isinstance(value, str):
        bare = str.__str__(value)  # a subclass could bring its own idea of safe markup
        return bare.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, Mapping):
        return {
            key if type(key) is int else str.__str__(key) if isinstance(key, str) else str(key):
            _plain(inner) for key, inner in value.items()
        }  # fmt: skip
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
