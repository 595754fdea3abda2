"""Which division each place named in a text means, given the year and what is in force around it.

In come plain text (a sentence, a paragraph, an article), the article's year and the codes in force, the nearest first;
out come `Place`s in order. A name is settled by what stands right before it, then by the codes in force, then by the
other names of the text; what stays open has no code but candidates. Bare names that are ordinary words count only where
a place's name leads them, in a list of places, or for a division that is in force. Which place a statement is *about*
is the callers' question: `listed`, `inside_org` and `leads` tell which places cannot be it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from store.language.searching import searching
from store.regions import table, unnamed, zone
from store.regions.around import GUEST, Around, closeness, held, lineage, meanings, settle
from store.regions.doubt import counts, in_list
from store.regions.names import Hit, Strength, scan
from store.regions.place import Place, at, flagged

__all__ = ["Place", "at", "closeness", "find", "lineage", "meanings", "settle"]


_UNNAMED = searching("[全我本该区镇乡里]|街道|苏木")  # what a place without a division's name has at least


def find(text: str, *, year: int | None, context: Sequence[str] = (), before: Sequence[str] = ()) -> list[Place]:
    """The places named in plain text, in order.

    `context` are the codes in force (heading, dateline, publisher …), the nearest first; `before` the codes that the
    section named before this text, the last one last.
    """
    return list(_found(text, year, tuple(context), tuple(before)))


@lru_cache(maxsize=8)
def _found(text: str, year: int | None, context: tuple[str, ...], before: tuple[str, ...]) -> list[Place]:
    """What an article is about is asked of its whole text several times over."""
    hits = scan(text)
    if not hits and not _UNNAMED.search(text):
        return []
    around = Around(text, hits, year, tuple(dict.fromkeys((*context, *reversed(before)))), context)
    places = _named(around)
    topics = [
        (p.start, p.code)
        for p in places
        if p.code and p.rule == "region.by_parent" and p.name[-1] in "市区县旗" and not GUEST.match(text, p.end)
    ]
    around.settled([(p.start, p.code) for p in places if p.code], topics)
    taken = bytearray(len(text))
    for place in places:
        taken[place.start : place.end] = b"\1" * (place.end - place.start)
    finders = [unnamed.towns, unnamed.wholes]  # 该镇 is a town named before
    if "区" in text:
        finders += [unnamed.formed_zones, unnamed.bare_zones]
    for more in finders:
        for place in more(around, places):
            if (county := unnamed.namesake(text, places, place)) is not None:
                places.remove(county)
                taken[county.start : county.end] = bytes(county.end - county.start)
            if not any(taken[place.start : place.end]):
                taken[place.start : place.end] = b"\1" * (place.end - place.start)
                places.append(place)
        places.sort(key=lambda p: p.start)
    return flagged(text, list(unnamed.of_zones(places)))


def _named(around: Around) -> list[Place]:
    """The places that stand by name, zones among them; weak ones only where something speaks for them."""
    places: list[Place] = []
    waiting: list[Hit] = []
    for hit in around.hits:
        previous = places[-1] if places and around.text[places[-1].end : hit.start].strip() == "" else None
        if previous and previous.code is None:
            previous = None
        place = _read(around, hit, previous)
        if place is None:
            waiting.append(hit)
        elif not (places and place.start < places[-1].end):
            places.append(place)
    spans = {p.start: p for p in places} | {p.end: p for p in places}
    for hit in (*waiting, *reversed(waiting)):  # a list is read from both its ends
        if hit.start not in spans and in_list(around.text, hit, spans):
            place = _settled(around, hit, meanings(hit.spelling, around.year), None)
            if place.code and around.support((place.code,), hit.start) >= 2:
                places.append(place)
                spans |= {place.start: place, place.end: place}
    return sorted(places, key=lambda p: p.start)


def _read(around: Around, hit: Hit, previous: Place | None) -> Place | None:
    """The place of one hit; None where it does not count."""
    codes = meanings(hit.spelling, around.year)
    led = bool(previous and previous.code and any(previous.code in lineage(c) and c != previous.code for c in codes))
    if previous and previous.code and _elsewhere(hit, codes, previous.code):
        return Place(hit.start, hit.end, hit.spelling.name, f"{previous.code}-{hit.spelling.name}", (), "region.zone")
    kind = None if hit.spelling.zone else zone.after(around.text, hit.end)
    if kind and (made := _zone(around, hit, codes, kind, previous if led else None)):
        return made
    if not (led or counts(around, hit, codes)):
        return None
    return _settled(around, hit, codes, previous if led else None)


def _elsewhere(hit: Hit, codes: tuple[str, ...], host: str) -> bool:
    """绍兴滨海新区: a zone of the city in front, not the division of that name in another province."""
    return (
        hit.spelling.name.endswith("新区") and "-" not in host and bool(codes) and all(c[:2] != host[:2] for c in codes)
    )


def _settled(around: Around, hit: Hit, codes: tuple[str, ...], leader: Place | None) -> Place:
    """The place with its code, or with candidates where nothing decides."""
    name = around.text[hit.start : hit.end]
    if leader and leader.code:
        inside = tuple(c for c in codes if leader.code in lineage(c) and c != leader.code)
        left, rule = settle(inside, (*around.codes, *around.others(hit.start))), "region.by_parent"
    elif len(codes) == 1:
        left, rule = codes, _how(hit, around.year)
    else:
        left, rule = (
            settle(_by_level(hit, codes, around), (*around.codes, *around.others(hit.start))),
            "region.by_context",
        )
    if len(left) == 1:
        return Place(hit.start, hit.end, name, left[0], (), rule)
    return Place(hit.start, hit.end, name, None, left, "region.ambiguous")


def _how(hit: Hit, year: int | None) -> str:
    if not any(held(since, until, year) for _, since, until in hit.spelling.codes):
        return "region.former_name"
    return "region.full_name" if hit.spelling.strength is Strength.FULL else "region.short_name"


def _by_level(hit: Hit, codes: tuple[str, ...], around: Around) -> tuple[str, ...]:
    """Of a bare name that a city and its county share, the city; 吉林 is the province; unless the other is in force."""
    if hit.spelling.strength is Strength.FULL or any(c in around.codes for c in codes):
        return codes
    provinces = tuple(c for c in codes if c.endswith("0000"))
    others = [c for c in (*around.codes, *around.others(hit.start)) if not any(closeness(c, p) for p in provinces)]
    if provinces and not any(closeness(c, o) for c in codes for o in others if c not in provinces):
        return provinces
    upper = tuple(c for c in codes if not any(o != c and o in lineage(c) for o in codes)) or codes
    # 伊宁 is 伊宁市, not 伊宁县, where both lie side by side.
    seats = {table.parent(c) for c in upper if _name(c).endswith(("市", "区"))}
    return tuple(c for c in upper if not (_name(c).endswith("县") and table.parent(c) in seats)) or upper


def _name(code: str) -> str:
    region = table.region_of(code)
    return region.name if region else ""


def _zone(
    around: Around, hit: Hit, codes: tuple[str, ...], kind: tuple[int, str], leader: Place | None
) -> Place | None:
    """The zone of a place: 盐城 and what follows it, 经济技术开发区."""
    end, short = kind
    known = table.zones_named(f"{_stem(hit)}{short}", around.year)
    if not known and short == "开发区" and (known := table.zones_named(f"{_stem(hit)}经开区", around.year)):
        # 西青开发区 is 西青经开区 where the text before it calls it so; else it is named as it stands.
        known = tuple(c for c in known if c in around.codes)
        short = "经开区" if known else short
    if hit.spelling.strength is Strength.WORD and not leader:
        codes = tuple(c for c in codes if around.support((c,), hit.start) >= 1)
        known = tuple(c for c in known if around.support((c,), hit.start) >= 1)
    if any(c.endswith("0000") for c in codes) and short not in zone.OF_PROVINCES:
        codes = ()
    if not codes and len(known) != 1:
        return None
    host = _settled(around, hit, codes, leader) if codes else Place(hit.start, end, known[0], None)
    name = around.text[hit.start : end]
    made = tuple(f"{c}-{table.short(c)}{short}" for c in ([host.code] if host.code else host.candidates))
    of_known = settle([c for c in known if host.code is None or closeness(c, host.code) >= 1], made)
    left = of_known or made
    if len(left) == 1:
        return Place(hit.start, end, name, left[0], (), "region.zone")
    return Place(hit.start, end, name, None, left, "region.ambiguous")


def _stem(hit: Hit) -> str:
    name = hit.spelling.name
    return name[:-1] if hit.spelling.strength is Strength.FULL and name[-1] in "省市区县" and len(name) > 2 else name
