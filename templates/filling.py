"""A form and one person's data become the values of a paper, or a list of every fault at once.

Three answers are kept apart: what was typed prints as typed, "Không" (declared: none) prints as
"Không", and what was not declared prints as a dotted line. Faults never repeat what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from regulations.errors import InvalidDataError
from regulations.problems import Place, Problem
from regulations.records import Plain, Record, Steps
from regulations.sentences import Sentence, say
from templates.answers import fault_in, is_none
from templates.form import HOLDERS, ROWED, TICKED, Field, Form, flat_name
from templates.press.picture import Picture
from templates.written import DOTS_OF_CELL, dots, line, ticks, written


@dataclass(frozen=True, slots=True)
class PhotoWanted:
    """A photo that the data names and that is still to be read, from beside the data."""

    key: str
    name: str
    place: Place
    size_mm: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Filled:
    """The values for a form's template. A photo that was not yet handed in is ``None`` there.

    *not_declared* names the fields that print as dotted lines.
    """

    form: Form
    values: Mapping[str, object]
    not_declared: tuple[str, ...] = ()
    photos: tuple[PhotoWanted, ...] = ()

    def with_photo(self, wanted: PhotoWanted, content: bytes) -> Filled:
        """Return this with the photo set into its frame.

        Raises:
            PictureError: *content* is no PNG or JPEG.
        """
        picture = Picture(content, *wanted.size_mm)
        picture.check()
        left = tuple(photo for photo in self.photos if photo != wanted)
        return replace(self, values={**self.values, wanted.key: picture}, photos=left)


def fill(form: Form, record: Record, path: str) -> Filled:
    """Return the values that *record*, read from *path*, gives to the template of *form*.

    Raises:
        InvalidDataError: names every missing, malformed and unknown field, each with its line.
    """
    filling = _Filling(path, record)
    data = filling.fields_in(record.data, (), form.fields)
    for asked in form.fields:
        if asked.fillable:
            filling.take(asked, data.get(asked.key, ""))
    if filling.problems:
        raise InvalidDataError(path, sorted(filling.problems))
    return Filled(form, filling.values, tuple(filling.dotted), tuple(filling.photos))


@dataclass(slots=True)
class _Filling:
    path: str
    record: Record
    values: dict[str, object] = field(default_factory=dict)
    dotted: list[str] = field(default_factory=list)
    photos: list[PhotoWanted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, asked: Field, answer: Plain) -> None:
        steps: Steps = (asked.key,)
        if asked.kind in HOLDERS:
            self._take_group(asked, answer, steps)
        elif asked.kind in ROWED:
            self.values[asked.key] = self._rows(asked, answer, steps)
        elif asked.kind in TICKED:
            self.values[asked.key] = self._ticks(asked, answer, steps)
        else:
            self._take_text(asked, asked.key, self._text(asked, answer, steps), steps)

    def _take_text(self, asked: Field, name: str, text: str, steps: Steps) -> None:
        if not text:
            self.dotted.append(name)
        if asked.kind == "photo" and asked.size_mm:
            self.values[name] = None if text else ""
            if text:
                self.photos.append(PhotoWanted(name, text, self._place(steps), asked.size_mm))
        else:
            self.values[name] = written(asked, text)

    def _take_group(self, asked: Field, answer: Plain, steps: Steps) -> None:
        parts = [part for part in asked.fields if part.fillable]
        if _declares_none(answer) and not asked.required:
            for rank, part in enumerate(parts):
                self.values[flat_name(asked, part)] = "" if rank else answer
            return
        data = self.fields_in(answer, steps, parts)
        declared = any(_says_something(inner) for inner in data.values())
        if asked.required and not declared and not any(part.required for part in parts):
            self._missing(asked, steps)
        for part in parts:
            here = (*steps, part.key)
            needed = part.required and (asked.required or declared)
            text = self._text(part, data.get(part.key, ""), here, needed=needed)
            self._take_text(part, flat_name(asked, part), text, here)

    def _rows(self, asked: Field, answer: Plain, steps: Steps) -> list[dict[str, str]]:
        columns = asked.fields
        if _declares_none(answer):
            return [{part.key: "" if rank else str(answer) for rank, part in enumerate(columns)}]
        if answer and not isinstance(answer, list):
            self._fault(asked, steps, say("Expected: rows, each beginning with a hyphen."))
            return []
        rows = [
            self._row(asked, row, (*steps, at))
            for at, row in enumerate(answer)
            if _says_something(row)
        ]
        if not rows and asked.required:
            self._missing(asked, steps)
        if not rows:
            self.dotted.append(asked.key)
        return rows or [{part.key: dots(part, self._cell_dots(asked)) for part in columns}]

    def _row(self, table: Field, row: Plain, steps: Steps) -> dict[str, str]:
        data = self.fields_in(row, steps, table.fields)
        return {
            part.key: line(
                part,
                self._text(part, data.get(part.key, ""), (*steps, part.key)),
                self._cell_dots(table),
            )
            for part in table.fields
        }

    def _cell_dots(self, asked: Field) -> int:
        """Return the dots of an empty cell; a block has the width of a line."""
        return DOTS_OF_CELL if asked.kind == "table" else 0

    def _ticks(self, asked: Field, answer: Plain, steps: Steps) -> dict[str, object]:
        """Return all choices, each with its mark, and a text where none is ticked."""
        chosen = answer if isinstance(answer, list) else [answer]
        single = replace(asked, required=asked.required and len(chosen) == 1)
        texts = [
            self._text(single, one, (*steps, at) if isinstance(answer, list) else steps)
            for at, one in enumerate(chosen)
        ]
        beside = next((one for one in texts if is_none(one)), "")
        if not any(texts):
            self.dotted.append(asked.key)
            beside = dots(asked, DOTS_OF_CELL) if asked.kind == "multi_enum" else ""
        return ticks(asked, texts, beside)

    def _text(
        self, asked: Field, answer: Plain, steps: Steps, *, needed: bool | None = None
    ) -> str:
        """Return one answer as it was typed, empty where not declared; report what is wrong."""
        if answer and not isinstance(answer, str):
            self._fault(asked, steps, say("Expected: one text, not a list or a map."))
            return ""
        text = str(answer or "")
        if not text.strip():
            if asked.required if needed is None else needed:
                self._missing(asked, steps)
            return ""
        if expected := fault_in(asked, text):
            self._fault(asked, steps, expected)
        return text

    def fields_in(self, answer: Plain, steps: Steps, known: Sequence[Field]) -> dict[str, Plain]:
        """Return *answer* as a map of fields, after naming every key that is not *known*."""
        names = [one.key for one in known if one.fillable]
        if not isinstance(answer, dict):
            if answer:
                remedy = say("Write, each on its own line: {names}.", names=", ".join(names))
                self._report(steps, say("Fields with names are expected here."), remedy)
            return {}
        for key in answer:
            if key not in names:
                self._report((*steps, key), *_unknown(_name((*steps, key)), key, names))
        return answer

    def _missing(self, asked: Field, steps: Steps) -> None:
        name, label = _name(steps), asked.label.vi
        message = say("{name}, “{label}”, is missing.", name=name, label=label)
        self._report(steps, message, say("Fill it in."))

    def _fault(self, asked: Field, steps: Steps, expected: Sentence) -> None:
        name, label = _name(steps), asked.label.vi
        self._report(
            steps, say("{name}, “{label}”, is malformed.", name=name, label=label), expected
        )

    def _report(self, steps: Steps, message: str, remedy: str) -> None:
        self.problems.append(Problem(self._place(steps), message, remedy))

    def _place(self, steps: Steps) -> Place:
        return Place(self.path, self.record.line(*steps))


def _declares_none(answer: Plain) -> bool:
    return isinstance(answer, str) and is_none(answer)


def _says_something(answer: Plain) -> bool:
    """Tell whether an answer says anything; the empty row of a skeleton does not."""
    if isinstance(answer, dict):
        return any(_says_something(inner) for inner in answer.values())
    return bool(answer.strip()) if isinstance(answer, str) else bool(answer)


def _unknown(name: str, key: str, known: Sequence[str]) -> tuple[Sentence, Sentence]:
    message = say("{name} is no field of the form.", name=name)
    if near := get_close_matches(key, known, 1):
        return message, say("{key}: did you mean {near}?", key=key, near=near[0])
    return message, say("Known here are: {names}.", names=", ".join(known))


def _name(steps: Steps) -> str:
    """Return the name of a field as a person would say it: ``gia_dinh[2].ho_ten``."""
    words = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps)
    return "".join(words).lstrip(".")
