"""Finder of a meeting that only the headline names: the text goes on from its day (1月15日,全市72个项目集中亮相).

In comes the first sentence of the body that names a day; the name is the headline's, the evidence the sentence's day.
Where the text itself names the meeting, the other finders have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.meetings import name as cut
from store.recognise.meetings.span import BACKGROUND, GENERIC, MANY, SOURCE
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.document import Document
    from store.recognise.sentence import Sentence

_TOLD = re.compile(
    r"(?:隆重|成功|圆满|正式|今日|今天|昨日|昨天|在[^\s,。;]{2,12})?(?:召开|举行|举办|开幕|启幕|拉开帷幕|提出|强调|要求|明确|部署)(?!的|前|后|在即)"
)
_BARE = frozenset(("会议", "大会", "活动", "仪式", "开幕式"))
_AHEAD = re.compile(r"将(?:于|在|[^,。]{0,6}[召举])|即将|预告|通知|公告|倒计时|定于|拟于|征集|招募|报名")


@rule(
    "meeting.of_headline",
    kind="meeting",
    example="# 某市举行一季度重大项目集中签约活动\n⟦1月15日⟧,全市72个项目集中亮相。",
    near_miss="# 某市将举行一季度重大项目集中签约活动\n1月15日,全市72个项目集中亮相。",
    source=SOURCE,
    priority=-4,
    opening=True,
)
def of_headline(sentence: Sentence) -> Iterator[Candidate]:
    """…举行某某活动 in the headline, and no name of it in the text: the first sentence with a day tells when."""
    document = sentence.document
    title = document.title
    if not title or sentence.index > 3 or sentence.heading or not sentence.days:
        return
    if any(s.days for s in document.sentences[: sentence.index] if not s.heading):
        return
    day = next((d for d in sentence.days if not d.future and d.kind != "vague"), None)
    name = named(title)
    if day is None or name is None or name[-4:] in document.plain:
        return
    near = " ".join(s.text for s in document.sentences[sentence.index : sentence.index + 2])
    if any(near[s:e] not in _BARE for s, e in cut.heads(near)):
        return  # the text names it by another name
    yield Candidate(day.start, day.end, {"name": simple(document, name)}, (day.start, day.end))


_ACT = re.compile(
    r"(?:专题|实地|集中)?(?:调研|考察|督导|督查|走访|检查|视察|暗访|巡查|慰问)(?![组团队员]|报告|发现)[^\s,。;:!?|“”]{0,20}"
)
_SAYING = re.compile(r"(?:时|中|并)?(?:强调|要求|指出|提出|表示|叮嘱|寄语).*$")  # 在某县调研时强调
_WHO = re.compile(r"[一-鿿]{2,3}?(?=(?:率队|带队|率团|一行|专题|实地|深入|[赴到在来])|$)")
_GOES = re.compile(r"深入|来到|走进|先后|实地|赴|前往|察看|查看|到|走访|了解")


@rule(
    "meeting.tour_of_headline",
    kind="meeting",
    example="# 李明华调研重点项目建设\n⟦4月2日⟧,李明华深入城东片区,实地察看项目进展。李明华强调,要加快建设。",
    near_miss="# 李明华主持会议\n4月2日,李明华深入城东片区,实地察看项目进展。",
    source=SOURCE,
    priority=-4,
    opening=True,
)
def tour_of_headline(sentence: Sentence) -> Iterator[Candidate]:
    """李明华调研… in the headline, and the text goes on from where he went: the first sentence with a day tells when."""
    document = sentence.document
    if sentence.index > 2 or sentence.heading or not sentence.days:
        return
    title = document.title
    act = _ACT.search(title)
    if act is None or _AHEAD.search(title):
        return
    if any(s.days for s in document.sentences[: sentence.index] if not s.heading) or _ACT.search(sentence.text):
        return
    who = _WHO.match(title[: act.start()])
    day = next((d for d in sentence.days if not d.future and d.kind != "vague"), None)
    at = sentence.text.find(who[0]) if who else -1
    if day is None or not day.end <= at <= day.end + 24 or cut.heads(sentence.text):
        return
    if not _GOES.search(sentence.text, at) or document.plain.count(sentence.text[at : at + 2]) < 2:
        return
    name = _SAYING.sub("", act[0])
    yield Candidate(day.start, day.end, {"name": cut.clean(simple(document, name))}, (day.start, day.end))


_NAMED_BEHIND = re.compile(
    r"(?:参加|陪同|参与|一同|一起|共同|随同|期间)(?:此次|了)?(?P<act>(?:专题|实地)?(?:调研|考察|督导|督查|检查|走访|慰问|观摩))(?![组团])|^(?P<led>调研|考察|督导|督查|检查|走访|慰问)(?:中|时|期间|结束)"
)


@rule(
    "meeting.tour_named_behind",
    kind="meeting",
    example="⟦4月2日上午,县长李明华深入⟧某产业园等项目现场,了解工程进度。县政府办主任王大山一同督导。",
    near_miss="4月2日上午,县长李明华深入某产业园等项目现场,了解工程进度。",
    source=SOURCE,
    needs=("深入", "来到", "走进", "先后", "实地", "察看"),
    priority=-5,
)
def tour_named_behind(sentence: Sentence) -> Iterator[Candidate]:
    """A leader at several sites in the lead, and what it was told only behind: 参加调研, 一同督导."""
    document, text = sentence.document, sentence.text
    goes = _GOES.search(text)
    leader = next((n for n in document.persons(sentence) if goes and n.end <= goes.start()), None)
    day = next((d for d in sentence.days if not d.future and d.kind != "vague"), None)
    if sentence.index > 2 or goes is None or leader is None or day is None or day.end > leader.start:
        return
    if cut.heads(text) or _ACT.search(text) or _ACT.search(document.title):
        return
    rest = document.sentences[sentence.index + 1 : sentence.index + 12]
    told = next((m for s in rest if (m := _NAMED_BEHIND.search(s.text))), None)
    if told is None or any(cut.heads(s.text) and s.days for s in rest):
        return
    yield Candidate(day.start, goes.end(), {"name": told["act"] or told["led"]}, (goes.start(), goes.end()))


def simple(document: Document, name: str) -> str:
    """A name of the headline as a record has it."""
    from store.language.script import simplify

    return name if document.article.script == "Hans" else simplify(name)


def named(title: str) -> str | None:
    """The name that a plain headline says was held, without the place in front of it."""
    from store.regions.resolve import find

    if _AHEAD.search(title):
        return None
    own = [(p.start, p.end) for p in find(title, year=None) if not p.rule.startswith("region.whole")]
    for verb in _TOLD.finditer(title):
        for start, end in reversed(cut.heads(title[: verb.start()])):
            if end == verb.start() or title[end : verb.start()].strip("”’ ") == "":
                found = cut.trim(title, max(cut.boundary(title, end), title.rfind(" ", 0, start) + 1), end, own)
                return _whole(title, found, end)
        for start, end in cut.heads(title[verb.end() :]):
            if start < 30 and not re.search(r"[\s,。;:!?|]", title[verb.end() : verb.end() + start]):
                return _whole(title, cut.trim(title, verb.end(), verb.end() + end, own), verb.end() + end)
    return None


def _whole(title: str, start: int, end: int) -> str | None:
    end = cut.extend(title, end)
    name = cut.clean(title[start:end])
    if len(name) < 5 or GENERIC.match(name) or MANY.search(title[:start]) or BACKGROUND.search(title[:start]):
        return None
    return name
