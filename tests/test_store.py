"""The office's repository: nothing acknowledged is lost, nothing planted runs."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from regulations.diskfaults import DiskError
from regulations.errors import ConflictError, LockedError, UnknownRevisionError, VanthuError
from regulations.repository.archive import NoRepositoryError
from regulations.repository.commits import ADDRESS
from regulations.repository.filenames import FileNameError
from regulations.repository.gitfiles import GitLockedError
from regulations.repository.recorder import OvertakenError
from regulations.repository.store import (
    ForeignOfficeError,
    NothingToUndoError,
    OfficeExistsError,
    Store,
)
from regulations.repository.worktree import HandEditedError, ObstacleError

HOUSE = Path(__file__).parent.parent
MORNING = datetime(2026, 6, 5, 1, 0, tzinfo=UTC)
ROLE = "văn thư"
FILES = {
    "vanthu.yaml": b"format: 1\n",
    "regulations/bodies.yaml": b"bodies: []\n",
    "tracker/p/tasks/NV-2026-001.yaml": b"id: NV-2026-001\n",
}
posix = pytest.mark.skipif(os.name == "nt", reason="fork, modes and owners as POSIX has them")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "office", FILES, message="init", author=ROLE, at=MORNING) as store:
        yield store


def record(store: Store, changes: dict[str, bytes | None], message: str = "change") -> str:
    return store.record(changes, message=message, author=ROLE, at=MORNING)


def git(root: Path, *words: str) -> str:
    """What a user's own git says, without any of our settings."""
    who = ("-c", "user.name=Nguyễn Văn Mẫu", "-c", "user.email=mau@office.invalid")
    ran = subprocess.run(
        ["git", *who, *words], cwd=root, capture_output=True, text=True, check=True
    )
    return ran.stdout


def on_disk(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


def recorded(store: Store) -> dict[str, bytes]:
    files = store.files("HEAD")
    contents = store.read(files.values())
    return {path: contents[blob] for path, blob in files.items()}


def is_whole(store: Store) -> bool:
    """The folder shows what is recorded, git agrees, and every object is sound."""
    clean = git(store.root, "status", "--porcelain") == ""
    sound = git(store.root, "fsck", "--full", "--no-dangling") == ""
    return on_disk(store.root) == recorded(store) and store.unrecorded() == () and clean and sound


# What is recorded


def test_a_new_office_is_one_commit_that_holds_its_files(office: Store) -> None:
    assert [commit.subject for commit in office.log()] == ["init"]
    assert recorded(office) == FILES
    assert is_whole(office)


def test_a_change_is_one_commit_and_the_folder_follows(office: Store) -> None:
    before = office.head()
    after = record(office, {"vanthu.yaml": b"format: 1\nplace: A\n", "a/b/c.md": b"x", **GONE})
    assert office.head() == after
    assert office.commit(after).parents == (before,)
    assert recorded(office) == {
        "vanthu.yaml": b"format: 1\nplace: A\n",
        "a/b/c.md": b"x",
        "tracker/p/tasks/NV-2026-001.yaml": b"id: NV-2026-001\n",
    }
    assert is_whole(office)


GONE: dict[str, bytes | None] = {"regulations/bodies.yaml": None}


def test_a_change_that_changes_nothing_makes_no_commit(office: Store) -> None:
    before = office.head()
    assert record(office, {"vanthu.yaml": b"format: 1\n", "never/there.md": None}) == before
    assert office.head() == before


def test_any_bytes_read_back_as_they_were_recorded(office: Store) -> None:
    odd = b"done\ncommit refs/heads/main\r\n\x00\xff\r" + "Điều 8".encode()
    record(office, {"odd.bin": odd, "empty.md": b"", "a b/tên.md".replace("ê", "e"): b"\n"})
    assert office.at_path("HEAD", "odd.bin") == odd
    assert office.at_path("HEAD", "empty.md") == b""
    assert office.at_path("HEAD", "a b/ten.md") == b"\n"
    assert office.unrecorded() == ()


def test_a_commit_names_a_role_and_a_constant_address(office: Store) -> None:
    record(office, {"a.md": b"a"}, "regulations: add <x>\n\nWork: a/b\nSource: c")
    commit = office.commit("HEAD")
    assert (commit.author, commit.address) == (ROLE, ADDRESS)
    assert commit.subject == "regulations: add <x>"
    assert commit.trailers == (("Work", "a/b"), ("Source", "c"))
    assert f"{ROLE} <{ADDRESS}> 1780621200 +0700" in git(office.root, "cat-file", "-p", "HEAD")


def test_the_record_of_references_names_no_user_of_the_machine(office: Store) -> None:
    record(office, {"a.md": b"a"})
    log = (office.root / ".git/logs/HEAD").read_text("utf-8")
    assert all(f"vanthu <{ADDRESS}>" in line for line in log.splitlines())


def test_record_time_never_runs_backwards(office: Store) -> None:
    yesterday = MORNING - timedelta(days=1)
    office.record({"a.md": b"a"}, message="late clock", author=ROLE, at=yesterday)
    assert office.commit("HEAD").at == MORNING


@pytest.mark.parametrize(
    "path",
    ["", "/etc/x", "../x", "a/../x", "a//b", "./a", ".git/config", "a/.GIT/hooks/x", "git~1/config",
     "Điều.md", "a\nb", 'a"b', "a\\b", "con.md", "a.", "a /b", "x" * 300],
)  # fmt: skip
def test_a_path_that_some_machine_cannot_hold_is_refused(office: Store, path: str) -> None:
    before = office.head()
    with pytest.raises(FileNameError):
        record(office, {path: b"x"})
    assert office.head() == before


def test_all_bad_names_are_named_at_once(office: Store) -> None:
    with pytest.raises(FileNameError) as caught:
        record(
            office, {"../x": b"", "good.md": b"", "a": b"", "a/b": b"", "C.md": b"", "c.md": b""}
        )
    assert caught.value.paths == ("../x", "C.md", "a/b", "c.md")


def test_a_file_never_replaces_a_folder_nor_a_folder_a_file(office: Store) -> None:
    with pytest.raises(ObstacleError):
        record(office, {"tracker": b"x"})
    with pytest.raises(ObstacleError):
        record(office, {"vanthu.yaml/x": b"x"})
    assert is_whole(office)


# Reading


def test_what_changed_between_two_revisions_is_listed_by_path(office: Store) -> None:
    before = office.head()
    after = record(office, {"vanthu.yaml": b"new\n", "regulations/bodies.yaml": None})
    assert office.changes(before, after) == {
        "vanthu.yaml": office.files(after)["vanthu.yaml"],
        "regulations/bodies.yaml": None,
    }
    assert office.changes(office.tree(before), office.tree(before)) == {}


def test_equal_content_has_an_equal_tree(office: Store) -> None:
    before = office.tree("HEAD")
    record(office, {"a.md": b"a"})
    record(office, {"a.md": None})
    assert office.tree("HEAD") == before


def test_a_packed_office_reads_as_before(office: Store) -> None:
    head = record(office, {"a.md": b"a"})
    git(office.root, "gc", "--quiet")
    git(office.root, "pack-refs", "--all", "--prune")
    assert office.head() == head
    assert office.commit(head[:9]).subject == "change"
    assert office.at_path(head, "a.md") == b"a"


def test_a_revision_that_is_not_there_is_not_found(office: Store) -> None:
    for revision in ("0" * 40, "main", "--output=x", "HEAD:vanthu.yaml", "HEAD\nHEAD"):
        with pytest.raises(UnknownRevisionError):
            office.files(revision)
    with pytest.raises(UnknownRevisionError):
        office.changes("f" * 40, "HEAD")
    with pytest.raises(UnknownRevisionError):
        office.read(["0" * 40])


def test_a_path_that_is_not_there_reads_as_none(office: Store) -> None:
    assert office.at_path("HEAD", "none.md") is None
    assert office.at_path("HEAD", "tracker") is None
    assert office.at_path("HEAD", "../x\n") is None


def test_history_is_newest_first_and_can_be_narrowed(office: Store) -> None:
    record(office, {"a.md": b"a"}, "one")
    record(office, {"b.md": b"b"}, "two")
    assert [commit.subject for commit in office.log()] == ["two", "one", "init"]
    assert [commit.subject for commit in office.log(limit=1)] == ["two"]
    assert [commit.subject for commit in office.log(paths=["a.md"])] == ["one"]
    assert [commit.subject for commit in office.log(paths=["b.md", "a.md"])] == ["two", "one"]
    assert office.log(paths=["*.md"]) == ()


@pytest.mark.parametrize(
    "message",
    [
        "one",
        "one\n\nUndoes: x\nWork: a/b",
        "one\n    two\n\n\n      three\n\nlast line",
        "ê\n\n\tx",
    ],
)
def test_the_log_says_what_each_commit_says(office: Store, message: str) -> None:
    record(office, {"a.md": b"a"}, message)
    assert office.log() == tuple(office.commit(commit.id) for commit in office.log())
    git(office.root, "gc", "--quiet")
    assert office.log() == tuple(office.commit(commit.id) for commit in office.log())


def test_what_was_known_on_a_day_ends_at_midnight_in_hanoi(office: Store) -> None:
    first = office.head()
    late = datetime(2026, 6, 5, 16, 59, 59, tzinfo=UTC)
    last = office.record({"a.md": b"a"}, message="23:59", author=ROLE, at=late)
    past = late + timedelta(seconds=1)
    newest = office.record({"a.md": b"b"}, message="0:00", author=ROLE, at=past)
    assert office.known_on(date(2026, 6, 4)) is None
    assert office.known_on(date(2026, 6, 5)) == last != first
    assert office.known_on(date(2026, 6, 6)) == newest


# Undo


def test_undo_twice_takes_back_two_different_changes(office: Store) -> None:
    record(office, {"a.md": b"1"}, "one")
    record(office, {"a.md": b"2", "vanthu.yaml": None}, "two")
    first, second = (office.undo(author=ROLE, at=MORNING) for _ in range(2))
    assert [first.subject, second.subject] == ["Undo: two", "Undo: one"]
    assert recorded(office) == FILES
    assert is_whole(office)


def test_the_first_commit_and_hand_commits_are_never_undone(office: Store) -> None:
    (office.root / "hand.md").write_text("x")
    git(office.root, "add", "-A")
    git(office.root, "commit", "-qm", "by hand")
    with pytest.raises(NothingToUndoError):
        office.undo(author=ROLE, at=MORNING)


def test_undo_after_undo_does_not_undo_the_undo(office: Store) -> None:
    record(office, {"a.md": b"1"})
    office.undo(author=ROLE, at=MORNING)
    record(office, {"b.md": b"1"}, "newer")
    assert office.undo(author=ROLE, at=MORNING).subject == "Undo: newer"
    with pytest.raises(NothingToUndoError):
        office.undoable()


def test_undo_refuses_where_a_later_change_would_be_lost(office: Store) -> None:
    record(office, {"a.md": b"1"})
    (office.root / "a.md").write_bytes(b"by hand")
    git(office.root, "commit", "-qam", "by hand")
    with pytest.raises(OvertakenError) as caught:
        office.undo(author=ROLE, at=MORNING)
    assert caught.value.paths == ("a.md",)


# Hand edits


@pytest.mark.parametrize("content", [b"new\n", None])
@pytest.mark.parametrize("edit", [b"by hand\n", None])
def test_a_hand_edit_is_never_overwritten(
    office: Store, edit: bytes | None, content: bytes | None
) -> None:
    path = office.root / "vanthu.yaml"
    path.write_bytes(edit) if edit is not None else path.unlink()
    before = office.head()
    if edit is content is None:
        assert record(office, {"vanthu.yaml": None}) != before  # it records the very edit
        return
    with pytest.raises(HandEditedError) as caught:
        record(office, {"vanthu.yaml": content, "other.md": b"x"})
    assert caught.value.paths == ("vanthu.yaml",)
    assert office.head() == before
    assert (path.read_bytes() if path.exists() else None) == edit
    assert not (office.root / "other.md").exists()


def test_all_hand_edits_in_the_way_are_named_at_once(office: Store) -> None:
    (office.root / "vanthu.yaml").write_bytes(b"x")
    (office.root / "new.md").write_bytes(b"y")
    with pytest.raises(HandEditedError) as caught:
        record(office, {"vanthu.yaml": b"1", "new.md": b"2", "free.md": b"3"})
    assert caught.value.paths == ("new.md", "vanthu.yaml")


def test_a_hand_edit_can_be_recorded_as_it_lies_there(office: Store) -> None:
    (office.root / "vanthu.yaml").write_bytes(b"by hand\n")
    (office.root / "new.md").write_bytes(b"new\n")
    assert office.unrecorded() == ("new.md", "vanthu.yaml")
    record(office, {"vanthu.yaml": b"by hand\n", "new.md": b"new\n"})
    assert is_whole(office)


def test_a_hand_edit_elsewhere_is_in_nobodys_way(office: Store) -> None:
    (office.root / "vanthu.yaml").write_bytes(b"by hand\n")
    record(office, {"other.md": b"x"})
    assert office.unrecorded() == ("vanthu.yaml",)
    assert office.at_path("HEAD", "vanthu.yaml") == b"format: 1\n"


@posix
def test_nothing_is_written_through_a_link(office: Store, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (office.root / "link").symlink_to(outside)
    with pytest.raises(ObstacleError):
        record(office, {"link/x.md": b"x"})
    assert list(outside.iterdir()) == []


# Several writers


ALWAYS_TIDY = "from regulations.repository import tidying; tidying._SAMPLE = ''\n"


@pytest.mark.parametrize(("before", "each"), [("", 25), (ALWAYS_TIDY, 8)], ids=["", "tidying"])
def test_eight_processes_adding_at_once_lose_nothing(office: Store, before: str, each: int) -> None:
    adder = before + (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from regulations.repository.store import Store\n"
        "with Store.open(Path(sys.argv[1])) as store:\n"
        f"    for n in range({each}):\n"
        "        with store.writing(wait_seconds=300):\n"
        "            path = f'regulations/b/{sys.argv[2]}/{n}/work.md'\n"
        "            store.record({path: path.encode()}, message=f'add {path}', author='role',\n"
        "                         at=datetime(2026, 6, 5, 1, 0, tzinfo=UTC))\n"
    )
    command = [sys.executable, "-c", adder, str(office.root)]
    writers = [subprocess.Popen([*command, str(number)], cwd=HOUSE) for number in range(8)]
    assert [writer.wait() for writer in writers] == [0] * 8
    added = {f"regulations/b/{number}/{n}/work.md" for number in range(8) for n in range(each)}
    assert set(recorded(office)) == added | set(FILES)
    assert len(office.log()) == 8 * each + 1
    assert is_whole(office)


def test_who_holds_the_lock_may_record_and_others_wait_in_vain(office: Store) -> None:
    with office.writing() as held, Store.open(office.root) as other:
        record(held, {"a.md": b"a"})
        with pytest.raises(LockedError), other.writing(wait_seconds=0):
            pass
    with Store.open(office.root) as other:
        record(other, {"b.md": b"b"})


def test_what_was_recorded_since_the_caller_read_is_not_overwritten(office: Store) -> None:
    base = office.head()
    record(office, {"a.md": b"theirs"})
    with pytest.raises(OvertakenError) as caught:
        office.record({"a.md": b"ours"}, message="x", author=ROLE, at=MORNING, base=base)
    assert caught.value.paths == ("a.md",)
    office.record({"b.md": b"ours"}, message="x", author=ROLE, at=MORNING, base=base)
    assert is_whole(office)


@posix
def test_a_hand_commit_at_the_last_moment_is_kept(office: Store) -> None:
    script = f"cd '{office.root}' && echo x > hand.md && git add hand.md && "
    script += "git -c user.name=x -c user.email=x@office.invalid commit -qm hand"
    ran: list[int] = []

    def commit_by_hand(event: str, arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen" and "update-ref" in str(arguments) and not ran:
            ran.append(1)
            ran.append(os.system(script))

    def write() -> None:
        with Store.open(office.root) as store:
            sys.addaudithook(commit_by_hand)
            record(store, {"a.md": b"a"}, "ours")

    assert in_a_fork(write) == 0
    assert [commit.subject for commit in office.log()] == ["ours", "hand", "init"]
    assert is_whole(office)


def test_a_lock_left_by_git_is_named_and_never_deleted(office: Store) -> None:
    lock = office.root / ".git" / "index.lock"
    lock.touch()
    before = office.head()
    with pytest.raises(GitLockedError) as caught:
        record(office, {"a.md": b"a"})
    assert str(lock) in caught.value.message
    assert "delete that file" in caught.value.hint
    assert lock.exists()
    assert office.head() == before
    assert not (office.root / "a.md").exists()


# Kills and full disks

WRITES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "subprocess.Popen"}
CHANGE: dict[str, bytes | None] = {
    "vanthu.yaml": b"changed\n",
    "deep/new/file.md": b"new\n",
    "tracker/p/tasks/NV-2026-001.yaml": None,
}


def in_a_fork(work: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die_before_write(number: int) -> None:
    """End this process, as kill -9 does, just before its *number*-th touch of the disk."""
    seen = [0]

    def count(event: str, arguments: tuple[object, ...]) -> None:
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & 0x3
        if event in WRITES or opened:
            seen[0] += 1
            if seen[0] == number:
                os._exit(9)

    sys.addaudithook(count)


@posix
def test_killed_at_any_step_the_office_is_as_before_or_as_after(
    office: Store, tmp_path: Path
) -> None:
    office.close()
    before = on_disk(office.root)
    after = {"vanthu.yaml": b"changed\n", "deep/new/file.md": b"new\n",
             "regulations/bodies.yaml": b"bodies: []\n"}  # fmt: skip
    outcomes = []
    for number in range(1, 200):
        root = tmp_path / f"copy{number}"
        shutil.copytree(office.root, root)

        def write(root: Path = root, number: int = number) -> None:
            with Store.open(root) as store:
                die_before_write(number)
                record(store, dict(CHANGE))

        code = in_a_fork(write)
        with Store.open(root) as store:
            outcomes.append(on_disk(root) == after)
            assert on_disk(root) in (before, after), number
            assert is_whole(store), number
            record(store, {"next.md": b"x"})
            assert is_whole(store), number
            assert not list((root / ".git").glob("vanthu-pending*"))
            assert not (root / ".git/refs/vanthu/next").exists()
        shutil.rmtree(root)
        if code == 0:
            break
    assert code == 0
    assert len(outcomes) > 15
    assert outcomes == sorted(outcomes), "once recorded, it stays recorded"


def test_a_full_disk_gives_a_sentence_and_changes_nothing(
    office: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, flush, left = on_disk(office.root), os.fsync, [0]

    def full(descriptor: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    refused = 0
    for number in range(1, 50):
        left[0], head = number, office.head()
        try:
            record(office, dict(CHANGE))
        except DiskError as error:
            refused += 1
            assert error.message == "The disk is full."
            assert office.head() == head
            assert on_disk(office.root) == before
            continue
        break
    left[0] = 0
    assert refused >= 4
    with Store.open(office.root) as store:
        assert is_whole(store)


# What lies in a shared folder

PLANTED_HOOKS = ("pre-commit", "post-commit", "commit-msg", "reference-transaction", "update",
                 "post-index-change", "post-checkout", "post-update", "pre-auto-gc",
                 "fsmonitor-watchman")  # fmt: skip
PLANTED_SETTINGS = {
    "file monitor": ["core.fsmonitor={run}"],
    "hooks path": ["core.hooksPath={hooks}"],
    "filter": ["filter.evil.clean={run}", "filter.evil.smudge={run}", "filter.evil.required=true"],
    "filter process": ["filter.evil.process={run}", "filter.evil.required=true"],
    "filter with an odd name": ["filter.a=b.c.clean={run}"],
    "signature": ["gpg.program={run}", "log.showSignature=true", "commit.gpgSign=true"],
    "pager and editor": ["core.pager={run}", "core.editor={run}", "pager.log=true"],
    "difference": ["diff.external={run}", "diff.evil.textconv={run}", "diff.evil.command={run}"],
}


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "it-ran"


@pytest.fixture
def script(tmp_path: Path, marker: Path) -> Path:
    run = tmp_path / "run.sh"
    run.write_text(f"#!/bin/sh\ntouch '{marker}'\ncat\n")
    run.chmod(0o755)
    return run


def use_everything(root: Path) -> None:
    with Store.open(root) as store:
        attributes = b"* filter=evil diff=evil\n*.yaml filter=a=b.c\n"
        record(store, {".gitattributes": attributes, "a.md": b"a"})
        record(store, {"a.md": b"b", "c.md": b"c"})
        (root / "regulations/bodies.yaml").write_bytes(b"by hand\n")
        (root / "tracker/p/tasks/NV-2026-001.yaml").touch()
        (root / "a.md").touch()
        assert store.unrecorded() == ("regulations/bodies.yaml",)
        store.undo(author=ROLE, at=MORNING)
        store.changes(store.log()[-1].id, store.head())
        store.known_on(date(2026, 6, 5))
        recorded(store)
        store.ailments(MORNING)
        (root / ".git/index").write_bytes(b"")
        store.mend()


@posix
def test_no_hook_in_the_office_runs(office: Store, script: Path, marker: Path) -> None:
    hooks = office.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in PLANTED_HOOKS:
        shutil.copy(script, hooks / name)
    use_everything(office.root)
    assert not marker.exists()


@posix
@pytest.mark.parametrize("kind", PLANTED_SETTINGS)
def test_no_program_named_in_the_offices_configuration_runs(
    office: Store, script: Path, marker: Path, kind: str
) -> None:
    hooks = script.parent / "hooks"
    hooks.mkdir()
    for name in PLANTED_HOOKS:
        shutil.copy(script, hooks / name)
    for setting in PLANTED_SETTINGS[kind]:
        name, _, value = setting.rpartition("=")
        git(office.root, "config", name, value.format(run=script, hooks=hooks))
    use_everything(office.root)
    assert not marker.exists()


@posix
@pytest.mark.parametrize("way", ["ext::{run}", "ssh://x/y", "{run}"])
def test_what_is_lost_is_never_fetched_by_itself(
    office: Store, script: Path, marker: Path, way: str
) -> None:
    record(office, {"a.md": b"lost"})
    lost = git(office.root, "rev-parse", "HEAD:a.md").strip()
    (office.root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    (office.root / "a.md").unlink()
    for name, value in {
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "evil",
        "remote.evil.promisor": "true", "remote.evil.url": way.format(run=script),
        "remote.evil.uploadpack": str(script), "core.sshCommand": str(script),
        "core.alternateRefsCommand": str(script), "protocol.allow": "always",
    }.items():  # fmt: skip
        git(office.root, "config", name, value)
    with Store.open(office.root) as store:
        store.ailments(MORNING)
        store.mend()
        with pytest.raises(VanthuError):
            store.read([lost])
    assert not marker.exists()


@posix
def test_the_users_own_git_configuration_takes_no_part(
    office: Store, script: Path, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = script.parent / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f"[core]\n fsmonitor = {script}\n excludesFile = {home}/ignore\n"
        f'[filter "evil"]\n clean = {script}\n[user]\n name = Nguyễn Văn Mẫu\n'
    )
    (home / "ignore").write_text("*\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", f"'core.fsmonitor={script}'")
    use_everything(office.root)
    assert not marker.exists()
    assert office.commit("HEAD").author == ROLE


@posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() != 0, reason="only root gives files away")
def test_an_office_of_another_user_needs_the_users_word(
    office: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "gitconfig"
    settings.touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    os.chown(office.root / ".git", 12345, 12345)
    with pytest.raises(ForeignOfficeError) as caught:
        Store.open(office.root)
    assert f"safe.directory {office.root}" in caught.value.hint
    git(tmp_path, "config", "--global", "--add", "safe.directory", str(office.root))
    Store.open(office.root).close()


# What is no office


def test_a_folder_without_a_repository_is_no_office(tmp_path: Path) -> None:
    with pytest.raises(NoRepositoryError):
        Store.open(tmp_path)
    with pytest.raises(NoRepositoryError):
        Store.open(tmp_path / "nowhere")


def test_a_bare_or_empty_repository_is_no_office(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare")
    git(tmp_path, "init", "-q", "empty")
    for name in ("bare", "empty"):
        with pytest.raises(NoRepositoryError):
            Store.open(tmp_path / name)


def test_an_office_is_not_made_over_another_or_over_files(office: Store, tmp_path: Path) -> None:
    with pytest.raises(OfficeExistsError):
        Store.create(office.root, FILES, message="init", author=ROLE, at=MORNING)
    (tmp_path / "vanthu.yaml").write_bytes(b"mine\n")
    with pytest.raises(ConflictError):
        Store.create(tmp_path, FILES, message="init", author=ROLE, at=MORNING)
    assert (tmp_path / "vanthu.yaml").read_bytes() == b"mine\n"


def test_an_office_on_an_old_revision_can_be_read_but_not_written(office: Store) -> None:
    first = office.head()
    record(office, {"a.md": b"a"})
    git(office.root, "checkout", "-q", first)
    assert office.head() == first
    with pytest.raises(ConflictError):
        record(office, {"b.md": b"b"})


def test_a_damaged_office_gives_a_sentence(office: Store) -> None:
    blob = office.files("HEAD")["vanthu.yaml"]
    file = office.root / ".git" / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.unlink()
    with pytest.raises(VanthuError):
        office.read([blob])
