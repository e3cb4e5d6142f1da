"""The paper of a form, built from ``sheet.yaml`` and the styles that forms share.

The result is a template that a drafter can open in Word; ``{key}`` of the sheet is a tag in it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from regulations.errors import InvalidDataError, NotFoundError
from regulations.records import Plain, read_record
from regulations.sentences import say
from templates.form import Form, printed
from templates.form_blocks import set_block
from templates.layout.parts import Component, Page, Setting
from templates.layout.profile import Profile
from templates.typesetting import Sheet

_CONF = "B"  # how well the measures of a shipped sheet are known; see the head of each file
_STYLES = "styles.yaml"


class NoSheetError(NotFoundError):
    """A form has no description of its paper."""

    def __init__(self, code: str) -> None:
        super().__init__(
            say("The form {code} has no sheet.yaml to build its paper from.", code=code),
            hint=say("Put a form.docx made in Word beside its form.yaml instead."),
        )


def build_form_template(form: Form, profile: Profile) -> bytes:
    """Return the Word template of a shipped *form*, in the face of *profile*; always the same.

    Raises:
        NoSheetError: the form ships without a description of its paper.
        InvalidDataError: the description can't be read.
    """
    definition = _sheet_of(form)
    sheet = Sheet(_laid_out(profile, definition))
    if definition.get("mirrored") == "yes":
        sheet.mirror()
    fields = {**{field.key: field for field in form.fields}, **dict(printed(form.fields))}
    blocks = definition["blocks"]
    assert isinstance(blocks, list)
    for block in blocks:
        set_block(sheet, {"text": block} if isinstance(block, str) else _map(block), fields)
    return sheet.to_bytes()


def _sheet_of(form: Form) -> dict[str, Plain]:
    source = files("templates").joinpath("forms", form.slug, "sheet.yaml")
    if not source.is_file():
        raise NoSheetError(form.code)
    path = f"templates/forms/{form.slug}/sheet.yaml"
    return _read(path, source.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _shared_styles() -> dict[str, Plain]:
    source = files("templates").joinpath("forms", _STYLES)
    return _read(f"templates/forms/{_STYLES}", source.read_text(encoding="utf-8"))


def _read(path: str, text: str) -> dict[str, Plain]:
    record, problems = read_record(path, text)
    if record is None:
        raise InvalidDataError(path, problems)
    return _map(record.data)


def _laid_out(profile: Profile, definition: dict[str, Plain]) -> Profile:
    """Return *profile* with the paper, the margins and the styles of a form."""
    base = definition.get("base")
    shared = _map(_shared_styles()[str(base)]) if base else {}
    page = {**_map(shared.get("page", {})), **_map(definition.get("page", {}))}
    styles = {**_map(shared.get("styles", {})), **_map(definition.get("styles", {}))}
    sides: Page = replace(
        profile.page, **{side: Setting(str(value), _CONF) for side, value in page.items()}
    )
    own = tuple(_component(name, _map(style)) for name, style in styles.items())
    kept = tuple(part for part in profile.components if part.id not in styles)
    return replace(profile, page=sides, components=(*kept, *own))


def _component(name: str, style: dict[str, Plain]) -> Component:
    settings = tuple(
        (key, Setting(str(value), _CONF)) for key, value in style.items() if key != "name"
    )
    return Component(name, str(style["name"]), settings)


def _map(node: Plain) -> dict[str, Plain]:
    assert isinstance(node, dict)
    return node
