"""A template and values become a Word file. The one room that knows docxtpl and Jinja.

A template is data, not a program: it may name values, walk lists and choose. Anything that could
call, import or reach inside Python is refused before it runs, on every path that renders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from regulations.errors import VanthuError
from regulations.sentences import say
from templates.press.guard import FILTERS, TESTS, UnsafeTemplateError, names_asked, refuse_offences
from templates.press.package import RefusedTemplateError, read_package
from templates.press.picture import Picture
from templates.press.stamp import pack, restamp, without_properties
from templates.press.values import MissingValuesError, plain_values

_EMU_PER_MM = 36_000  # English Metric Units, in which Word measures pictures
_LOOP_NAMES = frozenset({"index", "index0", "first", "last", "length", "revindex"})
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_ANSWERS: Mapping[str, object] = {  # of a missing value, so that the others are found as well
    "__str__": "",
    "__len__": 0,
    "__bool__": False,
    "__eq__": False,
    "__ne__": True,
    "__hash__": 0,
    "__contains__": False,
    "__iter__": iter(()),
}


class BrokenTemplateError(VanthuError):
    """A template's tags don't fit together."""

    code = "broken_template"

    def __init__(self, why: str) -> None:
        super().__init__(
            say("The template's tags can't be read: {why}.", why=why),
            hint=say("Look in Word for a tag that is misspelt or not closed."),
        )


def print_docx(
    template: bytes, values: Mapping[str, object], *, properties: Mapping[str, str] | None = None
) -> bytes:
    """Return the Word file that *template* and *values* make, with *properties* as custom ones.

    Values print as typed, line breaks as line breaks; none is left out, changed or run. A
    :class:`Picture` prints as a picture. Equal input gives equal bytes.

    Raises:
        MissingValuesError: the template names values that *values* lacks, or that are ``None``.
        UnprintableValuesError: values hold characters that XML forbids.
        UnsafeTemplateError, BrokenTemplateError, RefusedTemplateError: the template's fault.
    """
    plain = plain_values(values)
    missing: dict[str, None] = {}
    document, environment = _opened(template, missing)
    try:
        refuse_offences([environment.parse(source) for source in document.sources()])
        document.render(_with_pictures(document, plain), environment, autoescape=True)
    except SecurityError as error:
        raise UnsafeTemplateError([str(error).rstrip(".")]) from error
    except TemplateError as error:
        raise BrokenTemplateError(_where(error)) from error
    if missing:
        raise MissingValuesError([*missing])
    sink = BytesIO()
    document.save(sink)
    return restamp(sink.getvalue(), properties)


def names_in(template: bytes) -> frozenset[str]:
    """Return the names of all values that *template* asks for: body, headers, footers, footnotes.

    Raises:
        BrokenTemplateError, RefusedTemplateError: the template's fault.
    """
    document, environment = _opened(template, {})
    try:
        trees = [environment.parse(source) for source in document.sources()]
    except TemplateError as error:
        raise BrokenTemplateError(_where(error)) from error
    return frozenset(name for tree in trees for name in names_asked(tree))


def _opened(template: bytes, missing: dict[str, None]) -> tuple[_Document, _Environment]:
    """Open *template* without its document properties: docxtpl would render tags in them."""
    try:
        bare = pack(without_properties(read_package(template)))
        document = _Document(BytesIO(bare))
        document.init_docx()
    except (KeyError, ValueError, etree.XMLSyntaxError) as error:  # of python-docx
        raise RefusedTemplateError([say("it is no Word file, or a damaged one")]) from error
    return document, _Environment(missing)


class _Document(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, but a paper that came out malformed is an error: it would be mended by deleting."""

    def fix_tables(self, xml: str) -> Any:
        try:
            etree.fromstring(xml.encode())
        except etree.XMLSyntaxError as error:
            why = say("one opens in one place and ends in another")
            raise BrokenTemplateError(why) from error
        return super().fix_tables(xml)

    def sources(self) -> Iterator[str]:
        """Yield the text of every part that will be rendered, as Jinja will get it."""
        yield self.patch_xml(self.get_xml())
        for kind in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(kind):
                yield self.patch_xml(self.get_part_xml(part))
        for part in self.docx.part.package.parts:
            if part.content_type.endswith("footnotes+xml"):
                yield self.patch_xml(part.blob.decode())


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja with no functions, few filters, and a note of every value that was missing."""

    def __init__(self, missing: dict[str, None]) -> None:
        super().__init__(autoescape=True, undefined=_noting(missing), finalize=_printed)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """Refuse at the last door too, whoever asks for a template to be compiled."""
        tree = self.parse(source) if isinstance(source, str) else source
        refuse_offences([tree])
        return super().compile(tree, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look into maps and loops only: ``row.items`` is a column, never a method of Python."""
        if isinstance(obj, Undefined) or (
            isinstance(obj, LoopContext) and attribute in _LOOP_NAMES
        ):
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look into maps and lists only."""
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        if isinstance(obj, list) and isinstance(argument, int) and argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)


def _noting(missing: dict[str, None]) -> type[StrictUndefined]:
    """Return the kind of missing value that notes its name wherever it is used, and goes on."""

    def note(value: Any) -> Any:
        if issubclass(value._undefined_exception, SecurityError):
            value._fail_with_undefined_error()
        missing[str(value._undefined_name)] = None
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


def _printed(value: object) -> object:
    """Return *value* as it goes into the XML: escaped, and with nothing left that is a tag."""
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n")
        return Markup(str(escape(lines)).translate(_BRACES))  # docxtpl would turn {_{ into {{
    return value


def _with_pictures(document: _Document, value: Any) -> Any:
    if isinstance(value, Picture):
        width, height = (round(side * _EMU_PER_MM) for side in value.fitted_mm)
        return InlineImage(document, BytesIO(value.bare()), width, height)
    if isinstance(value, dict):
        return {key: _with_pictures(document, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_pictures(document, inner) for inner in value]
    return value


def _where(error: TemplateError) -> str:
    """Return what Jinja says, with the words of the template around the place."""
    why = (error.message or type(error).__name__).rstrip(".")
    near = " ".join("".join(getattr(error, "docx_context", ())).split())
    return f"{why} ({near[:120]})" if near else why
