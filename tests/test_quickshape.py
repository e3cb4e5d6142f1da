"""The quick look at a shape agrees with the full one, on whatever is drawn."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from regulations.quickshape import compiled
from regulations.records import Record
from regulations.shapes import check_shape, load_schema

ROOT = Path(__file__).parents[1]
SCHEMAS = sorted(path for path in ROOT.glob("*/schemas/*.json"))
EVENT = load_schema("tracker", "event")
TASK = load_schema("tracker", "task")

texts = st.sampled_from(
    ["", " ", "2026-06-05", "start", "ask", "extend", "obstacle", "done", "xa-b", "tháng 6/2026",
     "01KT0000000000000000000001", "yes", "V", "task", "NV-2026-001", "x\ny", "1/2"]
)  # fmt: skip
leaves = texts | st.integers(-5, 200) | st.booleans() | st.floats(allow_nan=False) | st.none()


def shaped_like(schema: Any, root: Any) -> st.SearchStrategy[Any]:
    """Draw values that resemble a schema, and often break it somewhere."""
    schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
    if schema.get("type") == "array":
        return leaves | st.lists(shaped_like(schema.get("items", {}), root), max_size=2)
    if "properties" in schema:
        parts = {key: shaped_like(part, root) for key, part in schema["properties"].items()}
        some = st.fixed_dictionaries({}, optional={**parts, "stranger": leaves})
        return leaves | some | some
    return st.sampled_from(schema["enum"]) | leaves if "enum" in schema else leaves


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_every_schema_of_the_tracker_has_its_quick_form(path: Path) -> None:
    quick = compiled(json.loads(path.read_text(encoding="utf-8")))
    assert quick is not None or path.parts[-3] != "tracker"


@given(shaped_like(EVENT, EVENT))
def test_an_event_fits_quickly_as_it_fits_in_full(value: Any) -> None:
    quick = compiled(EVENT)
    assert quick is not None
    assert quick(value) == Draft202012Validator(EVENT).is_valid(value)


@given(shaped_like(TASK, TASK))
def test_a_task_fits_quickly_as_it_fits_in_full(value: Any) -> None:
    quick = compiled(TASK)
    assert quick is not None
    assert quick(value) == Draft202012Validator(TASK).is_valid(value)


def test_a_schema_with_a_keyword_that_is_not_known_has_no_quick_form() -> None:
    assert compiled({"type": "string", "format": "date"}) is None


def test_what_does_not_fit_is_still_named() -> None:
    record = Record({"id": "T1", "stranger": "x"}, {(): 1, ("stranger",): 2})
    said = [problem.message for problem in check_shape("t.yaml", record, TASK)]
    assert len(said) == 2
