"""Which division a paper, a site or an office belongs to, by its name.

Names that do not say their place stand in store/data/outlets.tsv; of the others the first place counts; in an outlet's
name a county's bare name stands alone (寿光日报). In comes a name, out come codes, several where it fits several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from store.language import patterns as re
from store.language.fold import plain
from store.regions import table
from store.regions.place import Place
from store.regions.resolve import find


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


# 寿光日报, 今日桐庐, 投资平湖, 安吉发布: in an outlet's name a bare name needs nothing else to speak for it.
_STEM = re.compile(
    r"(?:(?P<today>今日|投资|掌上|云上|无线)|看|爱|智慧|最|微|新|美丽)?(?P<stem>[一-鿿]{2,7}?)(?:人民政府|县委|市委|区委)?"
    r"(?:发布|日报社?|侨报|侨乡报|晚报|晨报|早报|时报|时讯|商报|新报|报社?|新闻(?:网|传媒中心|中心)?|信息网|政[务府]网|门户网|融媒(?:体(?:中心)?)?|传媒(?:中心|集团)?"
    r"|广播电视台|广电(?:台)?|电视台|在线|网|客户端|云|观察|党媒|(?(today)|(?!)))(?:社|客户端|公众号|微信)?$"
)
_NATIONAL = frozenset(("新华", "光明", "中国", "中原", "和平", "东方"))  # 光明日报 is nobody's in 深圳


def outlet(name: str | None, *, year: int | None = None, context: Sequence[str] = ()) -> tuple[str, ...]:
    """The division that a publisher or a site belongs to; several where its name fits several.

    A paper may bear the name that its division took, or took again, later on: 开州日报 was 开县's.
    """
    return tuple(table.then(code, year) for code in _now(name, year, context)) if name else ()


def _now(name: str, year: int | None, context: Sequence[str]) -> tuple[str, ...]:
    key = plain(name)
    if listed := _listed(key):
        return (listed,)
    places = [p for p in find(key, year=year, context=context) if not p.leads]
    # 江苏网 speaks for a province only by its name's beginning; of 中国江苏网 the first place is meant as well.
    return codes_of(places[0]) if places else _by_stem(key, year)


@lru_cache(maxsize=512)
def _listed(name: str) -> str | None:
    return next((code for known, code in outlets().items() if known in name), None)


def borne_out(name: str | None, codes: Sequence[str], text: str, year: int | None) -> bool:
    """Whether the text lets an outlet's bare name be its place's: 凤城日报 is no paper of 凤城 where all is of 泰州."""
    stem = _STEM.match(plain(name or ""))
    if not codes or stem is None or tuple(codes) != _by_stem(plain(name or ""), year):
        return True
    named = find(text, year=year, context=codes)
    named = [p for p in named if p.code and not (p.inside_org or p.rule.startswith("region.whole"))]
    told = Counter((p.code or "")[:4] for p in named if (p.code or "")[2:4] != "00")
    own = sum(told.pop(city, 0) for city in {code[:4] for code in codes})
    return max(told.values(), default=0) < max(4, 3 * own)


@lru_cache(maxsize=512)
def _by_stem(name: str, year: int | None) -> tuple[str, ...]:
    stem = _STEM.match(name)
    if stem is None or stem["stem"] in _NATIONAL:
        return ()
    codes = tuple(r.code for r in table.named(stem["stem"], year=year) if "-" not in r.code)
    cities = tuple(c for c in codes if table.level_of(c) == "prefecture")
    return cities if len(cities) == 1 else codes  # 大同日报 is no paper of 大庆's 大同区


def codes_of(place: Place) -> tuple[str, ...]:
    return (place.code,) if place.code else place.candidates
