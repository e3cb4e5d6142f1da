"""A Word file put together: the same parts always give the same bytes, without names or clocks."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from templates.press.package import CONTENT_TYPES, ROOT_RELATIONS, parts_of

TREE_PROPERTY = "vanthu-office"  # the office's tree id from which a paper was made
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can say
_LEVEL = 6
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM = f"{_OFFICE}/custom-properties"
_VALUES = f"{_OFFICE}/docPropsVTypes"
_CORE_PART = "docProps/core.xml"
_CUSTOM_PART = "docProps/custom.xml"
_KINDS = {  # part -> its content type, and the relationship by which the package names it
    _CORE_PART: (
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_PACKAGE}/relationships/metadata/core-properties",
    ),
    _CUSTOM_PART: (
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{_OFFICE}/relationships/custom-properties",
    ),
}
_EMPTY_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>'
).encode()


def restamp(package: bytes, properties: Mapping[str, str] | None = None) -> bytes:
    """Return a Word file of our own, stamped: see :func:`stamp`."""
    return stamp(parts_of(package), properties)


def stamp(parts: Mapping[str, bytes], properties: Mapping[str, str] | None = None) -> bytes:
    """Return the package of *parts*, with *properties* as custom document properties.

    Entry times are fixed; the content types come first, the rest by name.
    """
    return pack(stamped(parts, properties))


def stamped(
    parts: Mapping[str, bytes], properties: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """Return *parts* with *properties* as custom document properties.

    Whatever the properties of the parts said before (names, company, times, a thumbnail) is gone.
    """
    own = {_CORE_PART: _EMPTY_CORE}
    if properties:
        own[_CUSTOM_PART] = _custom(properties)
    return _joined(without_properties(parts), own)


def without_properties(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return *parts* with nothing but the document: no properties, thumbnail or ribbon."""
    relations = etree.fromstring(parts[ROOT_RELATIONS])
    gone = {name for name in parts if name.startswith("docProps/")}
    for relation in list(relations):
        if not relation.get("Type", "").endswith("/officeDocument"):
            gone.add(relation.get("Target", "").lstrip("/"))
            relations.remove(relation)
    types = etree.fromstring(parts[CONTENT_TYPES])
    for entry in list(types):
        if entry.get("PartName", "").lstrip("/") in gone:
            types.remove(entry)
    kept = {name: part for name, part in parts.items() if name not in gone}
    return {**kept, CONTENT_TYPES: _xml(types), ROOT_RELATIONS: _xml(relations)}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the zip of *parts*; ``file`` still sees a Word document by its first entries."""
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=_rank):
            archive.writestr(_entry(name), parts[name], compresslevel=_LEVEL)
    return sink.getvalue()


def _rank(name: str) -> tuple[int, str]:
    first = (CONTENT_TYPES, ROOT_RELATIONS, "word/document.xml")
    return (first.index(name) if name in first else len(first), name)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_EPOCH)
    entry.create_system = 3  # the same on Windows: otherwise the bytes differ
    entry.external_attr = 0o600 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _joined(parts: Mapping[str, bytes], own: Mapping[str, bytes]) -> dict[str, bytes]:
    types = etree.fromstring(parts[CONTENT_TYPES])
    relations = etree.fromstring(parts[ROOT_RELATIONS])
    for rank, name in enumerate(own, start=1):
        kind, relation = _KINDS[name]
        _add(types, f"{_PACKAGE}/content-types", "Override", PartName=f"/{name}", ContentType=kind)
        _add(
            relations,
            f"{_PACKAGE}/relationships",
            "Relationship",
            Id=f"rIdStamp{rank}",
            Type=relation,
            Target=name,
        )
    return {**parts, **own, CONTENT_TYPES: _xml(types), ROOT_RELATIONS: _xml(relations)}


def _custom(properties: Mapping[str, str]) -> bytes:
    """Return the custom properties; the format id is the one that Word itself writes."""
    spaces: Any = {None: _CUSTOM, "vt": _VALUES}
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap=spaces)
    for number, (name, text) in enumerate(sorted(properties.items()), start=2):
        entry = _add(
            root,
            _CUSTOM,
            "property",
            fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}",
            pid=str(number),
            name=name,
        )
        _add(entry, _VALUES, "lpwstr").text = text
    return _xml(root)


def _add(parent: etree._Element, space: str, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{space}}}{tag}", attributes)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
