"""What several tests share: a small synthetic office, and golden files that are readable text."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cli.init import make_office
from cli.shipped import sample_office
from regulations.bodies import Bodies, Body, BodyName
from regulations.days import parse_when
from regulations.library import Library
from regulations.settings import Settings
from regulations.work import Relation, Work
from templates.brief import Account
from templates.layout.profile import load_profile
from templates.letterhead import Letterhead
from tests.front_door import Vanthu
from tracker.calendar import Calendar, Year
from tracker.changes import changes_between
from tracker.events import Event, Evidence
from tracker.phrases import parse_deadline
from tracker.progress import Item, Stock, take_stock
from tracker.standing import standing_on
from tracker.task import Product, Programme, Task

DAY, EARLIER = date(2026, 6, 5), date(2026, 5, 5)
CALENDAR = Calendar.of([Year(2026, notice="12729/VPCP-KGVX, 25/12/2025")])
GOLDEN = Path(__file__).parent / "golden"
REVIEW = "Kiểm điểm và đánh giá, xếp loại chất lượng đối với tập thể, cá nhân"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-goldens", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of a name; with --renew-goldens, write it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--renew-goldens"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def paper_library() -> Library:
    """A handful of instruments: a regulation, its forerunner, and the guidelines on it."""
    old, new = "bo-chinh-tri/quy-dinh/2023/124-qd-tw", "bo-chinh-tri/quy-dinh/2025/366-qd-tw"
    works = [
        Work(old, "quy_dinh", ("bo-chinh-tri",), "124-QĐ/TW", signed=parse_when("2023-10-04"),
             effective=parse_when("2023-10-04"), title_vi=REVIEW),
        Work(new, "quy_dinh", ("bo-chinh-tri",), "366-QĐ/TW", signed=parse_when("2025-08-30"),
             effective=parse_when("2025-08-30"), title_vi=REVIEW,
             title_en="Review and classification of collectives and individuals",
             structure=(("chapters", "4"), ("articles", "19")),
             relations=(Relation("replaces", old),)),
        Work("btctw/huong-dan/2025/43-hd-btctw", "huong_dan", ("btctw",), "43-HD/BTCTW",
             signed=parse_when("2025-10-31"), effective=parse_when("2025-10-31"),
             title_vi=f"Một số nội dung về {REVIEW[0].lower()}{REVIEW[1:]}",
             title_en="Some points on review and classification",
             relations=(Relation("guides", new),)),
        Work("btctw/huong-dan/2026/02-hd-btctw", "huong_dan", ("btctw",), "02-HD/BTCTW",
             signed=parse_when("2026-05-22"), title_vi="Đánh giá định kỳ hằng quý",
             relations=(Relation("guides", new, "U"),), conf="U"),
        Work("tinh-uy-a/chuong-trinh/2026/03-ctr-tu", "chuong_trinh", ("tinh-uy-a",), "03-CTr/TU",
             signed=parse_when("2026-02-10"), effective=parse_when("2026-02-10"),
             title_vi="Thực hiện Nghị quyết Đại hội XIV của Đảng",
             title_en="Carrying out the Resolution of the XIV Congress"),
    ]  # fmt: skip
    return Library.of(works, _bodies())


@pytest.fixture
def letterhead(paper_library: Library) -> Letterhead:
    """The synthetic provincial commission."""
    settings = Settings("Ban Tổ chức Tỉnh uỷ A", "Organisation Commission of Province A",
                        "btctu-a", "A")  # fmt: skip
    return Letterhead(settings, paper_library.bodies, load_profile())


@pytest.fixture
def paper_programme() -> Programme:
    """The office's own action programme."""
    return Programme("ctr-tu-a", "Chương trình hành động của Tỉnh uỷ A",
                     "Action programme of Provincial Party Committee A",
                     rests_on=("tinh-uy-a/chuong-trinh/2026/03-ctr-tu",))  # fmt: skip


@pytest.fixture
def paper_stock() -> Stock:
    """Twelve tasks on 5 June 2026: 5 on time, 1 late, 3 open in time, 2 overdue, 1 regular."""
    return _stock_on(DAY)


@pytest.fixture
def paper_account(paper_stock: Stock) -> Account:
    """The same tasks, beside a report of 5 May 2026 that did not know of the last one done late."""
    known = _stock_on(EARLIER)
    reported = take_stock(
        (replace(item, standing=replace(item.standing, status="submitted"))
         if item.task.id == "NV-2026-009" else item for item in known.items), EARLIER,
    )  # fmt: skip
    late = {"ctr-tu-a/NV-2026-009": (_event("update", "2026-05-04", note="Đã thu hồi tờ trình"),)}
    changes = changes_between(reported, paper_stock, adjusted=known, late=late)
    return Account(paper_stock, CALENDAR, changes)


def _stock_on(day: date) -> Stock:
    done = [_own(number, "tháng 5/2026", _done("2026-05-20", number)) for number in range(1, 6)]
    late = _own(6, "trước ngày 01/5/2026", _done("2026-05-12", 6))
    in_time = [
        _own(7, "tháng 6/2026", _event("start", "2026-05-04")),
        _own(8, "tháng 6/2026", _event("submit", "2026-06-01", to="btv-tinh-uy-a")),
        _own(9, "tháng 12/2026"),
    ]
    overdue = [
        _own(10, "tháng 4/2026", _event("obstacle", "2026-04-20", note="Chờ ý kiến của cơ sở"),
             lead="xa-b"),
        _own(11, "ngày 15/5/2026", lead="xa-c"),
    ]  # fmt: skip
    regular = _own(12, "thường xuyên", lead="xa-b")
    above = Task("T01", "xiv-action", "Kết luận của Bộ Chính trị về nghị quyết", lead=("btctw",),
                 deadline=parse_deadline("tháng 5/2026"))  # fmt: skip
    followed = (above, (), True)
    items = [*done, late, *in_time, *overdue, regular, followed]
    stood = (_item(task, events, day, followed=above) for task, events, above in items)
    return take_stock(stood, day, within_days=30)


def _own(
    number: int, phrase: str, *events: Event, lead: str = "btctu-a"
) -> tuple[Task, tuple[Event, ...], bool]:
    task = Task(
        f"NV-2026-{number:03d}",
        "ctr-tu-a",
        f"Nhiệm vụ mẫu số {number} về công tác tổ chức xây dựng Đảng",
        f"Sample task {number} on Party organisation work",
        lead=(lead,),
        coordinate=("vptu-a",),
        product=Product("ke_hoach", "btctu-a"),
        deadline=parse_deadline(phrase),
        set_by="tinh-uy-a/chuong-trinh/2026/03-ctr-tu",
    )
    return task, events, False


def _item(task: Task, events: tuple[Event, ...], day: date, *, followed: bool) -> Item:
    return Item(task, standing_on(task, events, CALENDAR, day), followed)


def _done(on: str, number: int) -> Event:
    return _event("done", on, evidence=Evidence(f"{40 + number}-KH/BTCTU", on))


def _event(kind: str, on: str, **parts: object) -> Event:
    return Event(f"{kind}-{on}", date.fromisoformat(on), kind, **parts)  # type: ignore[arg-type]


def _bodies() -> Bodies:
    def body(own: str, vi: str, en: str, abbr: str, level: str, superior: str = "") -> Body:
        codes = (abbr,) if abbr else ()
        return Body(own, (BodyName(vi, en),), abbr, codes, level, superior)

    return Bodies.of(
        [
            body("bo-chinh-tri", "Bộ Chính trị", "Politburo", "BCT", "central"),
            body("btctw", "Ban Tổ chức Trung ương", "Central Organisation Commission", "BTCTW",
                 "central"),
            body("tinh-uy-a", "Tỉnh uỷ A", "Provincial Party Committee A", "TU", "province"),
            body("btctu-a", "Ban Tổ chức Tỉnh uỷ A", "Organisation Commission of Province A",
                 "BTCTU", "province", "tinh-uy-a"),
            body("vptu-a", "Văn phòng Tỉnh uỷ A", "Office of Provincial Party Committee A", "VPTU",
                 "province", "tinh-uy-a"),
            body("xa-b", "Đảng uỷ xã B", "Party Committee of Commune B", "", "commune"),
            body("xa-c", "Đảng uỷ xã C", "Party Committee of Commune C", "", "commune"),
        ]
    )  # fmt: skip


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office, made once."""
    root = tmp_path_factory.mktemp("sample") / "office"
    make_office(root, sample_office())
    return root


@pytest.fixture
def vanthu(sample_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vanthu:
    """The program in a copy of the sample office of its own, with caches of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(sample_once, tmp_path / "office")
    return Vanthu(tmp_path / "office")
