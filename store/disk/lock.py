"""The writers' lock: one process writes at a time; readers take none.

Comes in: the folder of a store, and how long to wait. Goes out: the lock while a `with` stands; the system lets go of it
when the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.disk import segment
from store.errors import StoreBusy

LOCK_WAIT = 30.0  # seconds that a writer waits for another


@contextmanager
def locked(root: Path, wait: float) -> Iterator[None]:
    """Holds the lock of that store. Raises StoreBusy where another keeps it too long, StoreReadOnly where none can write."""
    file = root / "lock"
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise segment.told(file, error) from error
    try:
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise StoreBusy(root) from None
                time.sleep(0.02)
        yield
    finally:
        os.close(handle)
