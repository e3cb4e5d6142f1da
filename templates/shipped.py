"""YAML that ships with the papers: read, and taken apart by what our own files must hold.

A fault in one of these files is a fault of ours, not of the user.
"""

from __future__ import annotations

from importlib import resources

from regulations.records import Plain, read_record


def shipped_map(path: str) -> dict[str, Plain]:
    """Return what the file *path* below ``templates/`` says."""
    text = resources.files("templates").joinpath(*path.split("/")).read_text("utf-8")
    record, problems = read_record(f"templates/{path}", text)
    if record is None:
        raise ValueError("; ".join(map(str, problems)))
    return as_map(record.data)


def as_map(node: Plain) -> dict[str, Plain]:
    """Return *node*, which is a map."""
    assert isinstance(node, dict)
    return node


def as_list(node: Plain) -> list[Plain]:
    """Return *node*, which is a list."""
    assert isinstance(node, list)
    return node


def as_words(node: Plain) -> tuple[str, ...]:
    """Return the words of *node*, which is a list."""
    return tuple(map(str, as_list(node)))
