"""Papers become PDF files in LibreOffice; it takes some six hundred times as long as printing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from regulations.errors import VanthuError
from regulations.libreoffice import convert, libre_office
from regulations.sentences import say

_TARGET = "pdf:writer_pdf_Export"
_ENOUGH = 3  # papers that came to nothing, each by itself: the next ones would too


class NoLibreOfficeError(VanthuError):
    """LibreOffice is not installed."""

    code = "not_installed"

    def __init__(self) -> None:
        super().__init__(
            say("PDF files need LibreOffice, which is not installed on this machine."),
            hint=say("Install LibreOffice Writer, or leave --pdf out and print from Word."),
        )


class LibreOfficeFailsError(VanthuError):
    """LibreOffice is there, and makes nothing of any paper."""

    code = "libreoffice_fails"

    def __init__(self) -> None:
        super().__init__(
            say("LibreOffice was started and made no PDF of any paper."),
            hint=say("The papers stand. Open one in LibreOffice to see what it lacks, then run the "
                     "same command again: it goes on from here."),
        )  # fmt: skip


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
        LibreOfficeFailsError: it makes nothing of several papers.
    """
    check_installed()
    found = _attempt(papers, room)
    left = [paper for paper in papers if paper not in found] if len(papers) > 1 else []
    for tries, paper in enumerate(left, start=1):  # a bad one may have taken the others down
        found |= _attempt([paper], room)
        if tries == _ENOUGH and not found:
            raise LibreOfficeFailsError
    return found


def _attempt(papers: Sequence[Path], room: Path) -> dict[Path, bytes]:
    made = convert(papers, room, _TARGET)
    return {paper: pdf for paper, pdf in made.items() if pdf.rstrip().endswith(b"%%EOF")}
