"""Which reports are of one meeting: same division, same day, names alike.

Comes in: the reports (mentions) of one division and day, from any number of articles. Goes out: the same reports in
groups, each group one meeting, its earliest report first. The answer is a function of the set: the order in which
articles were imported never shows. Two reports that one article keeps apart are never joined. It reads no file and
stores nothing; the merged meeting is made anew whenever a report comes or goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from store.language.fold import fold

ALIKE, ALIKE_ACROSS_KINDS = 0.5, 0.75

_NICKNAME = re.compile(r"(?:新春|新年|开年|节后|开春|年后|开工|上班)?(?:开年)?第一会")
_SIGNS = re.compile(r"[\W_]+")
_SCOPE = re.compile(r"^(?:全国|全省|全市|全区|全县|我省|我市|我区|我县|市委市政府|区委区政府|县委县政府)+")
_FORM = re.compile(
    r"(?:动员大会|动员会议|动员会|推进大会|推进会议|推进会|誓师大会|发展大会|工作会议|座谈会|发布会|表彰大会|表彰会|观摩会"
    r"|大会|会议|仪式|活动)+$"
)
_LEVELS = (
    (9, re.compile(r"总书记|国家主席|国务院总理")),
    (8, re.compile(r"(?:省委|自治区党委)书记|中央政治局委员")),
    (7, re.compile(r"(?<!副)(?:省长|自治区主席)")),
    (6, re.compile(r"省委副书记|副省长|省委常委")),
    (5, re.compile(r"市委书记|州委书记|盟委书记")),
    (4, re.compile(r"(?<!副)(?:市长|州长|盟长)")),
    (3, re.compile(r"市委副书记|副市长|市委常委")),
    (2, re.compile(r"(?:区委|县委|旗委|工委|党工委)书记|(?<!副)(?:区长|县长|旗长)")),
    (1, re.compile(r"书记|主任|区委|县委|副区长|副县长")),
)


@dataclass(frozen=True, slots=True)
class Report:
    """One mention, with what decides which others it goes with."""

    row: int
    article: str
    published: str | None
    start: int
    name: str
    aka: tuple[str, ...]
    kind: str
    occasion: str | None

    @property
    def order(self) -> tuple[str, str, int]:
        return (self.published or "9999", self.article, self.start)


def own_id(region: str | None, date: str | None, name: str, article: str) -> str:
    """The id of the meeting that a report would make alone. Without a day it is its article's own."""
    from hashlib import blake2b

    parts = [region or "", date or f"?{article}", _SIGNS.sub("", fold(name))]
    return "m" + blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def level(title: str | None) -> int:
    """How high the office stands, 9 (the country's) to 0 (none known): the highest speaker marks the main meeting."""
    return next((n for n, pattern in _LEVELS if title and pattern.search(title)), 0)


def join(reports: Sequence[Report]) -> list[tuple[Report, ...]]:
    """The reports of one division and day, grouped into meetings; groups and their reports in order of publication."""
    ordered = sorted(reports, key=lambda r: r.order)
    pairs = [
        (-_likeness(a, b), i, j)
        for i, a in enumerate(ordered)
        for j, b in enumerate(ordered[i + 1 :], i + 1)
        if _alike(a, b)
    ]
    group = list(range(len(ordered)))
    for _, i, j in sorted(pairs):
        left = {k for k, g in enumerate(group) if g == group[i]}
        right = {k for k, g in enumerate(group) if g == group[j]}
        if left is right or group[i] == group[j]:
            continue
        if {ordered[k].article for k in left} & {ordered[k].article for k in right}:
            continue
        for k in left | right:
            group[k] = min(group[i], group[j])
    return [tuple(r for r, g in zip(ordered, group, strict=True) if g == n) for n in sorted(set(group))]


def _alike(a: Report, b: Report) -> bool:
    if a.article == b.article:
        return False
    return _likeness(a, b) >= (ALIKE if a.kind == b.kind else ALIKE_ACROSS_KINDS)


@cache
def _core(name: str) -> str:
    bare = _SCOPE.sub("", _SIGNS.sub("", fold(name)))
    return _FORM.sub("", bare) or bare


def _likeness(a: Report, b: Report) -> float:
    """1 for one name, 0 for nothing in common; the best over all names of both."""
    if _nicknamed(a) and (_nicknamed(b) or b.occasion == "new_year"):
        return 1.0
    if _nicknamed(b) and a.occasion == "new_year":
        return 1.0
    return max(_same(_core(x), _core(y)) for x in (a.name, *a.aka) for y in (b.name, *b.aka))


def _nicknamed(report: Report) -> bool:
    return any(_NICKNAME.fullmatch(_SIGNS.sub("", fold(n))) for n in (report.name, *report.aka))


def _same(a: str, b: str) -> float:
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if len(short) >= 4 and short in long:
        return 0.9
    left, right = {a[i : i + 2] for i in range(len(a) - 1)}, {b[i : i + 2] for i in range(len(b) - 1)}
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
