"""Write store/data/characters.z: how often characters stand in words, and next to each other, from jieba's dictionary.

Source: dict.txt of the PyPI package jieba (MIT): 349,000 words with their frequency. Out goes, compressed with zlib,
a line of characters, a line of pairs and three byte strings of quantised logarithms (steps of 1/8 of a bit): how often
a character stands in any word, begins one, ends one; and how often a pair stands inside a word. Pairs seen fewer than
three times are left out: they cost half the size and carry nothing.

    python -m scripts.make_characters
"""

from __future__ import annotations

import math
import struct
import zlib
from collections import Counter
from pathlib import Path

import jieba

TARGET = Path(__file__).parent.parent / "store" / "data" / "characters.z"
RAREST_PAIR = 3


def level(count: int) -> int:
    """A count as one byte: 8 × log2, at least 1; 0 means never."""
    return min(255, max(1, round(8 * math.log2(count)))) if count > 0 else 0


def main() -> None:
    inside: Counter[str] = Counter()
    begins: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, _ = line.split(" ")
            n = int(count)
            if not all("\u4e00" <= c <= "\u9fff" for c in word):
                continue
            begins[word[0]] += n
            ends[word[-1]] += n
            for i, char in enumerate(word):
                inside[char] += n
                if i:
                    pairs[word[i - 1 : i + 1]] += n
    chars = sorted(inside)
    kept = sorted(p for p, n in pairs.items() if n >= RAREST_PAIR)
    parts = [
        "".join(chars).encode("utf-16-le"),
        bytes(level(inside[c]) for c in chars),
        bytes(level(begins[c]) for c in chars),
        bytes(level(ends[c]) for c in chars),
        "".join(kept).encode("utf-16-le"),
        bytes(level(pairs[p]) for p in kept),
    ]
    blob = b"".join(struct.pack("<I", len(p)) + p for p in parts)
    TARGET.write_bytes(zlib.compress(blob, 9))
    print(f"{TARGET}: {len(chars)} characters, {len(kept)} pairs, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
