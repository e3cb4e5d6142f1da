"""Programs written for docxtpl give the same papers when our press stands behind its class."""

from __future__ import annotations

import inspect
from itertools import zip_longest
from pathlib import Path

import pytest
from docxtpl import DocxTemplate

from tests import docxtpl_package_scripts, docxtpl_scripts
from tests.docxtpl_behind import PressedTemplate
from tests.docxtpl_scripts import Script
from tests.press_equality import differences

SCRIPTS: dict[str, Script] = {
    name: script
    for module in (docxtpl_scripts, docxtpl_package_scripts)
    for name, script in vars(module).items()
    if inspect.isgeneratorfunction(script) and script.__module__ == module.__name__
}


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_program_written_for_docxtpl_prints_the_same_papers(name: str, tmp_path: Path) -> None:
    theirs = list(SCRIPTS[name](DocxTemplate, tmp_path))
    ours = list(SCRIPTS[name](PressedTemplate, tmp_path))
    assert [_unlike(own, other) for own, other in zip_longest(ours, theirs, fillvalue=b"")] == (
        [[]] * len(theirs)
    )


def _unlike(own: bytes, other: bytes) -> list[str]:
    """Return what differs between two papers, or between two texts that a program says."""
    if other.startswith(b"PK"):
        return differences(own, other)
    return [] if own == other else [f"{own!r} instead of {other!r}"]
