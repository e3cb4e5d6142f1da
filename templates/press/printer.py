"""Where a tag is worked out: a story's script is compiled once, and run for every paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import Context, Undefined

from regulations.sentences import say
from templates.press.breaks import SIGNS
from templates.press.complaints import complaint
from templates.press.faults import BrokenTemplateError, UnsafeTemplateError, placed
from templates.press.sandbox import Tongue, counting
from templates.press.script import Script
from templates.press.terms import Terms
from templates.press.woven import NUMBER, said, woven

MAX_STEPS = 2_000_000  # turns and pieces of one part: a clock would stop a paper only sometimes


class _Names(dict[str, object]):
    """Values by name; one that is not there is noted when it is used."""

    def __init__(self, values: Mapping[str, object], tongue: Tongue) -> None:
        super().__init__(values)
        self._tongue = tongue

    def __missing__(self, name: str) -> object:
        return counting if name == "range" else self._tongue.undefined(name=name)


class Printer:
    """One story of a template, ready to give bytes."""

    def __init__(self, part: str, source: str, tree: nodes.Template, tongue: Tongue,
                 around: tuple[bytes, bytes] = (b"", b"")) -> None:  # fmt: skip
        """Compile *tree*; *around* it stand the head and the tail of the part.

        Raises:
            BrokenTemplateError: conditions are nested too deep.
        """
        self.part = part
        terms = Terms(tongue.filters, tongue.tests)
        script = Script(tree, terms, *around)
        self.breaks = any(sign in text for text in script.static for sign in SIGNS)
        self.longest = max(map(len, script.static), default=0)
        self._source, self._tongue, self._lines = source, tongue, script.origins
        space = {**_space(tongue), **terms.functions}
        try:
            exec(compile(script.code, part, "exec"), space)  # of our own script
        except (SyntaxError, MemoryError) as error:  # Python's compiler has its own measure
            why = placed(say("tags are nested too deep"), part, "", 0)
            raise BrokenTemplateError(why) from error
        self._root = space["root"]
        self._take = _taker([*terms.names])

    def run(self, values: Mapping[str, object], out: list[Any]) -> None:
        """Put what *values* make onto *out*, in turns: static bytes, then a value.

        Raises:
            UnsafeTemplateError: it does more than it may, or too much.
            BrokenTemplateError: a tag can't be worked out with these values.
        """
        try:
            try:
                taken = self._take(values)
            except KeyError:
                taken = self._take(_Names(values, self._tongue))
            self._root(values, taken, out)
        except SecurityError as error:
            raise UnsafeTemplateError([self._placed(error)]) from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise BrokenTemplateError(self._placed(error)) from error

    def _placed(self, error: Exception) -> str:
        line, trace = 0, error.__traceback__
        while trace:
            if trace.tb_frame.f_code.co_filename == self.part:
                line = self._lines[trace.tb_lineno - 1]
            trace = trace.tb_next
        return placed(complaint(error), self.part, self._source, line)


def _taker(names: list[str]) -> Callable[[Mapping[str, object]], Any]:
    """Return what looks up all *names* at once; a single one comes bare."""
    return itemgetter(*names) if names else lambda _values: ()


def _space(tongue: Tongue) -> dict[str, Any]:
    """Return all that a script may call; nothing else is in its reach."""

    def filtered(
        values: Mapping[str, object], name: str, value: object, *given: Any, **named: Any
    ) -> Any:
        context = Context(tongue, dict(values), None, {})
        return tongue.call_filter(name, value, given, named, context)

    def missing(name: str) -> Undefined:
        return tongue.undefined(name=name)

    return {
        "__builtins__": {"dict": dict, "enumerate": enumerate, "len": len, "slice": slice,
                         "str": str, "type": type, "LookupError": LookupError,
                         "TypeError": TypeError},
        "MAX_STEPS": MAX_STEPS, "NOTHING": Undefined(), "NUMBER": NUMBER,
        "calculated": tongue.call_binop, "counting": counting, "filtered": filtered,
        "item": tongue.getitem, "listed": _listed, "look": tongue.getattr, "missing": missing,
        "said": said, "stop": _too_long, "turn": _turn, "woven": woven,
    }  # fmt: skip


def _listed(walked: Any) -> list[Any]:
    return walked if type(walked) is list else list(walked)


def _turn(given: tuple[Any, ...], turn: int) -> Any:
    if not given:
        raise TypeError(say("there is nothing to take turns with"))
    return given[turn % len(given)]


def _too_long() -> None:
    raise SecurityError(say("take more than {count} steps", count=MAX_STEPS))
