"""The custom document properties of a paper: what it says of itself, never in print."""

from __future__ import annotations

from collections.abc import Mapping

from templates.ooxml import parsed

_PART = "docProps/custom.xml"


def properties_of(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the custom properties of a paper by name, in whatever type they are written."""
    content = parts.get(_PART)
    if content is None:
        return {}
    return {
        entry.get("name", ""): "".join(str(text) for text in entry.itertext())
        for entry in parsed(content)
    }
