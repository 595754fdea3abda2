"""`lichun import` of made articles from end to end: one process, two, and one that was killed half way and run again.

Each import is a process of its own; seconds are of the CPU, its children included, but for the ratio of two processes
to one, which is of the clock: on a machine that is shared it says little.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import must
from tests.benchmarks.corpus import corpus


def main(full: bool) -> None:
    count = 2_000 if full else 600
    with tempfile.TemporaryDirectory(prefix="lichun-bench-") as name:
        folder = Path(name)
        texts = folder / "texts"
        texts.mkdir()
        for n, made in enumerate(corpus(count)):
            (texts / f"{n:05}.txt").write_bytes(made.source)
        taken(folder / "first", texts, 1, most=30)  # bytecode and codes of patterns are written once
        one, two = taken(folder / "one", texts, 1), taken(folder / "two", texts, 2)
        print(f"{count:,} made articles of 3,000 characters, read, recognised and written; seconds")
        print(f"{'':24}{'CPU':>8}{'clock':>8}{'a second of CPU':>18}")
        for label, (cpu, clock) in (("one process", one), ("two processes", two)):
            print(f"{label:24}{cpu:8.1f}{clock:8.1f}{count / cpu:18.1f}")
        must.at_least(30, "import, articles a second of one core's CPU", count / one[0])
        must.at_least(1.7, "import, two processes against one, by the clock", one[1] / two[1], " ×")
        resumed(folder / "killed", texts, count, one[0])


def resumed(store: Path, texts: Path, count: int, whole: float) -> None:
    """Kills an import with -9 half way, and runs it again: what stood is not read a second time."""
    running = subprocess.Popen(command(store, texts, 1), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None and kept(store) < count // 200:
        time.sleep(0.05)
    running.kill()
    running.wait()
    stood = articles(store)
    cpu, _ = taken(store, texts, 1)
    share = cpu / (whole * (count - stood) / count)
    print(f"killed (-9) with {stood:,} written; run again: {cpu:.1f} s, {articles(store):,} stand")
    must.at_least(count, "import killed and run again, articles", articles(store))
    must.at_most(1.25, "import run again, CPU against the share that was left", share, " ×")


def kept(store: Path) -> int:
    """How many batches are written."""
    return len(list((store / "segments").glob("0*.json"))) if store.exists() else 0


def articles(store: Path) -> int:
    from store.database import Library

    with Library.open(store) as library:
        return len(library.table("articles"))


def command(store: Path, texts: Path, jobs: int) -> list[str]:
    return [sys.executable, "-m", "tui.cli", "import", str(texts), "--store", str(store), "--jobs", str(jobs)]


def taken(store: Path, texts: Path, jobs: int, most: int | None = None) -> tuple[float, float]:
    """Seconds of CPU and of the clock of an import; of the first `most` articles alone, where that is given."""
    asked = command(store, texts, jobs)
    if most is not None:
        asked[4:5] = [str(file) for file in sorted(texts.iterdir())[:most]]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "lichun-bench-pyc")
    begun = time.perf_counter()
    process = subprocess.Popen(asked, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the import ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - begun


if __name__ == "__main__":
    main(full=False)
