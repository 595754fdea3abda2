"""Trials of an import over processes: one that reads articles is killed, or the one that began them.

In: a place for stores, a random source. Out: what is wrong afterwards, if anything. Each article must stand or be told as
failed, no process may be left over, and the import run again must make the store whole.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from store.database import Library
from store.importer import import_paths
from tests.benchmarks.corpus import made
from tests.faults.trials import Ground

ARTICLES = 20  # more than are read without processes of their own
LONG = 120.0  # seconds after which an import hangs


def reader_killed(ground: Ground, rng: random.Random) -> list[str]:
    return _killed(ground, rng, whole=False)


def parent_killed(ground: Ground, rng: random.Random) -> list[str]:
    return _killed(ground, rng, whole=True)


def _killed(ground: Ground, rng: random.Random, *, whole: bool) -> list[str]:
    ground.begin(rng.randrange(10**6))
    texts = ground.place.with_name("texts")
    shutil.rmtree(texts, ignore_errors=True)
    texts.mkdir(parents=True)
    for n in range(ARTICLES):
        (texts / f"{n:02}.txt").write_bytes(made(n, seed=ground.seed).source)
    command = ["-m", "tui.cli", "import", str(texts), "--store", str(ground.place), "--jobs", "2", "--json"]
    with subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        readers = _readers(running)
        time.sleep(rng.uniform(0, 3))
        with suppress(ProcessLookupError):
            os.kill(running.pid if whole else rng.choice(readers), signal.SIGKILL)
        try:
            told, _ = running.communicate(timeout=LONG)
        except subprocess.TimeoutExpired:
            running.kill()
            return [f"the import hangs after {'its own' if whole else 'a reader’s'} end"]
    wrong = [f"reader {pid} is left over" for pid in readers if not _ended(pid)]
    if not whole:
        report = json.loads(told)
        if report["new"] + len(report["failed"]) != ARTICLES:
            wrong.append(f"{report['new']} new and {len(report['failed'])} failed of {ARTICLES}")
    return wrong + _made_whole(ground.place, texts)


def _readers(running: subprocess.Popen[str]) -> list[int]:
    """The processes that read articles, once there are two, or the import is done."""
    found: list[int] = []
    while len(found) < 2 and running.poll() is None:
        time.sleep(0.02)
        with suppress(OSError):
            tasks = Path(f"/proc/{running.pid}/task").iterdir()
            children = [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
            found = [pid for pid in children if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]
    return found


def _ended(pid: int, seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not Path(f"/proc/{pid}").exists()


def _made_whole(place: Path, texts: Path) -> list[str]:
    with Library.open(place) as library:
        stood = {row.id: library.facts_of(row.id) for row in library.articles()}
        report = import_paths(library, [texts], jobs=1)
        rows = library.articles()
        wrong = [] if len(rows) == ARTICLES and not report.failed else [f"{len(rows)} articles stand of {ARTICLES}"]
        wrong += [f"{i} was not whole" for i, facts in stood.items() if library.facts_of(i) != facts]
        return wrong + [f"{f.path.name}: {f.what}" for f in library.doctor(whole=True)]
