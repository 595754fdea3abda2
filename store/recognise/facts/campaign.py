"""Campaigns in quotation marks: named drives, contests, theme years, working methods, by the words around the term.

A quoted term is one by a noun of drives or methods behind it. Formulas of national politics, set phrases and bare counts
are vetoed. Terms that are campaigns by their shape are `campaign_slogan`'s, what stands without marks `campaign_plain`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.language.terms import Term, terms
from store.recognise.facts import vocabulary
from store.recognise.facts.campaign_quoted import (
    COUNT,
    DIGITS,
    FORMULA,
    METHOD,
    NUMERAL,
    PARTS,
    REPEATED,
    SOURCE,
    VERB,
    candidate,
    words_before,
)
from store.recognise.facts.campaign_words import TAIL
from store.recognise.facts.naming import name_of
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

YEAR = re.compile(r"^(?:(?!年)[一-鿿A-Za-z+]){2,16}(?<![之周百十千去今明每全近同半往后前学新])年$")
_NOT_YEAR = re.compile(r"^(?:大年|丰收年|过大年|中国年|团圆年|[\d一二三四五六七八九〇零]+年)$")
_IDIOM = re.compile(
    rf"^[{NUMERAL}](?:(?:个|大)(?:一[百千万]?|年|零|一批|不|提升年)|大[一-鿿]{{0,6}}(?:行动|工程|战役|攻坚战?|会战|课题|硬仗))$"
)
_DRIVE = searching(
    r"(?:的)?(?:20\d\d年?|新一轮|系列|全民|青年|全员|年度|职工|攻坚|提升)?(?:三年|五年|百日)?(?:攻坚)?"
    + vocabulary.pattern("campaign.drive")
    + r"(?!计划|方案|纲要|指南|物|人才)"
)
_ROLES = frozenset(("店小二", "小巨人", "专精特新"))  # “店小二”服务提升行动 is a drive's name
# A name that another kind takes: a package, a plan, a position.
_OTHERS = re.compile(
    r"(?:条|新政|号文件|行动计划|实施方案|若干措施|之都|之城|之乡|强市|强区|强县|名城|高地|示范区|先行区|城市|品牌|精神|经济|产业|企业|贷|卡|码|APP|平台|小程序|系统|公司|奖|杯|榜|指数|网红|(?:观摩|开工|签约|考察)活动|开门红|满堂红)$"
)


@rule(
    "campaign.formula",
    kind="campaign",
    example="推进“⟦放管服⟧”改革,聚焦“⟦三农⟧”工作。",
    near_miss="实施“四敢”工程。",
    source="RECORDS.md, More on roles and names",
    needs=("“", "‘"),
    priority=9,
    veto=True,
)
def formula(sentence: Sentence) -> Iterator[Candidate]:
    """Formulas and set phrases, bare counts, and terms that are the name of something else."""
    for term in terms(sentence.text):
        inner = term.inner
        other = _OTHERS.search(inner) and not REPEATED.match(inner) and not PARTS.match(inner)
        if (other or inner in _ROLES or inner in FORMULA) and TAIL.match(sentence.text, term.end):
            continue
        if inner in FORMULA or other or (COUNT.match(inner) and not _counted_drive(sentence.text, term)):
            yield Candidate(term.start + 1, term.end - 1)


def _counted_drive(text: str, term: Term) -> bool:
    """六个一, 三个年 everywhere; 四个重大 where 机制 or a drive's noun follows, for then the count is the name."""
    if _IDIOM.match(term.inner) or re.match(r"为(?:总?牵引|总?抓手)", text[term.last :]):
        return True
    if re.match(rf"^[{NUMERAL}]个", term.inner) and not re.search(
        r"(?:行动|工程|计划|方案|清单|制度|机制|活动|项目|平台|城市|体系|中心|意识|自信|维护|确立|全面)$", term.inner
    ):
        return bool(re.match(vocabulary.pattern("campaign.method", "campaign.drive"), text[term.last :]))
    return False


@rule(
    "campaign.year",
    kind="campaign",
    example="今年是全市⟦“项目攻坚突破年”⟧。",
    near_miss="今年是“十四五”规划承上启下的关键之年。",
    source=SOURCE,
    needs=("年”", "年’"),
    priority=3,
)
def year(sentence: Sentence) -> Iterator[Candidate]:
    """A quoted theme year."""
    for term in terms(sentence.text):
        if YEAR.match(term.inner) and not _NOT_YEAR.match(term.inner) and not COUNT.match(term.inner):
            yield candidate(sentence, term, term.end)


@rule(
    "campaign.contest",
    kind="campaign",
    example="开展⟦“拼经济、促发展”看比晒拼系列竞赛活动⟧。",
    near_miss="开展“一对一”服务活动。",
    source=SOURCE,
    needs=("竞赛", "比武", "擂台赛", "大赛", "大讨论", "大走访"),
    priority=4,
)
def contest(sentence: Sentence) -> Iterator[Candidate]:
    """A contest of which the quotation marks hold only a part of the name."""
    text = sentence.text
    pattern = re.compile(
        r"(?!(?:系列|全民|主题|职工|劳动|技能)*(?:竞赛|比武|大讨论|大走访|大赛))[^,。;:!?、“”的等和]{2,12}?"
        r"(?:系列)?(?:竞赛(?:活动)?|大比武(?:活动)?|擂台赛|大讨论(?:活动)?|大走访(?:活动)?|大赛)"
    )
    for term in terms(text):
        m = pattern.match(text, term.end)
        if (
            m
            and term.inner not in FORMULA
            and re.search(r"(?:开展|组织|举办|举行|召开|启动|部署)", words_before(text, term))
        ):
            yield candidate(sentence, term, m.end(), whole=True)


@rule(
    "campaign.drive",
    kind="campaign",
    example="启动⟦“百日攻坚、决胜四季度”专项行动⟧。",
    near_miss="发布“千企升级”行动计划。",
    source=SOURCE,
    needs=("”", "’"),
    priority=2,
)
def drive(sentence: Sentence) -> Iterator[Candidate]:
    """A quoted term with 行动, 活动, 竞赛, 工程 and the like behind it."""
    text = sentence.text
    for term in terms(text):
        if len(term.inner) < 2 or re.search(r"[。;]", term.inner):
            continue
        m = _DRIVE.match(text, term.last)
        if counted := (_SUMMED_UP.match(text, term.end) if PARTS.match(term.inner) and term.alone else None):
            yield candidate(sentence, term, counted.end(), whole=True)
            continue
        if m and DIGITS.match(term.inner) and (front := _FRONTED.search(words_before(text, term))):
            start = term.start - len(front["front"])  # 实施了科技创新“123”工程
            yield Candidate(start, m.end(), {"name": name_of(sentence, start, m.end())})
            continue
        if m and _IS_BUILT.match(text, m.end()) and text.startswith("工程", m.end() - 2):
            continue  # “宁电入湘”工程投运: works
        if m and not re.match(r"[一-鿿]{0,3}(?:资金|经费|基金|奖|会场|办公室|领导小组)", text[m.end() :]):
            yield candidate(sentence, term, m.end() if term.last == term.end else term.end)


_FRONTED = re.compile(r"(?:实施|推进|开展|启动|推行)了?(?P<front>(?!全[市县区省]|我[市县区省]|新一轮|了)[一-鿿]{4,6})$")
# “产业提质、就业增收、乡村建设”三大会战
_SUMMED_UP = re.compile(r"[两三四五六七八九十]大(?:专项)?(?:行动|工程|会战|攻坚战?|战役|攻坚行动)(?!计划|方案)")
_IS_BUILT = re.compile(r"(?:全线|正式|全面|即将|已|顺利|建成)*(?:投运|投产|竣工|通车|通水|送电|贯通|开工)")


@rule(
    "campaign.method",
    kind="campaign",
    example="推行⟦“周调度、月通报、季讲评”机制⟧。",
    near_miss="活动以“主会场+分会场”模式举行。",
    source=SOURCE,
    needs=("”", "’"),
    priority=1,
)
def method(sentence: Sentence) -> Iterator[Candidate]:
    """A quoted term with 机制, 制度, 模式, 改革 behind it and a verb before it that sets it going."""
    text = sentence.text
    for term in terms(text):
        if len(term.inner) < 2 or len(term.inner) > 30:
            continue
        m = METHOD.match(text, term.last)
        before = words_before(text, term)
        if m is None or not (VERB.search(before) or before.endswith("把")) or re.match(r"下|上|中", text[m.end() :]):
            continue
        yield candidate(sentence, term, m.end() if term.last == term.end else term.end)
