"""Repair: character error of every family of damage before and after, beside ftfy over the same texts; and the time.

The clean texts are the bodies of three seeds, as the gold marks them. Damage is done with three (in full: eight) random
seeds; the error before, and that of ftfy, over the first lines only, since long lines that share nothing take minutes.
ftfy is in the extra `bench`; without it its column stays empty.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from store.source.repair import repair
from tests.benchmarks import must
from tests.benchmarks.damage import FAMILIES
from tests.benchmarks.error import distance, wrong

ROOT = Path(__file__).parents[2]
CLEAN = ("001", "003", "004")
# What the table promises; families without one are told as reached.
MUST = {
    "readings, a quarter": 0.0,
    "readings, all": 0.0,
    "readings, ɡ": 0.0,
    "readings, no tones": 2.0,
    "across characters, a quarter": 0.3,
    "across characters, all": 0.3,
    "split at signs, a quarter": 0.3,
    "doubled punctuation": 0.0,
    "masked words": 0.0,
    "GBK read as Latin-1": 0.0,
    "GBK read as Windows-1252": 0.5,
    "UTF-8 read as Latin-1": 0.0,
    "zero-width marks": 0.0,
    "entities": 0.0,
    "spaces between hanzi": 0.0,
}
FIRST = 6  # lines for the error before


def bodies() -> list[str]:
    """The clean texts, a paragraph a line."""
    out: list[str] = []
    for number in CLEAN:
        path = next((ROOT / "seeds").glob(f"{number}*.txt"))
        marks = json.loads((ROOT / "tests" / "gold" / f"{path.name}.json").read_text("utf-8"))["article"]
        text = path.read_text("utf-8")
        body = text[text.index(marks["first"]) : text.rindex(marks["last"]) + len(marks["last"])]
        out.append("\n".join(line for line in body.split("\n") if line.strip()) + "\n")
    return out


def _ftfy() -> Callable[[str], str] | None:
    if find_spec("ftfy") is None:
        return None
    from ftfy import fix_text

    return lambda text: str(fix_text(text))


def _share(pairs: list[tuple[str, str]], *, spaces: bool) -> float:
    sums = [wrong(clean.split("\n"), other.split("\n"), spaces=spaces) for clean, other in pairs]
    return 100 * sum(errors for errors, _ in sums) / sum(total for _, total in sums)


def _family(name: str, texts: list[str], seeds: range, peer: Callable[[str], str] | None) -> str:
    spaces = name.startswith("spaces")
    pairs = [(text, FAMILIES[name](text, random.Random(seed))) for text in texts for seed in seeds]
    begun = time.process_time()
    done = [(clean, repair(damaged).text) for clean, damaged in pairs]
    spent = time.process_time() - begun
    thousands = sum(len(clean) for clean in texts) * len(seeds) / 1000
    short = "\n".join(texts[0].split("\n")[:FIRST]) + "\n"
    one = [(short, FAMILIES[name](short, random.Random(0)))]
    before = _share(one, spaces=spaces)
    left = _share(done, spaces=spaces)
    if name in MUST:
        must.at_most(MUST[name], f"repair, {name}, wrong characters", left, " %")
    other = f"{_share([(c, peer(d)) for c, d in one], spaces=spaces):8.2f}" if peer else f"{'':8}"
    limit = f"{MUST[name]:6.1f}" if name in MUST else f"{'':6}"
    return f"{name:32}{before:9.2f}{other}{left:9.3f}{limit}{spent / thousands:9.3f}"


def main(full: bool) -> None:
    texts, peer = bodies(), _ftfy()
    seeds = range(8 if full else 3)
    repair(FAMILIES["readings, all"](texts[0][:500], random.Random(0)))  # the tables are loaded once
    print(f"{'wrong characters, %':32}{'before':>9}{'ftfy':>8}{'repaired':>9}{'must':>6}{'s/1,000':>9}")
    for name in FAMILIES:
        print(_family(name, texts, seeds, peer))
    least = 1.0
    for _ in range(20):
        begun = time.process_time()
        repair(texts[1])
        least = min(least, time.process_time() - begun)
    print(f"\na clean article of {len(texts[1])} characters: {1000 * least:.2f} ms more (must: 1 ms)")
    if peer:
        for name, mend in (("repair", lambda text: repair(text).text), ("ftfy", peer)):
            print(f"clean text changed by {name}: {_changed(texts, mend):.2f} % of the characters")
    _hostile()


def _changed(texts: list[str], mend: Callable[[str], str]) -> float:
    lines = [line for text in texts for line in text.split("\n")]
    return 100 * sum(distance(line, mend(line)) for line in lines) / sum(len(line) for line in lines)


def _hostile() -> None:
    print(f"\n{'a megabyte of':32}{'s':>8}{'s for half':>12}{'ratio':>8}")
    for what in ("(", "?", "()", "?！", "(fàn)", "范(fàn)", "中*", "中 ", "&amp;", "é", "326日"):
        spent = []
        for size in (500_000, 1_000_000):
            text = what * (size // len(what))
            begun = time.process_time()
            repair(text)
            spent.append(time.process_time() - begun)
        print(f"{what!r:32}{spent[1]:8.2f}{spent[0]:12.2f}{spent[1] / max(spent[0], 1e-9):8.2f}")


if __name__ == "__main__":
    main(full=False)
