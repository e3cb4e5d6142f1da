"""What a template may ask for: values, lists and choices. Everything else is named and refused.

The tree of a parsed template is walked by the names of its kinds; only the engine knows Jinja.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from regulations.errors import VanthuError
from regulations.sentences import say
from templates.press.package import joined

MAX_NESTED_LOOPS = 3  # what keeps a template from running for hours
FILTERS = frozenset({"upper", "lower", "join", "length", "first", "last"})
TESTS = frozenset({"defined", "odd", "even"})
_KINDS = frozenset({
    "Template", "Output", "TemplateData", "Name", "Const", "Getattr", "Getitem", "For", "If",
    "CondExpr", "And", "Or", "Not", "Compare", "Operand", "Filter", "Test", "Tuple", "Concat",
})  # fmt: skip


class UnsafeTemplateError(VanthuError):
    """A template asks for more than values, lists and choices; *offences* names all it asks for."""

    code = "refused_template"

    def __init__(self, offences: Sequence[str]) -> None:
        super().__init__(
            say("The template may not do this: {offences}.", offences=joined(offences)),
            hint=say("A template may only name values, walk lists and choose with if."),
        )
        self.offences = tuple(offences)


def refuse_offences(trees: Iterable[Any]) -> None:
    """Look at all *trees* before any of them runs.

    Raises:
        UnsafeTemplateError: they hold something that is not on the list; all of it at once.
    """
    if offences := dict.fromkeys(offence for tree in trees for offence in _offences(tree)):
        raise UnsafeTemplateError([*offences])


def names_asked(tree: Any, bound: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the names in *tree* that no loop around them has made."""
    kind = type(tree).__name__
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


def _offences(tree: Any, loops: int = 0) -> Iterator[str]:
    if phrase := _offence(tree):
        yield phrase
    loops += type(tree).__name__ == "For"
    if loops > MAX_NESTED_LOOPS:
        yield say("walk lists inside lists, more than {count} deep", count=MAX_NESTED_LOOPS)
        return
    for child in tree.iter_child_nodes():
        yield from _offences(child, loops)


def _offence(node: Any) -> str | None:
    kind = type(node).__name__
    if kind == "Call":
        return say("call {name}", name=_spelt(node.node))
    if kind not in _KINDS:
        return say("use {what}", what=kind.lower())
    if kind == "Filter" and node.name not in FILTERS:
        return say("use the filter {name}", name=node.name)
    if kind == "Test" and node.name not in TESTS:
        return say("use the test {name}", name=node.name)
    if kind == "Getattr" and node.attr.startswith("_"):
        return say("reach into {name}", name=_spelt(node))
    if kind == "Getitem" and type(node.arg).__name__ != "Const":
        return say("look up a name that is made on the way")
    if kind == "For" and (node.recursive or type(node.iter).__name__ == "Const"):
        return say("walk a list that is no value")
    if kind == "Const" and isinstance(node.value, str) and "&" in node.value:
        return say("hold the sign & inside a tag")  # docxtpl hands it over as &amp;: never equal
    return None


def _spelt(node: Any) -> str:
    kind = type(node).__name__
    if kind == "Getattr":
        return f"{_spelt(node.node)}.{node.attr}"
    return str(node.name) if kind == "Name" else "…"
