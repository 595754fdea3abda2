"""Campaigns in quotation marks: named drives, contests, theme years, working methods.

A quoted term is one by its shape (项目攻坚年, 五拼五比, 四敢) or by the words around it: a noun of drives or methods
behind it, a verb before it that sets it going. Formulas of national politics, set phrases and bare counts are vetoed.
What stands without quotation marks is `campaign_plain`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.language.terms import Term, terms
from store.recognise.facts import vocabulary
from store.recognise.facts.campaign_words import TAIL
from store.recognise.facts.naming import clause, name_of
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: campaign"
_NUMERAL = "一二三四五六七八九十百千万两双"
YEAR = re.compile(r"^(?:(?!年)[一-鿿A-Za-z+]){2,16}(?<![之周百十千去今明每全近同半往后前学新])年$")
_NOT_YEAR = re.compile(r"^(?:大年|丰收年|过大年|中国年|团圆年|[\d一二三四五六七八九〇零]+年)$")
# 四敢, 五干, 两战: a numeral and one character.
PAIR = re.compile(rf"^[{_NUMERAL}][一-鿿]$")
# 五拼五比晒五榜, 一区一特色, 三比三看三提升, 一图一表一指数: at least two numerals, each with its words.
REPEATED = re.compile(rf"^(?:[一-鿿]{{0,2}}[{_NUMERAL}\d][一-鿿]{{1,5}}){{2,}}$")
# 3544, 1+5+2, 一四六十, 四三二一
DIGITS = re.compile(rf"^(?:\d{{3,6}}|[\d{_NUMERAL}]{{1,2}}(?:\+[\d{_NUMERAL}NnXx]{{1,2}})+|[{_NUMERAL}]{{3,5}})$")
# 五大行动, 三个清单: a count, of which a name says nothing; 六个一, 三个年 are idioms.
COUNT = re.compile(
    rf"^(?![百千万双][一-鿿]{{1,2}}[百千万双]|[百千万]+大学)[{_NUMERAL}\d]{{1,3}}(?:个|大|项|条|张|场|支|类|化|型|种)[一-鿿]{{1,8}}$"
)
_IDIOM = re.compile(
    rf"^[{_NUMERAL}](?:(?:个|大)(?:一[百千万]?|年|零|一批|不|提升年)|大[一-鿿]{{0,6}}(?:行动|工程|战役|攻坚战?|会战|课题|硬仗))$"
)
_MANY_HELP = re.compile(r"^[百千万][一-鿿]{1,2}[一-鿿]{1,3}[百千万][一-鿿]{1,2}$")  # 万人助万企, 百企帮百村
_BEAT = re.compile(
    rf"^(?:日|周|旬|月|季|年|半年)[一-鿿]{{2,3}}$|^(?:[{_NUMERAL}半每]|周|月|季|年)[一-鿿]{{0,2}}[{_NUMERAL}][一-鿿]{{2,4}}$"
)
PARTS = re.compile(r"^[^、,\s]{2,12}(?:[、,\s][^、,\s]{2,12}){1,5}$")
_DRIVE = searching(
    r"(?:的)?(?:20\d\d年?|新一轮|系列|全民|青年|全员|年度|职工|攻坚|提升)?(?:三年|五年|百日)?(?:攻坚)?"
    + vocabulary.pattern("campaign.drive")
    + r"(?!计划|方案|纲要|指南|物|人才)"
)
_METHOD = re.compile(
    r"(?:等)?(?:[一二三四五六七八九十\d]+(?:项|个|大))?(?:"
    + vocabulary.pattern("campaign.method")
    + r"|(?!的)[一-鿿]{2,4}(?:机制|制度|模式))"
)
_SYSTEM = re.compile(vocabulary.pattern("campaign.system") + r"(?!计划|方案)")
_SPIRIT = re.compile(r"(?:的)?(?:[一-鿿]{1,4}的)?" + vocabulary.pattern("campaign.spirit") + r"(?!化)")
_ADVERB = r"(?:全面|深入|扎实|持续|大力|纵深|系统|探索|创新|常态化|严格|统筹|积极|率先|进一步|坚定|始终|认真|切实|牢固|不断|继续|将|要|在全[市区县省])*"
_VERB = searching(
    _ADVERB
    + r"(?:"
    + vocabulary.pattern("campaign.verb")
    + r")(?:了|好|以|着|并|全市|全省|全区|全县|省委|市委|区委|县委|新一轮|我市|企业|干部|[一-鿿]{0,6})$"
)
_SET = re.compile(vocabulary.pattern("campaign.set") + r"(?:了|好|全市|全省|新一轮|我市)?$")
_CARRIED_OUT = re.compile(
    r"(?:实施|实行|推行|开展|推进|深化|启动)(?:了|好|全市|全省|新一轮)?(?:[一-鿿]{2,5}产业|[一-鿿]{0,4}领域)?$"
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
    r"(?:(?:三年|百日|专项|攻坚|提升|倍增|敲门|振兴|护航|暖心|春风|助企|惠企|亮剑|利剑|清风|春雨|春雷|破冰|跃升)[一-鿿]{0,4}行动|技改工程|月月谈)$"
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
_ROLES = frozenset(("店小二", "小巨人", "专精特新"))  # “店小二”服务提升行动 is a drive's name
_FORMULA = frozenset(vocabulary.words("campaign.formula"))
# A name that another kind takes: a package, a plan, a position.
_OTHERS = re.compile(
    r"(?:条|新政|号文件|行动计划|实施方案|若干措施|之都|之城|之乡|强市|强区|强县|名城|高地|示范区|先行区|城市|品牌|精神|经济|产业|企业|贷|卡|码|APP|平台|小程序|系统|公司|奖|杯|榜|指数|网红|(?:观摩|开工|签约|考察)活动|开门红|满堂红)$"
)


def _before(text: str, term: Term) -> str:
    return text[max(clause(text, term.first), term.first - 24) : term.first]


_SEASON = re.compile(r"(?:[春夏秋冬]季|暑期|寒假|新春)$")  # 冬季“双争”活动: the season is part of the name


def _candidate(sentence: Sentence, term: Term, end: int, *, whole: bool = False) -> Candidate:
    """The term as a campaign; `whole`: the words up to `end` belong to its name."""
    season = _SEASON.search(sentence.text, max(0, term.start - 3), term.start)
    if season and end > term.end and not whole:
        return Candidate(season.start(), end, {"name": name_of(sentence, season.start(), end)})
    inner = (term.start, end) if whole else (term.start + 1, term.end - 1)
    return Candidate(term.start, max(end, term.end), {"name": name_of(sentence, *inner)}, inner)


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
        if (other or inner in _ROLES or inner in _FORMULA) and TAIL.match(sentence.text, term.end):
            continue
        if inner in _FORMULA or other or (COUNT.match(inner) and not _counted_drive(sentence.text, term)):
            yield Candidate(term.start + 1, term.end - 1)


def _counted_drive(text: str, term: Term) -> bool:
    """六个一, 三个年 everywhere; 四个重大 where 机制 or a drive's noun follows, for then the count is the name."""
    if _IDIOM.match(term.inner) or re.match(r"为(?:总?牵引|总?抓手)", text[term.last :]):
        return True
    if re.match(rf"^[{_NUMERAL}]个", term.inner) and not re.search(
        r"(?:行动|工程|计划|方案|清单|制度|机制|活动|项目|平台|城市|体系|中心|意识|自信|维护|确立|全面)$", term.inner
    ):
        return bool(re.match(vocabulary.pattern("campaign.method", "campaign.drive"), text[term.last :]))
    return False


@rule(
    "campaign.year",
    kind="campaign",
    example="今年是全市⟦“项目攻坚突破年”⟧。",
    near_miss="今年是“十四五”规划承上启下的关键之年。",
    source=_SOURCE,
    needs=("年”", "年’"),
    priority=3,
)
def year(sentence: Sentence) -> Iterator[Candidate]:
    """A quoted theme year."""
    for term in terms(sentence.text):
        if YEAR.match(term.inner) and not _NOT_YEAR.match(term.inner) and not COUNT.match(term.inner):
            yield _candidate(sentence, term, term.end)


@rule(
    "campaign.contest",
    kind="campaign",
    example="开展⟦“拼经济、促发展”看比晒拼系列竞赛活动⟧。",
    near_miss="开展“一对一”服务活动。",
    source=_SOURCE,
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
            and term.inner not in _FORMULA
            and re.search(r"(?:开展|组织|举办|举行|召开|启动|部署)", _before(text, term))
        ):
            yield _candidate(sentence, term, m.end(), whole=True)


@rule(
    "campaign.drive",
    kind="campaign",
    example="启动⟦“百日攻坚、决胜四季度”专项行动⟧。",
    near_miss="发布“千企升级”行动计划。",
    source=_SOURCE,
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
            yield _candidate(sentence, term, counted.end(), whole=True)
            continue
        if m and DIGITS.match(term.inner) and (front := _FRONTED.search(_before(text, term))):
            start = term.start - len(front["front"])  # 实施了科技创新“123”工程
            yield Candidate(start, m.end(), {"name": name_of(sentence, start, m.end())})
            continue
        if m and _IS_BUILT.match(text, m.end()) and text.startswith("工程", m.end() - 2):
            continue  # “宁电入湘”工程投运: works
        if m and not re.match(r"[一-鿿]{0,3}(?:资金|经费|基金|奖|会场|办公室|领导小组)", text[m.end() :]):
            yield _candidate(sentence, term, m.end() if term.last == term.end else term.end)


_FRONTED = re.compile(r"(?:实施|推进|开展|启动|推行)了?(?P<front>(?!全[市县区省]|我[市县区省]|新一轮|了)[一-鿿]{4,6})$")
# “产业提质、就业增收、乡村建设”三大会战
_SUMMED_UP = re.compile(r"[两三四五六七八九十]大(?:专项)?(?:行动|工程|会战|攻坚战?|战役|攻坚行动)(?!计划|方案)")
_IS_BUILT = re.compile(r"(?:全线|正式|全面|即将|已|顺利|建成)*(?:投运|投产|竣工|通车|通水|送电|贯通|开工)")


@rule(
    "campaign.method",
    kind="campaign",
    example="推行⟦“周调度、月通报、季讲评”机制⟧。",
    near_miss="活动以“主会场+分会场”模式举行。",
    source=_SOURCE,
    needs=("”", "’"),
    priority=1,
)
def method(sentence: Sentence) -> Iterator[Candidate]:
    """A quoted term with 机制, 制度, 模式, 改革 behind it and a verb before it that sets it going."""
    text = sentence.text
    for term in terms(text):
        if len(term.inner) < 2 or len(term.inner) > 30:
            continue
        m = _METHOD.match(text, term.last)
        before = _before(text, term)
        if m is None or not (_VERB.search(before) or before.endswith("把")) or re.match(r"下|上|中", text[m.end() :]):
            continue
        yield _candidate(sentence, term, m.end() if term.last == term.end else term.end)


@rule(
    "campaign.system",
    kind="campaign",
    example="紧扣⟦“3544”工作思路⟧,抓招商、推项目。",
    near_miss="完善“1+3+6”现代产业体系。",
    source=_SOURCE,
    needs=("”", "’"),
    priority=2,
)
def system(sentence: Sentence) -> Iterator[Candidate]:
    """A formula of numerals with 工作思路, 打法, 战略, 部署 and the like behind it."""
    text = sentence.text
    for term in terms(text):
        if not (DIGITS.match(term.inner) or REPEATED.match(term.inner) or _many_counts(term.inner)):
            if not (PAIR.match(term.inner) or re.match(rf"^[{_NUMERAL}][{_NUMERAL}]?[一-鿿]{{1,3}}$", term.inner)):
                continue
            if not re.match(r"战略|发展战略|工作法|工作机制|机制|专项行动", text[term.last :]):
                continue
        m = _SYSTEM.match(text, term.last) or (DIGITS.match(term.inner) and _RUNNING.match(text, term.last))
        if m is None and DIGITS.match(term.inner) and _AS_FOLLOWS.search(text, max(0, term.first - 14), term.first):
            yield _candidate(sentence, term, term.end)  # 工作思路,即“1235”
        if m:
            yield _candidate(sentence, term, m.end())


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
    source=_SOURCE,
    needs=("”", "’"),
)
def slogan(sentence: Sentence) -> Iterator[Candidate]:
    """四敢, 五拼五比, 一区一特色: numerals in parallel, carried by a verb before or a noun behind."""
    text = sentence.text
    for term in terms(text):
        if _MANY_HELP.match(term.inner):
            yield _candidate(sentence, term, term.end)
            continue
        shaped = PAIR.match(term.inner) or REPEATED.match(term.inner) or _parallel(term.inner)
        if not shaped or DIGITS.match(term.inner) or _TIME.search(term.inner):
            continue
        if _POSITION.match(text, term.last) or text.startswith("的“", term.last):
            continue  # “一村一策、一月一评”的“三个一”工作法: the second is its name
        behind = _SPIRIT.match(text, term.last) or _METHOD.match(text, term.last)
        before = _before(text, term)
        opens = REPEATED.match(term.inner) and not before.strip("“‘") and re.match(r"[,是为]", text[term.last :])
        if opens or (REPEATED.match(term.inner) and _HELD_ABOUT.match(text, term.last)):
            yield _candidate(sentence, term, term.end)  # “三攻坚一盘活”推进大会
        elif behind:
            yield _candidate(sentence, term, behind.end() if term.last == term.end else term.end)
        elif _VERB.search(before) or re.search(r"(?:用|以|靠|提出|为今年|确定为)$", before):
            yield _candidate(sentence, term, term.end)


_TIME = re.compile(r"当作|当成|顶两|一天|一分钟|一小时")  # “一天当作两天用”的干劲


@rule(
    "campaign.set_going",
    kind="campaign",
    example="全面实施⟦“用地清单制”⟧。",
    near_miss="实施“走出去”战略。",
    source=_SOURCE,
    needs=("”", "’"),
)
def set_going(sentence: Sentence) -> Iterator[Candidate]:
    """A quoted method or slogan of several parts that a verb sets going, with nothing behind it."""
    text = sentence.text
    for term in terms(text):
        inner = term.inner
        known = inner in _KNOWN
        before = _before(text, term)
        if known:
            carried = _SET.search(before) or _PREDICATE.search(before) or _ANSWER.search(before)
        elif _SUFFIX.search(inner) and len(inner) >= 3:
            carried = _SET.search(before)
        else:
            carried = _CARRIED_OUT.search(before) if PARTS.match(inner) and len(inner) >= 6 else None
        if (not known and _ONE_EACH.match(inner)) or _NOT_SO.search(before):
            continue
        if _ANSWER.search(before) and _SHORT.match(inner) and _BEHIND.match(text, term.last):
            yield _candidate(sentence, term, term.end)
            continue
        if _SELF.search(inner) and len(inner) >= 4 and not re.search(r"\d|《", inner):
            yield _candidate(sentence, term, term.end)
            continue
        if _HELD_ABOUT.match(text, term.last) and _DOES.search(inner) and not re.search(r"\d|《", inner):
            yield _candidate(sentence, term, term.end)
            continue
        if _SLOGAN.match(inner) and _STRATEGY.match(text, term.last) and _CARRIED_OUT.search(before):
            yield _candidate(sentence, term, term.end + 2, whole=True)  # 实施“创新引领、开放崛起”战略
            continue
        carried_out = _CARRIED_OUT.search(before) or ("+" in inner and before.endswith("推出"))
        planned = _PLANNED.match(text, term.last) and carried_out and _PLAN.match(inner)
        if planned or (carried and _BEHIND.match(text, term.last)):
            yield _candidate(sentence, term, term.end)
