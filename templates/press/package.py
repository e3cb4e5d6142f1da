"""A Word file taken apart, with limits; what could run code or reach out is refused by reason."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import reduce
from io import BytesIO

from lxml import etree

from regulations.errors import VanthuError
from regulations.sentences import say
from regulations.unpacking import BadPackageError, doctypes, unpack
from templates.press.fields import harmful_fields

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
_CODE_PARTS = ("vbaproject", "vbadata", "activex/", "embeddings/", "attachedtoolbars")
_DOCUMENT = b"wordprocessingml.document.main+xml"
_BODY = "word/document.xml"
_MACRO_TYPES = (b"macroenabled", b"vnd.ms-office.vbaproject", b"vnd.ms-office.activex")
_ADDRESSED = re.compile(
    rb"""<(?:\w+:)?(?:imagedata|fill|stroke|image)\b[^>]*\s(?:src|o:href|o:althref)\s*=\s*["']"""
    rb"""\s*(?:[a-z]+:|//|\\\\)""",
    re.IGNORECASE,
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class RefusedTemplateError(VanthuError):
    """A Word file carries something that a template of the office may not carry."""

    code = "refused_template"

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(
            say("The Word file can't be used: {reasons}.", reasons=joined(reasons)),
            hint=say("Save it in Word as a plain .docx, without macros and embedded objects."),
        )
        self.reasons = tuple(reasons)


def joined(phrases: Sequence[str]) -> str:
    """Return *phrases* as one, in a way that each can still be said in another language."""
    return reduce(lambda one, other: say("{one}; {other}", one=one, other=other), phrases)


def read_package(package: bytes) -> dict[str, bytes]:
    """Return every part by its name, in the order of the package.

    Raises:
        RefusedTemplateError: *package* is no Word file, a bomb, or carries what may run or load
            foreign content; all reasons at once.
    """
    parts = _inflated(package)
    reasons = [*_code(parts), *doctypes(parts)]
    if not reasons:
        reasons = [*_outside_links(parts), *_outside_shapes(parts), *harmful_fields(parts)]
    if reasons:
        raise RefusedTemplateError(reasons)
    return parts


def check_limits(package: bytes) -> None:
    """Look whether *package* can be unpacked at all: what is in it is the caller's affair.

    Raises:
        RefusedTemplateError: it is no zip, a bomb, or its names lead outside.
    """
    _inflated(package)


def read_paper(package: bytes) -> dict[str, bytes]:
    """Return every part of a paper that is only looked at: what it embeds is not opened.

    Raises:
        RefusedTemplateError: *package* is no Word file, or a bomb, or declares a document type.
    """
    parts = _inflated(package)
    reasons = [*doctypes(parts)] or [*_damage(parts)]
    if _DOCUMENT not in parts.get(CONTENT_TYPES, b"").lower() or _BODY not in parts:
        reasons.append(say("it is no Word document (.docx)"))
    if reasons:
        raise RefusedTemplateError(reasons)
    return parts


def parts_of(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package that this program itself has just written."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return {entry.filename: opened.read(entry) for entry in opened.infolist()}


def _inflated(package: bytes) -> dict[str, bytes]:
    try:
        return unpack(package)
    except BadPackageError as error:
        raise RefusedTemplateError(error.reasons) from error


def _code(parts: Mapping[str, bytes]) -> list[str]:
    types = parts.get(CONTENT_TYPES, b"").lower()
    reasons: list[str] = []
    if any(kind in types for kind in _MACRO_TYPES):
        reasons.append(say("it is a file with macros (.docm)"))
    elif _DOCUMENT not in types:
        reasons.append(say("it is no Word document (.docx)"))
    for name in parts:
        if any(mark in name.lower() for mark in _CODE_PARTS):
            reasons.append(say("it holds code or an embedded object ({part})", part=name))
    return reasons


def _damage(parts: Mapping[str, bytes]) -> list[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    reasons: list[str] = []
    for name, content in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            try:
                etree.fromstring(content, parser)
            except etree.XMLSyntaxError:
                reasons.append(say("{part} is damaged", part=name))
    return reasons


def _outside_links(parts: Mapping[str, bytes]) -> list[str]:
    """Name every relationship to something outside, other than a plain link to click on."""
    reasons: list[str] = []
    for name, content in parts.items():
        if not name.lower().endswith(".rels"):
            continue
        for relation in _relations(name, content):
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                reasons.append(say("it loads something from outside ({kind})", kind=kind))
            elif kind in ("aFChunk", "oleObject", "control", "vbaProject", "package"):
                reasons.append(say("it embeds a foreign document ({kind})", kind=kind))
    return reasons


def _outside_shapes(parts: Mapping[str, bytes]) -> list[str]:
    """Name the parts whose old-style shapes load a picture by its address."""
    return [
        say("{part} loads a picture from outside", part=name)
        for name, content in parts.items()
        if name.lower().endswith((".xml", ".vml")) and _ADDRESSED.search(content)
    ]


def _relations(name: str, content: bytes) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return list(etree.fromstring(content, parser).iter(_RELATION))
    except etree.XMLSyntaxError as error:
        raise RefusedTemplateError([say("{part} is damaged", part=name)]) from error
