"""Spreading work over processes with bounded memory and the order kept.

`spread` keeps a few chunks per process in flight, so that a folder of any size needs no more memory than a batch or two;
a process that is killed costs nothing but time, and none outlives the one that began it. It does not know what the work is.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TypeVar

from store.collector import tables_stay

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 8  # items sent at a time: fewer crossings between processes
_AHEAD = 4  # chunks under way for each process: what it goes on with while the caller writes a batch


def spread(
    work: Callable[[Item], Result],
    items: Iterator[Item],
    lost: Callable[[Item], Result],
    jobs: int | None = None,
) -> Iterator[Result]:
    """`work(item)` of every item, in order, over `jobs` processes (None: one a core).

    Where a process is killed, what was with it is asked again, item by item; one that a process dies of is `lost(item)`.
    """
    count = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    pool = _pool(count)
    flying: deque[tuple[list[Item], Future[list[Result]]]] = deque()
    try:
        while True:
            while len(flying) < _AHEAD * count and (chunk := list(islice(items, _CHUNK))):
                flying.append((chunk, _sent(pool, work, chunk)))
            if not flying:
                return
            chunk, future = flying.popleft()
            try:
                done = future.result()
            except BrokenProcessPool:  # all that was under way is lost with one process
                pool.shutdown()
                done = _one_by_one(work, chunk, lost)
                pool = _pool(count)
                flying = deque((waiting, _sent(pool, work, waiting)) for waiting, _ in flying)
            yield from done
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(count: int) -> ProcessPoolExecutor:
    # spawn: a fork of a process with threads (the browser's) may hang.
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _sent(pool: ProcessPoolExecutor, work: Callable[[Item], Result], chunk: list[Item]) -> Future[list[Result]]:
    try:
        return pool.submit(_chunk, work, chunk)
    except BrokenProcessPool as error:  # it broke since the last result came
        failed: Future[list[Result]] = Future()
        failed.set_exception(error)
        return failed


def _one_by_one(work: Callable[[Item], Result], chunk: list[Item], lost: Callable[[Item], Result]) -> list[Result]:
    pool, done = _pool(1), list[Result]()
    try:
        for item in chunk:
            try:
                done += _sent(pool, work, [item]).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = _pool(1)
                done.append(lost(item))
    finally:
        pool.shutdown(cancel_futures=True)
    return done


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _chunk(work: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    done = [work(item) for item in items]
    tables_stay()
    return done
