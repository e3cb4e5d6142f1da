"""Every shipped paper in every layout that covers it, drafted by a synthetic office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from regulations.bodies import Bodies, Body, BodyName
from regulations.library import Library
from regulations.settings import Settings
from templates.brief import Account, draft_brief
from templates.guideline import draft_guideline
from templates.layout.profile import Profile
from templates.letterhead import Letterhead
from templates.report import draft_report
from tracker.calendar import Calendar, Year
from tracker.progress import Stock
from tracker.task import Programme

REGULATION = "bo-chinh-tri/quy-dinh/2025/366-qd-tw"
_PARTY = Settings("Ban Tổ chức Tỉnh uỷ A", "Organisation Commission of Province A", "btctu-a", "A")
_STATE = Settings("Sở Nội vụ tỉnh A", "Department of Home Affairs of Province A", "so-noi-vu-a",
                  "A", profile="state")  # fmt: skip


def office_of(profile: Profile, library: Library) -> Letterhead:
    """Return an office whose papers are set by *profile*."""
    if not profile.state:
        return Letterhead(_PARTY, library.bodies, profile)
    committee = Body("ubnd-a", (BodyName("Uỷ ban nhân dân tỉnh A", "People's Committee of A"),),
                     "UBND", ("UBND",), "state")  # fmt: skip
    own = Body("so-noi-vu-a", (BodyName(_STATE.name_vi, _STATE.name_en),), "SNV", ("SNV",), "state",
               "ubnd-a")  # fmt: skip
    return Letterhead(_STATE, Bodies.of([committee, own]), profile)


def values_of(
    name: str, letterhead: Letterhead, lang: str, library: Library, stock: Stock, own: Programme
) -> Mapping[str, object]:
    """Return what the shipped paper *name* prints."""
    if name == "huong-dan":
        target = library.work(REGULATION)
        day = date(2026, 6, 5)
        return draft_guideline(target, library, letterhead, day=day, lang=lang).values()
    if name == "bao-cao":
        return draft_report(stock, own, library, letterhead, lang=lang).values()
    account = Account(stock, Calendar.of([Year(2026)]))
    return draft_brief(account, own, library, letterhead, lang=lang).values()
