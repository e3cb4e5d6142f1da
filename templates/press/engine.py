"""Printing a paper of the office: a template and values in, a stamped Word file out."""

from __future__ import annotations

from collections.abc import Mapping

from templates.press.press import press_of


def print_docx(
    template: bytes, values: Mapping[str, object], *, properties: Mapping[str, str] | None = None
) -> bytes:
    """Return the Word file that *template* and *values* make, with *properties* as custom ones.

    Values print as typed, line breaks as line breaks; none is left out, changed or run. A
    :class:`Picture` prints as a picture. Equal input gives equal bytes.

    Raises:
        MissingValuesError: the template names values that *values* lacks, or that are ``None``.
        UnprintableValuesError: values hold characters that XML forbids.
        UnsafeTemplateError, BrokenTemplateError, RefusedTemplateError: the template's fault.
    """
    return press_of(template).render(values, properties=properties or {})


def names_in(template: bytes) -> frozenset[str]:
    """Return the names of all values that *template* asks for: body, headers, footers, footnotes.

    Raises:
        UnsafeTemplateError, BrokenTemplateError, RefusedTemplateError: the template's fault.
    """
    return press_of(template).names
