"""`python -m tests.faults [--trials N] [--seconds S] [--seed S]`: harms stores and says whether anything was lost.

A line for each kind of trial with its counts; what went wrong, with the seed that does it again. Exit status 1 if any.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from store.errors import LichunError
from tests.faults import deeds, medium, processes, trials, views

# Shares of the trials; kills make up most of them.
KINDS: dict[str, tuple[float, Callable[[trials.Ground, random.Random], list[str]]]] = {
    "killed at a random moment": (0.24, lambda ground, rng: trials.killed(ground, rng, aimed=False)),
    "killed at an aimed moment": (0.24, lambda ground, rng: trials.killed(ground, rng, aimed=True)),
    "killed in a deed on all of it": (0.12, deeds.killed),
    "reader of articles killed": (0.03, processes.reader_killed),
    "import over processes killed": (0.03, processes.parent_killed),
    "disk full": (0.10, medium.full),
    "disk full while tidying": (0.08, medium.full_at_tidying),
    "clock going back": (0.04, medium.clock_back),
    "index torn": (0.08, medium.torn_index),
    "segment flipped": (0.08, medium.flipped),
    "torn records in every view": (0.06, views.torn),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=450)
    parser.add_argument("--seconds", type=float, default=60, help="how long two writers run at once")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory(prefix="lichun-faults-") as folder:
        for name, (share, trial) in KINDS.items():
            failures += _many(name, trial, max(round(options.trials * share), 1), options.seed, Path(folder) / "store")
        wrong = trials.together(Path(folder) / "store", options.seconds)
        failures += bool(wrong)
        _tell("two writers at once", 1, [("", wrong)] if wrong else [])
    return 1 if failures else 0


def _many(
    name: str, trial: Callable[[trials.Ground, random.Random], list[str]], count: int, seed: int, place: Path
) -> int:
    ground = trials.Ground(place, 0)
    wrong: list[tuple[str, list[str]]] = []
    for n in range(count):
        if n == 0 or ground.done > trials.LONGEST or wrong:
            ground.begin(seed * 1000 + n)
        try:
            found = trial(ground, random.Random(f"{seed}/{name}/{n}"))
        except LichunError as error:
            found = [f"{type(error).__name__}: {error}"]
        if found:
            wrong.append((f"trial {n} of --seed {seed}", found))
            ground.begin(seed * 1000 + n + 500)
    _tell(name, count, wrong)
    return len(wrong)


def _tell(name: str, count: int, wrong: list[tuple[str, list[str]]]) -> None:
    print(f"{name:28} {count:4} trials, {len(wrong)} wrong", flush=True)
    for where, what in wrong[:5]:
        print(f"    {where}: {'; '.join(what)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
