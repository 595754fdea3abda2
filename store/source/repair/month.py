"""Days whose 月 a filter took: `326日` for 3月26日.

In: a text; out: edits. The 月 is put back only where a full date of the page lies at most a fortnight after that day
(or two days before it); otherwise the place is marked and stays as it is. Only at the beginning of a clause: 连续215日
and 第108日 are lengths of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.language import patterns as re
from store.source.repair.edit import Edit

KIND = "lost-month"
_DAY = re.compile(
    r"(?:^|(?<=[，。,、；;：:\s“‘（(【《于在至到从自截]))(1[0-2]|[1-9])(0[1-9]|[12]\d|3[01])日(?![游内间元报])"
)
_ANY = re.compile(r"[1-9]\d{2,3}日")
_FULL = re.compile(r"(?<!\d)(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?!\d)")
BEFORE, AFTER = 14, 2  # days between the event and the page's date


def find(text: str) -> list[Edit]:
    if not _ANY.search(text):
        return []
    candidates = list(_DAY.finditer(text))
    dates = list(_dates(text))
    out: list[Edit] = []
    for found in candidates:
        month, day = int(found[1]), int(found[2])
        agrees = any(-AFTER <= _apart(known, month, day) <= BEFORE for known in dates)
        meant = f"{found[1]}月{found[2].lstrip('0')}日" if agrees else found[0]
        out.append(Edit(found.start(), found.end(), meant, KIND, certain=False))
    return out


def _dates(text: str) -> Iterator[date]:
    for found in _FULL.finditer(text):
        try:
            yield date(*(int(part) for part in found.groups()))
        except ValueError:
            continue


def _apart(known: date, month: int, day: int) -> int:
    """Days from the day of that month nearest to the date to the date itself; far off where there is none."""
    days = []
    for year in (known.year - 1, known.year, known.year + 1):
        try:
            days.append((known - date(year, month, day)).days)
        except ValueError:
            continue
    return min(days, key=abs, default=10_000)
