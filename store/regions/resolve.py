"""Which division each place named in a text means, given the year and what is in force around it.

In come plain text (a sentence, a paragraph, an article), the article's year and the codes in force, the nearest first;
out come `Place`s in order. A name is settled by what stands right before it, then by the codes in force, then by the
other names of the text; what stays open has no code but candidates. Bare names that are ordinary words count only where
a place's name leads them, in a list of places, or for a division that is in force. Which place a statement is *about*
is the callers' question: `listed`, `inside_org` and `leads` tell which places cannot be it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from store.regions import table, town, whole, zone
from store.regions.names import GENERIC, Hit, Spelling, Strength, scan, words


@dataclass(frozen=True, slots=True)
class Place:
    """One name in a text. `leads`: a more exact name follows at once (南京市 in 南京市鼓楼区)."""

    start: int
    end: int
    name: str  # as it stands in the plain text
    code: str | None
    candidates: tuple[str, ...] = ()  # where the code is open: what it may be
    rule: str = "region.name"
    listed: bool = False  # one of several joined by 、
    inside_org: bool = False  # part of a company's, school's or paper's name
    leads: bool = False

    def moved(self, by: int) -> Place:
        return replace(self, start=self.start + by, end=self.end + by)


def find(text: str, *, year: int | None, context: Sequence[str] = (), before: Sequence[str] = ()) -> list[Place]:
    """The places named in plain text, in order.

    `context` are the codes in force (heading, dateline, publisher …), the nearest first; `before` the codes that the
    section named before this text, the last one last.
    """
    hits = scan(text)
    around = Around(text, hits, year, tuple(dict.fromkeys((*context, *reversed(before)))), tuple(context))
    places = _named(around)
    around.anchors = [(p.start, p.code) for p in places if p.code]
    around.topics = [
        (p.start, p.code)
        for p in places
        if p.code and p.rule == "region.by_parent" and p.name[-1] in "市区县旗" and not GUEST.match(text, p.end)
    ]
    taken = bytearray(len(text))
    for place in places:
        taken[place.start : place.end] = b"\1" * (place.end - place.start)
    finders = [_wholes, _towns, *([_formed_zones, _bare_zones] if "区" in text else [])]
    for more in finders:
        for place in more(around, places):
            if not any(taken[place.start : place.end]):
                taken[place.start : place.end] = b"\1" * (place.end - place.start)
                places.append(place)
        places.sort(key=lambda p: p.start)
    return _flagged(text, places)


def article_region(**page: Any) -> tuple[str | None, str | None]:
    """Code of the division that an article is about, and the rule that says so; see `about` in article.py."""
    from store.regions.article import about

    found = about(**page)
    return found.code, found.rule


def at(places: Iterable[Place], offset: int) -> Place | None:
    """The place whose name stands over the offset."""
    return next((p for p in places if p.start <= offset < p.end), None)


@lru_cache(maxsize=20_000)
def meanings(spelling: Spelling, year: int | None) -> tuple[str, ...]:
    """The codes that a spelling may mean in that year; where it meant none, those it means at another time."""
    held = [c for c, since, until in spelling.codes if _held(since, until, year)]
    if not held:
        past = [c for c, _, until in spelling.codes if spelling.strength is Strength.FULL or _lately(until, year)]
        return table.zones_named(spelling.name) or tuple(dict.fromkeys(table.in_force(c, year) for c in past))
    if len(held) > 1:
        ended = [c for c, since, until in spelling.codes if until and _held(since, until, year)]
        # In the year of a change both hold: the new one is meant.
        held = [c for c in held if c not in ended or table.in_force(c) not in held or table.in_force(c) == c]
    return tuple(dict.fromkeys(held))


def _lately(until: int, year: int | None) -> bool:
    """Whether people may still use the bare name of a division that is no more."""
    return not until or (year or NOW) - until <= 10


def _held(since: int, until: int, year: int | None) -> bool:
    return not until if year is None else since <= year and (not until or year <= until)


@cache
def lineage(code: str) -> tuple[str, ...]:
    """The division and those above it, China left out."""
    return tuple(r.code for r in reversed(table.path(code)) if r.code != table.COUNTRY)


@lru_cache(maxsize=50_000)
def closeness(code: str, other: str) -> int:
    """4 the same, 3 one in the other below the province, 2 in one prefecture, 1 in one province, 0 apart."""
    if code == other:
        return 4
    a, b = lineage(code), lineage(other)
    shared = next((c for c in a if c in b), None)
    if shared is None:
        return 0
    if shared in (code, other):
        return 1 if table.level_of(shared) == "province" and shared not in MUNICIPALITIES else 3
    return 2 if table.level_of(shared) != "province" or shared in MUNICIPALITIES else 1


NOW = 2026  # year of the table
# What stands before a place that the sentence is not about.
_PASSING = re.compile(r"(?:与|同|和|跟|向|对标|学习|赴|来自|比|对接|对口|帮扶|援助|前往)$")
# 衡南县…率代表团来我县: the county that speaks of itself is another one.
GUEST = re.compile(r"[^。!?\n]{0,60}[来到赴][^。!?\n,]{0,4}[我本][省市区县州盟旗]")
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


class Around:
    """A text with what helps to settle its names: the codes in force and the names that leave no doubt."""

    def __init__(self, text: str, hits: list[Hit], year: int | None, codes: tuple[str, ...], context: tuple[str, ...]):
        self.text, self.hits, self.year, self.context = text, hits, year, context
        self.codes = codes
        self.anchors: list[tuple[int, str]] = []  # first the names that leave no doubt, then all that were settled
        self.topics: list[tuple[int, str]] = []  # those named in full, their city before them (泰州市姜堰区)
        for hit in hits:
            if hit.spelling.strength >= Strength.FREE and hit.spelling.name not in GENERIC:
                meant = meanings(hit.spelling, year)
                if len(meant) == 1:
                    self.anchors.append((hit.start, meant[0]))

    def others(self, start: int) -> list[str]:
        """Codes of the anchors, those before the position first, the nearest first; itself left out."""
        earlier = [c for at, c in reversed(self.anchors) if at < start]
        return earlier + [c for at, c in self.anchors if at > start]

    def support(self, code: str, start: int) -> int:
        """How close the nearest code in question is."""
        return max((closeness(code, c) for c in (*self.codes, *self.others(start))), default=0)

    def in_question(self, start: int) -> list[str]:
        """Codes in the order in which they count for words such as 全市 and for zones without a name.

        Text beats heading: where the text names nothing of the place in force but another in full, that one is first.
        """
        earlier = [c for at, c in reversed(self.anchors) if at < start and not self.passing(at)]
        later = [c for at, c in self.anchors if at > start]
        if self.context and table.level_of(self.context[0]) != "province":
            topics = [c for at, c in reversed(self.topics) if at < start]
            if topics and not any(closeness(self.context[0], c) > 1 for c in earlier):
                return [*topics, *self.codes]
        return [*self.context, *earlier, *self.codes, *later]

    def passing(self, start: int) -> bool:
        """Whether the name is only compared with or visited (与常州, 对标苏州)."""
        return bool(_PASSING.search(self.text, max(0, start - 4), start))


def settle(codes: Sequence[str], near: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes that the nearest code in question speaks for; all of them where none does."""
    left = tuple(codes)
    for other in near:
        if len(left) < 2:
            break
        best = max(closeness(c, other) for c in left)
        if best:
            left = tuple(c for c in left if closeness(c, other) == best)
    return left


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
        if hit.start not in spans and _in_list(around.text, hit, spans):
            place = _settled(around, hit, meanings(hit.spelling, around.year), None)
            if place.code and around.support(place.code, hit.start) >= 2:
                places.append(place)
                spans |= {place.start: place, place.end: place}
    return sorted(places, key=lambda p: p.start)


def _read(around: Around, hit: Hit, previous: Place | None) -> Place | None:
    """The place of one hit; None where it does not count."""
    codes = meanings(hit.spelling, around.year)
    led = bool(previous and previous.code and any(previous.code in lineage(c) and c != previous.code for c in codes))
    kind = None if hit.spelling.zone else zone.after(around.text, hit.end)
    if kind and (made := _zone(around, hit, codes, kind, previous if led else None)):
        return made
    if not (led or _counts(around, hit, codes)):
        return None
    return _settled(around, hit, codes, previous if led else None)


def _counts(around: Around, hit: Hit, codes: tuple[str, ...]) -> bool:
    """Whether the name means a place here, with no place's name right before it."""
    name, strength = hit.spelling.name, hit.spelling.strength
    if name in GENERIC:
        return len(name) > 2 and any(closeness(c, o) >= 2 for c in codes for o in around.codes)
    if strength is Strength.FULL:
        return bool(codes)
    if not codes or _directional(around.text, hit) or _ROAD.match(around.text, hit.end):
        return False
    if _PERSON.search(around.text, max(0, hit.start - 4), hit.start):
        return False
    support = max((around.support(c, hit.start) for c in codes), default=0)
    if support and _OFFICE.match(around.text, hit.end):
        return True
    if strength is Strength.FREE:
        return not hit.crossing or support >= 1
    if strength is Strength.BARE:
        return support >= (2 if hit.crossing else 1)
    if _heads(around.text, hit):
        return True
    if name in words().verb or hit.crossing:
        return False
    in_force = any(c in codes for c in around.codes)
    return (in_force or any(c in codes for c in around.others(hit.start))) and _edges(around.text, hit, in_force)


# 南京西路 is a street elsewhere; 深圳路径 is none.
_ROAD = re.compile(r"[东西南北中]?(?:路(?![径线演子上])|大街|大道(?!理)|胡同)")
# An office and a surname: 州长龙长春 holds no 长春.
_PERSON = re.compile(
    r"(?:书记|[省市区县州局厅院校部处会董旗盟]长|主任|主席|经理|记者|委员|队长|代表|教授|同志)"
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔"
    r"白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]$"
)
_OFFICE = re.compile(r"[市区县州盟旗](?:委|政府|人民政府|长|人大|政协|纪委)")
_DIRECTION = re.compile(r"(?:[河湖江海淮渭陇][东南西北]|山[东西南]|晋中|[河江][源口])$")
_OPEN = set(
    " \n\t,。;:!?、“”‘’()《》〈〉【】-—·/|~…在与和及向从对到赴为是由至以等省市国来自让给使把将被跟同往经过抵驻访援赴沪京苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘青宁新冀晋辽吉黑蒙藏的了约达去离本"
)


def _directional(text: str, hit: Hit) -> bool:
    """河南 after a name that goes on (台子河南): the south of a river, not the province."""
    if not _DIRECTION.fullmatch(hit.spelling.name) or hit.start == 0:
        return False
    before = text[hit.start - 1]
    return "一" <= before <= "鿿" and before not in _OPEN


def _heads(text: str, hit: Hit) -> bool:
    """A section's heading: the name, then a colon."""
    return (
        text[hit.start - 1 : hit.start] in ("", "\n") and text[hit.end : hit.end + 1] == ":" and len(text) > hit.end + 4
    )


_LEFT = re.compile(
    r"(?:^|[\s,。;:!?、“”()《》]|[在到为对向来赴由使让把将与和及从以于是给聚做]|推动|建设|助力|促进|美丽|现代化|走进|落户|投资|[今去明]年|\d日)$"
)
_RIGHT = re.compile(
    r"$|[\s,。;:!?、“”()《》]|[的区县市州旗将在以是全正着已也把与和及要举召吹打按依加坚聚紧抢奋实各上新人]"
    r"|经济|发展|贡献|力量|样板|答卷|故事|速度|模式|精神|大地|担当|形象|特色|高质量|现代|产业|未来|篇章"
)


def _edges(text: str, hit: Hit, in_force: bool) -> bool:
    """Whether a word that is also a name stands as a name would; looser for a rare word whose place is in force."""
    if not _LEFT.search(text, max(0, hit.start - 3), hit.start):
        return False
    return (in_force and hit.spelling.name not in words().common) or bool(_RIGHT.match(text, hit.end))


def _in_list(text: str, hit: Hit, spans: dict[int, Place]) -> bool:
    """Whether a place stands on the other side of a 、 or 与; for names that are verbs, on both sides."""
    before, after = spans.get(hit.start - 1), spans.get(hit.end + 1)
    left = text[hit.start - 1 : hit.start] in _JOINTS and before is not None and before.end == hit.start - 1
    right = text[hit.end : hit.end + 1] in _JOINTS and after is not None and after.start == hit.end + 1
    return (left and right) or ((left or right) and hit.spelling.name not in words().verb)


_JOINTS = tuple("、和与及")


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
    if not any(_held(since, until, year) for _, since, until in hit.spelling.codes):
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
    known = table.zones_named(f"{_stem(hit)}{short}")
    if hit.spelling.strength is Strength.WORD and not leader:
        codes = tuple(c for c in codes if around.support(c, hit.start) >= 1)
        known = tuple(c for c in known if around.support(c, hit.start) >= 1)
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


def _wholes(around: Around, places: list[Place]) -> list[Place]:
    """全市, 我区, 该县 …: of the place in force, or of the one named last."""
    found = []
    for word in whole.words(around.text):
        codes = around.in_question(word.start)
        if word.that:
            said = [p.code for p in reversed(places) if p.end <= word.start and p.code]
            codes = [c for c in said if whole.is_kind(c, word.kind)] + codes
        elif (topic := _topic(around, places, word)) is not None:
            codes = [topic, *codes]
        code = whole.meant(word.kind, codes)
        rule = f"region.whole_{'that_' if word.that else ''}{whole.KINDS[word.kind]}"
        found.append(Place(word.start, word.end, around.text[word.start : word.end], code, (), rule))
    return found


# 全市 that a county's sentence measures itself by: the city above, not itself.
_ABOVE_BEFORE = re.compile(
    r"(?:在|居|占|占到|跻身|进入|对照|落实|贯彻|按照|高于|低于|超过|超|位列|列|为|给|是|领跑|争当)$"
)
_ABOVE_AFTER = re.compile(r"(?:前列|前茅|第|首|平均|发展大局|高质量发展大局|作|多作|唯一|率先|排名|考核)")


def _topic(around: Around, places: list[Place], word: whole.Whole) -> str | None:
    """A division of that kind below the one in force, which opens the sentence: 胶州…,全市… means 胶州市."""
    begin = max(around.text.rfind(stop, 0, word.start) for stop in "。!?\n;") + 1
    opening = next((p for p in places if p.start >= begin and not p.leads), None)
    if opening is None or opening.code is None or opening.start - begin > 8 or opening.end > word.start:
        return None
    if opening.rule.startswith("region.whole") or not whole.is_kind(opening.code, word.kind):
        return None
    if not any(c in lineage(opening.code) for c in around.context):
        return None
    if _ABOVE_BEFORE.search(around.text, max(0, word.start - 3), word.start) or _ABOVE_AFTER.match(
        around.text, word.end
    ):
        return None
    return opening.code


def _towns(around: Around, places: list[Place]) -> list[Place]:
    if not re.search("[镇乡]|街道|苏木", around.text):
        return []
    codes = list(dict.fromkeys([*(p.code for p in reversed(places) if p.code), *around.in_question(len(around.text))]))
    counties = [c for c in codes if table.level_of(c) == "county" or c in town.CITIES]
    cities = [c for c in codes if table.level_of(c) == "prefecture" or c in MUNICIPALITIES]
    return [
        Place(start, end, around.text[start:end], code, (), "region.town")
        for start, end, code in town.find(around.text, counties, cities)
    ]


def _bare_zones(around: Around, places: list[Place]) -> list[Place]:
    """经开区, 开发区, 新区 alone: the zone of that kind in question, else that of the place in force."""
    found = []
    for start, end, kind, clear in zone.bare(around.text):
        said = [p.code for p in reversed(places) if p.end <= start and p.code]
        codes = around.in_question(start)
        host = next((c for c in codes if table.level_of(c) in {"prefecture", "county"}), None)
        zones = (c for c in (*codes[:1], *said, *codes) if "-" in c and c.endswith(kind))
        code = next((c for c in zones if host is None or closeness(c, host) >= 2), None)
        if code is None and host and clear and kind not in {"新区", "园区", "工业园区"}:
            code = f"{host}-{table.short(host)}{kind}"
        if code:
            found.append(Place(start, end, around.text[start:end], code, (), "region.whole_zone"))
    return found


def _formed_zones(around: Around, places: list[Place]) -> list[Place]:
    """Zones in no list, by their form (新洋经济区): in the county in force, or in that whose name stands right before."""
    found = []
    leaders = {p.end: p.code for p in places if p.code}
    for start, end in zone.formed(around.text, tuple(leaders)):
        leader = leaders.get(start)
        codes = [leader] if leader else around.in_question(start)
        levels = {"county", "prefecture"} if leader else {"county"}
        host = next((c for c in codes if table.level_of(c) in levels), None)
        if host:
            name = around.text[start:end]
            found.append(Place(start, end, name, f"{host}-{zone.shortened(name)}", (), "region.zone_by_form"))
    return found


_ORG = re.compile(
    r"[^,。;:!?、“”()《》\s的在与和及将是召举引签推开打出发加建设要会为了已对把以让向从]{0,12}"
    r"(?:公司|集团|银行|股份|大学|学院|中学|小学|医院|研究院|研究所|实验室|日报|晚报|早报|晨报|商报|都市报|电视台|商会|协会|学会|基金会|证券|药业|制药|钢铁|重工|航空)"
)
_JOINT = re.compile(r"(?:等地)?(?:、|和|与|及|以及)")


def _flagged(text: str, places: list[Place]) -> list[Place]:
    """The places with `leads`, `listed` and `inside_org`."""
    flags: list[dict[str, Any]] = [{} for _ in places]
    for at, place in enumerate(places):
        closed = text[place.start - 1 : place.start] == "(" and text[place.end : place.end + 1] == ")"
        reach = places[at + 1].start if at + 1 < len(places) else len(text)
        if _ORG.match(text, place.end, reach) or (closed and place.start > 1 and text[place.start - 2].isalpha()):
            flags[at]["inside_org"] = True
        if at + 1 < len(places):
            after, gap = places[at + 1], text[place.end : places[at + 1].start]
            if not gap.strip() and place.code and after.code and place.code in lineage(after.code):
                flags[at]["leads"] = True
            elif _JOINT.fullmatch(gap):
                flags[at]["listed"] = flags[at + 1]["listed"] = True
    for at in range(len(places) - 2, -1, -1):
        if flags[at].get("leads") and flags[at + 1].get("listed"):
            flags[at]["listed"] = True
    return [replace(place, **flag) if flag else place for place, flag in zip(places, flags, strict=True)]
