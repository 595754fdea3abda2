"""By which year an article names divisions: in the year of a change, on which side of it the article stands.

In come plain text and the article's year; out comes that year, or the one before where the text still names a division
in full that ended in it and nowhere what took its place. What a name meant in a year is `table`'s and `around`'s.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from store.regions import table


class _Change(NamedTuple):
    """`sign`: what only an article from before it says beside the name; `against`: what one from after it says."""

    name: str
    sign: str
    against: str


def era(text: str, year: int | None) -> int | None:
    """莱芜市 in an article of 2018, which never says 莱芜区: all of its names are read as of 2017."""
    for name, sign, against in _changes(year) if year is not None else ():
        at = text.find(name)
        # 原遵义县: told of as gone.
        if at >= 0 and sign in text and text[at - 1 : at] != "原" and not (against and against in text):
            return year and year - 1
    return year


@lru_cache(maxsize=64)
def _changes(year: int) -> tuple[_Change, ...]:
    """Of the divisions that ended in the year: by their own names, or by their cities' where they kept it (枞阳县)."""
    found = []
    for entry in table.former():
        if entry.until != year or len(entry.name) < 3:
            continue
        began = [row for row in table.current().of_code(entry.heir) if row.since == year]
        heir = began[0].name if began else ""
        if heir != entry.name:
            # 居巢区 became a county-level 巢湖市: so was the city above it called before.
            held = any(table.holds(row, year - 1) for row in table.former().of_name(heir))
            found.append(_Change(entry.name, "", "" if held else heir))
        elif table.parent(entry.code) != table.parent(entry.heir):
            before, after = (table.short(table.parent(code) or "") for code in (entry.code, entry.heir))
            found.append(_Change(entry.name, before, after))
    return tuple(found)
