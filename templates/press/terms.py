"""Expressions of a template as Python: what the guard has let through, and no more. Pure.

The nodes are those of Jinja's tree, known by the names of their kinds. A value of the paper is
a local variable of the code, looked up once; so is what a loop makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_SIGNS = {"Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%",
          "Neg": "-", "Pos": "+", "Not": "not ", "And": "and", "Or": "or",
          "eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=",
          "in": "in", "notin": "not in"}  # fmt: skip
_TURNS = {  # what a loop knows of itself; {i} counts its turns from 0, {l} is the list it walks
    "index": "({i} + 1)", "index0": "{i}", "revindex": "(len({l}) - {i})",
    "revindex0": "(len({l}) - {i} - 1)", "length": "len({l})", "depth": "1", "depth0": "0",
    "first": "({i} == 0)", "last": "({i} + 1 == len({l}))",
    "previtem": "({l}[{i} - 1] if {i} else missing('loop.previtem'))",
    "nextitem": "({l}[{i} + 1] if {i} + 1 < len({l}) else missing('loop.nextitem'))",
}  # fmt: skip
_COUNTS = frozenset({"index", "index0", "revindex", "revindex0", "length", "depth", "depth0"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean at a place: *made* by a loop, *cells* looked up once in each turn."""

    made: Mapping[str, str]
    cells: Mapping[tuple[str, str], str]
    loop: str = ""  # the number of the innermost loop


class Terms:
    """The expressions of one story: the names they ask for, and the functions they call."""

    def __init__(self, filters: Mapping[str, Any], tests: Mapping[str, Any]) -> None:
        self.names: dict[str, str] = {}  # of the paper's values -> variable
        self.functions: dict[str, Any] = {}
        self._filters, self._tests = filters, tests

    def printed(self, node: Any, scope: Scope) -> str:
        """Return *node* as it is handed to the printer; counts are made texts at once."""
        kind = type(node).__name__
        spelt = self.term(node, scope)
        if kind == "Getattr" and _of_loop(node, scope) and node.attr in _COUNTS:
            return f"str({spelt})"
        return spelt if kind in ("Name", "Getattr", "Getitem", "Const") else f"said({spelt})"

    def term(self, node: Any, scope: Scope) -> str:
        """Return *node* as a Python expression."""
        kind = type(node).__name__
        if kind in _WRITERS:
            return _WRITERS[kind](self, node, scope)
        if kind in ("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod"):
            left, right = self.term(node.left, scope), self.term(node.right, scope)
            return f"calculated(None, {_SIGNS[kind]!r}, {left}, {right})"
        if kind in ("And", "Or"):
            return f"({self.term(node.left, scope)} {_SIGNS[kind]} {self.term(node.right, scope)})"
        return f"({_SIGNS[kind]}{self.term(node.node, scope)})"

    def _name(self, node: Any, scope: Scope) -> str:
        if node.name in scope.made:
            return scope.made[node.name]
        if node.name == "loop" and scope.loop:
            return "missing('loop')"  # it has parts, but is no value itself
        return self.names.setdefault(node.name, f"n{len(self.names)}")

    def _const(self, node: Any, scope: Scope) -> str:
        return self._kept(node.value) if isinstance(node.value, float) else repr(node.value)

    def _getattr(self, node: Any, scope: Scope) -> str:
        if _of_loop(node, scope):
            known = _TURNS.get(node.attr, f"missing({'loop.' + node.attr!r})")
            return known.format(i=f"i{scope.loop}", l=f"l{scope.loop}")
        if type(node.node).__name__ != "Name":
            return f"look({self.term(node.node, scope)}, {node.attr!r})"
        name, attr = self._name(node.node, scope), node.attr
        inside = f"{name}[{attr!r}] if type({name}) is dict and {attr!r} in {name}"
        return scope.cells.get((name, attr), f"({inside} else look({name}, {attr!r}))")

    def _getitem(self, node: Any, scope: Scope) -> str:
        held = self.term(node.node, scope)
        if type(node.arg).__name__ != "Slice":
            return f"item({held}, {self.term(node.arg, scope)})"
        ends = (node.arg.start, node.arg.stop, node.arg.step)
        return f"{held}[{':'.join(self.term(end, scope) if end else '' for end in ends)}]"

    def _choice(self, node: Any, scope: Scope) -> str:
        other = self.term(node.expr2, scope) if node.expr2 else "NOTHING"
        return f"({self.term(node.expr1, scope)} if {self.term(node.test, scope)} else {other})"

    def _compare(self, node: Any, scope: Scope) -> str:
        more = (f"{_SIGNS[one.op]} {self.term(one.expr, scope)}" for one in node.ops)
        return f"({' '.join((self.term(node.expr, scope), *more))})"

    def _filter(self, node: Any, scope: Scope) -> str:
        function, call = self._filters[node.name], self._arguments(node, scope)
        if hasattr(function, "jinja_pass_arg"):
            return f"filtered(values, {node.name!r}, {call})"
        return f"{self._kept(function)}({call})"

    def _test(self, node: Any, scope: Scope) -> str:
        return f"{self._kept(self._tests[node.name])}({self._arguments(node, scope)})"

    def _call(self, node: Any, scope: Scope) -> str:
        handed = self._all(node.args, scope)
        if type(node.node).__name__ == "Name":  # the guard lets through but two
            return f"counting({handed})"
        return f"turn(({handed}), i{scope.loop})" if scope.loop else "missing('loop')"

    def _row(self, node: Any, scope: Scope) -> str:
        open_, close = "()" if type(node).__name__ == "Tuple" else "[]"
        return f"{open_}{self._all(node.items, scope)}{close}"

    def _concat(self, node: Any, scope: Scope) -> str:
        return f"woven(({self._all(node.nodes, scope)}))"

    def _arguments(self, node: Any, scope: Scope) -> str:
        named = "".join(
            f"**{{{one.key!r}: {self.term(one.value, scope)}}}, " for one in node.kwargs
        )
        spread = f"*{self.term(node.dyn_args, scope)}, " if node.dyn_args else ""
        open_ = f"**{self.term(node.dyn_kwargs, scope)}, " if node.dyn_kwargs else ""
        return f"{self._all((node.node, *node.args), scope)}{spread}{named}{open_}"

    def _all(self, nodes: Iterable[Any], scope: Scope) -> str:
        return "".join(f"{self.term(one, scope)}, " for one in nodes)

    def _kept(self, function: Any) -> str:
        name = f"f{len(self.functions)}"
        self.functions[name] = function
        return name


def _of_loop(node: Any, scope: Scope) -> bool:
    """Tell whether *node* looks into the loop around it, and not into a value of that name."""
    inner = node.node
    own = type(inner).__name__ == "Name" and inner.name == "loop"
    return own and bool(scope.loop) and "loop" not in scope.made


_WRITERS: Mapping[str, Callable[[Terms, Any, Scope], str]] = {
    "Name": Terms._name,
    "Const": Terms._const,
    "Getattr": Terms._getattr,
    "Getitem": Terms._getitem,
    "CondExpr": Terms._choice,
    "Compare": Terms._compare,
    "Filter": Terms._filter,
    "Test": Terms._test,
    "Call": Terms._call,
    "Tuple": Terms._row,
    "List": Terms._row,
    "Concat": Terms._concat,
}
