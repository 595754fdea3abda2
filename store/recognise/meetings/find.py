"""Finders of meetings: the forms in which an article says that something was held.

Each yields the evidence (day, holder, name, verb) and the span of the name as its claim. A meeting that is only named
as background (贯彻…会议精神) has no form here; `meeting.background` and its kin claim such names away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.recognise.context import clause_start
from store.recognise.meetings import name as cut
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.document import Sentence

_SOURCE = "RECORDS.md, Meeting"
_HOLD = r"(?:召开|举行|举办|开展|召集|组织召开|迎来|承办|主办)"
_HELD = (
    # 博览会9月10日在无锡开幕: the day may stand behind the name.
    r"(?:(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚上?)?)?"
    r"(?:以[^,。;:]{2,24}?(?:形式|方式))?(?:(?:在|于)[^,。;:]{2,30}?)?(?:以[^,。;:]{2,24}?(?:形式|方式))?(?:顺利|隆重|成功|圆满|正式|如期|同时|同步|接续|相继|随后|也|现已|已|将)?"
    r"(?:召开|举行|举办|启动|开幕|闭幕|开场|收官|拉开帷幕|落下帷幕|吹响|擂响|热气腾腾|如期而至|开启)"
)
_NAME_HELD = re.compile(cut.HEAD + r"[”’》]?(?:\([^()]{1,12}\))?" + _HELD)
_CONVENED = re.compile(_HOLD + r"(?:了|过|的)?(?=[^,。;:!?]{0,2}[^,。;!?])")
# 举行二季度重大项目集中开工: a ceremony without the word.
_BARE_CEREMONY = re.compile(r"(?P<name>[^,。;:!?]{2,40}?集中(?:开工|竣工|签约|动工|投产))(?=[,。;!]|$)")
_HABIT = re.compile(r"每(?:年|半年|季度|季|月|周|个)|定期|不定期|常态化|轮流")  # 每季度开展一次观摩
_NICK = re.compile(
    r"(?:[新开][春年]|节后|年后|龙年|蛇年|马年|兔年|虎年|牛年|鼠年|猪年|狗年|鸡年|猴年|羊年)?(?:开年)?(?:第一|首|头一|首场)(?:大|次)?会(?!议|员|场)"
)
_MANY = re.compile(
    r"(?:多地|各地|不少|部分|各(?:区|县|市|地|州|乡镇|镇街)[^召举]{0,8}|多个|先后|陆续|纷纷|相继)[^,。;“]{0,8}$"
)
_BACKGROUND = re.compile(
    r"(?:贯彻|落实|学习|传达|按照|根据|围绕|深入学习|全面落实|领会|通过了|筹备|迎接|参加过?|自(?!治)|对照|遵循|结合|列席|听取了)[^,。;!?]{0,30}$"
)
# A gathering without a name of its own.
_GENERIC = re.compile(
    r"(?:[亦也另还均各]有|[省市县区]级|有关|相关|重要|各类|各种|多项|一次|这次|此次|本次|系列|主题|全体|专门|专题)?(?:会议|活动|仪式|大会)$"
)
_AT = re.compile(r"在(?P<name>[^,。;:!?在]{2,50}?" + cut.HEAD + r")[”’]?(?:上|现场|中)(?!海)")
_DAY_OF = re.compile(
    r"(?:上午|下午|晚上?)?(?:(?:在[^,。;“]{1,12})?(?:登场|举行|召开|举办|开幕))?的“?(?P<name>[^,。;:!?]{3,40}?"
    + cut.HEAD
    + r")"
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[,。;:]))(?P<name>[^,。;:!?“]{0,16}?(?:“[^”]{2,20}”)?[^,。;:!?]{2,24}?" + cut.HEAD + r")"
)
_SOURCE_OF = re.compile(
    r"(?:^|(?<=[,。;:]))(?:记者)?(?:从|据)?(?P<name>[^,。;:!?]{4,40}?" + cut.HEAD + r")上?(?:透露|获悉|传出|了解到)"
)
_WHOLE = re.compile(r"[^,。;:!?]{4,46}?" + cut.HEAD)
_CALLED = re.compile(r"(?:叫|名为|定为|开成)了?“?(?P<name>[^,。;:!?“”]{3,40}?" + cut.HEAD + r")(?=[”,。;])")
# What follows a meeting that is only spoken of: 会议精神, 大会以来, 会议纪要.
_OUTCOME = re.compile(
    r"[”’]?(?:精神|以来|召开|举行|举办|要求|部署|纪要|筹备|通过的|确定的|提出的|的(?:精神|部署|要求|召开))"
)
_AFTER = re.compile(r"^(?:活动|会议|仪式|座谈)?(?:结束)?(?:后|前),")
_QUOTED = re.compile(r"(?:贯彻|落实|学习|传达|按照|领会|筹备|迎接|开展好|加强|推动)[^,。;!?]{0,16}$")


def _named(sentence: Sentence, start: int, end: int) -> str:
    """The name as a record has it: simplified, without marks and spaces."""
    return cut.clean(sentence.document.simple(sentence.start + start, sentence.start + end))


def _places(sentence: Sentence) -> list[tuple[int, int]]:
    return [(p.start, p.end) for p in sentence.places if p.code and not p.rule.startswith("region.whole")]


def _opening(sentence: Sentence, position: int) -> int:
    """Where the evidence of a meeting begins: at a day named before it, else at its clause."""
    begin = clause_start(sentence.text, position)
    days = [d.start for d in sentence.days if d.start < position]
    return min([begin, *days[-1:]]) if days else begin


def _name_after(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """The name that begins at or after `start`: up to the last closing word before a stop outside quotation marks."""
    text = sentence.text
    stop, depth = len(text), 0
    for at in range(start, min(len(text), start + 90)):
        sign = text[at]
        depth += (sign in "“《(‘") - (sign in "”》)’")
        if depth < 0 or (depth == 0 and sign in ",。;:!?"):
            stop = at
            break
    # “全市…动员会”: the marks may stand around the whole name.
    inner = start + len(text[start:]) - len(text[start:].lstrip(" “"))
    ends = [
        e
        for s, e in cut.heads(text[:stop])
        if s >= start and (cut.balanced(text, start, e) or cut.balanced(text, inner, e))
    ]
    if not ends:
        return None
    first = ends[0]
    end = cut.extend(text, first)
    return cut.trim(text, start, end, _places(sentence)), end


@rule(
    "meeting.convened",
    kind="meeting",
    example="⟦4月3日,全县召开项目建设推进会⟧,部署下一步工作。",
    near_miss="要认真贯彻全市项目建设推进会精神。",
    source=_SOURCE,
    needs=("召开", "举行", "举办", "开展", "召集", "迎来", "承办", "主办"),
)
def convened(sentence: Sentence) -> Iterator[Candidate]:
    """召开, 举行, 举办 … and the name behind it."""
    text = sentence.text
    for verb in _CONVENED.finditer(text):
        if _MANY.search(text[: verb.start()]) or _HABIT.search(text[clause_start(text, verb.start()) : verb.start()]):
            continue
        if bare := _BARE_CEREMONY.match(text, verb.end()):
            span = (cut.trim(text, bare.start("name"), bare.end(), _places(sentence)), bare.end())
        else:
            span = _name_after(sentence, verb.end()) or (0, 0)
        if span[1] - span[0] < 3:
            continue
        start, end = span
        if _GENERIC.match(text[start:end]):
            continue
        if text[verb.start() : verb.start() + 2] == "开展" and not re.search(
            r"(?:调研|观摩|考察|活动|仪式)$", text[start:end]
        ):
            continue
        yield Candidate(_opening(sentence, verb.start()), end, {"name": _named(sentence, start, end)}, (start, end))


@rule(
    "meeting.held",
    kind="meeting",
    example="⟦4月3日,全区高质量发展项目推进会召开⟧。",
    near_miss="会议召开以来,各项工作有序推进。",
    source=_SOURCE,
    needs=("召开", "举行", "举办", "启动", "开幕", "闭幕", "开场", "收官", "帷幕", "吹响", "擂响", "热气腾腾", "开启"),
)
def held(sentence: Sentence) -> Iterator[Candidate]:
    """The name, then 召开, 举行 …"""
    text = sentence.text
    for m in _NAME_HELD.finditer(text):
        head = re.match(cut.HEAD, text[m.start() :])
        assert head is not None
        end = cut.extend(text, m.start() + head.end())
        begin = cut.boundary(text, end)
        day = max((d.end for d in sentence.days if begin <= d.start < m.start()), default=begin)
        start = cut.trim(text, max(begin, day), end, _places(sentence))
        start = _after_time(text, start, end)
        start = cut.trim(text, start, end, _places(sentence))
        if (
            end - start < 4
            or any(start <= n.start < end for n in sentence.document.persons(sentence))
            or _GENERIC.match(text[start:end])
            or _BACKGROUND.search(text[:start])
            or _MANY.search(text[:start])
        ):
            continue
        stop = m.end() if m.end() > end else end
        yield Candidate(_opening(sentence, start), stop, {"name": _named(sentence, start, end)}, (start, end))


def _after_time(text: str, start: int, end: int) -> int:
    m = re.match(
        r"(?:上午|下午|晚上?|中午|早上|凌晨)?(?:\d{1,2}[时点:](?:\d{1,2}分?)?(?:许|整)?)?[,\s]*", text[start:end]
    )
    return start + m.end() if m else start


@rule(
    "meeting.at",
    kind="meeting",
    example="⟦28日,某集团负责人在全市产业强市大会上⟧表示。",
    near_miss="他在会议上表示,下一步要抓好落实。",
    source=_SOURCE,
    needs=("会上", "会议上", "论坛上", "仪式上", "活动上", "典礼上", "现场"),
    priority=-1,
)
def at(sentence: Sentence) -> Iterator[Candidate]:
    """在…大会上, with a day in the sentence: a report from the meeting that does not say 召开."""
    text = sentence.text
    if not _dated(sentence):
        return
    for m in _AT.finditer(text):
        start = _trimmed(sentence, m.start("name"), m.end("name"))
        if (
            m.end("name") - start < (5 if sentence.days else 8)
            or _BACKGROUND.search(text[: m.start()])
            or _GENERIC.match(text[start : m.end("name")])
        ):
            continue
        name = _named(sentence, start, m.end("name"))
        yield Candidate(_opening(sentence, m.start()), m.end(), {"name": name}, (start, m.end("name")))


def _dated(sentence: Sentence) -> bool:
    """Whether the sentence, or one before it in the paragraph, names a day."""
    if sentence.days:
        return True
    here = sentence.paragraph.sentences
    return any(s.days and s.context.day for s in here[: here.index(sentence)])


def _trimmed(sentence: Sentence, start: int, end: int) -> int:
    """Where the name begins behind a day and the division in front: 2月5日的全省动员会 is 全省动员会."""
    text, places = sentence.text, _places(sentence)
    day = max((d.end for d in sentence.days if start <= d.start < end), default=start)
    start = cut.trim(text, day, end, places)
    return cut.trim(text, _after_time(text, start, end), end, places)


@rule(
    "meeting.of_day",
    kind="meeting",
    example="⟦2月6日的全省工业经济推进会⟧只谈一件事。",
    near_miss="2月6日的会议纪要要求抓好落实。",
    source=_SOURCE,
    needs=("日", "天", "午"),
    priority=-2,
)
def of_day(sentence: Sentence) -> Iterator[Candidate]:
    """A gathering told by its day: 2月6日的…推进会."""
    text = sentence.text
    for day in sentence.days:
        m = _DAY_OF.match(text, day.end)
        if m is None or day.kind == "vague" or re.search(r"(?:自|从|早在|继)$", text[: day.start]):
            continue
        end = cut.extend(text, m.end())
        start = _trimmed(sentence, m.start("name"), end)
        if end - start < 5 or _GENERIC.match(text[start:end]) or _OUTCOME.match(text, end):
            continue
        yield Candidate(day.start, end, {"name": _named(sentence, start, end)}, (start, end))


@rule(
    "meeting.subject",
    kind="meeting",
    example="⟦同日,全省优化营商环境大会⟧请来120位企业家。",
    near_miss="全省优化营商环境大会精神要传达到位。",
    source=_SOURCE,
    needs=("全省", "全市", "全区", "全县", "全州", "全盟", "全旗"),
    priority=-3,
)
def as_subject(sentence: Sentence) -> Iterator[Candidate]:
    """A full name that opens a clause behind a day of the same sentence, and does something: …大会请来企业家."""
    text = sentence.text
    for m in _SUBJECT.finditer(text):
        days = [d for d in sentence.days if d.end <= m.start("name") and d.kind != "vague" and not d.future]
        start = _trimmed(sentence, m.start("name"), m.end("name"))
        name = text[start : m.end("name")]
        if not days or len(name) < 7 or not re.match(r"全[省市区县州盟旗]", name) or _OUTCOME.match(text, m.end()):
            continue
        end = m.end("name")
        yield Candidate(days[-1].start, end, {"name": _named(sentence, start, end)}, (start, end))


@rule(
    "meeting.called",
    kind="meeting",
    example="⟦2月5日,某区把“新春第一会”定为全区产业项目推进大会⟧。",
    near_miss="这份文件叫《关于开好民主生活会的通知》。",
    source=_SOURCE,
    needs=("叫", "名为", "定为", "开成"),
    priority=-3,
)
def called(sentence: Sentence) -> Iterator[Candidate]:
    """叫“…推进会”, 把“第一会”定为…大会, with a day in the sentence or before it."""
    text = sentence.text
    if not any(s.days for s in sentence.paragraph.sentences):
        return
    for m in _CALLED.finditer(text):
        start, end = _trimmed(sentence, m.start("name"), m.end("name")), m.end("name")
        if end - start >= 6:
            yield Candidate(_opening(sentence, m.start()), end, {"name": _named(sentence, start, end)}, (start, end))


@rule(
    "meeting.source",
    kind="meeting",
    example="4月3日,记者从⟦全市冰雪经济发展大会获悉⟧,接待游客2160万人次。",
    near_miss="全市冰雪经济发展大会精神透露出信心。",
    source=_SOURCE,
    needs=("透露", "获悉", "传出", "了解到"),
    priority=-3,
)
def as_source(sentence: Sentence) -> Iterator[Candidate]:
    """…大会透露, 记者从…推进会获悉, with a day in the paragraph."""
    text = sentence.text
    if not _dated(sentence):
        return
    for m in _SOURCE_OF.finditer(text):
        start, end = _trimmed(sentence, m.start("name"), m.end("name")), m.end("name")
        if end - start >= 7 and not _GENERIC.match(text[start:end]):
            yield Candidate(m.start("name"), m.end(), {"name": _named(sentence, start, end)}, (start, end))


@rule(
    "meeting.own_line",
    kind="meeting",
    example="3月21日下午\n⟦2025某市投资合作大会⟧\n在某会展中心举行。",
    near_miss="3月21日下午\n2025某市投资合作大会\n精神要传达。",
    source=_SOURCE,
    priority=-2,
)
def own_line(sentence: Sentence) -> Iterator[Candidate]:
    """A name on a line of its own, between a line with the day and one that says where it is held: as posts are set."""
    document, text = sentence.document, sentence.text.strip()
    if not 8 <= len(text) <= 50 or not _WHOLE.fullmatch(text) or sentence.index + 1 >= len(document.sentences):
        return
    follows = document.sentences[sentence.index + 1].text
    if not re.match(r"\s*(?:在|于)?[^,。]{0,20}(?:举行|举办|召开|开幕)", follows) or not sentence.context.day_before:
        return
    at = sentence.text.index(text)
    start = _trimmed(sentence, at, at + len(text))
    yield Candidate(start, at + len(text), {"name": _named(sentence, start, at + len(text))}, (start, at + len(text)))


@rule(
    "meeting.just_over",
    kind="meeting",
    example="⟦2月18日上午,某区刚开完全区高质量发展动员部署会⟧。",
    near_miss="某区开完会就抓落实。",
    source=_SOURCE,
    needs=("开完", "开过", "主持"),
    priority=-2,
)
def just_over(sentence: Sentence) -> Iterator[Candidate]:
    """刚开完…会, 主持…座谈会, with a day in the sentence."""
    text = sentence.text
    if not sentence.days:
        return
    for m in re.finditer(r"(?:刚|才)?(?:开完|开过)了?|主持(?!召开|人|会议|工作)", text):
        span = _name_after(sentence, m.end())
        if span is None or span[1] - span[0] < 4 or span[1] - m.end() > 40 or _GENERIC.match(text[span[0] : span[1]]):
            continue
        if not any(d.end <= m.start() for d in sentence.days) or _OUTCOME.match(text, span[1]):
            continue
        yield Candidate(_opening(sentence, m.start()), span[1], {"name": _named(sentence, *span)}, span)


@rule(
    "meeting.site",
    kind="meeting",
    example="⟦28日上午,某区一季度重大项目集中开工现场⟧热气腾腾。",
    near_miss="在项目建设现场,工人们正在忙碌。",
    source=_SOURCE,
    needs=("现场",),
    priority=-1,
)
def site(sentence: Sentence) -> Iterator[Candidate]:
    """…开工现场, …签约现场 with a day: a ceremony named by its site."""
    text = sentence.text
    if not sentence.days:
        return
    for m in re.finditer(
        r"(?P<name>[^,。;:!?在]{4,40}?(?:开工|竣工|签约|奠基|揭牌|投产|开业|启动)(?:\([^()]{1,6}\))?)(?:活动|仪式)?现场",
        text,
    ):
        begin = cut.boundary(text, m.end("name"))
        day = max((d.end for d in sentence.days if d.start < m.end("name") and d.end > begin), default=begin)
        start = cut.trim(text, max(day, begin), m.end("name"), _places(sentence))
        start = cut.trim(text, _after_time(text, start, m.end("name")), m.end("name"), _places(sentence))
        if m.end("name") - start < 6:
            continue
        name = _named(sentence, start, m.end("name"))
        yield Candidate(_opening(sentence, start), m.end(), {"name": name}, (start, m.end("name")))


@rule(
    "meeting.nickname",
    kind="meeting",
    example="⟦28日,某市“新春第一会”⟧吹响冲锋号。",
    near_miss="连续三年的“新春第一会”都聚焦营商环境。",
    source=_SOURCE,
    needs=("第一会", "首会", "头一会", "第一次会", "第一大会"),
    priority=-2,
)
def nickname(sentence: Sentence) -> Iterator[Candidate]:
    """新春第一会 with a day named in the sentence, where no other name stands."""
    text = sentence.text
    if not sentence.days:
        return
    for m in _NICK.finditer(text):
        if _MANY.search(text[: m.start()].rstrip("“ ")) or re.search(
            r"连续[^,。]{0,12}$|历年[^,。]{0,8}$|去年[^,。]{0,8}$", text[: m.start()]
        ):
            continue
        end = m.end() + (text[m.end() : m.end() + 1] == "”")
        yield Candidate(_opening(sentence, m.start()), end, {"name": _named(sentence, m.start(), m.end())}, m.span())


@rule(
    "meeting.tour",
    kind="meeting",
    example="⟦6月5日,县委书记到城东片区调研重点项目建设⟧。",
    near_miss="要多到基层调研,多听群众意见。",
    source=_SOURCE,
    needs=("调研", "考察", "督导", "督查", "走访", "检查", "视察", "暗访", "巡查", "慰问"),
    priority=-1,
)
def tour(sentence: Sentence) -> Iterator[Candidate]:
    """Leaders on a tour, on a day that the sentence names before the verb."""
    text, told = sentence.text, -1
    for m in re.finditer(
        r"(?:专题|实地|集中|现场)?(?:调研|考察|督导|督查|走访|检查|视察|暗访|巡查|慰问)(?!组|员|报告|发现|时|金|品|信)[^,。;:!?“”]{0,24}",
        text,
    ):
        before = text[: m.start()]
        if not any(d.end <= m.start() for d in sentence.days) and not _AFTER.search(before):
            continue
        if not re.search(
            r"书记|[市县区州盟旗省镇乡]长|主席|主任|领导|[市县区州省盟旗]委|负责人|常委|班子|一行", before
        ):
            continue
        if re.search(r"(?<!主)[要应须]$|(?<!主)要[^,]{0,12}$", before) or _QUOTED.search(before):
            continue
        act = re.sub(r"(?:并|时|中|期间|,).*$", "", text[m.start() : m.end()])
        start, end = m.start(), m.start() + len(act)
        # 开展重点项目专题调研: the name stands between the verb and its last word.
        if done := re.search(r"开展(?P<what>[^,。;开]{2,24})$", before):
            start = done.start("what")
        if told >= 0 and ";" not in text[told:start]:
            continue  # 走访慰问, 检查指导 further on are parts of the same tour
        told = end
        yield Candidate(_opening(sentence, start), end, {"name": _named(sentence, start, end)}, (start, end))


@rule(
    "meeting.attended",
    kind="meeting",
    example="⟦与会人员集中参加了某镇新能源项目开工活动⟧。",
    near_miss="他曾多次参加项目签约活动。",
    source="RECORDS.md, More on days",
    needs=("参加", "出席", "见证"),
    priority=-1,
)
def attended(sentence: Sentence) -> Iterator[Candidate]:
    """与会人员 took part in a ceremony: it shares the meeting's day."""
    text = sentence.text
    for m in re.finditer(r"(?:与会|参会)[^,。;]{0,8}(?:参加|出席|见证)了?", text):
        span = _name_after(sentence, m.end())
        if span and re.search(r"(?:活动|仪式|典礼)$", text[span[0] : span[1]]):
            start, end = _after_town(text, span[0]), span[1]
            yield Candidate(m.start(), end, {"name": _named(sentence, start, end)}, (start, end))


def _after_town(text: str, start: int) -> int:
    m = re.match(r"[一-鿿]{2,3}(?:镇|乡|街道)", text[start:])
    return start + m.end() if m else start


@rule(
    "meeting.background",
    kind="meeting",
    example="深入贯彻⟦中央经济工作会议⟧精神。",
    near_miss="4月3日,中央经济工作会议召开。",
    source="RECORDS.md, Meeting: quoted as background by name",
    needs=("精神", "部署", "要求", "贯彻", "落实", "学习"),
    priority=5,
    veto=True,
)
def background(sentence: Sentence) -> Iterator[Candidate]:
    """A meeting whose spirit is carried out: it claims the name and makes no record."""
    text = sentence.text
    for m in re.finditer(
        r"(?P<name>[^,。;:!?、“”]{2,40}?" + cut.HEAD + r")(?:重要)?(?:讲话)?(?:精神|部署要求|工作部署|部署|要求|决策)",
        text,
    ):
        verb = re.match(r".*(?:贯彻|落实|学习|传达|领会|按照|根据)", m["name"])
        yield Candidate(m.start("name") + (verb.end() if verb else 0), m.end("name"))
