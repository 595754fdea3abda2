"""Which division an article as a whole is about.

In come what its page says of it (title, publisher, site, breadcrumb, dateline, path) and its plain text; out comes a
code with the rule that decided, or candidates. Who publishes says where 全市 is; a title, a dateline or a breadcrumb
that names a place within that says it more exactly. Only where none of these speaks does the text itself decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from store.language.fold import plain
from store.regions import table, town, whole
from store.regions.address import of_address
from store.regions.around import GUEST, closeness, ends_a_list, lineage, meanings, settle
from store.regions.names import scan, words
from store.regions.place import Place
from store.regions.resolve import find


@dataclass(frozen=True, slots=True)
class About:
    """The answer; `rule` is None where the code is."""

    code: str | None
    rule: str | None
    candidates: tuple[str, ...] = ()


Said = tuple[str, tuple[str, ...]]  # rule and the codes that it gives


@cache
def outlets() -> dict[str, str]:
    """Names of papers, sites and offices that do not say their place → its code."""
    found: dict[str, str] = {}
    for line in (table.DATA / "outlets.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, _, names = line.partition("\t")
            for name in names.split(" "):
                found.setdefault(name, code)
    return found


def outlet(name: str | None, *, year: int | None = None, context: Sequence[str] = ()) -> tuple[str, ...]:
    """The division that a publisher or a site belongs to; several where its name fits several."""
    if not name:
        return ()
    key = plain(name)
    if exact := next((code for known, code in outlets().items() if known in key), None):
        return (exact,)
    places = [p for p in find(key, year=year, context=context) if not p.leads]
    # 江苏网 speaks for a province only by its name's beginning; of 中国江苏网 the first place is meant as well.
    return _codes(places[0]) if places else _by_stem(key, year)


# 寿光日报, 今日桐庐, 安吉发布: in an outlet's name a bare name needs nothing else to speak for it.
_STEM = re.compile(
    r"(?:(?P<today>今日)|掌上|看|爱|智慧|最|无线|微|云上|新|美丽)?(?P<stem>[一-鿿]{2,7}?)(?:人民政府|县委|市委|区委)?"
    r"(?:发布|日报社?|晚报|晨报|早报|时报|时讯|商报|新报|报社?|新闻(?:网|传媒中心|中心)?|信息网|融媒(?:体(?:中心)?)?|传媒(?:中心|集团)?"
    r"|广播电视台|广电(?:台)?|电视台|在线|网|客户端|云|观察|党媒|(?(today)|(?!)))(?:社|客户端|公众号|微信)?$"
)
_NATIONAL = frozenset(("新华", "光明", "中国"))  # 光明日报 is nobody's in 深圳


def _by_stem(name: str, year: int | None) -> tuple[str, ...]:
    stem = _STEM.match(name)
    if stem is None or stem["stem"] in _NATIONAL:
        return ()
    codes = tuple(r.code for r in table.named(stem["stem"], year=year) if "-" not in r.code)
    cities = tuple(c for c in codes if table.level_of(c) == "prefecture")
    return cities if len(cities) == 1 else codes  # 大同日报 is no paper of 大庆's 大同区


# 某某到黄骅市调研: where a leader goes to is not whose paper tells of it.
_TOUR = re.compile(r"(?:到|在|赴|深入)[^\s,:]{2,24}?(?:调研|考察|检查|督导|督查|走访|慰问|视察|暗访)")


def _of_title(title: str | None, year: int | None, context: Sequence[str]) -> tuple[str, ...]:
    """The place of a title; none where it goes from one city to the next (上海拼营商、杭州拼AI、合肥拼新车)."""
    if _TOUR.search(plain(title or "")):
        return ()
    places = [p for p in find(plain(title or ""), year=year, context=context) if p.code and not p.inside_org]
    provinces = {p.code[:2] for p in places if p.code and not p.leads}
    return () if len(provinces) >= 3 else _first(title, year, context)


def _codes(place: Place) -> tuple[str, ...]:
    return (place.code,) if place.code else place.candidates


def _first(text: str | None, year: int | None, context: Sequence[str]) -> tuple[str, ...]:
    """The one place that a short text is about: the last of a chain, none where several are listed."""
    if not text:
        return ()
    named = [p for p in find(plain(text), year=year, context=context) if not p.rule.startswith("region.whole")]
    places = [p for p in named if not (p.leads or p.listed or p.inside_org)]
    return _codes(places[0]) if places else ()


def about(
    *,
    title: str | None = None,
    publisher: str | None = None,
    site: str | None = None,
    breadcrumb: Sequence[str] = (),
    dateline: str | None = None,
    text: str = "",
    path: str | None = None,
    url: str | None = None,
    published: str | None = None,
) -> About:
    """The division that the article is about. `published` is EDTF; `path` is the file's path, of which folders may name places."""
    text = plain(text)
    year = _year(text, published)
    trail = [code for part in breadcrumb for code in _first(part, year, ())]
    said: list[tuple[str, tuple[str, ...]]] = []
    base = outlet(publisher, year=year, context=trail)
    said.append(("region.publisher", base))
    said.append(("region.dateline", _first(dateline, year, (*base, *trail))))
    said.append(("region.breadcrumb", _first(" ".join(breadcrumb), year, base)))
    folders = re.split(r"[/\\]", path or "")[:-1]
    said.append(("region.path", tuple(c for part in reversed(folders[-3:]) for c in _first(part, year, base))[:1]))
    host = of_address(url)
    said.append(("region.address", (host,) if host else ()))
    told = () if base else [p.code for p in find(text[:2000], year=year) if p.code]
    said.append(("region.title", _of_title(title, year, (*base, *trail, *told))))
    known = [(rule, codes) for rule, codes in said if codes]
    if not known:
        voted = _vote(text, year, outlet(site, year=year))
        return _of_a_part(voted if voted.code else _of_site(site, year), text, year, title)
    return _of_a_part(_of_its_rank(_narrowed(_of_elsewhere(known, text, year), text, year), text), text, year, title)


_PROJECT = re.compile(r"[^,。;:、“”的在将]{2,16}?(?:项目|工程|基地|产业园)")


def _of_a_part(found: About, text: str, year: int | None, title: str | None = None) -> About:
    """A zone or a town that the whole article is about: named from the start, and more than what it lies in."""
    if found.code is None or "-" in found.code or found.code.endswith("0000"):
        return found
    head = {p.code for p in find(plain(title or ""), year=year, context=(found.code,)) if p.code and not p.leads}
    if len(head) == 1 and (part := head.pop()) and "-" in part and found.code in lineage(part):
        inside = find(text, year=year, context=(part, found.code))
        mine = sum(p.code == part for p in inside)
        opens = bool(re.match(r"[^\s:,丨|]{2,8}[:丨|召举]", plain(title or "")))
        if mine >= (1 if opens else 2) and mine > sum(p.code == found.code and not p.leads for p in inside):
            return About(part, "region.part")  # 塘下镇:汽摩配产业迈上“云端”
    places = [p for p in find(text, year=year, context=(found.code,)) if p.code and not p.inside_org and not p.listed]
    parts = Counter(
        p.code
        for p in places
        # 小河镇全域国土综合整治项目: a town in a project's name is only that.
        if p.code and p.code.startswith(found.code + "-") and not _PROJECT.match(text, p.end)
    )
    for place in places:  # a village counts for the town that it is named with
        if place.rule != "region.town" or place.code is None or place.code not in parts:
            continue
        if village := town.VILLAGE.match(text, place.end):
            parts[place.code] += text.count(village[0]) - 1
    own = sum(p.code == found.code and not p.leads and not p.rule.startswith("region.whole") for p in places)
    if not parts:
        return found
    (part, n), *others = parts.most_common(2)
    first = next(p.start for p in places if p.code == part)
    alone = table.level_of(part) == "zone" or not others
    if alone and n >= 4 and n > 2 * own and first < 200 and (not others or n >= 4 * others[0][1]):
        return About(part, "region.part")
    return found


def _of_elsewhere(known: list[Said], text: str, year: int | None) -> list[Said]:
    """An outlet that writes of another province: the title's place counts, where the text names it more than its own."""
    codes = dict(known)
    own, title = codes.get("region.publisher", ()), codes.get("region.title", ())
    if len(own) != 1 or not title or any(t[:2] == own[0][:2] for t in title):
        return known
    named = Counter(p.code[:2] for p in find(text, year=year, context=title) if p.code)
    return (
        [pair for pair in known if pair[0] != "region.publisher"] if named[title[0][:2]] > named[own[0][:2]] else known
    )


def _of_its_rank(found: About, text: str) -> About:
    """A report filed in a city that speaks of its province throughout (省委, 全省) is about the province."""
    if found.rule != "region.dateline" or found.code is None or table.level_of(found.code) == "province":
        return found
    own = _spoken(text)
    mine = sum(n for kind, n in own.items() if whole.is_kind(found.code, kind))
    if own["省"] + own["自治区"] < 2 * max(1, mine):
        return found
    return About(lineage(found.code)[-1], found.rule)


def _year(text: str, published: str | None) -> int | None:
    """Of the publication, else the year that the text proves."""
    if published and published[:4].isdigit():
        return int(published[:4])
    from store.language.dates import proven_year

    return proven_year(text)


def _narrowed(known: Sequence[tuple[str, tuple[str, ...]]], text: str, year: int | None) -> About:
    """The first that speaks, made more exact by those after it that lie within."""
    rule, codes = known[0]
    others = [code for _, more in known[1:] for code in more]
    left = settle(codes, others)
    if len(left) > 1:
        left = settle(left, [p.code for p in find(text[:3000], year=year) if p.code])
    if len(left) > 1:
        return About(None, None, left)
    code = left[0]
    title = dict(known).get("region.title", ())
    if rule == "region.dateline" and len(title) == 1 and title[0] != code and title[0] in lineage(code):
        return About(title[0], "region.title")  # filed in one of its cities
    for further, more in known[1:]:
        inside = [c for c in more if code in lineage(c) and c != code and table.level_of(c) != "town"]
        if len(inside) == 1:
            code, rule = inside[0], further
    return About(code, rule)


def _of_site(site: str | None, year: int | None) -> About:
    codes = outlet(site, year=year)
    return About(codes[0], "region.site") if len(codes) == 1 else About(None, None, codes)


_OWN = re.compile(
    r"(?:(?<![一-鿿])|(?<=[、日午在由]))([省市区县州盟旗])(?:委|政府|长|人大|政协|直)|[全我]([省市区县州盟旗])(?![场域级际])"
)


def _vote(text: str, year: int | None, hint: Sequence[str]) -> About:
    """What the text itself says: the place named most of the kind that it speaks of as its own (全市, 县委书记)."""
    places = [p for p in find(text, year=year, context=hint) if p.code and not p.rule.startswith("region.whole")]
    guests = {p.code for p in places if GUEST.match(text, p.end)}
    places = [p for p in places if p.code not in guests]
    # 紧盯长三角、两江新区和“三北地区”: an item of a list of anything is not what the text is about.
    named = Counter(
        p.code or "" for p in places if not (p.inside_org or p.listed or p.leads or ends_a_list(text, p.start))
    )
    held = Counter(code for p in places if not ends_a_list(text, p.start) for code in lineage(p.code or ""))
    own = _spoken(text)
    if (country := _of_many(named)) or (country := _side_by_side(named)):
        return country
    top = named.most_common(2)
    clear = top and (len(top) == 1 or top[0][1] > 2 * top[1][1])
    spoken = [kind for kind, n in own.items() if 2 * n >= max(own.values()) and (kind != "省" or len(own) == 1)]
    if clear and top[0][1] > 2 and any(whole.is_kind(top[0][0], kind) for kind in spoken):
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
    if clear or closeness(top[0][0], top[1][0]) >= 2:
        return About(top[0][0], "region.text")
    return About(None, None, tuple(code for code, _ in named.most_common(5)))


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


_TOWN = re.compile(r"[一-鿿]{2,3}(?:镇|乡|街道)(?=[党的、,。;人政在与和村社]|$)")


def _spoken(text: str) -> Counter[str]:
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
