"""Places that a text means without a division's name: 全市 and 该区, 经开区 alone, zones by their form, towns.

In come the `Around` of a text and the places already found in it, out come further places. They take their division
from the codes in question, so they come after the names are settled.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from store.language import patterns as re
from store.language.searching import searching
from store.regions import table, town, whole, zone
from store.regions.around import MUNICIPALITIES, Around, Named, closeness, lineage
from store.regions.place import Place


def wholes(around: Around, places: list[Place]) -> list[Place]:
    """全市, 我区, 该县 …: of the place in force, or of the one named last."""
    found = []
    named = Named((p.end - 1, p.code) for p in places if p.code)
    for word in whole.words(around.text):
        codes = around.in_question(word.start)
        led = next(_back(places, word.start), None)
        if word.that:
            codes = [*(c for c in named.before(word.start) if whole.is_kind(c, word.kind)), *codes]
        elif led and led[1].end == word.start and whole.is_kind(led[0], word.kind):
            codes = [led[0]]  # 金华全市
        elif (topic := _topic(around, places, word)) is not None:
            codes = [topic, *codes]
        code = whole.meant(word.kind, codes)
        rule = f"region.whole_{'that_' if word.that else ''}{whole.KINDS[word.kind]}"
        found.append(Place(word.start, word.end, around.text[word.start : word.end], code, (), rule))
    return found


def _from(places: Sequence[Place], start: int) -> int:
    """Index of the first place that begins there or behind."""
    return bisect_left(places, start, key=lambda p: p.start)


def _back(places: Sequence[Place], start: int, begin: int = 0) -> Iterator[tuple[str, Place]]:
    """Code and place of those from `begin` that end before the position, the last first."""
    last, first = _from(places, start) - 1, _from(places, begin)
    return ((p.code, p) for i in range(last, first - 1, -1) if (p := places[i]).code and p.end <= start)


# 全市 that a county's sentence measures itself by: the city above, not itself.
_ABOVE_BEFORE = re.compile(
    r"(?:在|居|占|占到|跻身|进入|对照|落实|贯彻|按照|高于|低于|超过|超|位列|列|为|给|是|领跑|争当)$"
)
_ABOVE_AFTER = re.compile(r"(?:前列|前茅|第|首|平均|发展大局|高质量发展大局|作|多作|唯一|率先|排名|考核)")


_NAME_GOES_ON = re.compile(r"[一-鿿]{2,14}?(?:项目|产业园|基地|工程|口岸|通道|公路|铁路|机场|港|中心|园区)")


def _topic(around: Around, places: list[Place], word: whole.Whole) -> str | None:
    """A division of that kind below the one in force, which opens the sentence: 胶州…,全市… means 胶州市."""
    begin = around.begin(word.start)
    opening = next((p for p in islice(places, _from(places, begin), None) if not p.leads), None)
    if opening is None or opening.code is None or opening.start - begin > 8 or opening.end > word.start:
        return None
    quoted = around.text[opening.start - 1 : opening.start] == "“" and around.text[opening.end : opening.end + 1] != "”"
    if opening.name[-1] not in "市区县州盟旗" and (quoted or _NAME_GOES_ON.match(around.text, opening.end)):
        return None  # 抚远黑瞎子岛口岸通车,全市接待…: part of a name, no subject
    if opening.rule.startswith("region.whole") or not whole.is_kind(opening.code, word.kind):
        return None
    if not any(c in lineage(opening.code) for c in around.context):
        return None
    if _ABOVE_BEFORE.search(around.text, max(0, word.start - 3), word.start) or _ABOVE_AFTER.match(
        around.text, word.end
    ):
        return None
    return opening.code


_TOWN = searching("[镇乡]|街道|苏木")


def towns(around: Around, places: list[Place]) -> list[Place]:
    if not _TOWN.search(around.text):
        return []
    codes = list(dict.fromkeys([*around.in_question(len(around.text)), *(p.code for p in places if p.code)]))
    counties = [c for c in codes if table.level_of(c) == "county" or c in town.CITIES]
    cities = [c for c in codes if table.level_of(c) == "prefecture" or c in MUNICIPALITIES]
    own = {p.end: p.code for p in places if p.code in counties}
    if around.context and around.context[0] in counties:
        own[-1] = around.context[0]
    return [
        Place(start, end, around.text[start:end], code, (), "region.town")
        for start, end, code in town.find(around.text, counties, cities, own)
    ]


def namesake(text: str, places: list[Place], town_: Place) -> Place | None:
    """府谷 in 府谷镇: the county's bare name that is a part of its own town's, which then is meant."""
    if town_.rule != "region.town" or town_.name not in town.towns() or text.startswith("街", town_.end):
        return None
    county = next(islice(places, _from(places, town_.start), None), None)
    if county is None or county.start != town_.start or county.end >= town_.end:
        return None
    return county if (town_.code or "").startswith(f"{county.code}-") else None


def bare_zones(around: Around, places: list[Place]) -> list[Place]:
    """经开区, 开发区, 新区 alone: the zone of that kind in question, else that of the place in force."""
    found = []
    of_zones = [(p, p.code) for p in places if p.code and "-" in p.code]
    zoned = Named((p.end - 1, code) for p, code in of_zones)
    by_name: dict[str, Named] = {}
    for start, end, kind, clear in zone.bare(around.text):
        if around.text[start - 1 : start] == "”":
            continue  # “东融”产业集聚区: it bears a name
        if kind == "园区" and _of_a_park(around.text, places, start):
            continue
        codes = around.in_question(start)
        # A zone's or a town's page speaks of the county that it lies in.
        host = next((h for c in codes if table.level_of(h := c.partition("-")[0]) in {"prefecture", "county"}), None)
        known = table.zones_named(f"{table.short(host)}{kind}", around.year) if host else ()
        said = zoned.before(start)
        zones = (c for c in (*codes[:1], *said, *known, *codes) if "-" in c and c.endswith(kind))
        # 古雷港经济开发区…,开发区…: the one named so before.
        if kind not in by_name:
            by_name[kind] = Named((p.end - 1, c) for p, c in of_zones if p.name.endswith(kind))
        named = next(iter(by_name[kind].before(start)), None)
        code = named or next((c for c in zones if host is None or closeness(c, host) >= 2), None)
        if code is None and host and kind == "开发区":
            # 开发区 alone, where the one that there is is an 经开区.
            own = table.zones_named(f"{table.short(host)}经开区", around.year)
            code = next((c for c in own if closeness(c, host) >= 2), None)
        if code is None and host and clear and kind not in {"新区", "园区", "工业园区"}:
            code = f"{host}-{table.short(host)}{kind}"
        if code:
            found.append(Place(start, end, around.text[start:end], code, (), "region.whole_zone"))
    return found


_PARK = re.compile(r"[一-鿿](?:园|基地|小镇)(?=[,。;:内里])")


def _of_a_park(text: str, places: list[Place], start: int) -> bool:
    """在盱眙某创业园,园区占地…: the park that the sentence named last, not a zone named before it."""
    near = max(0, start - 300)
    begin = max(near, text.rfind("。", near, start) + 1)
    named = next((p.end for c, p in _back(places, start, begin) if "-" in c), 0)
    return bool(_PARK.search(text, max(named, begin), start))


def of_zones(places: list[Place]) -> Iterator[Place]:
    """The places, 全区 that no district settles as the zone named last: 高新区…,全区, on a page of a county-level city."""
    last: str | None = None
    for place in places:
        if place.code is None and place.rule == "region.whole_district" and last is not None:
            yield replace(place, code=last)
        else:
            last = place.code if place.code and whole.is_kind(place.code, "区") and "-" in place.code else last
            yield place


def formed_zones(around: Around, places: list[Place]) -> list[Place]:
    """Zones in no list, by their form (新洋经济区): in the county in force, or in that whose name stands right before."""
    found = []
    leaders = {p.end: p.code for p in places if p.code}
    for start, end in zone.formed(around.text, leaders.keys()):
        leader = leaders.get(start)
        if leader and leader.endswith("0000"):
            leader = None  # 位于某县的贵州和平经济开发区: the province is only part of its name
        codes = [leader] if leader else around.in_question(start)
        levels = {"county", "prefecture"} if leader else {"county"}
        host = next((c for c in codes if table.level_of(c) in levels), None)
        if host:
            name = around.text[start:end]
            # 锦界工业园区 where the text speaks of 锦界镇: a part of that town.
            own = (c for c in around.codes if c.startswith(f"{host}-{name[:2]}") and c.endswith(table.TOWN_SUFFIXES))
            code = next(own, f"{host}-{zone.shortened(name)}")
            found.append(Place(start, end, name, code, (), "region.zone_by_form"))
    return found
