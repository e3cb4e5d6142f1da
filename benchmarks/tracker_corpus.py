"""A synthetic office with very many tasks, each with a journal of events; the same each time."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

from cli.shipped import sample_office

PROGRAMME = "rat-nhieu"
AS_OF = date(2026, 6, 5)
_VERBS = ("Xây dựng", "Rà soát", "Sơ kết", "Tham mưu", "Hướng dẫn", "Kiểm tra", "Tổng hợp")
_THINGS = ("kế hoạch mẫu", "quy trình mẫu", "danh mục mẫu", "hồ sơ mẫu", "báo cáo mẫu", "đề án mẫu")
_LEADS = ("btctu-a", "vptu-a", "ubkttu-a", "xa-b", "xa-c", "dang-uy-cac-co-quan-a")
_FIRST = date(2025, 1, 6)


def office_files(tasks: int, events: int) -> dict[str, bytes]:
    """Return the sample office with one more programme of *tasks*, each with *events*."""
    chance = random.Random(f"{tasks}/{events}")
    files = dict(sample_office())
    folder = f"tracker/{PROGRAMME}"
    files[f"{folder}/programme.yaml"] = "title:\n  vi: Chương trình mẫu\nkind: own\n".encode()
    for number in range(1, tasks + 1):
        name = f"{folder}/tasks/RN-{number:06d}"
        due = _FIRST + timedelta(days=chance.randrange(900))
        files[f"{name}.yaml"] = _definition(number, due, chance).encode()
        lines = [json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                 for one in _journal(number, due, events, chance)]  # fmt: skip
        files[f"{name}.events.jsonl"] = ("\n".join(lines) + "\n").encode()
    return files


def _definition(number: int, due: date, chance: random.Random) -> str:
    lead, other = chance.sample(_LEADS, 2)
    phrase = chance.choice((
        f"ngày {due.day}/{due.month}/{due.year}", f"trước ngày {due.day}/{due.month}/{due.year}",
        f"tháng {due.month}/{due.year}", f"quý {'I' * ((due.month - 1) // 3 + 1)}/{due.year}"
        if due.month < 10 else f"năm {due.year}",
    ))  # fmt: skip
    title = f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} số {number}"
    return (
        f"id: RN-{number:06d}\ntitle:\n  vi: {title}\nkind: task\nlead:\n- {lead}\ncoordinate:\n"
        f"- {other}\nproduct:\n  type: ke_hoach\n  title: {chance.choice(_THINGS)}\ndeadline:\n"
        f"  phrase: {phrase}\nassigned: {_FIRST.isoformat()}\nconf: V\n"
    )


def _journal(
    number: int, due: date, events: int, chance: random.Random
) -> Iterator[dict[str, object]]:
    """Yield a beginning, progress and obstacles, and for every other task an end."""
    day = _FIRST + timedelta(days=chance.randrange(30))
    for at in range(events):
        last = at == events - 1 and number % 2 == 0
        kind = "start" if at == 0 else "done" if last else chance.choice(
            ("update", "update", "update", "obstacle"))  # fmt: skip
        said: dict[str, object] = {
            "id": f"01RN{number:012d}{at:010d}", "kind": kind, "on": day.isoformat(),
            "by": "chuyên viên theo dõi", "note": f"Ghi chú mẫu số {at} của nhiệm vụ {number}.",
        }  # fmt: skip
        if kind == "update":
            said["percent"] = min(5 * at, 95)
        if kind == "done":
            said["evidence"] = {"symbol": f"{number % 900 + 1}-KH/BTCTU", "signed": day.isoformat()}
        yield said
        day += timedelta(days=chance.randrange(1, max(2, (due - day).days // (events - at) + 3)))
