"""What a key costs: CPU from the key to the frame that shows it, in every pane of the browser over a made store.

The tree's key includes the swap of article and facts, which in use waits until the cursor rests. `LICHUN_BENCH_STORE`
names a store that stands already; else one of 300 articles (3,000 with --full) is made.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from textual.pilot import Pilot

KEYS: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    ("tree: down, with article and facts", "1", ("down",), 60),
    ("tree: page down", "1", ("pagedown",), 20),
    ("reader: down", "2", ("down",), 60),
    ("reader: page down", "2", ("pagedown", "pageup"), 30),
    ("reader: next evidence", "2", ("]",), 40),
    ("facts: down, with its sentence", "3", ("down",), 60),
    ("facts: page down", "3", ("pagedown",), 20),
    ("facts: next kind", "3", ("l",), 16),
)


def store(full: bool, folder: Path) -> Path:
    """The store that is measured."""
    if named := os.environ.get("LICHUN_BENCH_STORE"):
        return Path(named)
    from store.database import Library
    from tests.benchmarks.corpus import corpus

    made = list(corpus(3000 if full else 300))
    with Library.open(folder / "store") as library:
        for at in range(0, len(made), 300):
            part = made[at : at + 300]
            library.commit(
                [m.article for m in part], [x for m in part for x in m.mentions], [x for m in part for x in m.facts]
            )
    return folder / "store"


async def measure(pilot: Pilot[int], keys: tuple[str, ...], times: int) -> list[float]:
    """CPU seconds of each key, sorted."""
    costs = []
    for n in range(times):
        begun = time.process_time()
        await pilot.press(keys[n % len(keys)])
        await pilot.pause()
        costs.append(time.process_time() - begun)
    return sorted(costs)


async def run(path: Path, state: Path) -> None:
    from store.database import Library
    from tui import i18n
    from tui.app import Browser, Choices

    i18n.use("en")
    with Library.open(path) as library:
        app = Browser(library, Choices(lang="en", settle=0, watch=0), state)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            idle = await measure(pilot, ("f24",), 20)
            own = idle[len(idle) // 2]
            print(f"  {'a key that does nothing (taken off below)':<44} {own * 1000:6.1f}")
            for name, pane, keys, times in KEYS:
                await pilot.press(pane)
                costs = await measure(pilot, keys, times)
                p50, p90, p99 = (max(0, costs[int(len(costs) * q)] - own) * 1000 for q in (0.5, 0.9, 0.99))
                print(f"  {name:<44} {p50:6.1f} {p90:6.1f} {p99:6.1f}")


def main(full: bool = False) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = store(full, Path(folder))
        print(f"{'CPU of a key, ms (at most 20 at p90, 40 at p99)':<46} {'p50':>6} {'p90':>6} {'p99':>6}")
        asyncio.run(run(path, Path(folder) / "view.json"))


if __name__ == "__main__":
    main("--full" in sys.argv)
