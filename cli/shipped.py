"""What ships with the program: the corpus, the programmes, the calendar, the sample office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from regulations.readings import read_all
from regulations.records import write_record
from regulations.settings import FORMAT, PATH
from templates.cabinet import open_cabinet
from tracker.calendar import Calendar
from tracker.calendarfile import CALENDAR_PATH
from tracker.desk import READERS, Desk

CORPUS_STAMP = "2026-11-21"
ATTRIBUTES = "* text eol=lf\n*.docx binary\n*.events.jsonl merge=union\n"
IGNORED = "out/\n"


def shipped_calendar() -> Calendar:
    """Return the calendar of public days off and make-up days that ships."""
    content = files("tracker").joinpath("programmes", "calendar.yaml").read_bytes()
    return Desk(read_all({CALENDAR_PATH: content}, READERS)).calendar


def empty_office(name: str, body: str, place: str) -> dict[str, bytes]:
    """Return the files of an office that holds nothing but itself and the calendar."""
    settings = {"format": str(FORMAT), "name": {"vi": name}, "body": body}
    settings |= {"place": place} if place else {}
    bodies = {"bodies": [{"id": body, "names": [{"vi": name}], "conf": "V"}]}
    return _frame(settings) | {
        "regulations/bodies.yaml": write_record(bodies).encode(),
        "tracker/calendar.yaml": dict(_tree("tracker/programmes", "tracker"))[
            "tracker/calendar.yaml"
        ],
    }


def sample_office() -> dict[str, bytes]:
    """Return the files of the synthetic provincial office, with the whole shipped corpus."""
    settings = {
        "format": str(FORMAT),
        "name": {"vi": "Ban Tổ chức Tỉnh uỷ A",
                 "en": "Organisation Commission of Province A"},
        "body": "btctu-a", "place": "A", "profile": "party", "language": "vi",
        "task_prefix": "NV", "roll": "none", "corpus": CORPUS_STAMP,
        "secret_forms": ["2-HSĐV", "2-KNĐ"],
    }  # fmt: skip
    return (
        _frame(settings)
        | dict(_tree("regulations/corpus", "regulations"))
        | dict(_tree("tracker/programmes", "tracker"))
    )


def example_form(code: str) -> bytes:
    """Return the synthetic person that ships beside a form."""
    slug = open_cabinet().find(code).slug
    return files("templates").joinpath("forms", slug, "example.yaml").read_bytes()


def _frame(settings: Mapping[str, object]) -> dict[str, bytes]:
    return {
        PATH: write_record(settings).encode(),
        ".gitattributes": ATTRIBUTES.encode(),
        ".gitignore": IGNORED.encode(),
    }


def _tree(source: str, target: str) -> Iterator[tuple[str, bytes]]:
    """Yield every shipped file under *source*, placed under *target* in the office."""
    package, _, inner = source.partition("/")
    yield from _walk(files(package).joinpath(inner), target)


def _walk(folder: Traversable, target: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{target}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, path)
        elif entry.name.endswith((".md", ".yaml", ".jsonl")):
            yield path, entry.read_bytes()
