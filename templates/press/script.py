"""A story as the code that prints it: texts and values, in turns, onto one list. Pure.

What is static stands in the code as bytes; behind each stands a value, ``''`` where there is
none. So the values of a paper can be escaped and encoded all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from templates.press.faults import unlined
from templates.press.terms import Scope, Terms

DRAWING_MARK = "\x02"  # where the number of a drawing goes; no XML can hold it
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_CONDITIONAL = {"CondExpr": ("test",), "And": ("left",), "Or": ("left",)}  # asked in any case


class Script:
    """The Python of one story. *origins* gives for each line of it that of the template."""

    def __init__(self, tree: Any, terms: Terms, head: bytes = b"", tail: bytes = b"") -> None:
        self.origins: list[int] = []
        self.static: list[bytes] = []
        self._terms = terms
        self._lines: list[str] = []
        self._texts: list[bytes] = [head]
        self._pairs: list[tuple[str, str, int]] = []
        self._loops = self._locals = self._weight = 0
        self._nodes(tree.body, Scope({}, {}), 1)
        self._texts.append(tail)
        self._flush(1)
        names = ", ".join(terms.names.values())  # a single one is taken bare
        head_lines = ["def root(values, taken, out):", f" {names or '_'} = taken", " steps = 0"]
        self.code = "\n".join([*head_lines, *self._lines])
        self.origins = [0] * len(head_lines) + self.origins

    def _nodes(self, nodes: Iterable[Any], scope: Scope, depth: int) -> None:
        for node in nodes:
            kind = type(node).__name__
            if kind == "Output":
                self._output(node, scope)
                continue
            self._flush(depth)
            (self._if if kind == "If" else self._for)(node, scope, depth)

    def _output(self, node: Any, scope: Scope) -> None:
        for piece in node.nodes:
            if type(piece).__name__ != "TemplateData":
                self._pair(self._terms.printed(piece, scope), piece.lineno)
                continue
            first, *rest = _static(piece.data).split(DRAWING_MARK.encode())
            self._texts.append(first)
            for text in rest:
                self._pair("NUMBER", piece.lineno)
                self._texts.append(text)

    def _pair(self, value: str, line: int) -> None:
        static, self._texts = b"".join(self._texts), []
        self.static.append(static)
        self._pairs.append((repr(static), value, line))
        self._weight += 1

    def _flush(self, depth: int) -> None:
        """Write what has come together since the last branch or loop."""
        if any(self._texts):
            self._pair("''", 0)
        if not self._pairs:
            return
        self._write(depth, "out += (")
        for static, value, line in self._pairs:
            self._write(depth + 1, f"{static},", line)
            self._write(depth + 1, f"{value},", line)
        self._write(depth, ")")
        self._pairs = []

    def _if(self, node: Any, scope: Scope, depth: int) -> None:
        word = "if"
        for one in (node, *node.elif_):
            self._write(depth, f"{word} {self._terms.term(one.test, scope)}:", one.lineno)
            self._block(one.body, scope, depth + 1)
            word = "elif"
        if node.else_:
            self._write(depth, "else:")
            self._block(node.else_, scope, depth + 1)

    def _block(self, nodes: Iterable[Any], scope: Scope, depth: int) -> None:
        start = len(self._lines)
        self._nodes(nodes, scope, depth)
        self._flush(depth)
        if len(self._lines) == start:
            self._write(depth, "pass")

    def _for(self, node: Any, scope: Scope, depth: int) -> None:
        self._loops += 1
        number = str(self._loops)
        target, made = self._target(node.target)
        inside = Scope({**scope.made, **made}, scope.cells, scope.loop)
        items = f"l{number}"
        self._write(depth, f"{items} = listed({self._terms.term(node.iter, scope)})", node.lineno)
        if node.test:
            self._sieve(node, inside, depth, target, items)
        self._write(depth, f"for i{number}, {target} in enumerate({items}):", node.lineno)
        weighed, outer = len(self._lines), self._weight
        self._weight = 1
        self._write(depth + 1, "")
        self._write(depth + 1, "if steps > MAX_STEPS: stop()", node.lineno)
        inside = Scope(inside.made, self._cells(node, inside, depth + 1), number)
        self._block(node.body, inside, depth + 1)
        self._lines[weighed] = f"{' ' * (depth + 1)}steps += {self._weight}"
        self._weight = outer
        if node.else_:
            self._write(depth, f"if not {items}:")
            self._block(node.else_, scope, depth + 1)

    def _sieve(self, node: Any, scope: Scope, depth: int, target: str, items: str) -> None:
        """Write the loop that leaves out what the condition of a loop leaves out."""
        self._write(depth, f"kept, {items} = {items}, []")
        self._write(depth, "for one in kept:", node.lineno)
        self._write(depth + 1, "steps += 1")
        self._write(depth + 1, "if steps > MAX_STEPS: stop()", node.lineno)
        self._write(depth + 1, f"{target} = one", node.lineno)
        self._write(depth + 1, f"if {self._terms.term(node.test, scope)}: {items}.append(one)",
                    node.lineno)  # fmt: skip

    def _target(self, target: Any) -> tuple[str, dict[str, str]]:
        """Return what a loop makes in each turn, as Python and by name."""
        if type(target).__name__ == "Name":
            local = self._local()
            return local, {target.name: local}
        inner = [self._target(one) for one in target.items]
        made = {name: local for _, names in inner for name, local in names.items()}
        return f"({''.join(f'{spelt}, ' for spelt, _ in inner)})", made

    def _cells(self, node: Any, scope: Scope, depth: int) -> dict[tuple[str, str], str]:
        """Write how a row is looked into once for all its columns that are asked in any case."""
        if type(node.target).__name__ != "Name":
            return dict(scope.cells)
        row = scope.made[node.target.name]
        columns = [*dict.fromkeys(_columns(node.body, node.target.name))]
        cells = {(row, column): self._local() for column in columns}
        if columns:
            self._write(depth, "try:")
            for (_, column), local in cells.items():
                self._write(depth + 1, f"{local} = {row}[{column!r}]", node.lineno)
            self._write(depth, "except (LookupError, TypeError):")
            locals_ = "".join(f"{local}, " for local in cells.values())
            self._write(depth + 1, f"{locals_} = (look({row}, one) for one in {columns!r})",
                        node.lineno)  # fmt: skip
        return {**scope.cells, **cells}

    def _local(self) -> str:
        self._locals += 1
        return f"v{self._locals}"

    def _write(self, depth: int, line: str, origin: int = 0) -> None:
        self._lines.append(" " * depth + line)
        self.origins.append(origin)


def _columns(nodes: Iterable[Any], row: str) -> Iterator[str]:
    """Yield the columns of *row* that *nodes* ask for, whatever the values are."""
    for node in nodes:
        kind = type(node).__name__
        if kind == "Getattr" and type(node.node).__name__ == "Name" and node.node.name == row:
            yield node.attr
        if kind == "If":
            yield from _columns([node.test], row)
        elif kind == "For":
            yield from _columns([node.iter], row)
        elif kind in _CONDITIONAL:
            yield from _columns((getattr(node, part) for part in _CONDITIONAL[kind]), row)
        else:
            yield from _columns(node.iter_child_nodes(), row)


def _static(text: str) -> bytes:
    """Return static text as docxtpl would have it after printing."""
    text = unlined(text)
    for braces, meant in _BRACES:
        text = text.replace(braces, meant)
    return text.encode()
