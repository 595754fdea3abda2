"""What the gazetteer knows of a name, as `lichun places NAME` shows it.

In comes a name or a code, out comes one `Description` for each division that bears it: where it lies, how it is
written and read, since when it is, and what it was before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.records import Level
from store.regions.table import entries, former, named, path, pinyin, region_of, traditional


@dataclass(frozen=True, slots=True)
class Description:
    code: str
    name: str
    level: Level
    path: tuple[str, ...]  # names from the province down
    traditional: str
    pinyin: str
    since: int | None  # None: 1990 or before
    until: int | None  # the year in which it ended; None: in force
    history: tuple[str, ...]  # one line a change: `2020 海门市 320684 → 海门区 320614 (撤市设区, 国函〔2020〕79号)`


def history(code: str) -> Sequence[str]:
    """What led to the division, oldest first."""
    lines: list[tuple[int, str]] = []
    waiting, seen = [code], {code}
    while waiting:
        heir = waiting.pop()
        to = region_of(heir)
        for entry in former():
            if entry.heir == heir and (entry.code, entry.name) != (heir, to.name if to else ""):
                source = ", ".join(filter(None, (entry.kind, entry.document)))
                lines.append(
                    (
                        entry.until,
                        f"{entry.until} {entry.name} {entry.code} → {to.name if to else '?'} {heir} ({source})",
                    )
                )
                if entry.code not in seen:
                    seen.add(entry.code)
                    waiting.append(entry.code)
    return tuple(line for _, line in sorted(lines))


def describe(name: str, *, year: int | None = None) -> list[Description]:
    """All that bear the name in that year, or the one of the code; empty where there is none."""
    given = region_of(name)
    told = []
    for region in [given] if given else named(name, year=year):
        row = next(iter(entries(region.code)), None)
        told.append(
            Description(
                region.code,
                region.name,
                region.level,
                tuple(r.name for r in path(region.code)[1:]),
                traditional(region.code),
                pinyin(region.code),
                row.since or None if row else None,
                row.until or None if row else None,
                tuple(history(region.code)),
            )
        )
    return told
