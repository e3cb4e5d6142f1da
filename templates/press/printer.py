"""Where a tag becomes bytes: a looked-at tree becomes a function that gives a part's bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.runtime import Context, Undefined
from jinja2.utils import missing

from regulations.sentences import say
from templates.press.faults import BrokenTemplateError, UnsafeTemplateError, placed, unlined
from templates.press.sandbox import MAX_OUTPUT, NOTES, Ready, Tongue

MAX_STEPS = 2_000_000  # pieces of one part: a clock would stop the same paper only sometimes
_CHUNK = 8_192
DRAWING_MARK = "\x02"  # where the number of a drawing goes; no XML can hold it
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


class _Names(dict[str, object]):
    """Values by name, as Jinja's code asks for them, without a step through Python."""

    def __missing__(self, name: str) -> object:
        return missing


class Room(Context):
    """The values of one paper: Jinja's context, with a faster way to each and nothing unused."""

    def __init__(self, tongue: Tongue, values: Mapping[str, object]) -> None:  # not Jinja's own
        names = _Names(tongue.globals)
        names.update(values)
        self.parent = names
        self.vars = {}
        self.environment = tongue
        self.eval_ctx = tongue.manner
        self.exported_vars = set()
        self.name = None
        self.globals_keys = set()
        self.blocks = {}
        self.resolve_or_missing = names.__getitem__  # type: ignore[assignment,method-assign]


class Printer:
    """One part of a template, ready to give bytes."""

    def __init__(self, part: str, source: str, tree: nodes.Template, tongue: Tongue) -> None:
        self.part = part
        self._source = source
        generator = _Generator(tongue, part, part)
        generator.visit(tree)
        self._lines = {code: line for line, code in generator.debug_info}
        space: dict[str, Any] = {
            "environment": tongue, "printed": _printed, "look": _look, "NOTES": NOTES,
        }  # fmt: skip
        code: Any = generator.stream
        exec(compile(code.getvalue(), part, "exec"), space)  # of our own generator
        self._root = space["root"]
        self._tongue = tongue

    def pieces(self, room: Room, head: bytes, tail: bytes) -> bytes:
        """Return the part that the values in *room* make, between *head* and *tail*.

        Raises:
            UnsafeTemplateError: it does more than it may, or too much.
            BrokenTemplateError: a tag can't be worked out with these values.
        """
        try:
            return self._gathered(self._root(room), head, tail)
        except UndefinedError as error:
            if not NOTES.missing:
                raise BrokenTemplateError(self._placed(error)) from error
            return b""
        except SecurityError as error:
            raise UnsafeTemplateError([self._placed(error)]) from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise BrokenTemplateError(self._placed(error)) from error

    def _gathered(self, pieces: Iterator[bytes], head: bytes, tail: bytes) -> bytes:
        gathered = [head]
        size = 0
        for _ in range(MAX_STEPS // _CHUNK):
            some = list(islice(pieces, _CHUNK))
            size += sum(map(len, some))
            if size > MAX_OUTPUT:
                raise SecurityError(say("print more than {count} bytes", count=MAX_OUTPUT))
            gathered += some
            if len(some) < _CHUNK:
                gathered.append(tail)
                return b"".join(gathered)
        raise SecurityError(say("take more than {count} steps", count=MAX_STEPS))

    def _placed(self, error: Exception) -> str:
        code, trace = 0, error.__traceback__
        while trace:
            if trace.tb_frame.f_code.co_filename == self.part:
                code = trace.tb_lineno
            trace = trace.tb_next
        line = max((line for at, line in self._lines.items() if at <= code), default=0)
        why = (str(error) or type(error).__name__).rstrip(".")
        return placed(why, self.part, self._source, line)


class _Generator(CodeGenerator):
    """Jinja's own generator, but what is static comes out as bytes."""

    def _output_const_repr(self, group: Any) -> str:
        pieces = [repr(_static(piece)) for piece in "".join(group).split(DRAWING_MARK)]
        if len(pieces) == 1:
            return pieces[0]
        return f"b''.join(({', NOTES.number(), '.join(pieces)}))"

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write("printed(")

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:  # noqa: N802  # Jinja's
        """Look into a plain map at once; everything else takes the guarded way."""
        if isinstance(node.node, nodes.Name) and node.node.name != "loop":
            self._look(node, frame)
            return
        self.write("look(environment, ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def _look(self, node: nodes.Getattr, frame: Any) -> None:
        name = frame.symbols.ref(node.node.name)  # type: ignore[attr-defined]
        self.write(f"({name}[{node.attr!r}] if type({name}) is dict and {node.attr!r} in {name}")
        self.write(" else look(environment, ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}))")


def _static(text: str) -> bytes:
    """Return static text as docxtpl would have it after printing."""
    text = unlined(text)
    for braces, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        text = text.replace(braces, meant)
    return text.encode()


def counted(tree: nodes.Template) -> nodes.Template:
    """Let every turn of every loop give a piece, so that no loop can hide from the count."""
    for loop in tree.find_all(nodes.For):
        if not isinstance(loop.body[0] if loop.body else None, nodes.Output):
            loop.body.insert(0, nodes.Output([nodes.TemplateData("")], lineno=loop.lineno))
    return tree


def _look(tongue: Tongue, obj: Any, name: str) -> Any:
    if type(obj) is dict:
        found = obj.get(name, NOTES)
        if found is not NOTES:
            return found
    return tongue.getattr(obj, name)


def _printed(value: object) -> bytes:
    """Return *value* as it goes into the XML."""
    if type(value) is str:
        return _escaped(value).encode()
    if type(value) is int:
        return b"%d" % value
    if isinstance(value, Ready):
        return value.encode()
    if isinstance(value, str):
        return _printed(str.__str__(value))  # a subclass could bring its own idea of safe markup
    if isinstance(value, Undefined):
        return _printed(str(value))
    placed_object = NOTES.place(value)
    return _printed(str(value)) if placed_object is None else placed_object
