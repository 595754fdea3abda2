"""Aims that no 力争 announces: told by the form of the number, by a duty, by the list that they stand in.

`不低于70%` and `控制在2%以内` are asked for, `每名干部包联1个项目` is a duty, a whole year that has only begun cannot have results.
Each gives the status and gives way to words that say what is done. What a change began at (`由42%提高到60%`) was so.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.clause import clause_end, clause_start
from store.recognise.facts.figure.cues import AIM, DONE, HAPPENS, PLAN, last
from store.recognise.facts.figure.derived import STATISTICS, indicator_of
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.lists import frame
from store.recognise.facts.figure.quantity import starts_change
from store.recognise.facts.figure.times import last_time, times
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.facts.figure.item import Item
    from store.recognise.sentence import Sentence
    from store.records import Status

_BOUND = re.compile(r"(?:不(?:得|应|能)?(?:少于|低于|高于|超过)|控制在[^,。;\d]{0,6})$")
_DEED = re.compile(r"已|了|均|累计|目前|去年|上年|截至|以来|以往")
_DUTY = re.compile(
    r"每(?:年|季度|月|半年)[^,。;\d]{0,6}(?:遴选|评选|认定|选树|选派|办成|办好|培育|安排(?=不|至))"
    r"|每人每(?:年|季度|月|周)[^,。;\d]{0,12}"
    r"|每(?:名|位|个|家)[^,。;\d]{0,14}(?:包联|包抓|包保|挂钩|挂联|联系|联挂|结对|办成|办好|至少)"
    r"|(?:租金|房租|税费|费用|利息|保费|电价|水费)[^,。;\d]{0,8}(?:减免|减半|下浮|返还|优惠)[^,。;\d]{0,3}$"
)
_SOWN = re.compile(r"(?:种植|播种|在田)面积$|苗占比$")  # 今年小麦种植面积112.3万亩, in March
_BEGUN, _ENDING = ("01", "02", "03"), ("10", "11", "12")
_HELD = re.compile(
    r"^(?:第|首|度|初|春节|正月|元宵|以来|[一二三四1-4]季度|1月|[12]月)|召开|举行|举办|大会|会议|仪式|活动|动员会|推进会"
)


@filler(
    "status.from",
    kind="figure",
    fills="status",
    example="力争加工率由42%提高到60%以上",
    near_miss="力争加工率提高到60%以上",
    source="what a change began at was so",
    priority=46,
)
def start_of_change(candidate: Candidate, sentence: Sentence) -> Status | None:
    """The value that a change began at."""
    item = item_of(candidate, sentence)
    return "result" if item is not None and starts_change(sentence.text, item.quantity) else None


@filler(
    "status.bound",
    kind="figure",
    fills="status",
    example="去年成绩不俗,今年新上工业项目不少于30个",
    near_miss="已建成标准厂房不少于30栋",
    source="a bound is asked for",
    priority=43,
)
def bound(candidate: Candidate, sentence: Sentence) -> Status | None:
    """不少于, 不低于, 控制在…以内, where the clause says nothing of what is done."""
    item = item_of(candidate, sentence)
    if item is None or not _bounded(item, sentence):
        return None
    text, start = sentence.text, item.quantity.start
    part = text[text.rfind(";", 0, start) + 1 : start]
    if "控制" in part[-8:] and last(DONE, part) > max(last(AIM, part), last(PLAN, part)):
        return None  # 已为3260家企业授信94.5亿元,不良率控制在0.8%以内
    governing = last_time(sentence, 0, start)
    return None if governing is not None and _over(governing.text) else "target"


def _over(text: str) -> bool:
    return text.startswith(("去年", "上年", "近", "连续")) or text.endswith(("年间", "年来"))


def _bounded(item: Item, sentence: Sentence) -> bool:
    text, q = sentence.text, item.quantity
    front = text[clause_start(text, q.start) : q.start]
    found = _BOUND.search(front)
    if found is None or _DEED.search(front):
        return False
    return not found.group().startswith("控制") or q.after in ("以内", "以下", "之内")


@filler(
    "status.after_bound",
    kind="figure",
    fills="status",
    example="今年新上工业项目不少于30个,其中外资项目2个",
    near_miss="新上工业项目不少于30个,去年投产外资项目2个",
    source="what a bound is followed by is asked for with it",
    priority=41,
)
def after_bound(candidate: Candidate, sentence: Sentence) -> Status | None:
    """其中外资项目2个 behind a bound of the same sentence, nothing done or dated between."""
    from store.recognise.facts.figure.row import items

    item = item_of(candidate, sentence)
    if item is None:
        return None
    text, start = sentence.text, item.quantity.start
    row = items(sentence)
    at = bisect_left(row, start, key=lambda i: i.quantity.start)
    for other in row[max(0, at - 8) : at]:
        q = other.quantity
        between = text[q.reach : start]
        if start - q.reach <= 60 and "。" not in between and not DONE.search(between) and _bounded(other, sentence):
            return None if last_time(sentence, q.reach, start) else "target"
    return None


@filler(
    "status.duty",
    kind="figure",
    fills="status",
    example="每名县领导包联2个重点项目",
    near_miss="县领导已包联2个重点项目",
    source="RECORDS.md, Figures: required for the future",
    priority=43,
)
def duty(candidate: Candidate, sentence: Sentence) -> Status | None:
    """What everyone has to take on, what a policy gives every year."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    text, start = sentence.text, item.quantity.start
    clause = text[clause_start(text, start) : start]
    if not _DUTY.search(clause) or DONE.search(clause):
        return None
    governing = last_time(sentence, 0, start)
    over = governing is not None and governing.year is not None and governing.year < (sentence.context.year or 0)
    return None if over else "target"


@filler(
    "status.year_begun",
    kind="figure",
    fills="status",
    example="2023年全市工业投资增长10%以上,新增企业80家",
    near_miss="2023年首批36个项目集中开工",
    source="a year that has only begun has no results",
    priority=41,
)
def year_begun(candidate: Candidate, sentence: Sentence) -> Status | None:
    """The whole year that the article's first three months belong to."""
    item = item_of(candidate, sentence)
    year = sentence.context.year
    day = sentence.document.article.published or sentence.document.opening_day or ""
    if item is None or year is None or day[:4] != str(year) or not day[5:7]:
        return None
    if day[5:7] in _ENDING or (
        day[5:7] not in _BEGUN and indicator_of(item.measure, item.quantity.unit) not in STATISTICS
    ):
        return None
    text, q = sentence.text, item.quantity
    if (
        q.kind == "people"
        or (q.after is None and _SOWN.search(item.measure))
        or HAPPENS.search(text[clause_start(text, q.start) : clause_end(text, q.reach)])
    ):
        return None
    period = last_time(sentence, 0, q.start)
    if period is None or period.kind != "year" or period.months or period.text.endswith(("底", "初", "末")):
        return None
    if period.year != year and (period.relative != 0 or day[5:7] not in _BEGUN):
        return None  # 今年 in July may be what of it has passed
    here = frame(sentence)
    if here is not None and not here.ahead and here.year in (None, year):
        return None
    between = text[period.end : q.start]
    said = text[clause_start(text, q.start) : clause_end(text, q.reach)]
    if len(between) > 90 or _HELD.search(between) or DONE.search(between) or re.search(r"已|了|正在|获奖|以来", said):
        return None
    return "target"


@filler(
    "status.list",
    kind="figure",
    fills="status",
    example="今年发展的主要预期目标是:经济稳定增长。新建高标准农田60万亩",
    near_miss="过去一年成绩很多。新建高标准农田60万亩",
    source="a list of what is to be done says so once",
    priority=40,
)
def listed(candidate: Candidate, sentence: Sentence) -> Status | None:
    """A bare number in the part of a report that tells this year's work."""
    item = item_of(candidate, sentence)
    here = frame(sentence)
    if item is None or here is None or not here.ahead:
        return None
    front = sentence.text[: item.quantity.start]
    if DONE.search(front) or any(_over(t.text) or t.relative == -1 for t in times(sentence)):
        return None
    year = sentence.context.year
    if here.year != year and any(t.relative == 0 for t in times(sentence)):
        return None  # 今年新签约项目38个, where next year's work is told
    return "target"
