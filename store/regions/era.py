"""By which year an article names divisions: in the year of a change, on which side of it the article stands.

In come plain text and the article's year; out comes that year, or the one before where the text still names a division
in full that ended in it and nowhere what took its place. What a name meant in a year is `table`'s and `around`'s.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from store.regions import table


class _Change(NamedTuple):
    """`sign`: what an article from before it says beside the name; `against`: what only one from after it says."""

    name: str
    sign: str
    against: tuple[str, ...]


_ENDS_IN_ORIGIN = ("太原", "固原", "开原", "平原", "中原", "三原")


def era(text: str, year: int | None) -> int | None:
    """莱芜市 in an article of 2018, which never says 莱芜区: all of its names are read as of 2017."""
    for name, sign, against in _changes(year) if year is not None else ():
        if name in text and sign in text and not _gone(text, name) and not any(word in text for word in against):
            return year and year - 1
    return year


def _gone(text: str, name: str) -> bool:
    """Whether the text tells of the division as gone, be it once: 原遵义县."""
    at = text.find("原" + name)
    while at >= 0 and text[at - 1 : at + 1] in _ENDS_IN_ORIGIN:  # 太原清徐县
        at = text.find("原" + name, at + 1)
    return at >= 0


@lru_cache(maxsize=64)
def _changes(year: int) -> tuple[_Change, ...]:
    """Of the divisions that ended in the year: by their own names, or by their cities' where they kept it (枞阳县)."""
    found = []
    for entry in table.former():
        if entry.until != year or len(entry.name) < 3:
            continue
        named = [row for row in _of_name(entry.name) if row.since == year or row.until != year]
        if any(row.since == year and table.level_of(row.code) != table.level_of(entry.code) for row in named):
            continue  # the city of 哈密 ended in the year in which the region around it became a city of its name
        above = tuple(table.short(table.parent(code) or "") for code in (entry.code, entry.heir))
        kept = [row for row in named if row.code == entry.heir and row.since == year]
        if not kept:
            # 邢台市桥东区 became 襄都区; 桥东区 alone may be that of 张家口.
            elsewhere = any(table.holds(row, year) for row in named)
            found.append(_Change(entry.name, above[0] if elsewhere else "", _begun(entry.heir, year)))
        elif above[0] != above[1]:
            found.append(_Change(entry.name, above[0], above[1:]))
    return tuple(found)


def _of_name(name: str) -> list[table.Entry]:
    return [row for rows in (table.current(), table.former()) for row in rows.of_name(name) if row.name == name]


def _begun(heir: str, year: int) -> tuple[str, ...]:
    """Names that nothing bore before: the heir's own, or those of its districts (伊州区 of 哈密市)."""
    under = heir.removesuffix("00")
    names = {row.name for row in _beginning(year) if row.code.startswith(under)}
    # 居巢区 became a county-level 巢湖市: so was the city above it called before.
    return tuple(sorted(n for n in names if not any(table.holds(row, year - 1) for row in _of_name(n))))


@lru_cache(maxsize=64)
def _beginning(year: int) -> tuple[table.Entry, ...]:
    return tuple(row for rows in (table.current(), table.former()) for row in rows if row.since == year)
