"""Which division a text is about where nothing on its page says so: what it names most, of the kind that it calls its own.

In come plain text, its year and a hint of codes; out comes an `About`. The page's own words (publisher, title, dateline)
are `article`'s matter, and stronger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from store.language import patterns as re
from store.language.searching import searching
from store.regions import table, town, whole
from store.regions.around import GUEST, closeness, ends_a_list, lineage, meanings
from store.regions.names import scan, words
from store.regions.resolve import find


@dataclass(frozen=True, slots=True)
class About:
    """The answer; `rule` is None where the code is."""

    code: str | None
    rule: str | None
    candidates: tuple[str, ...] = ()


_OWN = searching(
    r"(?:(?<![一-鿿])|(?<=[、日午在由]))([省市区县州盟旗])(?:委|政府|长|人大|政协|直)|[全我]([省市区县州盟旗])(?![场域级际])"
)
_SPEAKS_FOR = re.compile(r"我谨?代表$")
_TOWN = re.compile(r"[一-鿿]{2,3}(?:镇|乡|街道)(?=[党的、,。;人政在与和村社]|$)")


def vote(text: str, year: int | None, hint: Sequence[str]) -> About:
    """What the text itself says: the place named most of the kind that it speaks of as its own (全市, 县委书记)."""
    places = [p for p in find(text, year=year, context=hint) if p.code and not p.rule.startswith("region.whole")]
    for place in places:
        if _SPEAKS_FOR.search(text, max(0, place.start - 4), place.start) and text.startswith(
            ("人民政府", "政府"), place.end
        ):
            return About(place.code, "region.text")  # 现在,我代表某县人民政府向大会报告工作
    guests = {p.code for p in places if GUEST.match(text, p.end)}
    places = [p for p in places if p.code not in guests]
    # 紧盯长三角、两江新区和“三北地区”: an item of a list of anything is not what the text is about.
    named = Counter(
        p.code or "" for p in places if not (p.inside_org or p.listed or p.leads or ends_a_list(text, p.start))
    )
    held = Counter(c for p in places if not (p.inside_org or ends_a_list(text, p.start)) for c in lineage(p.code or ""))
    own = spoken(text)
    if (country := _of_many(named)) or (country := _side_by_side(named)):
        return country
    top = named.most_common(2)
    clear = top and (len(top) == 1 or top[0][1] > 2 * top[1][1])
    kinds = [kind for kind, n in own.items() if 2 * n >= max(own.values()) and (kind != "省" or len(own) == 1)]
    if clear and top[0][1] > 2 and any(whole.is_kind(top[0][0], kind) for kind in kinds):
        return About(top[0][0], "region.text")
    for kind, _ in own.most_common(2):
        if kind == "省" and len(own) > 1:
            continue  # every city speaks of its province
        if kind == "省" and any(named[c] > 1 for c in named if table.level_of(c) != "province"):
            break
        weight = {c: 2.0 * named[c] + held[c] for c in held if whole.is_kind(c, kind)}
        best = sorted(weight, key=lambda c: -weight[c])
        if best and (len(best) == 1 or weight[best[0]] > 1.2 * weight[best[1]]):
            return About(best[0], "region.text")
        if not best and (code := _repeated(text, kind, year, guests) or _of_town(text, kind)):
            return About(code, "region.text")
    if not named:
        return About(None, None)
    if own and own.most_common(1)[0][0] == "省" and (code := _shared(named)):
        return About(code, "region.text")
    if _of_one_unnamed(top[0][0], own):
        return About(None, None, (top[0][0],))
    if clear or closeness(top[0][0], top[1][0]) >= 2:
        return About(top[0][0], "region.text")
    return About(None, None, tuple(code for code, _ in named.most_common(5)))


def _of_one_unnamed(top: str, own: Counter[str]) -> bool:
    """Whether a text that says 全县 again and again names no county, only what lies above it (安徽)."""
    kind, n = own.most_common(1)[0] if own else ("", 0)
    return n > 2 and kind != "省" and not any(whole.is_kind(code, kind) for code in lineage(top))


def _of_town(text: str, kind: str) -> str | None:
    """The county of a town whose name only one county has, in a text that says 我县 and names no division."""
    counted = Counter(
        having[0]
        for m in _TOWN.finditer(text)
        for size in (4, 3)
        if len(m[0]) >= size
        and len(having := town.towns().get(m[0][-size:], ())) == 1
        and whole.is_kind(having[0], kind)
    )
    return counted.most_common(1)[0][0] if len(counted) == 1 else None


def spoken(text: str) -> Counter[str]:
    """How often the text speaks of a division as its own, by kind: 全市, 省委, 县长."""
    return Counter(match[1] or match[2] for match in _OWN.finditer(text))


def _of_many(named: Counter[str]) -> About | None:
    """Many provinces side by side: the country."""
    provinces: Counter[str] = Counter()
    for code, n in named.items():
        provinces[lineage(code)[-1] if lineage(code) else code] += n
    total = provinces.total()
    if len(provinces) >= 6 and max(provinces.values()) < 0.35 * total:
        return About(table.COUNTRY, "region.text")
    return None


def _side_by_side(named: Counter[str]) -> About | None:
    """Cities side by side, none of which has half of what is named: their province; of several provinces nothing."""
    provinces: Counter[str] = Counter()
    cities: Counter[str] = Counter()
    for code, n in named.items():
        line = [c for c in lineage(code) if "-" not in c]
        if line:
            provinces[line[-1]] += n
            if len(line) > 1:
                cities[line[-2]] += n
    total = provinces.total()
    if total < 6 or (cities and max(cities.values()) >= 0.5 * total):
        return None
    top, n = provinces.most_common(1)[0]
    if len(provinces) >= 3 and n < 0.5 * total:
        return About(None, None, tuple(code for code, _ in named.most_common(5)))
    apart = [c for c in cities if c[:2] == top[:2]]
    pair = len(apart) == 2 and min(cities[c] for c in apart) >= 0.25 * total
    return About(top, "region.text") if n >= 0.8 * total and (len(apart) >= 3 or pair) else None


def _shared(named: Counter[str]) -> str | None:
    """The province of several cities, where nearly all that is named lies in it."""
    provinces: Counter[str] = Counter()
    cities: set[str] = set()
    for code, n in named.items():
        line = lineage(code)
        if line:
            provinces[line[-1]] += n
            cities |= set(line[-2:-1])
    best = provinces.most_common(1)
    if best and best[0][1] >= 0.8 * provinces.total() and len([c for c in cities if c[:2] == best[0][0][:2]]) > 1:
        return best[0][0]
    return None


def _repeated(text: str, kind: str, year: int | None, guests: Collection[str | None]) -> str | None:
    """A bare name of that kind that a text without other places repeats (文成, three times and 我县)."""
    counted: Counter[str] = Counter()
    for hit in scan(text):
        codes = meanings(hit.spelling, year)
        if len(codes) != 1 or codes[0] in guests or hit.spelling.name in words().verb:
            continue
        if whole.is_kind(codes[0], kind):
            counted[codes[0]] += 1
    best = counted.most_common(2)
    clear = best and best[0][1] >= 3 and (len(best) == 1 or best[0][1] >= 2 * best[1][1])
    return best[0][0] if clear else None
