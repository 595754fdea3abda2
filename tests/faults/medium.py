"""Trials of the medium: full disks, a clock that goes back, a torn index, flipped bytes.

In: a store that acts were done on, a random source. Out: what is wrong after the harm, if anything.
"""

from __future__ import annotations

import datetime as datetime_module
import os
import random
import resource
import time
from datetime import datetime, tzinfo

from store.database import Library
from store.disk import segment
from store.errors import IndexTorn, StoreFull
from store.index.layout import VERSION
from tests.faults.acts import act, do, found, suppose, wanted
from tests.faults.trials import Ground, acknowledged, acts_from, child, settled


def full(ground: Ground, rng: random.Random) -> list[str]:
    """No file may grow beyond a limit while acts are done: each is refused with StoreFull, and done once there is room."""
    advance(ground, 3)
    sizes = [p.stat().st_size for p in ground.place.rglob("*") if p.is_file()]
    limit = rng.choice([rng.randint(1, 30_000), rng.randint(1, max(sizes) + 50_000), max(sizes)])

    def work(pipe: int) -> None:
        with Library.open(ground.place) as library:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                for n in range(ground.done, ground.done + 4):
                    do(library, act(ground.seed, n))
                    os.write(pipe, b"+")
            except StoreFull:
                pass
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            library.user.settled(library.stored_user())  # what was refused is not written at closing either

    pid, pipe = child(work)
    count = acknowledged(pipe)
    _, status = os.waitpid(pid, 0)
    wrong = ["it was not refused with StoreFull"] if status else []
    return wrong + settled(ground, count, 4)


def full_at_tidying(ground: Ground, rng: random.Random) -> list[str]:
    """The same while segments are merged or the index is built anew; the open library goes on as if nothing had been."""
    advance(ground, 4)
    tidy = rng.choice((Library.compact, Library.rebuild))
    sizes = [p.stat().st_size for p in ground.place.rglob("*") if p.is_file()]
    limit = rng.choice([rng.randint(1, 30_000), rng.randint(1, max(sizes)), sum(sizes)])

    def work(pipe: int) -> None:
        with Library.open(ground.place) as library:
            before = found(library)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                tidy(library)
            except StoreFull:
                pass
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            assert found(library) == before

    pid, pipe = child(work)
    acknowledged(pipe)
    _, status = os.waitpid(pid, 0)
    wrong = [f"{tidy.__name__} was not refused with StoreFull, or left something else"] if status else []
    return wrong + settled(ground, 0, 0)


def clock_back(ground: Ground, rng: random.Random) -> list[str]:
    """The clock goes back hours between acts, and files are newer than now; an open reader sees every change."""
    advance(ground, 2)
    ahead = time.time() + rng.uniform(3_600, 10**7)
    for file in ground.place.rglob("*"):
        os.utime(file, (ahead, ahead))

    def work(pipe: int) -> None:
        clock = time.time

        class Earlier(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Earlier:
                return cls.fromtimestamp(clock() - rng.uniform(0, 10**7), tz)

        datetime_module.datetime = Earlier  # type: ignore[misc]
        time.time = lambda: clock() - rng.uniform(0, 10**7)
        acts_from(ground, 4, None)(pipe)

    with Library.open(ground.place, read_only=True) as reader:
        pid, pipe = child(work)
        count = acknowledged(pipe)
        _, status = os.waitpid(pid, 0)
        wrong = ["an act failed"] if status or count != 4 else []
        wrong += settled(ground, count, 4)
        if reader.changed():
            reader.reload()
        if found(reader) != wanted(ground.model):
            wrong.append("an open reader did not see it")
    return wrong


def advance(ground: Ground, acts: int) -> None:
    """Undisturbed acts, so that there is something to harm."""
    with Library.open(ground.place) as library:
        for n in range(ground.done, ground.done + acts):
            do(library, act(ground.seed, n))
            ground.model = suppose(ground.model, act(ground.seed, n))
    ground.done += acts


def torn_index(ground: Ground, rng: random.Random) -> list[str]:
    """The index cut off, overwritten in places, emptied, made of something else, or gone."""
    advance(ground, 2)
    file = ground.place / "index.sqlite"
    data = bytearray(file.read_bytes())
    how = rng.choice(("cut", "flipped", "emptied", "other", "gone", "old"))
    if how == "cut":
        del data[rng.randrange(len(data)) :]
    elif how == "flipped":
        for _ in range(rng.randint(1, 200)):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    elif how == "old":
        data[60:64] = (VERSION + rng.choice((-1, 1))).to_bytes(4)
    file.write_bytes(b"" if how == "emptied" else b"no index" * 4000 if how == "other" else bytes(data))
    if how == "gone":
        file.unlink()
    return [f"index {how}: {what}" for what in _mended(ground)]


def _mended(ground: Ground) -> list[str]:
    """A torn index is built anew at the opening, or when it shows itself at the next; only what it says may be wrong."""
    for _ in range(2):
        try:
            with Library.open(ground.place) as library:
                library.doctor(mend=True, whole=True)
                break
        except IndexTorn:
            continue
    return settled(ground, 0, 0)


def flipped(ground: Ground, rng: random.Random) -> list[str]:
    """Bytes changed in a segment: the doctor says so and mends it; what stands in other segments is untouched."""
    advance(ground, 2)
    chosen = rng.choice(segment.numbers(ground.place / "segments"))
    file = segment.path(ground.place / "segments", chosen)
    whole = file.read_bytes()
    with Library.open(ground.place) as library:
        elsewhere = {
            row.id: library.article(row.id) for row in library.articles() if _segment_of(library, row.id) != chosen
        }
    data = bytearray(whole)
    for _ in range(rng.randint(1, 5)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    file.write_bytes(data)
    wrong = []
    if rng.random() < 0.5:
        (ground.place / "index.sqlite").unlink()
    with Library.open(ground.place) as library:
        if not any(f.path == file and f.level == "damage" for f in library.doctor()):
            wrong.append("the doctor did not see it")
        library.doctor(mend=True)
        wrong += [f"after mending: {f.what}" for f in library.doctor(whole=True) if f.level != "note"]
        wrong += [f"{i} is not what it was" for i, article in elsewhere.items() if library.article(i) != article]
    ground.begin(ground.seed + 1_000)
    return wrong


def _segment_of(library: Library, article_id: str) -> int:
    row = library.folder.index.db.execute(
        "SELECT segment FROM record r JOIN article a ON a.doc = r.doc WHERE a.id = ?", (article_id,)
    ).fetchone()
    return int(row[0])
