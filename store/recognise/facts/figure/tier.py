"""Tiers: amounts that say which projects or firms are meant (`亿元以上项目`, `百亿级`, `10亿元项目`) and are no figures.

In: plain text and a quantity of it. Out: the stretch that belongs to the measure, from a leading 超 to the word that makes
the amount a tier; None for a plain amount. What is measured is read by others.
"""

from __future__ import annotations

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity

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
_UPWARD = re.compile(rf"(?:以上|及以上|以下|及以下|之上)(?:的)?(?=[^,。;:、!?()\d]{{0,14}}?(?:{_SORT}))")
_DIRECT = re.compile(
    r"(?!当天|全部|已|直达|直接|惠及|投入|奖励|补贴|帮助|[^,。;:、!?]{0,16}(?:基金|专项资金|贷款|转贷资金|债券)|支持|用于|设立|上马|兴建|打造|实施|扩建|建设(?!项目|工程)|新建|完善|改造|升级|推进|引进|发展|培育|购置)(?:规模的?|的)?(?=(?:[^,。;:、!?()的\d]{0,8}?)(?:项目|企业|楼宇|产业集群|产业(?!基金|投资|资金)|园区|强县))"
)
_OVER = re.compile(r"(?:超|超过|不低于|不少于|达|达到|过|上|大于)$")
# 对投资超5000万元的项目给予补助: what a policy asks for is a tier, what it gives is a figure.
_CONDITION = re.compile(
    r"(?:^|[,。;:、])对(?![于比照外接标台东港美欧非俄日韩])(?:(?!贡献率|满意度|给予|奖励|奖补|补助|补贴|资助|按照?|支持|予以|安排|减|免|执行|实行|发放)[^,。;:]){1,34}(?<!出口)(?<!进口)$"
)
_FUND = re.compile(r"[^,。;:、!?\d]{0,12}(?:资金|基金|债券)")
_SETS_UP = re.compile(r"(?:安排|设立|投入|筹集|拿出|统筹|组建|整合)(?:了|不少于|近|约|超|总规模|规模)?$")
_OF_VILLAGES = re.compile(
    r"以上(?:的)?(?:行政|经济|示范)?(?:村|镇)(?=占|达|有|实现|全|比|数|\d|[,、。])"
)  # 收入30万元以上的村占比
_ELLIPTIC = re.compile(r"(?=(?:各)?\d{1,4}个|[和、与及])")
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
    r"(?:以上)?的(?:[一-鿿]{0,6}(?:县|市|区|乡镇|镇|村|企业|[台港民外央国]企|公司|家庭|大户|项目|产品|单品)(?:就|已|共)?(?:有|达|达到|为)?|(?:就|已|共|要)?(?:有|达到?)|就|仅)\d{1,5}[个家户种款栋幢座宗]"
)  # 财政收入10亿元的乡镇有3个,5亿元的7个
_ONE_OF = re.compile(r"\d[个家项](?:总|计划总)?投资(?:额)?$")
_WITH_SO_MANY = re.compile(r"[^,。;、\d]{0,8}(?:项目|企业)(?:\d|有|达|共|为|不少于|占)")

Stretch = tuple[int, int]


def tier(text: str, q: Quantity, level: re.Match[str] | None) -> Stretch | None:
    """The stretch of the tier that the quantity makes; `level` is what follows the number where that is 级 (百亿级)."""
    over = _OVER.search(text, max(0, q.start - 3), q.start)
    start = over.start() if over else q.start
    if level:
        return q.start, level.end()
    if q.kind in ("count", "people", "great", "ordinal"):
        asked = q.kind in ("count", "people") and q.after in ("以上", "及以上") and text.startswith("的", q.reach)
        return (start, q.reach) if asked and _CONDITION.search(text[max(0, q.start - 40) : q.start]) else None
    if q.kind == "quantity" and text.startswith("级", q.end):
        return q.start, q.end + 1  # 4个1000吨级泊位
    if q.unit == "千伏":
        return q.start, q.reach  # 3座110千伏变电站
    if asked_for := _condition(text, q, start):
        return asked_for
    upward = _UPWARD.match(text, q.end) or _UPWARD_COUNTED.match(text, q.end)
    if upward and _FUND.match(text, upward.end()) and _SETS_UP.search(text, max(0, q.start - 8), q.start):
        return None  # 安排3亿元以上的制造业投资奖励资金
    if upward is None and _ONLY_ONE.match(text, q.end):
        return start, q.reach + 1  # 10亿元以上的一个都没有
    if upward and not (upward.group().endswith("的") and _counted_behind(text, upward.end())):
        return start, upward.end()
    return (_of_those(text, q, over) or _of_sort(text, q, over)) if q.kind == "money" else None


def _condition(text: str, q: Quantity, start: int) -> Stretch | None:
    """The tier that a policy, a grade or a threshold sets."""
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
    return None


def _of_those(text: str, q: Quantity, over: re.Match[str] | None) -> Stretch | None:
    """The tier of a sum that firms, places or persons reach, and that are counted or named by it."""
    start = over.start() if over else q.start
    if (under := _UNDER.search(text, max(0, q.start - 3), q.start)) and _OF_THOSE.match(text, q.end):
        return under.start(), q.end + 1  # 亩均税收不足10万元的企业还有1300多家
    if _EXAMPLE.match(text, q.reach) and _ONE_SUCH.search(text, max(0, q.start - 12), q.start):
        return start, q.reach  # 以总投资10亿元的制造业项目为例, 一家投资10亿元的企业
    if over and _OF_FIRMS.match(text, q.end) and _EARNS.search(text, max(0, start - 8), start):
        return start, q.end + 1  # 为纳税超千万元的18户企业授予称号
    if text.startswith("者", q.reach):
        return start, q.reach + 1  # 设备投资逾1000万元者
    if over and _OF_PLACES.match(text, q.end):
        return start, q.end + 1  # GDP过500亿元的县(市)共有6个
    if _OF_SOME.match(text, q.end):
        return start, q.end + 1
    if _SO_MANY_OVER.search(text, max(0, q.start - 30), q.start):
        return start, q.end  # 有6家企业奖金超过100万元
    return None


def _of_sort(text: str, q: Quantity, over: re.Match[str] | None) -> Stretch | None:
    """The tier of a sum right in front of what it sorts: 10亿元项目, 投资超10亿元的产业项目."""
    start = over.start() if over else q.start
    direct = _DIRECT.match(text, q.end)
    if direct is None:
        return (start, q.end) if q.number.bare and _ELLIPTIC.match(text, q.end) else None
    if not direct.group().endswith("的") or (over and _ONE_OF.search(text, max(0, start - 8), start)):
        return start, direct.end()  # 新上1个投资超10亿元的产业项目
    # 总投资超10亿元的项目有8个 is a tier; 总投资50亿元的某某项目 is a sum.
    counted = over and _WITH_SO_MANY.match(text[direct.end() : direct.end() + 16])
    return (start, direct.end()) if counted else None


def _counted_behind(text: str, at: int) -> bool:
    """1亿元以上的15个项目: what follows is counted, so the sum is theirs; 10亿元以上的12个, is a count alone."""
    return text[at : at + 1].isdigit() and _COUNT_ALONE.match(text, at) is None
