"""Campaigns in quotation marks by their shape: formulas of numerals (3544, 四敢, 五拼五比), slogans of several parts.

A shape alone is not enough: a verb that sets it going stands before it, or a noun of methods, systems or spirit behind.
Terms that a drive's noun follows are `campaign`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.terms import terms
from store.recognise.facts import vocabulary
from store.recognise.facts.campaign_quoted import (
    COUNT,
    DIGITS,
    METHOD,
    NUMERAL,
    PAIR,
    PARTS,
    REPEATED,
    SOURCE,
    VERB,
    candidate,
    words_before,
)
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_MANY_HELP = re.compile(r"^[百千万][一-鿿]{1,2}[一-鿿]{1,3}[百千万][一-鿿]{1,2}$")  # 万人助万企, 百企帮百村
_BEAT = re.compile(
    rf"^(?:日|周|旬|月|季|年|半年)[一-鿿]{{2,3}}$|^(?:[{NUMERAL}半每]|周|月|季|年)[一-鿿]{{0,2}}[{NUMERAL}][一-鿿]{{2,4}}$"
)
_SYSTEM = re.compile(vocabulary.pattern("campaign.system") + r"(?!计划|方案)")
_SPIRIT = re.compile(r"(?:的)?(?:[一-鿿]{1,4}的)?" + vocabulary.pattern("campaign.spirit") + r"(?!化)")
_SET = re.compile(vocabulary.pattern("campaign.set") + r"(?:了|好|全市|全省|新一轮|我市)?$")
_CARRIED_OUT = re.compile(
    r"(?:实施|实行|推行|开展|推进|深化|启动|喊出|喊响)(?:了|好|全市|全省|新一轮)?(?:[一-鿿]{2,5}产业|[一-鿿]{0,4}领域)?$"
)
_PREDICATE = re.compile(r"(?:以|用|靠|推动[^,。;“]{0,10}|(?:单位|部门|干部|镇街|板块|专班|各地))$")
_BEHIND = re.compile(
    r"[,。;、!?:)]|$|[两三四五六七八九十]大(?:工程|行动|攻坚|任务)|等|和|与|及|,|三项|两项|制度|机制|工作"
)
# 实施“…倍增”计划: a drive by another noun; “…行动”计划 is a document.
_PLANNED = re.compile(r"(?:三年|五年|专项)?计划(?!书)")
# A quoted name that says by its last word what it is, whatever verb stands before it.
_SLOGAN = re.compile(r"[一-鿿]{4}、[一-鿿]{4}$")
_STRATEGY = re.compile(r"战略(?![性部目机合])")
_SELF = re.compile(
    r"(?:(?:三年|百日|专项|攻坚|提升|倍增|敲门|振兴|护航|暖心|春风|助企|惠企|亮剑|利剑|清风|春雨|春雷|破冰|跃升)[一-鿿]{0,4}行动|技改工程|(?:天天|日日|周周|旬旬|月月|季季|年年|[每逢][周月季])[谈见访讲评比])$"
)
# 召开“强城行动”推进大会: what the meeting is about.
# 我们的做法是“工改工”, 概括起来就是“三大战役”: what is done is named.
_ANSWER = re.compile(
    r"(?:做法|抓手|路子|打法|答案|举措|诀窍|秘诀|法宝|经验)[^,。;“]{0,8}(?:就|正)?是$|概括(?:起来)?(?:就是|为)$"
)
_SHORT = re.compile(r"(?!我|要|不|先|有)[一-鿿]{3,8}(?:[、,][一-鿿]{3,8})?$")
_NOT_SO = re.compile(r"(?:没有|没能|难以|尚未|还未)[^,。;“]{0,6}$|\d个$")
_DOES = re.compile(r"^(?!擂台|现场)[一-鿿]{2,8}(?:比拼|赛马|比武|攻坚|行动|攻坚年|突破年|提升年|大会战|工程)$")
_HELD_ABOUT = re.compile(r"(?:全市|全县)?(?:动员|推进|启动|部署|攻坚|工作)*(?:大会|会议|会|仪式)(?![一-鿿]{0,2}员)")
_PLAN = re.compile(r"^[^\d条万千]{3,12}$")
# 一个项目、一名领导、一套班子: a list of bare counts.
_ONE_EACH = re.compile(r"^一[个名位套支张本条][^、]{1,6}、一[个名位套支张本条]")
_POSITION = re.compile(r"的?(?:战略|发展|奋斗|总)?(?:定位|目标|愿景|格局|体系|空间)")
_SUFFIX = re.compile(vocabulary.pattern("campaign.suffix") + "$")
_KNOWN = frozenset(vocabulary.words("campaign.known"))


@rule(
    "campaign.system",
    kind="campaign",
    example="紧扣⟦“3544”工作思路⟧,抓招商、推项目。",
    near_miss="完善“1+3+6”现代产业体系。",
    source=SOURCE,
    needs=("”", "’"),
    priority=2,
)
def system(sentence: Sentence) -> Iterator[Candidate]:
    """A formula of numerals with 工作思路, 打法, 战略, 部署 and the like behind it."""
    text = sentence.text
    for term in terms(text):
        if not (DIGITS.match(term.inner) or REPEATED.match(term.inner) or _many_counts(term.inner)):
            if not (PAIR.match(term.inner) or re.match(rf"^[{NUMERAL}][{NUMERAL}]?[一-鿿]{{1,3}}$", term.inner)):
                continue
            if not re.match(r"战略|发展战略|工作法|工作机制|机制|专项行动", text[term.last :]):
                continue
        m = _SYSTEM.match(text, term.last) or (DIGITS.match(term.inner) and _RUNNING.match(text, term.last))
        if m is None and DIGITS.match(term.inner) and _AS_FOLLOWS.search(text, max(0, term.first - 14), term.first):
            yield candidate(sentence, term, term.end)  # 工作思路,即“1235”
        if m:
            yield candidate(sentence, term, m.end())


_RUNNING = re.compile(r"(?:三年|五年)?行动计划(?=深入|加快|全面|持续|有序|扎实|实施|推进)")
_AS_FOLLOWS = re.compile(r"(?:思路|打法|路径|体系|布局|战略|举措|抓手)(?:,|:|,?即|,?就是|为|是)+$")


def _parallel(inner: str) -> bool:
    """一月一调度、一季一观摩、半年一评比: two parts or more, each built on a numeral, most of them on two."""
    parts = inner.split("、")
    return len(parts) > 1 and all(_BEAT.match(p) or REPEATED.match(p) for p in parts)


def _many_counts(inner: str) -> bool:
    """三个倒逼、四项机制、三个保障"""
    parts = inner.split("、")
    return len(parts) > 1 and all(COUNT.match(p) for p in parts)


@rule(
    "campaign.slogan",
    kind="campaign",
    example="以⟦“四拼四比”的奋斗姿态⟧抓项目。",
    near_miss="实行“一对一”服务。",
    source=SOURCE,
    needs=("”", "’"),
)
def slogan(sentence: Sentence) -> Iterator[Candidate]:
    """四敢, 五拼五比, 一区一特色: numerals in parallel, carried by a verb before or a noun behind."""
    text = sentence.text
    for term in terms(text):
        if _MANY_HELP.match(term.inner):
            yield candidate(sentence, term, term.end)
            continue
        shaped = PAIR.match(term.inner) or REPEATED.match(term.inner) or _parallel(term.inner)
        if not shaped or DIGITS.match(term.inner) or _TIME.search(term.inner):
            continue
        if _POSITION.match(text, term.last) or text.startswith("的“", term.last):
            continue  # “一村一策、一月一评”的“三个一”工作法: the second is its name
        behind = _SPIRIT.match(text, term.last) or METHOD.match(text, term.last)
        before = words_before(text, term)
        opens = REPEATED.match(term.inner) and not before.strip("“‘") and re.match(r"[,是为]", text[term.last :])
        if opens or (REPEATED.match(term.inner) and _HELD_ABOUT.match(text, term.last)):
            yield candidate(sentence, term, term.end)  # “三攻坚一盘活”推进大会
        elif behind:
            yield candidate(sentence, term, behind.end() if term.last == term.end else term.end)
        elif VERB.search(before) or re.search(r"(?:用|以|靠|提出|为今年|确定为)$", before):
            yield candidate(sentence, term, term.end)


_TIME = re.compile(r"当作|当成|顶两|一天|一分钟|一小时")  # “一天当作两天用”的干劲


_WEEKS = re.compile(r"[一-鿿]{2}(?:服务|招商|攻坚|惠民|助企|暖企|消费|招聘|就业|宣传|宣讲|项目)(?:季|月|周)$")
_RUNS = re.compile(
    r"(?:活动)?(?:启动(?:仪式|大会|会)|(?:将|为期)?[从自][^,。;]{2,12}(?:持续|延续|开展)?[到至]|共?持续)"
)


@rule(
    "campaign.set_going",
    kind="campaign",
    example="全面实施⟦“用地清单制”⟧。",
    near_miss="实施“走出去”战略。",
    source=SOURCE,
    needs=("”", "’"),
)
def set_going(sentence: Sentence) -> Iterator[Candidate]:
    """A quoted method or slogan of several parts that a verb sets going, with nothing behind it."""
    text = sentence.text
    for term in terms(text):
        inner = term.inner
        known = inner in _KNOWN
        before = words_before(text, term)
        if known:
            carried = _SET.search(before) or _PREDICATE.search(before) or _ANSWER.search(before)
        elif _SUFFIX.search(inner) and len(inner) >= 3:
            carried = _SET.search(before)
        else:
            carried = _CARRIED_OUT.search(before) if PARTS.match(inner) and len(inner) >= 6 else None
        if (not known and _ONE_EACH.match(inner)) or _NOT_SO.search(before):
            continue
        if _ANSWER.search(before) and _SHORT.match(inner) and _BEHIND.match(text, term.last):
            yield candidate(sentence, term, term.end)
            continue
        if _WEEKS.search(inner) and _RUNS.match(text, term.last):
            yield candidate(sentence, term, term.end)  # “泰达服务季”从7月持续到9月底
            continue
        if _SELF.search(inner) and len(inner) >= 4 and not re.search(r"\d|《", inner):
            yield candidate(sentence, term, term.end)
            continue
        if _HELD_ABOUT.match(text, term.last) and _DOES.search(inner) and not re.search(r"\d|《", inner):
            yield candidate(sentence, term, term.end)
            continue
        if _SLOGAN.match(inner) and _STRATEGY.match(text, term.last) and _CARRIED_OUT.search(before):
            yield candidate(sentence, term, term.end + 2, whole=True)  # 实施“创新引领、开放崛起”战略
            continue
        carried_out = _CARRIED_OUT.search(before) or ("+" in inner and before.endswith("推出"))
        planned = _PLANNED.match(text, term.last) and carried_out and _PLAN.match(inner)
        if planned or (carried and _BEHIND.match(text, term.last)):
            yield candidate(sentence, term, term.end)
