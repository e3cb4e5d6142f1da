"""An extract as a Word file: a text in the office's layout, without head and signature."""

from __future__ import annotations

from datetime import date

from cli.letterheads import letterhead_of
from cli.office import Office
from templates.composing import compose
from templates.manuscript import read_manuscript
from templates.papers.paper_sheet import set_blocks_alone
from templates.press.stamp import TREE_PROPERTY, restamp


def extract(office: Office, title: str, markdown: str, day: date) -> bytes:
    """Return *markdown* set in the office's layout of *day*; the tree id goes into a property."""
    tree = read_manuscript(title, markdown)
    blocks = compose(tree, lambda name: f"[[{name}]]", titled=False).body
    paper = set_blocks_alone(blocks, letterhead_of(office, day).profile)
    return restamp(paper, {TREE_PROPERTY: office.tree})
