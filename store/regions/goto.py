"""Go-to: places for a half-typed name, in hanzi (either script), pinyin or initials, with a year (`hz 2024`).

In comes what was typed, out come `Hit`s: exact, then prefix, pinyin, initials, and fuzzy ones only where the others
leave room; recent places first within each. The sorted lists are built at the first key (about 25 ms over all
divisions and zones), each key after it costs under 5 ms. It knows names only, not what the library holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from store.language.fold import fold
from store.records import Region
from store.regions import table

_YEAR = re.compile(r"^(.*\S)\s+((?:19|20)\d\d)年?$")
_RANK = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "zone": 4, "town": 5}
_HOW = ("exact", "prefix", "pinyin", "initials", "fuzzy")
_LONGEST = 32  # signs of a name behind all that it lies in; the longest has 28


@dataclass(frozen=True, slots=True)
class Hit:
    """A place offered for a query; `how` is exact, prefix, pinyin, initials or fuzzy."""

    region: Region
    how: str


def asked(text: str) -> tuple[str, int | None]:
    """What is looked for, and the year that stands behind it: `hz 2024` → `hz`, 2024."""
    match = _YEAR.match(text.strip())
    return (match[1], int(match[2])) if match else (text.strip(), None)


@dataclass(frozen=True, slots=True)
class Lists:
    """Sorted (spelling, code) pairs, for prefixes."""

    names: list[tuple[str, str]]
    pinyin: list[tuple[str, str]]
    initials: list[tuple[str, str]]
    syllable: dict[str, str]  # hanzi → its reading in place names


@cache
def lists(year: int | None) -> Lists:
    """The spellings of all that was in force in the year; of today without one."""
    names, sounds, letters = set(), set(), set()
    syllable: dict[str, str] = {}
    rows = (
        [*table.current()] if year is None else [e for e in (*table.current(), *table.former()) if table.holds(e, year)]
    )
    for entry in rows:
        names |= {(fold(n), entry.code) for n in (entry.name, entry.short, *entry.aliases)}
        syllables = entry.pinyin.split(" ")
        sounds |= {("".join(syllables), entry.code), ("".join(syllables[: len(entry.short)]), entry.code)}
        letters |= {(entry.initials, entry.code), (entry.initials[: len(entry.short)], entry.code)}
        if year is None:
            for hanzi, sound in zip(entry.name, syllables, strict=False):
                syllable.setdefault(hanzi, sound)
    for zone in table.zones().values():
        names |= {(fold(n), zone.code) for n in (zone.name, *zone.names)}
        sounds.add((zone.pinyin.replace(" ", ""), zone.code))
        letters.add(("".join(s[0] for s in zone.pinyin.split()), zone.code))
    return Lists(sorted(names), sorted(sounds), sorted(letters), syllable)


def _starting(pairs: list[tuple[str, str]], prefix: str) -> Iterator[tuple[str, str]]:
    at = bisect_left(pairs, (prefix, ""))
    while at < len(pairs) and pairs[at][0].startswith(prefix):
        yield pairs[at]
        at += 1


def _found(query: str, year: int | None) -> dict[str, tuple[int, int]]:
    """Code → (place of its kind in `_HOW`, 0 where the whole spelling was typed)."""
    every = lists(year)
    found: dict[str, tuple[int, int]] = {}

    def offer(pairs: Iterator[tuple[str, str]], how: int) -> None:
        for spelling, code in pairs:
            rank = (0 if how == 1 and spelling == query else how, int(spelling != query))
            found[code] = min(found.get(code, rank), rank)

    if query.isdigit():
        for code in table.current().by_code:
            if code.startswith(query):
                found[code] = (int(code != query), int(code != query))
    elif query.isascii():
        letters = re.sub(r"[^a-z]", "", query)
        if letters:
            query = letters
            offer(_starting(every.pinyin, query), 2)
            offer(_starting(every.initials, query), 3)
    else:
        offer(_starting(every.names, query), 1)
    return found


def _lying(query: str, year: int | None) -> dict[str, tuple[int, int]]:
    """The same for a name behind those of what the place lies in: 江苏昆山, 江苏省苏州市昆."""

    @cache  # each name ends at several cuts
    def ending(end: int) -> dict[str, tuple[int, int]]:
        for at in range(2, end):
            if inner := _found(query[at:end], year):
                outer = {r.code for r in table.named(query[:at], year=year)} or ending(at).keys()
                lying = {c: h for c, h in inner.items() if c not in outer and outer & {r.code for r in table.path(c)}}
                if lying:
                    return lying
        return {}

    return ending(len(query)) if len(query) <= _LONGEST else {}


def _fuzzy(query: str, year: int | None) -> set[str]:
    """Codes whose names contain the query, sound like it, or differ from it by one sign."""
    every = lists(year)
    found: set[str] = set()
    if query.isascii():
        letters = re.sub(r"[^a-z]", "", query)
        if len(letters) > 2:
            size, first = len(letters), letters[0]
            found = {c for s, c in every.pinyin if letters in s}
            found |= {c for s, c in every.pinyin if s[0] == first and -2 < len(s) - size < 2 and _one_off(letters, s)}
        return found
    if len(query) > 1:
        size, first = len(query), query[0]
        found = {c for n, c in every.names if query in n}
        found |= {c for n, c in every.names if n[0] == first and -2 < len(n) - size < 2 and _one_off(query, n)}
        known = lists(None).syllable
        sounds = [known.get(hanzi) for hanzi in query]
        if None not in sounds:
            joined = "".join(s for s in sounds if s)
            found |= {c for s, c in every.pinyin if s == joined}
    return found


def _one_off(a: str, b: str) -> bool:
    """Whether one sign put in, left out or changed makes the two equal; their lengths differ by one at most."""
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at + 1 :] == b[at:] or a[at:] == b[at + 1 :]


def search(query: str, *, year: int | None = None, limit: int = 20, recent: Sequence[str] = ()) -> list[Hit]:
    """The best places for what was typed, best first: exact → prefix → pinyin → initials → fuzzy."""
    text, given = asked(query)
    year, key = given or year, fold(text).replace(" ", "") if not text.isascii() else fold(text)
    if not key:
        codes = list(recent)[:limit]
        return [Hit(region, "exact") for c in codes if (region := table.region_of(c))]
    found = _found(key, year)
    if not found and not key.isascii():
        found = {r.code: (0, 0) for r in table.named(key, year=year)} or _lying(key, year)
    if len(found) < limit and not key.isdigit():
        for code in _fuzzy(key, year):
            found.setdefault(code, (4, 0))
    late = {code: place for place, code in enumerate(recent)}

    def order(code: str) -> tuple[int, int, int, int, str]:
        how, partial = found[code]
        return how, late.get(code, len(late)), partial, _RANK[table.level_of(code)], code

    best = sorted(found, key=order)[:limit]
    return [Hit(region, _HOW[found[code][0]]) for code in best if (region := table.region_of(code))]


def near(name: str) -> list[str]:
    """Up to five names of divisions that are like one that does not exist: alike in sound, or one sign off."""
    key = fold(name.strip())
    if not key:
        return []
    codes = set(_found(key, None)) | _fuzzy(key, None)
    if not codes and len(key) > 2:
        codes = _fuzzy(key[:-1], None) | set(_found(key[:2], None))
    ranked = sorted(codes, key=lambda c: (_RANK[table.level_of(c)], c))
    return list(dict.fromkeys(region.name for c in ranked if (region := table.region_of(c))))[:5]
