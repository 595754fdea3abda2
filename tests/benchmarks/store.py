"""The store and its search at 1,000 (full: 10,000 and 100,000) made articles, with what else could do it beside it.

Ratios of one run on one machine: building, opening, reading a card in a cold process against a bare one, committing,
searching as one types (newest 50, with their sentences) against ripgrep, a scan by stock TinyDB and SQLite's trigram
index over the same texts, memory. Times are of the CPU where others may share the machine, except where a process is
started. `LICHUN_BENCH_STORES=DIR` keeps the built stores for the next run.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from store.database import Library
from store.index import terms
from store.language.fold import fold
from tests.benchmarks import must
from tests.benchmarks.corpus import corpus, made

BATCH = 100
SIZES = {False: (1_000,), True: (1_000, 10_000, 100_000)}
STOCK_MOST = 10_000  # beyond that stock TinyDB takes minutes a query
COLD = "from store.database import Library; Library.open({place!r}, read_only=True).counts()"
READER = """
from store.database import Library
library = Library.open({place!r}, read_only=True)
library.counts()
for query in {queries!r}:
    library.find(query, counted=False, offer=False)
with open("/proc/self/status") as status:
    print(next(line for line in status if line.startswith("VmHWM")).split()[1])
"""


def main(full: bool) -> None:
    print("| articles | what | figure |\n|---|---|---|")
    with _places() as folder:
        batch: dict[int, float] = {}
        for size in SIZES[full]:
            place = folder / str(size)
            _build(place, size)
            queries = sample(size)
            _sizes(size, place)
            _opening(size, place)
            _searching(size, place, queries)
            _beside(size, place, folder, queries)
            batch[size] = _committing(size, place)
            if size > min(batch):
                grown = batch[size] / batch[min(batch)]
                must.at_most(1.1, f"batch of {BATCH} at {size:,} articles against {min(batch):,}", grown, " ×")


@contextmanager
def _places() -> Iterator[Path]:
    kept = os.environ.get("LICHUN_BENCH_STORES")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept)
    else:
        with tempfile.TemporaryDirectory(prefix="lichun-bench-") as folder:
            yield Path(folder)


def tell(size: int, what: str, figure: str) -> None:
    print(f"| {size:,} | {what} | {figure} |", flush=True)


def _commit(library: Library, first: int, count: int) -> float:
    """Commits articles and says how long it took, without making them."""
    articles = list(corpus(count, first=first))
    start = time.process_time()
    library.commit(
        [m.article for m in articles],
        [x for m in articles for x in m.mentions],
        [f for m in articles for f in m.facts],
    )
    return time.process_time() - start


def _build(place: Path, size: int) -> None:
    with Library.open(place) as library:
        have = len(library.table("articles"))
        took = [_commit(library, n, min(BATCH, size - n)) for n in range(have, size, BATCH)]
    if took:
        tell(size, f"import, batches of {BATCH}: an article", f"{1000 * sum(took) / (size - have):.1f} ms")
        tell(size, "  the first tenth of the batches", f"{10 * statistics.mean(took[: len(took) // 10 or 1]):.1f} ms")
        tell(size, "  the last tenth", f"{10 * statistics.mean(took[-(len(took) // 10 or 1) :]):.1f} ms")


def _sizes(size: int, place: Path) -> None:
    segments = sum(f.stat().st_size for f in (place / "segments").iterdir())
    index = (place / "index.sqlite").stat().st_size
    tell(size, "segments, index", f"{segments / 1e6:,.0f} MB, {index / 1e6:,.0f} MB")
    if size <= 10_000:
        with Library.open(place) as library:
            start = time.process_time()
            library.rebuild()
            tell(size, "index built anew: an article", f"{1000 * (time.process_time() - start) / size:.1f} ms")


# Opening


def _opening(size: int, place: Path) -> None:
    times = []
    for _ in range(15):
        start = time.process_time()
        with Library.open(place, read_only=True) as library:
            library.counts()
        times.append(time.process_time() - start)
    opened = 1000 * statistics.median(times)
    tell(size, "open and count the tree, warm process", f"{opened:.1f} ms")
    must.at_most(20, f"open and counts of the tree, {size:,} articles", opened, " ms")
    bare, cold, own = _processes(
        [sys.executable, "-c", "import click, sqlite3"],
        [sys.executable, "-m", "tui.cli", "--store", str(place), "meeting", "常州"],
        [sys.executable, "-c", COLD.format(place=str(place))],
    )
    tell(size, "`lichun meeting 常州`, cold, against a bare process with click and sqlite3",
         f"{1000 * cold:.0f} / {1000 * bare:.0f} ms = {cold / bare:.2f}")  # fmt: skip
    must.at_most(3, f"`lichun meeting`, cold, against a bare process, {size:,} articles", cold / bare, " ×")
    tell(size, "open and count, cold", f"{1000 * own:.0f} ms = {own / bare:.2f}")
    code = READER.format(place=str(place), queries=sample(size)[:50])
    if Path("/proc/self/status").exists():
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        tell(size, "memory of a reader after 50 searches", f"{int(done.stdout) // 1024} MB")


def _processes(*commands: list[str], rounds: int = 15) -> list[float]:
    """CPU seconds of processes of their own, started in turns, the medians; with compiled modules, as once installed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "lichun-bench-pyc")
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(rounds):
        for command, taken in zip(commands, times, strict=True):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return [statistics.median(taken) for taken in times]


# Searching


def sample(size: int, count: int = 25) -> list[str]:
    """Queries as they are typed: stretches of 1, 2, 3, 4 and 6 signs, two and three words, what stands half typed."""
    rng = random.Random(9)
    texts = [made(rng.randrange(size)).article for _ in range(count)]
    found = []
    for article in texts:
        runs = [run for run in terms.runs(article.text) if len(run) > 6]

        def piece(length: int, runs: list[str] = runs) -> str:
            run = rng.choice(runs)
            start = rng.randrange(len(run) - length)
            return run[start : start + length]

        found += [piece(length) for length in (1, 2, 3, 4, 6)]
        found += [f"{piece(2)} {piece(3)}", f"{piece(2)} {piece(2)} {piece(2)}"]
        found += [str(article.title)[:n] for n in (1, 2, 3, 4)]
    return found


# Rare or absent, and made of pairs that stand everywhere: a slip of the finger away from a common word.
RARE = ["招引资", "更大项", "业项目投", "发展大项", "区经济工", "务实事项", "业链企", "商环保", "字经营", "目标志",
        "资金融", "设施工", "新能量", "代农业链", "市场化工", "务业务", "全面上"]  # fmt: skip
FIELDS = [
    "measure:总投资 value>100亿", "measure:总投资 value>100亿 in:江苏 date:2023", "indicator:gdp value<5% in:广东",
    "kind:project 产业园", "kind:project 产业园 in:浙江", "person:王 role:讲话", "person:李伟 营商环境",
    "value>1万亿", "value>3000 unit:家 status:target for:2022", "kind:policy in:山东 published:2021-03..2021-06",
    "in:常州", "in:江苏 date:2023-01", "kind:meeting in:江苏 动员大会", "数字经济 has:goal in:四川", "-项目 in:苏州",
]  # fmt: skip


def _searching(size: int, place: Path, queries: Sequence[str]) -> None:
    with Library.open(place, read_only=True) as library:
        library.find("会")

        def ask(query: str) -> None:
            library.find(query, counted=False, offer=False)

        for name, asked in (("as one types", queries), ("rare chains of common pairs", RARE), ("fields", FIELDS)):
            times = _timed(ask, asked)
            tell(size, f"search, {name}: p50 / p95 / most", _spread(times))
            if asked is queries:
                slow = 1000 * sorted(times)[min(int(0.95 * len(times)), len(times) - 1)]
                must.at_most(30 if size > 10_000 else 10, f"search as one types, p95, {size:,} articles", slow, " ms")
        tell(size, "  the same with totals, as one types", _spread(_timed(lambda q: library.count(q), queries)))


def _timed(ask: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    times = []
    for query in queries:
        start = time.process_time()
        ask(query)
        times.append(time.process_time() - start)
    return times


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)]
    return f"{1000 * statistics.median(ordered):.1f} / {1000 * p95:.1f} / {1000 * ordered[-1]:.1f} ms"


# What else could do it


def _beside(size: int, place: Path, folder: Path, queries: Sequence[str]) -> None:
    texts = folder / f"{size}.texts"
    if not texts.exists():
        texts.mkdir()
        for n, one in enumerate(corpus(size)):
            (texts / f"{n:06d}.txt").write_text(fold(f"{one.article.title}\n{one.article.text}"), "utf-8")
    words = [q for q in queries if " " not in q][:20]
    grep = shutil.which("rg")
    if grep:
        times = [_processes([grep, "-lF", "--", word, str(texts)], rounds=1)[0] for word in words[:10]]
        with Library.open(place, read_only=True) as library:
            library.find("会")
            ours = _timed(lambda query: library.find(query, counted=False, offer=False), words[:10])
        least = min(theirs / own for theirs, own in zip(times, ours, strict=True))
        must.at_least(1, f"ripgrep against us, the closest query, {size:,} articles", least, " ×")
        tell(size, "ripgrep -lF over the same texts", f"{_spread(times)}, at least {least:.1f} × ours")
    else:
        tell(size, "ripgrep -lF over the same texts", "not installed")
    if size <= STOCK_MOST:
        tell(size, "stock TinyDB, one file, a scan", _spread(_stock(place, folder / f"{size}.json", words[:3])))
    tell(size, "SQLite FTS5 trigram (cannot answer one or two signs)", _spread(_trigram(texts, folder / f"{size}.trigram", words)))  # fmt: skip


def _stock(place: Path, file: Path, words: Sequence[str]) -> list[float]:
    from tinydb import TinyDB

    if not file.exists():
        with (
            Library.open(place, read_only=True) as library,
            TinyDB(file, encoding="utf-8", ensure_ascii=False) as stock,
        ):
            stock.table("articles").insert_multiple(dict(d) for d in library.table("articles"))
            stock.table("facts").insert_multiple(dict(d) for d in library.table("facts"))
    with TinyDB(file, access_mode="r", encoding="utf-8") as stock:
        table = stock.table("articles", cache_size=0)
        return _timed(lambda word: table.search(lambda d: word in d["text"]), words)


def _trigram(texts: Path, file: Path, words: Sequence[str]) -> list[float]:
    new = not file.exists()
    db = sqlite3.connect(file)
    if new:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(text, content='', tokenize='trigram')")
        files = sorted(texts.iterdir())
        db.executemany(
            "INSERT INTO t(rowid, text) VALUES (?, ?)", ((n, f.read_text("utf-8")) for n, f in enumerate(files, 1))
        )
        db.commit()
    sql = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid DESC LIMIT 50"
    times = _timed(lambda word: db.execute(sql, (f'"{word}"',)).fetchall(), [w for w in words if len(w) > 2])
    db.close()
    return times


def _committing(size: int, place: Path) -> float:
    """Batches of several sizes into a copy, so that a kept store stays what it is; seconds of the last size."""
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        copy = Path(folder) / "store"
        shutil.copytree(place, copy)
        with Library.open(copy) as library:
            at = 10_000_000
            for batch in (1, 20, BATCH):
                times = []
                for _ in range(5):
                    times.append(_commit(library, at, batch))
                    at += batch
                tell(size, f"commit of {batch}", f"{1000 * statistics.median(times):.0f} ms")
    return statistics.median(times)
