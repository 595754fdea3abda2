"""How long the browser's loop stands still while it works: a heartbeat during searches as one types, and an import.

Each beat is due every 10 ms; what it comes late by is the lag that a person would feel. `LICHUN_BENCH_STORE` names a
large store, which is read and never written: the import that runs beside the searches goes to a store of its own. Else
a small one is made. On a machine with other work to do the lag is also that of waiting for a core: the first line,
with nothing going on, says how long that takes.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from tests.benchmarks import must
from tests.benchmarks.keys import store

QUERIES = ("新能源汽车", "重大项目", "常州 总投资", "kind:figure 亿元", "产业链 kind:person")
BEAT = 0.01


async def lag_during(work: Callable[[], Awaitable[None]]) -> list[float]:
    """Seconds by which each beat came late while `work` ran, sorted."""
    lags: list[float] = []
    done = False

    async def beat() -> None:
        due = time.perf_counter() + BEAT
        while not done:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            lags.append(max(0.0, time.perf_counter() - due))
            due = time.perf_counter() + BEAT

    beating = asyncio.ensure_future(beat())
    await work()
    done = True
    await beating
    return sorted(lags)


async def searching(pilot: Pilot[int]) -> None:
    for query in QUERIES:
        await pilot.press("f", "ctrl+u")
        for key in query:
            await pilot.press(key)
        workers = pilot.app.workers
        await workers.wait_for_complete([w for w in workers if w.group == "find"])
        await pilot.press("escape")


def told(name: str, lags: list[float]) -> None:
    p50, p95, p99 = (lags[int(len(lags) * q)] * 1000 for q in (0.5, 0.95, 0.99))
    must.at_most(100, f"lag of the loop, {name}, p95", p95, " ms")
    print(f"  {name:<40} {p50:6.1f} {p95:6.1f} {p99:6.1f} {lags[-1] * 1000:6.1f}   {len(lags)} beats")


async def both(pilot: Pilot[int], begin: Callable[[], None]) -> None:
    """Search for as long as an import runs, and once in any case."""
    begin()
    while True:
        await searching(pilot)
        if not any(worker.group == "import" and worker.is_running for worker in pilot.app.workers):
            return


async def run(path: Path, folder: Path, articles: int) -> None:
    from store.database import Library
    from tests.benchmarks.corpus import corpus
    from tui import i18n
    from tui.app import Browser, Choices

    i18n.use("en")
    texts = folder / "texts"
    texts.mkdir()
    for n, made in enumerate(corpus(articles, first=10**6)):
        (texts / f"{n}.txt").write_bytes(made.source)
    with Library.open(path) as library, Library.open(folder / "own") as own:
        app = Browser(library, Choices(lang="en", settle=0, watch=0), folder / "view.json")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            taking = app.room.parts.taking
            told("nothing", await lag_during(lambda: asyncio.sleep(3)))
            told("searching as one types", await lag_during(lambda: searching(pilot)))

            def begin() -> None:
                taking.take_in([texts], into=Path(own.root))

            told(f"the same, importing {articles} articles", await lag_during(lambda: both(pilot, begin)))
            await pilot.app.workers.wait_for_complete()


def main(full: bool = False) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = store(full, folder)
        print(f"{'lag of the loop, ms (at most 100 at p95)':<42} {'p50':>6} {'p95':>6} {'p99':>6} {'most':>6}")
        asyncio.run(run(path, folder, 200 if full else 40))


if __name__ == "__main__":
    main("--full" in sys.argv)
