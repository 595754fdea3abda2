"""A sentence read as a row of quantities, each with what it measures: the one reading that all figure rules share.

`items(sentence)` gives the quantities that say something of an own measure, tiers left out. What is counted stands
behind a count or before it, what is measured before a sum or a rate; what is not said again (`总投资245.03亿元`,
`增长8%`) is taken from the quantity before it. `route` names how the measure was found. No figure is made here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.clause import clause_end, clause_start, stretch_end, stretch_start, terms
from store.recognise.facts.figure.elliptic import TOTAL, elliptic, head
from store.recognise.facts.figure.elsewhere import involved, otherwise
from store.recognise.facts.figure.going_on import place_names
from store.recognise.facts.figure.lists import MARK
from store.recognise.facts.figure.noun import Phrase, before, behind, tail_cut, uncounted
from store.recognise.facts.figure.quantity import Quantity, quantities, starts_change
from store.recognise.facts.figure.shared import apart, spread
from store.recognise.facts.figure.words import counted_pattern
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity with its measure; `start` and `end` are the stretch of the sentence that states it."""

    quantity: Quantity
    start: int
    end: int
    measure: str
    route: str  # noun_behind, noun_before, clause, subject, of, elliptic, people
    noun: str  # what later quantities may leave out: the counted noun with its action, or the measure itself
    uncounted: bool = False  # 五个方面: seen, and no figure
    claim: tuple[int, int] | None = None  # where one number is said of several things: what tells this one apart
    region: str | None = None  # 甲县、乙县各1个


_SUBJECT = re.compile(
    r"各(?:镇街|乡镇|区县|县区|县市区|市县|部门|单位|地)(?=[一-鿿]{4})|(?:我|全|该|本|各)(?:[省市区县镇州盟旗村]|街道|园区|开发区)"
)
_PARTITIVE = re.compile(r"^[^,]{0,12}\d[个家项](?=[一-鿿]{2})")  # 66个新开工项目|已有28个开工
_SORTS = re.compile(r"^.{2,60}[、及和].{2,24}[两三四五六七八九十]大(?=[一-鿿]{0,4}产业)")  # 甲、乙、丙三大主导产业项目
_LISTED = re.compile(r"^(新?(?:引进|签约|开工|竣工|投产|招引|建成))?.{2,60}等(?=.{3,})")  # 引进甲、乙等亿元以上项目

_SIGNED = re.compile(r"签署|签订|印发|出台|推出|制定|提出|开展|达成")
_NEAR = 16


@once
def items(sentence: Sentence) -> tuple[Item, ...]:
    """The items of the sentence, left to right; read once."""
    return tuple(_read(sentence))


@once
def by_span(sentence: Sentence) -> dict[tuple[int, int], Item]:
    """The items of the sentence by what they claim."""
    return {i.claim or (i.quantity.start, i.quantity.end): i for i in items(sentence)}


def _read(sentence: Sentence) -> list[Item]:
    text = sentence.text
    row = [q for q in quantities(text) if q.tier is None and q.kind != "ordinal" and not _converted(text, q)]
    if row and (named := terms(text)):
        row = [q for q in row if not any(start < q.start < end for start, end in named)]
    out: list[Item] = []
    for at, q in enumerate(row):
        following = row[at + 1].start if at + 1 < len(row) else len(text)
        start = stretch_start(text, q, row[at - 1] if at else None)
        if out and out[-1].uncounted and q.kind == "count":
            past = out[-1].quantity.reach + len(out[-1].noun)  # 就8个领域|签署备忘录11份
            start = max(start, past) if _SIGNED.match(text, past, q.start) else start
        # Neighbours only: what is left unsaid was said close by, and a list of thousands stays linear.
        near, recent = row[max(0, at - _NEAR) : at + _NEAR], out[-_NEAR:]
        if out and _same_people(text, out[-1].quantity, q):
            same = re.sub("户数$", "人数", out[-1].measure) if q.unit == "人" else out[-1].measure
            item: Item | None = made(sentence.text, q, q.start, following, same, out[-1].route, out[-1].noun)
        elif q.kind in ("count", "people", "great"):
            item = _counted(sentence, q, start, following, recent, near)
        else:
            item = _measured(sentence, q, start, following, recent, near)
        if item is not None:
            out.extend(spread(sentence, item, recent))
    return out


def _same_people(text: str, one: Quantity, other: Quantity) -> bool:
    """268户1043人, 612户、2300多人: households and their people."""
    if not {one.kind, other.kind} <= {"count", "people"}:
        return False
    return one.reach == other.start or (
        one.unit == "户" and other.unit == "人" and text[one.reach : other.start] == "、"
    )


_CONVERTED = re.compile(r"\((?:折合|约合|相当于|约)[^(),。]{0,6}$")


def _converted(text: str, q: Quantity) -> bool:
    """(约新台币1205亿元): the sum before it once more."""
    return q.kind == "money" and _CONVERTED.search(text, max(0, q.start - 14), q.start) is not None


def _counted(
    sentence: Sentence, q: Quantity, start: int, following: int, done: list[Item], row: list[Quantity]
) -> Item | None:
    from store.recognise.facts.figure.going_on import CHANGED_TO

    text = sentence.text
    if (
        done
        and done[-1].route == "clause"
        and starts_change(text, done[-1].quantity)
        and CHANGED_TO.fullmatch(text, done[-1].quantity.reach, q.start)
    ):
        return made(text, q, start, following, done[-1].measure, "subject", done[-1].noun)  # 由2万件提升至5万件
    own = apart(sentence, q, done, row) if q.kind != "great" else None
    if own and not own[1] and (more := _MORE.search(text, clause_start(text, q.start), q.start)):
        name = re.sub(r"(?:(?:比|较)(?:上年|去年)|同比)?(?:增加|净增|减少)?$", "", own[0]) + more[1]
        return made(text, q, clause_start(text, q.start), following, name, "apart", name)
    if own and not own[1] and 2 <= len(own[0]) <= 20 and not re.search(r"\d", own[0]):
        name = tidy(own[0], sentence)  # 瞪羚企业、单项冠军企业分别达到1000家和600家
        if name.endswith("类"):
            name += head(done, q)  # 共286个项目,产业类、民生类分别为198个和47个
        return made(text, q, clause_start(text, q.start), following, name, "apart", name)
    if own and own[1]:
        name = tidy(own[0])
        return replace(made(text, q, clause_start(text, q.start), following, name, "apart", name), region=own[1])
    limit = min(clause_end(text, q.reach), following)
    front = text[start : q.start]
    if (item := otherwise(sentence, q, start, following)) is not None:
        return item
    if (q.kind == "count" or q.unit == "人次") and _YIELDED.search(front[: tail_cut(front)]):
        return _measured(sentence, q, start, following, done, row)  # 汽车产量达357万辆
    # 纳税大户100家、优秀企业家28名: what a 、 parts is no noun of the number before it.
    back = None if text.startswith(("、", "大关", "关口", "台阶"), q.reach) else behind(text, q, limit)
    ahead = before(text, start, q.start) if q.kind != "great" else None
    if q.kind == "great":
        if back is None or not back.head or _SORTED.search(back.text):
            name = back.text if back else ""
            name += "产业" if _SORTED.search(name) else ""  # 六大产业集群, 八大类商品 are sorts
            return made(text, q, start, following, name, "noun_behind", name, True) if uncounted(name) else None
        item = _of_phrase(sentence, q, start, following, back, "noun_behind")
        term = re.search(r"“[^“”]{1,12}”$", text[start : q.start])
        return replace(item, measure=term.group() + item.measure) if item and term else item
    styled = q.kind == "people" or q.unit == "家"
    award = (_STYLED.match(text, q.reach) if styled else None) or _AWARD.match(text, q.reach)
    if award and (styled or counted_pattern().search(award["of"])):
        name = (verb_in_front(text, start, q.start) or "") + award["of"]
        return replace(made(text, q, start, following, name, "noun_behind", name), end=award.end())
    over = closed(text, q.reach)
    if ahead is not None and TOTAL.fullmatch(ahead.text):
        ahead = None  # 新增企业112家,总数达到856家
    if (
        ahead is not None
        and back is not None
        and not over
        and re.search(r"(?:还|现|已|尚|共|拥)有(?:近|约|超)?$", front)
    ):
        ahead = None  # 得知企业还有近80名操作工缺口
    if ahead is not None and back is not None and back.text.endswith("能力"):
        return _of_phrase(sentence, q, start, following, ahead, "noun_before")  # 年产客车5000辆的生产能力
    if ahead is not None and back is not None and not back.head and not over and uncounted(back.text):
        return _of_phrase(sentence, q, start, following, back, "noun_behind")  # 整机、场景四个环节
    if ahead is not None and (back is None or not back.head or over):
        return _of_phrase(sentence, q, start, following, ahead, "noun_before")
    if back is not None and back.head:
        return _of_phrase(sentence, q, start, following, back, "noun_behind")
    if (
        done
        and done[-1].uncounted
        and done[-1].quantity.unit == q.unit
        and _AMONG.search(text, done[-1].end - 1, q.start)
    ):
        return made(text, q, start, following, done[-1].measure, "noun_behind", done[-1].noun, True)
    if back is not None and not over and (uncounted(back.text) or not q.number.hanzi):
        return _of_phrase(sentence, q, start, following, back, "noun_behind")
    if q.unit == "户" and not front and (doing := involved(text, q, done)):
        return made(text, q, start, following, f"{doing}户数", "clause", doing)
    return elliptic(sentence, q, start, following, done)


def closed(text: str, reach: int) -> bool:
    """Whether a count is over where it ends: no noun can follow."""
    from store.recognise.facts.figure.noun import _stops

    if text.startswith(("大关", "关口", "台阶"), reach):
        return True
    rest = text[reach : reach + 1]
    return rest == "" or rest in ",。;:!?…、”和与及()" or _stops().match(text, reach) is not None


def _of_phrase(sentence: Sentence, q: Quantity, start: int, following: int, phrase: Phrase, route: str) -> Item | None:
    text = sentence.text
    measure = tidy(phrase.text, sentence if phrase.start < q.start else None)
    if phrase.start < q.start:
        if len(measure) > 24 and (tail := _LAST_NAMED.search(measure)):
            measure = tail["of"]  # 吸引了央企、知名跨国公司、行业龙头企业副总经理及以上嘉宾
        measure = _WITHIN.sub("", measure)
        measure = _PARTITIVE.sub("", _SORTS.sub("", _LISTED.sub(r"\1", measure)))
    if not measure:
        return None
    if uncounted(measure):
        return made(text, q, start, following, measure, route, measure, True)
    if phrase.verb == "参加" and (joint := _JOINT.match(text, phrase.end)):
        measure = joint["do"] + measure  # 5个项目参加集中开工
    elif phrase.verb and phrase.verb not in measure and phrase.start >= q.end:
        measure = phrase.verb + measure
    elif phrase.start >= q.end and (verb := verb_in_front(text, start, q.start)):
        verb = "签约" if verb == "签下" and measure.endswith("项目") else verb
        measure = measure if verb in measure else verb + measure
    item = made(text, q, start, following, measure, route, measure)
    return replace(item, end=max(item.end, phrase.end)) if phrase.start >= q.end else item


def verb_in_front(text: str, start: int, end: int) -> str | None:
    """The action in front of a count whose noun follows: 新引进|2个百亿级项目."""
    from store.recognise.facts.figure.noun import _verb_before

    piece = text[start:end]
    match = _verb_before().search(piece[: tail_cut(piece)])
    return match["verb"] if match else None


_LAST_NAMED = re.compile(r"[、,及](?P<of>(?!以上)(?!.*等)[^、,及]{2,18})$")
_WITHIN = re.compile(r"^[^,、]{2,14}(?:企业|项目|单位|居民|人员|农户)(?:当)?中(?=[一-鿿]{3,})")  # 规上企业中|亏损企业
_JOINT = re.compile(r"参加(?:了)?(?:本次|此次|全[省市])?(?P<do>集中(?:开工|签约|竣工))")
_SORTED = re.compile(r"^(?:门?类|行业)|集群$")
_AMONG = re.compile(r"(?:中|里)(?:,?(?:已)?有)?(?:近|约|超)?$")  # 12个县市区中有5个进入
_STYLED = re.compile(r"“(?P<of>[^“”,。;:\d]{2,14})”(?=[^一-鿿]|$|[捧登获领受上予作走]|进行)")
_YIELDED = re.compile(r"(?:(?:[产销存]|保有|拥有|吞吐|交易)量|能力)$")
_AWARD = re.compile(r"“(?P<of>[^“”,。;:]{6,20}(?:企业|个人|单位|集体|项目|基地|示范区|园区|村|社区|家庭|员工|工匠))”")
_MORE = re.compile(r"分别(?:(?:比|较)(?:上年|去年)|同比)?(增加|净增|减少)")  # 分别比上年增加120家和2家


def made(
    text: str, q: Quantity, start: int, following: int, measure: str, route: str, noun: str, no: bool = False
) -> Item:
    end = stretch_end(text, q.reach, following)
    while start < q.start and text[start] in " 、(":
        start += 1
    return Item(q, start, end, measure, route, noun, no)


def tidy(measure: str, sentence: Sentence | None = None) -> str:
    """A measure as a record has it: no marks at its ends; with a sentence, no place or pronoun of place in front."""
    measure = _trimmed(measure)
    if sentence is None:
        return measure
    for _ in range(2):
        own = _SUBJECT.match(measure)
        end = own.end() if own else next((len(n) for n in place_names(sentence) if measure.startswith(n)), 0)
        if not end or len(measure) - end < 2 or measure[end] in "级属直市区县委域东南西北中部":
            break
        measure = _trimmed(measure[end:])
    return measure


_NUMBERED = re.compile(
    r"^(?:(?:以及|和)?来自[^,。的]{2,24}的(?=[^,。]{0,6}(?:代表|嘉宾|客商|企业|人))|\d{1,2}[.、](?!\d)|[\d.]{1,8}[万亿]?[户家个名人亩](?=[一-鿿]{3})|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])(?=[一-鿿]{3})|(?:这|那)[个家座些批](?=[一-鿿]{2})|上述(?=[一-鿿]{2})|一[座个家条处批项](?=总?投资$)|[但而](?=[一-鿿]{2})|目标(?=增长)|本[届次][一-鿿]{1,8}?[会展洽](?:总?共)?(?=(?:组织|集中|现场)?(?:签|达|举|吸|促|邀|对接))|位于[^,。的]{2,16}的)"
)


def _trimmed(measure: str) -> str:
    measure = MARK.sub("", measure)
    measure = re.sub(
        r"^(?:其(?!余|中|他|它)|(?:把|了|分别获得?|共(?=[编兑落观]))(?=[一-鿿]{2}))", "", _NUMBERED.sub("", measure)
    )
    measure = re.sub(r"[和与及]$", "", measure.strip(" 、,的"))
    for mark, other in (("(", ")"), (")", "(")):
        if measure.count(mark) > measure.count(other):
            measure = measure.strip(f"{mark} 、,的")
    if measure.count("“") != measure.count("”"):
        measure = measure.strip("“”")
    return measure


def _measured(
    sentence: Sentence, q: Quantity, start: int, following: int, done: list[Item], row: list[Quantity]
) -> Item | None:
    """A sum, a rate or an amount: what it measures stands before it, or behind 的."""
    from store.recognise.facts.figure.measure import measured

    own = apart(sentence, q, done, row)
    if own:
        name = tidy(own[0], sentence)
        begin = clause_start(sentence.text, q.start)
        return replace(made(sentence.text, q, begin, following, name, "apart", name), region=own[1])
    found = measured(sentence, q, start, done, row[row.index(q) + 1 :])
    if found is None:
        return None
    measure, route, end = found
    item = made(sentence.text, q, start, following, measure, route, measure)
    return replace(item, end=max(item.end, end)) if end else item
