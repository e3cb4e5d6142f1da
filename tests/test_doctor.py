"""The doctor names what is wrong with an office, mends what can be made anew, and loses nothing."""

from __future__ import annotations

import hashlib
import subprocess
import zlib
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from pathlib import Path

import pytest

from regulations.repository.recordtimes import SHOWN, Stamp, record_time_problems
from regulations.repository.store import Store
from tests.front_door import Vanthu

NOW = datetime(2026, 6, 5, 1, 0, tzinfo=UTC)
DAY = ("--as-of", "2026-06-05")
WORK = "regulations/bo-chinh-tri/quy-dinh/2025/366-qd-tw/work.md"


def git(root: Path, *words: str, feed: bytes = b"") -> str:
    """What git says in the office at *root*."""
    ran = subprocess.run(["git", *words], cwd=root, input=feed, capture_output=True, check=True)
    return ran.stdout.decode()


def commit_at(root: Path, moment: datetime | int, subject: str = "by hand") -> str:
    """Put an empty commit with that time of record on the branch, and return its id."""
    seconds = moment if isinstance(moment, int) else int(moment.timestamp())
    who = f"x <x@office.invalid> {seconds} +0700"
    head = git(root, "rev-parse", "HEAD").strip()
    lines = f"tree {git(root, 'rev-parse', 'HEAD^{tree}')}parent {head}\n"
    content = f"{lines}author {who}\ncommitter {who}\n\n{subject}\n".encode()
    made = git(root, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", feed=content)
    git(root, "update-ref", "HEAD", made.strip())
    return made.strip()


def blob_file(root: Path, path: str) -> Path:
    """Where git keeps what was recorded of *path*."""
    name = git(root, "rev-parse", f"HEAD:{path}").strip()
    if not (root / ".git/objects" / name[:2] / name[2:]).exists():
        for pack in (root / ".git/objects/pack").glob("*.pack"):
            moved = root.parent / pack.name
            pack.replace(moved)
            git(root, "unpack-objects", "-q", feed=moved.read_bytes())
    return root / ".git/objects" / name[:2] / name[2:]


def faults(vanthu: Vanthu, *words: str) -> list[str]:
    """The faults that the doctor names, each in one line without its remedy."""
    answer = vanthu("doctor", "--json", *DAY, *words)
    assert answer.exit_code == (3 if answer.items else 0), answer.err
    assert all(item["remedy"] for item in answer.items)
    return [f"{item['path']}: {item['message']}" for item in answer.items]


# Record time


def test_each_of_three_wrong_clocks_is_named_once(vanthu: Vanthu) -> None:
    early = commit_at(vanthu.root, 0)
    ahead = commit_at(vanthu.root, datetime(2099, 1, 1, tzinfo=UTC))
    back = commit_at(vanthu.root, NOW)
    assert faults(vanthu) == [
        f"commit {early[:8]}: It is dated 01/01/1970, when there was no git yet.",
        f"commit {ahead[:8]}: It is dated 01/01/2099, in the future.",
        f"commit {back[:8]}: It is dated 05/06/2026, before {ahead[:8]}, "
        "which it follows and which is dated 01/01/2099.",
    ]
    assert vanthu("status").exit_code == 0
    assert "by hand" in vanthu("log").out


def test_a_time_that_no_calendar_holds_is_in_the_future(vanthu: Vanthu) -> None:
    beyond = commit_at(vanthu.root, 10**17)
    assert faults(vanthu) == [f"commit {beyond[:8]}: It is dated 31/12/9999, in the future."]
    assert "31/12/9999" in vanthu("log").out


def test_clocks_that_differ_by_minutes_are_no_fault() -> None:
    ahead = Stamp("a" * 40, int(NOW.timestamp()) + 300, ())
    assert record_time_problems([ahead], NOW) == []


def test_a_commit_is_held_against_all_that_it_follows() -> None:
    """A correct clock after a wrong one is not taken for right as long as it runs behind."""
    seconds = [int(NOW.timestamp()) - back for back in (4_000_000, 9_000_000, 7_000_000, 2_000_000)]
    names = ["a" * 40, "b" * 40, "c" * 40, "d" * 40]
    parents = [(), ("a" * 40,), ("b" * 40,), ("c" * 40,)]
    stamps = [Stamp(*one) for one in zip(names, seconds, parents, strict=True)]
    found = record_time_problems(stamps[::-1], NOW)
    assert [problem.place.path for problem in found] == ["commit bbbbbbbb", "commit cccccccc"]
    assert all("before aaaaaaaa" in problem.message for problem in found)


def test_many_commits_of_one_wrong_clock_are_counted() -> None:
    stamps = [Stamp(f"{number:040x}", number, ()) for number in range(100)]
    found = record_time_problems(stamps, NOW)
    assert len(found) == SHOWN + 1
    assert found[-1].message.startswith(f"{100 - SHOWN} more like the last")


def test_a_wrong_clock_never_changes_what_was_known_before(vanthu: Vanthu) -> None:
    with Store.open(vanthu.root) as store:
        first = store.commit(store.head())
        days = [first.at.date() + timedelta(days=n) for n in (-400, -1, 0, 1, 400)]
        before = [store.known_on(day) for day in days]
    commit_at(vanthu.root, 0)
    commit_at(vanthu.root, first.at - timedelta(days=300))
    with Store.open(vanthu.root) as store:
        assert [store.known_on(day) for day in days][:2] == before[:2] == [None, None]
        assert store.known_on(days[2]) == store.head()
    late = commit_at(vanthu.root, datetime(2099, 1, 1, tzinfo=UTC))
    commit_at(vanthu.root, first.at)
    with Store.open(vanthu.root) as store:
        assert store.known_on(days[4]) == store.commit(late).parents[0]
        assert store.known_on(date(2099, 1, 1)) == store.head()


# What git keeps


def test_lost_content_that_still_lies_in_the_folder_is_taken_back(vanthu: Vanthu) -> None:
    blob_file(vanthu.root, WORK).unlink()
    assert faults(vanthu) == [f"{WORK}: Git has lost what was recorded of it."]
    answer = vanthu("doctor", "--fix", *DAY)
    assert answer.exit_code == 0
    assert f"Mended: What git had lost of {WORK} was taken from the folder." in answer.out
    assert faults(vanthu) == []
    assert git(vanthu.root, "show", f"HEAD:{WORK}").encode() == (vanthu.root / WORK).read_bytes()


def test_a_damaged_object_is_mended_from_the_folder(vanthu: Vanthu) -> None:
    file = blob_file(vanthu.root, WORK)
    file.chmod(0o644)
    file.write_bytes(b"\0" * 50)
    assert faults(vanthu) == [f"{WORK}: Git has lost what was recorded of it."]
    assert vanthu("doctor", "--fix", *DAY).exit_code == 0
    assert faults(vanthu) == []


def test_a_damaged_pack_is_written_anew_with_what_the_folder_holds(vanthu: Vanthu) -> None:
    (pack,) = (vanthu.root / ".git/objects/pack").glob("*.pack")
    name = git(vanthu.root, "rev-parse", f"HEAD:{WORK}").strip()
    listed = git(vanthu.root, "verify-pack", "-v", str(pack)).splitlines()
    offset = next(int(line.split()[4]) for line in listed if line.startswith(name))
    content = bytearray(pack.read_bytes())
    content[offset + 20 : offset + 30] = b"X" * 10
    pack.chmod(0o644)
    pack.write_bytes(content)
    named = faults(vanthu)  # what git keeps as a difference from it is lost too
    assert f"{WORK}: Git has lost what was recorded of it." in named
    assert all(one.endswith(": Git has lost what was recorded of it.") for one in named)
    answer = vanthu("doctor", "--fix", *DAY)
    assert f"Mended: What git had lost of {WORK} was taken from the folder." in answer.out
    assert faults(vanthu) == []
    assert git(vanthu.root, "fsck", "--full") == ""


def test_lost_content_is_never_replaced_by_other_content(vanthu: Vanthu) -> None:
    blob_file(vanthu.root, WORK).unlink()
    (vanthu.root / WORK).write_text("by hand", encoding="utf-8")
    named = [f"{WORK}: Git has lost what was recorded of it, or it is damaged."]
    assert faults(vanthu) == named
    assert faults(vanthu, "--fix") == named
    assert (vanthu.root / WORK).read_text(encoding="utf-8") == "by hand"


def test_a_lost_tree_is_named_and_gives_no_traceback(vanthu: Vanthu) -> None:
    blob_file(vanthu.root, WORK)  # nothing is packed from here on
    tree = git(vanthu.root, "rev-parse", "HEAD^{tree}").strip()
    (vanthu.root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    answer = vanthu("doctor", *DAY)
    assert answer.exit_code == 3
    assert f"object {tree[:8]}: Git has lost what was recorded of it" in answer.err
    assert vanthu("doctor", "--fix", *DAY).exit_code == 3


@pytest.mark.parametrize("damage", [b"", b"DIRC junk", None])
def test_an_index_that_cannot_be_read_is_made_anew(vanthu: Vanthu, damage: bytes | None) -> None:
    index = vanthu.root / ".git/index"
    content = index.read_bytes()
    index.write_bytes(content[:-9] + b"x" + content[-8:] if damage is None else damage)
    (vanthu.root / WORK).write_text("by hand", encoding="utf-8")
    assert faults(vanthu) == [".git/index: Git's index can't be read."]
    assert "made anew" in vanthu("doctor", "--fix", *DAY).out
    assert faults(vanthu) == []
    assert git(vanthu.root, "status", "--porcelain") == f" M {WORK}\n"


def test_a_damaged_commit_graph_is_made_anew(vanthu: Vanthu) -> None:
    assert vanthu("doctor", "--fix", *DAY).exit_code == 0
    (graph,) = (vanthu.root / ".git/objects/info/commit-graphs").glob("*.graph")
    graph.chmod(0o644)
    content = bytearray(graph.read_bytes())
    content[60:68] = b"junkjunk"
    graph.write_bytes(content)
    assert faults(vanthu) == [
        ".git/objects/info/commit-graph: Git's index of the history is damaged."
    ]
    assert vanthu("doctor", "--fix", *DAY).exit_code == 0
    assert faults(vanthu) == []


def test_a_lock_that_a_killed_git_left_is_named_and_stays(vanthu: Vanthu) -> None:
    lock = vanthu.root / ".git/index.lock"
    lock.touch()
    (named,) = faults(vanthu)
    assert "index.lock lies there since" in named
    assert lock.exists()


def test_mending_a_sound_office_changes_nothing_that_is_recorded(vanthu: Vanthu) -> None:
    before = git(vanthu.root, "rev-list", "--all", "--objects")
    assert faults(vanthu, "--fix") == faults(vanthu, "--fix") == []
    assert git(vanthu.root, "rev-list", "--all", "--objects") == before
    assert git(vanthu.root, "status", "--porcelain") == ""


def test_what_lies_loose_is_packed_once_it_is_much(vanthu: Vanthu) -> None:
    named = (b"blob %d\0%d" % (len(str(number)), number) for number in count())
    sampled = ((hashlib.sha1(whole, usedforsecurity=False).hexdigest(), whole) for whole in named)
    folder = vanthu.root / ".git/objects/17"
    folder.mkdir(exist_ok=True)
    for name, whole in islice((one for one in sampled if one[0].startswith("17")), 28):
        (folder / name[2:]).write_bytes(zlib.compress(whole))
    with Store.open(vanthu.root) as store:
        store.record({"a.md": b"a"}, message="x", author="role", at=NOW)
        assert not folder.exists() or not list(folder.iterdir())
        assert store.at_path("HEAD", "a.md") == b"a"
    assert (vanthu.root / ".git/objects/info/commit-graphs").is_dir()
    assert faults(vanthu) == []


# Caches


def test_a_damaged_cache_is_thrown_away(vanthu: Vanthu, tmp_path: Path) -> None:
    assert vanthu("search", "kiểm điểm").exit_code == 0
    (index,) = tmp_path.glob("cache/vanthu/*/search/*.index")
    index.write_bytes(b"\0" * 100)
    (catalogue,) = tmp_path.glob("cache/vanthu/*/catalogue.sqlite")
    content = bytearray(catalogue.read_bytes())
    content[-40_000:] = b"\xa5" * 40_000
    catalogue.write_bytes(content)
    assert "vanthu doctor" in vanthu("reg", "list").err
    answer = vanthu("doctor", *DAY)
    assert answer.exit_code == 0
    assert answer.out.count("Mended") == 2
    assert "Mended" not in vanthu("doctor", *DAY).out


# Between the files


def recorded(vanthu: Vanthu, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = vanthu.root / "regulations" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    answer = vanthu("record", "-m", "x")
    assert answer.exit_code == 0, answer.err


def work(symbol: str, signed: str, *replaces: str) -> str:
    relations = "".join(f"- rel: replaces\n  to: {other}\n" for other in replaces)
    head = f"symbol: {symbol}\ntype: huong_dan\nissuer:\n- btctu-a\nsigned: {signed}\n"
    rest = f"relations:\n{relations}" if relations else ""
    return f"---\n{head}title:\n  vi: Bản mẫu\nconf: V\n{rest}---\n"


def test_an_instrument_recorded_twice_is_named(vanthu: Vanthu) -> None:
    recorded(vanthu, {"btctu-a/huong-dan/2026/07-hd-btctu/work.md": work("07-HD/BTCTU", "2026-02"),
                      "btctu-a/huong-dan/2026/7-hd-btctu/work.md": work("07-HD/BTCTU",
                                                                      "2026-02-10"),
                      "btctu-a/huong-dan/2026/8-hd-btctu/work.md": work("08-HD/BTCTU",
                                                                      "2026-02-10")})  # fmt: skip
    (named,) = faults(vanthu)
    assert named == (
        "regulations/btctu-a/huong-dan/2026/7-hd-btctu/work.md: It is recorded twice: "
        "btctu-a/huong-dan/2026/07-hd-btctu has the same name, issuer and day."
    )


def test_two_in_force_in_the_place_of_one_are_named(vanthu: Vanthu) -> None:
    old = "btctu-a/huong-dan/2024/01-hd-btctu"
    files = {f"{old}/work.md": work("01-HD/BTCTU", "2024-03-01")}
    for number in ("02", "03"):
        name = f"btctu-a/huong-dan/2025/{number}-hd-btctu/work.md"
        files[name] = work(f"{number}-HD/BTCTU", f"2025-{number}-01", old)
    recorded(vanthu, files)
    (named,) = faults(vanthu)
    assert named.startswith(
        "regulations/btctu-a/huong-dan/2025/03-hd-btctu/work.md: It and btctu-a"
    )
    assert faults(vanthu, "--as-of", "2025-02-15") == []
    newest = {"btctu-a/huong-dan/2025/04-hd-btctu/work.md": work(
        "04-HD/BTCTU", "2025-04-01", "btctu-a/huong-dan/2025/02-hd-btctu")}  # fmt: skip
    recorded(vanthu, newest)
    assert faults(vanthu) == []


def test_what_lies_beside_no_instrument_is_named(vanthu: Vanthu) -> None:
    beside = "btctu-a/huong-dan/2026/09-hd-btctu"
    sources = f"sources:\n- file: a.pdf\n  sha256: {'0' * 64}\n  text: 2026-03-01\n"
    mods = "mods:\n- id: m1\n  op: repeal\n  target: btctu-a/huong-dan/2020/99-hd-btctu#art_2\n"
    recorded(vanthu, {f"{beside}/sources.yaml": sources, f"{beside}/text@2026-03-02.md": "Điều.\n",
                      f"{beside}/mods.yaml": mods})  # fmt: skip
    alone = "It belongs to no instrument: no work.md lies beside it."
    assert set(faults(vanthu)) == {
        f"regulations/{beside}/mods.yaml: {alone}",
        f"regulations/{beside}/mods.yaml: m1 names btctu-a/huong-dan/2020/99-hd-btctu, "
        "which has no record.",
        f"regulations/{beside}/sources.yaml: {alone}",
        f"regulations/{beside}/sources.yaml: It names the text of 2026-03-01, "
        "which does not lie beside it.",
        f"regulations/{beside}/text@2026-03-02.md: {alone}",
    }


def test_a_year_without_confirmed_days_off_is_named(vanthu: Vanthu) -> None:
    (named,) = faults(vanthu, "--as-of", "2027-02-01")
    assert named.startswith("tracker/calendar.yaml: The days off of 2027")
