"""The catalogue says what reading everything says, whatever happened to it."""

import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha1
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from regulations.catalogue import Catalogue
from regulations.errors import UnknownRevisionError
from regulations.past import PastFiles
from regulations.problems import Place, Problem
from regulations.readings import AllFiles, Files, Link, Reader, Reading, read_all
from regulations.sentences import say


def read_lines(path: str, text: str) -> Reading:
    """Words are keys, ``>word`` is a link, ``!`` a fault."""
    words = text.split()
    return Reading(
        words or None,
        tuple(Problem(Place(path, 1), say("{w} is bad.", w=w)) for w in words if w == "!"),
        tuple(dict.fromkeys(words)),
        tuple(Link("to", word[1:]) for word in dict.fromkeys(words) if word.startswith(">")),
    )


READERS = (
    Reader("a", lambda path: path.startswith("a"), read_lines),
    Reader("b", lambda path: path.startswith("b"), read_lines),
)
offices = st.dictionaries(
    st.sampled_from(["a1", "a2", "b1", "b2", "c1"]),
    st.sampled_from(["", "x y", "x >a1", "! z", ">b1 >b1", "đ ê"]).map(str.encode)
    | st.just(b"\xff"),
)


class Revisions:
    """A store in memory: every revision is a tree, known until it is forgotten."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, bytes]] = {}
        self.now = ""

    def move_to(self, files: dict[str, bytes]) -> None:
        self.now = sha1(repr(sorted(files.items())).encode()).hexdigest()
        self.known[self.now] = files

    def head(self) -> str:
        return self.now

    def tree(self, revision: str) -> str:
        return revision

    def files(self, revision: str) -> Mapping[str, str]:
        return {path: content.hex() or "-" for path, content in self.known[revision].items()}

    def changes(self, old: str, new: str) -> Mapping[str, str | None]:
        if old not in self.known:
            raise UnknownRevisionError(old)
        before, after = self.files(old), self.files(new)
        return {
            p: after.get(p) for p in before.keys() | after.keys() if before.get(p) != after.get(p)
        }

    def read(self, blobs: Sequence[str]) -> Mapping[str, bytes]:
        return {blob: bytes.fromhex(blob.strip("-")) for blob in blobs}


def everything(files: Files) -> object:
    words = ("x", "y", ">a1", "!", "z", "đ")
    return (
        [(kind, list(files.paths(kind)), list(files.each(kind))) for kind in "ab"],
        [list(files.keyed(kind, word)) for kind in "ab" for word in words],
        [list(files.linked(to)) for to in ("a1", "b1")],
        [str(problem) for problem in files.problems()],
    )


def opened(folder: Path, store: Revisions) -> object:
    catalogue = Catalogue.open(folder, store, READERS)
    try:
        return everything(catalogue)
    finally:
        catalogue.close()


def in_memory(store: Revisions) -> AllFiles:
    return read_all(store.known[store.now], READERS)


@settings(max_examples=60, deadline=None)
@given(st.lists(offices, min_size=1, max_size=4), st.booleans())
def test_it_agrees_with_reading_everything(history: list[dict[str, bytes]], forget: bool) -> None:
    store = Revisions()
    with tempfile.TemporaryDirectory() as folder:
        for files in history:
            if forget:
                store.known.clear()
            store.move_to(files)
            assert opened(Path(folder) / "cache", store) == everything(in_memory(store))


@given(offices, offices)
def test_an_older_state_reads_as_it_did_then(now: dict[str, bytes], then: dict[str, bytes]) -> None:
    changed = {path for path in now.keys() | then.keys() if now.get(path) != then.get(path)}
    put_back = {path: content for path, content in then.items() if path in changed}
    past = PastFiles(read_all(now, READERS), read_all(put_back, READERS), changed)
    assert everything(past) == everything(read_all(then, READERS))


def test_a_damaged_catalogue_is_built_anew(tmp_path: Path) -> None:
    store = Revisions()
    store.move_to({"a1": b"x y", "b1": b"x >a1"})
    before = opened(tmp_path / "cache", store)
    (tmp_path / "cache" / "catalogue.sqlite").write_bytes(b"SQLite format 3\0" + b"\xa5" * 4000)
    assert opened(tmp_path / "cache", store) == before


def test_the_catalogue_is_for_its_owner_alone(tmp_path: Path) -> None:
    store = Revisions()
    store.move_to({"a1": b"x"})
    opened(tmp_path / "cache", store)
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
    assert (tmp_path / "cache" / "catalogue.sqlite").stat().st_mode & 0o077 == 0
