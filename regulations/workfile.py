"""The file of a work (work.md): front matter to a value, and the value to JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regulations.days import When, parse_when
from regulations.errors import InvalidDataError
from regulations.problems import Problem
from regulations.records import Steps, read_front_matter, write_front_matter
from regulations.shapes import check_days, check_shape, load_schema
from regulations.work import Relation, Work

_LISTS = ("aliases", "evidence", "notes")


def read_work(path: str, text: str, work_id: str) -> tuple[Work | None, list[Problem]]:
    """Read a work; ``None`` comes with the faults that make it unreadable."""
    record, body, problems = read_front_matter(path, text)
    if record is None:
        return None, problems
    problems = check_shape(path, record, load_schema("regulations", "work"))
    if not problems:
        problems = check_days(path, record, _days(record.data))
    if problems or not isinstance(record.data, dict):
        return None, problems
    return _work(work_id, record.data, body), []


def work_to_json(work: Work) -> dict[str, object]:
    """Return what the catalogue keeps of *work*: only what differs from an empty one."""
    data: dict[str, object] = {
        "type": work.type, "issuer": list(work.issuers), "symbol": work.symbol, "term": work.term,
        "signed": work.signed.edtf if work.signed else "",
        "effective": work.effective.edtf if work.effective else "",
        "effective_of": {part: when.edtf for part, when in work.effective_of},
        "title": _filled({"vi": work.title_vi, "en": work.title_en}), "monitor": work.monitor,
        "aliases": list(work.aliases), "structure": dict(work.structure), "conf": work.conf,
        "conf_of": dict(work.conf_of), "evidence": list(work.evidence), "notes": list(work.notes),
        "summary": work.summary, "stub": "yes" if work.stub else "",
        "relations": [_relation_to_json(relation) for relation in work.relations],
    }  # fmt: skip
    return _filled(data)


def write_work(path: str, work: Work) -> bytes:
    """Return the file of *work*, which reads back as it is.

    Raises:
        InvalidDataError: what was given is no instrument; all faults at once.
    """
    data = work_to_json(work)
    text = write_front_matter(data, str(data.pop("summary", "")))
    read, problems = read_work(path, text, work.id)
    if read is None:
        raise InvalidDataError(work.name, problems)
    return text.encode()


def work_from_json(work_id: str, data: object, texts: tuple[str, ...] = ()) -> Work:
    """Build a work from what :func:`work_to_json` gave; *texts* are the days of its texts."""
    assert isinstance(data, dict)
    return _work(work_id, data, data.get("summary", ""), texts)


def _work(work_id: str, data: Mapping[str, Any], body: str, texts: tuple[str, ...] = ()) -> Work:
    title = data.get("title", {})
    lists: dict[str, tuple[str, ...]] = {name: tuple(data.get(name, ())) for name in _LISTS}
    return Work(
        id=work_id,
        type=data["type"],
        issuers=tuple(data["issuer"]),
        symbol=data.get("symbol", ""),
        term=data.get("term", ""),
        signed=_when(data.get("signed")),
        effective=_when(data.get("effective")),
        effective_of=tuple(
            (part, parse_when(day)) for part, day in data.get("effective_of", {}).items()
        ),
        title_vi=title.get("vi", ""),
        title_en=title.get("en", ""),
        monitor=data.get("monitor", ""),
        relations=tuple(_relation(entry) for entry in data.get("relations", ())),
        structure=tuple(data.get("structure", {}).items()),
        conf=data.get("conf", "V"),
        conf_of=tuple(data.get("conf_of", {}).items()),
        summary=body,
        stub=data.get("stub") == "yes",
        texts=texts,
        aliases=lists["aliases"],
        evidence=lists["evidence"],
        notes=lists["notes"],
    )


def _relation(entry: Mapping[str, Any]) -> Relation:
    return Relation(
        rel=entry["rel"],
        to=entry["to"],
        conf=entry.get("conf", "V"),
        part=entry.get("part", ""),
        note=entry.get("note", ""),
        evidence=tuple(entry.get("evidence", ())),
        effective=_when(entry.get("effective")),
        until=_when(entry.get("until")),
    )


def _relation_to_json(relation: Relation) -> dict[str, object]:
    data: dict[str, object] = {
        "rel": relation.rel, "to": relation.to, "conf": relation.conf, "part": relation.part,
        "effective": relation.effective.edtf if relation.effective else "",
        "until": relation.until.edtf if relation.until else "",
        "note": relation.note, "evidence": list(relation.evidence),
    }  # fmt: skip
    return _filled(data)


def _filled(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value}


def _when(text: str | None) -> When | None:
    return parse_when(text) if text else None


def _days(data: object) -> list[Steps]:
    given = data if isinstance(data, dict) else {}
    plain: list[Steps] = [(key,) for key in ("signed", "effective") if given.get(key)]
    parts: list[Steps] = [("effective_of", part) for part in given.get("effective_of", ())]
    relations: list[Steps] = [
        ("relations", at, key)
        for at, entry in enumerate(given.get("relations", ()))
        for key in ("effective", "until")
        if key in entry
    ]
    return plain + parts + relations
