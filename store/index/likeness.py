"""How alike two texts are: the smallest hashes of their shingles, of which like texts share most.

Comes in: texts. Goes out: a sketch of each, the share of shingles that two sketches have in common, and the few hashes by
which an index finds texts that may be alike. Whether one is a copy of the other is `store.mirrors`'s.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from store.language.fold import fold

ALIKE = 0.8  # share of common shingles from which two texts are one: a site's cuts and corrections leave over 0.9
SHARED = 2  # of the smallest hashes, from which two texts may be alike: one is shared by all that quote a slogan
_KEPT = 200  # of the shingles' hashes, the smallest
_INDEXED = 8  # of these
_SHORT = 120  # signs below which a text proves nothing
_WORDS = re.compile(r"[^\w]+")


@lru_cache(256)  # what an import compares is indexed a batch later
def sketch(text: str) -> frozenset[int] | None:
    """The smallest hashes of a text's shingles, folded; None for a text too short to tell."""
    plain = _WORDS.sub("", fold(text))
    if len(plain) < _SHORT:
        return None
    # A shingle is eight signs, two words of 64 bits: shorter ones are shared by texts of one genre.
    # Python mixes numbers alike in every process.
    data = plain.encode("utf-16-le", "surrogatepass")
    hashes: set[int] = set()
    for first in range(0, 8, 2):
        words = memoryview(data[first : len(data) - (len(data) - first) % 8]).cast("Q").tolist()
        hashes.update(map(hash, pairwise(words)))
    # Of evenly spread numbers those below this are about twice as many as are kept.
    limit = (2 * _KEPT << 64) // len(hashes) - (1 << 63)
    low = [value for value in hashes if value < limit]
    return frozenset(sorted(low if len(low) >= _KEPT else hashes)[:_KEPT])


def least(text: str, most: int = _INDEXED) -> list[int]:
    """The smallest of them, by which texts that may be alike are found."""
    return sorted(sketch(text) or ())[:most]


def alike(one: frozenset[int], two: frozenset[int]) -> bool:
    """Whether two sketches are of one text. Most pairs share next to nothing, which is soon seen."""
    size = min(len(one), len(two), _KEPT)
    return len(one & two) >= ALIKE * size and likeness(one, two) >= ALIKE


def likeness(one: frozenset[int], two: frozenset[int]) -> float:
    """An estimate of the share of common shingles among all, from the smallest hashes of both."""
    size = min(len(one), len(two), _KEPT)
    if size == 0:
        return 0.0
    both = sorted(one | two)[:size]
    return sum(h in one and h in two for h in both) / size
