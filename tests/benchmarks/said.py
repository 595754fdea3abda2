"""A store that a person has worked on: 5,000 corrections, 5,000 marks and notes, 500 rejections. What that adds to reading it.

`LICHUN_BENCH_STORE` names the store; else 1,000 articles are made. The work is done on a copy whose segments are links. Beside
each figure stands the same of the store without it; both are opened in turns.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from store.database import Library
from store.person.binding import hang
from store.person.user import CORRECTIONS, REJECTIONS
from tests.benchmarks import must
from tests.benchmarks import store as stores
from tests.benchmarks.corpus import made

CORRECTED, MARKED, REJECTED = 5_000, 5_000, 500


def main(full: bool) -> None:
    named = os.environ.get("LICHUN_BENCH_STORE")
    with tempfile.TemporaryDirectory(prefix="lichun-bench-", dir=Path(named).parent if named else None) as name:
        plain = Path(named) if named else stores.built(Path(name) / "plain", 1_000)
        worked = stores.copied(plain, Path(name) / "worked")
        with Library.open(worked) as library:
            size = len(library.table("articles"))
            begun = time.process_time()
            work(library, size)
            print(f"{size:,} articles; all that was said, at once: {time.process_time() - begun:.1f} s")
            again = [alone(library, n) for n in range(5)]
        print(f"{'':46}{'without':>9}{'with it':>9}")
        beside("opening and counting the tree, ms", plain, worked, opened, 20)
        queries = stores.sample(size)
        for what, at in (("p50", 0.5), ("p95", 0.95)):
            limit = (30 if size > 10_000 else 10) if what == "p95" else None
            beside(
                f"searching as one types, {what}, ms", plain, worked, lambda p, at=at: searched(p, queries, at), limit
            )
        beside("memory of a reader after 50 searches, MB", plain, worked, lambda p: stores.memory(p, queries), 150)
        print(f"{'one fact more corrected, ms':46}{'':9}{1000 * statistics.median(again):9.1f}")


def beside(what: str, plain: Path, worked: Path, measured: Callable[[Path], float], limit: float | None) -> None:
    one, other = measured(plain), measured(worked)
    print(f"{what:46}{one:9.1f}{other:9.1f}", flush=True)
    if limit is not None:
        must.at_most(limit, f"{what}, with a person's work", other)


def work(library: Library, size: int) -> None:
    """All of it in one flush: what is measured is what it costs to have it."""
    rng = random.Random(5)
    some = [made(rng.randrange(size)) for _ in range(2_000)]
    facts = list({f.id: f for m in some for f in m.facts}.values())
    rng.shuffle(facts)
    for fact in facts[:CORRECTED]:
        hang(library, CORRECTIONS, "fact", fact.id, {"fields": {"region": "320400"}})
    for fact in facts[CORRECTED : CORRECTED + REJECTED]:
        hang(library, REJECTIONS, "fact", fact.id, {"reason": "no figure"})
    for n, fact in enumerate(facts[-MARKED:]):
        if n % 2:
            library.notebook.toggle("fact", fact.id)
        else:
            library.notebook.annotate("fact", fact.id, "to be asked")
    library.settling.said()


def alone(library: Library, n: int) -> float:
    fact = made(n).facts[0]
    begun = time.process_time()
    library.word.correct("fact", fact.id, region="320100")
    return time.process_time() - begun


def opened(place: Path) -> float:
    times = []
    for _ in range(9):
        begun = time.process_time()
        with Library.open(place, read_only=True) as library:
            library.counts()
        times.append(time.process_time() - begun)
    return 1000 * statistics.median(times)


def searched(place: Path, queries: list[str], at: float) -> float:
    with Library.open(place, read_only=True) as library:
        library.find("会")
        times = sorted(stores.timed(lambda query: library.find(query, counted=False, offer=False), queries))
    return 1000 * times[min(int(at * len(times)), len(times) - 1)]
