"""Trials by kills, and two writers at once: each harms a store in one way, opens it again and says what is wrong with it, if anything.

A child is forked, does acts and acknowledges each on a pipe; it is killed with SIGKILL at a random moment, or kills itself
at a chosen one: before or after the n-th write, fsync, rename, unlink or SQL commit. Nothing is simulated but the moment.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.database import Library
from store.index import index
from tests.faults.acts import Model, act, do, found, importing_act, suppose, wanted

LONGEST = 24  # acts on one store before a new one is begun


@dataclass
class Ground:
    """A store that trials go on with, and how far its acts have come."""

    place: Path
    seed: int
    done: int = 0
    model: Model = None  # type: ignore[assignment]

    def begin(self, seed: int) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        self.seed, self.done, self.model = seed, 0, Model()


def child(work: Callable[[int], None]) -> tuple[int, int]:
    """Forks a child that does the work with a pipe to acknowledge on; its pid and our end of the pipe."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid:
        os.close(theirs)
        return pid, ours
    os.close(ours)
    try:
        work(theirs)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def acknowledged(pipe: int) -> int:
    """How many bytes came, until the other end is closed."""
    count = 0
    while data := os.read(pipe, 4096):
        count += len(data)
    os.close(pipe)
    return count


# Kills


def acts_from(ground: Ground, acts: int, aim: int | None) -> Callable[[int], None]:
    def work(pipe: int) -> None:
        if aim is not None:
            kill_at(aim)
        with Library.open(ground.place) as library:
            for n in range(ground.done, ground.done + acts):
                do(library, act(ground.seed, n))
                os.write(pipe, b"+")

    return work


def kill_at(moment: int) -> None:
    """Kills this process at the n-th moment at which something is written, made fast, renamed, taken away, committed."""
    left = moment

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*arguments: object, **more: object) -> object:
            nonlocal left
            for before in (True, False):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                if before:
                    result = function(*arguments, **more)
            return result

        return wrapped

    write = os.write

    def torn(handle: int, data: bytes) -> int:
        """A write that gets half of the data out before the moment comes."""
        nonlocal left
        left -= 1
        if left == 0:
            write(handle, bytes(data)[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return write(handle, data)

    os.write, os.fsync = torn, counted(os.fsync)  # type: ignore[assignment]
    Path.replace, Path.unlink = counted(Path.replace), counted(Path.unlink)  # type: ignore[assignment, method-assign]
    execute = index.Connection.execute

    def committing(self: index.Connection, sql: str, values: object = (), /) -> sqlite3.Cursor:
        if sql not in ("BEGIN IMMEDIATE", "COMMIT"):
            return execute(self, sql, values)
        return counted(execute)(self, sql, values)  # type: ignore[return-value]

    index.Connection.execute = committing  # type: ignore[method-assign]


def killed(ground: Ground, rng: random.Random, *, aimed: bool) -> list[str]:
    """One kill, and what is wrong with the store after it."""
    acts = rng.randint(1, 6)
    pid, pipe = child(acts_from(ground, acts, rng.randint(1, 60) if aimed else None))
    if not aimed:
        time.sleep(rng.uniform(0.0, 0.35))
        os.kill(pid, signal.SIGKILL)
    count = acknowledged(pipe)
    os.waitpid(pid, 0)
    return settled(ground, count, acts)


def settled(ground: Ground, count: int, most: int) -> list[str]:
    """Opens the store, finds out whether the act under way was done, and compares it with the model."""
    before = ground.model
    for n in range(ground.done, ground.done + count):
        before = suppose(before, act(ground.seed, n))
    after = suppose(before, act(ground.seed, ground.done + count)) if count < most else before
    with Library.open(ground.place) as library:
        is_found = found(library)
        if is_found == wanted(before):
            ground.model, ground.done = before, ground.done + count
        elif is_found == wanted(after):
            ground.model, ground.done = after, ground.done + count + 1
        else:
            ground.model = after
            return [f"after {count} acknowledged acts ({act(ground.seed, ground.done + count).kind} under way): "
                    f"{_difference(is_found, wanted(before))}"]  # fmt: skip
        with library.folder.batch():  # the next writer sweeps
            pass
        return [f"{f.path.name}: {f.what}" for f in library.doctor(whole=True)]


def _difference(one: dict[str, object], other: dict[str, object]) -> str:
    return "; ".join(f"{key} {one[key]} for {other[key]}"[:300] for key in one if one[key] != other[key])


# Two at once


def together(place: Path, seconds: float) -> list[str]:
    """Two importers, one that compacts, and a reader, for a while: all succeed, the reader sees whole articles alone."""
    shutil.rmtree(place, ignore_errors=True)
    Library.open(place).close()
    until = time.monotonic() + seconds

    def importing(seed: int) -> Callable[[int], None]:
        def work(pipe: int) -> None:
            with Library.open(place) as library:
                n = 0
                while time.monotonic() < until:
                    do(library, importing_act(seed, n))
                    os.write(pipe, b"+")
                    n += 1

        return work

    def compacting(pipe: int) -> None:
        with Library.open(place) as library:
            while time.monotonic() < until:
                library.compact()
                os.write(pipe, b"+")
                time.sleep(0.3)

    def reading(pipe: int) -> None:
        with Library.open(place, read_only=True) as library:
            while time.monotonic() < until:
                for row in library.articles(limit=50):
                    facts = library.facts(article=row.id)
                    assert library.article(row.id) is not None and len(facts) == row.facts, row
                library.find("数字经济", limit=5)
                if library.changed():
                    library.reload()
                os.write(pipe, b"+")

    workers = [child(w) for w in (importing(1), importing(2), compacting, reading)]
    counts = [acknowledged(pipe) for _, pipe in workers]
    wrong = [f"worker {n} failed" for n, (pid, _) in enumerate(workers) if os.waitpid(pid, 0)[1]]
    with Library.open(place) as library:
        is_found = found(library)
        for seed, count in zip((1, 2), counts, strict=False):
            for n in range(count):
                for one in importing_act(seed, n).articles:
                    if is_found["articles"].get(one.article.id) != (one.article.title, tuple(f.id for f in one.facts)):
                        wrong.append(f"{one.article.id} of writer {seed} is not whole")
        if len(is_found["articles"]) != sum(counts[:2]) * 3:
            wrong.append(f"{len(is_found['articles'])} articles for {sum(counts[:2]) * 3}")
        wrong += [f.what for f in library.doctor(whole=True)]
    print(
        f"  two writers, {seconds:g} s: {counts[0]} and {counts[1]} batches, {counts[2]} compactions, {counts[3]} readings"
    )
    return wrong
