"""The register of cleaning rules: every module is named here, so nothing registers by being imported from afar."""

from __future__ import annotations

from store.source.furniture import ends, lists, media, navigation, notices
from store.source.furniture.rule import ZONES, EdgeRule, LineRule, Zone

# The special before the general: the first rule that drops a line gives the drop its name.
LINE_RULES: tuple[LineRule, ...] = (*media.RULES, *notices.RULES, *lists.RULES, *navigation.RULES)
EDGE_RULES: tuple[EdgeRule, ...] = ends.RULES


def _speaking(zone: Zone, long: bool, beside: bool) -> tuple[LineRule, ...]:
    return tuple(r for r in LINE_RULES if r.speaks(zone) and (r.long or not long) and r.beside == beside)


# The rules that may speak: by zone, for lines of up to or more than LONG hanzi, and by whether they look beside them.
SPEAKING = {
    (zone, long, beside): _speaking(zone, long, beside)
    for zone in ZONES
    for long in (False, True)
    for beside in (False, True)
}
# What is left to ask at an edge once no rule drops the line in the body, and at the head once none does in the tail.
BEYOND_BODY = {
    (zone, long): tuple(r for r in SPEAKING[zone, long, False] if r.where != "anywhere")
    for zone in ZONES
    for long in (False, True)
}
BEYOND_TAIL = {long: tuple(r for r in SPEAKING["head", long, False] if r.where == "head") for long in (False, True)}
