"""Towns and streets: a name before 镇, 乡, 街道 or 苏木, with the county it lies in.

In come plain text and the counties and cities in question, out come spans with codes such as `320118-东坝街道`. The
list of all towns (store/data/towns.z, of 2026) is read only where a text has such a suffix. A town that no county in
question has there (merged since, or renamed) counts for the county in force, or for that named right before it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from store.language import patterns as re
from store.language.searching import searching
from store.regions import table

_SUFFIX = searching(r"街道|苏木|镇(?![江海远宁原平康赉雄沅坪巴安])|乡(?![村镇愁亲音土贤里])")
_EDGE = re.compile(r"(?:^|[\s,。;:!?、“”()]|[在到赴向和与及往从由市县区])([一-鿿]{2,3}(?:街道|镇))(?![域街村级])")
# A village or a community, where it stands behind its town.
VILLAGE = re.compile(r"[一-鿿]{1,4}?(?:村|社区)(?!党|委|民|里|级|庄|支)")
_LIES_IN = re.compile(r"(?:^|[,。;、“])(?P<name>[一-鿿]{1,4}(?:村|社区))(?:隶属于?|位于|地处|坐落[于在]|属于?)$")
# Kinds of towns, not towns.
_KINDS = frozenset(
    "小镇 古镇 重镇 集镇 城镇 村镇 市镇 名镇 强镇 全镇 该镇 各镇 本镇 我镇 乡镇 家乡 下乡 故乡 城乡 全乡 该乡 各乡 水乡 两镇 建制镇 中心镇 "
    "特色镇 百强镇 千强镇 工业镇 农业镇 特色小镇 全街道 该街道 各街道 本街道 我街道 城市街道 乡镇街道 镇街道".split()
)


@cache
def towns() -> dict[str, tuple[str, ...]]:
    """Name with its suffix → codes of the counties that have such a town."""
    text = zlib.decompress((table.DATA / "towns.z").read_bytes()).decode()
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        county, _, names = line.partition("\t")
        for name in names.split(" "):
            found.setdefault(name, []).append(county)
    return {name: tuple(counties) for name, counties in found.items()}


# Cities right above their towns, which the list of towns does not have.
CITIES = frozenset({"441900", "442000", "460400", "620200"})


def find(
    text: str, counties: Sequence[str], cities: Sequence[str], own: Mapping[int, str]
) -> Iterator[tuple[int, int, str]]:
    """Start, end and code. `counties` and `cities` are those in question; `own` has the one to which a town in no list
    is given: by the offset behind its name, where it stands right before the town, and at -1 the one in force.
    """
    bare = next((c for c in counties if c in CITIES), None)
    for suffix in _SUFFIX.finditer(text):
        found = False
        for size in range(7, 1, -1):
            start = suffix.end() - size
            name = text[start : suffix.end()] if start >= 0 else ""
            if start < 0 or len(name) <= len(suffix[0]) or name in _KINDS or name not in towns():
                continue
            if name[0] == "中" and text[start - 1 : start] in ("其", "当"):
                continue  # 其中城镇人口 in the county that has a 中城镇
            if code := _code(name, counties, cities) or (f"{bare}-{name}" if bare else None):
                yield start, suffix.end(), code
                found = True
                break
        start = suffix.end() - 3
        behind = text[start : suffix.end()] if start >= 0 else ""
        # 东莞虎门镇: right behind the county's name a town needs to be in no list.
        if not found and own.get(start) and re.fullmatch("[一-鿿]{2}镇", behind) and _bears_a_name(behind):
            yield start, suffix.end(), f"{own[start]}-{behind}"
            found = True
        if not found and (match := _EDGE.search(text, max(0, suffix.start() - 4), suffix.end() + 1)):
            county = own.get(match.start(1)) or own.get(-1)
            if county and match.end(1) == suffix.end() and _bears_a_name(match[1]):
                yield match.start(1), suffix.end(), f"{county}-{match[1]}"


def villages(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where they stand, and names of the villages that stand behind a town (西合营镇甲村、乙村), or that are said to lie in it (甲村隶属上派镇)."""
    if before := _LIES_IN.search(text, max(0, start - 16), start):
        yield before.start("name"), before["name"]
    village = VILLAGE.match(text, end)
    while village:
        yield village.start(), village[0]
        village = VILLAGE.match(text, village.end() + 1) if text[village.end() : village.end() + 1] in "、和" else None


def _code(name: str, counties: Sequence[str], cities: Sequence[str]) -> str | None:
    having = towns()[name]
    for county in counties:  # 黔西县锦绣街道 of 2019 stands in the table under the city that the county became
        if county in having or table.in_force(county) in having:
            return f"{county}-{name}"
    there = [c for c in having if table.parent(c) in cities]
    return f"{there[0]}-{name}" if len(there) == 1 and len(name) > 2 else None


def _bears_a_name(town: str) -> bool:
    return not (
        {town, town[-2:]} & _KINDS
        or re.search("[等个他她它]|来到|走进", town)
        or town[1] == "年"
        or town[0] in "各全该本我两每街乡村和与及部在到赴于向"
    )
