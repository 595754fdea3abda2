"""Whether a figure is aimed at or has come about, by what is said of it.

The nearest word that says so wins: behind the number in its clause (`已全部开工`, `的目标`), else the last one before it
in the sentence (`力争`, `确保`, `累计`, `去年`), else the sentence before that opens a list of goals. Nothing said: a
result. What kind of figure settles it whatever is said (a project's yield, a policy's cap) is `status_of_kind`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.dates import Period, resolve_period
from store.recognise.document import once
from store.recognise.facts.figure.clause import WINDOW, clause_end, clause_start, words_before
from store.recognise.facts.figure.cues import AIM, DONE, GOALS, PLAN, last, last_issue
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.going_on import TASK_SUM
from store.recognise.facts.figure.lists import frame
from store.recognise.facts.figure.status_of_kind import OWN_SIZE, SOURCE, counted_before
from store.recognise.facts.figure.times import introduced, last_time, passing, reported_year, year_over
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.document import Sentence
    from store.recognise.facts.figure.item import Item
    from store.records import Status

_BEHIND_DONE = re.compile(r"已(?:经)?|顺利(?=开工|竣工|投产)|(?:签约|开工|竣工|落户)(?:了|成功)|正在|获批|受到")
_BEHIND_AIM = re.compile(
    r"^(?:以上|左右|以内)?(?:[、和][^,。;\d]{2,16}\d[\d.]{0,6}(?:%|[万亿]?元)(?:以上|左右)?)?的?(?:[^,。;:、\d]{0,8})?(?:目标|任务|预期)(?!责任)"
)
_BY_THEN = re.compile(
    r"^[^,。;\d]{0,10}?(?:年底|\d{1,2}月底?|[一二三四]季度末?|明年[^,。;]{0,6})前(?:将|要)?(?:全部|全面|基本|陆续)?(?:建成|完成|交付|投产|竣工|开工|投用|到位|完工|通车|整改)"
)
_MUST = re.compile(
    r"(?:必须|务必|确保|(?<![主只需重])要在?)(?=[^,。;]{0,8}(?:交付|完成|开工|竣工|投产|到位|投用|建成))"
)
_AROUND_AIM = re.compile(
    r"[^,。;]{0,40}[,—](?:紧紧|紧盯|牢牢)?(?:围绕|紧扣|瞄准|锚定|聚焦|锁定|对照|朝着)[^,。;]{0,8}目标"
)
_PLANNED = re.compile(
    r"·{4,}[^。;·]{0,3}(?:提出|明确|规定)|·{4,}中?(?:总共|共)?(?:列入|安排)(?=[^,。;\d]{0,8}项目)"
)  # 《某某计划》,提出…: behind a title (masked)
_BY_PLAN = re.compile(
    r"(?:根据|按照?|依照)[^,。;《》]{0,10}《[^《》]{2,60}(?:方案|计划|规划|意见|措施|纲要)(?:\([^()]{1,20}\))?》,?"
)
_RISEN = re.compile(r"(?:同比|环比|(?:[比较](?:去年|上年))|年增|按年)[^,。;]{0,8}$")  # 力争引资35亿元,同比增长25%
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
_AGAINST = re.compile(r"(?<=[于过到])(?:去年|上年)(?:同期|水平)?|上年度(?=实际|缴)|(?<=[占完成为][一-鿿])(?:级)?下达")
_TITLE = re.compile(r"《[^《》]{2,80}》")


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
    if sentence.text.startswith("以来", last.end) or last.text.endswith("以来"):
        return 0  # “十四五”以来,累计引进项目210个
    end = last.year_to or last.year
    return None if year is None else end - year


@filler(
    "status.behind",
    kind="figure",
    fills="status",
    example="6个重大产业项目已全部开工建设",
    near_miss="确保6个重大产业项目全部开工",
    source=SOURCE,
    priority=45,
)
def behind(candidate: Candidate, sentence: Sentence) -> Status | None:
    """What stands behind the number in its clause: 已, 的目标."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    reach = item.quantity.reach
    text = sentence.text[reach : clause_end(sentence.text, reach)]
    start = item.quantity.start
    if sentence.text.startswith("的", reach) and TASK_SUM.search(sentence.text, max(0, start - 24), start):
        return "target"  # 完成年任务75亿元的23.7%, 完成年度目标任务132个的59.09%
    if (
        _BEHIND_AIM.match(text)
        or _BY_THEN.match(text)
        or _MUST.search(text[:24])
        or _AROUND_AIM.match(sentence.text[item.end : item.end + 64])
    ):
        return "target"
    if _BEHIND_DONE.search(text[:24].split("、已")[0]):
        return "result"
    if re.match(r"[^,。;]{0,6}[,、](?:同比|环比)", sentence.text[reach:]):
        front = words_before(sentence.text, item.quantity.start)
        if re.search(r"不(?:得)?(?:低于|少于)$", front):
            return None  # 年内到位资金不低于520亿元、同比增长18%以上
        return (
            None if max(last(AIM, front), last(PLAN, front)) > last(DONE, front) else "result"
        )  # 力争引资35亿元,同比增长25%
    return None


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
    for aside in (_ASIDE, _BEGAN, _AGAINST):  # 将由去年的62%提高到80%: what it began at is not what is done
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
    away = _of_year(sentence, item)
    if here is not None and not here.ahead:
        plan = -1  # 预计 in the part that looks back speaks of the year that is over
    if sentence.before is not None and re.search(r"过去的?五年", sentence.before.text):
        plan = -1  # 过去的五年,…。预计2021年地区生产总值达646亿元
    if year_ending(sentence, front):
        plan = -1  # 预计全年地区生产总值增长4%, in December
    if _is_over(sentence, item):
        plan = -1  # 1月份…预计完成81亿元, in February
        aim = aim if dated < 0 else last(_FIRM, front)  # 紧盯“双过半”目标,上半年完成投资120亿元
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


@filler(
    "status.whole_year",
    kind="figure",
    fills="status",
    example="全年引进科创项目30个以上",
    near_miss="去年全年引进科创项目30个",
    source=SOURCE,
    priority=41,
)
def whole_year(candidate: Candidate, sentence: Sentence) -> Status | None:
    """全年 in an article of the year's first ten months looks ahead."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    front = words_before(sentence.text, item.quantity.start)
    if not re.search(r"(?<!去年)(?<!上年)全年(?!的?(?:任务|目标|计划))|年内|年底前", front[-60:]):
        return None
    here = frame(sentence)
    if (here is not None and not here.ahead) or year_ending(sentence, front):
        return "result"
    day = sentence.document.article.published or sentence.document.opening_day or ""
    if (
        _of_year(sentence, item) is None
        and year_over(sentence) is not None
        and not (AIM.search(front) or PLAN.search(front))
    ):
        return "result"
    if re.search(r"全年(?:累计|共)", front) and not (AIM.search(front) or PLAN.search(front)):
        return "result"  # 全年共接待游客1860万人次
    if _of_year(sentence, item) not in (None, 0) or day[5:7] in ("11", "12"):
        return None
    if not (AIM.search(front) or PLAN.search(front)) and (
        reported_year(sentence) is not None or (not day and _GREW.search(sentence.text, item.quantity.start))
    ):
        return "result"
    if not day and item.quantity.after is None and not (AIM.search(front) or PLAN.search(front)):
        return None  # an article of no known day may look back on the year
    return "target"


_GREW = re.compile(r"(?:同比|[比较](?:上年|去年))[^,。;]{0,6}(?:增长|下降|增加|减少|提高|上升|回落|上涨|下跌)")


def year_ending(sentence: Sentence, front: str) -> bool:
    """预计全年, 预计到年末 in December or January speak of the year that ends."""
    published = sentence.document.article.published or ""
    if published[5:7] == "12":
        return re.search(r"预计(?:今年|到)?(?:全年|年末|年底)", front) is not None
    # A report of work without a day of publication looks back so too.
    return published[5:7] in ("", "01") and re.search(r"预计全年|全年预计", front) is not None


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


@filler(
    "status.list_of_goals",
    kind="figure",
    fills="status",
    example="今年的主要预期目标是:……。地区生产总值增长6%",
    near_miss="去年的工作回顾。地区生产总值增长6%",
    source=SOURCE,
    priority=40,
)
def list_of_goals(candidate: Candidate, sentence: Sentence) -> Status | None:
    """The sentence before opened a list of goals, and nothing since says that they are done."""
    above = sentence.before
    if above is None or DONE.search(sentence.text) or _MET.search(above.text):
        return None
    return "target" if GOALS.search(above.text) else None


_MET = re.compile(r"(?:完成|实现)了?[^,。;]{0,24}(?:目标|任务)(?!如下|是|为)[^,。;]{0,4}[。;]?$")


@filler(
    "status.plain",
    kind="figure",
    fills="status",
    example="规上工业产值突破5000亿元",
    near_miss="力争规上工业产值突破5000亿元",
    source=SOURCE,
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
