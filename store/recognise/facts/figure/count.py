"""What a count counts: the noun behind it, the noun before it, or one that was said already.

`counted` gives the item of a count, of people or of the great of `十大`; `Item.route` names how the measure was found. Which
noun phrases stand beside a number is read by `noun`; what a sum or a rate measures is `measure`'s.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import clause_end, clause_start
from store.recognise.facts.figure.elliptic import DOING, TOTAL, elliptic, head
from store.recognise.facts.figure.elsewhere import involved, otherwise
from store.recognise.facts.figure.going_on import CHANGED_TO
from store.recognise.facts.figure.item import Item, made, tidy
from store.recognise.facts.figure.measure import amount
from store.recognise.facts.figure.noun import Phrase, before, behind, closed, tail_cut, uncounted, verb_in_front
from store.recognise.facts.figure.quantity import starts_change
from store.recognise.facts.figure.shared import apart
from store.recognise.facts.figure.words import counted_pattern

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_PARTITIVE = re.compile(r"^[^,]{0,12}\d[个家项](?=[一-鿿]{2})")  # 66个新开工项目|已有28个开工
_SORTS = re.compile(r"^.{2,60}[、及和].{2,24}[两三四五六七八九十]大(?=[一-鿿]{0,4}产业)")  # 甲、乙、丙三大主导产业项目
_LISTED = re.compile(r"^(新?(?:引进|签约|开工|竣工|投产|招引|建成))?.{2,60}等(?=.{3,})")  # 引进甲、乙等亿元以上项目
_LAST_NAMED = re.compile(r"[、,及](?P<of>(?!以上)(?!.*等)[^、,及]{2,18})$")
_WITHIN = re.compile(r"^[^,、]{2,14}(?:企业|项目|单位|居民|人员|农户)(?:当)?中(?=[一-鿿]{3,})")  # 规上企业中|亏损企业
_JOINT = re.compile(r"参加(?:了)?(?:本次|此次|全[省市])?(?P<do>集中(?:开工|签约|竣工))")
_SORTED = re.compile(r"^(?:门?类|行业)|集群$")
_IN_ALL = re.compile(r"[一-鿿]{2}(?:总共|共计|合计|一共|共)(?:近|约|超)?$")
_HAS = re.compile(r"(?:还|现|已|尚|共|拥)有(?:近|约|超)?$")
_AMONG = re.compile(r"(?:中|里)(?:,?(?:已)?有)?(?:近|约|超)?$")  # 12个县市区中有5个进入
_STYLED = re.compile(r"“(?P<of>[^“”,。;:\d]{2,14})”(?=[^一-鿿]|$|[捧登获领受上予作走]|进行)")
_YIELDED = re.compile(r"(?:(?:[产销存]|保有|拥有|吞吐|交易)量|能力)$")
_AWARD = re.compile(r"“(?P<of>[^“”,。;:]{6,20}(?:企业|个人|单位|集体|项目|基地|示范区|园区|村|社区|家庭|员工|工匠))”")
_MORE = re.compile(r"分别(?:(?:比|较)(?:上年|去年)|同比)?(增加|净增|减少)")  # 分别比上年增加120家和2家


def counted(
    sentence: Sentence, q: Quantity, start: int, following: int, done: list[Item], row: list[Quantity]
) -> Item | None:
    """A count: what is counted stands behind it or before it, or was said already."""
    text = sentence.text
    if (
        done
        and done[-1].route == "clause"
        and starts_change(text, done[-1].quantity)
        and CHANGED_TO.fullmatch(text, done[-1].quantity.reach, q.start)
    ):
        return made(text, q, start, following, done[-1].measure, "subject", done[-1].noun)  # 由2万件提升至5万件
    if q.kind != "great" and (shared := _of_several(sentence, q, following, done, row)):
        return shared
    if (item := otherwise(sentence, q, start, following)) is not None:
        return item
    if q.kind == "great":
        return _great(sentence, q, start, following)
    front = text[start : q.start]
    if (q.kind == "count" or q.unit == "人次") and _YIELDED.search(front[: tail_cut(front)]):
        return amount(sentence, q, start, following, done, row)  # 汽车产量达357万辆
    styled = q.kind == "people" or q.unit == "家"
    award = (_STYLED.match(text, q.reach) if styled else None) or _AWARD.match(text, q.reach)
    if award and (styled or counted_pattern().search(award["of"])):
        name = (verb_in_front(text, start, q.start) or "") + award["of"]
        return replace(made(text, q, start, following, name, "noun_behind", name), end=award.end())
    return _of_noun(sentence, q, start, following, done)


def _of_several(sentence: Sentence, q: Quantity, following: int, done: list[Item], row: list[Quantity]) -> Item | None:
    """Several things or places with their counts in turn: 瞪羚企业、单项冠军企业分别达到1000家和600家."""
    text = sentence.text
    own = apart(sentence, q, done, row)
    if own is None:
        return None
    name, region = own
    begin = clause_start(text, q.start)
    if region:
        name = tidy(name)
        return replace(made(text, q, begin, following, name, "apart", name), region=region)
    if more := _MORE.search(text, begin, q.start):
        name = re.sub(r"(?:(?:比|较)(?:上年|去年)|同比)?(?:增加|净增|减少)?$", "", name) + more[1]
        return made(text, q, begin, following, name, "apart", name)
    if not 2 <= len(name) <= 20 or re.search(r"\d", name):
        return None
    name = tidy(name, sentence)
    if name.endswith("类"):
        name += head(done, q)  # 共286个项目,产业类、民生类分别为198个和47个
    return made(text, q, begin, following, name, "apart", name)


def _great(sentence: Sentence, q: Quantity, start: int, following: int) -> Item | None:
    """十大工程: what is counted stands behind; 六大产业集群 and 八大类商品 are sorts and no count."""
    text = sentence.text
    back = _noun_behind(text, q, following)
    if back is None or not back.head or _SORTED.search(back.text):
        name = back.text if back else ""
        name += "产业" if _SORTED.search(name) else ""
        return made(text, q, start, following, name, "noun_behind", name, True) if uncounted(name) else None
    item = _of_phrase(sentence, q, start, following, back, "noun_behind")
    term = re.search(r"“[^“”]{1,12}”$", text[start : q.start])
    return replace(item, measure=term.group() + item.measure) if item and term else item


def _noun_behind(text: str, q: Quantity, following: int) -> Phrase | None:
    # 纳税大户100家、优秀企业家28名: what a 、 parts is no noun of the number before it.
    if text.startswith(("、", "大关", "关口", "台阶"), q.reach):
        return None
    return behind(text, q, min(clause_end(text, q.reach), following))


def _of_noun(sentence: Sentence, q: Quantity, start: int, following: int, done: list[Item]) -> Item | None:
    """Which of the nouns beside the count is counted, or which one said before."""
    text = sentence.text
    front = text[start : q.start]
    if q.kind == "people" and _IN_ALL.search(front) and (came := DOING.match(text, q.reach)):
        name = came["doing"].replace("了", "") + "人数"  # …负责人,企业代表共420人参加会议
        return made(text, q, start, following, name, "people", name)
    back, ahead, over = _noun_behind(text, q, following), before(text, start, q.start), closed(text, q.reach)
    if ahead is not None and (
        TOTAL.fullmatch(ahead.text)  # 新增企业112家,总数达到856家
        or (back is not None and not over and _HAS.search(front))  # 得知企业还有近80名操作工缺口
    ):
        ahead = None
    if ahead is not None and back is not None and back.text.endswith("能力"):
        return _of_phrase(sentence, q, start, following, ahead, "noun_before")  # 年产客车5000辆的生产能力
    if ahead is not None and back is not None and not back.head and not over and uncounted(back.text):
        return _of_phrase(sentence, q, start, following, back, "noun_behind")  # 整机、场景四个环节
    if ahead is not None and (back is None or not back.head or over):
        return _of_phrase(sentence, q, start, following, ahead, "noun_before")
    if back is not None and back.head:
        return _of_phrase(sentence, q, start, following, back, "noun_behind")
    last = done[-1] if done else None
    if last and last.uncounted and last.quantity.unit == q.unit and _AMONG.search(text, last.end - 1, q.start):
        return made(text, q, start, following, last.measure, "noun_behind", last.noun, True)
    if back is not None and not over and (uncounted(back.text) or not q.number.hanzi):
        return _of_phrase(sentence, q, start, following, back, "noun_behind")
    if q.unit == "户" and not front and (doing := involved(text, q, done)):
        return made(text, q, start, following, f"{doing}户数", "clause", doing)
    return elliptic(sentence, q, start, following, done)


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
