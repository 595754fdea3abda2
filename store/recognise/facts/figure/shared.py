"""One number said of several things, and several numbers said in one breath.

`30亿级和50亿级各1个` is two counts, `开工率、纳统率均100%` two rates of the same value, `灌云县、灌南县分别签署1个项目` one a place;
`A、B和C分别增长8%、10%和6%` gives each its own. Items that share a number claim the words that tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import clause_end, clause_start, parts
from store.recognise.facts.figure.noun import behind, lead_cut, tail_cut
from store.recognise.facts.figure.subject import generic, topic

if TYPE_CHECKING:
    from store.recognise.facts.figure.item import Item
    from store.recognise.sentence import Sentence

_EACH = re.compile(r"各(?:有|建|签约|引进|开工|完成|新增)?(?:不少于|不低于|超过?|达到?)?\s?$")
_ALL = re.compile(
    r"(?:均|都|双双|力争双双)(?:要|须|需|应|必须|将|可)?(?:达到|达|为|是|增长|超过|超|突破|保持|实现|完成|在|不低于|高于)*(?:占(?:据|到)?[一-鿿]{2,6}?的)?(?:了|到|至|约|近|在)?$"
)
_RATE = re.compile(r"(?:率|额|值|量|进出口|出口|贷款|收入|投资|占比|比重|面积|增速|增幅|总额|利润|税收|指数|规模)$")
_OF_EACH = re.compile(r"(?<=[市场区县园厂业司])[一-鿿]{2}率$")  # 甲市场、乙市场复商率均在95%以上
_SEVERAL = re.compile(r"[“]?(?P<n>[两二三四五2-5])个(?:超|破|突破|过|达到|跨越)*$")
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_BIDDEN = re.compile(r"(?<=[市县区州盟旗镇省])(?:要|将|应|须|需|已|计划|预计|力争|确保|也)+$")  # 甲市、乙县要分别完成
_APART = re.compile(r"分别|各(?=有\d{1,4}[个家项]?[和、]\d{1,4}[个家项])")
_THAN = re.compile(
    r"(?:按[^,。;]{2,6}口径)?(?:(?:比|较)(?:20\d\d年|上年|去年)?(?:上年|去年)?(?:同期)?|(?:上年|去年)?同期|同比|环比)$"
)
_DOING = re.compile(r"(?:同比|环比|年均)?(?:增长|下降|提高|提升|增加|减少)|占[^\d]{0,12}")


def spread(sentence: Sentence, item: Item, done: list[Item]) -> list[Item]:
    """The items that one item stands for; itself alone where nothing is shared."""
    for read in (_each, _several, _all, _places):
        found = read(sentence, item, done)
        if found:
            return found
    return [item]


def _each(sentence: Sentence, item: Item, done: list[Item]) -> list[Item]:
    text, q = sentence.text, item.quantity
    each = _EACH.search(text, item.start, q.start)
    if each is None:
        return []
    begin = item.start + lead_cut(text[item.start : each.start()])
    spans = next((s for n in (2, 3, 4, 5, 6) if (s := parts(text, begin, each.start(), n))), None)
    if spans is None:
        return []
    places = _places_at(sentence, spans)
    if places:
        return [replace(item, claim=s, region=c) for s, c in zip(spans, places, strict=True)]
    noun = next((i.noun for i in reversed(done) if i.quantity.unit == q.unit and not i.uncounted), "")
    own = item.noun if item.route == "noun_behind" else noun
    verb = re.match(r"新?(?:引进|签约|开工|竣工|投产|招引|培育)", own)
    head = re.search(r"(?:项目|企业|平台|基地|园区|工程)$", own)
    out = []
    for start, end in spans:
        measure = text[start:end].strip()
        if head and not measure.endswith(head.group()):
            measure += head.group()
        out.append(replace(item, claim=(start, end), measure=(verb.group() if verb else "") + measure))
    return out


def _several(sentence: Sentence, item: Item, done: list[Item]) -> list[Item]:
    """产业规模、市值“两个超万亿元”: as many figures as things are named."""
    text, q = sentence.text, item.quantity
    piece = text[max(0, q.start - 8) : q.start]
    several = _SEVERAL.search(piece)
    if several is None:
        return []
    end = q.start - len(piece) + several.start()
    count = _COUNT.get(several["n"]) or int(several["n"])
    start = clause_start(text, end)
    start += lead_cut(text[start:end])
    spans = parts(text, start, end, count)
    if spans is None:
        return []
    names = [text[a:b].strip() for a, b in spans]
    return [
        replace(item, claim=s, measure=n, noun=n, start=clause_start(text, end), route="several")
        for s, n in zip(spans, names, strict=True)
    ]


def _all(sentence: Sentence, item: Item, done: list[Item]) -> list[Item]:
    text, q = sentence.text, item.quantity
    common = _ALL.search(text, item.start, q.start)
    if common is None or q.kind == "count":
        return []
    begin = clause_start(text, q.start)
    near = done[-1].quantity.reach if done else 0
    begin = near if begin < near <= common.start() else begin  # 调度的168个重点项目|开工率、纳统率
    begin += lead_cut(text[begin : common.start()])
    if both := _of_those_apart(text, item, done, begin, common):
        return both
    for count in (2, 3, 4):
        spans = parts(text, begin, common.start(), count)
        if spans and (rate := _OF_EACH.search(text[spans[-1][0] : spans[-1][1]])):
            names = [text[a:b].strip() for a, b in spans]
            if all(rate.group() in n or not _RATE.search(n) for n in names) and not all(_RATE.search(n) for n in names):
                whole = [n if n.endswith(rate.group()) else n + rate.group() for n in names]
                return [replace(item, claim=s, measure=n) for s, n in zip(spans, whole, strict=True)]
        if spans and (shared_noun := _of_both(text, spans)):
            doing = _DOING.search(common.group())
            tail = doing.group().strip("的") if doing else ""
            return [replace(item, claim=s, measure=n + tail) for s, n in zip(spans, shared_noun, strict=True)]
        if spans and all(_RATE.search(text[a:b]) for a, b in spans):
            doing = _DOING.search(common.group())
            tail = doing.group().strip("的") if doing else ""
            return [replace(item, claim=s, measure=text[s[0] : s[1]].strip() + tail) for s in spans]
    return []


def _of_those_apart(text: str, item: Item, done: list[Item], begin: int, common: re.Match[str]) -> list[Item]:
    """内资和外资分别完成158亿元、6.4亿美元,增幅均超过11%: the growth of each of the two."""
    near = done[-2:]
    if (
        len(near) < 2
        or any(i.route != "apart" or i.quantity.unit == "%" for i in near)
        or (done[-3:-2] and done[-3].route == "apart")
        or begin - near[-1].quantity.reach > 2
        or not _GREW.fullmatch(text, begin, common.start())
    ):
        return []
    claims = ((begin, common.start()), (item.quantity.start, item.quantity.end))
    names = [i.noun + text[begin : common.start()] for i in near]
    return [replace(item, claim=c, measure=n, noun=n) for c, n in zip(claims, names, strict=True)]


_GREW = re.compile(r"(?:同比)?(?:增幅|增速|增长|降幅)")
_TWO = re.compile(
    r"(?:[两二三四]大)?(?P<of>(?:产业|行业|产品|板块)?(?:主营业务|营业|销售)?(?:产值|营收|收入|规模|产量|增加值|总量))$"
)


def _of_both(text: str, spans: list[tuple[int, int]]) -> list[str] | None:
    """甲钢铁、乙石化产值双双突破千亿元: the last one's noun is said of each."""
    names = [text[a:b].strip() for a, b in spans]
    last = _TWO.search(names[-1])
    if last is None or last.start() < 2 or any(_RATE.search(n) for n in names[:-1]):
        return None
    names[-1] = names[-1][: last.start()]
    return [n + last["of"] for n in names]


def _places(sentence: Sentence, item: Item, done: list[Item]) -> list[Item]:
    """甲县、乙县分别签约1个项目: the same count for each place."""
    text, q = sentence.text, item.quantity
    apart = _APART.search(text, clause_start(text, q.start), q.start)
    if apart is None or q.kind != "count" or re.search(r"\d", text[apart.end() : q.start]):
        return []
    if re.match(rf"[、和]\d{{1,5}}{q.unit}", text[q.end : q.end + 8]):
        return []
    start = clause_start(text, apart.start())
    places = [p for p in sentence.places if start <= p.start and p.end <= apart.start() and p.code]
    if len(places) < 2 or not all(re.fullmatch(r"[、和与及]|以及", text[a.end : b.start]) for a, b in pairwise(places)):
        return []
    return [replace(item, claim=(p.start, p.end), region=p.code) for p in places]


_COUNTED_PLACES = re.compile(r"等?[两三四五六七八九2-9]个?[^,。;、\d]{0,6}[县市区旗州镇乡](?P<of>[^,。;、]{2,14})$")


def _places_at(sentence: Sentence, spans: list[tuple[int, int]]) -> list[str] | None:
    codes = {p.end: p.code for p in sentence.places}
    found = [codes.get(end) for _, end in spans]
    return [c for c in found if c] if all(found) else None


_THAN_BOTH = re.compile(r"(?P<head>[^,。;]{0,8}?[比较])(?P<of>[^,。;]{4,40})$")
_MOVED = re.compile(r"分别(?:高出|低出|高|低|快|慢|提高|提升|加快|回落|下降|上升|回升)(?:了)?")


_ABOVE_BOTH = re.compile(r"分别(?P<how>高于|低于|快于|慢于|高出|低出|好于|优于)(?P<of>[^,。;\d]{4,24})$")


def _against(
    text: str, start: int, sign: re.Match[str], done: list[Item], group: Sequence[Quantity]
) -> list[str] | None:
    """增速比全省(7.4%)和全国(6.3%)分别高1.7、2.8个百分点: of the measure before, against each."""
    count = len(group)
    than = _THAN_BOTH.search(text, start, sign.start())
    moved = _MOVED.match(text, sign.start())
    near = [i for i in done[-4:] if not i.uncounted and i.quantity.end <= start]
    last = next((i for i in reversed(near) if i.quantity.unit == "%"), near[-1] if near else None)
    above = _ABOVE_BOTH.search(text, sign.start(), group[0].start)
    if last is None or start - last.quantity.end > 40 or (above is None and (than is None or moved is None)):
        return None
    told = above or than
    others = parts(text, told.start("of"), told.end("of"), count) if told else None
    if others is None:
        return None
    grown = re.sub(r"(?:同比|环比)?(?:增长|增幅|增速)$", "", last.noun)
    base = grown + ("增速" if grown != last.noun else "")
    names = [re.sub(r"\([^()]*\)", "", text[a:b]).strip() for a, b in others]
    if above:  # 增速分别高于全国、全省0.8个和1.2个百分点
        return [f"{base}{above['how']}{name}" for name in names]
    return [f"{base}比{name}{moved.group().removeprefix('分别')}" for name in names if moved]


_TOPIC = re.compile(r"(?P<of>[一-鿿]{2,14})方面,")
_SO_MANY = re.compile(r"[两三四五六七八九十2-9](?:地|市|县|区|镇|园区|县区|企业)$")  # 南昌、九江、赣州三地分别
_TOGETHER = re.compile(
    r"[两二三四五六七八九十2-9][大个][^,。、]{0,4}(?:产业|行业|板块|领域|集群)(?P<of>[^,。、]{0,8})$"
)


_SHARED_HEAD = re.compile(r"居民|农民|职工|企业|产业|工业|制造业|投资|经济|人口|贷款|存款|市场|税收|用电|项目|常住")
_MADE = re.compile(r"(?<=[一-鿿])(?:出栏|存栏)$|(?<=[一-鿿]{2})(?:产量|销售额|零售额|增加值|产值)$")
_OWN_KIND = re.compile(
    r"[率额值入量资]$|GDP|出口|进口|消费|税收|就业|用电|固投|社零|贷款|存款|人口|外贸|价格|指数|工业$|面积"
)
_AND_SO_ON = re.compile(r"(?<=[一-鿿]{2})等(?P<of>[一-鿿]{2,10})$")
_OF_FOLK = re.compile(r"[一-鿿]{2,6}?(?P<who>居民|农民|职工|牧民)(?P<of>人均[一-鿿]{2,12})")
_RANKED = re.compile(r"(?:国家|省|自治区|市|区|县)级(?=[一-鿿]{2})")
_RANK_ALONE = re.compile(r"(?:国家|省|自治区|市|区|县)级$")
_PUT = re.compile(r"(?:实际)?(?:利用|使用|到位)(?=[内外])")
_ORDINAL = re.compile(r"第?(?P<n>[一二三四])(?P<of>产业.*)")


def _named(names: list[str]) -> list[str]:
    """甲、乙和丙三大产业产值: what stands behind the sum is of each."""
    last = names[-1]
    if several := _AND_SO_ON.search(last):  # 教育、社会保障和就业等支出增速
        return [name + several["of"] for name in (*names[:-1], last[: several.start()])]
    if ordinal := _ORDINAL.match(last):  # 第二、三产业
        return [f"第{name.removeprefix('第')}{ordinal['of']}" for name in (*names[:-1], ordinal["n"])]
    for at, name in enumerate(names[:-1]):
        if (len(name) == 1 and len(last) > 3) or (
            len(name) <= 3 < len(last) - 2 and _SHARED_HEAD.match(last, len(name))
        ):
            names[at] += last[len(name) :]  # 城镇、农村居民人均可支配收入, 轻、重工业占比
    if (
        (put := _PUT.match(names[0]))
        and names[0][-1] == last[-1]
        and not any(_PUT.match(n) or _OWN_KIND.search(n[:-1]) for n in names[1:])
    ):
        return [names[0], *(put.group() + n for n in names[1:])]  # 实际利用内资和外资
    if (rank := _RANKED.match(last)) and all(_RANK_ALONE.search(n) for n in names[:-1]):
        return [*(n + last[rank.end() :] for n in names[:-1]), last]  # 国家级、省级创新中心
    if folk := _OF_FOLK.match(last):  # 城镇居民、农村居民人均可支配收入
        return [*(n + folk["of"] if n.endswith(folk["who"]) else n for n in names[:-1]), last]
    together = _TOGETHER.search(last)
    if together is None and (kind := _MADE.search(last)) and not any(_OWN_KIND.search(n) for n in names[:-1]):
        return [*(name + kind.group() for name in names[:-1]), last]  # 充电桩、锂电池产量分别增长
    if together is None:
        return names
    names[-1] = names[-1][: together.start()]
    return [name + together["of"] for name in names]


def _income(names: list[str], done: list[Item]) -> list[str]:
    """全体居民人均可支配收入1万元,其中城镇、农村居民分别增长…: of the same income."""
    whole = next(
        (m for i in reversed(done) if (m := re.search(r"居民(?P<of>人均[^,。;]{0,6}(?:收入|支出))", i.noun))), None
    )
    if whole is None or not names[-1].endswith("居民") or any(not re.search(r"城|农|镇|乡", n) for n in names):
        return names
    return [n.removesuffix("居民") + "居民" + whole["of"] for n in names]


def _places_before(sentence: Sentence, start: int, count: int) -> list[str] | None:
    """甲区、乙区和丙市分别举行活动,分别开工…: the places that the clause before lists."""
    near = [p for p in sentence.places if start - 60 <= p.start and p.end <= start and p.code][-count:]
    joined = all(re.fullmatch(r"[、和与及]|以及", sentence.text[a.end : b.start]) for a, b in pairwise(near))
    return [p.code for p in near if p.code] if len(near) == count and joined else None


_NAMED_SO = re.compile(
    r"(?P<of>[^,。;:]{4,120}?)(?:等[^,。;、\d]{0,10})?(?:[两二三四五六七八九2-9]个)?(?:项目|企业)?(?:也|都|均|已|将|先后|相继|分别|同时|在[^,。;]{2,8})*"
    r"(?:(?:集中|现场|成功)?(?:签约|落户|落地|开工|动工|竣工|投产|启动|揭牌|入驻)[^,。;\d]{0,6})?,$"
)


def _names_before(text: str, start: int, count: int) -> list[str] | None:
    """甲基地、乙产业园和丙综合体也在当天落户,投资额分别为…: what the clause before lists by name, as many as are told."""
    begin = clause_start(text, start - 1) if start else 0
    listed = _NAMED_SO.fullmatch(text, begin, start)
    spans = parts(text, listed.start("of"), listed.end("of"), count) if listed else None
    names = [text[a:b].strip() for a, b in spans or ()]
    return names if names and all(4 <= len(name) <= 24 and not re.search(r"\d", name) for name in names) else None


_IS_PUT = re.compile(r"(?:是|为|有)(?:计划|拟|概算)?总?投资")


def _alike(one: Quantity, other: Quantity) -> bool:
    """Of one kind; 3.9倍 and 10.9% both tell a growth."""
    return one.kind == other.kind or {one.unit, other.unit} == {"%", "倍"}


def apart(sentence: Sentence, q: Quantity, done: list[Item], row: list[Quantity]) -> tuple[str, str | None] | None:
    """The own measure (and division) of one of the numbers behind 分别; None without 分别, or where it is not even."""
    text = sentence.text
    start = clause_start(text, q.start)
    sign = _APART.search(text, start, q.start)
    if sign is None:
        return None
    if text.startswith("的", q.reach) and _IS_PUT.match(text, sign.end()):
        return None  # 开工的4个项目分别是投资10亿元的甲项目、投资2亿元的乙项目
    group = [r for r in row if r.start >= sign.end() and _alike(r, q) and clause_start(text, r.start) == start]
    if q not in group or len(group) < 2:
        return None
    at = group.index(q)
    together = _SO_MANY.search(text, start, sign.start())
    listed = together.start() if together else sign.start()
    if together is None and (bidden := _BIDDEN.search(text, start, listed)):
        listed = bidden.start()
    doing = text[sign.end() : group[0].start]
    doing = re.sub(r"^(?:完成|实现|达成)(?=[一-鿿]{2})", "", doing[: tail_cut(doing)])
    begin = start + lead_cut(text[start:listed])
    if group[-1].unit == "个百分点" and (against := _against(text, start, sign, done, group)):
        return against[at], None
    spans = parts(text, begin, listed, len(group)) if listed > begin else None
    if counted := _COUNTED_PLACES.search(text, begin, listed):
        codes = _places_at(sentence, parts(text, begin, counted.start(), len(group)) or [])
        if codes:  # 正安、道真、务川三个贫困县贫困发生率分别
            return counted["of"] + doing, codes[at]
    if spans:
        codes = _places_at(sentence, spans)
        if codes and q.kind in ("count", "people"):
            noun = behind(text, group[-1], clause_end(text, group[-1].reach))
            doing = (noun.verb or "") + noun.text if noun and noun.head else doing
        if codes:
            same = next((i.noun for i in reversed(done) if i.quantity.unit == q.unit and not i.uncounted), "")
            same = same or (topic(sentence) if group[0].unit == "元" else None) or ""
            if aspect := _TOPIC.match(text):
                same = aspect["of"]  # 一般公共预算收入方面,甲、乙分别为…
            return (doing or same, codes[at]) if doing or same else None  # 广州以项目金额…居首,深圳、东莞分别为…
        names = _named([text[a:b].strip() for a, b in spans])
        return _income(names, done)[at] + doing, None
    if q.kind in ("count", "people") and doing and (listed_before := _places_before(sentence, start, len(group))):
        return doing, listed_before[at]
    before = [i for i in done if i.quantity.end <= start and not i.uncounted][-len(group) :]
    if before and (start - before[-1].quantity.reach > 8 or start - before[0].quantity.reach > 60):
        before = []  # 奖励200万元;对新认定的…企业,分别给予50万元、20万元: another statement
    region = before[at].region if len(before) == len(group) else None
    own = _THAN.sub("", text[begin : sign.start()].strip())
    if own and not before and generic(own) and (told := _names_before(text, start, len(group))):
        return told[at] + own + doing, None
    if own:
        if len(before) == len(group) and generic(own):
            own = before[at].noun + own  # 分别开工项目16个和9个,总投资分别达…
        both = re.match(r"城乡", own)
        return (
            ("城镇" if "居民" in own else "城市", "农村")[at] + own[2:] if both and len(group) == 2 else own
        ) + doing, region
    return (before[at].noun + doing, region) if len(before) == len(group) else None
