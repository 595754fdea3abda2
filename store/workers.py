"""Spreading work over processes with bounded memory and the order kept.

`spread` keeps a few items per process in flight, so that a folder of any size needs no more memory than a batch.
`tables_stay` spares the collector the tables that reading articles has loaded. Neither knows what the work is.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 8  # items sent at a time: fewer crossings between processes


def spread(
    work: Callable[[Item], Result],
    first: Iterable[Item],
    rest: Iterator[Item],
    jobs: int | None = None,
) -> Iterator[Result]:
    """`work(item)` of every item, in order, over `jobs` processes (None: one a core)."""
    count = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    items = chain(first, rest)
    # spawn: a fork of a process with threads (the browser's) may hang.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        flying: deque[Future[list[Result]]] = deque()
        while True:
            while len(flying) < 2 * count and (chunk := list(islice(items, _CHUNK))):
                flying.append(pool.submit(_chunk, work, chunk))
            if not flying:
                return
            yield from flying.popleft().result()


def _chunk(work: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    done = [work(item) for item in items]
    tables_stay()
    return done


@cache
def tables_stay() -> None:
    """What is loaded by now is never garbage: looking through it over and over took a sixth of an article's time.

    What an article leaves behind is looked for once for a few articles, not many times while one is read.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
