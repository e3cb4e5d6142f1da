"""Every number of a report that no longer reconciles, with its place: sums, annex, the office."""

from __future__ import annotations

from templates.dissection import take_apart
from templates.press.package import parts_of, read_paper
from templates.proofing.findings import Finding
from templates.reconciling.office import check_against
from templates.reconciling.pages import pages_of
from templates.reconciling.sentences import check_sentence
from templates.reconciling.tables import check_tables


def reconcile(paper: bytes, printed: bytes | None = None) -> tuple[Finding, ...]:
    """Return what does not reconcile in *paper*, in reading order.

    *printed* is the same report as the office prints it; without it only what the paper says of
    itself is added up.

    Raises:
        RefusedTemplateError: *paper* is no Word file, or a damaged one.
    """
    pages = pages_of(take_apart(read_paper(paper)))
    found = [finding for piece in pages.sentences for finding in check_sentence(piece)]
    found += check_tables(pages)
    if printed is not None:
        found += check_against(pages, pages_of(take_apart(parts_of(printed))))
    return tuple(sorted(found, key=lambda one: (one.place, one.rule)))


def numbers_read(paper: bytes) -> int:
    """Return how many paragraphs and cells of *paper* hold a number: what was looked at."""
    anatomy = take_apart(read_paper(paper))
    return sum(any(char.isdigit() for char in one.text) for one in anatomy.body)
