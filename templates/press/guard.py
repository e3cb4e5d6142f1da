"""What a template may ask for: values, lists, choices and sums. All else is named and refused.

The tree of a parsed template is walked by the names of its kinds; only one room knows Jinja.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from regulations.sentences import say
from templates.press.faults import Offence
from templates.press.values import unprintable

MAX_NESTED_LOOPS = 3  # what keeps a template from running for hours
MAX_RANGE = 10_000
FILTERS = frozenset({
    "abs", "capitalize", "count", "d", "default", "first", "float", "int", "join", "last",
    "length", "lower", "max", "min", "reverse", "round", "sort", "string", "sum", "title", "trim",
    "unique", "upper",
})  # fmt: skip
TESTS = frozenset({
    "defined", "undefined", "odd", "even", "none", "number", "string", "divisibleby", "in",
    "true", "false",
})  # fmt: skip
_KINDS = frozenset({
    "Template", "Output", "TemplateData", "Name", "Const", "Getattr", "Getitem", "For", "If",
    "CondExpr", "And", "Or", "Not", "Compare", "Operand", "Filter", "Test", "Tuple", "List",
    "Concat", "Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Neg", "Pos", "Keyword", "Slice",
})  # fmt: skip


def offences(tree: Any, filters: Collection[str] = FILTERS) -> Iterator[Offence]:
    """Yield all that *tree* asks for and may not have, before any of it runs."""
    yield from _offences(tree, filters, 0, 0)


def names_asked(tree: Any, bound: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the names in *tree* that no loop around them has made."""
    kind = type(tree).__name__
    if kind == "Call":
        bound = bound | {"range"}
    if kind == "Name" and tree.ctx == "load" and tree.name not in bound:
        yield tree.name
    if kind != "For":
        for child in tree.iter_child_nodes():
            yield from names_asked(child, bound)
        return
    yield from names_asked(tree.iter, bound)
    made = bound | {"loop", *_names_made(tree.target)}
    for child in (*tree.body, *tree.else_, *([tree.test] if tree.test else [])):
        yield from names_asked(child, made)


def _names_made(target: Any) -> list[str]:
    if type(target).__name__ == "Name":
        return [target.name]
    return [name for child in target.iter_child_nodes() for name in _names_made(child)]


def _offences(tree: Any, filters: Collection[str], loops: int, line: int) -> Iterator[Offence]:
    line = tree.lineno or line
    if phrase := _offence(tree, filters):
        yield Offence(phrase, line)
    loops += type(tree).__name__ == "For"
    if loops > MAX_NESTED_LOOPS:
        what = say("walk lists inside lists, more than {count} deep", count=MAX_NESTED_LOOPS)
        yield Offence(what, line)
        return
    for child in tree.iter_child_nodes():
        yield from _offences(child, filters, loops, line)


def _offence(node: Any, filters: Collection[str]) -> str | None:
    kind = type(node).__name__
    if kind == "Call":
        return None if _may_be_called(node) else say("call {name}", name=_spelt(node.node))
    if kind not in _KINDS:
        return say("use {what}", what=kind.lower())
    if kind == "Filter" and node.name not in filters:
        return say("use the filter {name}", name=node.name)
    if kind == "Test" and node.name not in TESTS:
        return say("use the test {name}", name=node.name)
    if kind in ("Getattr", "Getitem", "For"):
        return _reach(node, kind)
    if kind == "Const" and isinstance(node.value, str):
        if "&" in node.value:  # docxtpl hands it over as &amp;: never equal
            return say("hold the sign & inside a tag")
        if unprintable(node.value):
            return say("hold a character inside a tag that can't be printed")
    return None


def _reach(node: Any, kind: str) -> str | None:
    if kind == "Getattr" and node.attr.startswith("_"):
        return say("reach into {name}", name=_spelt(node))
    if kind == "Getitem" and not _fixed(node.arg):
        return say("look up a name that is made on the way")
    if kind == "For" and (node.recursive or type(node.iter).__name__ == "Const"):
        return say("walk a list that is no value")
    return None


def _fixed(argument: Any) -> bool:
    """Tell whether the *argument* of a look-up is written out: a name, a number or a slice."""
    kind = type(argument).__name__
    if kind == "Slice":
        return all(_fixed(part) for part in argument.iter_child_nodes())
    if kind == "Neg":
        argument = argument.node
        kind = type(argument).__name__
    return kind == "Const" and not str(argument.value).startswith("_")


def _may_be_called(call: Any) -> bool:
    """Tell whether a call is ``range(…)`` or ``loop.cycle(…)``, with nothing unpacked into it."""
    if call.kwargs or call.dyn_args or call.dyn_kwargs:
        return False
    return _spelt(call.node) in ("range", "loop.cycle")


def _spelt(node: Any) -> str:
    kind = type(node).__name__
    if kind == "Getattr":
        return f"{_spelt(node.node)}.{node.attr}"
    return str(node.name) if kind == "Name" else "…"
