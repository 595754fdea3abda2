"""Which division an article as a whole is about.

In come what its page says of it (title, publisher, site, breadcrumb, dateline, path) and its plain text; out comes a
code with the rule that decided, or candidates. Who publishes says where 全市 is; a title, a dateline or a breadcrumb
that names a place within that says it more exactly. Only where none of these speaks does the text itself decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from store.language import patterns as re
from store.language.fold import plain
from store.regions import table, town, whole
from store.regions.address import of_address
from store.regions.around import closeness, lineage, settle
from store.regions.era import era
from store.regions.outlet import borne_out, codes_of, outlet
from store.regions.resolve import find
from store.regions.vote import About, spoken, vote

Said = tuple[str, tuple[str, ...]]  # rule and the codes that it gives
_OVER_THE_BORDER = ("71", "81", "82")  # 台湾, 香港, 澳门


# 某某到黄骅市调研: where a leader goes to is not whose paper tells of it.
_TOUR = re.compile(r"(?:到|在|赴|深入)[^\s,:]{2,24}?(?:调研|考察|检查|督导|督查|走访|慰问|视察|暗访)")


def _of_title(title: str | None, year: int | None, context: Sequence[str]) -> tuple[str, ...]:
    """The place of a title; none where it goes from one city to the next (上海拼营商、杭州拼AI、合肥拼新车)."""
    if tour := _TOUR.search(plain(title or "")):  # 五峰县党政代表团到宜都考察: who goes tells
        return _first(plain(title or "")[: tour.start()], year, context)
    places = [p for p in find(plain(title or ""), year=year, context=context) if p.code and not p.inside_org]
    provinces = {p.code[:2] for p in places if p.code and not p.leads}
    return () if len(provinces) >= 3 else _first(title, year, context)


def _first(text: str | None, year: int | None, context: Sequence[str]) -> tuple[str, ...]:
    """The one place that a short text is about: the last of a chain, none where several are listed."""
    if not text:
        return ()
    named = [p for p in find(plain(text), year=year, context=context) if not p.rule.startswith("region.whole")]
    places = [p for p in named if not (p.leads or p.listed or p.inside_org)]
    return codes_of(places[0]) if places else ()


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
    year = era(plain(f"{title or ''}\n{text}"), _year(text, published))
    trail = [code for part in breadcrumb for code in _first(part, year, ())]
    said: list[tuple[str, tuple[str, ...]]] = []
    base = outlet(publisher, year=year, context=trail)
    if not borne_out(publisher, base, text, year):
        base = ()
    if base and base[0][:2] in _OVER_THE_BORDER:  # such an outlet tells of the mainland more than of home
        named = Counter(p.code[:2] for p in find(text[:2000], year=year) if p.code)
        base = base if named[base[0][:2]] >= max(named.values(), default=0) else ()
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
    if [rule for rule, _ in known] == ["region.title"] and _of_many_provinces(text, year, known[0][1]):
        return About(table.COUNTRY, "region.text")
    if not known:
        voted = vote(text, year, outlet(site, year=year))
        return _of_a_part(voted if voted.code else _of_site(site, year), text, year, title)
    return _of_a_part(
        _of_its_rank(_narrowed(_of_elsewhere(known, text, year), text, year), text, year), text, year, title
    )


def _of_many_provinces(text: str, year: int | None, titled: Sequence[str]) -> bool:
    """分别在合肥、郑州、无锡及绵阳设厂: a lead that lists the title's place with two more provinces is of none of them."""
    lead = text[:400].partition("\n")[0]
    listed = {p.code for p in find(lead, year=year) if p.code and p.listed and not p.inside_org}
    return len({code[:2] for code in listed}) >= 3 and not listed.isdisjoint(titled)


_PROJECT = re.compile(r"[^,。;:、“”的在将]{2,16}?(?:项目|工程|基地|产业园)")


def _of_a_part(found: About, text: str, year: int | None, title: str | None = None) -> About:
    """A zone or a town that the whole article is about: named from the start, and more than what it lies in."""
    if found.code is None or "-" in found.code or found.code.endswith("0000"):
        return found
    if (county := _of_a_county(found.code, text, year)) is not None:
        return About(county, "region.part")
    head = {p.code for p in find(plain(title or ""), year=year, context=(found.code,)) if p.code and not p.leads}
    # 高新区经济运行… on the page of a county-level city: the zone's host is the prefecture around it.
    if len(head) == 1 and (part := head.pop()) and "-" in part and closeness(part, found.code) >= 2:
        inside = find(text, year=year, context=(part, found.code))
        mine = sum(p.code == part for p in inside)
        opens = bool(re.match(r"[^\s:,丨|]{2,8}[:丨|召举]", plain(title or "")))
        both = _opens_both(part, title, text, year)
        if mine >= (1 if opens or both else 2) and mine + both > sum(
            p.code == found.code and not p.leads for p in inside
        ):
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
    # 武汉各区的第一会: a zone among districts that are told of as much.
    beside = Counter(p.code for p in places if p.code and "-" not in p.code and found.code in lineage(p.code))
    if len({c for c in beside if c != found.code}) > 2 and 2 * sum(beside.values()) >= n:
        return found
    alone = table.level_of(part) == "zone" or not others
    if alone and n >= 4 and n > 2 * own and first < 200 and (not others or n >= 4 * others[0][1]):
        return About(part, "region.part")
    return found


def _opens_both(part: str, title: str | None, text: str, year: int | None) -> bool:
    """四季青街道力争…, and the text tells of it at once: a town at the head of a headline."""
    context = (part, part.partition("-")[0])
    head, lead = (find(words, year=year, context=context) for words in (plain(title or ""), text[:80]))
    named = bool(head) and head[0].code == part and head[0].start == 0
    return named and part.endswith(table.TOWN_SUFFIXES) and any(p.code == part and not p.listed for p in lead)


def _of_a_county(city: str, text: str, year: int | None) -> str | None:
    """The one county that a city's paper tells of from the start, where the text speaks of 全县 and never of 全市."""
    own = spoken(text)
    kind = next((k for k in ("县", "旗") if own[k]), None)
    if table.level_of(city) != "prefecture" or own["市"] or kind is None:
        return None
    named = [p for p in find(text, year=year, context=(city,)) if p.code and not (p.inside_org or p.leads)]
    counties = [(p.start, c) for p in named for c in lineage(p.code or "") if table.level_of(c) == "county"]
    inside = {c for _, c in counties if city in lineage(c)}
    if len(inside) != 1 or len(counties) < 3 or counties[0][0] > 200 or any(c not in inside for _, c in counties):
        return None
    return inside.pop() if whole.is_kind(next(iter(inside)), kind) else None


def _of_elsewhere(known: list[Said], text: str, year: int | None) -> list[Said]:
    """A report of another province than its outlet's, or than where it was filed: the title's place counts, where the text names it more."""
    codes = dict(known)
    first = next((r for r in ("region.publisher", "region.dateline") if r in codes), "")
    own, title = codes.get(first, ()), codes.get("region.title", ())
    if len(own) != 1 or not title or any(t[:2] == own[0][:2] for t in title):
        return known
    if any(whole.is_kind(own[0], kind) for kind in re.findall(r"我([省市区县州盟旗])", text)):
        return known  # 我市在深圳举办推介会: whose paper it is says who 我市 is
    named = Counter(p.code[:2] for p in find(text, year=year, context=title) if p.code)
    return [pair for pair in known if pair[0] != first] if named[title[0][:2]] > named[own[0][:2]] else known


def _of_its_rank(found: About, text: str, year: int | None) -> About:
    """A report filed in a city, or headed by its name, that speaks of its province throughout (省委, 全省) is the province's."""
    if (
        found.rule not in ("region.dateline", "region.title")
        or found.code is None
        or table.level_of(found.code) == "province"
    ):
        return found
    own = spoken(text)
    mine = sum(n for kind, n in own.items() if whole.is_kind(found.code, kind))
    province = lineage(found.code)[-1]
    if own["省"] + own["自治区"] < 2 * max(1, mine) and (mine or not _filed_only(found, province, text, year)):
        return found
    return About(province, found.rule)


def _filed_only(found: About, province: str, text: str, year: int | None) -> bool:
    """Whether the dateline's city is only where an agency's office for the province sits: the text tells of the latter."""
    named = Counter(p.code for p in find(text, year=year, context=(province,)) if p.code and not p.leads)
    inside = sum(n for code, n in named.items() if code and found.code in lineage(code))
    return found.rule == "region.dateline" and named[province] > 2 * inside


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
        if further == "region.dateline" and title == (code,):
            continue  # 四川一季度GDP同比增长5.3%, filed in 成都: where the agency's office sits
        inside = [c for c in more if code in lineage(c) and c != code and table.level_of(c) != "town"]
        if len(inside) == 1:
            code, rule = inside[0], further
    return About(code, rule)


def _of_site(site: str | None, year: int | None) -> About:
    codes = outlet(site, year=year)
    return About(codes[0], "region.site") if len(codes) == 1 else About(None, None, codes)
