"""One foreign file to a certified text. The file itself is parsed in a process of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from regulations.bodies import Bodies
from regulations.days import short_day
from regulations.intake.certificate import Certificate, certify
from regulations.intake.extract import Extract
from regulations.intake.header import day_passed, read_head
from regulations.intake.headings import closes
from regulations.intake.hygiene import clean
from regulations.intake.identity import Check, Identity, check_identity, printed_identity
from regulations.intake.letter_case import title_as_written
from regulations.intake.old_word import as_docx
from regulations.intake.recognise import Recognised, recognise
from regulations.intake.sniff import UnreadableFileError, kind_of
from regulations.markup import read_markdown
from regulations.problems import Place, Problem
from regulations.sentences import say

Reader = Callable[[bytes, str], Extract]  # content, kind


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read. *kind* is what it really is, *printed* what it says of itself."""

    name: str
    sha256: str
    size: int
    kind: str
    extract: Extract
    recognised: Recognised
    printed: Identity

    def certificate(self, path: str, checks: tuple[Check, ...], forced: str = "") -> Certificate:
        """Return the certificate of the text at *path* in the office."""
        text, faults = read_markdown(path, self.recognised.markdown)
        faults += self._day_faults(path)
        return certify(self.extract, self.recognised, text, faults, checks, forced)

    def _day_faults(self, path: str) -> list[Problem]:
        """Name the note of passage that tells another day than the opening."""
        opening = self.printed.signed.exact if self.printed.signed else None
        days = ((number, day_passed(line)) for number, line
                in enumerate(self.recognised.markdown.split("\n"), 1) if closes(line))  # fmt: skip
        return [
            Problem(
                Place(path, number),
                say("It was passed on {day}; the opening prints {other}.",
                    day=short_day(day), other=short_day(opening)),
                say("Ask another copy which of the two is the misprint."),
            )
            for number, day in days if day and opening and day != opening
        ]  # fmt: skip

    def checks(self, given: Identity, source: str = "request") -> list[Check]:
        """Compare what was *given* with what is printed."""
        return check_identity(given, self.printed, source)


def take_in(name: str, content: bytes, bodies: Bodies, read: Reader) -> Taken:
    """Read the file called *name*; *read* parses it.

    Raises:
        VanthuError: it is no text that can be read; the sentence says why.
    """
    kind = kind_of(content)
    extract = _extract(content, kind, read)
    cleaned, _ = clean("\n".join(extract.lines))
    recognised = recognise(cleaned.split("\n"))
    if not recognised.markdown.strip():
        raise UnreadableFileError(
            say("The file holds no text."), say("Fetch it again from its source.")
        )
    head = read_head(_front(cleaned, recognised))
    printed = printed_identity(head, recognised.front, bodies)
    written = title_as_written(printed.title, recognised.markdown)
    return Taken(
        name, hashlib.sha256(content).hexdigest(), len(content), kind, extract, recognised,
        Identity(printed.symbol, printed.type, printed.signed, written, printed.issuer),
    )  # fmt: skip


def _extract(content: bytes, kind: str, read: Reader) -> Extract:
    if kind not in ("doc", "rtf"):
        return read(content, kind)
    extract = read(as_docx(content, kind), "docx")
    return replace(extract, how=f"{extract.how} made of {kind} by LibreOffice")


def _front(cleaned: str, recognised: Recognised) -> list[str]:
    """Return the lines before the first unit with the gaps that the print shows."""
    lines = [line for line in cleaned.split("\n") if line.strip() and not line.startswith("[^")]
    return lines[: len(recognised.front)]
