"""Files written whole or not at all, folders that are the user's alone, one writer."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations import machine
from regulations.diskfaults import DiskError, NotPrivateError, WriterBusyError, disk_faults
from regulations.machine import WriterLock
from regulations.repository.filenames import check_names, folders_of, is_file_name

HOUSE = Path(__file__).parent.parent
posix = pytest.mark.skipif(os.name == "nt", reason="modes and owners as POSIX has them")


def test_a_written_file_holds_exactly_what_was_handed_in(tmp_path: Path) -> None:
    machine.write_atomic(tmp_path / "a", b"\r\n\x00\xff")
    machine.write_atomic(tmp_path / "a", b"second\r\n")
    assert (tmp_path / "a").read_bytes() == b"second\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@posix
def test_a_file_is_private_unless_it_is_said_to_be_shared(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        machine.write_atomic(tmp_path / "own", b"")
        machine.write_atomic(tmp_path / "shared", b"", machine.SHARED)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o644


@posix
def test_a_private_file_replaces_an_open_one(tmp_path: Path) -> None:
    (tmp_path / "a").touch(0o666)
    machine.write_atomic(tmp_path / "a", b"secret")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    machine.write_atomic(tmp_path / "a", b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskError) as caught, disk_faults():
        machine.write_atomic(tmp_path / "a", b"new")
    assert caught.value.message == "The disk is full."
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@posix
def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"theirs")
    (tmp_path / "a").symlink_to(tmp_path / "target")
    machine.write_atomic(tmp_path / "a", b"ours")
    assert (tmp_path / "target").read_bytes() == b"theirs"
    assert not (tmp_path / "a").is_symlink()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "x may not be read or written."), (errno.EIO, "x: Input/output error.")],
)
def test_what_the_system_refuses_is_said_in_a_sentence(number: int, words: str) -> None:
    with pytest.raises(DiskError) as caught, disk_faults():
        raise OSError(number, os.strerror(number), "x")
    assert caught.value.message == words
    assert caught.value.hint.endswith(".")


@posix
def test_a_private_folder_is_made_and_mended(tmp_path: Path) -> None:
    folder = machine.private_folder(tmp_path / "deep" / "cache")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    machine.private_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
def test_a_link_is_no_private_folder(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "cache").symlink_to(tmp_path / "there")
    with pytest.raises(NotPrivateError):
        machine.private_folder(tmp_path / "cache")


@posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() != 0, reason="only root gives files away")
def test_a_folder_of_somebody_else_is_not_private(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(0o700)
    os.chown(tmp_path / "cache", 12345, 12345)
    with pytest.raises(NotPrivateError):
        machine.private_folder(tmp_path / "cache")


def test_a_file_is_no_private_folder(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    with pytest.raises(NotPrivateError):
        machine.private_folder(tmp_path / "cache")


def test_the_lock_may_be_taken_again_by_who_holds_it(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    with lock.held(1) as first, lock.held(1) as again:
        assert (first, again) == (True, False)
    with lock.held(1) as first:
        assert first


def test_a_lock_held_elsewhere_is_named_with_what_to_do(tmp_path: Path) -> None:
    ours, theirs = WriterLock(tmp_path / "lock"), WriterLock(tmp_path / "lock")
    with ours.held(1), pytest.raises(WriterBusyError) as caught, theirs.held(0):
        pass
    assert str(tmp_path / "lock") in caught.value.message
    assert "try again" in caught.value.hint


def test_a_killed_holder_lets_go_of_the_lock(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path\n"
        "from regulations.machine import WriterLock\n"
        "with WriterLock(Path(sys.argv[1])).held(1): os._exit(9)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script, str(tmp_path / "lock")], cwd=HOUSE)
    assert ran.returncode == 9
    with WriterLock(tmp_path / "lock").held(0) as first:
        assert first


NAMES = st.text(alphabet="aA.~-/\\: \ngit~1đ", max_size=8)


@given(NAMES)
def test_a_name_the_office_may_hold_stays_inside_it(name: str) -> None:
    if is_file_name(name):
        inside = Path("/office") / name
        assert ".." not in inside.parts
        assert inside.is_relative_to("/office")
        assert ".git" not in [part.lower() for part in inside.parts]
        check_names([name])


def test_the_folders_of_a_path_are_listed_from_outside_in() -> None:
    assert folders_of("a/b/c.md") == ["a", "a/b"]
    assert folders_of("c.md") == []
