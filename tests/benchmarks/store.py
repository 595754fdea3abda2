"""The store and its search at 1,000 (full: 10,000 and 100,000) made articles, with what else could do it beside it.

Ratios of one run on one machine: building, opening, reading a card in a cold process against a bare one, committing,
searching as one types (newest 50, with their sentences) against ripgrep, a scan by stock TinyDB and SQLite's trigram
index over the same texts, memory. Times are of the CPU where others may share the machine, except where a process is
started. `LICHUN_BENCH_STORES=DIR` keeps the built stores for the next run; `LICHUN_BENCH_STORE` names one that stands in for
the largest.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from store.database import Library
from store.index import terms
from store.language.fold import fold
from tests.benchmarks import must
from tests.benchmarks.corpus import corpus, made

BATCH = 100
SIZES = {False: (1_000,), True: (1_000, 10_000, 100_000)}
BESIDE_MOST = (
    10_000  # beyond that stock TinyDB takes minutes a query, and ripgrep two seconds: what it leads by only grows
)
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
        places: dict[int, Path] = {}
        for size, place in _stores(full, folder):
            places[size] = place
            queries = sample(size)
            _sizes(size, place)
            _opening(size, place)
            _searching(size, place, queries)
            if size <= BESIDE_MOST:
                _beside(size, place, folder, queries)
        _growth(places)


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


def _stores(full: bool, folder: Path) -> Iterator[tuple[int, Path]]:
    """Stores by size. In full the largest is the one that is named, as it stands; it is read alone."""
    named = os.environ.get("LICHUN_BENCH_STORE") if full else None
    for size in SIZES[full][: -1 if named else None]:
        yield size, built(folder / str(size), size)
    if named:
        with Library.open(named, read_only=True) as library:
            yield len(library.table("articles")), Path(named)


def built(place: Path, size: int) -> Path:
    """The store of that size there; what is missing of it is made."""
    with Library.open(place) as library:
        have = len(library.table("articles"))
        took = [_commit(library, n, min(BATCH, size - n)) for n in range(have, size, BATCH)]
        start = time.process_time()
        library.gather()  # as an import does at its end
        end = time.process_time() - start
    if took:
        tell(size, f"import, batches of {BATCH}: an article", f"{1000 * sum(took) / (size - have):.1f} ms")
        tell(size, "  gathered at the end: an article", f"{1000 * end / (size - have):.2f} ms")
        tell(size, "  the first tenth of the batches", f"{10 * statistics.mean(took[: len(took) // 10 or 1]):.1f} ms")
        tell(size, "  the last tenth", f"{10 * statistics.mean(took[-(len(took) // 10 or 1) :]):.1f} ms")
    return place


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
    if Path("/proc/self/status").exists():
        held = memory(place, sample(size))
        tell(size, "memory of a reader after 50 searches", f"{held:.0f} MB")
        must.at_most(150, f"memory of a reader, {size:,} articles", held, " MB")


def memory(place: Path, queries: Sequence[str]) -> float:
    """MB that a process needs at the most for 50 searches."""
    code = READER.format(place=str(place), queries=queries[:50])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


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
            times = timed(ask, asked)
            tell(size, f"search, {name}: p50 / p95 / most", _spread(times))
            if asked is queries:
                slow = 1000 * sorted(times)[min(int(0.95 * len(times)), len(times) - 1)]
                must.at_most(30 if size > 10_000 else 10, f"search as one types, p95, {size:,} articles", slow, " ms")
        tell(size, "  the same with totals, as one types", _spread(timed(lambda q: library.count(q), queries)))


def timed(ask: Callable[[str], object], queries: Sequence[str]) -> list[float]:
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
            ours = timed(lambda query: library.find(query, counted=False, offer=False), words[:10])
        least = min(theirs / own for theirs, own in zip(times, ours, strict=True))
        must.at_least(1, f"ripgrep against us, the closest query, {size:,} articles", least, " ×")
        tell(size, "ripgrep -lF over the same texts", f"{_spread(times)}, at least {least:.1f} × ours")
    else:
        tell(size, "ripgrep -lF over the same texts", "not installed")
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
        return timed(lambda word: table.search(lambda d: word in d["text"]), words)


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
    times = timed(lambda word: db.execute(sql, (f'"{word}"',)).fetchall(), [w for w in words if len(w) > 2])
    db.close()
    return times


def _growth(places: Mapping[int, Path]) -> None:
    """Batches into copies of the smallest and of each larger store, in turns: what grows with the store, if anything."""
    least = min(places)
    for size in sorted(places):
        with tempfile.TemporaryDirectory(prefix=".bench-", dir=places[size].parent) as name:
            folder = Path(name)
            pair = [copied(places[n], folder / f"{turn}") for turn, n in enumerate((least, size))]
            with Library.open(pair[0]) as one, Library.open(pair[1]) as other:
                tell(size, "commit of 1 / of 20", " / ".join(f"{1000 * _commit(other, 9 * 10**6 + n, n):.0f} ms" for n in (1, 20)))  # fmt: skip
                if size == least:
                    continue
                times = [(_commit(one, at, BATCH), _commit(other, at, BATCH)) for at in range(10**7, 10**7 + 24 * BATCH, BATCH)]  # fmt: skip
            small, large = (statistics.mean(took) for took in zip(*times, strict=True))
            tell(
                size, f"commit of {BATCH}, the same at {least:,} articles", f"{1000 * large:.0f}, {1000 * small:.0f} ms"
            )
            must.at_most(1.1, f"batch of {BATCH} at {size:,} articles against {least:,}", large / small, " ×")


def copied(place: Path, to: Path) -> Path:
    """A copy to write to: segments are never changed, so that links will do."""
    (to / "segments").mkdir(parents=True)
    for file in (place / "segments").iterdir():
        os.link(file, to / "segments" / file.name)
    shutil.copy(place / "index.sqlite", to / "index.sqlite")
    return to
