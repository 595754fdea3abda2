"""What settles an open name: the codes in force, the names of the text that leave no doubt, how close divisions lie.

In come hits of names.py with year and codes, out come the codes that a spelling may mean (`meanings`), those that the
nearest code in question speaks for (`settle`), and an `Around` that knows a text's names. It makes no `Place`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from store.language import patterns as re
from store.regions import table
from store.regions.names import GENERIC, Hit, Spelling, Strength


@lru_cache(maxsize=20_000)
def meanings(spelling: Spelling, year: int | None) -> tuple[str, ...]:
    """The codes that a spelling may mean in that year; where it meant none, those it means at another time."""
    now = [c for c, since, until in spelling.codes if held(since, until, year)]
    if not now:
        past = [
            (c, until) for c, _, until in spelling.codes if spelling.strength is Strength.FULL or _lately(until, year)
        ]
        if still := tuple(c for c, until in past if _lingers(c, until, year)):
            return still
        return table.zones_named(spelling.name, year) or tuple(dict.fromkeys(table.in_force(c, year) for c, _ in past))
    if len(now) > 1:
        ended = [c for c, since, until in spelling.codes if until and held(since, until, year)]
        # In the year of a change both hold: the new one is meant.
        now = [c for c in now if c not in ended or table.in_force(c) not in now or table.in_force(c) == c]
    return tuple(dict.fromkeys(table.then(c, year) for c in now) if spelling.zone else dict.fromkeys(now))


def _lingers(code: str, until: int, year: int | None) -> bool:
    """Whether a division that went into one of another name still goes by its own: 渝北区 the year after it ended."""
    return (year or NOW) - until <= 1 and table.short(table.in_force(code, year)) != table.short(code)


def _lately(until: int, year: int | None) -> bool:
    """Whether people may still use the bare name of a division that is no more."""
    return not until or (year or NOW) - until <= 10


def held(since: int, until: int, year: int | None) -> bool:
    return not until if year is None else since <= year and (not until or year <= until)


@cache
def lineage(code: str) -> tuple[str, ...]:
    """The division and those above it, China left out."""
    return tuple(r.code for r in reversed(table.path(code)) if r.code != table.COUNTRY)


@lru_cache(maxsize=50_000)
def closeness(code: str, other: str) -> int:
    """4 the same, 3 one in the other below the province, 2 in one prefecture, 1 in one province, 0 apart."""
    if code == other:
        return 4
    a, b = lineage(code), lineage(other)
    shared = next((c for c in a if c in b), None)
    if shared is None:
        return 0
    if shared in (code, other):
        return 1 if table.level_of(shared) == "province" and shared not in MUNICIPALITIES else 3
    return 2 if table.level_of(shared) != "province" or shared in MUNICIPALITIES else 1


NOW = 2026  # year of the table
_LAST_ITEM = re.compile(r"[一-鿿]{2,6}(?:和|与|及|以及)“")
# What stands before a place that the sentence is not about.
_PASSING = re.compile(r"(?:与|同|和|跟|向|对标|学习|赴|来自|比|对接|对口|帮扶|援助|前往|从|除了?)$")
# 衡南县…率代表团来我县: the county that speaks of itself is another one.
GUEST = re.compile(r"[^。!?\n]{0,60}[来到赴][^。!?\n,]{0,4}[我本][省市区县州盟旗]")
_PART = re.compile("[。!?\n;]")
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


class Named:
    """Codes and where they stand: a code is told once, however often a long text names it."""

    def __init__(self, named: Iterable[tuple[int, str]]):
        self.at: dict[str, list[int]] = {}
        for at, code in named:
            self.at.setdefault(code, []).append(at)

    def before(self, start: int) -> list[str]:
        """Those that stand before the position, the nearest first."""
        last = ((at[n - 1], code) for code, at in self.at.items() if (n := bisect_left(at, start)))
        return [code for _, code in sorted(last, reverse=True)]

    def behind(self, start: int) -> list[str]:
        """Those that stand behind it, the nearest first."""
        first = ((at[n], code) for code, at in self.at.items() if (n := bisect_right(at, start)) < len(at))
        return [code for _, code in sorted(first)]

    def but(self, start: int) -> Iterator[str]:
        """All but what stands only there."""
        return (code for code, at in self.at.items() if at != [start])


class Around:
    """A text with what helps to settle its names: the codes in force and the names that leave no doubt."""

    def __init__(self, text: str, hits: list[Hit], year: int | None, codes: tuple[str, ...], context: tuple[str, ...]):
        self.text, self.hits, self.year, self.context = text, hits, year, context
        self.codes = codes
        named = []
        for hit in hits:
            if hit.spelling.strength >= Strength.FREE and hit.spelling.name not in GENERIC:
                meant = meanings(hit.spelling, year)
                if len(meant) == 1:
                    named.append((hit.start, meant[0]))
        self.anchors = Named(named)
        self._begins: list[int] | None = None  # of the parts of its sentences, once asked for
        self._named: Sequence[tuple[int, str]] = ()
        self._weighed: Named | None = None  # without those only compared with or visited, once asked for
        self.topics = Named(())  # those named in full, their city before them (泰州市姜堰区)

    def settled(self, named: Sequence[tuple[int, str]], topics: Sequence[tuple[int, str]]) -> None:
        """From the names that leave no doubt on to all that were settled."""
        self.anchors = Named(named)
        self._named, self._weighed = named, None
        self.topics = Named(topics)

    def others(self, start: int) -> list[str]:
        """Codes of the anchors, those before the position first, the nearest first; itself left out."""
        return [*self.anchors.before(start), *self.anchors.behind(start)]

    def support(self, codes: Iterable[str], start: int) -> int:
        """How close the nearest code in question is to any of the codes."""
        near = {*self.codes, *self.anchors.but(start)}
        return max([closeness(code, c) for code in codes for c in near], default=0)

    def in_question(self, start: int) -> list[str]:
        """Codes in the order in which they count for words such as 全市 and for zones without a name.

        Text beats heading: where the text names nothing of the place in force but another in full, that one is first.
        """
        if self._weighed is None:
            self._weighed = Named((at, code) for at, code in self._named if not self.passing(at))
        earlier, later = self._weighed.before(start), self._weighed.behind(start)
        if self.context and table.level_of(self.context[0]) != "province":
            topics = self.topics.before(start)
            if topics and not any(closeness(self.context[0], c) > 1 for c in earlier):
                return [*topics, *self.codes]
        return [*self.context, *earlier, *self.codes, *later]

    def begin(self, position: int) -> int:
        """Where the part of a sentence begins that holds the position."""
        if self._begins is None:
            self._begins = [0, *(m.end() for m in _PART.finditer(self.text))]
        return self._begins[bisect_right(self._begins, position) - 1]

    def passing(self, start: int) -> bool:
        """Whether the name is only compared with or visited (与常州, 对标苏州)."""
        return ends_a_list(self.text, start) or in_passing(self.text, start)


def in_passing(text: str, start: int) -> bool:
    """Whether the name is one that something is compared with, comes from or leaves out: 对标苏州, 从苏州, 除了苏州."""
    return bool(_PASSING.search(text, max(0, start - 4), start))


def ends_a_list(text: str, start: int) -> bool:
    """Whether a name is an item of a list of anything: 长三角、两江新区和“三北地区”."""
    return text[start - 1 : start] == "、" and bool(_LAST_ITEM.match(text, start))


def settle(codes: Sequence[str], near: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes that the nearest code in question speaks for; all of them where none does."""
    left = tuple(codes)
    for other in near:
        if len(left) < 2:
            break
        best = max(closeness(c, other) for c in left)
        if best:
            left = tuple(c for c in left if closeness(c, other) == best)
    return left
