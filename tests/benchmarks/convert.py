"""Conversion: our convert() with names and span map, beside the engine's own over the same text; and from the cache."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from store.language import script
from store.language.engine import engine
from store.language.script import Source, Variant
from tests.benchmarks import must

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
ROWS: list[tuple[str, Source, Variant, tuple[str, ...]]] = [
    ("Hans", "Hans", "hant", ("s2t",)),
    ("Hans", "Hans", "tw", ("s2tw",)),
    ("Hans", "Hans", "twp", ("s2twp",)),
    ("Hans", "Hans", "hk", ("s2hk",)),
    ("Hant", "Hant", "hans", ("t2s",)),
    ("Hant", "Hant", "tw", ("t2tw",)),
    ("Hant", "Hant", "twp", ("t2s", "s2twp")),
    ("mixed", "Hant", "hant", ("t2s", "s2t")),
    ("mixed", "Hant", "tw", ("t2s", "s2tw")),
]


def seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def texts() -> dict[str, str]:
    """The simplified seeds, the same in traditional characters, and these with some left simplified."""
    seeds = (seed.read_text("utf-8") for seed in SEEDS)
    simple = "".join(text for text in seeds if script.script_of(text) == "Hans")
    traditional = engine("s2t").convert(simple)
    return {"Hans": simple, "Hant": traditional, "mixed": traditional.translate(str.maketrans("範幹後製", "范干后制"))}


def own(text: str, configs: tuple[str, ...]) -> None:
    for config in configs:
        text = engine(config).convert(text)


def main(full: bool) -> None:
    times = 25 if full else 9
    begun = time.perf_counter()
    engine("s2t").convert("一")
    print(f"first conversion, dictionaries read: {(time.perf_counter() - begun) * 1000:.0f} ms")
    print(
        f"{'from':5} {'to':5} {'hanzi':>6} {'engine ms':>10} {'ours ms':>8} {'ratio':>6} {'cached ms':>10}   (at most 2.0; 1 ms)"
    )
    given = texts()
    for kind, source, variant, configs in ROWS:
        text = given[kind]

        def engines(text: str = text, configs: tuple[str, ...] = configs) -> None:
            own(text, configs)

        def ours(text: str = text, variant: Variant = variant, source: Source = source) -> None:
            script._convert.cache_clear()
            script.convert(text, variant, source=source)

        base = cost = float("inf")
        for _ in range(times):  # in turns: the machine is not equally quick all the time
            base, cost = min(base, seconds(engines)), min(cost, seconds(ours))
        script.convert(text, variant, source=source)
        begun = time.perf_counter()
        script.convert(text, variant, source=source)
        cached = (time.perf_counter() - begun) * 1000
        line = f"{kind:5} {variant:5} {len(text):6} {base * 1000:10.1f} {cost * 1000:8.1f} {cost / base:6.2f} {cached:10.4f}"
        print(line)
        must.at_most(2, f"conversion, {kind} to {variant}, against the engine", cost / base, " ×")
        must.at_most(1, f"conversion, {kind} to {variant}, again", cached, " ms")


if __name__ == "__main__":
    main(full=False)
