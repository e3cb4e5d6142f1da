"""docxtpl's own steps in its own order, for moving over and for comparison; no command comes here.

Its defaults hold: nothing is escaped unless asked for, what is missing prints as nothing, the
caller's Jinja may do what it likes. Only what depends on the template alone is kept.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE
from docxtpl import DocxTemplate, InlineImage
from docxtpl.subdoc import Subdoc
from jinja2 import Environment
from jinja2.exceptions import TemplateError
from markupsafe import Markup

from templates.press.faults import MARKUP, lined, unlined
from templates.press.package import parts_of
from templates.press.relations import HYPERLINK
from templates.press.stamp import pack
from templates.press.word import TITLES

_KEPT = 64
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class _Now(threading.local):
    clerk: Any = None


_NOW = _Now()


class Likeness:
    """A template that prints as docxtpl does, faults and all."""

    def __init__(
        self,
        template: bytes,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        *,
        environment: Environment | None = None,
        autoescape: bool = False,
    ) -> None:
        own = environment or Environment()
        self._environment = own.overlay(finalize=_following(own.finalize))
        if autoescape:
            self._environment.autoescape = True
        self._environment.filters = {**own.filters, **(filters or {})}
        self._template = template
        self._compiled = lru_cache(maxsize=_KEPT)(self._environment.from_string)

    def render(self, values: Mapping[str, object]) -> bytes:
        """Return the Word file that *values* make.

        Raises:
            TemplateError: as docxtpl raises it, with ``docx_context``.
        """
        clerk: Any = DocxTemplate("")
        clerk.docx = docx.Document(io.BytesIO(_master(values) or self._template))
        clerk.docx_ids_index = 1_000
        _NOW.clerk = clerk
        try:
            self._print(clerk, values)
        finally:
            _NOW.clerk = None
        sink = io.BytesIO()
        clerk.docx.save(sink)
        return pack(parts_of(sink.getvalue()))

    def build_url_id(self, url: str) -> str:
        """Return the id of a link to *url*, which from now on every paper carries."""
        document = docx.Document(io.BytesIO(self._template))
        link: str = document.part.relate_to(url, HYPERLINK, is_external=True)
        sink = io.BytesIO()
        document.save(sink)
        self._template = sink.getvalue()
        return link

    def _print(self, clerk: Any, values: Mapping[str, object]) -> None:
        body = clerk.fix_tables(self._printed(clerk, clerk.get_xml(), clerk.docx._part, values))
        clerk.fix_docpr_ids(body)
        clerk.map_tree(body)
        for kind in (clerk.HEADER_URI, clerk.FOOTER_URI):
            for relation, part in list(clerk.get_headers_footers(kind)):
                xml = clerk.get_part_xml(part)
                printed = self._printed(clerk, xml, part, values)
                clerk.map_headers_footers_xml(
                    relation, printed.encode(clerk.get_headers_footers_encoding(xml))
                )
        for name in TITLES:
            title = getattr(clerk.docx.core_properties, name)
            setattr(clerk.docx.core_properties, name, self._compiled(title).render(values))
        self._print_footnotes(clerk, values)

    def _print_footnotes(self, clerk: Any, values: Mapping[str, object]) -> None:
        for section in clerk.docx.sections:  # docxtpl prints them once for each section
            for part in section.part.package.parts:
                if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
                    printed = self._printed(clerk, part.blob.decode(), part, values)
                    part._blob = printed.encode()

    def _printed(self, clerk: Any, xml: str, part: Any, values: Mapping[str, object]) -> str:
        clerk.current_rendering_part = part
        source = _source(xml)
        try:
            text = self._compiled(source).render(values)
        except TemplateError as error:
            if getattr(error, "lineno", None) is not None:
                error.docx_context = _around(source, error.lineno)  # type: ignore[attr-defined]
            raise
        text = unlined(text)
        for braces, meant in _BRACES:
            text = text.replace(braces, meant)
        return str(clerk.resolve_listing(text))


@lru_cache(maxsize=_KEPT)
def _source(xml: str) -> str:
    return lined(str(DocxTemplate("").patch_xml(xml)))


def _around(source: str, line: int) -> Iterator[str]:
    first = max(line - 4, 0)
    return iter([MARKUP.sub("", text) for text in source.splitlines()[first : first + 7]])


def _following(own: Callable[..., Any] | None) -> Callable[..., Any]:
    """Return what Jinja does last with every value: images go where the paper is being printed."""

    def finalized(value: Any) -> Any:
        value = own(value) if own else value
        if isinstance(value, InlineImage) and _NOW.clerk is not None:
            return Markup(
                InlineImage(
                    _NOW.clerk, value.image_descriptor, value.width, value.height, value.anchor
                )
            )
        return value

    return finalized


def _master(values: Mapping[str, object]) -> bytes | None:
    """Return the template that docxtpl has already worked on: sub-documents and links are in it."""
    for template in _templates(values.values()):
        if getattr(template, "docx", None) is not None and not template.is_rendered:
            sink = io.BytesIO()
            template.docx.save(sink)
            return sink.getvalue()
    return None


def _templates(values: Iterable[object]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, InlineImage | Subdoc) and value.tpl is not None:
            yield value.tpl
        elif isinstance(value, Mapping):
            yield from _templates(value.values())
        elif isinstance(value, list | tuple):
            yield from _templates(value)
