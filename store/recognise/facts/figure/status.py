"""Whether a figure is aimed at or has come about, by what is said of it.

The nearest word that says so wins: behind the number in its clause (`已全部开工`, `的目标`), else the last one before it
in the sentence (`力争`, `累计`: `status_said`), else the sentence before that opens a list of goals. Nothing said: a
result. What kind of figure settles it whatever is said (a project's yield, a policy's cap) is `status_of_kind`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.dates import resolve_period
from store.recognise.facts.figure.clause import clause_end, clause_start, words_before
from store.recognise.facts.figure.cues import AIM, DONE, GOALS, PLAN, last
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.going_on import TASK_SUM
from store.recognise.facts.figure.lists import frame
from store.recognise.facts.figure.status_of_kind import OWN_SIZE, SOURCE
from store.recognise.facts.figure.status_said import of_year, year_ending
from store.recognise.facts.figure.times import last_time, reported_year, year_over
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
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
    if not (_OF_THE_YEAR.search(front[-60:]) or _LIST_OF_THE_YEAR.search(front)):
        return None
    here = frame(sentence)
    if (here is not None and not here.ahead) or year_ending(sentence, front):
        return "result"
    day = sentence.document.article.published or sentence.document.opening_day or ""
    if (
        of_year(sentence, item) is None
        and year_over(sentence) is not None
        and not (AIM.search(front) or PLAN.search(front))
    ):
        return "result"
    if re.search(r"全年(?:累计|共)", front) and not (AIM.search(front) or PLAN.search(front)):
        return "result"  # 全年共接待游客1860万人次
    if of_year(sentence, item) not in (None, 0) or day[5:7] in ("11", "12"):
        return None
    if not (AIM.search(front) or PLAN.search(front)) and (
        reported_year(sentence) is not None or (not day and _GREW.search(sentence.text, item.quantity.start))
    ):
        return "result"
    if not day and item.quantity.after is None and not (AIM.search(front) or PLAN.search(front)):
        return None  # an article of no known day may look back on the year
    return "target"


_OF_THE_YEAR = re.compile(r"(?<!去年)(?<!上年)全年(?!的?(?:预期)?(?:任务|目标|计划))|年内|年底前")
_LIST_OF_THE_YEAR = re.compile(r"(?<!去年)(?<!上年)全年[^,。;:\d]{0,12}:[^。]*$")  # 划出全年“硬杠杠”:增加值增长7%,…
_GREW = re.compile(r"(?:同比|[比较](?:上年|去年))[^,。;]{0,6}(?:增长|下降|增加|减少|提高|上升|回落|上涨|下跌)")


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
    item = item_of(candidate, sentence)
    if item is not None and _BUDGET.search(item.measure):
        return "target"
    return "target" if resolved_ahead(candidate, sentence) or _to_be_done(candidate, sentence) else "result"


_BUDGET = re.compile(r"(?<!公共)预算(?:总?额|增幅|降幅)?$")  # 今年资本开支预算为75亿元
_WILL = re.compile(
    r"(?<![即])将(?!近|信)(?=[一-鿿“])(?![^,。;]{0,14}(?:作为|纳入|列为))"
    r"|(?<![需主重纲首概摘只若想])要(?=[^,。;]{0,10}(?:组建|选派|包联|联系|新建|建成|培育|引进|改造|创建|争取|办好|完成|实施|推进|帮扶|走访|解决))"
)
_PROMISES = re.compile(r"将(?=[一-鿿])(?!近|信)|力争|要(?:办好|抓好|完成|实施)|办好|确保")


def _to_be_done(candidate: Candidate, sentence: Sentence) -> bool:
    """将推出…, 要组建217支…,选派651名: what is still to do, though the clause itself does not say so."""
    item = item_of(candidate, sentence)
    if item is None or OWN_SIZE.search(item.measure):
        return False
    front = sentence.text[: item.quantity.start]
    front = front[max(front.rfind(stop) for stop in "。;”") + 1 :]
    if (will := last(_WILL, front)) >= 0:
        return not re.search(r"[已了]|同比|去年|目前", front[will:]) and DONE.search(front, will) is None
    above = sentence.before
    if above is None or not re.match(r"其中[,:]", sentence.text) or DONE.search(sentence.text):
        return False
    return _PROMISES.search(above.text) is not None and DONE.search(above.text) is None


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
