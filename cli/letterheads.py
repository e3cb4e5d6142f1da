"""The letterhead of papers of a day: the office and the layout that holds then."""

from __future__ import annotations

from datetime import date

from cli.office import Office
from templates.layout.choice import ahead_of_guideline, profile_for
from templates.letterhead import Letterhead


def letterhead_of(office: Office, day: date) -> Letterhead:
    """Return what papers of *day* need to know of the office: its layout is that of the day.

    Raises:
        LayoutChoiceError: the office chose for its layout what is not open to choice.
    """
    profile = profile_for(office.settings.profile, day, dict(office.settings.layout))
    return Letterhead(office.settings, office.bodies, profile)


def layout_notes(letterhead: Letterhead, day: date) -> tuple[str, ...]:
    """Return what the drafter should know of the layout that was taken for *day*."""
    note = ahead_of_guideline(letterhead.profile, day)
    return (note,) if note else ()
