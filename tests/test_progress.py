"""Taking stock: four cells that add up, rates with what they divide, the latest first."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.phrases import parse_deadline
from tracker.progress import CELLS, OUTSIDE, Cells, Item, Rate, due_within, take_stock
from tracker.standing import STATUSES, Standing
from tracker.task import Task

DAY = date(2026, 6, 5)


def item(
    status: str,
    due: date | None = date(2026, 5, 31),
    *,
    title: str = "Việc",
    kind: str = "task",
    lead: tuple[str, ...] = ("btctu-a",),
    followed: bool = False,
    **parts: object,
) -> Item:
    known = Standing(DAY, status, due=due, plan_by=due, **parts)  # type: ignore[arg-type]
    task = Task(f"T-{title}", "p", title, kind=kind, lead=lead,
                deadline=parse_deadline("ngày 31/5/2026"))  # fmt: skip
    return Item(task, known, followed)


items = st.builds(
    item,
    st.sampled_from(STATUSES),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    kind=st.sampled_from(["task", "milestone", "standing"]),
    lead=st.lists(st.sampled_from(["btctu-a", "xa-b", "xa-c"]), max_size=2).map(tuple),
    followed=st.booleans(),
)


def test_the_governments_figures_of_2017_add_up_and_show_the_rate_behind_the_headline() -> None:
    cells = Cells(done_on_time=14_068, done_late=1_983, open_in_time=5_640, open_overdue=223)
    assert (cells.done, cells.still_open, cells.dated) == (16_051, 5_863, 21_914)
    assert cells.done_of_due == Rate(16_051, 16_274)
    assert [cells.done_of_due.percent, cells.on_time_of_due.percent] == ["98.6", "86.4"]


def test_six_of_eight_due_are_done_and_five_on_time() -> None:
    cells = Cells(done_on_time=5, done_late=1, open_in_time=3, open_overdue=2)
    assert (cells.done_of_due, cells.done_of_due.percent) == (Rate(6, 8), "75.0")
    assert (cells.on_time_of_due, cells.on_time_of_due.percent) == (Rate(5, 8), "62.5")
    assert (cells.done_of_all, cells.done_of_all.percent) == (Rate(6, 11), "54.5")


def test_a_percentage_is_rounded_half_up() -> None:
    assert Rate(1, 16).percent == "6.3"  # 6.25
    assert Rate(1, 2000).percent == "0.1"  # 0.05


def test_nothing_due_gives_no_percentage() -> None:
    assert Cells(open_in_time=3).done_of_due.percent == ""


def test_early_counts_as_on_time_and_no_information_as_overdue() -> None:
    stock = take_stock([item("done_early"), item("done_on_time"), item("no_information")], DAY)
    assert stock.cells == Cells(done_on_time=2, open_overdue=1)
    assert len(stock.no_information) == 1


def test_what_can_not_be_late_is_outside_the_rates() -> None:
    outside = [
        item("standing", None, kind="standing"),
        item("no_deadline", None),
        item("not_started", kind="milestone"),
        item("stopped"),
        item("handed_over"),
    ]
    stock = take_stock(outside, DAY)
    assert stock.cells == Cells()
    assert [entry.cell for entry in stock.items] == [
        "regular", "no_deadline", "milestone", "stopped", "handed_over",
    ]  # fmt: skip


def test_tasks_of_superior_bodies_are_shown_and_never_counted() -> None:
    stock = take_stock([item("no_information", followed=True), item("overdue")], DAY)
    assert stock.cells == Cells(open_overdue=1)
    assert (len(stock.overdue), len(stock.followed), len(stock.followed_overdue)) == (1, 1, 1)


def test_the_latest_comes_first_and_equals_sort_as_vietnamese_does() -> None:
    late = [
        item("overdue", title="Đề án", days_late=3),
        item("overdue", title="Ăn", days_late=3),
        item("overdue", title="Dự thảo", days_late=3),
        item("overdue", title="Xong", days_late=36),
    ]
    titles = [entry.task.title_vi for entry in take_stock(late, DAY).overdue]
    assert titles == ["Xong", "Ăn", "Dự thảo", "Đề án"]


def test_upcoming_are_open_tasks_from_today_to_the_last_day_asked_for() -> None:
    days = {"nay": DAY, "cuối": date(2026, 7, 5), "sau": date(2026, 7, 6), "qua": date(2026, 6, 4)}
    near = [item("in_progress", day, title=title) for title, day in days.items()]
    near.append(item("done_early", date(2026, 6, 20), title="xong"))
    stock = take_stock(near, DAY)
    assert [entry.task.title_vi for entry in stock.upcoming] == ["nay", "cuối"]
    within = [entry.task.title_vi for entry in due_within(near, DAY, 30)]
    assert within == ["nay", "xong", "cuối"]


def test_a_joint_task_counts_in_the_row_of_each_lead() -> None:
    stock = take_stock([item("overdue", lead=("xa-b", "xa-c")), item("overdue", lead=())], DAY)
    assert [(row.body, row.cells.open_overdue) for row in stock.bodies] == [
        ("", 1), ("xa-b", 1), ("xa-c", 1),
    ]  # fmt: skip


def test_a_body_with_fewer_than_five_tasks_due_gets_no_percentage() -> None:
    few = take_stock([item("done_on_time")] * 4, DAY).bodies[0]
    enough = take_stock([item("done_on_time")] * 4 + [item("overdue")], DAY).bodies[0]
    assert (few.on_time_percent, enough.on_time_percent) == ("", "80.0")


@given(st.lists(items, max_size=12))
def test_every_task_is_counted_once(given_items: list[Item]) -> None:
    stock = take_stock(given_items, DAY)
    assert stock.total + len(stock.followed) == len(given_items)
    assert stock.cells.dated == len(stock.of(*CELLS))
    assert stock.cells.dated + len(stock.of(*OUTSIDE)) == stock.total
    assert stock.cells.open_overdue == len(stock.overdue)
    assert stock.cells.done + stock.cells.still_open == stock.cells.dated
