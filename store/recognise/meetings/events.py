"""Finders of what is held and has no name of a meeting: a ceremony's site, 新春第一会, a tour of leaders.

Each needs a day in its sentence. The words that tell the event become its name; `joining` adds a nickname to the
meeting that it belongs to, and the stops of a tour to each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.nickname import NICKNAME
from store.recognise.meetings import name as cut
from store.recognise.meetings.span import CLOCK, MANY, PARTICIPANTS, SOURCE, begins, finding, opening
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_AFTER = re.compile(r"^(?:活动|会议|会|仪式|座谈)?(?:结束)?(?:后|前),")
_SPATE = re.compile(
    r"[^,。;]{0,16}(?:密集|接连|相继|陆续|纷纷|接力|扎堆|轮番)"
)  # one after the other, each named further on
_PARTY = re.compile(r"(?:党政)?(?:代表团|考察团|调研组|工作组)(?:一行)?(?:在|赴|到)[一-鿿、]{1,12}$")
_SITTING = re.compile(r"召开[^,。;]{2,30}会议?,$|(?:研究|讨论|审议)[^,。;!?]{2,24}$")  # 召开会议,调研…情况; 研究…观摩
_GUESTS = re.compile(r"(?:考察|代表|学习|观摩)[团组](?:一行)?(?:来|赴|到)[^,。;]{2,10}$")  # 考察团来某市学习…经验
_VISITED = re.compile(r"慰问[^,。;]*[、和及][^,。;]*$")  # 走访慰问困难群众、一线职工: whom, not what
_QUOTED = re.compile(
    r"(?:每[年季月周]|定期|经常|多次)[^,。;]{0,16}$|(?:贯彻|落实|学习(?!$)|传达|按照|领会|筹备|迎接|开展好|加强|推动)[^,。;!?]{0,16}$"
)


@rule(
    "meeting.site",
    kind="meeting",
    example="⟦28日上午,某区一季度重大项目集中开工现场⟧热气腾腾。",
    near_miss="在项目建设现场,工人们正在忙碌。",
    source=SOURCE,
    needs=("现场", "会场"),
    priority=-1,
)
def site(sentence: Sentence) -> Iterator[Candidate]:
    """…开工现场, …签约现场 with a day: a ceremony named by its site."""
    text = sentence.text
    if not any(s.days for s in sentence.paragraph.sentences[: _place_of(sentence) + 2]):
        return
    for m in re.finditer(
        r"(?P<name>[^,。;:!?在]{4,40}?(?:开工|竣工|签约|奠基|揭牌|投产|开业|启动)(?:\([^()]{1,6}\))?(?:活动|仪式)?)(?:主会场|分会场)?(?:现场|主会场(?![设在]))",
        text,
    ):
        start = begins(sentence, cut.boundary(text, m.end("name")), m.end("name"))
        if m.end("name") - start >= 6:
            yield finding(sentence, opening(sentence, start), m.end(), (start, m.end("name")))


def _place_of(sentence: Sentence) -> int:
    return sentence.paragraph.sentences.index(sentence)


_BARE = re.compile(
    r"(?:^|(?<=[,。;:日午]))(?:[^,。;:!?“]{0,16}宣布)?(?P<name>[^,。;:!?“]{2,40}?(?:“[^“”]{2,12}”[^,。;:!?“]{2,24}?)?)(?:正式|同步|同时)?(?P<act>集中(?:开工|竣工|签约|动工|投产))(?=[,。;!]|$)"
)
_SIGNED = re.compile(r"(?:签署|签订|签约)了?(?P<name>[^,。;:!?《》]{0,16}?(?:协议|备忘录|合同))(?=[,。;])")
_RELEASED = re.compile(r"发布了?(?P<name>[^,。;:!?《》“]{4,30}?(?:情况|数据|报告|成果|形势))(?=[,。;])")
_NAMED_AFTER = re.compile(
    r"(?:开工|竣工|签约|动工|投产)?(?P<what>仪式|活动)(?:上|现场|结束|[的在]?举行|由|(?<=[席加持]..[仪活][式动])(?=[,。;])|(?<=[席加持][仪活][式动])(?=[,。;]))"
)


@rule(
    "meeting.bare_ceremony",
    kind="meeting",
    example="⟦4月2日,全县二季度重点项目集中开工⟧。开工仪式上,县委书记讲话。",
    near_miss="4月2日,全县二季度重点项目集中开工。",
    source=SOURCE,
    needs=("集中开工", "集中竣工", "集中签约", "集中动工", "集中投产", "签署", "签订", "签约", "发布"),
    priority=-3,
)
def bare_ceremony(sentence: Sentence) -> Iterator[Candidate]:
    """…项目集中开工, 签署…协议, 发布…情况 with a day, where what follows speaks of it: 仪式上, 签约仪式由…主持, 发布会上."""
    document, text = sentence.document, sentence.text
    forms = ((m, what, after) for bare, what, after in _BARE_FORMS if (m := bare.search(text)))
    m, what, after = next(forms, (None, "", _NAMED_AFTER))
    if (
        m is None
        or sentence.index > 2
        or not any(d.end <= m.start("name") and d.kind != "vague" for d in sentence.days)
    ):
        return
    told = next(
        (t for s in document.sentences[sentence.index + 1 : sentence.index + 5] if (t := after.search(s.text))),
        _ORDER.search(text, 0, m.start("name")),
    )
    if told is None or cut.heads(text):
        return
    start = begins(sentence, m.start("name"), m.end("name"))
    what = what or m["act"] + (told["what"] or "仪式")
    name = document.simple(sentence.start + start, sentence.start + m.end("name")) + what
    yield Candidate(opening(sentence, start), m.end(), {"name": cut.clean(name)}, (start, m.end()))


_ORDER = re.compile(r"一声令下(?P<what>)")
_BARE_FORMS = (
    (_SIGNED, "签约仪式", re.compile(r"签约(?:仪式|活动)(?:上|现场|结束|[的在]?举行|由|[,。;])")),
    (_RELEASED, "发布会", re.compile(r"发布会(?:上|现场|结束|由|[,。])")),
    (_BARE, "", _NAMED_AFTER),
)


@rule(
    "meeting.nickname",
    kind="meeting",
    example="⟦28日,某市“新春第一会”⟧吹响冲锋号。",
    near_miss="连续三年的“新春第一会”都聚焦营商环境。",
    source=SOURCE,
    needs=("第一会", "首会", "头一会", "第一次会", "第一大会"),
    priority=-2,
)
def nickname(sentence: Sentence) -> Iterator[Candidate]:
    """新春第一会 with a day named in the sentence, where no other name stands."""
    text = sentence.text
    for m in NICKNAME.finditer(text):
        # 曲周县则把“新春第一会”的主题定为…: of a place that is named, the day is the lead's matter.
        made = re.search(r"[把将]“?$", text[: m.start()]) and any(p.code and p.end < m.start() for p in sentence.places)
        if not (sentence.days or made or text.startswith(("与此同时", "同日", "同天"))):
            continue
        if (
            _SPATE.match(text, m.end())
            or MANY.search(text[: m.start()].rstrip("“ "))
            or re.search(r"连续[^,。]{0,12}$|历年[^,。]{0,8}$|去年[^,。]{0,8}$", text[: m.start()])
        ):
            continue
        end = m.end() + (text[m.end() : m.end() + 1] == "”")
        yield finding(sentence, opening(sentence, m.start()), end, m.span())


@rule(
    "meeting.tour",
    kind="meeting",
    example="⟦6月5日,县委书记到城东片区调研重点项目建设⟧。",
    near_miss="要多到基层调研,多听群众意见。",
    source=SOURCE,
    needs=(
        "调研",
        "考察",
        "督导",
        "督查",
        "走访",
        "检查",
        "视察",
        "暗访",
        "巡查",
        "慰问",
        "学习",
        "拜访",
        "招商",
        "现场办公",
        "现场督办",
        "观摩",
    ),
    priority=-1,
)
def tour(sentence: Sentence) -> Iterator[Candidate]:
    """Leaders on a tour, on a day that the sentence names before the verb."""
    text, told = sentence.text, -1
    for m in re.finditer(
        r"(?:专题|实地|集中|现场|看望|上门|外出|精准|敲门|驻点)?(?:调研|考察|督导|督查|走访|检查|视察|暗访|巡查|慰问|拜访(?!了)|学习(?!考察|调研|观摩|交流)(?=[^,。;]{0,16}(?:经验|做法))|招商(?=考察|洽谈|活动|推介|对接|$|,|。)|办公(?<=现场办公)|督办(?<=现场督办)|观摩点评(?<=进行观摩点评)|观摩(?<=集中观摩)|观摩(?=[,。])(?<=我[省市县区旗州]观摩)|观摩(?<=带队观摩)|(?<!拟)(?<!待)观摩(?=[^,。;\d了]{0,8}(?:项目|建设|产业|工作)))(?![组团队点会]|[局室科站](?![一-鿿]*(?:情况|工作))|办(?!理)|现场会|员|报告|发现|金|品|信)[^,。;:!?“”]{0,24}",
        text,
    ):
        before = text[: m.start()]
        clock = CLOCK.match(text) and sentence.context.day_before
        if (m[0].startswith("学习") and not _GUESTS.search(before)) or _SITTING.search(before):
            continue
        told_by_the_way = re.match(r"..了", m[0]) and text.startswith("会前")  # 会前,一行还调研了…
        if told_by_the_way or not (any(d.end <= m.start() for d in sentence.days) or _AFTER.search(before) or clock):
            continue
        done = re.match(r"..了|...了|....了", m[0])  # 考察了3家企业: of somebody without an office, told by the way
        acts = not done and any(n.end <= m.start() for n in sentence.document.persons(sentence))
        if not acts and not re.search(
            r"书记|[市县区州盟旗省镇乡]长|主席|主任|领导|[市县区州省盟旗]委|负责人|常委|班子|一行|代表团|考察团|观摩团|政协|人大",
            before,
        ):
            continue
        if PARTICIPANTS.search(before):
            continue  # 会后,与会人员赴…集中观摩: a part of the meeting
        if re.search(r"(?<!主)[要应须]$|(?<!主)要[^,]{0,12}$", before) or _QUOTED.search(before):
            continue
        act = re.sub(r"(?:并|时|(?<=[研察导查访问摩])中|期间$|,|(?<=慰问)节日).*$", "", text[m.start() : m.end()])
        act = re.sub(r"\d+[个家处]$|了.*$", "", _VISITED.sub("慰问", act))
        start, end = m.start(), m.start() + len(act)
        # 开展重点项目专题调研: the name stands between the verb and its last word.
        if done := re.search(r"开展了?(?P<what>[^,。;开了]{2,24})$", before):
            start = done.start("what")
        start += 2 * text.startswith("实地", start)
        start -= 2 * text.endswith("学习", 0, start)
        name = (start, end)
        if matter := re.search(
            r"(?:就|对我[省市县区](?=[一-鿿]{2})|对(?=全))(?P<what>[^。;就对]{3,40}?)(?:进行|开展)了?$", before
        ):
            simple = sentence.document.simple(
                sentence.start + matter.start("what"), sentence.start + matter.end("what")
            )
            yield Candidate(opening(sentence, start), end, {"name": cut.clean(simple + act)}, name)
            told = end
            continue
        if len(act) == 2 and (party := _PARTY.search(before)) and not before.endswith("开展"):
            name = (party.start(), end)  # 党政代表团在深考察: the act alone is no name
        if told >= 0 and ";" not in text[told:start]:
            continue  # 走访慰问, 检查指导 further on are parts of the same tour
        told = end
        yield finding(sentence, opening(sentence, start), end, name)
