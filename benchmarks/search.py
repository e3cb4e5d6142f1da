"""How good and how fast search is: whoosh and tantivy beside SQLite FTS5, in turns, by CPU time.

    python benchmarks/search.py [--data DIR] [--provisions 200000] [--whoosh 16000]

DIR holds ``retrieval/law.json``, ``retrieval/train.json`` and ``laws/*.txt``; without the option
it is ``$VANTHU_SEARCH_DATA``, else ``../shared/data`` beside the project. Where it is missing,
nothing is measured and the reason is told. The last line is JSON; a ratio says how many times
less CPU time than FTS5 the large engine takes for the same question.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain, islice
from math import log2
from pathlib import Path
from typing import Any

from search_corpus import (
    SEED,
    Question,
    half_accented,
    many_entries,
    questions,
    real_entries,
    short_queries,
)
from search_peer import Fts5

from regulations.folding import fold
from regulations.search import tantivy_index, whoosh_index
from regulations.search.entry import Entry, day_number
from regulations.search.finding import find
from regulations.search.index import SearchIndex
from regulations.search.query import parse_query

ROOT = Path(__file__).parents[1]
QUERIES = 100
ON = date(2010, 1, 1)
SEAL = bytes(32)
NEEDED = ("retrieval/law.json", "retrieval/train.json", "laws")
KINDS = ("symbol", "short", "short_day_snippets", "phrase", "question")
Ask = Callable[[str], Sequence[Any]]


def main() -> None:
    """Measure, print tables, then the JSON line."""
    asked = _arguments()
    missing = [name for name in NEEDED if not (asked.data / name).exists()]
    if missing:
        reason = f"{asked.data} lacks {', '.join(missing)}; name a folder with --data"
        print(json.dumps({"benchmark": "search", "skipped": reason}))
        return
    real, wanted = real_entries(asked.data), questions(asked.data)
    with tempfile.TemporaryDirectory() as folder:
        quality, small = _quality(Path(folder), real, wanted, asked.whoosh)
        large = _large(Path(folder), real, wanted, asked.provisions)
    ratios = {f"fts5_{kind}": _ratio(large, kind) for kind in KINDS}
    ratios["fts5_update"] = round(large["fts5"]["update_ms"] / large["tantivy"]["update_ms"], 3)
    figures = {"quality": quality, f"at_{asked.whoosh}": small, f"at_{asked.provisions}": large}
    print(json.dumps({"benchmark": "search", "ratios": ratios, "figures": figures}))


def _quality(
    folder: Path, real: list[Entry], wanted: list[Question], size: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Measure quality over the real articles, and whoosh's speed at *size* provisions."""
    rooms = {"whoosh": whoosh_index, "tantivy": tantivy_index}
    indexes = {name: room.build(_new(folder, name), SEAL, "real", real)
               for name, room in rooms.items()}  # fmt: skip
    peer = Fts5(folder / "quality.sqlite")
    peer.build(real)
    engines: dict[str, Ask] = {name: _flat(index) for name, index in indexes.items()}
    engines["fts5"] = peer.question
    quality = {name: _judged(name, ask, wanted) for name, ask in engines.items()}
    many = chain(real, many_entries(real, max(0, size - len(real))))
    small = _engine("whoosh", whoosh_index, _new(folder, "small"), islice(many, size), size)
    speed = _speeds({"whoosh": _asks(small.pop("index"))}, _queries(real, wanted, size))
    return quality, {"whoosh": small | speed["whoosh"]}


def _large(folder: Path, real: list[Entry], wanted: list[Question], size: int) -> dict[str, Any]:
    """Measure tantivy and FTS5 at *size* provisions, in turns."""
    place = _new(folder, "large")
    own = _engine("tantivy", tantivy_index, place, many_entries(real, size), size)
    before, peer = time.process_time(), Fts5(folder / "large.sqlite")
    peer.build(many_entries(real, size))
    fts5: dict[str, Any] = {"build_per_second": round(size / (time.process_time() - before)),
                            "megabytes": round(peer.path.stat().st_size / 1e6)}  # fmt: skip
    asks = {"tantivy": _asks(own.pop("index")), "fts5": _peer_asks(peer)}
    speed = _speeds(asks, _queries(real, wanted, size))
    changed = list(many_entries(real, 50))  # one instrument
    owner = {changed[0].owner}
    own["update_ms"] = _median(lambda: tantivy_index.update(place, SEAL, "new", owner, changed))
    fts5["update_ms"] = _median(lambda: [peer.update(one) for one in changed])
    return {"tantivy": own | speed["tantivy"], "fts5": fts5 | speed["fts5"]}


def _engine(
    name: str, room: Any, folder: Path, entries: Iterable[Entry], size: int
) -> dict[str, Any]:
    before = time.process_time()
    room.build(folder, SEAL, "state", entries)
    build = time.process_time() - before
    before = time.process_time()
    index, _stamp = room.load(folder, SEAL)
    opened = (time.process_time() - before) * 1000
    megabytes = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    print(f"{name}: {size} provisions, {size / build:.0f} a second, {megabytes:.0f} MB, "
          f"open {opened:.0f} ms", flush=True)  # fmt: skip
    return {"build_per_second": round(size / build), "megabytes": round(megabytes),
            "open_ms": round(opened, 1), "index": index}  # fmt: skip


def _judged(name: str, ask: Ask, wanted: list[Question]) -> dict[str, dict[str, float]]:
    """Return recall, MRR and nDCG at 10, with and without marks, and with half of them."""
    chance = random.Random(SEED)
    spelled: dict[str, Callable[[str], str]] = {
        "accented": str, "unaccented": fold, "half": lambda text: half_accented(text, chance),
    }  # fmt: skip
    judged = {}
    for kind, spell in spelled.items():
        marks = [_marks(ask(spell(one.text)), one) for one in wanted]
        means = [sum(column) / len(marks) for column in zip(*marks, strict=True)]
        judged[kind] = dict(zip(("recall@10", "mrr", "ndcg@10"), (round(one, 4) for one in means),
                                strict=True))  # fmt: skip
        print(f"{name:<8} {kind:<11} {judged[kind]}", flush=True)
    return judged


def _marks(found: Sequence[str], one: Question) -> tuple[float, float, float]:
    places = [rank for rank, uid in enumerate(found, 1) if uid in one.uids]
    best = sum(1 / log2(rank + 1) for rank in range(1, min(10, len(one.uids)) + 1))
    gained = sum(1 / log2(rank + 1) for rank in places)
    return len(places) / len(one.uids), 1 / places[0] if places else 0.0, gained / best


def _speeds(engines: dict[str, dict[str, Ask]], queries: dict[str, list[str]]) -> dict[str, Any]:
    """Ask every engine the same question in turn; return p50 and p95 of each kind of question."""
    taken: dict[str, dict[str, list[float]]] = {name: {} for name in engines}
    for kind, texts in queries.items():
        for text in texts:
            for name, asks in engines.items():
                before = time.process_time()
                asks[kind](text)
                spent = (time.process_time() - before) * 1000
                taken[name].setdefault(kind, []).append(spent)
        for name in engines:
            print(f"{name:<8} {kind:<19} p50 {_at(taken[name][kind], 0.5):8.2f} ms"
                  f"   p95 {_at(taken[name][kind], 0.95):8.2f} ms", flush=True)  # fmt: skip
    return {name: {kind: {"p50_ms": _at(times, 0.5), "p95_ms": _at(times, 0.95)}
                   for kind, times in kinds.items()} for name, kinds in taken.items()}  # fmt: skip


def _queries(real: list[Entry], wanted: list[Question], size: int) -> dict[str, list[str]]:
    short = short_queries(real, QUERIES)
    made = [entry.symbol for entry in many_entries(real, min(size, 20_000))]
    symbols = random.Random(SEED).choices(made, k=QUERIES)
    return {"symbol": symbols, "short": short, "short_day_snippets": short, "phrase": short,
            "question": [one.text for one in wanted][:QUERIES]}  # fmt: skip


def _asks(index: SearchIndex) -> dict[str, Ask]:
    def ask(text: str) -> Sequence[Any]:
        _forget(index)
        return find(index, parse_query(text)).hits

    def on_day(text: str) -> Sequence[Any]:
        _forget(index)
        return find(index, parse_query(text, on=ON)).hits

    return {"symbol": ask, "short": ask, "short_day_snippets": on_day,
            "phrase": lambda text: ask(f'"{text}"'), "question": ask}  # fmt: skip


def _forget(index: SearchIndex) -> None:
    """Ask as a new process asks: without what earlier questions have left behind."""
    finder = getattr(index, "finder", None)
    if finder is not None:
        finder.forget()


def _peer_asks(peer: Fts5) -> dict[str, Ask]:
    day = day_number(ON, 0)
    return {"symbol": peer.symbol, "short": peer.short, "phrase": peer.phrase,
            "short_day_snippets": lambda text: peer.short_on_day(text, day),
            "question": peer.question}  # fmt: skip


def _flat(index: SearchIndex) -> Ask:
    return lambda text: [
        hit.entry.uid for hit in find(index, parse_query(text), grouped=False).hits
    ]


def _ratio(large: dict[str, Any], kind: str) -> float:
    return round(large["fts5"][kind]["p50_ms"] / large["tantivy"][kind]["p50_ms"], 3)


def _median(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(5):
        before = time.process_time()
        act()
        taken.append((time.process_time() - before) * 1000)
    return _at(taken, 0.5)


def _at(taken: Sequence[float], share: float) -> float:
    return round(sorted(taken)[min(len(taken) - 1, int(len(taken) * share))], 2)


def _new(folder: Path, name: str) -> Path:
    shutil.rmtree(folder / name, ignore_errors=True)
    (folder / name).mkdir(mode=0o700)
    return folder / name


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure search.")
    given = os.environ.get("VANTHU_SEARCH_DATA") or ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=Path(given))
    parser.add_argument("--provisions", type=int, default=200_000)
    parser.add_argument("--whoosh", type=int, default=16_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
