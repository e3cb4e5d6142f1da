"""The values that go into a paper: only plain ones, and only characters that Word can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from regulations.errors import VanthuError
from regulations.sentences import listed, say
from templates.press.picture import Picture

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"  # XML 1.0, production 2 (Char)
)

Plain: TypeAlias = "str | int | float | bool | Picture | list[Plain] | dict[str, Plain]"


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


def plain_values(values: Mapping[str, object]) -> dict[str, Plain]:
    """Return *values* as bare text, numbers, lists and maps, which no template can call.

    Raises:
        MissingValuesError: some are ``None``, at any depth.
        UnprintableValuesError: some hold characters that XML forbids.
    """
    absent: list[str] = []
    broken: list[str] = []
    for name, leaf in _leaves("", values):
        if leaf is None:
            absent.append(name)
        elif isinstance(leaf, str) and unprintable(leaf):
            broken.append(name)
    if absent:
        raise MissingValuesError(absent)
    if broken:
        raise UnprintableValuesError(broken)
    return {name: _plain(value) for name, value in values.items()}


def _leaves(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield every leaf with its name as a person would say it: ``gia_dinh[2].ho_ten``."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list | tuple):
        for rank, inner in enumerate(value, start=1):
            yield from _leaves(f"{name}[{rank}]", inner)
    else:
        yield name, value


def _plain(value: object) -> Plain:
    if isinstance(value, str):
        return str.__str__(value)  # a subclass could bring its own idea of safe markup
    if isinstance(value, bool | int | float | Picture):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    raise TypeError(f"a paper can't print {type(value).__name__}")
