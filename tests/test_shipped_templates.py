"""The shipped Word templates are what the script builds from definition and profile."""

from pathlib import Path

import pytest

import templates
from templates.press.engine import names_in
from templates.press.package import parts_of
from templates.rebuild import built_templates

FOLDER = Path(templates.__path__[0])
BUILT = built_templates()


@pytest.mark.parametrize("path", sorted(BUILT))
def test_a_shipped_template_has_the_parts_that_the_script_builds(path: str) -> None:
    shipped, built = parts_of((FOLDER / path).read_bytes()), parts_of(BUILT[path])
    assert sorted(shipped) == sorted(built)
    changed = [name for name in built if shipped[name] != built[name]]
    assert changed == [], "run: python -m templates.rebuild"


def test_no_template_ships_that_the_script_does_not_build() -> None:
    shipped = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.docx")}
    assert shipped == set(BUILT)


@pytest.mark.parametrize("path", sorted(path for path in BUILT if path.startswith("papers/")))
def test_a_paper_s_template_opens_in_the_press_and_names_its_values(path: str) -> None:
    assert {"head", "name", "subject"} <= names_in(BUILT[path])
