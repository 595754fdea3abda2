"""What a quantity measures that goes on from the one before it: ends of changes, shares of a plan, other places.

`goes_on` gives measure, route and the end of its words, as `measure` does, or None where the words before the number stand
for themselves. What a sum is given for is `granted`'s, whose total it is `subject`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import clause_start
from store.recognise.facts.figure.item import Item, place_names
from store.recognise.facts.figure.quantity import starts_change
from store.recognise.facts.figure.subject import subject_before

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_PRICED = re.compile(
    r"(?P<of>[一-鿿A-Za-z·“”]{4,30}(?:项目|工程|基地|园区|[产业工物流科技]园|中心|工厂|电站|小镇|综合体|二期|一期))\((?:总?投资)?(?:约|超|近)?$"
)
CHANGED_TO = re.compile(
    r"(?:\([^()]{1,12}\))?[^,。;\d]{0,8}(?:到|至|为)(?:(?:20\d\d年|去年|今年|目前|现在|如今)(?:底|初)?的?)?(?:了|约|近|超|超过)?"
)
_MOVES = re.compile(r"(?:同比|环比)?(?:增长|下降|增|降|上升|回落|下滑)$")
_MORE_THAN = re.compile(
    r"(?:比|较)(?:上年|去年|20\d\d年|上季度|年初|上一?届)(?:同期|末|底)?(?:同比)?(?P<how>增加|净增|减少|多增|少增|增产|减产|多|少)(?:完成|投入|引进|到位)?(?:了)?(?:约|近|超)?$"
)
_HOW_MUCH = re.compile(r"(?:同比)?(?P<how>增加|净增|减少|增产|减产)了?(?:约|近|超)?")  # ,增加0.09千公顷
_BEYOND = re.compile(
    r"(?P<by>(?:高于|低于|快于|慢于|好于|优于|高出|低出|超(?:过|出)?(?=全[国省市区县州盟]))[^,。;\d]{2,10}?(?=(?:\([\d.]{1,6}%\))?(?:近|约|超|超过)?\s?$)|比[^,。;\d]{2,12}?(?:高出|低出|高|低|快|慢)|(?:增速|增幅|涨幅|降幅)?[比较](?:[1-4一二三四]季度|上半年|上年(?:同期)?|去年(?:同期)?|20\d\d年(?:同期)?|上月|上个月|年初|前[一二三\d]个?(?:季度|月)|1[—-]\d{1,2}月份?)(?:提高|提升|上升|回升|回落|放缓|加快|收窄|扩大|下降))(?:\([\d.]{1,6}%\))?(?:了)?(?:近|约|超|超过)?\s?$"
)
_TIMES_OF = re.compile(r"[,(](?:分别)?(?:是|为|达到?|相当于)(?P<of>[^,。;\d]{2,14}?|20\d\d年)的(?:近|约|超)?$")
_GAIN = re.compile(r"(?:分红|增收|年?收入|产值|税收|利润|贷款|补贴|投资)$")
_GROWS = re.compile(r"(?:同比|环比)?(?:增长|增幅|增速)$")


def goes_on(sentence: Sentence, q: Quantity, start: int, core: str, done: list[Item]) -> tuple[str, str, int] | None:
    """Measure, route and the end of its words; None where nothing goes on: 由…提高到, 某县下降8%, 比上年多, 某园(45亿元)."""
    text = sentence.text
    if found := _of_all(text, q, core, done):
        return found, "subject", 0
    if done and starts_change(text, done[-1].quantity) and CHANGED_TO.fullmatch(text, done[-1].quantity.reach, q.start):
        return done[-1].measure, "subject", 0  # 处理能力由90万吨提高到150万吨
    if (
        q.kind == "money"
        and (priced := _PRICED.search(text, max(0, q.start - 60), q.start))
        and text.startswith(")", q.reach)
    ):
        name = re.split(r"的(?=[一-鿿]{4})|包括|以及|[、,;]|等", priced["of"])[-1]
        if len(name) >= 4:
            return f"{name}投资", "of", 0  # 某某物流园(45亿元)
    if q.unit == "个百分点" and done and done[-1].quantity.unit == q.unit and (also := _also_beyond(text, q, done[-1])):
        return also, "subject", 0
    if placed := _of_place(sentence, q, core, done):
        return placed, "subject", 0
    if q.unit == "个百分点" and (apart := _apart_by(text, q, done)):
        return apart
    more = _MORE_THAN.search(text, max(0, q.start - 24), q.start) or _HOW_MUCH.fullmatch(text, start, q.start)
    if q.kind in ("money", "quantity") and more:
        # 较上年增加15亿元: what came on top
        own = re.sub("(?:完成|投入|引进|到位)$", "", core).removesuffix(more["how"])
        if own and own not in ("同比", "环比", "较年初", "比年初"):
            return own + more["how"], "clause", 0
        if whose := subject_before(sentence, q, "增加" if more["how"] == "多" else more["how"], done):
            return whose + more["how"], "subject", 0
    return None


def _of_all(text: str, q: Quantity, core: str, done: list[Item]) -> str | None:
    """What each had of the sum before, how many times it is, how far a plan has come."""
    if core in ("户", "人", "亩", "棚", "村") and text[: q.start].endswith(f"{core}均"):
        last = next((i for i in reversed(done) if i.quantity.kind == "money"), None)
        gain = _GAIN.search(last.noun) if last is not None else None
        return f"{core}均{gain.group() if gain else ''}"  # 分红571万元,户均2.2万元
    if q.unit == "倍" and (base := _TIMES_OF.search(text, max(0, q.start - 20), q.start)):
        last = next((i for i in reversed(done) if not i.uncounted), None)
        if last is not None and q.start - last.quantity.end < 40:
            return f"{last.noun}为{base['of']}"  # 年产能18万吨,是一期的2.25倍
    return _of_task(text, q, done)


_GIVEN = r"(?:[一-鿿]{1,3}(?:政府|委)|[市县省区州](?:上|定|里)?)?(?:下达)?的?(?P<when>全年|年度|今年|年)?"
_TASK = re.compile(
    rf"(?P<do>完成|占|达到?)(?:了)?{_GIVEN}"
    r"(?:\d[\d.]{0,10}[万亿]?[元个家项])?(?P<of>(?:投资)?(?:目标任务|任务目标|目标|任务|计划))数?"
    r"(?:\([^()]{1,14}\)|\d[\d.]{0,10}[万亿]?[元个家项])?的(?:近|约|超)?$"
)
TASK_SUM = re.compile(rf"(?P<do>完成){_GIVEN}(?P<of>目标任务|任务目标|任务|目标)数?$")  # 完成年度目标任务589亿元的37%


def _of_task(text: str, q: Quantity, done: list[Item]) -> str | None:
    """完成全年任务(42.5亿元)的59.9%, 完成年任务75亿元的23.7%: how far the measure before the clause has come."""
    begins = clause_start(text, q.start)
    front = text[begins : q.start]
    task = _TASK.search(front) if q.kind == "percent" or q.unit == "倍" else None
    if task is None and text.startswith("的", q.end):
        task = TASK_SUM.search(front)
    if task is None or task.start() > 4:
        return None
    last = next((i for i in reversed(done) if not i.uncounted and i.quantity.end <= begins), None)
    if last is None or begins - last.quantity.end > 40:
        return None
    base = last.noun
    if told := re.search(r"(?:占|完成(?:全年|年度|年)?)(?:投资)?(?:目标|任务|计划).*$", base):
        base = base[: told.start()]
    base = _GROWS.sub("", base)
    doing = "" if q.unit not in ("%", "倍") else task["do"]
    return f"{base}{doing}{task['when'] or ''}{task['of']}"


def _of_place(sentence: Sentence, q: Quantity, core: str, done: list[Item]) -> str | None:
    """甲省进出口总值8646亿元;乙省为8201亿元,丙省下降8%: a place alone says the same of itself."""
    name = next((n for n in place_names(sentence) if core.startswith(n)), "")
    rest = core[len(name) :]
    if not name or (rest and not _MOVES.fullmatch(rest)):
        return None
    same = next((i for i in reversed(done) if not i.uncounted and i.quantity.unit == q.unit), None)
    if topic := _topic(sentence, q):
        return topic + rest
    if same is None or same.noun.startswith(name):
        return None
    return (_MOVES.sub("", same.noun) if rest else same.noun) + rest


_ON = re.compile(r"(?:^|[。;])(?P<of>[一-鿿]{2,14})方面,")
_IS_ON = re.compile(r"^(?:再看|先看)?(?P<of>[一-鿿A-Z]{3,14}?)(?:是[^,。]{0,14}指标|呈现|表现|分化|方面)")


def _topic(sentence: Sentence, q: Quantity) -> str | None:
    """一般公共预算收入方面,甲县…: what the sentence or the one before it says it is on."""
    said = [m["of"] for m in _ON.finditer(sentence.text, 0, q.start)]
    if said:
        return said[-1]
    above = sentence.before
    told = _IS_ON.match(above.text) if above is not None and not re.search(r"\d", above.text) else None
    return told["of"] if told else None


_ALSO_BEYOND = re.compile(r"(?:[、和与,]|以及)(?:比|高于|低于)?(?P<of>全[国省市区县州盟])(?:平均水平)?")
_BEYOND_WHOM = re.compile(r"(?P<how>高于|低于|快于|慢于|高出|低出|好于|优于)[^,。;]{2,8}$")


def _also_beyond(text: str, q: Quantity, last: Item) -> str | None:
    """高于全国0.7、全省2.3个百分点: the last measure, against another place."""
    other = _ALSO_BEYOND.fullmatch(text, last.quantity.reach, q.start)
    before = _BEYOND_WHOM.search(last.measure) if other else None
    return last.measure[: before.end("how")] + other["of"] if other and before else None


def _apart_by(text: str, q: Quantity, done: list[Item]) -> tuple[str, str, int] | None:
    """增速高于全省0.3个百分点: how far the last measure lies from another place's."""
    by = _BEYOND.search(text, max(0, q.start - 24), q.start)
    own = text[max(clause_start(text, q.start), done[-1].quantity.reach if done else 0) : by.start()] if by else ""
    if (
        by is not None
        and len(own) >= 6
        and "目标" not in by["by"]
        and re.search(r"增速|增幅|率$", own)
        and not re.search(r"[,、]", own)
    ):
        return own + by["by"], "clause", 0
    near = [i for i in done[-3:] if not i.uncounted and text[i.quantity.start - 1 : i.quantity.start] != "("]
    last = next((i for i in reversed(near) if i.quantity.unit != "个百分点"), near[-1] if near else None)
    if by is None or last is None or q.start - last.quantity.end > 40:
        return None
    grows = last.quantity.unit == "%" and _GROWS.search(last.noun)
    if grows and by["by"].startswith(("增速", "增幅", "涨幅", "降幅")):
        return _GROWS.sub("", last.noun) + by["by"], "subject", 0
    return f"{_GROWS.sub('', last.noun)}增幅{by['by']}" if grows else f"{last.noun}{by['by']}", "subject", 0
