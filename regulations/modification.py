"""One operation of an amending instrument on the wording of another, as mods.yaml has it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from regulations.days import When, parse_when
from regulations.problems import Place, Problem
from regulations.readings import Link, Reading
from regulations.records import Record, Steps, read_record, write_record
from regulations.sentences import say
from regulations.shapes import check_days, check_shape, load_schema
from regulations.work import Relation, Work

KIND: Final = "mods"
AMENDING: Final = ("amends", "adjusts", "corrects")
_FILE: Final = "/mods.yaml"
_RELATIONS: Final = {"repeal": "repeals", "suspend": "suspends", "resume": "resumes",
                     "correct": "corrects", "extend-deadline": "adjusts"}  # fmt: skip
_STANDING: Final = ("repeal", "suspend", "resume")  # they bear on the status, not the wording alone


@dataclass(frozen=True, slots=True)
class Modification:
    """One entry of mods.yaml. *seq* is its place in the file, from 1.

    *target* is a work id, *part* the element meant, as it is called just before this change;
    empty is the whole. *effective* is ``None`` where the entry names no day: then it is that of
    the instrument. *text_from* names the new words in the amending text, *text_sha256* their sum.
    *words* and *replacement* are ``find`` and ``with``; *count* is ``None`` where unstated.
    """

    id: str
    seq: int
    op: str
    target: str
    part: str = ""
    effective: When | None = None
    until: When | None = None
    instruction: str = ""
    text_from: str = ""
    text_sha256: str = ""
    after: str = ""
    before: str = ""
    new_id: str = ""
    words: str = ""
    replacement: str = ""
    count: int | None = None
    quote: str = ""
    conf: str = "V"
    evidence: tuple[str, ...] = ()
    note: str = ""


def mods_path(work_id: str) -> str:
    """Return the path of what the work *work_id* does to the wording of others."""
    return f"regulations/{work_id}{_FILE}"


def author_of(path: str) -> str:
    """Return the id of the work whose mods.yaml lies at *path*."""
    return path.removeprefix("regulations/").removesuffix(_FILE)


def link_to(work_id: str) -> str:
    """Return the name under which the changes to a work are looked up."""
    return f"wording:{work_id}"


def read_mods(path: str, text: str) -> Reading:
    """Read mods.yaml; its links name the works that it changes."""
    record, problems = read_record(path, text)
    if record is not None:
        problems = check_shape(path, record, load_schema("regulations", "mods"))
    if record is None or problems:
        return Reading(None, tuple(problems))
    problems = [*check_days(path, record, _days(record.data)), *_twins(path, record)]
    if problems:
        return Reading(None, tuple(problems))
    links = {Link(one.op, link_to(one.target)): None for one in mods_from_json(record.data)}
    return Reading(record.data, links=tuple(links))


def mods_from_json(data: object) -> tuple[Modification, ...]:
    """Return the modifications that the data of a mods.yaml hold."""
    return tuple(_modification(seq, entry) for seq, entry in enumerate(_entries(data), 1))


def is_complete(data: object) -> bool:
    """Tell whether the data of a mods.yaml say that nothing which the text orders is left out."""
    return isinstance(data, dict) and data.get("complete") == "yes"


def write_mods(mods: Iterable[Modification], *, complete: bool = False) -> bytes:
    """Return the file of *mods*, which reads back as they are."""
    said = {"complete": "yes"} if complete else {}
    return write_record({**said, "mods": [_to_json(one) for one in mods]}).encode()


def relations_of(author: Work, mods: Iterable[Modification]) -> tuple[Relation, ...]:
    """Return what *mods* of *author* come to: each part that ends or rests, others as a whole."""
    found: dict[Relation, None] = {}
    for one in mods:
        rel = _RELATIONS.get(one.op, "amends")
        if one.op in _STANDING:
            start = one.effective or author.effective_part(one.instruction)
            relation = Relation(rel, one.target, one.conf, one.part, effective=start,
                                until=one.until)  # fmt: skip
            found[relation] = None
        elif not any(one.target == known.to and known.rel in AMENDING
                     for known in (*author.relations, *found)):  # fmt: skip
            found[Relation(rel, one.target, one.conf)] = None
    return tuple(found)


def _modification(seq: int, entry: Mapping[str, Any]) -> Modification:
    target, _, part = entry["target"].partition("#")
    plain = (
        "instruction",
        "text_from",
        "text_sha256",
        "after",
        "before",
        "new_id",
        "quote",
        "note",
    )
    return Modification(
        id=entry["id"], seq=seq, op=entry["op"], target=target, part=part,
        effective=_when(entry, "effective"), until=_when(entry, "until"),
        words=entry.get("find", ""), replacement=entry.get("with", ""),
        count=int(entry["count"]) if "count" in entry else None,
        conf=entry.get("conf", "V"), evidence=tuple(entry.get("evidence", ())),
        **{name: entry.get(name, "") for name in plain},
    )  # fmt: skip


def _to_json(one: Modification) -> dict[str, object]:
    data: dict[str, object] = {
        "id": one.id, "op": one.op,
        "target": f"{one.target}#{one.part}" if one.part else one.target,
        "effective": one.effective.edtf if one.effective else "",
        "until": one.until.edtf if one.until else "",
        "instruction": one.instruction, "text_from": one.text_from,
        "text_sha256": one.text_sha256, "after": one.after, "before": one.before,
        "new_id": one.new_id, "find": one.words, "with": one.replacement,
        "count": "" if one.count is None else str(one.count), "quote": one.quote,
        "conf": "" if one.conf == "V" else one.conf, "evidence": list(one.evidence),
        "note": one.note,
    }  # fmt: skip
    kept = ("with",) if one.words else ()  # without words the others are taken out
    return {key: value for key, value in data.items() if value or key in kept}


def _when(entry: Mapping[str, Any], key: str) -> When | None:
    return parse_when(entry[key]) if key in entry else None


def _entries(data: object) -> list[Any]:
    return list(data.get("mods", ())) if isinstance(data, dict) else []


def _days(data: object) -> list[Steps]:
    return [("mods", at, key) for at, entry in enumerate(_entries(data))
            for key in ("effective", "until") if key in entry]  # fmt: skip


def _twins(path: str, record: Record) -> list[Problem]:
    ids = [entry["id"] for entry in _entries(record.data)]
    return [
        Problem(
            Place(path, record.line("mods", at, "id")),
            say("{key} stands twice.", key=own),
            say("Give each entry an id of its own."),
        )
        for at, own in enumerate(ids)
        if own in ids[:at]
    ]
