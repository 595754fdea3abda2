"""A few of each trial in every run of the tests; `make faults` runs hundreds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_nothing_is_lost() -> None:
    # A process of its own: the trials fork, and pytest may have threads.
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--trials", "12", "--seconds", "1.5", "--seed", "20230128"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0 and not done.stderr, done.stdout + done.stderr
    assert done.stdout.count(", 0 wrong") == 6
