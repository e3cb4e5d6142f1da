"""The program as a test calls it: words in, exit code and texts out, in a fresh sample office."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.main import run


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command gave back."""

    exit_code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of the document."""
        found: list[dict[str, Any]] = self.document["items"]
        return found


@dataclass(frozen=True, slots=True)
class Vanthu:
    """The program, called in the office at *root*, in English."""

    root: Path

    def __call__(self, *words: str) -> Answer:
        """Run one command; a ``-C`` in *words* comes after our own and wins."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            exit_code = run(["-C", str(self.root), "--lang", "en", *words])
        return Answer(exit_code, out.getvalue(), err.getvalue())
