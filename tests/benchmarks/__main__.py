"""`python -m tests.benchmarks [NAME…] [--full]`: the measured figures, as ratios within one run.

Every module beside this one that has `main(full)` is a benchmark; without names all run, one after another. At the end
stands what must be reached, what was, and what was missed by name (`must`).
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

from tests.benchmarks import must

HERE = Path(__file__).parent
NAMES = sorted(
    f.stem for f in HERE.glob("*.py") if not f.stem.startswith("_") and "def main(" in f.read_text(encoding="utf-8")
)


def run() -> int:
    """Runs what was asked for; 2 where a name is none."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--full", action="store_true", help="all sizes (make bench-full)")
    asked = parser.parse_args()
    if unknown := [n for n in asked.names if n not in NAMES]:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    for name in asked.names or NAMES:
        print(f"\n## {name}", flush=True)
        import_module(f"tests.benchmarks.{name}").main(asked.full)
    print(f"\n## what must be reached\n{must.table()}")
    return 0


if __name__ == "__main__":
    sys.exit(run())
