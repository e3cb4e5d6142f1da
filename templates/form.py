"""A form: which fields it has, of what kind, and which instrument prescribes it.

What a form says of itself stands in ``form.yaml``; the paper that a drafter sees, in ``form.docx``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from regulations.folding import fold
from regulations.problems import Place, Problem
from regulations.records import Record, read_record
from regulations.sentences import say
from regulations.shapes import check_shape, load_schema

HOLDERS = frozenset({"group", "address_pair"})  # kinds whose fields are filled one by one
ROWED = frozenset({"table", "family_blocks"})  # kinds that repeat: rows, or a block for each person
TICKED = frozenset({"multi_enum", "xep_loai", "cap_do"})  # kinds that print every choice with a box
LISTED = frozenset({"dan_toc", "ton_giao", "xep_loai", "cap_do"})  # choices in forms/lists.yaml
BLANK = "signature"  # a place on the paper that nobody fills by machine
PRINTED = "printed"  # the wording of a form whose print was seen


@dataclass(frozen=True, slots=True)
class Label:
    """What a field or form is called."""

    vi: str
    en: str

    def __str__(self) -> str:
        return f"{self.vi} · {self.en}" if self.en else self.vi


@dataclass(frozen=True, slots=True)
class Count:
    """How many signs a number has: from *least* to *most*."""

    least: int
    most: int

    def __str__(self) -> str:
        return str(self.most) if self.least == self.most else f"{self.least}-{self.most}"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked. *num* is its number on the paper, *line* its dots when left empty.

    ``digits`` and ``letters`` bound the kinds *digits* and *boxes*; ``partial`` lets a date be a
    month or a year; ``fields`` are the parts of a group or the columns of a table; ``source``
    are ids of ``regulations/evidence.yaml``. ``origin`` names where a dossier holds the answer,
    several parts joined; empty where it stands under the field's own key.
    """

    key: str
    num: str
    label: Label
    kind: str
    required: bool
    conf: str
    source: tuple[str, ...]
    values: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    digits: Count | None = None
    letters: Count | None = None
    size_mm: tuple[float, float] | None = None
    partial: bool = False
    line: int = 0
    default: str = ""
    note: str = ""
    origin: tuple[str, ...] = ()

    @property
    def fillable(self) -> bool:
        """Whether data can name it; signatures stay blank."""
        return self.kind != BLANK


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the office or of a superior body.

    *prescribed_by* is a work id, empty where none is known; *since* an EDTF day or empty.
    *wording* says how its words are known: ``printed``, ``older_print``, ``analogy`` or
    ``not_found``. *also* are other names it goes by, *replaces* codes of forms that it replaces.
    """

    code: str
    title: Label
    prescribed_by: str
    since: str
    paper: str
    secret: bool
    secrecy: Label
    conf: str
    source: tuple[str, ...]
    fields: tuple[Field, ...]
    notes: tuple[str, ...] = ()
    wording: str = PRINTED
    also: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The form's name as a folder and in files: ``2-hsdv``."""
        return re.sub(r"[^a-z0-9]+", "-", fold(self.code)).strip("-")

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which a template prints what was filled in: see :func:`flat_name`."""
        return tuple(name for name, _ in printed(self.fields))


def flat_name(holder: Field | None, field: Field) -> str:
    """Return the template's name of a field: parts of a group carry the group's key before."""
    return f"{holder.key}_{field.key}" if holder else field.key


def printed(fields: tuple[Field, ...]) -> Iterator[tuple[str, Field]]:
    """Yield every field that prints something, by its name in the template; a table is one."""
    for field in fields:
        if field.kind in HOLDERS:
            yield from ((flat_name(field, part), part) for part in field.fields if part.fillable)
        elif field.fillable:
            yield field.key, field


def read_form(path: str, text: str, *, trusted: bool = False) -> tuple[Form | None, list[Problem]]:
    """Read ``form.yaml``; ``None`` comes with the reasons. Never raises.

    A *trusted* text ships with the program: its shape was tested and is not checked again.
    """
    record, problems = read_record(path, text)
    if record is None:
        return None, problems
    if not trusted:
        problems = check_shape(path, record, load_schema("templates", "form"))
    if problems or not isinstance(record.data, dict):
        return None, problems
    form = _form(record.data)
    problems = _twins(path, record, form)
    return (None if problems else form), problems


def _form(data: dict[str, Any]) -> Form:
    source = tuple(data.get("source", ()))
    return Form(
        code=data["code"],
        title=_label(data["title"]),
        prescribed_by=data.get("prescribed_by", ""),
        since=data.get("since", ""),
        paper=data["paper"],
        secret=data.get("secret") == "yes",
        secrecy=_label(data.get("secrecy", {})),
        conf=data["conf"],
        source=source,
        fields=tuple(_field(entry, data["conf"], source) for entry in data["fields"]),
        notes=tuple(data.get("notes", ())),
        wording=data.get("wording", PRINTED),
        also=tuple(data.get("also", ())),
        replaces=tuple(data.get("replaces", ())),
    )


def _field(data: dict[str, Any], conf: str, source: tuple[str, ...]) -> Field:
    """Read one field; confidence and source come from what holds it where it names none."""
    own_conf = data.get("conf", conf)
    own_source = tuple(data.get("source", source))
    size = data.get("size_mm")
    return Field(
        key=data["key"],
        num=data.get("num", ""),
        label=_label(data["label"]),
        kind=data["kind"],
        required=data.get("required") == "yes",
        conf=own_conf,
        source=own_source,
        values=tuple(data.get("values", ())),
        fields=tuple(_field(part, own_conf, own_source) for part in data.get("fields", ())),
        digits=_count(data.get("digits")),
        letters=_count(data.get("letters")),
        size_mm=(float(size[0]), float(size[1])) if size else None,
        partial=data.get("partial") == "yes",
        line=int(data.get("line", 0)),
        default=data.get("default", ""),
        note=data.get("note", ""),
        origin=tuple(data.get("from", ())),
    )


def _label(data: dict[str, str]) -> Label:
    return Label(data.get("vi", ""), data.get("en", ""))


def _count(text: str | None) -> Count | None:
    if text is None:
        return None
    least, _, most = text.partition("-")
    return Count(int(least), int(most or least))


def _twins(path: str, record: Record, form: Form) -> list[Problem]:
    """Report keys that stand twice in one place, and groups that meet in one template name."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for at, field in enumerate(form.fields):
        parts = field.fields if field.kind in HOLDERS else ()
        for name in (field.key, *(flat_name(field, part) for part in parts)):
            if name in seen:
                problems.append(_twin(path, record.line("fields", at), name))
            seen.add(name)
        keys = [part.key for part in field.fields]
        problems += [
            _twin(path, record.line("fields", at, "fields", rank), key)
            for rank, key in enumerate(keys)
            if key in keys[:rank]
        ]
    return problems


def _twin(path: str, line: int, name: str) -> Problem:
    return Problem(
        Place(path, line),
        say("Two fields of the form are called {name}.", name=name),
        say("Give one of them another key."),
    )
