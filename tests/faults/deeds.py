"""Kills within what is done to a whole store: backup, an export put back, a person's work merged, refresh, mending, tidying.

In: a store that acts were done on, a random source. A child does one such deed and is killed in it; then the deed is done
again. The store must be what it is where the deed was never disturbed, and what stood before must never have been gone.
Out: what is wrong, if anything.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from store.database import Library
from store.disk import segment
from store.disk.backup import back_up
from store.export import export
from store.importer import import_paths
from store.refresh import refresh
from store.sharing import work
from store.sharing.merge import merge
from store.understanding import Understood, understood
from tests.faults.acts import do, found, importing_act, plain
from tests.faults.medium import advance
from tests.faults.trials import Ground, acknowledged, child, kill_at

Deed = Callable[[Library], object]


def killed(ground: Ground, rng: random.Random) -> list[str]:
    ground.begin(rng.randrange(10**6))
    shutil.rmtree(beside(ground), ignore_errors=True)
    beside(ground).mkdir(parents=True)
    advance(ground, 4)
    name = rng.choice(sorted(DEEDS))
    deed = DEEDS[name](ground, rng)
    undisturbed = beside(ground) / "undisturbed"
    shutil.copytree(ground.place, undisturbed)
    with Library.open(undisturbed) as library:
        before = state(library)
        deed(library)
        wanted = state(library)
    aim = rng.randint(1, 40) if rng.random() < 0.7 else None

    def done(_: int) -> None:
        if aim is not None:
            kill_at(aim)
        with Library.open(ground.place) as library:
            deed(library)

    pid, pipe = child(done)
    if aim is None:
        time.sleep(rng.uniform(0, 0.3))
        os.kill(pid, signal.SIGKILL)
    acknowledged(pipe)
    _, status = os.waitpid(pid, 0)
    wrong = ["it failed"] if os.WIFEXITED(status) and os.WEXITSTATUS(status) else []
    with Library.open(ground.place) as library:
        if name not in ("mend", "refresh"):  # these take out what is torn, or is read as another text
            wrong += [f"{i} is gone" for i in before["articles"].keys() - found(library)["articles"].keys()]
        wrong += _backup_opens(ground, before)
        deed(library)
        if (is_so := state(library)) != wanted:
            wrong += [f"{key} {is_so[key]} for {wanted[key]}"[:300] for key in wanted if is_so[key] != wanted[key]]
        wrong += [f"{f.path.name}: {f.what}" for f in library.doctor(whole=True) if f.level != "note"]
        if name == "mend" and not list((ground.place / "damaged").iterdir()):
            wrong.append("the torn file is gone")
    return [f"{name}, killed at {aim}: {what}" for what in wrong]


def state(library: Library) -> dict[str, Any]:
    """All that a person can see of a store, and said."""
    said = {
        (table, key): {name: value for name, value in entry.items() if name not in ("n", "at")}
        for table, entries in library.user.tables.items()
        if table != "state"
        for key, entry in entries.items()
    }
    return {**found(library), "said": said, "meetings": [m.to_json() for m in library.meetings()]}


def beside(ground: Ground) -> Path:
    return ground.place.with_name("beside")


def _other(ground: Ground) -> Library:
    """Another store with articles that the first has and others, and with a person's work on them."""
    other = Library.open(beside(ground) / "other")
    for n in (0, 10**6):
        do(other, importing_act(ground.seed, n))
    other.person = "另一人"
    for n in (0, 1, 10**6 * 3):
        made = plain(n, ground.seed)
        other.notebook.annotate("article", made.article.id, f"附注{n}")
        other.notebook.check("fact", made.facts[0].id)
    other.word.reject(plain(1, ground.seed).facts[1].id, "试")
    other.flush()
    return other


def _restoring(ground: Ground, rng: random.Random) -> Deed:
    file = beside(ground) / "all.json"
    with _other(ground) as other, file.open("w") as out:
        export(other.select(""), "json", out, trace=rng.random() < 0.5)
    return lambda library: import_paths(library, [file])


def _merging(ground: Ground, rng: random.Random) -> Deed:
    with _other(ground) as other:
        shared = work.read("work", b"".join(work.lines(work.of_library(other))))
    return lambda library: merge(library, shared)


def _backing_up(ground: Ground, rng: random.Random) -> Deed:
    def deed(library: Library) -> object:
        return back_up(library.folder, beside(ground) / "backup.zip", force=True)

    with Library.open(ground.place) as library:
        deed(library)
    return deed


def _backup_opens(ground: Ground, before: dict[str, Any]) -> list[str]:
    file, unpacked = beside(ground) / "backup.zip", beside(ground) / "unpacked"
    if not file.exists():
        return []
    with zipfile.ZipFile(file) as archive:
        archive.extractall(unpacked)
    with Library.open(unpacked) as library:
        return [] if state(library) == before else ["the backup holds something else"]


def _refreshing(ground: Ground, rng: random.Random) -> Deed:
    """Newer rules find one fact less in each article, and another text in every other."""
    texts = beside(ground) / "texts"
    texts.mkdir()
    for n in range(4):
        (texts / f"{n}.txt").write_bytes(plain(50 + n, ground.seed).source)
    with Library.open(ground.place) as library:
        import_paths(library, [texts], jobs=1)

    def otherwise(*given: Any, **more: Any) -> Understood:
        found = understood(*given, **more)
        text = found.article.text + ("末句。" if found.article.source.endswith(("0.txt", "2.txt")) else "")
        return replace(found, article=replace(found.article, text=text), facts=found.facts[1:])

    def deed(library: Library) -> object:
        with patch("store.refresh.understood", otherwise):
            return refresh(library)

    return deed


def _mending(ground: Ground, rng: random.Random) -> Deed:
    file = segment.path(ground.place / "segments", rng.choice(segment.numbers(ground.place / "segments")))
    data = bytearray(file.read_bytes())
    for _ in range(3):
        data[rng.randrange(data.index(b"\n") + 1, len(data))] ^= 1 << rng.randrange(8)
    file.write_bytes(bytes(data))
    return lambda library: library.doctor(mend=True)


DEEDS: dict[str, Callable[[Ground, random.Random], Deed]] = {
    "backup": _backing_up,
    "restore": _restoring,
    "merge": _merging,
    "refresh": _refreshing,
    "mend": _mending,
}
