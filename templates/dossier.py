"""A dossier: one person once, and what each form draws from it.

A dossier file has ``format``, ``person`` (the fields of ``forms/dossier.yaml``) and, where a form
asks what is not the person's, ``forms`` by code. What is declared as "Không" and what was not
declared are drawn as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files

from regulations.errors import InvalidDataError
from regulations.folding import fold
from regulations.problems import Place, Problem
from regulations.records import Plain, Record, Steps
from regulations.sentences import say
from templates.answers import is_none
from templates.filling import fill
from templates.form import HOLDERS, ROWED, Field, Form, read_form
from templates.skeleton import blank

FORMAT = "1"
_PATH = "dossier.yaml"
_PERSON = "person"
_FORMS = "forms"
NOT_DRAWN = ("-",)  # the origin of a field that is the form's own, though a dossier has its key


@dataclass(frozen=True, slots=True)
class Lack:
    """What a form still lacks: *problems* name each fault, with its line in the dossier."""

    form: Form
    problems: tuple[Problem, ...]


@lru_cache(maxsize=1)
def person_form() -> Form:
    """Return all that a dossier can hold of a person, as the fields of a form."""
    text = files("templates").joinpath("forms", _PATH).read_text(encoding="utf-8")
    form, problems = read_form(f"templates/forms/{_PATH}", text)
    assert form is not None, problems
    return form


def dossier_skeleton() -> str:
    """Return an empty dossier as YAML; it reads back, with all answers empty."""
    lines = blank(person_form()).splitlines()
    head = [line for line in lines if line.startswith("#")][:4]
    inner = [f"  {line}" if line else "" for line in lines[lines.index("") :]]
    return "\n".join([*head, f"format: {FORMAT}", f"{_PERSON}:", *inner]) + "\n"


def as_dossier(person: Record) -> Record:
    """Return a person's data as a dossier, with the lines that they have."""
    data: dict[str, Plain] = {"format": FORMAT, _PERSON: person.data}
    lines = {(_PERSON, *steps): line for steps, line in person.lines.items()}
    return Record(data, {(): person.line(), **lines})


def is_dossier(record: Record) -> bool:
    """Tell whether a file of data is a dossier, and not the data of one form."""
    return isinstance(record.data, dict) and _PERSON in record.data


def person_of(record: Record) -> Mapping[str, Plain]:
    """Return what the dossier says of the person."""
    person = record.data.get(_PERSON) if isinstance(record.data, dict) else None
    return person if isinstance(person, dict) else {}


def check_dossier(record: Record, path: str) -> list[Problem]:
    """Return the faults of the dossier itself: its frame, unknown keys, malformed answers."""
    if not is_dossier(record):
        here = Place(path, record.line())
        return [Problem(here, say("The file is no dossier: it has no person."), _frame_hint())]
    found = [*_frame(record, path)]
    person = Record(
        dict(person_of(record)),
        {steps[1:]: line for steps, line in record.lines.items() if steps[:1] == (_PERSON,)},
    )
    try:
        fill(person_form(), person, path)
    except InvalidDataError as error:
        found += error.problems
    return sorted(found)


def draw(form: Form, record: Record) -> Record:
    """Return the data for *form* that the dossier *record* holds, each with its line there.

    What ``forms`` says for this form goes before what the person's part says.
    """
    drawing = _Drawing(record)
    own = _own(form, record)
    data: dict[str, Plain] = {}
    for asked in form.fields:
        if not asked.fillable:
            continue
        if own is not None and asked.key in own[1]:
            answer = drawing.keep(own[1][asked.key], (*own[0], asked.key), (asked.key,))
        else:
            answer = drawing.answer(asked, (_PERSON,), (asked.key,))
        if answer:
            data[asked.key] = answer
    extra = [key for key in (own[1] if own else {}) if key not in data]
    for key in extra:
        assert own is not None
        data[key] = drawing.keep(own[1][key], (*own[0], key), (key,))
    return Record(data, {(): record.line(_PERSON), **drawing.lines})


def lacks(form: Form, record: Record, path: str) -> Lack:
    """Return what *form* would lack if it were filled from the dossier."""
    try:
        fill(form, draw(form, record), path)
    except InvalidDataError as error:
        return Lack(form, error.problems)
    return Lack(form, ())


@dataclass(slots=True)
class _Drawing:
    record: Record
    lines: dict[Steps, int] = field(default_factory=dict)

    def answer(self, asked: Field, base: Steps, to: Steps) -> Plain:
        """Return the answer to a field whose place in the dossier begins at *base*."""
        if asked.origin == NOT_DRAWN:
            return ""
        sources = [_steps(origin) for origin in asked.origin] or [(asked.key,)]
        if asked.kind in HOLDERS:
            return self._group(asked, (*base, *sources[0]), to)
        if asked.kind in ROWED:
            return self._rows(asked, (*base, *sources[0]), to)
        places = [(*base, *source) for source in sources]
        if asked.kind == "multi_enum":
            return self.keep(_at(self.record.data, places[0]), places[0], to)
        return self._text(places, to)

    def keep(self, answer: Plain, at: Steps, to: Steps) -> Plain:
        """Take *answer* over as it is, with the lines of all that is in it."""
        for steps, line in self.record.lines.items():
            if steps[: len(at)] == at:
                self.lines[(*to, *steps[len(at) :])] = line
        return answer

    def _group(self, asked: Field, at: Steps, to: Steps) -> Plain:
        whole = _at(self.record.data, at)
        if isinstance(whole, str) and is_none(whole):
            return self.keep(whole, at, to)
        data: dict[str, Plain] = {}
        for part in asked.fields:
            base = (_PERSON,) if part.origin else at
            if part.fillable and (answer := self.answer(part, base, (*to, part.key))):
                data[part.key] = answer
        self.lines[to] = self.record.line(*at)
        return data

    def _rows(self, asked: Field, at: Steps, to: Steps) -> Plain:
        whole = _at(self.record.data, at)
        if not isinstance(whole, list):
            return self.keep(whole, at, to)
        self.lines[to] = self.record.line(*at)
        rows: list[Plain] = []
        for number in range(len(whole)):
            here, there = (*at, number), (*to, len(rows))
            self.lines[there] = self.record.line(*here)
            row: dict[str, Plain] = {}
            for part in asked.fields:
                if answer := self.answer(part, here, (*there, part.key)):
                    row[part.key] = answer
            rows.append(row)
        return rows

    def _text(self, places: Sequence[Steps], to: Steps) -> str:
        """Return what stands at *places* as one text; "Không" is said once, and only alone."""
        texts = [text for place in places if (text := joined(_at(self.record.data, place)))]
        self.lines[to] = self.record.line(*places[0])
        said = [text for text in texts if not is_none(text)]
        return "; ".join(said) if said else next(iter(texts), "")


def joined(answer: Plain) -> str:
    """Return an answer of any shape as one text: parts by commas, rows by semicolons."""
    if isinstance(answer, str):
        return answer.strip()
    if isinstance(answer, dict):
        return ", ".join(text for inner in answer.values() if (text := joined(inner)))
    return "; ".join(text for inner in answer if (text := joined(inner)))


def _at(node: Plain, steps: Steps) -> Plain:
    """Return what stands at *steps*, empty where nothing does; below "Không" all is "Không"."""
    for step in steps:
        if isinstance(node, str) and is_none(node):
            return node
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step, "")
        elif isinstance(node, list) and isinstance(step, int):
            node = node[step]
        else:
            return ""
    return node


def _steps(origin: str) -> Steps:
    return tuple(origin.split("."))


def _own(form: Form, record: Record) -> tuple[Steps, Mapping[str, Plain]] | None:
    """Return what the dossier says for this form alone, and where."""
    forms = record.data.get(_FORMS) if isinstance(record.data, dict) else None
    for code, answers in (forms if isinstance(forms, dict) else {}).items():
        if fold(code) == fold(form.code) and isinstance(answers, dict):
            return (_FORMS, code), answers
    return None


def _frame(record: Record, path: str) -> Iterator[Problem]:
    assert isinstance(record.data, dict)
    if record.data.get("format") != FORMAT:
        yield Problem(
            Place(path, record.line("format")),
            say("The dossier does not say its format."),
            say("Write format: 1 at its head."),
        )
    for key in record.data:
        if key not in ("format", _PERSON, _FORMS):
            near = get_close_matches(key, (_PERSON, _FORMS), 1)
            yield Problem(
                Place(path, record.line(key)),
                say("{name} is no part of a dossier.", name=key),
                say("{key}: did you mean {near}?", key=key, near=near[0])
                if near
                else _frame_hint(),
            )


def _frame_hint() -> str:
    return say("Write format, person and forms, as vanthu dossier blank does.")
