"""Jinja as a template's language: what may be said in it, and in what sandbox it runs.

A template is data, not a program. Its tree is looked at before anything runs; what it is allowed
to do looks into maps and lists only, calculates with numbers only, and notes what is missing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from regulations.sentences import say
from templates.press.complaints import NOT_CLOSED, complaint
from templates.press.faults import (
    BrokenTemplateError,
    UnsafeTemplateError,
    all_placed,
    left_open,
    placed,
    tags_in,
)
from templates.press.guard import FILTERS, MAX_RANGE, TESTS, names_asked, offences
from templates.press.woven import joined, trusted

_CALCULATED = frozenset({"+", "-", "*", "/", "//", "%"})
_ANSWERS: Mapping[str, object] = {  # of a missing value, so that the others are found as well
    "__str__": "",
    "__len__": 0,
    "__bool__": False,
    "__eq__": False,
    "__ne__": True,
    "__lt__": False,
    "__le__": False,
    "__gt__": False,
    "__ge__": False,
    "__int__": 0,
    "__float__": 0.0,
    **{
        f"__{side}{sum_}__": 0
        for side in ("", "r")
        for sum_ in ("add", "sub", "mul", "truediv", "floordiv", "mod")
    },
    "__neg__": 0,
    "__round__": 0,
    "__pos__": 0,
    "__hash__": 0,
    "__contains__": False,
    "__iter__": iter(()),
}


class Notes(threading.local):
    """What is noted while a paper is printed: the names of missing values."""

    def __init__(self) -> None:  # once in each thread
        self.missing: dict[str, None] = {}


NOTES = Notes()


class Tongue(ImmutableSandboxedEnvironment):
    """Jinja with few functions and filters, and a note of every value that was missing."""

    intercepted_binops = _CALCULATED

    def __init__(self, filters: Mapping[str, Callable[..., Any]] | None = None) -> None:
        super().__init__(autoescape=True, undefined=_NOTED)
        self.globals = {"range": counting}
        own = {name: self.filters[name] for name in FILTERS}
        handed = {name: trusted(own_filter) for name, own_filter in (filters or {}).items()}
        self.filters = {**own, "join": joined, **handed}
        self.tests = {name: self.tests[name] for name in TESTS}

    def read(self, sources: Mapping[str, str]) -> dict[str, nodes.Template]:
        """Return the trees of *sources*, each by the name of its part, all looked at.

        Raises:
            BrokenTemplateError: tags can't be read; all that could be found.
            UnsafeTemplateError: they ask for what they may not have; all of it.
        """
        trees: dict[str, nodes.Template] = {}
        broken: list[str] = []
        for part, source in sources.items():
            try:
                trees[part] = self.parse(source)
            except TemplateError as error:
                broken += self._faults(part, source, error)
        if broken:
            raise BrokenTemplateError(*broken)
        found = [
            phrase
            for part, tree in trees.items()
            for phrase in all_placed(offences(tree, self.filters), part, sources[part])
        ]
        if found:
            raise UnsafeTemplateError(found)
        return trees

    def _faults(self, part: str, source: str, error: TemplateError) -> list[str]:
        """Return every tag that is a fault by itself; if there is none, the fault of the whole."""
        found = [
            placed(why, part, source, line)
            for line, tag in tags_in(source)
            if tag.startswith("{{") and (why := self._fault(tag))
        ] or [placed(NOT_CLOSED, part, source, line) for line in left_open(source)]
        line = int(getattr(error, "lineno", 0) or 0)
        return [*dict.fromkeys(found or [placed(complaint(error), part, source, line)])]

    def _fault(self, tag: str) -> str:
        try:
            self.parse(tag)
        except TemplateError as error:
            return complaint(error)
        return ""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look into maps only: ``row.items`` is a column, never a method of Python."""
        if isinstance(obj, Undefined):
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look into maps and lists only."""
        if isinstance(obj, Undefined):
            return obj[argument]
        if isinstance(obj, dict) and not isinstance(argument, slice) and argument in obj:
            return obj[argument]
        if isinstance(obj, list | tuple | str) and isinstance(argument, slice):
            return obj[argument]
        listed = isinstance(obj, list | tuple) and isinstance(argument, int)
        if listed and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Let the guard's function be called, and nothing else."""
        return obj is counting

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers only: texts and lists could be made to grow without end."""
        for value in (left, right):
            if isinstance(value, str | bytes | list | tuple | dict):
                raise SecurityError(say("calculate with what is no number"))
        return super().call_binop(context, operator, left, right)


def names_of(trees: Mapping[str, nodes.Template]) -> frozenset[str]:
    """Return the names of all values that *trees* ask for."""
    return frozenset(name for tree in trees.values() for name in names_asked(tree))


def counting(*arguments: int) -> range:
    """Return what ``range`` gives in a template.

    Raises:
        SecurityError: it would count too far.
    """
    turns = range(*arguments)
    if len(turns) > MAX_RANGE:
        raise SecurityError(say("count further than {count}", count=MAX_RANGE))
    return turns


def _noted() -> type[StrictUndefined]:
    """Return the kind of missing value that notes its name wherever it is used, and goes on."""

    def note(value: Any) -> Any:
        if issubclass(value._undefined_exception, SecurityError):
            value._fail_with_undefined_error()
        NOTES.missing[str(value._undefined_name)] = None
        return value

    def answering(answer: object) -> Any:
        return lambda value, *_: (note(value), answer)[1]

    def inside(value: Any, name: Any) -> Any:
        if str(name).startswith("__"):  # Python asks, not the template
            raise AttributeError(name)
        return note(value)

    methods = {name: answering(answer) for name, answer in _ANSWERS.items()}
    looks = {"__getattr__": inside, "__getitem__": inside, "__slots__": ()}
    return type("Noted", (StrictUndefined,), {**methods, **looks})


_NOTED = _noted()
