"""Whether a figure is aimed at or has come about.

The nearest word that says so wins: behind the number in its clause (`已全部开工`, `的目标`), else the last one before it
in the sentence (`力争`, `确保`, `累计`, `去年`), else the sentence before that opens a list of goals. What a project is
expected to yield is a target; its investment and area a result, planned or not. Nothing said: a result. Longer than most
files: it is one list of rules, from the strongest to the weakest, that is read as one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from store.language.dates import resolve_period
from store.recognise.facts.figure.clause import WINDOW, clause_end, clause_start, words_before
from store.recognise.facts.figure.cues import AIM, DONE, GOALS, HAPPENS, PLAN, last, last_issue
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.item import items
from store.recognise.facts.figure.lists import frame
from store.recognise.facts.figure.measure import YIELD
from store.recognise.facts.figure.subject import own_size
from store.recognise.facts.figure.times import last_time, passing
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.document import Sentence
    from store.recognise.facts.figure.item import Item
    from store.records import Status

_SOURCE = "RECORDS.md, Figures: status"

_OWN_SIZE = re.compile(
    r"(?:总投资|计划总投资|总投资额|计划投资|概算总投资|项目投资|占地|占地面积|(?<!工业)(?<!建设)(?<!存量)(?<!产业)(?<!低效)用地|用地面积|建筑面积|总建筑面积|规划面积|总面积)$"
)
_BEHIND_DONE = re.compile(r"已(?:经)?|顺利(?=开工|竣工|投产)|(?:签约|开工|竣工|落户)(?:了|成功)|正在|获批|受到")
_BEHIND_AIM = re.compile(r"^(?:以上|左右|以内)?的?(?:[^,。;:、\d]{0,8})?(?:目标|任务|预期)(?!责任)")
_MUST = re.compile(r"(?:必须|务必|确保)(?=[^,。;]{0,8}(?:交付|完成|开工|竣工|投产|到位|投用|建成))")
_AROUND_AIM = re.compile(
    r"[^,。;]{0,40}[,—](?:紧紧|紧盯|牢牢)?(?:围绕|紧扣|瞄准|锚定|聚焦|锁定|对照|朝着)[^,。;]{0,8}目标"
)
_EXISTING = re.compile(r"(?:园区|开发区|高新区|产业园|工业园|科技园)$")
_GATHERED = re.compile(r"(?:组织|邀请|发动|动员|联合|会同)[^。;]{0,60}$")
_BODY = re.compile(r"(?:园区|开发区|国企|部门|单位|机构|高校|院校|商会)$")
_PROMISE = re.compile(r"(?:给予|最高|补助|奖补|资助|贴息|一次性|奖励|补贴|扶持|按照?|不超过)[^,。;:]{0,12}$")
_PLANNED = re.compile(r"·{4,}[^。;·]{0,3}(?:提出|明确|规定)")  # 《某某计划》,提出…: behind a title (masked)
_BY_PLAN = re.compile(
    r"(?:根据|按照?|依照)[^,。;《》]{0,10}《[^《》]{2,60}(?:方案|计划|规划|意见|措施|纲要)(?:\([^()]{1,20}\))?》,?"
)
_RISEN = re.compile(r"(?:同比|环比)[^,。;]{0,8}$")  # 力争引资35亿元,同比增长25%
_FIRM = re.compile(
    r"力争|争取|确保|努力(?=实现|完成|达)|今年(?:将|要|计划|力争)|下一步|(?:^|[,;:。“])(?:要|还要)(?=[一-鿿]{2})"
)
_MEASURES = re.compile(r"(?:措施|举措|政策|意见|办法|条款|任务|行动|工程|清单)$")
_TITLE = re.compile(r"《[^《》]{2,80}》")
_CONDITIONAL = re.compile(r"(?:^|[,。;:])对(?![于比照外接标])[^。;]{2,60}?(?:给予|奖励|补助|补贴|资助|按)[^。;]{0,30}$")
_GIVES = re.compile(
    r"给予|最高|一次性|每[一-鿿]{1,4}(?:补贴|补助|奖励|奖补|资助|优惠)|可(?:领取|获得?|享受)(?![一-鿿]{3})|不超过(?:人民币)?$"
)
_PROMISED = re.compile(
    r"^(?:以内|以上|以下)?的?(?:一次性)?(?:[^,。;:\d]{0,6})(?:奖励|补助|奖补|补贴|资助|支持|贴息|扶持|减免|返还)"
)


def _of_year(sentence: Sentence, item: Item) -> int | None:
    """How far the year that governs the number lies from the article's: -1 last year, 0 this one."""
    year = sentence.context.year
    last = last_time(sentence, 0, item.quantity.start)
    while last is not None and (not last.dated or sentence.text[last.start - 1 : last.start] in ("由", "从")):
        last = last_time(sentence, 0, last.start)
    if last is None:
        return None
    if last.year is None:
        return last.relative
    end = last.year_to or last.year
    return None if year is None else end - year


@filler(
    "status.behind",
    kind="figure",
    fills="status",
    example="6个重大产业项目已全部开工建设",
    near_miss="确保6个重大产业项目全部开工",
    source=_SOURCE,
    priority=45,
)
def behind(candidate: Candidate, sentence: Sentence) -> Status | None:
    """What stands behind the number in its clause: 已, 的目标."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    reach = item.quantity.reach
    text = sentence.text[reach : clause_end(sentence.text, reach)]
    if _BEHIND_AIM.match(text) or _MUST.search(text[:24]) or _AROUND_AIM.match(sentence.text[item.end : item.end + 64]):
        return "target"
    if _BEHIND_DONE.search(text[:24].split("、已")[0]):
        return "result"
    if re.match(r"[^,。;]{0,6}[,、](?:同比|环比)", sentence.text[reach:]):
        front = words_before(sentence.text, item.quantity.start)
        return None if last(AIM, front) > last(DONE, front) else "result"  # 力争引资35亿元,同比增长25%
    return None


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
    if _GATHERED.search(words) and _BODY.search(item.measure):
        return "result"
    if not _EXISTING.search(item.measure):
        return None
    return None if re.search(r"建|打造|创|培育|新增|力争|争取|推进", front) else "result"


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
    if item is None or _OWN_SIZE.search(item.measure):
        return False
    front = sentence.text[max(0, item.quantity.start - 60) : item.quantity.start]
    front = front.rpartition(";")[2]  # 投产后年产60套;甲与乙共建中心,总投资…: another statement
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
    if DONE.search(front) or re.search(r"发放了|兑现", front):
        return None
    if (
        _CONDITIONAL.search(words_before(text, q.start))
        or _GIVES.search(front[-14:])
        or (_PROMISE.search(front) and _PROMISED.match(behind_it))
    ):
        return "target"
    return None


@filler(
    "status.said",
    kind="figure",
    fills="status",
    example="力争全年引进亿元项目10个以上",
    near_miss="累计引进亿元项目10个",
    source=_SOURCE,
    priority=42,
)
def said(candidate: Candidate, sentence: Sentence) -> Status | None:
    """The last word before the number that tells an aim, a plan or what is done."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    front = words_before(sentence.text, item.quantity.start)
    front = _TITLE.sub(lambda m: "·" * len(m.group()), front)  # 《…三年行动计划》 plans nothing here
    aim = last(AIM, front)
    if not _MEASURES.search(item.measure):
        aim = max(aim, last(_PLANNED, front), last(_BY_PLAN, words_before(sentence.text, item.quantity.start)))
    plan = last(PLAN, front)
    done = max(last(DONE, _RISEN.sub("", front)), last_issue(front))
    dated = _last_period(sentence, item)
    if 0 <= done < dated and (re.match(r"去年|上年|过去", front[done:]) or ";" in front[done:dated]):
        done = -1  # 去年1786亿元,同比增长8%;今年突破1900亿元
    away = _of_year(sentence, item)
    here = frame(sentence)
    if here is not None and not here.ahead:
        plan = -1  # 预计 in the part that looks back speaks of the year that is over
    if _is_over(sentence, item):
        plan = -1  # 1月份…预计完成81亿元, in February
    if away is not None and away < 0:
        aim = last(_FIRM, front)
        # 预计 in a report of January speaks of the year that is over.
        return "target" if aim > max(done, _last_period(sentence, item)) else "result"
    if away is not None and away > 0 and not (_OWN_SIZE.search(item.measure) and _passed(sentence, item)):
        return "target"
    if _OWN_SIZE.search(item.measure) and plan > aim and not _planned_list(item, sentence, plan):
        plan = -1
    if max(aim, plan, done) < 0:
        return None
    return "target" if max(aim, plan) > done else "result"


@filler(
    "status.event",
    kind="figure",
    fills="status",
    example="15个新能源项目签约落户",
    near_miss="今年将有15个新能源项目开工",
    source=_SOURCE,
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
    return None if AIM.search(front) or PLAN.search(front) or re.search(r"推动|促进|力促", front) else "result"


@filler(
    "status.whole_year",
    kind="figure",
    fills="status",
    example="全年引进科创项目30个以上",
    near_miss="去年全年引进科创项目30个",
    source=_SOURCE,
    priority=41,
)
def whole_year(candidate: Candidate, sentence: Sentence) -> Status | None:
    """全年 in an article of the year's first ten months looks ahead."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    front = words_before(sentence.text, item.quantity.start)
    if not re.search(r"全年(?!的?(?:任务|目标|计划))|年内|年底前", front[-60:]):
        return None
    here = frame(sentence)
    if here is not None and not here.ahead:
        return "result"
    day = sentence.document.article.published or sentence.document.opening_day or ""
    if _of_year(sentence, item) not in (None, 0) or day[5:7] in ("11", "12"):
        return None
    return "target"


def _is_over(sentence: Sentence, item: Item) -> bool:
    """Whether the months that govern the number lie before the month of the article."""
    period, day = last_time(sentence, 0, item.quantity.start), sentence.document.article.published or ""
    if period is None or not period.months or not day[5:7].isdigit() or period.relative not in (None, 0):
        return False
    return (
        period.year in (None, int(day[:4])) and period.months[1] < int(day[5:7]) and not passing(sentence.text, period)
    )


def _passed(sentence: Sentence, item: Item) -> bool:
    """Whether the last time before the number only says when something begins or ends: 预计2024年通车,总投资81亿元."""
    period = last_time(sentence, 0, item.quantity.start)
    return period is not None and passing(sentence.text, period)


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
    return "result" if item is not None and lone(candidate, item, sentence) else None


def lone(candidate: Candidate, item: Item, sentence: Sentence) -> bool:
    """Whether the measure is the size of one named project, not the sum of those counted before it."""
    if not own_size(str(candidate.fields.get("measure") or "")):
        return False
    if item.route not in ("subject", "elliptic"):
        return True
    row = items(sentence)
    at = bisect_left(row, item.quantity.start, key=lambda i: i.quantity.start)
    return not any(i.quantity.kind == "count" and i.quantity.value > 1 for i in row[max(0, at - 8) : at])


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
    return "target" if re.search(r"(?:年度|当年|本年度)(?:计划)?(?:完成)?投资$", item.measure) else None


def _planned_list(item: Item, sentence: Sentence, plan: int) -> bool:
    """计划开工项目128个,总投资920亿元: the sum is that of projects that are only planned."""
    plan += max(0, item.quantity.start - WINDOW)
    row = items(sentence)
    at = bisect_left(row, item.quantity.start, key=lambda i: i.quantity.start)
    return any(i.quantity.kind == "count" and plan <= i.quantity.start for i in row[max(0, at - 8) : at])


@filler(
    "status.list_of_goals",
    kind="figure",
    fills="status",
    example="今年的主要预期目标是:……。地区生产总值增长6%",
    near_miss="去年的工作回顾。地区生产总值增长6%",
    source=_SOURCE,
    priority=40,
)
def list_of_goals(candidate: Candidate, sentence: Sentence) -> Status | None:
    """The sentence before opened a list of goals, and nothing since says that they are done."""
    above = sentence.before
    if above is None or DONE.search(sentence.text):
        return None
    return "target" if GOALS.search(above.text) else None


@filler(
    "status.plain",
    kind="figure",
    fills="status",
    example="规上工业产值突破5000亿元",
    near_miss="力争规上工业产值突破5000亿元",
    source=_SOURCE,
    priority=39,
)
def plain(candidate: Candidate, sentence: Sentence) -> Status | None:
    """Stated, and nothing points ahead: a result."""
    if resolved_ahead(candidate, sentence):
        return "target"
    return "result"


def resolved_ahead(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether the clause names a year that is still to come."""
    item = item_of(candidate, sentence)
    year = sentence.context.year
    if item is None or year is None:
        return False
    start = clause_start(sentence.text, item.quantity.start)
    period = last_time(sentence, start, item.quantity.start)
    edtf = resolve_period(period, year=year) if period else None
    return bool(edtf and edtf[:4].isdigit() and int(edtf[:4]) > year)


def _last_period(sentence: Sentence, item: Item) -> int:
    """Where the last time begins, counted as the words of the front are."""
    last = last_time(sentence, 0, item.quantity.start)
    return last.start - max(0, item.quantity.start - WINDOW) if last else -1
