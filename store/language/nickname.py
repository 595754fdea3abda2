"""新春第一会: what reporters call the first meeting after the holidays, beside or instead of its name.

Comes in: plain text or a name. Goes out: where it is called so, whether a name is no more than that, and whether it speaks
of the new year. It tells no meeting apart: which one is meant is for those that join reports.
"""

from __future__ import annotations

import re

_SEASON = r"(?:[新开][春年]|春节|节后|年后|开工|上班|[鼠牛虎兔龙蛇马羊猴鸡狗猪]年)"
_FIRST = r"(?:第一|首|头一)(?:大|次|场)?会"
NICKNAME = re.compile(rf"{_SEASON}*{_FIRST}(?!议|员|场)")
OF_NEW_YEAR = re.compile(rf"{_SEASON}+{_FIRST}|首会")


def is_nickname(name: str) -> bool:
    """Whether a name tells no more than that it was the first."""
    return NICKNAME.fullmatch(name) is not None


def ends_as_nickname(name: str) -> bool:
    """The same with a place or a scope before it: 某市新春第一会."""
    return any(found.end() == len(name) for found in NICKNAME.finditer(name))
