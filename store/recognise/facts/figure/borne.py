"""A number with its unit, and the unit that a number bears: written behind it, or understood from what stands around.

In: plain text and a number of it. Out: a `Borne` (where the unit ends, its name, kind and factor to base units), or None
where the number counts nothing (`十大` of a congress, `一项目一专班`). The comparator behind it and tiers are not read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from store.language import patterns as re
from store.language.numerals import Number
from store.recognise.facts.figure.words import unit_pattern, units


class Borne(NamedTuple):
    """What a number counts."""

    end: int
    name: str
    kind: str  # money, percent, quantity, count, people, great, time
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `reach` is the end of what still belongs to it (`以上`, `左右`)."""

    start: int
    end: int
    reach: int
    number: Number
    value: Decimal  # base units
    value_max: Decimal | None
    unit: str
    kind: str  # money, percent, quantity, count, people, great
    after: str | None  # the comparator behind it, as written
    tier: tuple[int, int] | None = None  # the stretch of the tier that it makes


LEVEL = re.compile(r"(?:元)?(?:级|量级|能级|规模级)(?:以上|及以上)?的?")
_VERB_NOT_UNIT = re.compile(r"支(?:持|撑|付|出|援|部|农|教)|用于|投[入向]")
_SUM_BEFORE = re.compile(r"(?:投资|融资|签约金额|产值|营收|贷款|税收)(?:额|总额)?(?:达到?|约|近|超过?|逾)?$")
_FOLK = re.compile(
    r"(?=(?:农村|城镇|建档立卡|易地搬迁|返乡|外来|城乡){0,2}(?:贫困|搬迁|务工)?(?:人口|群众|居民|村民|农民工?|农户|牧民|职工|师生|游客|移民|茶农|果农|菜农)(?![一-鿿]{0,2}以上))"
)
_POINTS_SHARED = re.compile(
    r"(?:、\d[\d.]{0,6}){0,4}(?:[和与、]|以及)\d[\d.]{0,6}个?百分点"
)  # 分别拉动增长2.1和2.4个百分点
_POINTS_OF = re.compile(r"(?:[、和与至]|以及)(?:比|高于|低于)?[全一-鿿]{0,6}\d[\d.]{0,5}个百分点")  # 6.2个和3.6个百分点
# 高于全国0.7、全省2.3个百分点
_POINTS_AGAINST = re.compile(r"(?:[、和与,]|以及)(?:比|高于|低于)?全[国省市区县州盟]\d[\d.]{0,6}个百分点")
_AGAINST = re.compile(r"(?:高于|低于|快于|慢于|高出|低出|好于|优于)全[国省市区县州盟](?:平均(?:水平)?)?$")
_GREAT = re.compile(
    r"大(?!(?:主导|支柱|优势|特色|传统|新兴)(?:产业|行业))(?![一-鿿]?(?:会|全|学|报告|代表|以来|精神|上|后|家|多|约|于|小|致|力|幅|量|批|队|盘|使|师))"
)
_SUM = re.compile(
    r"(?:投资|资金|收入|产值|销售|金额|总额|引资|贷款|利润|税收|元|营收|订单|GDP|生产总值|总量|出口|增加值|纳税|授信|融资)[^,。;、]{0,8}$"
)
_EARNED = re.compile(
    r"(?:卖|挣|赚|增收|分红|(?<![务就])收入|产值|销售额|营收|利润|入账|年薪)(?:了|得|到|约|近|达|达到|超|超过|突破|有|至少|不止){0,2}$"
)
_MORE_OF = re.compile(
    r"[比较](?:上年|去年|前年|往年|20\d\d年)(?:同期)?(?:多了?|增加了?|少了?|多[卖挣赚收]了?)(?:近|约|整整)?$"
)
_SAID_SUM = re.compile(r"\d[万亿]?元[^。;]{0,20}$")
_OVER_AT = re.compile(r"[,。;、!)]|规模|大关|台阶|以上|左右|$")
_CONGRESS = re.compile(r"(?:十[六七八九]|二十|二十一)大(?:[和与、的精报以会开闭代胜召,。;”》]|$)")
_DAYS_OF = re.compile(r"天数(?:达到?|为|共|已)?$")
_LASTING = re.compile(r"多?(?:工作天|小时|月|星期|工作日|昼夜|钟头|季度|年头)")
_IN_NOUN = re.compile(
    r"(?P<of>人次|人数|户数|人口|(?:乡亲|人才|乡贤|老乡|侨胞|从业人员|工人|员工|党员|师生|农民工|毕业生))(?:要|将|有望|首次|已|再)*(?:突破|达到|达|超过|超|近|约有|约|为)*$"
)
_OF_FOLK = {"人次": "人次", "户数": "户"}


def borne(text: str, number: Number) -> Borne | None:
    """The unit of the number, None where it has none."""
    end = number.end
    if number.percent:
        return Borne(end, "‰", "percent", Decimal(10)) if number.text.endswith("‰") else Borne(end, "%", "percent")
    if text.startswith("项目", end) and (number.hanzi or re.fullmatch(r"\d{4}", number.text)):
        return None  # “一项目一专班”
    written = unit_pattern().match(text, end)
    if number.text.endswith("个亿") and (written is None or _VERB_NOT_UNIT.match(text, written.start())):
        return Borne(end, "元", "money")  # 拿出1.5个亿支持研发
    if written is None:
        return _understood(text, number)
    known = units()[written["unit"]]
    return _in_its_place(text, number, Borne(written.end(), known.name, known.kind, known.factor))


def _in_its_place(text: str, number: Number, unit: Borne) -> Borne | None:
    """The written unit as it is meant here."""
    if unit.name == "天" and _DAYS_OF.search(text, max(0, number.start - 5), number.start):
        return unit._replace(kind="quantity")  # 优良天数148天
    if unit.name == "块" and number.text[-1] in "万千百":
        return unit._replace(name="元", kind="money")  # 挣了10万块
    if unit.name == "个" and _LASTING.match(text, unit.end):
        return None  # 5个多小时
    if unit.name == "个" and _POINTS_OF.match(text, unit.end):
        return unit._replace(name="个百分点", kind="percent")
    return unit


def _understood(text: str, number: Number) -> Borne | None:
    """The unit of a number that has none behind it: a sum, people, the great of `十大`, points told of once for all."""
    start, end, last = number.start, number.end, number.text[-1]
    yuan = Borne(end, "元", "money")
    level = LEVEL.match(text, end)
    if last in "亿万" and _SUM_BEFORE.search(text, max(0, start - 12), start):
        return yuan  # 总投资26亿的铝材项目
    if last == "万" and (of := _IN_NOUN.search(text, max(0, start - 10), start)):
        return Borne(end, _OF_FOLK.get(of["of"], "人"), "people")
    if last == "亿" and not level and _SUM.search(text, max(0, start - 14), start):
        return yuan if _OVER_AT.match(text, end) else None
    if last == "万" and _EARNED.search(text, max(0, start - 10), start):
        return yuan if _OVER_AT.match(text, end) else None  # 去年花椒卖了90多万
    more = _MORE_OF.search(text, max(0, start - 16), start) if last in "万亿" else None
    if more and _SAID_SUM.search(text, max(0, more.start() - 40), more.start()):
        return yuan  # 卖了23万元,比前年多了8万
    if level and number.value >= 10**7:
        return yuan
    if (great := _GREAT.match(text, end)) and not _CONGRESS.match(text, start):
        exact = number.value_max is None and not number.more and not number.bare
        return Borne(great.end(), "个", "great") if exact else None
    if last.isdigit() and _POINTS_SHARED.match(text, end):
        return Borne(end, "个百分点", "percent")
    if last.isdigit() and _POINTS_AGAINST.match(text, end) and _AGAINST.search(text, max(0, start - 9), start):
        return Borne(end, "个百分点", "percent")
    if last in "万千" and (folk := _FOLK.match(text, end)):
        return Borne(folk.start(), "人", "people")  # 19.8万农村贫困人口
    return None
