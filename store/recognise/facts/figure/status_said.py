"""Whether a figure is aimed at or has come about, by the last word before it that says so.

力争, 计划, 累计, 去年: of those in front of the number in its sentence the last one wins, unless its time, its measure or
what it is compared with speaks against that. Comes in: a candidate with its item; goes out: target, result or None. What
stands behind the number, and what holds where nothing is said, is `status`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.dates import Period
from store.recognise.facts.figure.clause import WINDOW, clause_start, words_before
from store.recognise.facts.figure.cues import AIM, DONE, PLAN, last, last_issue
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.lists import frame
from store.recognise.facts.figure.status_of_kind import OWN_SIZE, SOURCE, counted_before
from store.recognise.facts.figure.times import introduced, last_time, passing
from store.recognise.rules import Candidate, filler
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.recognise.facts.figure.item import Item
    from store.recognise.sentence import Sentence
    from store.records import Status

_PLANNED = re.compile(
    r"·{4,}[^。;·]{0,3}(?:提出|明确|规定)|·{4,}中?(?:总共|共)?(?:列入|安排)(?=[^,。;\d]{0,8}项目)"
)  # 《某某计划》,提出…: behind a title (masked)
_BY_PLAN = re.compile(
    r"(?:根据|按照?|依照)[^,。;《》]{0,10}《[^《》]{2,60}(?:方案|计划|规划|意见|措施|纲要)(?:\([^()]{1,20}\))?》,?"
)
_RISEN = re.compile(r"(?:同比|环比|(?:[比较](?:去年|上年))|年增|按年)[^,。;]{0,8}$")  # 力争引资35亿元,同比增长25%
# 要确保完成投资1950亿元、同比增长18%,其中…: the growth is aimed at, too
_AIMED_RISE = re.compile(
    r"((?:力争|争取|确保)(?!了)(?:(?!已|累计|去年|上年)[^;。]){2,40}?[、,])同比(?:增长|下降|提高)(?=\d[\d.]{0,5}%(?:以上|左右)?[,、])"
)
_FIRM = re.compile(
    r"力争|争取|确保|努力(?=实现|完成|达)|今年(?:将|要|计划|力争)|下一步|(?:^|[,;:。“])(?:要|还要)(?=[一-鿿]{2})"
)
_DEEDS = re.compile(DONE.pattern.replace("|累计|", "|", 1))
_PAID = re.compile(r"[;](?:(?!将|计划|预计|拟|力争|确保|要)[^;]){0,60}(?<!计划)(?<!年内)完成投资(?:约|近|超)?$")
_MEASURES = re.compile(r"(?:措施|举措|政策|意见|办法|条款|任务|行动|工程|清单)$")
_ASIDE = re.compile(r"\([^()]{2,60}\)")
_BEGAN = re.compile(
    r"(?<=[由从])(?:去年|上年|目前|当前|现在)[^,。;]{0,16}?(?=(?:提高|提升|增加|扩大|增长|上升|降|下降|压缩|压减|减少)?(?:到|至|为))"
)
# 不低于去年同期, 恢复到去年的八成, 上年度实际缴纳: what is compared with is no deed
_AGAINST = re.compile(
    r"(?<=[^不][高低快好]于)(?:全年|年度|年初|既定)?(?:的?预期|目标)(?:目标)?|(?<=[于过到])(?:去年|上年)(?:同期|水平)?|上年度(?=实际|缴)|(?<=[占完成为][一-鿿])(?:级)?下达"
)
_TITLE = re.compile(r"《[^《》]{2,80}》")
_ROUND = re.compile(r"(?<=[去上]年初)[^。;]{2,40}?到年底")  # 去年初排了126个项目,到年底开工97个


@filler(
    "status.said",
    kind="figure",
    fills="status",
    example="力争全年引进亿元项目10个以上",
    near_miss="累计引进亿元项目10个",
    source=SOURCE,
    priority=42,
)
def said(candidate: Candidate, sentence: Sentence) -> Status | None:
    """The last word before the number that tells an aim, a plan or what is done."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    front = words_before(sentence.text, item.quantity.start)
    front = _TITLE.sub(lambda m: "·" * len(m.group()), front)  # 《…三年行动计划》 plans nothing here
    front = _AIMED_RISE.sub(lambda m: m[1] + "·" * (len(m.group()) - len(m[1])), front)
    for aside in (_ASIDE, _BEGAN, _AGAINST, _ROUND):  # 将由去年的62%提高到80%: what it began at is not what is done
        front = aside.sub(lambda m: "·" * len(m.group()), front)
    if (spoken := front.rfind("。”")) >= 0:
        front = "·" * spoken + front[spoken:]  # “我们要把服务做好。”某某说,上半年完成投资3亿元
    aim = last(AIM, front)
    if not _MEASURES.search(item.measure):
        aim = max(aim, last(_PLANNED, front), last(_BY_PLAN, words_before(sentence.text, item.quantity.start)))
    plan = last(PLAN, front)
    here = frame(sentence)
    issue = -1 if here is not None and here.ahead else last_issue(front)  # 制定出台《措施》,设立基金, in a list of work
    done = max(last(DONE, _RISEN.sub("", front)), issue)
    if issue >= 0 and re.search(r"年内|全年", front[max(0, issue - 2) :]):
        done = last(DONE, _RISEN.sub("", front))  # 印发《任务清单》,其中某项目年内建成厂房6.8万平方米
    if item.quantity.after == "以上" and front.startswith("累计", done) and aim > last(_DEEDS, front):
        done = -1  # 每年要新签约项目400个,累计完成投资3000亿元以上
    if _rate_of_planned(item, front, plan, sentence) or (plan < front.rfind(";") and _PAID.search(front)):
        plan = -1
    dated = _last_period(sentence, item)
    if 0 <= done < dated and (re.match(r"去年|上年|过去", front[done:]) or ";" in front[done:dated]):
        done = -1  # 去年1786亿元,同比增长8%;今年突破1900亿元
    away = of_year(sentence, item)
    if here is not None and not here.ahead:
        plan = -1  # 预计 in the part that looks back speaks of the year that is over
    if sentence.before is not None and re.search(r"过去的?五年", sentence.before.text):
        plan = -1  # 过去的五年,…。预计2021年地区生产总值达646亿元
    if year_ending(sentence, front) or _estimated(sentence, front):
        plan = -1  # 预计全年地区生产总值增长4%, in December
    if _is_over(sentence, item):
        plan = -1  # 1月份…预计完成81亿元, in February
        aim = aim if aim > dated else last(_FIRM, front)  # 紧盯“双过半”目标,上半年完成投资120亿元
    if away is not None and away < 0:
        aim = last(_FIRM, front)
        # 预计 in a report of January speaks of the year that is over.
        return "target" if aim > max(done, _last_period(sentence, item)) else "result"
    so_far = re.search(
        r"已(?!定)", sentence.text[clause_start(sentence.text, item.quantity.start) : item.quantity.start]
    )
    if away is not None and away > 0 and not so_far and not (OWN_SIZE.search(item.measure) and _passed(sentence, item)):
        return "target"
    if OWN_SIZE.search(item.measure) and _passed(sentence, item) and not counted_before(item, sentence):
        return None  # 计划明年6月投产,总投资6亿元
    if OWN_SIZE.search(item.measure) and plan > aim and not _planned_list(item, sentence, plan):
        plan = -1
    if max(aim, plan, done) < 0:
        return None
    return "target" if max(aim, plan) > done else "result"


def of_year(sentence: Sentence, item: Item) -> int | None:
    """How far the year that governs the number lies from the article's: -1 last year, 0 this one."""
    year = sentence.context.year
    last = last_time(sentence, 0, item.quantity.start)
    while last is not None and (not last.dated or sentence.text[last.start - 1 : last.start] in ("由", "从")):
        last = last_time(sentence, 0, last.start)
    if last is None:
        return None
    if last.year is None:
        return last.relative
    if sentence.text.startswith("以来", last.end) or last.text.endswith("以来"):
        return 0  # “十四五”以来,累计引进项目210个
    end = last.year_to or last.year
    return None if year is None else end - year


def year_ending(sentence: Sentence, front: str) -> bool:
    """预计全年, 预计到年末 in December or January speak of the year that ends."""
    published = sentence.document.article.published or ""
    if published[5:7] == "12":
        return re.search(r"预计(?:今年|到)?(?:全年|年末|年底)", front) is not None
    # A report of work without a day of publication looks back so too.
    return published[5:7] in ("", "01") and re.search(r"预计全年|全年预计", front) is not None


_ESTIMATE = re.compile(
    r"(?P<when>今年|明年|全年|年底|年末)?,?预计(?P<of>[^,。;\d]{0,6}(?:生产总值|GDP|财政[^,。;\d]{0,6}收入|公共预算收入|固定资产投资|社会消费品零售总额|规模?以?上工业[^,。;\d]{0,4}值|人均可支配收入))"
    r"[^,。;\d]{0,8}(?:[\d.]+[^,。;\d]{0,4},[^,。;\d]{0,8})?$"
)


def _estimated(sentence: Sentence, front: str) -> bool:
    """预计全县生产总值完成133亿元, at the turn of the year or in a report of no known day: of the year that is over."""
    told = _ESTIMATE.search(front)
    month = (sentence.document.article.published or "")[5:7]
    return told is not None and not told["when"] and month in ("", "12", "01", "02", "03")


def _is_over(sentence: Sentence, item: Item) -> bool:
    """Whether the months that govern the number lie before the month of the article."""
    day = sentence.document.article.published or ""
    period = last_time(sentence, 0, item.quantity.start) or _in_force(sentence)
    if period is None or not period.months or not day[5:7].isdigit() or period.relative not in (None, 0):
        return False
    return (
        period.year in (None, int(day[:4])) and period.months[1] < int(day[5:7]) and not passing(sentence.text, period)
    )


@once
def _in_force(sentence: Sentence) -> Period | None:
    """The last time that the sentences before name, as far back as a list of bullets goes; read once for all numbers."""
    above = sentence.before
    for _ in range(40):
        if above is None:
            break
        if period := last_time(above, 0, len(above.text)):
            return period
        above = above.before
    return introduced(sentence)


def _rate_of_planned(item: Item, front: str, plan: int, sentence: Sentence) -> bool:
    """今年安排项目86个,开复工率达93%: how far what was planned has come, where its own clause plans nothing."""
    text, q = sentence.text, item.quantity
    own = len(front) - (q.start - clause_start(text, q.start))
    return q.unit == "%" and q.after is None and item.measure.endswith(("开工率", "复工率")) and plan < own


def _passed(sentence: Sentence, item: Item) -> bool:
    """Whether the last time before the number only says when something begins or ends: 预计2024年通车,总投资81亿元."""
    period = last_time(sentence, 0, item.quantity.start)
    return period is not None and passing(sentence.text, period)


def _planned_list(item: Item, sentence: Sentence, plan: int) -> bool:
    """计划开工项目128个,总投资920亿元: the sum is that of projects that are only planned."""
    plan += max(0, item.quantity.start - WINDOW)
    counted = (i for i in counted_before(item, sentence) if re.search(r"项目|工程|企业|基地|园$", i.measure))
    return any(plan <= i.quantity.start for i in counted)


def _last_period(sentence: Sentence, item: Item) -> int:
    """Where the last time begins, counted as the words of the front are."""
    last = last_time(sentence, 0, item.quantity.start)
    return last.start - max(0, item.quantity.start - WINDOW) if last else -1
