"""Forms on the terminal and as JSON items: their list, one with its fields, and how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cli import show
from cli.failures import say_warning
from cli.labels import law_label, mark, validity_words, wording_label
from cli.request import Request
from cli.secrecy import secrecy_of
from cli.speech import _, spoken
from regulations.library import Library
from templates.form import Field, Form
from templates.form_standing import (
    FormStanding,
    ended_warning,
    form_standing,
    wording_warning,
)


def standings(
    request: Request, forms: Sequence[Form], library: Library | None
) -> list[FormStanding | None]:
    """Return how each form stands on the day of the request; outside an office none is known."""
    if library is None:
        return [None] * len(forms)
    return [form_standing(one, forms, library, request.as_of) for one in forms]


def listing(request: Request, forms: Sequence[Form], found: Sequence[FormStanding | None]) -> None:
    """Print the forms as a table."""
    rows = [
        (one.code, title_of(one) + mark(one.conf), str(len(one.names)),
         _("yes") if one.secret else "", _status(standing),
         wording_label(one.wording))
        for one, standing in zip(forms, found, strict=True)
    ]  # fmt: skip
    show.header(request, _("{count} forms").format(count=len(forms)))
    show.table([_("Code"), _("Form"), _("Fields"), _("Secret by list"), _("Status"), _("Wording")],
               rows, right=(2,))  # fmt: skip


def whole(request: Request, form: Form, standing: FormStanding | None) -> None:
    """Print one form: where it comes from, how it stands, and every field."""
    show.line(f"{form.code}  {title_of(form)}{mark(form.conf)}")
    show.pairs([
        (_("Prescribed by"), form.prescribed_by or _("not known")), (_("Since"), form.since),
        (_("Status"), validity_words(standing.validity, request.as_of)
         + mark(standing.validity.conf) if standing else ""),
        (_("Wording"), wording_label(form.wording)), (_("Paper"), form.paper),
        (_("Secrecy"), secrecy_of(form)), (_("Also called"), ", ".join(form.also)),
    ])  # fmt: skip
    warn(form, standing)
    show.table(
        [_("No."), _("Field"), _("Label"), _("Kind"), _("Required")],
        [row for field in form.fields for row in _rows(field)],
    )


def warn(form: Form, standing: FormStanding | None) -> None:
    """Warn of a form that is no longer in force, and of one whose wording was not seen."""
    if standing and standing.ended:
        say_warning(ended_warning(form, standing))
    if warning := wording_warning(form):
        say_warning(warning)


def form_item(form: Form, standing: FormStanding | None, *, whole: bool = False) -> dict[str, Any]:
    """Return a form as a JSON item."""
    item: dict[str, Any] = {
        "code": form.code,
        "title": {"vi": form.title.vi, "en": form.title.en},
        "prescribed_by": form.prescribed_by or None,
        "since": form.since or None,
        "secret": form.secret,
        "conf": form.conf,
        "wording": form.wording,
        "status": standing.validity.status if standing else None,
        "status_conf": standing.validity.conf if standing else None,
        "successors": [other.code for other in standing.successors] if standing else [],
    }
    if whole:
        item |= {"fields": [_field(field) for field in form.fields], "notes": list(form.notes)}
    return item


def title_of(form: Form) -> str:
    """Return a form's title in the language that is spoken."""
    return form.title.en if spoken() == "en" and form.title.en else form.title.vi


def _status(standing: FormStanding | None) -> str:
    if standing is None:
        return ""
    return law_label(standing.validity.status) + mark(standing.validity.conf)


def _label(field: Field) -> str:
    return field.label.en if spoken() == "en" and field.label.en else field.label.vi


def _rows(field: Field, indent: str = "") -> list[tuple[str, str, str, str, str]]:
    required = _("yes") if field.required else ""
    row = (field.num, indent + field.key, _label(field) + mark(field.conf), field.kind, required)
    return [row, *(part for inner in field.fields for part in _rows(inner, indent + "  "))]


def _field(field: Field) -> dict[str, Any]:
    return {
        "key": field.key,
        "num": field.num or None,
        "label": {"vi": field.label.vi, "en": field.label.en},
        "kind": field.kind,
        "required": field.required,
        "values": list(field.values),
        "from": list(field.origin),
        "fields": [_field(inner) for inner in field.fields],
        "source": list(field.source),
        "conf": field.conf,
    }
