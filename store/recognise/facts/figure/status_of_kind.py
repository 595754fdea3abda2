"""Whether a figure is aimed at or has come about, by what it measures.

What a project is expected to yield, what a policy promises and what a year's plan wants invested are targets; a project's
investment and area, the parks there are, and projects signed or started in the clause are results, planned or not.
What the words around the number say is `status`'s matter. `yields`, `lone` and `promise` are asked by `horizon` too.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.recognise.facts.figure.clause import clause_end, clause_start, words_before
from store.recognise.facts.figure.cues import AIM, DONE, HAPPENS, PLAN
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.measure import YIELD
from store.recognise.facts.figure.row import items
from store.recognise.facts.figure.subject import own_size
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.facts.figure.item import Item
    from store.recognise.sentence import Sentence
    from store.records import Status

SOURCE = "RECORDS.md, Figures: status"
OWN_SIZE = searching(
    r"(?:总投资|计划总投资|总投资额|计划投资|概算总投资|估算总投资|估算投资|[一二三首]期(?:计划|总)?投资|批复投资|批复总投资|项目投资额?|占地|占地面积|(?<!工业)(?<!建设)(?<!存量)(?<!产业)(?<!低效)用地|用地面积|建筑面积|总建筑面积|规划面积|总面积)$"
)
_EXISTING = re.compile(r"(?:园区|开发区|高新区|产业园|工业园|科技园)$")
_GATHERED = re.compile(r"(?:组织|邀请|发动|动员|联合|会同)[^。;]{0,60}$")
_COLLECTED = re.compile(
    r"(?:提出|反映|反馈|收到|收集到|征集到|排查出|梳理出|存在)的(?:近|约|这)?$"
)  # 对企业提出的21项诉求逐一销号
_BODY = re.compile(r"(?:园区|开发区|国企|部门|单位|机构|高校|院校|商会)$")
_PROMISE = re.compile(r"(?:给予|最高|补助|奖补|资助|贴息|一次性|奖励|补贴|扶持|按照?|不超过)[^,。;:]{0,12}$")
_CONDITIONAL = re.compile(r"(?:^|[,。;:])对(?![于比照外接标])[^。;]{2,60}?(?:给予|奖励|补助|补贴|资助|按)[^。;]{0,30}$")
_GIVES = re.compile(
    r"给予|最高|一次性|封顶|(?:企业|单位|团队|人才|项目|平台|基地)”?(?:分别|各)?(?:奖励|奖补|补助|补贴|资助)$|每[一-鿿]{1,4}(?:补贴|补助|奖励|奖补|资助|优惠)|可(?:领取|获得?|享受)(?![一-鿿]{3})|每[^,。;]{1,16}(?:补贴|奖励|补助)(?:企业|单位|个人)?$|(?:补贴|补助|奖励|资助)(?:比例|标准)(?:为|按|是|最高)?$|不超过(?:人民币)?$"
)
# 首次获评单项冠军的企业,奖励100万元; 每招募一名工人,补贴企业500元
_GIFT_FOR = re.compile(
    r"(?:的[一-鿿“”]{0,12}|每[^,。;]{2,20}),(?:由[^,。;]{2,10})?(?:分别|各|再|按[^,。;]{1,12})?(?:一次性)?(?:奖励|补助|补贴|资助|奖补|补偿)(?!了)[^,。;\d]{0,6}$"
)
_GIFT_TOO = re.compile(r"(?![^,。;]*(?:已|去年|累计))[^,。;:\d]{2,16}(?:奖励|补助|补贴|资助|奖补)")
_CARRIED = re.compile(r"(?:以[内上下])?(?:的(?:标准|比例))?(?:执行|征收|收取|计收|减收|减免|给予|予以|核定|计算|发放)")
_BY_RATE = re.compile(r"按(?:照)?[^,。;\d]{0,12}的?$")
_WHOM = re.compile(r"对[^,。;]{2,40}?(?=给予|分别|一次性|奖励|补助|补贴|资助|按)")
_CAPPED = re.compile(r"累计(?=最高|不超过|可|资助|补助|奖励)")
_ROW = re.compile(r"(?:\d[\d.]{0,8}\s?[万亿]?元[、和]\s?)+$")  # 分别给予奖励10万元、20万元、50万元
_RAISED = re.compile(
    r"(?:资助|补助|奖励|补贴|贴息|返还|担保)[^,。;]{0,4}(?:上限|限额|比例|标准|额度)(?:由|从)[^,。;]{2,16}?(?:提高|提升|上调|下调|降低|降|扩大|增加)(?:至|到|为)$"
)  # 补助比例由6%提高到10%
_PROMISED = re.compile(
    r"^(?:以内|以上|以下)?的?(?:一次性)?(?:[^,。;:\d]{0,6})(?:奖励|补助|补偿|奖补|补贴|资助|支持|贴息|扶持|减免|返还)"
)


@filler(
    "status.existing",
    kind="figure",
    fills="status",
    example="10个省级以上开发区将同步纳入",
    near_miss="将新建10个标准厂房",
    source="RECORDS.md, More on counts: parks and zones",
    priority=44,
)
def existing(candidate: Candidate, sentence: Sentence) -> Status | None:
    """Parks and zones that take part are there already."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    front = sentence.text[clause_start(sentence.text, item.quantity.start) : item.quantity.start]
    words = words_before(sentence.text, item.quantity.start)
    if item.quantity.kind == "count" and _COLLECTED.search(front):
        return "result"
    if _GATHERED.search(words) and _BODY.search(item.measure):
        return "result"
    if item.quantity.kind != "count" or not _EXISTING.search(item.measure):
        return None
    if re.search(r"完成|保留|取缔|整合|关停", front) and (AIM.search(words) or PLAN.search(words)):
        return None  # 将在年底前完成314个工业园区的治理,取缔132个
    return None if re.search(r"建|打造|创|培育|新增|力争|争取|推进|布局|规划", front) else "result"


# 项目装机100万千瓦,可修复沙漠10万亩
_CAN = re.compile(
    r"^(?:预计|每年|一年|年|还|也)*可(?:每年|年)?(?:新增|实现|带动|吸纳|修复|治理|减少|节约|节省|降低|下降|增加|提供|解决|转化|消纳|处理|生产|加工|发电|覆盖|惠及|满足|形成|创造|返还|享受|替代|灌溉|接待|容纳|辐射)(?!.*已)"
)


@filler(
    "status.yield",
    kind="figure",
    fills="status",
    example="全部达产后预计可实现年销售收入190亿元",
    near_miss="总投资50亿元的项目建成投产",
    source="RECORDS.md, Rulings: what a project is expected to yield",
    priority=44,
)
def expected_yield(candidate: Candidate, sentence: Sentence) -> Status | None:
    """Output, sales, tax and jobs that a project will bring."""
    return "target" if yields(candidate, sentence) else None


def yields(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether the figure is what a project is expected to bring once it runs."""
    item = item_of(candidate, sentence)
    if item is None or OWN_SIZE.search(item.measure):
        return False
    return _brought(sentence.text, item.quantity.start)


@lru_cache(maxsize=512)
def _brought(text: str, at: int) -> bool:
    """Whether the words before a number say so; several fillers ask of each."""
    if _CAN.search(text[clause_start(text, at) : at]):
        return True
    front = text[max(0, at - 60) : at]
    front = re.split(";|,其中", front)[-1]  # 投产后年产60套;甲与乙共建中心,总投资…: another statement
    found = list(YIELD.finditer(front))
    if not found:
        return False
    start, end = found[-1].span()
    return DONE.search(front, end) is None and "已" not in front[max(0, start - 6) : end]


@filler(
    "status.promise",
    kind="figure",
    fills="status",
    example="给予最高500万元奖励",
    near_miss="已发放奖励500万元",
    source="RECORDS.md, Rulings: rates and caps that a policy promises",
    priority=43,
)
def promise(candidate: Candidate, sentence: Sentence) -> Status | None:
    """Rates and caps that a policy promises."""
    item = item_of(candidate, sentence)
    if item is None or item.quantity.kind not in ("money", "percent"):
        return None
    text, q = sentence.text, item.quantity
    front = text[clause_start(text, q.start) : q.start]
    behind_it = text[q.reach : clause_end(text, q.reach)]
    named = _WHOM.match(front)  # 对获得…奖的团队分别奖励300万元: 获得 says for whom
    front = _ROW.sub("", front)
    given = _CAPPED.sub("", front[named.end() :] if named else front)
    if DONE.search(given) or re.search(r"发放了|兑现", given):
        return None
    if (
        _CONDITIONAL.search(words_before(text, q.start))
        or _GIFT_FOR.search(words_before(text, q.start))
        or (_GIFT_TOO.fullmatch(front) and _GIVES.search(words_before(text, clause_start(text, q.start))))
        or (_BY_RATE.search(front) and _CARRIED.match(behind_it))
        or _RAISED.search(front)
        or _GIVES.search(front[-14:])
        or (_PROMISE.search(front) and _PROMISED.match(behind_it))
    ):
        return "target"
    return None


@filler(
    "status.attended",
    kind="figure",
    fills="status",
    example="大会将于2月1日闭幕,共有代表412名出席开幕会",
    near_miss="计划邀请客商400名参加大会",
    source="who attends is told when he has",
    priority=44,
)
def attended(candidate: Candidate, sentence: Sentence) -> Status | None:
    """People who attend, where the clause itself neither aims nor plans."""
    item = item_of(candidate, sentence)
    if item is None or item.quantity.kind != "people":
        return None
    text, q = sentence.text, item.quantity
    own = text[clause_start(text, q.start) : q.start]
    if not _ATTEND.match(text, q.reach) or AIM.search(own) or PLAN.search(own) or re.search(r"邀请|组织|动员", own):
        return None
    return "result"


_ATTEND = re.compile(r"[^,。;\d]{0,8}(?:参会|与会|到会|(?:出席|参加|列席)[^,。;]{0,8}(?:会|活动|仪式))")


@filler(
    "status.event",
    kind="figure",
    fills="status",
    example="15个新能源项目签约落户",
    near_miss="今年将有15个新能源项目开工",
    source=SOURCE,
    priority=43,
)
def event(candidate: Candidate, sentence: Sentence) -> Status | None:
    """Projects that are signed, started or finished in the clause itself: only a word within it makes that an aim."""
    item = item_of(candidate, sentence)
    if item is None or item.quantity.kind == "percent" or not HAPPENS.match(item.measure):
        return None
    text, q = sentence.text, item.quantity
    if not HAPPENS.search(text[q.reach : clause_end(text, item.end)]):
        return None
    front = text[clause_start(text, q.start) : q.start]
    if _TO_COME.match(text, q.reach):
        return None  # 15个项目将于6月开工
    return None if AIM.search(front) or PLAN.search(front) or re.search(r"推动|促进|力促|^今?年内", front) else "result"


_TO_COME = re.compile(r"[^,。;]{0,14}?(?<!即)(?:将(?!近)|即将|拟|计划)")


@filler(
    "status.to_come",
    kind="figure",
    fills="status",
    example="到月底,2条生产线将试机",
    near_miss="月底将至,2条生产线试机",
    source=SOURCE,
    priority=40,
)
def to_come(candidate: Candidate, sentence: Sentence) -> Status | None:
    """将 behind what is counted: 3座变电站将送电; where nothing in front says what is done."""
    item = item_of(candidate, sentence)
    if item is None or item.quantity.kind not in ("count", "people") or item.route != "noun_behind":
        return None
    front = sentence.text[max(0, item.quantity.start - 8) : item.quantity.start]
    if HAPPENS.search(front) and not re.search(r"将|拟|要", front):
        return None  # 开工的5个项目将新增产能
    return "target" if _TO_COME.match(sentence.text, item.quantity.reach) else None


@filler(
    "status.size",
    kind="figure",
    fills="status",
    example="力争总投资69亿元的荒沟抽水蓄能电站开工",
    near_miss="力争签约项目总投资69亿元",
    source="RECORDS.md, Rulings: its investment, area and capacity a result",
    priority=46,
)
def size(candidate: Candidate, sentence: Sentence) -> Status | None:
    """What one named project costs or covers, whenever it is built."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    own = sentence.text[clause_start(sentence.text, item.quantity.start) : item.quantity.start]
    return "result" if lone(candidate, item, sentence) or _ITS_OWN.search(own) else None


# 加快推进某某产业园建设,该园区总投资68亿元
_ITS_OWN = re.compile(
    r"^(?:该|此)(?:项目|工程|园区|产业园|基地|中心|工厂|小镇|综合体)(?:计划|概算|预计)?(?:总投资|占地|建筑面积|总建筑面积)"
)


def lone(candidate: Candidate, item: Item, sentence: Sentence) -> bool:
    """Whether the measure is the size of one named project, not the sum of those counted before it."""
    if not own_size(str(candidate.fields.get("measure") or "")):
        return False
    if item.route not in ("subject", "elliptic"):
        return True
    many = [i for i in counted_before(item, sentence) if i.quantity.value > 1]
    named = item.measure[:6]  # 7个项目签约,其中某某项目总投资13亿元: its name stands behind the count
    return not many or sentence.text.find(named, many[-1].quantity.reach, item.quantity.start) >= 0


def counted_before(item: Item, sentence: Sentence) -> list[Item]:
    """What is counted among the eight numbers before this one: the projects that a sum may be the sum of."""
    row = items(sentence)
    at = bisect_left(row, item.quantity.start, key=lambda i: i.quantity.start)
    return [i for i in row[max(0, at - 8) : at] if i.quantity.kind == "count"]


@filler(
    "status.plan_of_year",
    kind="figure",
    fills="status",
    example="96个项目集中开工,年度计划投资136亿元",
    near_miss="96个项目集中开工,总投资136亿元",
    source="what a year's plan wants invested is required",
    priority=46,
)
def plan_of_year(candidate: Candidate, sentence: Sentence) -> Status | None:
    """年度计划投资, 当年计划投资: to be reached within the year."""
    item = item_of(candidate, sentence)
    if item is None or item.quantity.kind != "money":
        return None
    front = sentence.text[clause_start(sentence.text, item.quantity.start) : item.quantity.start]
    if re.search(
        r"(?:年内|今年|当年|全年|年度)(?:计划|预计|拟)完成投资(?:约|近|超)?$|(?:计划|拟|将)?年内(?:再|追加)投(?:资|入)(?:约|近|超)?$",
        front,
    ):
        return "target"
    if re.search(r"(?:年度|当年)计划(?:完成)?投资(?:约|近|超)?$", front):
        return "target"
    return "target" if re.search(r"(?:年度|当年|本年度)(?:计划(?:完成)?)?投资$", item.measure) else None
