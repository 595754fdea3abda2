"""Words of the language that are nobody's name: nouns and their kin, verbs and theirs, from `common_words.z`.

In: nothing. Out: the two sets. What makes a name of a stretch that holds none of them is decided elsewhere.
"""

from __future__ import annotations

import zlib
from functools import cache

from store import DATA


@cache
def common() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns and their kin; verbs and theirs."""
    nouns, verbs = zlib.decompress((DATA / "common_words.z").read_bytes()).decode("utf-8").splitlines()
    return frozenset(nouns.split()), frozenset(verbs.split())
