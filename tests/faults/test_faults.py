"""A few of each trial in every run of the tests; `make faults` runs hundreds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from store.database import Library
from tests.benchmarks.corpus import made
from tests.store.test_library import commit


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
    assert done.stdout.count(", 0 wrong") == 12


def test_a_tear_that_shows_itself_only_at_a_commit(tmp_path: Path) -> None:
    """What FTS5 keeps in its blobs no check of SQLite's looks into: it is found torn where words are added."""
    with Library.open(tmp_path / "store") as library:
        commit(library, made(1), made(2))
        library.folder.index.db.execute("UPDATE told_data SET block = x'00' WHERE id = 10")  # how its segments lie
    with Library.open(tmp_path / "store") as library:
        commit(library, made(3))
        assert {row.id for row in library.articles()} == {made(n).article.id for n in (1, 2, 3)}
        assert library.doctor(whole=True) == []
