"""A count that an article comes back to: 此次签约的24个项目中, once 签约项目24个 has been told.

`restates` takes two figures of an article, the first told first, and says whether the later one is the same count named
again, with fewer words and the number before its noun. Statements that are the same word for word are the caller's.
"""

from __future__ import annotations

from store.records import Figure

_COUNTED = frozenset("个项家户条件座")
_LEAST = 8  # smaller numbers come about by chance
_SUMS = frozenset(("元", "美元", "亩", "平方米"))


def restates(first: Figure, again: Figure) -> bool:
    """Whether the later figure names the count of the first once more (RECORDS.md, Evidence: one record)."""
    if again.value is None or again.value < _LEAST:
        return False
    if (first.value, first.unit, first.value_max, first.region) != (
        again.value,
        again.unit,
        again.value_max,
        again.region,
    ):
        return False
    one, other = first.measure or "", again.measure or ""
    if not _same_year(first.horizon, again.horizon):
        return False
    if again.unit in _SUMS:
        return first.status == again.status and (_shorter(one, other) or _shorter(other, one))
    if again.unit not in _COUNTED:
        return False
    if again.trace.get("measure") == "measure.noun_behind" and _shorter(one, other):
        return True
    return first.status == again.status and (_shorter(one, other) or _shorter(other, one))


def _same_year(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one[-4:] == other[-4:] or one[:4] == other[:4]


def _shorter(long: str, short: str) -> bool:
    """Whether the one name holds the signs of the other in order and ends as it does: 规模以上工业企业, 规上企业."""
    signs = iter(long)
    return long[-2:] == short[-2:] and len(short) >= 2 and all(sign in signs for sign in short)
