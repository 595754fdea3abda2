"""How names and titles are read: pinyin and initials, made when they are indexed and never while one types.

Comes in: a heading or a name. Goes out: its syllables and their initials, as terms of the full-text tables (`readings`)
or run together (`letters`); and for a query typed in letters the ways it can be cut into syllables (`syllables`).
pypinyin is loaded here alone, at the first heading that a process indexes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from store.language.fold import fold

_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|an|en|in|un|ia|ua|uo|a|o|e|i|u|v)"
)
_START = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[aoeiuv][a-z]{0,3})?")
MANY = 8  # ways of cutting that are tried
_INITIALS = 10  # letters that can be initials: of more every heading with the commonest of them would be looked at


def readings(text: str) -> tuple[str, str]:
    """Syllables and initials of the text's hanzi, as terms; a sign in between breaks both."""
    runs = [_syllables(run) for run in _HANZI.findall(fold(text))]
    spoken = " . ".join(" ".join(run) for run in runs)
    return spoken, " . ".join(" ".join(s[0] for s in run) for run in runs)


def letters(name: str) -> tuple[str, str]:
    """Pinyin and initials of a name, run together: 韩立明 → hanliming, hlm."""
    found = _syllables("".join(_HANZI.findall(fold(name))))
    return "".join(found), "".join(s[0] for s in found)


def _syllables(run: str) -> list[str]:
    from pypinyin.seg.mmseg import seg

    return [syllable for word in seg.cut(run) for syllable in _spoken(word)]


@lru_cache(1 << 14)
def _spoken(word: str) -> tuple[str, ...]:
    """How a word is read; what pypinyin takes for one, which are the same few thousand over and over."""
    from pypinyin import lazy_pinyin

    return tuple(s for s in lazy_pinyin([word]) if s.isascii() and s.isalpha())


def syllables(typed: str) -> list[list[str]]:
    """The ways in which letters can be syllables one after another, the last perhaps only begun."""
    found: list[list[str]] = []

    def cut(at: int, before: list[str]) -> None:
        if len(found) >= MANY:
            return
        rest = typed[at:]
        if not rest:
            found.append(before)
            return
        lengths = [n for n in range(min(6, len(rest)), 0, -1) if _SYLLABLE.fullmatch(rest[:n])]
        for n in lengths:
            cut(at + n, [*before, rest[:n]])
        if before and len(rest) <= 5 and len(rest) not in lengths and _START.fullmatch(rest):
            found.append([*before, rest])

    cut(0, [])
    return found


def spoken(typed: str) -> list[str]:
    """FTS5 expressions for headings whose hanzi are read as the letters typed, or begin with them one by one."""
    low = typed.lower()
    found = []
    for cut in syllables(low):
        found.append('{pinyin} : "' + " ".join(cut) + '" *')
    if 1 < len(low) <= _INITIALS:
        found.append('{initials} : "' + " ".join(low) + '"')
    return found
