"""Closing a store while another thread searches it: SQLite ends the process if a connection goes under a statement."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.tui.made import fill

CLOSING = """
import sys, threading
from store.database import Library
from store.errors import LichunError

def search(library, closed):
    try:
        while not closed.is_set():
            library.find("项目 会议", counted=True)
    except (LichunError, OSError):
        pass

for _ in range(20):
    closed = threading.Event()
    library = Library.open(sys.argv[1])
    threads = [threading.Thread(target=search, args=(library, closed), daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    library.find("项目")
    library.close()
    closed.set()
print("closed")
"""


def test_a_store_closes_while_threads_search_it(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    done = subprocess.run(
        [sys.executable, "-c", CLOSING, str(tmp_path / "store")], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == "closed\n"
