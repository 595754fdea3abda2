"""Places: what the table, a name, a key of go-to and an article cost, against simple work on the same data in one run."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from store.language.fold import plain
from store.regions import goto, names, resolve, table, town

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def least(call: Callable[[], object], times: int) -> float:
    """CPU milliseconds of the quickest of some runs."""
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        call()
        best = min(best, time.process_time() - begun)
    return best * 1000


def cleared(*caches: Callable[..., object]) -> None:
    for cache in caches:
        cache.cache_clear()  # type: ignore[attr-defined]


def cold_table() -> None:
    cleared(table.current, table.former, table.zones)
    table.named("常州", year=2023)


def cold_names() -> None:
    cleared(names.spellings, names.words)
    names.spellings()


def cold_goto() -> None:
    cleared(goto.lists)
    goto.search("h")


def main(full: bool) -> None:
    times = 30 if full else 7
    text = "".join(plain(path.read_text("utf-8")) for path in SEEDS)
    lines = text.split("\n")
    share = 3000 / len(text)
    bare = least(lambda: (table.DATA / "regions.tsv").read_text("utf-8").split("\n"), times)
    pattern = re.compile("|".join(sorted({e.short for e in table.current()}, key=len, reverse=True)))

    def each(call: Callable[[str], object]) -> Callable[[], object]:
        return lambda: [call(line) for line in lines]

    found = each(lambda line: resolve.find(line, year=2023, context=("320100",)))
    found()
    rows = [
        ("the file read and cut into lines", bare, ""),
        (
            "table cold, one name in a year (at most 15 ms)",
            least(cold_table, times),
            f"{bare:.2f} ms for the bare file",
        ),
        ("all spellings, once a process", least(cold_names, times), ""),
        ("go-to's lists, once a process", least(cold_goto, times), ""),
        ("towns, where a text has one", least(lambda: (cleared(town.towns), town.towns()), times), ""),
        ("a regex of the short names, 3,000 characters", least(lambda: pattern.findall(text), times) * share, ""),
        ("names in 3,000 characters", least(each(names.scan), times) * share, ""),
        (
            "places in 3,000 characters (at most 3 ms)",
            least(found, times) * share,
            f"{len(resolve.find(text, year=2023))} in the seeds",
        ),
    ]
    for label, cost, note in rows:
        print(f"{label:50} {cost:8.2f} ms   {note}")
    print("\na key in go-to (at most 5 ms)")
    for query in ("h", "hz", "cz 2023", "changzhou", "常", "常州", "苏洲", "320", "zhou"):
        goto.search(query)
        print(f"  {query:12} {least(lambda q=query: goto.search(q), times):6.2f} ms")  # type: ignore[misc]


if __name__ == "__main__":
    main(full=False)
