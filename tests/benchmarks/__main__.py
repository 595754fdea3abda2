"""`python -m tests.benchmarks [NAME…] [--full]`: the measured figures, as ratios within one run.

Each is a module beside this one with `main(full)`; without names all run, one after another, as processes of their own that may
take half of the machine's memory each, so that none fails for what another left or took. At the end stands what must be
reached, what was, and what was missed by name (`must`), and how long all took. In full, first frame, keys and lag are measured
on 100,000 articles: in the store that `LICHUN_BENCH_STORE` names, else in one that is made and kept in the user's cache.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from ast import get_docstring, parse
from importlib import import_module
from pathlib import Path

from tests.benchmarks import must
from tests.benchmarks.store import SIZES

HERE = Path(__file__).parent
# Name → minutes that it takes, short and in full, on two cores that have nothing else to do. `store` makes what others read.
MINUTES = {
    "store": (1.0, 12.0), "said": (0.5, 3.0), "importing": (1.5, 5.0), "export": (0.5, 2.0), "recognise": (0.5, 1.5),
    "start": (0.5, 1.5), "keys": (1.0, 4.0), "lag": (0.5, 1.5), "places": (0.2, 0.2), "convert": (0.2, 0.2),
    "decode": (0.3, 0.3), "html": (0.3, 0.3), "repair": (0.5, 1.5),
}  # fmt: skip
MAKING = 20.0  # minutes more for 100,000 articles, where no store stands


def run() -> int:
    """Runs what was asked for; 2 where a name is none, 1 where a benchmark failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MINUTES))
    parser.add_argument("--full", action="store_true", help="all sizes (make bench-full)")
    parser.add_argument("--told", type=Path, help=argparse.SUPPRESS)  # where a process of its own tells its figures
    asked = parser.parse_args()
    if unknown := [n for n in asked.names if n not in MINUTES]:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(MINUTES)}", file=sys.stderr)
        return 2
    if asked.told:
        import_module(f"tests.benchmarks.{asked.names[0]}").main(asked.full)
        must.write(asked.told)
        return 0
    return _all([n for n in MINUTES if n in asked.names or not asked.names], asked.full)


def _all(names: list[str], full: bool) -> int:
    begun, failed = time.perf_counter(), []
    large = _large() if full else None
    more = MAKING if large and not large.exists() else 0
    print(f"{len(names)} benchmarks, about {sum(MINUTES[n][full] for n in names) + more:.0f} minutes", flush=True)
    if large:
        print(f"100,000 articles: {large}{' (made first, and kept)' if more else ''}", flush=True)
    for name in names:
        if large and (large / "index.sqlite").exists():
            os.environ["LICHUN_BENCH_STORE"] = str(large)
        about = (get_docstring(parse((HERE / f"{name}.py").read_text("utf-8"))) or "").split("\n")[0]
        print(f"\n## {name}, about {MINUTES[name][full]:g} minutes\n{about}\n", flush=True)
        if not _stage(name, full):
            failed.append(name)
    print(f"\n## what must be reached\n{must.table()}")
    print(f"\nall: {(time.perf_counter() - begun) / 60:.1f} minutes; failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def _large() -> Path:
    """The store of 100,000 articles; `store` makes it where none is named."""
    if named := os.environ.get("LICHUN_BENCH_STORE"):
        return Path(named)
    from platformdirs import user_cache_path

    kept = os.environ.setdefault("LICHUN_BENCH_STORES", str(user_cache_path("lichun") / "bench"))
    return Path(kept) / str(max(SIZES[True]))


def _stage(name: str, full: bool) -> bool:
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        command = [sys.executable, "-m", "tests.benchmarks", name, "--told", str(told), *(["--full"] if full else [])]
        process = subprocess.Popen(command, preexec_fn=_bounded)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        must.read(told)
    print(f"\n{name}: {time.perf_counter() - begun:.0f} s, {usage.ru_utime + usage.ru_stime:.0f} s of CPU,"
          f" {usage.ru_maxrss / 1024:,.0f} MB at the most{'' if status == 0 else ': FAILED'}", flush=True)  # fmt: skip
    return status == 0


def _bounded() -> None:
    half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    resource.setrlimit(resource.RLIMIT_AS, (half, half))


if __name__ == "__main__":
    sys.exit(run())
