"""Numbers with their units, and which of them are tiers: what every rule of figures starts from.

`quantities(text)` joins the numbers of plain text with the unit behind each (`902.7亿元`, `20余家`, `十大`, `5万平方米`).
A tier (`亿元以上项目`, `百亿级`, `10亿元项目`) says which projects are meant and belongs to a measure: it is marked, with
the stretch that it covers. Whether a quantity is a figure is decided in `find`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from store.language import patterns as re
from store.language.numerals import Number, numbers
from store.recognise.facts.figure.words import after_pattern, unit_pattern, units


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


# What a tier is said of. 产业 and 集群 too: 千亿级产业 is no figure either.
_SORT = "项目|企业|工程|产业|集群|园区|链主|大项目|重大|制造业|工业|外资|内资|龙头|个体|固定资产|单位|平台|基金|合同|订单|贷款|大户|强县|县"
_BOTH = re.compile(
    r"(?:以上|及以上|以下)(?:(?:且|并且|或者?)[^,。;]{2,40}?(?:企业|项目|单位|机构|个人)|[^。;]{0,30}的(?:标准|条件|门槛))"
)
_AND_GREW = re.compile(r"以上(?:且|并且?|或)[^,。;]{0,16}$")
_GIFTED = re.compile(
    r"(?:以上)?(?:、\s?[\d.]{1,6}\s?[万亿]?元(?:以上)?){0,4}的(?:[一-鿿]{0,4}(?:企业|单位|项目|个人|团队))?,(?:分别|一次性|给予|奖励|最高|再)"
)
_ONLY_ONE = re.compile(r"以上的一[个家项]")
_COUNT_ALONE = re.compile(r"\d{1,5}[个家项][,。;、)]")
_TOLD_THEN = re.compile(r"(?:大关|关口|台阶|门槛)[^,。;\d]{0,4},(?:首次|一举)?(?:达到?|为|实现|完成)\d")
_UPWARD_COUNTED = re.compile(r"(?:以上|及以上|之上)(?:的)?(?=(?:有|共|达)?\d{1,5}[个家项])")  # 投资额30亿元及以上66个
_LEVEL = re.compile(r"(?:元)?(?:级|量级|能级|规模级)(?:以上|及以上)?的?")
_UPWARD = re.compile(rf"(?:以上|及以上|以下|及以下|之上)(?:的)?(?=[^,。;:、!?()\d]{{0,14}}?(?:{_SORT}))")
_DIRECT = re.compile(
    r"(?!当天|全部|已|直达|直接|惠及|投入|奖励|补贴|帮助|[^,。;:、!?]{0,16}(?:基金|专项资金|贷款|转贷资金|债券)|支持|用于|设立|上马|兴建|打造|实施|扩建|建设(?!项目|工程)|新建|完善|改造|升级|推进|引进|发展|培育|购置)(?:规模的?|的)?(?=(?:[^,。;:、!?()的\d]{0,8}?)(?:项目|企业|楼宇|产业集群|产业(?!基金|投资|资金)|园区|强县))"
)
_OVER = re.compile(r"(?:超|超过|不低于|不少于|达|达到|过|上|大于)$")
_VERB_NOT_UNIT = re.compile(r"支(?:持|撑|付|出|援|部|农|教)|用于|投[入向]")
_SUM_BEFORE = re.compile(r"(?:投资|融资|签约金额|产值|营收|贷款|税收)(?:额|总额)?(?:达到?|约|近|超过?|逾)?$")
_PER_SUM = re.compile(
    r"(?:GDP|地区生产总值|生产总值|工业增加值|工业产值|产值)(?:综合)?(?:能耗|电耗|水耗|用水|用电|碳排放|地耗)"
)
_ABOUT = re.compile(r"(?:近|超|逾|约|达|上|过|破|到|满)$")
_FOLK = re.compile(
    r"(?=(?:农村|城镇|建档立卡|易地搬迁|返乡|外来|城乡){0,2}(?:贫困|搬迁|务工)?(?:人口|群众|居民|村民|农民工?|农户|牧民|职工|师生|游客|移民|茶农|果农|菜农)(?![一-鿿]{0,2}以上))"
)
_CURRENCY = re.compile(r"(?P<of>人民币|新台币|台币|港币|日币|美金)\s?$")
_POINTS_SHARED = re.compile(
    r"(?:、\d[\d.]{0,6}){0,4}(?:[和与、]|以及)\d[\d.]{0,6}个?百分点"
)  # 分别拉动增长2.1和2.4个百分点
_POINTS_OF = re.compile(r"(?:[、和与至]|以及)(?:比|高于|低于)?[全一-鿿]{0,6}\d[\d.]{0,5}个百分点")  # 6.2个和3.6个百分点
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
# 对投资超5000万元的项目给予补助: what a policy asks for is a tier, what it gives is a figure.
_CONDITION = re.compile(
    r"(?:^|[,。;:、])对(?![于比照外接标台东港美欧非俄日韩])(?:(?!贡献率|满意度|给予|奖励|奖补|补助|补贴|资助|按照?|支持|予以|安排|减|免|执行|实行|发放)[^,。;:]){1,34}(?<!出口)(?<!进口)$"
)
_DAYS_OF = re.compile(r"天数(?:达到?|为|共|已)?$")
_FUND = re.compile(r"[^,。;:、!?\d]{0,12}(?:资金|基金|债券)")
_SETS_UP = re.compile(r"(?:安排|设立|投入|筹集|拿出|统筹|组建|整合)(?:了|不少于|近|约|超|总规模|规模)?$")
_OF_VILLAGES = re.compile(
    r"以上(?:的)?(?:行政|经济|示范)?(?:村|镇)(?=占|达|有|实现|全|比|数|\d|[,、。])"
)  # 收入30万元以上的村占比
_LASTING = re.compile(r"多?(?:工作天|小时|月|星期|工作日|昼夜|钟头|季度|年头)")
_IN_NOUN = re.compile(
    r"(?P<of>人次|人数|户数|人口|(?:乡亲|人才|乡贤|老乡|侨胞|从业人员|工人|员工|党员|师生|农民工|毕业生))(?:要|将|有望|首次|已|再)*(?:突破|达到|达|超过|超|近|约有|约|为)*$"
)
_ELLIPTIC = re.compile(r"(?=(?:各)?\d{1,4}个|[和、与及])")


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of plain text, left to right."""
    found = []
    for number in numbers(text):
        quantity = _quantity(text, number)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _quantity(text: str, number: Number) -> Quantity | None:
    before = text[number.start - 1 : number.start]
    if (
        before
        and ((before.isascii() and before.isalnum()) or before in "第.")
        and text[max(0, number.start - 3) : number.start] != "GDP"
    ):
        return _ordinal_or_none(text, number)
    end, name, kind, factor = number.end, "%", "percent", Decimal(1)
    if number.text.endswith("‰"):
        name, factor = "‰", Decimal(10)
    level = _LEVEL.match(text, number.end)
    if (
        text.startswith("项目", number.end)
        and (number.hanzi or re.fullmatch(r"\d{4}", number.text))
        and not number.percent
    ):
        return None  # “一项目一专班”
    if not number.percent:
        unit = unit_pattern().match(text, number.end)
        if number.text.endswith("个亿") and (unit is None or _VERB_NOT_UNIT.match(text, unit.start())):
            end, name, kind = number.end, "元", "money"  # 拿出1.5个亿支持研发
        elif (
            unit is None
            and number.text.endswith(("亿", "万"))
            and _SUM_BEFORE.search(text, max(0, number.start - 12), number.start)
        ):
            end, name, kind = number.end, "元", "money"  # 总投资26亿的铝材项目
        elif unit is not None:
            known = units()[unit["unit"]]
            end, name, kind, factor = unit.end(), known.name, known.kind, known.factor
        elif number.text[-1] == "万" and (of := _IN_NOUN.search(text, max(0, number.start - 10), number.start)):
            end, name, kind = (
                number.end,
                {"人次": "人次", "户数": "户"}.get(of["of"], "人"),
                "people",
            )
        elif number.text[-1] == "亿" and not level and _SUM.search(text, max(0, number.start - 14), number.start):
            if not _OVER_AT.match(text, number.end):
                return None
            end, name, kind = number.end, "元", "money"
        elif number.text[-1] in "万" and _EARNED.search(text, max(0, number.start - 10), number.start):
            if not _OVER_AT.match(text, number.end):
                return None
            end, name, kind = number.end, "元", "money"  # 去年花椒卖了90多万
        elif (
            number.text[-1] in "万亿"
            and (more := _MORE_OF.search(text, max(0, number.start - 16), number.start))
            and _SAID_SUM.search(text, max(0, more.start() - 40), more.start())
        ):
            end, name, kind = number.end, "元", "money"  # 卖了23万元,比前年多了8万
        elif level and number.value >= 10**7:
            end, name, kind = number.end, "元", "money"
        elif (great := _GREAT.match(text, number.end)) and not _CONGRESS.match(text, number.start):
            if number.value_max is not None or number.more or number.bare:
                return None
            end, name, kind = great.end(), "个", "great"
        elif number.text[-1].isdigit() and _POINTS_SHARED.match(text, number.end):
            name, kind = "个百分点", "percent"
        elif number.text[-1] in "万千" and (folk := _FOLK.match(text, number.end)):
            end, name, kind = folk.start(), "人", "people"  # 19.8万农村贫困人口
        else:
            return None
    start = number.start
    if name == "天" and _DAYS_OF.search(text, max(0, start - 5), start):
        kind = "quantity"  # 优良天数148天
    if name == "元" and number.hanzi and _is_word(text, number, end):
        return None
    if kind == "time" or (kind == "quantity" and text[end : end + 1].isascii() and text[end : end + 1].isalpha()):
        return None
    if name == "块" and number.text[-1] in "万千百":
        name, kind = "元", "money"  # 挣了10万块
    if name == "个" and _LASTING.match(text, end):
        return None  # 5个多小时
    if name == "个" and _POINTS_OF.match(text, end):
        name, kind = "个百分点", "percent"
    if kind == "money" and name == "元" and (currency := _CURRENCY.search(text, max(0, start - 5), start)):
        start, name = currency.start(), units()[currency["of"]].name  # 人民币287亿元
    after = after_pattern().match(text, end)
    # 以上 belongs to a noun of its own in 以上率 and the like; all that is wanted is the plain word.
    word = after["word"] if after else None
    reach = after.end() if after else end
    value, top = number.value * factor, None if number.value_max is None else number.value_max * factor
    quantity = Quantity(start, end, reach, number, value, top, name, kind, word)
    tier = _tier(text, quantity, level is not None)
    about = (
        kind in ("count", "people", "quantity")
        and name != "倍"
        and _ABOUT.search(text, max(0, number.start - 2), number.start)
    )  # 近千家
    whole = kind != "money" or before == "每" or _PER_SUM.match(text, end)  # 每百元营业收入中的成本
    if tier is None and number.bare and not about and whole:
        return None
    return Quantity(start, end, reach, number, value, top, name, kind, word, tier)


def _is_word(text: str, number: Number, end: int) -> bool:
    """三元朱村, 三元材料: one numeral with 元 in front of a word."""
    return number.text in "一二三四五六七八九" and re.match(r"[一-鿿]{2}", text[end : end + 2]) is not None


def _ordinal_or_none(text: str, number: Number) -> Quantity | None:
    """第六场: kept as a quantity of its own kind, so that the veto can say why it is no figure."""
    unit = unit_pattern().match(text, number.end)
    if text[number.start - 1] != "第" or unit is None:
        return None
    return Quantity(number.start, unit.end(), unit.end(), number, number.value, None, unit["unit"], "ordinal", None)


def _tier(text: str, q: Quantity, level: bool) -> tuple[int, int] | None:
    """The stretch of the tier, from a leading 超 to the word that makes it one; None for a plain amount."""
    over = _OVER.search(text, max(0, q.start - 3), q.start)
    start = over.start() if over else q.start
    if level:
        return q.start, (_LEVEL.match(text, q.number.end) or _LEVEL.match(text, q.end)).end()  # type: ignore[union-attr]
    if q.kind in ("count", "people") and q.after in ("以上", "及以上") and text.startswith("的", q.reach):
        return (start, q.reach) if _CONDITION.search(text[max(0, q.start - 40) : q.start]) else None
    if q.kind in ("count", "people", "great", "ordinal"):
        return None
    if q.kind == "quantity" and text.startswith("级", q.end):
        return q.start, q.end + 1  # 4个1000吨级泊位
    if q.unit == "千伏":
        return q.start, q.reach  # 3座110千伏变电站
    if q.kind in ("money", "percent") and _CONDITION.search(text[max(0, q.start - 40) : q.start]):
        return start, q.reach
    if village := _OF_VILLAGES.match(text, q.end):
        return start, village.end()
    if q.kind == "money" and q.number.bare and _TOLD_THEN.match(text, q.end):
        return start, q.end  # 突破千亿大关,达到1047亿元
    if q.kind == "money" and _GIFTED.match(text, q.end):
        return start, q.reach  # 年产值首次突破10亿元、50亿元的企业,分别给予…
    if _BOTH.match(text, q.end) or (q.kind == "percent" and _AND_GREW.search(text, max(0, q.start - 30), q.start)):
        return start, q.reach  # 营业收入2000万元及以上且同比增长10%的企业
    upward = _UPWARD.match(text, q.end) or _UPWARD_COUNTED.match(text, q.end)
    if upward and _FUND.match(text, upward.end()) and _SETS_UP.search(text, max(0, q.start - 8), q.start):
        return None  # 安排3亿元以上的制造业投资奖励资金
    if upward is None and _ONLY_ONE.match(text, q.end):
        return start, q.reach + 1  # 10亿元以上的一个都没有
    if upward and not (upward.group().endswith("的") and _counted_behind(text, upward.end())):
        return start, upward.end()
    if q.kind != "money":
        return None
    if (under := _UNDER.search(text, max(0, q.start - 3), q.start)) and _OF_THOSE.match(text, q.end):
        return under.start(), q.end + 1  # 亩均税收不足10万元的企业还有1300多家
    if _EXAMPLE.match(text, q.reach) and _ONE_SUCH.search(text, max(0, q.start - 12), q.start):
        return start, q.reach  # 以总投资10亿元的制造业项目为例, 一家投资10亿元的企业
    if over and _OF_FIRMS.match(text, q.end) and _EARNS.search(text, max(0, over.start() - 8), over.start()):
        return start, q.end + 1  # 为纳税超千万元的18户企业授予称号
    if text.startswith("者", q.reach):
        return start, q.reach + 1  # 设备投资逾1000万元者
    if over and _OF_PLACES.match(text, q.end):
        return start, q.end + 1  # GDP过500亿元的县(市)共有6个
    if _OF_SOME.match(text, q.end):
        return start, q.end + 1
    if _SO_MANY_OVER.search(text, max(0, q.start - 30), q.start):
        return start, q.end  # 有6家企业奖金超过100万元
    direct = _DIRECT.match(text, q.end)
    if direct is None:
        return (start, q.end) if q.number.bare and _ELLIPTIC.match(text, q.end) else None
    if over and _ONE_OF.search(text, max(0, over.start() - 8), over.start()):
        return start, direct.end()  # 新上1个投资超10亿元的产业项目
    with_de = direct.group().endswith("的")
    if not with_de:
        return start, direct.end()
    # 总投资超10亿元的项目有8个 is a tier; 总投资50亿元的某某项目 is a sum.
    if over and re.match(
        r"[^,。;、\d]{0,8}(?:项目|企业)(?:\d|有|达|共|为|不少于|占)", text[direct.end() : direct.end() + 16]
    ):
        return start, direct.end()
    return None


_OF_PLACES = re.compile(r"的(?:县|市|区|州|省|镇|乡|村|城市|地区|园区|企业|公司|集团|单品)")
_EXAMPLE = re.compile(r"的[^,。;]{2,12}(?:为例|,)|的(?:企业|项目)")
_ONE_SUCH = re.compile(r"(?:以(?:一[个家])?|一[个家])(?:总|计划)?投资(?:额)?$")
_OF_FIRMS = re.compile(r"的\d{1,5}[家户个](?:[^,。;\d]{0,6})企业")
_EARNS = re.compile(r"(?:纳税|税收|产值|营收|销售额?|年?收入)(?:总?额)?$")
_UNDER = re.compile(r"(?:不足|不到|低于|突破|逾|小于)$")
_OF_THOSE = re.compile(
    r"的(?:县|市|区|州|省份?|镇|乡|村|城市|地区|园区|开发区|企业|公司|农户)(?:[,。;]|就|还|仅|只|有|达|共|占)"
)
_SO_MANY_OVER = re.compile(
    r"(?:有\d{1,4}[家个户](?:企业|公司|项目|农户)(?![^,。;]*(?:总|合计|共|累计|全部|均|都|完成|投资))[^,。;\d]{0,8}(?:超过|突破|过|超)|\d[家个](?:企业|公司)(?:单家|年?产值|营收|税收|纳税)(?<!共)过)$"
)
_OF_SOME = re.compile(
    r"(?:以上)?的(?:[一-鿿]{0,6}(?:县|市|区|乡镇|镇|村|企业|公司|家庭|大户|项目|产品|单品)(?:就|已|共)?(?:有|达|达到|为)?|(?:就|已|共|要)?(?:有|达到?))\d{1,5}[个家户种款]"
)  # 财政收入10亿元的乡镇有3个,5亿元的7个
_ONE_OF = re.compile(r"\d[个家项](?:总|计划总)?投资(?:额)?$")


def _counted_behind(text: str, at: int) -> bool:
    """1亿元以上的15个项目: what follows is counted, so the sum is theirs; 10亿元以上的12个, is a count alone."""
    return text[at : at + 1].isdigit() and _COUNT_ALONE.match(text, at) is None


_FROM = re.compile(
    r"(?:从|由|自)(?:20\d\d年|去年|上年|原来|过去|最初|开始|当初|以前|年初|眼下|现在|目前|当前)?(?:的|初的|底的)?(?:不足|不到|约|近|超|超过)?$"
)
_ON_TO = re.compile(
    r"(?:\([^()]{1,12}\))?(?:[^,。;\d]{0,14}?)(?:增加|增长|提高|提升|上升|扩大|增|升|下降|降低|减少|压缩|压减|精简|降|跃升|发展|攀升|扩容)?(?:到|至|为)"
)


def starts_change(text: str, q: Quantity) -> bool:
    """由5家增加到12家: whether the number is where the change began."""
    return bool(_FROM.search(text, max(0, q.start - 12), q.start) and _ON_TO.match(text, q.reach))


@lru_cache(maxsize=512)
def tiers(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of the tiers in plain text."""
    return tuple(q.tier for q in quantities(text) if q.tier)
