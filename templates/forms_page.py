"""``docs/forms.md``: every field of every shipped form, written from the definitions."""

from __future__ import annotations

from collections.abc import Iterator

from templates.cabinet import open_cabinet
from templates.dossier import person_form
from templates.form import Field, Form
from templates.form_standing import wording_warning

_HEAD = """\
# Forms

Every form that ships, field by field. This page is written from `templates/forms/*/form.yaml`
by `make templates`; a test holds it to them. *conf*: V seen in the source, M memory, U uncertain.
*from* says where a dossier holds the answer, when not under the field's own key; `-` says that no
dossier does. Fields of the kind `signature` stay blank.
"""
_COLUMNS = "| No. | Field | Tên mục | Label | Kind | Required | From | conf | Source |"
_RULE = "|---|---|---|---|---|---|---|---|---|"


def forms_page() -> str:
    """Return the whole page."""
    forms = [form for _, form in open_cabinet().forms()]
    parts = [_HEAD, "\n".join(_contents(forms)), *(_chapter(form) for form in forms)]
    return "\n".join([*parts, _chapter(person_form())])


def _contents(forms: list[Form]) -> Iterator[str]:
    yield "| Form | Title | Prescribed by | Since | Paper | Wording |"
    yield "|---|---|---|---|---|---|"
    for form in forms:
        by = f"`{form.prescribed_by}`" if form.prescribed_by else "not known"
        yield (f"| {form.code} | {form.title} | {by} | {form.since or '—'} | {form.paper}"
               f" | {form.wording.replace('_', ' ')} |")  # fmt: skip
    yield ""


def _chapter(form: Form) -> str:
    lines = [f"## {form.code}", "", str(form.title), ""]
    if warning := wording_warning(form):
        lines += [f"**{warning}**", ""]
    if form.also:
        lines += [f"Also called: {', '.join(form.also)}.", ""]
    lines += [*(f"- {note}" for note in form.notes), *([""] if form.notes else [])]
    lines += [_COLUMNS, _RULE]
    lines += [row for field in form.fields for row in _rows(field)]
    return "\n".join([*lines, ""])


def _rows(field: Field, holder: str = "") -> Iterator[str]:
    cells = (
        field.num, f"`{holder}{field.key}`", field.label.vi, field.label.en, field.kind,
        "yes" if field.required else "", ", ".join(f"`{one}`" for one in field.origin),
        field.conf, ", ".join(field.source),
    )  # fmt: skip
    yield f"| {' | '.join(cells)} |"
    for part in field.fields:
        yield from _rows(part, f"{holder}{field.key}.")
