"""Campaigns without quotation marks: theme years, drives, contests and methods that have a fixed shape.

A verb of doing stands before them (开展, 实施, 打响, 推行) and a noun of the kind closes them (攻坚年, 专项行动, 劳动竞赛,
工作法, 林长制); what stands between must tell them from others. `等五大行动` names none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.terms import terms
from store.recognise.facts.naming import after_divisions, clause, clause_end, name_of, within_title
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: campaign"
_ADVERB = r"(?:深入|扎实|持续|大力|全面|集中|组织|迅速|继续|统筹|认真|强力|接续|同步|正在|常态化|从严|纵深|抓好|深化|聚力|合力|坚决|着力)*"
_DO = _ADVERB + r"(?:开展|实施|启动|打响|推进|发起|打好|打赢|掀起|部署|组织|举办|做好|抓好|打出)"
_LEAD = r"(?:了|好|全市|全区|全县|全省|全镇|新一轮|为期[一-鿿\d]{1,6}的|一场|第[一二三四五六七八九十]轮|下一阶段|省级|年度|本市|我市)*"
_DRIVE = (
    r"(?:百日攻坚(?:专项)?(?:活动|行动|战)|百日[一-鿿]{2,6}(?:活动|行动)|专项行动|攻坚行动|提升行动|整治行动|三年行动|五年行动|专项整治(?:行动)?"
    r"|集中整治(?:行动)?|百日会战|大会战|攻坚战|歼灭战|保卫战|持久战|突围战|整体战|阻击战|主题实践活动|教育实践活动|主题教育|专项活动|大走访(?:活动)?|大排查(?:行动)?|大讨论(?:活动)?|行动)"
)
_AFTER_DRIVE = re.compile(r"(?:计划|方案|纲要|指南|起来|能力|迟缓|力|上|中来|自觉|路径|路线|举措|指挥部|领导小组)")
_NO_NAME = re.compile(
    r"等|一系列|各项|各类|多项|有关|相关|^(?:精准)?脱贫攻坚战$|^(?:疫情防控|污染防治)(?:攻坚战|阻击战|人民战争)|[一二三四五六七八九十\d]+(?:[项个场]|大(?![一-鿿]{2,4}级[一-鿿]{4}))|实际|具体行动|统一行动|联合行动|(?<!党)的|[,。;]|^(?:专项|集中|攻坚|统一|联合|实际|果断|自觉|切实|这一|该|此|各|系列|有力|积极|务实|有效)*$"
)
_PART = re.compile(_DRIVE + r"(?:和|与|及|以及|、|暨)")
_YEAR_WORDS = (
    r"(?:攻坚|突破|提升|推进|建设|深化|服务|落实|奋进|招商|招引|引资|创新|改革|优化|整治|治理|提质|增效|提速|跨越|拼搏|实干|担当|作为|执行|见效|达效"
    r"|大干|落地|发展|振兴|转型|升级|消费|项目|环境|人才|品牌|基层|强基|赋能|拓展|行动|活动|增收|繁荣|会战|巩固|规范)"
)
_YEAR = re.compile(r"(?P<name>(?:(?!年)[一-鿿]){2,12}?" + _YEAR_WORDS + r"年)")
_NAMED_AS = re.compile(r"(?:确定为|定为|确立为|命名为)" + _YEAR.pattern + r"(?=[,。;、]|$)")
_YEAR_FRONT = re.compile(
    r".*(?:开展|实施|推进|启动|打造|组织|确定为|定为|作为|是|即|以|的|和|暨|“三个|、|全市|全区|全县|全省|我市|我区|我县)(?=[一-鿿]{3,}$)"
)
_NOT_YEAR = re.compile(
    r"十[三四五]五|开局|收官|关键|起步|决胜|[近往历同上每整多一二两三四五六七八九十百\d]年|(?<!创)新年|之年|周年|[明今去]年"
)
_METHOD = re.compile(
    r"(?:推行|实行|坚持|落实|践行|运用|用好|创新|推广|探索|建立|深化|总结|形成|实施|推出|首创)(?:了|好|用)?"
    r"(?P<name>[^,。;:!?“”《》的了、和]{2,12}?(?:工作法|林长制|河长制|河湖长制|链长制|田长制|路长制|街长制|湾长制|山长制|楼长制|园长制|清单制|承诺制|揭榜制|赛马制|积分制|包联制|专员制))"
)
_PLUS = re.compile(
    r"(?P<name>[一-鿿]{2,6}\+(?:(?!等)[一-鿿]){2,6}(?:制|模式|机制)?)(?=等?(?:制度|机制|模式|办法|改革|[,。;]|$))"
)
_CONTEST = re.compile(
    r"(?:开展|举办|组织|启动|举行)(?:了|开展)?(?P<name>[^,。;:!?“”《》等]{2,24}?(?:劳动竞赛|立功竞赛|技能竞赛|竞赛活动|大比武|大比拼|擂台赛|挑战赛|劳动和技能竞赛))"
)


@rule(
    "campaign.plain_year",
    kind="campaign",
    example="开展⟦项目攻坚年⟧活动,掀起建设热潮。",
    near_miss="今年是全面落实规划的关键一年,也是开局之年。",
    source=_SOURCE,
    needs=(
        "年活动",
        "年行动",
        "年”",
        "年、",
        "年“",
        "年工作",
        "年建设",
        "年主题",
        "年专项",
        "定为",
        "确立为",
        "命名为",
    ),
    priority=1,
)
def plain_year(sentence: Sentence) -> Iterator[Candidate]:
    """A theme year: 外资招引攻坚年活动; in a list (项目攻坚年、作风建设年) each part."""
    text = sentence.text
    quoted = [(t.start, t.end) for t in terms(text)]
    for m in re.finditer(r"年(?=活动|行动|工作|建设(?!年)|主题|专项|[、“]|[,。;])", text):
        if any(s < m.start() < e for s, e in quoted) or within_title(text, m.start()):
            continue
        begin = max(
            clause(text, m.start()),
            m.start() - 16,
            text.rfind("、", max(0, m.start() - 16), m.start()) + 1,
            text.rfind("”", max(0, m.start() - 16), m.start()) + 1,
        )
        cut = _YEAR_FRONT.match(text[begin : m.start()])
        begin += cut.end() if cut else 0
        name = text[begin : m.end()]
        if not _YEAR.fullmatch(name) or _NOT_YEAR.search(name):
            continue
        if text[m.end()] in "、“,。;" and not _listed(text, begin, m.end()):
            continue
        start = after_divisions(sentence, begin, m.end())
        yield Candidate(start, m.end(), {"name": name_of(sentence, start, m.end())})
    for m in _NAMED_AS.finditer(text):
        if not _NOT_YEAR.search(m["name"]):
            yield Candidate(m.start("name"), m.end(), {"name": name_of(sentence, *m.span("name"))})


def _listed(text: str, start: int, end: int) -> bool:
    """A theme year in a list: another stands next to it, or a quoted sum of them follows (“三个年”活动)."""
    behind = re.match(r"、[^,。;、]{2,12}年|“[一二三四五六七八九]个年|”?活动", text[end : end + 24])
    before = re.search(r"年、$", text[:start])
    return bool(behind or before)


@rule(
    "campaign.plain_drive",
    kind="campaign",
    example="开展⟦安全生产专项整治三年行动⟧。",
    near_miss="实施空间塑造等六大行动,以实际行动抓落实。",
    source=_SOURCE,
    needs=("行动", "活动", "战", "整治", "主题教育", "大走访", "大排查", "大讨论"),
)
def plain_drive(sentence: Sentence) -> Iterator[Candidate]:
    """A drive behind a verb of doing; two that share the verb are two."""
    text = sentence.text
    pattern = re.compile(_DO + _LEAD + r"(?P<name>[^,。;:!?“”《》]{2,26}" + _DRIVE + r")")
    found = [(m.start(), [*_parts(text, *m.span("name")), *_going_on(text, m.end())]) for m in pattern.finditer(text)]
    if "之年" in text and "行动" in text:
        found += [(m.start("name"), [m.span("name")]) for m in _YEAR_OF.finditer(text)]
    if "”" in text:
        found += [(m.start(), list(_going_on(text, m.end()))) for m in _BEHIND_QUOTED.finditer(text)]
    for at, spans in found:
        if within_title(text, at):
            continue
        for start, end in spans:
            begin = after_divisions(sentence, _after_round(text, start, end), end)
            begin += len(re.match(r"(?:全市|全区|全县|全省|了|好)*", text[begin:end])[0])  # type: ignore[index]
            name = text[begin:end]
            stem = re.sub(_DRIVE + "$", "", name)
            if _AFTER_DRIVE.match(text, end) or _NO_NAME.search(name) or (len(stem) < 2 and "百日" not in name):
                continue
            if name[len(stem) :] == "行动" and (len(stem) < 4 or re.search(r"[要为以将在]", stem)):
                continue
            yield Candidate(begin, end, {"name": name_of(sentence, begin, end)})


# 今年是全面振兴新突破三年行动的收官之年
_YEAR_OF = re.compile(
    r"(?:是|作为|进入|迎来)(?:全面|深入)?(?:实施|推进|落实)?(?P<name>[^,。;:!?“”《》的]{4,26}[三五]年行动)的?(?:收官|开局|攻坚|首战|决胜|决战|关键|起步|深化)之年"
)


def _going_on(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The drives that a list goes on with behind the first: 三年行动、大会战和专项行动."""
    while more := _MORE.match(text, at):
        yield more.span("name")
        at = more.end()


_MORE = re.compile(r"(?:、|和|与|以及)(?P<name>[^,。;:!?“”《》、和与]{2,18}?" + _DRIVE + r")")
# …“智改数转”行动、全民招商行动: behind a quoted one.
_BEHIND_QUOTED = re.compile(
    _DO
    + r"[^,。;:!?“”《》]{0,14}“[^“”]{2,16}(?:”(?:专项)?(?:行动|活动|攻坚战|大会战)|(?:年|行动|工程)”)(?=(?:、|和|与|以及)[^“”,。;]{2,18}?"
    + _DRIVE
    + ")"
)


def _after_round(text: str, start: int, end: int) -> int:
    """Behind 第三轮, 新一轮, where the name follows them."""
    rounds = list(re.finditer(r"(?:第[一二三四五六七八九十]轮|新一轮)", text[start:end]))
    return start + rounds[-1].end() if rounds else start


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The drives of one stretch: 整体战和持久战 are two, 蓝天、碧水、净土保卫战 is one."""
    while m := _PART.search(text, start, end):
        head = re.search(_DRIVE, text[m.start() : m.end()])
        assert head is not None
        yield start, m.start() + head.end()
        start = m.end()
    yield start, end


@rule(
    "campaign.plain_contest",
    kind="campaign",
    example="全市开展⟦重点工程建设劳动竞赛⟧。",
    near_miss="举办各类劳动竞赛等活动。",
    source=_SOURCE,
    needs=("竞赛", "比武", "比拼", "擂台赛", "挑战赛"),
)
def plain_contest(sentence: Sentence) -> Iterator[Candidate]:
    """A contest behind 开展, 举办, 组织."""
    text = sentence.text
    for m in _CONTEST.finditer(text):
        start, end = after_divisions(sentence, *m.span("name")), m.end("name")
        stem = re.sub(
            r"(?:劳动|立功|技能|劳动和技能)?(?:竞赛(?:活动)?)$|大比武$|大比拼$|擂台赛$|挑战赛$", "", text[start:end]
        )
        if len(stem) < 2 or re.search(r"各类|各种|系列|[的了]|[一二三四五六七八九十\d][项场个]", stem):
            continue
        yield Candidate(start, end, {"name": name_of(sentence, start, end)})


@rule(
    "campaign.plain_method",
    kind="campaign",
    example="全面推行⟦产业链链长制⟧。",
    near_miss="严格落实安全生产责任制。",
    source=_SOURCE,
    needs=("工作法", "长制", "清单制", "承诺制", "揭榜制", "赛马制", "积分制", "包联制", "专员制", "+"),
)
def plain_method(sentence: Sentence) -> Iterator[Candidate]:
    """链长制, 一线工作法, 标准地+承诺制, behind a verb that sets it going."""
    text = sentence.text
    for m in _METHOD.finditer(text):
        start = after_divisions(sentence, *m.span("name"))
        if not re.search(r"[要在对]|等|各|一批", text[start : m.end()]):
            yield Candidate(start, m.end(), {"name": name_of(sentence, start, m.end())})
    for m in _PLUS.finditer(text):
        begin = clause(text, m.start())
        before = text[begin : m.start()]
        stop = clause_end(text, m.end())
        if re.search(r"实行|推行|推广|探索|创新|坚持|采用|建立|落实|实施", before + m["name"][:2]) and stop > m.start():
            skip = len(re.match(r"(?:实行|推行|推广|探索|创新|坚持|采用|建立|落实|实施)?", m["name"])[0])  # type: ignore[index]
            yield Candidate(m.start() + skip, m.end(), {"name": name_of(sentence, m.start() + skip, m.end())})
