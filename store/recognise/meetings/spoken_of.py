"""Finders of meetings that are named and not said to be held: 在…大会上, 2月6日的…推进会, …大会透露.

A name alone is no meeting: a day has to stand with it. One that is only background (贯彻…会议精神) has no form here;
`meeting.background` claims its name away, so that no other rule takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.meetings import name as cut
from store.recognise.meetings.span import BACKGROUND, CLOCK, OUTCOME, SOURCE, begins, dated, finding, named, opening
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_AT = re.compile(
    r"(?:在|(?<=[日天午],)|(?<=[日天午]))(?:[^,。;:!?在—]{0,10}第一会”?—+)?(?P<name>[^,。;:!?在]{2,50}?"
    + cut.HEAD
    + r")[”’]?(?:上|现场|中)(?!海)"
)
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
_HOLDS = re.compile(r"\s*(?:在|于)?[^,。]{0,20}(?:举行|举办|召开|开幕)")
_KINDS = re.compile(cut.HEAD + "、")  # 开成了动员会、推进会: kinds, no name
_CALLED = re.compile(r"(?:叫|名为|定为|开成)了?“?(?P<name>[^,。;:!?“”]{2,40}?" + cut.HEAD + r")(?=[”,。;])")


@rule(
    "meeting.at",
    kind="meeting",
    example="⟦28日,某集团负责人在全市产业强市大会上⟧表示。",
    near_miss="他在会议上表示,下一步要抓好落实。",
    source=SOURCE,
    needs=("会上", "会议上", "论坛上", "仪式上", "活动上", "典礼上", "现场"),
    priority=-1,
)
def at(sentence: Sentence) -> Iterator[Candidate]:
    """在…大会上, with a day in the sentence: a report from the meeting that does not say 召开."""
    text = sentence.text
    before = sentence.before
    if not dated(sentence) and "第一会" not in text and (before is None or "第一会" not in before.text):
        return
    for m in _AT.finditer(text):
        name = named(sentence, m.start("name"), m.end("name"), 4 if sentence.days else 8)
        if name and not BACKGROUND.search(text[: m.start()]) and not text.startswith(("召开", "举行", "举办"), name[0]):
            yield finding(sentence, opening(sentence, m.start()), m.end(), name)


@rule(
    "meeting.of_day",
    kind="meeting",
    example="⟦2月6日的全省工业经济推进会⟧只谈一件事。",
    near_miss="2月6日的会议纪要要求抓好落实。",
    source=SOURCE,
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
        name = named(sentence, m.start("name"), end, 5)
        if name and not OUTCOME.match(text, end):
            yield finding(sentence, day.start, end, name)


@rule(
    "meeting.subject",
    kind="meeting",
    example="⟦同日,全省优化营商环境大会⟧请来120位企业家。",
    near_miss="全省优化营商环境大会精神要传达到位。",
    source=SOURCE,
    needs=("全省", "全市", "全区", "全县", "全州", "全盟", "全旗", "开场", "一开始", "伊始"),
    priority=-3,
)
def as_subject(sentence: Sentence) -> Iterator[Candidate]:
    """A full name that opens a clause behind a day of the same sentence, and does something: …大会请来企业家."""
    text = sentence.text
    # The pattern is slow, and most sentences have no such word.
    if not sentence.days or not ("全" in text or _BEGINS.search(text)):
        return
    for m in _SUBJECT.finditer(text):
        days = [d for d in sentence.days if d.end <= m.start("name") and d.kind != "vague" and not d.future]
        start = begins(sentence, m.start("name"), m.end("name"))
        name = text[start : m.end("name")]
        whose = re.match(r"全[省市区县州盟旗]", name) or _BEGINS.match(text, m.end())
        if not days or len(name) < 7 or not whose or OUTCOME.match(text, m.end()):
            continue
        if re.search(r"召开|举行|举办", name):
            continue  # 全区共召开推进会12场
        end = m.end("name")
        yield finding(sentence, days[-1].start, end, (start, end))


_BEGINS = re.compile(r"(?:刚|才)?一?(?:开场|开始|开幕)(?!式|的)|伊始")  # …发展大会一开场
_SITS = re.compile(
    r"(?:^|(?<=[,。;:\d日午天晚]))(?P<name>[^,。;:!?“”的]{2,20}?(?:常委会|常务|党组|党委|党工委|全体|专题|办公|联席|主席|主任|领导小组|委员会|指挥部)(?:第[一二三四五六七八九十百\d]{1,4}次)?(?:\(扩大\)|扩大)?会议)"
    r"(?=(?:专[题门]|集中|认真|集体)*(?:研究|审议|听取|传达|学习|讨论|分析|部署))"
)
_SITTING = re.compile(
    r"(?:出席|参加|列席)(?P<name>[^,。;:“”的]{1,24}?(?:人大|政协|人民代表大会|委员会)[^,。;:“”的]{0,8}次会议)的[^。;]{0,40}?(?:审议|讨论|协商|酝酿|举行|召开)"
)


@rule(
    "meeting.sitting",
    kind="meeting",
    example="⟦2月19日,市政府党组会议⟧研究临空经济区建设。",
    near_miss="市政府常务会议研究通过的方案已经印发。",
    source=SOURCE,
    needs=(
        "会议研究",
        "会议审议",
        "会议听取",
        "会议传达",
        "会议学习",
        "会议讨论",
        "会议分析",
        "会议专",
        "会议集",
        "会议认",
        "次会议的",
    ),
    priority=-3,
)
def sitting(sentence: Sentence) -> Iterator[Candidate]:
    """A body's sitting told by what it did (…常务会议研究), a congress by those who sat in it, with a day before."""
    text = sentence.text
    clock = CLOCK.match(text) and sentence.context.day_before
    for m in (*_SITS.finditer(text), *_SITTING.finditer(text)):
        if not clock and not any(d.end <= m.start("name") and d.kind != "vague" for d in sentence.days):
            continue
        start, end = begins(sentence, m.start("name"), m.end("name")), m.end("name")
        if end - start >= 6 and not re.search("召开|举行", text[start:end]):
            yield finding(sentence, opening(sentence, m.start()), end, (start, end))


_DELIBERATES = re.compile(
    r"(?:来到|参加|先后到|深入)(?:他|她|自己)?(?:所在的)?(?P<name>[^,。;:的]{0,10}?代表团)(?:的)?(?:,与[^,。;]{0,12}?)?(?:分组|全体)?(?:会议)?(?:一起|共同)?(?P<act>审议|讨论)"
)


@rule(
    "meeting.deliberation",
    kind="meeting",
    example="⟦4月11日下午,县人大常委会主任李明华来到第八代表团⟧,与代表们一起审议政府工作报告。",
    near_miss="李明华来到第八代表团,与代表们亲切交谈。",
    source=SOURCE,
    needs=("代表团",),
    priority=-3,
)
def deliberation(sentence: Sentence) -> Iterator[Candidate]:
    """参加…代表团审议, with a day before, where the article reports no session by its name."""
    text, document = sentence.text, sentence.document
    if "次会议" in document.plain:
        return
    for m in _DELIBERATES.finditer(text):
        if any(d.end <= m.start() and d.kind != "vague" for d in sentence.days):
            name = document.simple(sentence.start + m.start("name"), sentence.start + m.end("name")) + m["act"]
            yield Candidate(opening(sentence, m.start()), m.end("name"), {"name": cut.clean(name)}, m.span("name"))


@rule(
    "meeting.called",
    kind="meeting",
    example="⟦2月5日,某区把“新春第一会”定为全区产业项目推进大会⟧。",
    near_miss="这份文件叫《关于开好民主生活会的通知》。",
    source=SOURCE,
    needs=("叫", "名为", "定为", "开成"),
    priority=-3,
)
def called(sentence: Sentence) -> Iterator[Candidate]:
    """叫“…推进会”, 把“第一会”定为…大会, with a day in the sentence or before it."""
    text = sentence.text
    if not any(s.days for s in sentence.paragraph.sentences):
        return
    for m in _CALLED.finditer(text):
        start, end = begins(sentence, m.start("name"), m.end("name")), m.end("name")
        if end - start >= 5 and not _KINDS.match(text, start):
            yield finding(sentence, opening(sentence, m.start()), end, (start, end))


@rule(
    "meeting.source",
    kind="meeting",
    example="4月3日,记者从⟦全市冰雪经济发展大会获悉⟧,接待游客2160万人次。",
    near_miss="全市冰雪经济发展大会精神透露出信心。",
    source=SOURCE,
    needs=("透露", "获悉", "传出", "了解到"),
    priority=-3,
)
def as_source(sentence: Sentence) -> Iterator[Candidate]:
    """…大会透露, 记者从…推进会获悉, with a day in the paragraph."""
    text = sentence.text
    if not dated(sentence):
        return
    for m in _SOURCE_OF.finditer(text):
        if name := named(sentence, m.start("name"), m.end("name"), 7):
            yield finding(sentence, m.start("name"), m.end(), name)


@rule(
    "meeting.own_line",
    kind="meeting",
    example="3月21日下午\n⟦2025某市投资合作大会⟧\n在某会展中心举行。",
    near_miss="3月21日下午\n2025某市投资合作大会\n精神要传达。",
    source=SOURCE,
    priority=-2,
    opening=True,
)
def own_line(sentence: Sentence) -> Iterator[Candidate]:
    """A name on a line of its own, between a line with the day and one that says where it is held: as posts are set."""
    document, text = sentence.document, sentence.text.strip()
    if not 8 <= len(text) <= 50 or sentence.index + 1 >= len(document.sentences) or not sentence.context.day_before:
        return
    if not _HOLDS.match(document.sentences[sentence.index + 1].text) or not _WHOLE.fullmatch(text):
        return
    at = sentence.text.index(text)
    start = begins(sentence, at, at + len(text))
    yield finding(sentence, start, at + len(text), (start, at + len(text)))


_CARRIED_OUT = re.compile(
    r"(?P<name>[^,。;:!?、“”]{2,40}?" + cut.HEAD + r")(?:重要)?(?:讲话)?(?:精神|部署要求|工作部署|部署|要求|决策)"
)

_ABOUT_IT = re.compile(r"[^,。;:!?、“”]{0,16}?" + cut.HEAD + r"(?!精神)|[^,。;:!?、“”]{0,12}暨")


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
    for m in _CARRIED_OUT.finditer(text) if cut.heads(text) else ():
        if _ABOUT_IT.match(text, m.end()) and re.search(r"召开|举行|举办|开班", text):
            continue  # 召开学习贯彻全会精神宣讲报告会: a meeting of its own
        verb = re.match(r".*(?:贯彻|落实|学习|传达|领会|按照|根据)", m["name"])
        yield Candidate(m.start("name") + (verb.end() if verb else 0), m.end("name"))
