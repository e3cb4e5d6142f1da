"""The Báo cáo nhanh as a plan: its sections in order, the tables and the charts of each.

Every edition follows it, so that Word, Excel, HTML and Markdown hold the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

CHARTS = {"age": 1, "bodies": 2, "burn_up": 3, "timeline": 4}
"""The charts by name, with their numbers in the Word file."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its *heading* among the words, its tables by name with their columns in mm.

    *optional* ones are left out where their tables are empty. *annex* ones follow on pages laid
    across.
    """

    heading: str
    tables: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    charts: tuple[str, ...] = ()
    optional: bool = False
    annex: bool = False


OVERDUE = {"rank": 10.0, "content": 49.0, "lead": 35.0, "deadline": 27.0, "days_late": 16.0,
            "cause": 28.0}  # fmt: skip
UPCOMING = {"rank": 10.0, "content": 70.0, "lead": 42.0, "deadline": 25.0, "days_left": 18.0}
FOLLOWED = {"rank": 10.0, "content": 65.0, "lead": 35.0, "deadline": 25.0, "result": 30.0}
CORRECTED = {"rank": 10.0, "content": 55.0, "was": 32.0, "is_now": 32.0, "late_entry": 36.0}

SECTIONS: tuple[Section, ...] = (
    Section("figures", {
        "figures": {"measure": 95.0, "count": 25.0, "before": 25.0, "change": 20.0},
        "rates": {"rate": 60.0, "formula": 80.0, "share": 25.0},
    }),
    Section("overdue", {"overdue": OVERDUE}, ("age",)),
    Section("upcoming", {"upcoming": UPCOMING}),
    Section("changes", {
        "account": {"measure": 65.0, "reported": 20.0, "corrected": 20.0, "gained": 20.0,
                    "lost": 20.0, "now": 20.0},
        "moved": {"rank": 10.0, "kind": 35.0, "content": 60.0, "lead": 30.0, "detail": 30.0},
        "corrections": CORRECTED,
        "afterwards": CORRECTED,
    }),
    Section("bodies", {
        "bodies": {"body": 46.0, "on_time": 18.0, "late": 15.0, "in_time": 17.0, "overdue": 18.0,
                   "outside": 17.0, "percent": 16.0, "updated": 18.0},
    }, ("bodies",)),
    Section("difficulties", {
        "difficulties": {"rank": 10.0, "content": 60.0, "lead": 35.0, "cause": 60.0},
    }),
    Section("progress", charts=("burn_up", "timeline")),
    Section("followed", {"followed": FOLLOWED}, optional=True),
    Section("annex_tasks", {
        "annex": {"rank": 9.0, "content": 48.0, "set_by": 25.0, "lead": 28.0, "coordinate": 28.0,
                  "product": 22.0, "deadline": 28.0, "result": 38.0, "days_late": 14.0,
                  "proposal": 17.0},
    }, annex=True),
    Section("annex_extensions", {
        "extensions": {"rank": 9.0, "content": 60.0, "lead": 40.0, "first_deadline": 28.0,
                       "new_deadline": 28.0, "extended_on": 26.0, "asked": 24.0, "paper": 42.0},
    }, annex=True),
    Section("annex_method", {"method": {"rank": 9.0, "term": 68.0, "meaning": 180.0}}, annex=True),
)  # fmt: skip


def tables() -> Iterator[tuple[str, Mapping[str, float]]]:
    """Yield the name and the columns of every table, in the order of the paper."""
    for section in SECTIONS:
        yield from section.tables.items()
