"""One line of a table of tasks, with the columns that offices use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from regulations.days import parse_when
from regulations.doctypes import doc_type
from regulations.errors import VanthuError
from regulations.library import Library
from regulations.lineage import bearer_on
from templates.wording import count_text, partial_day, running_day, word
from tracker.events import Evidence
from tracker.progress import Item

COLUMNS = ("content", "set_by", "lead", "coordinate", "product", "deadline", "result",
           "days_late", "days_left", "cause", "proposal")  # fmt: skip
_APART = frozenset({"milestone", "soft"})  # their status alone would count them in a cell


def task_rows(
    items: Iterable[Item], library: Library, lang: str = "vi"
) -> tuple[Mapping[str, str], ...]:
    """Return a line for each item, every one with all of ``COLUMNS`` and its *rank*."""
    return tuple(
        {"rank": str(rank), **_columns(item, library, lang)}
        for rank, item in enumerate(items, start=1)
    )


def followed_rows(
    items: Iterable[Item], library: Library, lang: str = "vi"
) -> tuple[Mapping[str, str], ...]:
    """Return the lines of superior bodies' tasks.

    They say what is recorded, never that a superior body is late.
    """
    return tuple(
        {**row, "result": _followed_result(item, row["result"], lang), "days_late": ""}
        for item, row in zip(items, task_rows(items, library, lang), strict=True)
    )


def bodies_text(body_ids: Iterable[str], library: Library, day: date, lang: str = "vi") -> str:
    """Return the names of bodies in a cell as they were on *day*; one that is gone by its heir's.

    A semicolon parts them, for names hold commas.
    """
    bodies = library.bodies
    bearers = dict.fromkeys(bearer_on(bodies, body_id, day) for body_id in body_ids)
    return "; ".join(bodies.name(bearer, day, lang) for bearer in bearers)


def paper_text(evidence: Evidence | None, lang: str = "vi") -> str:
    """Return the paper that shows something: symbol and day, or its title; empty for none."""
    if evidence is None:
        return ""
    name = evidence.symbol or evidence.title
    try:
        day = partial_day(parse_when(evidence.signed), lang)[1] if evidence.signed else ""
    except VanthuError:
        day = evidence.signed
    return f"{name}, {day}" if name and day else name


def _columns(item: Item, library: Library, lang: str) -> Mapping[str, str]:
    task, standing = item.task, item.standing
    left = standing.days_left
    return {
        "content": task.title(lang),
        "set_by": _source(task.set_by, library, lang),
        "lead": bodies_text(task.lead, library, standing.as_of, lang) or word("no_lead", lang),
        "coordinate": bodies_text(task.coordinate, library, standing.as_of, lang),
        "product": _product(item, lang),
        "deadline": _deadline(item, lang),
        "result": _result(item, library, lang),
        "days_late": count_text(standing.days_late, lang) if standing.days_late else "",
        "days_left": count_text(left, lang) if left is not None else "",
        "cause": standing.cause,
        "proposal": "",
    }


def _source(work_id: str, library: Library, lang: str) -> str:
    """Return the paper that set the task: symbol and day, or its title."""
    if not work_id:
        return ""
    work = library.work(work_id)
    day = partial_day(work.signed, lang)[1] if work.signed else ""
    name = work.symbol or work.title(lang) or work.id
    return f"{name}, {day}" if day else name


def _product(item: Item, lang: str) -> str:
    product = item.task.product
    if product is None:
        return ""
    kind = doc_type(product.type) if product.type else None
    name = (kind.en if lang == "en" else kind.vi) if kind else ""
    return product.title or name


def _deadline(item: Item, lang: str) -> str:
    """Return the deadline in the words of its source; in English the day that it comes to."""
    standing = item.standing
    deadline = standing.deadline or item.task.deadline
    if deadline is None:
        return ""
    if lang == "en":
        phrase = running_day(standing.due, lang) if standing.due else _undated(item, lang)
    else:
        phrase = deadline.phrase[:1].upper() + deadline.phrase[1:]
    if not standing.extensions:
        return phrase
    late = 0 if item.followed else standing.days_late_original
    key = "extended_late" if late else "extended"
    return word(key, lang, phrase=phrase, count=standing.extensions, late=count_text(late, lang))


def _undated(item: Item, lang: str) -> str:
    """Return in English what a deadline without a day says; its phrase is Vietnamese."""
    return word("task.standing" if item.task.regular else "task.no_deadline", lang)


def _result(item: Item, library: Library, lang: str) -> str:
    standing = item.standing
    status = word(f"task.{standing.status}", lang)
    if standing.handed_to:
        heir = library.bodies.name(standing.handed_to, standing.as_of, lang)
        status = word("evidence", lang, status=status, paper=heir)
    if standing.done_on:
        status = word("finished", lang, status=status, day=running_day(standing.done_on, lang))
    elif standing.percent is not None:
        status = word("evidence", lang, status=status, paper=f"{standing.percent} %")
    if item.cell in _APART and not item.followed:
        status = word("outside_rates", lang, status=status)
    paper = paper_text(standing.evidence, lang)
    return word("evidence", lang, status=status, paper=paper) if paper else status


def _followed_result(item: Item, result: str, lang: str) -> str:
    if item.standing.status == "not_started":
        return word("followed.not_started", lang)
    if item.standing.status in ("overdue", "overdue_submitted"):
        return word("followed.open", lang)
    if item.standing.status == "done_late":
        return word("task.done", lang)
    return result
