"""Old Word files (.doc) and .rtf: LibreOffice turns them into .docx, which is read as any other."""

from __future__ import annotations

import tempfile
from pathlib import Path

from regulations.errors import VanthuError
from regulations.intake.sniff import UnreadableFileError
from regulations.libreoffice import convert, libre_office
from regulations.sentences import say


class NeedsLibreOfficeError(VanthuError):
    """LibreOffice is not installed, and nothing else here reads such a file."""

    code = "not_installed"

    def __init__(self) -> None:
        super().__init__(
            say("Files of old Word (.doc, .rtf) need LibreOffice, which is not installed here."),
            hint=say("Open it in Word, save it as .docx, and import that."),
        )


def as_docx(content: bytes, kind: str) -> bytes:
    """Return the file as .docx; *kind* is ``doc`` or ``rtf``.

    Raises:
        NeedsLibreOfficeError: it is not installed.
        UnreadableFileError: it can't read the file.
    """
    if libre_office() is None:
        raise NeedsLibreOfficeError
    with tempfile.TemporaryDirectory(prefix="vanthu-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        file = room / f"original.{kind}"
        file.write_bytes(content)
        made = convert([file], room, "docx").get(file)
    if not made:
        raise UnreadableFileError(
            say("LibreOffice can't read the file."),
            say("Open it in Word, save it as .docx, and import that."),
        )
    return made
