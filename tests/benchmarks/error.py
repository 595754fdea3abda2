"""Character error: how many characters must be changed to make the one text of the other, over the length of the clean.

Both are folded first (compatibility forms, traditional to simplified, quotation marks and commas of either width) and,
unless spaces are what is measured, stripped of white space. Lines are compared with lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from unicodedata import normalize

_PLAIN = str.maketrans("“”‘’，：", "\"\"'',:")


@cache
def _simplified() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def folded(text: str, *, spaces: bool = False) -> str:
    text = normalize("NFKC", _simplified()(text)).translate(_PLAIN)
    return text.strip() if spaces else "".join(text.split())


def distance(a: str, b: str) -> int:
    """Insertions, deletions and replacements; what both ends share is passed over, so near texts are quick."""
    low = 0
    while low < min(len(a), len(b)) and a[low] == b[low]:
        low += 1
    a, b = a[low:], b[low:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            new.append(min(row[j] + 1, new[-1] + 1, row[j - 1] + (x != y)))
        row = new
    return row[-1]


def wrong(clean: Sequence[str], other: Sequence[str], *, spaces: bool = False) -> tuple[int, int]:
    """Wrong characters and characters in all; a missing line counts whole."""
    errors = total = 0
    for i, line in enumerate(clean):
        want, got = folded(line, spaces=spaces), folded(other[i] if i < len(other) else "", spaces=spaces)
        errors += distance(want, got)
        total += len(want)
    return errors, total
