"""Proposals from an amending text on the terminal: numbered, with line, words and effect."""

from __future__ import annotations

from cli import show
from cli.labels import operation_label, when_label
from cli.office import Office
from cli.request import Request
from cli.speech import _, in_words
from regulations.days import When
from regulations.library import text_path
from regulations.proposals import Proposal, Proposals, Start
from regulations.text import cited_place
from regulations.work import Work


def proposals(request: Request, office: Office, work: Work, found: Proposals) -> None:
    """Print what can be accepted, what is recorded already, and what was not understood."""
    path = text_path(work.id, work.texts[0])
    if request.as_json:
        items = [*map(_entry_item, found.entries), *map(_start_item, found.starts)]
        unread = [{"eid": unit.eid, "line": unit.line} for unit in found.unread]
        show.document(request, "amendment", items, office=office.tree, id=work.id, path=path,
                      unread=unread)  # fmt: skip
        return
    show.line(work.cited)
    show.line(path)
    for entry in found.entries:
        _entry(entry)
    for start in found.starts:
        _start(start)
    for unit in found.unread:
        show.line(_("  ?  line {line}: {place} orders something that was not understood.").format(
            line=unit.line, place=cited_place(unit.eid)))  # fmt: skip
    if not (found.entries or found.starts or found.unread):
        show.line(_("  It orders nothing of other instruments."))
    _next(request, work, found)


def _entry(one: Proposal) -> None:
    mod = one.mod
    what = operation_label(mod.op).format(
        place=cited_place(mod.new_id if mod.op == "insert" else mod.part),
        new=cited_place(mod.new_id), words=mod.words, other=mod.replacement,
    )  # fmt: skip
    target = one.target.cited if one.target else "?"
    show.line(f"{_sign(one.recorded)}{one.number:>2}  {what} · {target}{_since(mod.effective)}")
    show.line("     " + _("line {line}: {words}").format(line=one.line, words=mod.quote))
    for line in one.wording.split("\n") if one.wording else ():
        show.line(f"     > {line}".rstrip())
    if one.reason:
        show.line(f"     ! {in_words(one.reason)}")


def _start(one: Start) -> None:
    what = (_("{place} takes effect on {day}") if one.part else _("takes effect on {day}")).format(
        place=cited_place(one.part), day=when_label(one.when)
    )
    show.line(f"{_sign(one.recorded)}{one.number:>2}  {what}")
    show.line("     " + _("line {line}: {words}").format(line=one.line, words=one.said))


def _next(request: Request, work: Work, found: Proposals) -> None:
    open_ = [one.number for one in found.entries if one.target and not one.recorded]
    open_ += [one.number for one in found.starts if not one.recorded]
    if open_ and not request.quiet:
        numbers = ",".join(map(str, open_))
        show.line(_("Record with: {command}").format(
            command=f'vanthu reg amend "{work.reference}" --accept {numbers}'))  # fmt: skip


def _sign(recorded: bool) -> str:
    return "✓" if recorded else " "


def _since(when: When | None) -> str:
    return _(", from {day}").format(day=when_label(when)) if when else ""


def _entry_item(one: Proposal) -> dict[str, object]:
    mod = one.mod
    return {
        "number": one.number, "line": one.line, "op": mod.op, "mod": mod.id,
        "target": mod.target or None, "part": mod.part or None, "after": mod.after or None,
        "before": mod.before or None, "new_id": mod.new_id or None,
        "effective": mod.effective.edtf if mod.effective else None,
        "instruction": mod.instruction, "text_from": mod.text_from or None,
        "find": mod.words or None, "with": mod.replacement, "count": mod.count,
        "quote": mod.quote, "wording": one.wording or None, "fits": not one.reason,
        "reason": in_words(one.reason), "recorded": one.recorded,
    }  # fmt: skip


def _start_item(one: Start) -> dict[str, object]:
    return {
        "number": one.number, "line": one.line, "op": "commence", "part": one.part or None,
        "effective": one.when.edtf, "quote": one.said, "recorded": one.recorded,
    }  # fmt: skip
