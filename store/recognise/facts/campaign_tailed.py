"""Campaigns told by what stands around a quoted term: words behind it, 以…为抓手, 百日会战, plans that run.

The reader knows them by the noun that closes the name (行动, 攻坚, 工程, 机制) or by the frame; the term itself may be any
word. Terms with a plain noun behind them are `campaign`'s, names without marks `campaign_plain`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.terms import terms
from store.recognise.facts.campaign_words import MULTITUDES, TAIL
from store.recognise.facts.naming import clause, name_of, within_title
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: campaign"
_GOING = re.compile(
    r"(?:实施|开展|推进|启动|打响|打好|推行|深化|建立|健全|落实|组织|部署|推动|抓好|做好|坚持|以|擦亮|打造|做优|创新|探索|完善|围绕|聚焦|紧扣|发起|按照|用好|借助|办好|举办|持续|继续|大力|全面|深入|扎实)(?:了|好|全市|全省|全县|全区|新一轮|以)*$"
)
_GOES = re.compile(
    r"(?:持续|深入|扎实|有序|正式|全面|同步|将|于[^,。;]{1,8}|在[^,。;]{2,12})*(?:开展|启动|推进|实施|举办|举行|开锣|开赛|收官)(?!方案|仪式)"
)
_CEREMONY = re.compile(r"(?:开工|签约|竣工|投产|揭牌|表彰|推介)[一-鿿]{0,2}活动$")  # a gathering
_OTHER = re.compile(
    r"(?:示范区|经济|产业|产业链|企业|城市|之都|之城|高地|公司|项目|App|APP|平台|系统|规划|奖|杯|榜|证|码)$"
)
_BRAND = re.compile(r"(?:服务|营商|政务|党建|工作|志愿|便民|治理|机关)品牌$")


@rule(
    "campaign.tailed",
    kind="campaign",
    example="大力实施⟦“1355”项目推进计划⟧。",
    near_miss="实施“十四五”规划,推进“一带一路”建设。",
    source=_SOURCE,
    needs=("”", "’"),
    priority=3,
)
def tailed(sentence: Sentence) -> Iterator[Candidate]:
    """A quoted term whose name goes on behind the marks, set going by a verb or carrying others (以…为抓手)."""
    text = sentence.text
    for term in terms(text):
        tail = TAIL.match(text, term.end) if term.alone else None
        if tail is None or not 2 <= len(term.inner) <= 16 or _OTHER.search(term.inner):
            continue
        if _CEREMONY.search(tail[0]):
            continue
        if tail[0].endswith("品牌") and not _BRAND.search(tail[0]):
            continue
        beside = _BESIDE.search(text, max(0, term.first - 5), term.first)
        going = beside or _GOING.search(text, max(clause(text, term.first), term.first - 14), term.first)
        if not going and not (
            tail[0].endswith(("行动", "活动", "攻坚", "工程", "大赛", "季")) and _GOES.match(text, tail.end())
        ):
            continue
        yield Candidate(term.start, tail.end(), {"name": name_of(sentence, term.start, tail.end())})


_BESIDE = re.compile(r"(?:行动|活动|工程|攻坚战?|计划)[和与、及]$")  # 开展…清洁行动和“…”进村行动
_CARRIES = re.compile(r"为(?:总?牵引|总?抓手|载体|引领|突破口|主抓手|主线|契机)")
_METHODICAL = re.compile(r"(?:行动|攻坚战?|会战|工程|活动|工作法|机制|年|战役|竞赛|擂台赛|计划|服务|招商|攻坚年)$")
_HUNDRED_DAYS = re.compile(
    r"^[一-鿿]{0,8}(?:百日|[一二三四五六七八九]十天|冬季|四季度|全年)(?:大?会战|攻坚战?|冲刺|大干|大战|行动|招商|竞赛|攻势|突破)$"
)
_BATTLES = re.compile(r"(?:打[好赢]+)?[一-鿿]{0,4}[两三四五六七八九十]大?(?:场硬|硬)?仗$")
_WAR = re.compile(r"^[^、]{2,10}(?:大会战|攻坚战|歼灭战|突击战|大比拼|大擂台)$")
_NATIONAL = re.compile(r"脱贫|防疫|疫情|污染|扶贫")
_RUNS = re.compile(
    r"(?:(?:正式)?启动(?=[,。;、])|已|自[^,。;]{2,10}(?:启动|实施)|实施以来|启动以来|覆盖|惠及|累计|共(?!同))"
)
_PLAN = re.compile(r"(?:计划|行动|工程)$")
_PAPER = re.compile(r"(?:行动计划|规划|五年计划|三年计划|工作计划|项目计划|发展计划)$")


@rule(
    "campaign.carrying",
    kind="campaign",
    example="以⟦“六大专项攻坚”⟧为牵引,⟦“青年就业计划”⟧已协助逾千人。",
    near_miss="以“店小二”精神服务企业。",
    source=_SOURCE,
    needs=("”", "’"),
    priority=-1,
)
def carrying(sentence: Sentence) -> Iterator[Candidate]:
    """以“…”为抓手; “百日会战” wherever it stands; “…计划” that already runs."""
    text = sentence.text
    for term in terms(text):
        inner = term.inner
        if _COUNTED.search(text, max(0, term.first - 6), term.first):
            continue
        carries = text[term.first - 1 : term.first] == "以" and _CARRIES.match(text, term.last)
        runs = _PLAN.search(inner) and not _PAPER.search(inner) and len(inner) >= 4
        if (
            (carries and _METHODICAL.search(inner))
            or _HUNDRED_DAYS.match(inner)
            or _BATTLES.match(inner)
            or (_WAR.search(inner) and not _NATIONAL.search(inner))
            or (runs and (_RUNS.match(text, term.last) or _SET.search(text, max(0, term.first - 12), term.first)))
        ):
            yield Candidate(
                term.start,
                term.end,
                {"name": name_of(sentence, term.start + 1, term.end - 1)},
                (term.start + 1, term.end - 1),
            )


_COUNTED = re.compile(r"\d+[个项]$")  # 4个“头号工程”
_SET = re.compile(
    r"(?:实施|推进|启动|开展|推行|深化|落实)(?:了|好|全市|全省|新一轮)?[^,。;“”]{0,8}$|(?:计划|行动)”、[^,。;“”]{0,8}$"
)


@rule(
    "campaign.multitudes",
    kind="campaign",
    example="抓好⟦百县千镇万村高质量发展工程⟧。",
    near_miss="千方百计推进百亿元项目,万余名干部参加。",
    source=_SOURCE,
    needs=("工程", "行动", "计划", "活动"),
)
def multitudes(sentence: Sentence) -> Iterator[Candidate]:
    """百县千镇万村…工程: multitudes in parallel, without marks."""
    text = sentence.text
    for m in MULTITUDES.finditer(text):
        start, end = m.span("name") if m["name"] else m.span()
        if not within_title(text, start):
            yield Candidate(start, end, {"name": name_of(sentence, start, end)})
