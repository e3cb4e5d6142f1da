"""Sentences that can be said again in another language.

A fault or an explanation is written once, in English, where it arises. Only the front
door knows the user's language; it says the sentence again from its template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping


class Sentence(str):
    """An English sentence, as text, that remembers its *template* and *values*.

    It is a plain ``str`` in every respect; a ``str`` that is no ``Sentence`` is said as it is.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Sentence:
        """Fill *values* into *template*."""
        sentence = super().__new__(cls, template.format_map(values))
        sentence.template = template
        sentence.values = values
        return sentence

    def __getnewargs__(self) -> tuple[str, Mapping[str, object]]:  # type: ignore[override]
        """Go to another process, and come back, with template and values."""
        return self.template, self.values


def say(template: str, /, **values: object) -> Sentence:
    """Build a sentence; ``{name}`` in *template* stands for the value of that name.

    Extraction for translation looks for calls of this function with a literal template.

    >>> say("Clause {num} follows clause {last}.", num=3, last=1)
    'Clause 3 follows clause 1.'
    """
    return Sentence(template, values)


def said(text: str, translate: Callable[[str], str]) -> str:
    """Return *text* said in the language of *translate*, sentences inside it likewise."""
    if not isinstance(text, Sentence):
        return text
    inner = {name: _value_said(value, translate) for name, value in text.values.items()}
    return translate(text.template).format_map(inner)


def packed(text: str) -> object:
    """Return *text* as a JSON value that :func:`unpacked` turns back, template and all."""
    if not isinstance(text, Sentence):
        return str(text)
    values = {
        name: packed(value) if isinstance(value, str) else str(value)
        for name, value in text.values.items()
    }
    return [text.template, values]


def unpacked(value: object) -> str:
    """Return what :func:`packed` was given."""
    if not isinstance(value, list):
        return str(value)
    template, values = value
    return Sentence(template, {name: unpacked(inner) for name, inner in values.items()})


def listed(items: tuple[str, ...] | list[str]) -> str:
    """Return *items* joined by commas, for use inside a sentence."""
    return ", ".join(items)


def _value_said(value: object, translate: Callable[[str], str]) -> object:
    return said(value, translate) if isinstance(value, Sentence) else value
