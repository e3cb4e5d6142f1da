"""What a form's paper asks for: nothing but the fields that its definition declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regulations.errors import VanthuError
from regulations.sentences import listed, say
from templates.form import Form
from templates.press.engine import names_in


class UndeclaredFieldsError(VanthuError):
    """A template names fields that its form does not have: no data could ever fill them."""

    code = "invalid"
    exit_code = 5

    def __init__(self, form: str, fields: Sequence[str]) -> None:
        super().__init__(
            say("The Word template of {form} names what form.yaml does not declare: {fields}.",
                form=form, fields=listed([*fields])),
            hint=say("Correct the tag in Word, or declare the field in form.yaml, then record it:"
                     " vanthu record."),
        )  # fmt: skip
        self.fields = tuple(fields)

    def details(self) -> Mapping[str, object]:
        """Return the names."""
        return {"fields": list(self.fields)}


def check_names(form: Form, template: bytes) -> None:
    """Make sure that the data of *form* can fill its *template*.

    Raises:
        UndeclaredFieldsError: the template names more than the form declares.
        UnsafeTemplateError, BrokenTemplateError, RefusedTemplateError: the template's fault.
    """
    if undeclared := names_in(template) - set(form.names):
        raise UndeclaredFieldsError(form.code, sorted(undeclared))
