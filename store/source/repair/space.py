"""Spaces that were put between all characters of a page.

In: a text; out: edits that close them. The gate looks at the whole text: two-character names set wide (`王 伟`) and
letter-spaced headings (`通 知`) are few on a page and stay. A space that the author wrote between two words of such a
page cannot be told from the others.
"""

from __future__ import annotations

from store.language import patterns as re
from store.source.repair.edit import Edit

KIND = "spaces"
FEWEST, SHARE = 8, 0.6  # of the neighbouring characters of the text that have one space between them
_HAN = "\u3400-\u9fff"
_SPACED = re.compile(rf"[ \u00a0](?<=[{_HAN}].)(?=[{_HAN}])")  # the space first: quick where there are few
_TIGHT = re.compile(rf"(?<=[{_HAN}])(?=[{_HAN}])")


def find(text: str) -> list[Edit]:
    spaced = _SPACED.findall(text)
    if len(spaced) < FEWEST or len(spaced) < SHARE * (len(spaced) + len(_TIGHT.findall(text))):
        return []
    return [Edit(m.start(), m.end(), "", KIND) for m in _SPACED.finditer(text)]
