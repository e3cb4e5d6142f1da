"""docxtpl's own class with our press behind ``render`` and ``save``: how a program moves over.

Everything else stays docxtpl's: what was done to the template before rendering (links, sub-papers,
edits by hand) lies in its document, and that is what the press prints from.
"""

from __future__ import annotations

import io
from os import PathLike
from pathlib import Path
from typing import IO, Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment

from templates.press.press import Press
from templates.press.swap import NoPictureError, Swaps, swapped


class PressedTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template that our press prints, asked in docxtpl's own words."""

    def render(
        self,
        context: dict[str, Any],
        jinja_env: Environment | None = None,
        autoescape: bool = False,
    ) -> None:
        """Print *context* by the press; :meth:`save` then writes that."""
        self.render_init()
        press = Press(
            _saved(self.docx), like_docxtpl=True, jinja_env=jinja_env, autoescape=autoescape
        )
        self.printed = press.render(context)
        self.docx: Any = Document(io.BytesIO(self.printed))
        self.untouched = _saved(self.docx)
        self.is_rendered = True

    def save(self, filename: IO[bytes] | str | PathLike[str], *args: Any, **kwargs: Any) -> None:
        """Write what was printed, with what the caller has done to it since."""
        if not self.is_rendered:
            super().save(filename, *args, **kwargs)
            return
        by_hand = _saved(self.docx)
        paper = self.printed if by_hand == self.untouched else by_hand
        try:
            paper = swapped(paper, Swaps.of(self))
        except NoPictureError as error:
            name = next(name for name in self.pics_to_replace if repr(name)[1:-1] in str(error))
            raise ValueError(f"Picture {name} not found in the docx template") from error
        if isinstance(filename, str | PathLike):
            Path(filename).write_bytes(paper)
        else:
            filename.write(paper)
        self.is_saved = True


def _saved(document: Any) -> bytes:
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()
