"""Which reports are of one meeting: same division, same day, names alike.

Comes in: the reports (mentions) of one division and day, from any number of articles. Goes out: the same reports in
groups, each group one meeting, its earliest report first. The answer is a function of the set: the order in which
articles were imported never shows. Two reports that one article keeps apart are never joined. It reads no file and
stores nothing; the merged meeting is made anew whenever a report comes or goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.language.fold import fold
from store.language.nickname import is_nickname

ALIKE, ALIKE_ACROSS_KINDS = 0.8, 0.95  # share of the shorter name
SHORTEST = 4  # signs of a name that can be held by another; shorter ones must be the same
CONFERENCES = frozenset(("动员会", "推进会", "工作会议", "发展大会", "表彰会", "其他"))  # what a `新春第一会` is

_SIGNS = re.compile(r"[\W_]+")
_SCOPE = re.compile(r"^(?:全国|全省|全市|全区|全县|我省|我市|我区|我县|市委市政府|区委区政府|县委县政府)+")
_FORM = re.compile(
    r"(?:动员大会|动员会议|动员会|推进大会|推进会议|推进会|誓师大会|发展大会|工作会议|座谈会|发布会|表彰大会|表彰会|观摩会"
    r"|启动会|部署会|交流会|推介会|大会|会议|仪式|活动)+$"
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
    apart: str | None = None  # the split by which a person took it away from its meeting
    together: frozenset[str] = frozenset()  # the joins by which a person made it one with others

    @property
    def order(self) -> tuple[str, str, int, str, str]:
        return (self.published or "9999", self.article, self.start, self.name, self.kind)


def own_id(region: str | None, date: str | None, name: str, article: str) -> str:
    """The id of the meeting that a report would make alone. Without a day it is its article's own."""
    from hashlib import blake2b

    parts = [region or "", date or f"?{article}", _SIGNS.sub("", fold(name))]
    return "m" + blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def numbered(owns: Iterable[str]) -> Iterator[str]:
    """The ids of meetings by what their earliest reports would make alone: the second of one name and day bears a number."""
    taken: Counter[str] = Counter()
    for own in owns:
        taken[own] += 1
        yield own if taken[own] == 1 else f"{own}-{taken[own]}"


def level(title: str | None) -> int:
    """How high the office stands, 9 (the country's) to 0 (none known): the highest speaker marks the main meeting."""
    return next((n for n, pattern in _LEVELS if title and pattern.search(title)), 0)


def join(reports: Sequence[Report], *, dated: bool = True) -> list[tuple[Report, ...]]:
    """The reports of one division and day, grouped into meetings; groups and their reports in order of publication.

    What a person joined or split goes before likeness. Reports without a day (`dated=False`) are joined in no other way.
    """
    groups = _Groups(sorted(reports, key=lambda r: r.order))
    arranged = [i for i, r in enumerate(groups.reports) if r.together or r.apart]
    for at, i in enumerate(arranged):
        a = groups.reports[i]
        for j in arranged[at + 1 :]:
            b = groups.reports[j]
            if a.together & b.together or (a.apart is not None and a.apart == b.apart):
                groups.unite(i, j, asked=True)
    if not dated:
        return groups.parts()
    pairs = [
        (-likeness, i, j)
        for i, a in enumerate(groups.reports)
        for j, b in enumerate(groups.reports[i + 1 :], i + 1)
        if (likeness := _likeness(a, b)) >= (ALIKE if a.kind == b.kind else ALIKE_ACROSS_KINDS)
        and (a.kind == b.kind or {a.kind, b.kind} <= CONFERENCES or "其他" in (a.kind, b.kind))
    ]
    for _, i, j in sorted(pairs):
        groups.unite(i, j)
    # A nickname or a mere form (动员大会) tells nothing apart: it goes with the only meeting that it can mean.
    named = [i for i, report in enumerate(groups.reports) if not _nameless(report)]
    for i, report in enumerate(groups.reports):
        if _nameless(report):
            fit = {groups.of[j] for j in named if _fits(report, groups.reports[j]) and groups.may_unite(i, j)}
            if len(fit) == 1:
                groups.unite(i, min(fit))
    return groups.parts()


class _Groups:
    """Reports in a fixed order, each in the group of its earliest; no group holds two reports of one article."""

    def __init__(self, reports: list[Report]) -> None:
        self.reports = reports
        self.of = list(range(len(reports)))

    def may_unite(self, i: int, j: int) -> bool:
        left, right = ([r for r, g in zip(self.reports, self.of, strict=True) if g == self.of[k]] for k in (i, j))
        if self.of[i] == self.of[j]:
            return True
        return not {r.article for r in left} & {r.article for r in right} and _parts(left) == _parts(right)

    def unite(self, i: int, j: int, *, asked: bool = False) -> None:
        if asked or self.may_unite(i, j):
            one, other = sorted((self.of[i], self.of[j]))
            self.of = [one if g == other else g for g in self.of]

    def parts(self) -> list[tuple[Report, ...]]:
        return [tuple(r for r, g in zip(self.reports, self.of, strict=True) if g == n) for n in sorted(set(self.of))]


def _parts(reports: Sequence[Report]) -> set[str | None]:
    """The splits of which they are parts; None for what was left where it was."""
    return {r.apart for r in reports}


@lru_cache(1 << 14)
def _core(name: str) -> str:
    """What a name says beyond its scope and form: 全市推动高质量发展动员大会 → 推动高质量发展."""
    return _FORM.sub("", _SCOPE.sub("", _SIGNS.sub("", fold(name))))


def _names(report: Report) -> list[str]:
    """The names that tell a meeting apart."""
    return [core for name in (report.name, *report.aka) if (core := _core(name)) and not is_nickname(core)]


def _nameless(report: Report) -> bool:
    return not _names(report)


def _nicknamed(report: Report) -> bool:
    return any(is_nickname(_core(name)) for name in (report.name, *report.aka))


def _fits(nameless: Report, other: Report) -> bool:
    """Whether a nickname (a conference of the day) or a form (one of its kind) can mean another meeting."""
    return other.kind in CONFERENCES if _nicknamed(nameless) else other.kind == nameless.kind


def _likeness(a: Report, b: Report) -> float:
    """1 for one name, 0 for nothing in common; the best over all names of both."""
    if a.article == b.article:
        return 0.0
    if _nicknamed(a) and _nicknamed(b):
        return 1.0
    return max((_same(x, y) for x in _names(a) for y in _names(b)), default=0.0)


def _same(a: str, b: str) -> float:
    """The share of the shorter name that the longer one holds, in its order."""
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if len(short) < SHORTEST:
        return 0.0
    row = [0] * (len(long) + 1)  # the longest common subsequence
    for x in short:
        left = 0
        for n, y in enumerate(long, 1):
            left, row[n] = row[n], left + 1 if x == y else max(row[n], row[n - 1])
    return row[-1] / len(short)
