"""A made-up office of any size with a history of its own, written by ``git fast-import``.

It begins with the sample office. Every further work has its metadata and a text of eight
articles; each fifth replaces one before it. Half of the later commits add a work, half edit one.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import IO

from cli.shipped import sample_office
from regulations.repository.commits import ADDRESS

SEED = 366
BEGUN = datetime(2024, 1, 2, 8, tzinfo=timezone(timedelta(hours=7)))
BETWEEN = timedelta(hours=10)
_BODIES = ("tinh-uy-a", "btv-tinh-uy-a", "btctu-a", "vptu-a", "ubkttu-a", "xa-b", "xa-c")
_TYPES = {
    "quyet_dinh": "QĐ", "huong_dan": "HD", "ke_hoach": "KH", "thong_bao": "TB", "ket_luan": "KL",
    "bao_cao": "BC", "chuong_trinh": "CTr", "chi_thi": "CT",
}  # fmt: skip
_PLAIN = str.maketrans("Đ", "D")
_FIRST_YEAR, _YEARS = 1990, 36
_SYLLABLES = (
    "cấp uỷ cơ quan đơn vị rà soát bổ sung hồ sơ theo dõi tổng hợp báo cáo định kỳ chuyên môn phối "
    "hợp kiểm tra hướng dẫn lập danh mục cập nhật đầy đủ kịp thời đúng mẫu đã ban hành trong thời "
    "hạn được giao gửi về bộ phận tham mưu để thẩm định trước khi trình ký và lưu giữ lâu dài"
)
_WORDS = tuple(_SYLLABLES.split())


@dataclass(frozen=True, slots=True)
class MadeWork:
    """One made-up instrument: its *number* in the office from 0, and what follows from that."""

    number: int

    @property
    def body(self) -> str:
        """The body that issued it."""
        return _BODIES[self.number % len(_BODIES)]

    @property
    def type(self) -> str:
        """The code of its type."""
        return list(_TYPES)[self.number // len(_BODIES) % len(_TYPES)]

    @property
    def printed(self) -> int:
        """The number it carries, above those of the sample office."""
        return 1000 + self.number // (len(_BODIES) * len(_TYPES) * _YEARS)

    @property
    def signed(self) -> date:
        """The day of signing."""
        year = self.number // (len(_BODIES) * len(_TYPES)) % _YEARS
        return date(_FIRST_YEAR + year, 1 + self.number % 12, 1 + self.number % 28)

    @property
    def symbol(self) -> str:
        """The symbol, which with body and year tells it from all others."""
        return f"{self.printed}-{_TYPES[self.type]}/{self.body.split('-')[0].upper()}"

    @property
    def id(self) -> str:
        """Its path under ``regulations/``."""
        slug = self.symbol.translate(_PLAIN).lower().replace("/", "-")
        return f"{self.body}/{self.type.replace('_', '-')}/{self.signed.year}/{slug}"

    @property
    def replaces(self) -> MadeWork | None:
        """What it replaces: a work of the same body and type, one year older."""
        before = self.number - len(_BODIES) * len(_TYPES)
        newer = before >= 0 and MadeWork(before).signed.year < self.signed.year
        return MadeWork(before) if newer and self.number % 5 == 0 else None

    def metadata(self, note: str = "") -> tuple[str, bytes]:
        """Return path and content of its work.md; *note* is what an edit wrote into it."""
        chance = random.Random(self.number)
        old = self.replaces
        relations = f"relations:\n- rel: replaces\n  to: {old.id}\n" if old else ""
        content = (
            f"---\nsymbol: {self.symbol}\ntype: {self.type}\nissuer:\n- {self.body}\n"
            f"signed: {self.signed}\ntitle:\n  vi: Về {_line(chance, 12)} số {self.number}\n"
            f"conf: V\n{relations}---\n{note or _line(chance, 30)}\n"
        )
        return f"regulations/{self.id}/work.md", content.encode()

    def text(self) -> tuple[str, bytes]:
        """Return path and content of its wording."""
        chance = random.Random(-1 - self.number)
        articles = (
            f"## Điều {article}. {_line(chance, 5).capitalize()}\n"
            + "".join(f"\n{clause}. {_line(chance, 30).capitalize()}.\n" for clause in (1, 2, 3))
            for article in range(1, 9)
        )
        content = "\n".join(articles)
        return f"regulations/{self.id}/text@{self.signed}.md", content.encode()


def make_corpus(root: Path, works: int, commits: int) -> None:
    """Make an office of *works* made-up works at *root* in *commits* commits, and check it out."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    importing = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=root, stdin=subprocess.PIPE)
    assert importing.stdin is not None
    for number, (subject, files) in enumerate(_history(works, commits)):
        _write_commit(importing.stdin, BEGUN + number * BETWEEN, subject, files)
    importing.stdin.close()
    if importing.wait():
        raise SystemExit("git fast-import could not make the office")
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True)


def _history(works: int, commits: int) -> Iterator[tuple[str, Iterable[tuple[str, bytes]]]]:
    later = commits - 1
    start = works - later // 2
    yield "init", _first(start)
    chance = random.Random(SEED)
    for number in range(later):
        if number % 2:
            work = MadeWork(start + number // 2)
            yield f"reg add {work.symbol}", (work.metadata(), work.text())
        else:
            work = MadeWork(chance.randrange(start))
            yield f"reg edit {work.symbol}", (work.metadata(f"Lần rà soát thứ {number}."),)


def _first(works: int) -> Iterator[tuple[str, bytes]]:
    sample: Mapping[str, bytes] = sample_office()
    yield from sample.items()
    for number in range(works):
        yield MadeWork(number).metadata()
        yield MadeWork(number).text()


def _write_commit(
    stream: IO[bytes], at: datetime, subject: str, files: Iterable[tuple[str, bytes]]
) -> None:
    who = f"Ban Tổ chức Tỉnh uỷ A <{ADDRESS}> {int(at.timestamp())} +0700"
    message = subject.encode()
    stream.write(f"commit refs/heads/main\ncommitter {who}\ndata {len(message)}\n".encode())
    stream.write(message + b"\n")
    for path, content in files:
        stream.write(b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(content), content))


def _line(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words))
