"""Codes as words on the screen, in the language that is spoken."""

from __future__ import annotations

from datetime import date

from cli.speech import _, in_words, spoken
from regulations.days import When, said_when, short_day
from regulations.validity import Validity
from templates.wording import word

RELATIONS = {
    "replaces": ("replaces", "replaced by"),
    "repeals": ("repeals", "repealed by"),
    "amends": ("amends", "amended by"),
    "adjusts": ("adjusts", "adjusted by"),
    "suspends": ("suspends", "suspended by"),
    "resumes": ("resumes", "resumed by"),
    "corrects": ("corrects", "corrected by"),
    "guides": ("guides", "guided by"),
    "implements": ("carries out", "carried out by"),
    "concretises": ("puts into concrete terms", "put into concrete terms by"),
    "institutionalises": ("puts into law", "put into law by"),
    "continues": ("continues", "continued by"),
    "reviews": ("reviews", "reviewed by"),
    "based_on": ("rests on", "is a basis of"),
    "cites": ("cites", "cited by"),
    "consolidates": ("consolidates", "consolidated in"),
    "related": ("is related to", "is related to"),
}

CHANGES = {
    "substitute": "amended by {symbol}",
    "insert": "added by {symbol}",
    "repeal": "repealed by {symbol}",
    "renumber": "renumbered by {symbol}",
    "replace-words": "words replaced by {symbol}",
    "add-words-after": "words added by {symbol}",
    "add-words-before": "words added by {symbol}",
    "retitle": "renamed by {symbol}",
    "correct": "corrected by {symbol}",
    "suspend": "suspended by {symbol}",
    "resume": "resumed by {symbol}",
    "extend-deadline": "deadline extended by {symbol}",
    "amends": "amended by {symbol}",
}
OPERATIONS = {
    "substitute": "amend {place}",
    "insert": "add {place}",
    "repeal": "repeal {place}",
    "renumber": "renumber {place} as {new}",
    "replace-words": "replace “{words}” by “{other}” in {place}",
    "add-words-after": "add “{other}” after “{words}” in {place}",
    "add-words-before": "add “{other}” before “{words}” in {place}",
    "retitle": "rename {place}",
    "correct": "correct “{words}” to “{other}” in {place}",
    "suspend": "suspend {place}",
    "resume": "resume {place}",
    "extend-deadline": "extend the deadline of {place}",
}
TEXT_STATES = {
    "metadata_only": "Facts only; no text has been imported",
    "as_issued": "As issued",
    "consolidated": "Consolidated",
    "partial": "Partly consolidated",
}
WORDINGS = {
    "printed": "as printed",
    "older_print": "older print",
    "analogy": "by analogy",
    "not_found": "not official",
}
EVENTS = {
    "start": "started",
    "update": "progress",
    "obstacle": "obstacle",
    "submit": "submitted",
    "ask": "more time asked for",
    "extend": "deadline extended",
    "handover": "handed over",
    "done": "done",
    "reopen": "reopened",
    "stop": "stopped",
}
COUNTED = {
    "parts": "parts",
    "chapters": "chapters",
    "sections": "sections",
    "articles": "articles",
    "pages": "pages",
    "goals": "goals",
    "viewpoints": "viewpoints",
    "targets": "targets",
    "national_targets": "national targets",
    "sector_targets": "targets of sectors and localities",
    "strategic_breakthroughs": "strategic breakthroughs",
    "task_groups": "groups of tasks",
    "focal_tasks": "focal tasks",
    "tasks": "tasks",
    "title_groups": "groups of posts",
    "result_axes": "axes of results",
    "procedures": "procedures",
}


def law_label(code: str) -> str:
    """Return the words for the status of an instrument."""
    return word(f"law.{code}", spoken())


def task_label(code: str, *, followed: bool = False) -> str:
    """Return the words for the status, or a modifier of the status, of a task.

    That nothing was recorded of a followed task does not say that its body has not begun.
    """
    silent = followed and code == "not_started"
    return word("followed.not_started" if silent else f"task.{code}", spoken())


def validity_words(validity: Validity, day: date) -> str:
    """Return a status with the day on which it holds and since when."""
    words = _("{status} on {day}").format(status=law_label(validity.status), day=short_day(day))
    if validity.since and validity.status != "unknown":
        words += " " + _("(since {day})").format(day=short_day(validity.since))
    return words


def when_label(when: When) -> str:
    """Return a day as tables and notes print it, however closely it is known."""
    return short_day(when.exact) if when.exact else in_words(said_when(when))


def relation_label(rel: str, *, passive: bool = False) -> str:
    """Return the words for a relation, seen from its own side or from that of its target."""
    return _(RELATIONS.get(rel, (rel, rel))[passive])


def note_label(op: str) -> str:
    """Return the words for a change to a text; ``{symbol}`` in them is who changed it."""
    return _(CHANGES.get(op, "amended by {symbol}"))


def operation_label(op: str) -> str:
    """Return what an entry of mods.yaml does; its place and words are to be filled in."""
    return _(OPERATIONS[op])


def text_label(state: str) -> str:
    """Return the words for the state of a text."""
    return _(TEXT_STATES.get(state, state))


def wording_label(wording: str) -> str:
    """Return how the words of a form are known."""
    return _(WORDINGS.get(wording, wording))


def event_label(kind: str) -> str:
    """Return the word for a kind of event."""
    return _(EVENTS.get(kind, kind))


def count_label(name: str, count: str) -> str:
    """Return a count of parts of an instrument: ``4 chapters``."""
    return f"{count} {_(COUNTED.get(name, name))}"


FACETS = {
    "kind": "Kind", "type": "Type", "issuer": "Issuer", "status": "Status", "year": "Year",
    "lang": "Language",
}  # fmt: skip
"""The titles under which results are counted."""


def all_labels() -> set[str]:
    """Return every word of this room that is translated by way of a variable."""
    passive_and_active = {word for pair in RELATIONS.values() for word in pair}
    tables = (TEXT_STATES, WORDINGS, EVENTS, COUNTED, CHANGES, OPERATIONS, FACETS)
    return passive_and_active | {word for table in tables for word in table.values()}
