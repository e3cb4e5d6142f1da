"""Whether a value fits a JSON Schema, told quickly: schemas as plain functions.

Only the keywords that the office's schemas use are known; a schema with another one has no such
function. What does not fit is looked at again by :mod:`regulations.shapes`, which says why. The two
agree on every value (a test draws them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Fits = Callable[[object], bool]

_SILENT = frozenset(("$schema", "$defs", "title", "description", "examples"))
_TYPES: Mapping[str, Fits] = {
    "string": lambda value: isinstance(value, str),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "integer": lambda value: (
        (isinstance(value, int) and not isinstance(value, bool))
        or (isinstance(value, float) and value.is_integer())
    ),
}


class UnknownKeywordError(Exception):
    """A schema uses a keyword that this room does not know."""


def compiled(schema: Mapping[str, Any]) -> Fits | None:
    """Return the function that tells whether a value fits *schema*; ``None`` for no such."""
    try:
        return _Compiler(schema).of(schema)
    except UnknownKeywordError:
        return None


class _Compiler:
    """Turns the parts of one schema into functions; named parts are turned once."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self.named: dict[str, Fits] = {}

    def of(self, schema: Mapping[str, Any]) -> Fits:
        tests = [self._test(key, schema) for key in schema if key not in _SILENT | {"then", "else"}]
        if len(tests) == 1:
            return tests[0]
        return lambda value: all(test(value) for test in tests)

    def _test(self, keyword: str, schema: Mapping[str, Any]) -> Fits:
        build = getattr(self, f"_{keyword.strip('$')}", None)
        if build is None:
            raise UnknownKeywordError(keyword)
        found: Fits = build(schema[keyword], schema)
        return found

    def _ref(self, target: str, _schema: Mapping[str, Any]) -> Fits:
        if not target.startswith("#/$defs/"):
            raise UnknownKeywordError(target)
        name = target.removeprefix("#/$defs/")
        if name not in self.named:
            self.named[name] = lambda value: self.named[name](value)  # a part may hold itself
            self.named[name] = self.of(self.root["$defs"][name])
        return self.named[name]

    def _type(self, kind: object, _schema: Mapping[str, Any]) -> Fits:
        if not isinstance(kind, str) or kind not in _TYPES:
            raise UnknownKeywordError("type")
        return _TYPES[kind]

    def _enum(self, choices: list[object], _schema: Mapping[str, Any]) -> Fits:
        if not all(isinstance(choice, str) for choice in choices):
            raise UnknownKeywordError("enum")
        known = frozenset(choices)
        return lambda value: isinstance(value, str) and value in known

    def _const(self, wanted: object, schema: Mapping[str, Any]) -> Fits:
        return self._enum([wanted], schema)

    def _pattern(self, pattern: str, _schema: Mapping[str, Any]) -> Fits:
        search = re.compile(pattern).search
        return lambda value: not isinstance(value, str) or search(value) is not None

    def _properties(self, parts: Mapping[str, Any], schema: Mapping[str, Any]) -> Fits:
        tests = {key: self.of(part) for key, part in parts.items()}
        closed = schema.get("additionalProperties") is False

        def fits(value: object) -> bool:
            if not isinstance(value, dict):
                return True
            for key, inner in value.items():
                test = tests.get(key)
                if not (test(inner) if test else not closed):
                    return False
            return True

        return fits

    def _additionalProperties(self, allowed: object, schema: Mapping[str, Any]) -> Fits:  # noqa: N802
        if allowed is False and "properties" in schema:
            return lambda _value: True  # `_properties` looks at the keys
        if allowed is False or not isinstance(allowed, dict):
            raise UnknownKeywordError("additionalProperties")
        known = frozenset(schema.get("properties", ()))
        test = self.of(allowed)
        return lambda value: (
            not isinstance(value, dict)
            or all(test(inner) for key, inner in value.items() if key not in known)
        )

    def _required(self, keys: list[str], _schema: Mapping[str, Any]) -> Fits:
        return lambda value: not isinstance(value, dict) or all(key in value for key in keys)

    def _items(self, part: object, _schema: Mapping[str, Any]) -> Fits:
        if not isinstance(part, dict):
            raise UnknownKeywordError("items")
        test = self.of(part)
        return lambda value: not isinstance(value, list) or all(map(test, value))

    def _minItems(self, count: int, _schema: Mapping[str, Any]) -> Fits:  # noqa: N802
        return lambda value: not isinstance(value, list) or len(value) >= count

    def _minimum(self, least: int, _schema: Mapping[str, Any]) -> Fits:
        return lambda value: not _is_number(value) or value >= least  # type: ignore[operator]

    def _maximum(self, most: int, _schema: Mapping[str, Any]) -> Fits:
        return lambda value: not _is_number(value) or value <= most  # type: ignore[operator]

    def _allOf(self, parts: list[Mapping[str, Any]], _schema: Mapping[str, Any]) -> Fits:  # noqa: N802
        tests = [self.of(part) for part in parts]
        return lambda value: all(test(value) for test in tests)

    def _if(self, part: Mapping[str, Any], schema: Mapping[str, Any]) -> Fits:
        when = self.of(part)
        then, other = (self.of(schema.get(name, {})) for name in ("then", "else"))
        return lambda value: then(value) if when(value) else other(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
