"""What all commands that draft papers share: who signs, and what the drafter is told at last."""

from __future__ import annotations

import click

from cli import show
from cli.failures import say_warning
from cli.speech import _
from templates.letterhead import SIGNERS

SIGNED_BY = click.option("--signed-by", type=click.Choice(SIGNERS), default="deputy",
                         show_default=True, help="Who is to sign.")  # fmt: skip


def tell_drafter(notes: tuple[str, ...], gaps: tuple[str, ...]) -> None:
    """Print what the drafter must check and what is still to be written."""
    for note in notes:
        say_warning(note)
    if gaps:
        show.line(_("Still to be written ({count}):").format(count=len(gaps)))
        for gap in gaps:
            show.line(f"  - {gap}")
