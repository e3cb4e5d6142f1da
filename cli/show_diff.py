"""Two texts compared, on the terminal, as JSON items and as a page of HTML side by side."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from cli import show
from cli.sides import Compared
from cli.speech import _, spoken
from regulations.compare import Change, Comparison, Side, by_piece
from regulations.comparing.pieces import Piece
from regulations.comparing.words import Line, Segment
from templates.comparison import counts_of, note_of
from templates.wording import word

_STYLE = """
body{margin:2rem;font:1rem/1.5 "Times New Roman",serif}h1{font-size:1.2rem}p{margin:.2rem 0}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.4rem}
td,th{width:42%;vertical-align:top}th:last-child,td:last-child{width:16%}.same td{color:#777}
del{background:#fdd}ins{background:#dfd}u{background:#ffd;text-decoration:none}
"""


def item(change: Change) -> dict[str, Any]:
    """Return one change as a JSON item."""
    return {
        "change": change.how,
        "marks": list(change.marks),
        "old": [_piece(piece) for piece in change.olds],
        "new": [_piece(piece) for piece in change.news],
        "lines": [
            [{"op": one.op, "old": one.old, "new": one.new} for one in line]
            for line in change.lines
        ],
    }  # fmt: skip


def listing(comparison: Comparison, old: Compared, new: Compared) -> None:
    """Print what differs: lines taken out after ``-``, words in ``[-…-]``; new ones with ``+``."""
    for mark, side in (("---", old), ("+++", new)):
        show.line(f"{mark} {' · '.join([side.name, *side.notes])}")
    show.line(counts_of(comparison, spoken()) or _("Both texts are empty."))
    for change in comparison.differences:
        show.line()
        show.line(f"{_called(change)}: {note_of(change, spoken())}")
        for line in change.lines if change.how != "same" else ():
            if any(segment.op != "same" for segment in line):
                show.line(f"  {_told(line)}")


def page(comparison: Comparison, old: Compared, new: Compared, lang: str) -> str:
    """Return a page of HTML that stands alone: a row for each article, both texts side by side."""
    title = escape(f"{old.name} → {new.name}")
    heads = "".join(
        f"<th>{escape(side.name)}<br><small>{escape(' · '.join(side.notes))}</small></th>"
        for side in (old, new)
    )
    rows = "\n".join(_row(change, lang) for change in comparison.changes)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>{escape(counts_of(comparison, lang))}</p>\n<table>\n"
        f"<tr>{heads}<th>{escape(_('Note'))}</th></tr>\n{rows}\n</table>\n</body>\n</html>"
    )


def _called(change: Change) -> str:
    """Return the pieces that a change is about: ``Điều 3 → Điều 4``."""
    sides = [", ".join(map(_label, pieces)) for pieces in (change.olds, change.news)]
    return " → ".join(dict.fromkeys(filter(None, sides)))


def _label(piece: Piece) -> str:
    return piece.label or word("comparison.opening", spoken())


def _told(line: Line) -> str:
    ops = {segment.op for segment in line}
    if ops in ({"removed"}, {"added"}):
        return f"{'-' if ops == {'removed'} else '+'} {line[0].old or line[0].new}"
    return "  " + "".join(map(_marked, line))


def _marked(segment: Segment) -> str:
    if segment.op in ("same", "editorial"):
        return segment.new
    words = segment.old or segment.new
    kept = words.rstrip()
    marked = f"[-{kept}-]" if segment.op == "removed" else f"{{+{kept}+}}"
    return marked + words[len(kept) :]


def _row(change: Change, lang: str) -> str:
    cells = "".join(f"<td>{''.join(_cell(change, side))}</td>" for side in ("old", "new"))
    return f'<tr class="{change.how}">{cells}<td>{escape(note_of(change, lang))}</td></tr>'


def _cell(change: Change, side: Side) -> Iterator[str]:
    for piece, lines in by_piece(change, side):
        yield f"<p><b>{escape(_label(piece))}</b></p>"
        for line in lines:
            yield f"<p>{''.join(_tagged(segment, side) for segment in line)}</p>"


def _tagged(segment: Segment, side: Side) -> str:
    words = escape(segment.old if side == "old" else segment.new)
    tag = {"removed": "del", "added": "ins", "editorial": "u"}.get(segment.op)
    return f"<{tag}>{words}</{tag}>" if tag and words else words


def _piece(piece: Piece) -> dict[str, str]:
    return {"eid": piece.eid, "label": piece.label, "heading": piece.heading}
