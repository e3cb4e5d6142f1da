"""Papers become PDF files in LibreOffice; it takes some six hundred times as long as printing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from regulations.errors import VanthuError
from regulations.libreoffice import convert, libre_office
from regulations.sentences import say

_TARGET = "pdf:writer_pdf_Export"


class NoLibreOfficeError(VanthuError):
    """LibreOffice is not installed."""

    code = "not_installed"

    def __init__(self) -> None:
        super().__init__(
            say("PDF files need LibreOffice, which is not installed on this machine."),
            hint=say("Install LibreOffice Writer, or leave --pdf out and print from Word."),
        )


def check_installed() -> None:
    """Look whether PDF files can be made here at all.

    Raises:
        NoLibreOfficeError: LibreOffice is nowhere.
    """
    if libre_office() is None:
        raise NoLibreOfficeError


def make_pdfs(papers: Sequence[Path], room: Path) -> dict[Path, bytes]:
    """Return the PDF of each paper; one that LibreOffice can't read has none.

    *room* is a private folder of this process alone, and keeps its profile from call to call.

    Raises:
        NoLibreOfficeError: there is none.
    """
    check_installed()
    found = _attempt(papers, room)
    for paper in papers:  # one bad paper may have taken the others down with it
        if paper not in found and len(papers) > 1:
            found |= _attempt([paper], room)
    return found


def _attempt(papers: Sequence[Path], room: Path) -> dict[Path, bytes]:
    made = convert(papers, room, _TARGET)
    return {paper: pdf for paper, pdf in made.items() if pdf.rstrip().endswith(b"%%EOF")}
