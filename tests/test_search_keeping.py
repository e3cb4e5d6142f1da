"""The index is a cache: kept up by what changed, private, and thrown away at the least doubt."""

from __future__ import annotations

import pickle
import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from regulations.search import keeping
from regulations.search.entry import Entry
from regulations.search.finding import find
from regulations.search.index import SearchIndex
from regulations.search.index_file import SEAL, Stamp, pack
from regulations.search.keeping import Changes, Kept, Source, kept_index
from regulations.search.query import parse_query
from regulations.search.scan_index import ScanIndex
from tests.search_samples import ARTICLE, OFFICE, OLD_REVIEW, REVIEW, SUPERVISION, TASK

QUERIES = ("kiem diem 366", "an ninh", "124-QĐ/TW", "đảng viên", "kind:task", '"trách nhiệm của"')


class Trap:
    """A pickle that would run code."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return exec, ("raise SystemExit('code from an index was run')",)


def refuse() -> Iterable[Entry]:
    raise AssertionError("The index was built anew.")


def source(
    entries: Iterable[Entry] = OFFICE, state: str = "now", changes: Changes | None = None
) -> Source:
    return Source(state, lambda: entries, lambda _old: changes)


def answers(index: SearchIndex) -> list[list[str]]:
    pages = (find(index, parse_query(text), 99, grouped=False) for text in QUERIES)
    return [sorted(hit.entry.uid for hit in page.hits) for page in pages]


@pytest.fixture(params=["whoosh", "tantivy"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Source], Kept]:
    return lambda wanted: kept_index(tmp_path / "search", wanted, request.param)


@pytest.fixture
def right(kept: Callable[[Source], Kept]) -> list[list[str]]:
    return answers(kept(source()).index)


def files(folder: Path) -> list[Path]:
    """The files that make up an index, without lock files."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [one for one in found if "lock" not in one.name and not one.name.startswith(".")]


def test_an_index_is_built_once(kept: Callable[[Source], Kept], right: list[list[str]]) -> None:
    again = kept(replace(source(), entries=refuse))
    assert (again.how, answers(again.index)) == ("fresh", right)


def test_an_index_of_another_state_is_built_anew(kept: Callable[[Source], Kept]) -> None:
    kept(source())
    again = kept(source((TASK,), "later"))
    assert again.how == "built"
    assert answers(again.index)[0] == []


def test_only_what_changed_is_put_in_its_place(kept: Callable[[Source], Kept]) -> None:
    newer = replace(REVIEW, body="Thay bằng lời khác về an ninh.")
    left = (SUPERVISION, newer, TASK)
    kept(source((SUPERVISION, OLD_REVIEW, ARTICLE, REVIEW, TASK)))
    changes = Changes(frozenset({REVIEW.owner, OLD_REVIEW.owner}), (newer,))
    later = kept(Source("later", refuse, lambda _old: changes))
    assert later.how == "brought up"
    anew = ScanIndex(left)
    assert answers(later.index) == answers(anew)
    assert kept(replace(source(state="later"), entries=refuse)).how == "fresh"


def test_many_small_updates_end_where_building_ends(kept: Callable[[Source], Kept]) -> None:
    chance = random.Random(366)
    words = ["an", "ninh", "kiểm", "điểm", "đảng", "viên", "366", "124", "trách", "nhiệm", "của"]
    standing: dict[str, Entry] = {}
    kept(source(()))
    for step in range(12):
        names = {f"T{chance.randrange(6)}" for _ in range(2)}
        made = [Entry("task", name, heading=" ".join(chance.choices(words, k=5))) for name in names]
        gone = frozenset({entry.owner for entry in made} | {f"task/T{chance.randrange(6)}"})
        standing = {owner: entry for owner, entry in standing.items() if owner not in gone}
        standing |= {entry.owner: entry for entry in made}
        changes = Changes(gone, tuple(made))
        index = kept(Source(str(step), refuse, lambda _old, changes=changes: changes)).index  # type: ignore[misc]
        assert answers(index) == answers(ScanIndex(standing.values()))


def test_an_index_of_another_analysis_is_built_anew(
    tmp_path: Path, kept: Callable[[Source], Kept], right: list[list[str]]
) -> None:
    for path in (tmp_path / "search").glob("*.*"):
        if path.suffix in (".index", ".list"):
            seal = (tmp_path / SEAL).read_bytes()
            path.write_bytes(pack(seal, Stamp("another/0", "now"), {}))
    again = kept(source())
    assert (again.how, answers(again.index)) == ("built", right)


def test_nobody_else_can_read_the_index(tmp_path: Path, kept: Callable[[Source], Kept]) -> None:
    kept(source())
    assert (tmp_path / "search").stat().st_mode & 0o077 == 0
    assert (tmp_path / SEAL).stat().st_mode & 0o077 == 0
    for folder in (tmp_path / "search").iterdir():
        assert not folder.is_dir() or folder.stat().st_mode & 0o077 == 0


def test_an_index_that_this_user_did_not_seal_is_never_opened(
    tmp_path: Path, kept: Callable[[Source], Kept], right: list[list[str]]
) -> None:
    foreign = pack(b"f" * 32, Stamp("whoosh", "now"), {"MAIN_1.toc": pickle.dumps(Trap())})
    for name in ("whoosh.index", "tantivy.list"):
        (tmp_path / "search" / name).write_bytes(foreign)
    assert answers(kept(source()).index) == right


def test_the_index_of_another_office_is_built_anew(
    tmp_path: Path, kept: Callable[[Source], Kept], right: list[list[str]]
) -> None:
    other = tmp_path / "other"
    kept_index(other / "search", source((TASK,)), "whoosh")
    kept_index(other / "search", source((TASK,)), "tantivy")
    shutil.rmtree(tmp_path / "search")
    shutil.copytree(other / "search", tmp_path / "search")
    assert answers(kept(source()).index) == right


def test_a_link_in_the_place_of_the_index_is_not_followed(
    tmp_path: Path, kept: Callable[[Source], Kept], right: list[list[str]]
) -> None:
    kept_index(tmp_path / "other", source((TASK,)), "whoosh")
    path = tmp_path / "search" / "whoosh.index"
    path.unlink(missing_ok=True)
    path.symlink_to(tmp_path / "other" / "whoosh.index")
    assert answers(kept(source()).index) == right


@pytest.mark.parametrize("content", [b"", b"\x80\x04.", b"vanthu-index-2\n", b"x" * 5000])
def test_what_is_no_index_is_thrown_away(
    tmp_path: Path, kept: Callable[[Source], Kept], right: list[list[str]], content: bytes
) -> None:
    for path in files(tmp_path / "search"):
        path.write_bytes(content)
    assert answers(kept(source()).index) == right


def test_flipped_bits_change_no_answer(
    tmp_path: Path, kept: Callable[[Source], Kept], right: list[list[str]]
) -> None:
    flip(tmp_path / "search", kept, right, times=25)


@pytest.mark.slow
def test_two_thousand_flipped_bits_change_no_answer(
    tmp_path: Path, kept: Callable[[Source], Kept], right: list[list[str]]
) -> None:
    flip(tmp_path / "search", kept, right, times=1000)  # for each of the two engines


def flip(
    folder: Path, kept: Callable[[Source], Kept], right: list[list[str]], *, times: int
) -> None:
    chance = random.Random(366)
    for _ in range(times):
        path = chance.choice([path for path in files(folder) if path.stat().st_size])
        broken = bytearray(path.read_bytes())
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        path.write_bytes(broken)
        again = kept(source())
        assert (again.how, answers(again.index)) == ("built", right), path.name


def test_an_index_cut_short_is_built_anew(
    tmp_path: Path, kept: Callable[[Source], Kept], right: list[list[str]]
) -> None:
    for path in files(tmp_path / "search"):
        path.write_bytes(path.read_bytes()[:-1])
    assert answers(kept(source()).index) == right


def test_the_engine_follows_the_number_of_provisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_FOR_WHOOSH", len(OFFICE))
    assert kept_index(tmp_path / "s", source()).engine == "whoosh"
    more = Changes(frozenset({"task/new"}), (replace(TASK, id="new"),))
    grown = kept_index(tmp_path / "s", source((*OFFICE, *more.entries), "later", more))
    assert (grown.engine, grown.how) == ("tantivy", "built")
    assert not (tmp_path / "s" / "whoosh.index").exists()
    again = kept_index(tmp_path / "s", replace(source(state="later"), entries=refuse))
    assert (again.engine, again.how) == ("tantivy", "fresh")
