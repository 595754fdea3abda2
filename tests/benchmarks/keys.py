"""What a key costs: CPU from the key to the frame that shows it, in every pane of the browser over a made store.

The tree's key includes the swap of article and facts, which in use waits until the cursor rests. The same keys are
pressed in several processes, one after another, and of each key the least counts: what else the machine does is left
out, what is done for the first time is not. `LICHUN_BENCH_STORE` names a store that stands already; else one of 300
articles (3,000 with --full) is made.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from textual.pilot import Pilot

from tests.benchmarks import must
from tests.tui.press import key_event, press

PROCESSES = {False: 3, True: 7}
IDLE = "a key that does nothing (taken off below)"

KEYS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], int], ...] = (
    ("tree: down, with article and facts", ("1", "gg", "l", "j", "l", "gg"), ("down",), 40),
    ("tree: up, with article and facts", ("1", "G"), ("up",), 40),
    ("tree: page down and up", ("1", "gg"), ("pagedown", "pageup"), 20),
    ("tree: unfold and fold", ("1", "gg"), ("l", "h"), 20),
    ("reader: down", ("2", "gg"), ("down",), 60),
    ("reader: page down and up", ("2", "gg"), ("pagedown", "pageup"), 30),
    ("reader: next evidence", ("2", "gg"), ("]",), 40),
    ("facts: down, with its sentence", ("3", "gg"), ("down",), 60),
    ("facts: page down and up", ("3", "gg"), ("pagedown", "pageup"), 20),
    ("facts: next kind", ("3", "gg"), ("l",), 24),
    ("search: a letter, its results and their count", ("2", "f"), tuple("重大项目推进会新能源"), 20),
)
"""Name, keys before (`gg` is typed as two), keys that are measured in turn, how often. What a letter of a search costs is
half its thread's; what it needs is loaded when the line opens."""


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
    """CPU seconds of each key until all it set off is done and drawn."""
    costs = []
    for n in range(times):
        begun = time.process_time()
        pilot.app.post_message(key_event(keys[n % len(keys)]))
        await quiet(pilot)
        costs.append(time.process_time() - begun)
    return costs


async def quiet(pilot: Pilot[int]) -> None:
    """Until nothing is left to do and the screen is drawn; looks on, and posts no messages of its own as Textual's
    `pause` does, which cost as much as a key."""
    calm = 0
    while calm < 2:
        await asyncio.sleep(0.005)
        screen = pilot.app.screen
        busy = bool(screen._layout_required or screen._dirty_widgets or screen._callbacks)
        busy = busy or any(worker.is_running for worker in pilot.app.workers)
        waiting = any(not w._message_queue.empty() for w in (pilot.app, *screen.walk_children(with_self=True)))
        calm = 0 if busy or waiting else calm + 1


async def run(path: Path, state: Path) -> dict[str, list[float]]:
    """Seconds of each key, by the name of its row."""
    from store.database import Library
    from tui import i18n
    from tui.app import Browser, Choices

    i18n.use("en")
    found = {}
    with Library.open(path) as library:
        app = Browser(library, Choices(lang="en", settle=0, watch=0), state)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            found[IDLE] = await measure(pilot, ("f24",), 20)
            for name, before, keys, times in KEYS:
                await press(pilot, *(letter for key in before for letter in (key if key == "gg" else (key,))))
                found[name] = await measure(pilot, keys, times)
    return found


def in_process(path: Path, state: Path) -> dict[str, list[float]]:
    """The same in a process of its own, with a screen that has no state yet."""
    state.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.benchmarks.keys", str(path), str(state)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, list[float]] = json.loads(told)
    return found


def main(full: bool = False) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = store(full, Path(folder))
        runs = [in_process(path, Path(folder) / "view.json") for _ in range(PROCESSES[full])]
    least = {name: sorted(map(min, zip(*(run[name] for run in runs), strict=True))) for name in runs[0]}
    idle = least.pop(IDLE)
    own = idle[len(idle) // 2]
    print(f"{'CPU of a key, ms (at most 20 at p90, 40 at p99)':<46} {'p50':>6} {'p90':>6} {'p99':>6}")
    print(f"  {IDLE:<44} {own * 1000:6.1f}")
    for name, costs in least.items():
        p50, p90, p99 = (max(0, costs[int(len(costs) * q)] - own) * 1000 for q in (0.5, 0.9, 0.99))
        print(f"  {name:<44} {p50:6.1f} {p90:6.1f} {p99:6.1f}")
        must.at_most(20, f"key, {name}, p90", p90, " ms")
        must.at_most(40, f"key, {name}, p99", p99, " ms")


if __name__ == "__main__":
    json.dump(asyncio.run(run(Path(sys.argv[1]), Path(sys.argv[2]))), sys.stdout)
