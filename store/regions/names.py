"""Every spelling of every place in one lookup, and where they stand in a text.

In comes plain text, out come `Hit`s: the names that stand there, the chance matches left out (最大同比 holds no 大同,
真金白银 no 白银). Built at the first text (about 30 ms), then about 1 ms for 3,000 characters. It knows neither years
nor context: which division a hit means, and whether a weak one counts at all, is decided in resolve.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import compress
from operator import add
from typing import NamedTuple

from store.language import patterns as re
from store.regions import table
from store.regions.zone import KINDS as ZONE_KINDS
from store.regions.zone import forms as zone_forms


class Strength(IntEnum):
    """How sure a name is a name by itself."""

    WORD = 0  # an ordinary word as well (和平, 资源)
    BARE = 1  # a county's name without its suffix
    FREE = 2  # a name that everybody knows (南京, 昆山)
    FULL = 3  # with its suffix


class Spelling(NamedTuple):
    """What a name may mean. `codes` with the years in which it did: (code, since, until), 0 for open ends."""

    name: str
    strength: Strength
    codes: tuple[tuple[str, int, int], ...]
    zone: bool = False  # the name of a known zone, whole or without its type


class Hit(NamedTuple):
    start: int
    end: int
    spelling: Spelling
    crossing: int = 0  # on how many sides a common word crosses its edge


@dataclass(frozen=True, slots=True)
class Words:
    """The rows of region_words.tsv."""

    word: frozenset[str]
    verb: frozenset[str]
    common: frozenset[str]
    free: frozenset[str]
    covers: dict[str, tuple[tuple[int, str], ...]]  # name → (offset of the name, longer word)
    ends: dict[str, str]
    begins: dict[str, str]


# Full names that say what kind of area is meant, not which: they need their parent's name right before them.
GENERIC = frozenset(
    "城区 郊区 矿区 市区 新区 市郊区 东区 西区 南区 北区 新城区 老城区 城中区 市中区 港口区 公园区 开发区 离岛区".split()
)


@cache
def words() -> Words:
    sets: dict[str, list[str]] = {}
    edges: dict[str, dict[str, str]] = {"ends": {}, "begins": {}}
    for line in (table.DATA / "region_words.tsv").read_text("utf-8").splitlines():
        kind, _, rest = line.partition("\t")
        if kind in edges:
            hanzi, _, others = rest.partition("\t")
            edges[kind][hanzi] = others
        elif not line.startswith("#"):
            sets[kind] = rest.split(" ")
    covers: dict[str, list[tuple[int, str]]] = {}
    for kind in ("inside", "starting"):
        for longer in sets[kind]:
            for size in (2, 3):
                for at in range(1 if kind == "inside" else 0, len(longer) - size + 1 if kind == "inside" else 1):
                    covers.setdefault(longer[at : at + size], []).append((at, longer))
    held = {name: tuple(found) for name, found in covers.items()}
    word, verb, common, free = (frozenset(sets[kind]) for kind in ("word", "verb", "common", "free"))
    return Words(word, verb, common, free, held, edges["ends"], edges["begins"])


@cache
def spellings() -> dict[str, list[Spelling]]:
    """First two characters → the spellings that begin so, the longest first."""
    kinds = words()
    means: dict[str, list[tuple[str, int, int]]] = {}
    strong: dict[str, Strength] = {}
    for rows, columns in ((table.current(), 7), (table.former(), 11)):
        for lines in rows.by_code.values():
            for line in lines:
                cells = line.split("\t")
                row = (cells[0], int(cells[6] or 0), int(cells[7] or 0) if columns == 11 else 0)
                names = cells[1:3] if cells[1] != cells[2] else cells[1:2]
                if cells[1][-3:] in ("自治县", "自治州", "自治旗") and len(cells[1]) > len(cells[2]) + 3:
                    names = [*names, cells[2] + cells[1][-3:]]  # 秀山自治县
                    strong[names[-1]] = Strength.FULL
                for name in (*names, *filter(None, cells[columns:])):
                    means.setdefault(name, []).append(row)
                if len(cells[1]) > 2:
                    strong[cells[1]] = Strength.FULL
                for name in filter(None, cells[columns:]):
                    strong.setdefault(name, Strength.FREE)
    listed = {
        name: Spelling(name, strong[name] if name in strong else _strength(name, kinds), tuple(rows_of))
        for name, rows_of in means.items()
    }
    own: dict[str, dict[str, tuple[str, int, int]]] = {}
    for zone in table.zones().values():
        for long in (zone.name, *zone.names):
            # A zone with a division's name is read from that name and what follows it.
            kind = next((k for k in ZONE_KINDS if long.endswith(k)), "")
            if not _led(long, zone) and long[: len(long) - len(kind)] not in listed:
                for name in zone_forms(long):
                    own.setdefault(name, {})[zone.code] = (zone.code, zone.since, 0)
    for name, zoned in own.items():
        listed.setdefault(name, Spelling(name, Strength.FULL, tuple(zoned.values()), zone=True))
    found: dict[str, list[Spelling]] = {}
    for name in sorted(listed, key=len, reverse=True):
        found.setdefault(name[:2], []).append(listed[name])
    return found


def is_full(name: str) -> bool:
    """Whether it is the full name of a division: 温州市."""
    return name[-1:] in tuple("市县区旗州") and any(
        s.name == name and s.strength is Strength.FULL for s in spellings().get(name[:2], ())
    )


def _strength(name: str, kinds: Words) -> Strength:
    """Of a name without its suffix."""
    if name in kinds.word:
        return Strength.WORD
    whole = len(name) > 3 or (len(name) == 2 and name[1] == "县")  # 澧县 is as long as a name gets
    return Strength.FREE if whole or name in kinds.free else Strength.BARE


def _led(long: str, zone: table.Zone) -> bool:
    """Whether another place's name stands before the zone's (南京江北新区): two names, not one."""
    return any(
        long != other and long.endswith(other) and not zone.name.startswith(long[: -len(other)])
        for other in (zone.name, *zone.names)
    )


def _covered(text: str, start: int, name: str) -> bool:
    """Whether a longer word that is no place stands over the name; 杭州湾 stands over 杭州, not over 杭州湾新区."""
    return any(
        text.startswith(longer, start - at) and not (at == 0 and name.startswith(longer))
        for size in (3, 2)
        for at, longer in words().covers.get(name[:size], ())
        if start >= at
    )


def _crossing(text: str, start: int, end: int) -> int:
    """How many of the two edges lie within a common word of two characters."""
    kinds = words()
    left = start > 0 and text[start - 1] in kinds.ends.get(text[start], "")
    right = end < len(text) and text[end] in kinds.begins.get(text[end - 1], "")
    return int(left) + int(right)


def _all(text: str) -> Iterator[Hit]:
    groups = list(map(spellings().get, map(add, text, text[1:])))
    for start in compress(range(len(groups)), groups):
        for spelling in groups[start] or ():
            name = spelling.name
            # 四川省内江市: a full name behind a province's is one, though 省内江 may be none.
            full = spelling.strength is Strength.FULL and text[start - 1 : start] in ("省", "市", "州")
            if text.startswith(name, start) and (full or not _covered(text, start, name)):
                yield Hit(start, start + len(name), spelling, _crossing(text, start, start + len(name)))


def scan(text: str) -> list[Hit]:
    """The names in plain text, in order, none overlapping: the surer wins over the longer, the longer over the first.

    No name goes over the end of a line, and an article's lines are looked at again and again: each is read once.
    """
    if "\n" not in text:
        return list(_scanned(text))
    found: list[Hit] = []
    at = 0
    for line in text.split("\n"):
        found += [Hit(at + h.start, at + h.end, h.spelling, h.crossing) for h in _scanned(line)]
        at += len(line) + 1
    return found


@lru_cache(maxsize=512)
def _scanned(text: str) -> tuple[Hit, ...]:
    hits = [kept for hit in _all(text) if (kept := _standing(text, hit))]
    starts = {hit.start for hit in hits}
    chosen: list[Hit] = []
    taken = bytearray(len(text))
    for hit in sorted(hits, key=lambda h: _rank(h, starts)):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            chosen.append(hit)
    return tuple(sorted(chosen, key=lambda h: h.start))


def _rank(hit: Hit, starts: set[int]) -> tuple[int, int, int, int]:
    """Sort key, the best first. A name right before another's start ends where it should."""
    sides = 0 if hit.end in starts or hit.spelling.strength is Strength.FULL else hit.crossing
    return (-int(hit.spelling.strength >= Strength.FREE), sides, -(hit.end - hit.start), hit.start)


# What makes of a full name's suffix the beginning of another word: 合作市场, 和平区域, 盐城市值.
_SUFFIX_WORDS = {
    "市": "场值容",
    "区": "域块间位",
    "州": "际",
    "旗": "帜下袍手",
    "盟": "友约",
    "省": "略会",
}
_RIVER = re.compile("[河江](?:[上中下]游|流域|沿岸|两岸|干流|支流|河谷|大桥|特大桥)")  # 赤水河流域 is not 赤水
_OFFICE = "委长级域民"  # 姜堰区委, 盐城市长, 昆山市级: the name ends before the suffix


def _standing(text: str, hit: Hit) -> Hit | None:
    """The hit if it can be a name at all, cut where its suffix belongs to the next word; None where it is by chance."""
    name, end = hit.spelling.name, hit.end
    if hit.spelling.strength is not Strength.FULL:
        return (
            hit if hit.crossing < 2 and not (text[end : end + 1] in ("河", "江") and _RIVER.match(text, end)) else None
        )
    after = text[end : end + 1]
    if after and after in _SUFFIX_WORDS.get(name[-1], ""):
        return None
    if (
        after
        and after in _OFFICE
        and len(name) > 2
        and name[-1] in "市区县旗州盟"
        and text[end : end + 2] not in spellings()
        and not (after == "民" and text[end + 1 : end + 2] in tuple("营生政办宿族间企俗主兵"))
    ):
        return Hit(hit.start, end - 1, hit.spelling)
    return hit
