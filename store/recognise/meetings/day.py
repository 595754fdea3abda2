"""Fillers of a meeting: the day on which it was held, as EDTF.

The day of its own sentence wins; else that of the event that it belongs to, of its paragraph, of the next sentence. A
meeting whose day is not stated never takes its neighbour's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.meetings.span import CLOCK
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_OF_ALL = re.compile(
    r"(?:各地?[市县区州盟旗]|各地|、[^,。;、]{2,6}等(?:地|市|县|区县|县区|县市|县[(]市、区[)])|多地|多个?[省市县区州盟旗]份?|[一二两三四五六七八九十\d]{1,3}(?:个)?[市县区州盟旗])[^,。;]{0,20}(?:召开|举行|举办|拉开|开启|亮相|登场|吹响|同步|相继|陆续|不约而同|第一会)"
)
_SAME_TIME = re.compile(r"同时|同步|同期|会上还")
_BRANCH = re.compile(r"[分主]会场")
_SHARES = re.compile(
    r"接续|随后|而后|紧接着|还(?:主持)?召开|会前|会后|活动(?:结束|开始)[前后]|(?:开幕|启动|开工|签约|揭牌)(?:式|仪式)(?:结束)?[前后]|与会|参会|^会上,|^(?:会议|活动)?最后[,举]|现场(?!会|推进|观摩|办公|调研|督办)|(?:仪式|调研|考察|观摩|走访|参观|签约)结束后|会议(?:开始前|结束后)|期间"
)
_GOES_ON = re.compile(r"\s*(?:活动|仪式|大会|推介会|开幕式)(?:现场|上|中)")  # the paragraph tells of the event before
_OPENS = re.compile(r"(?:上午|下午|晚上?)?(?:隆重|正式)?(?:开幕|拉开帷幕)")
_CLOSES = re.compile(r"(?:上午|下午|晚上?)?(?:胜利|圆满|顺利)?(?:闭幕|落幕|落下帷幕|收官)")
_OPENED = re.compile(r"次会议[^,。;]{0,12}(?:开幕|拉开)")
_ENDS = re.compile(r"(?:大会|会议)(?:将|拟|定)?[于在]$")
_CLAUSE = re.compile(r"[^,。;]*")
_HELD_ON = re.compile(r"(?:该|此次|本次)?(?:会议|大会|活动|仪式)(?:是)?[于在]$")  # 会议于2月5日下午召开
_THE_SAME = re.compile(r"(?:本次|本届|此次|这次)?(?:大会|会议|全会)")


@filler(
    "meeting.day_stated",
    kind="meeting",
    fills="date",
    example="4月3日,全区推进会召开",
    near_miss="全区推进会召开",
    source="RECORDS.md, Dates",
    priority=3,
)
def day_stated(candidate: Candidate, sentence: Sentence) -> str | None:
    """The day that the sentence names before the meeting's end, resolved by what was named before it."""
    from store.language.dates import extended, lasting

    last = sentence.context.day_before
    found = None
    for day in sentence.days:
        edtf = sentence.document.dated(day, last)
        if edtf is None:
            if day.kind == "vague" and day.start < candidate.span[0]:
                found = None  # 记者4日获悉,该县日前召开: not on the fourth
            continue
        last = edtf
        if day.start <= candidate.span[0] or day.start < candidate.end:
            found = edtf
    many = lasting(sentence.text)
    if not (found and many):
        return _whole(candidate, sentence, found)
    end = candidate.span[1]
    return extended(found, many, closing=bool(_CLOSES.search(sentence.text, end, max(candidate.end, end + 20))))


def _whole(candidate: Candidate, sentence: Sentence, found: str | None) -> str | None:
    """5日上午开幕,…8日下午闭幕: from its opening to its close, where the sentence or the next one tells the other day."""
    from store.language.dates import resolve

    if (
        found
        and "/" not in found
        and candidate.fields["name"].endswith("次会议")
        and (last := _closing(sentence, found))
    ):
        return f"{found}/{last}"
    begin = candidate.span[1]
    stop = max(candidate.end, begin + len(_CLAUSE.match(sentence.text[begin:])[0]))  # type: ignore[index]
    closes, opens = (verb.search(sentence.text, begin, stop) for verb in (_CLOSES, _OPENS))
    if found is None or "/" in found or not (closes or opens):
        return found
    here = sentence.paragraph.sentences
    after = here[here.index(sentence) + 1 :][:1]
    for other in (sentence, *(s for s in after if _THE_SAME.match(s.text))):
        for day in other.days:
            if other is sentence and day.start < candidate.end:
                continue
            if (_OPENS if closes else _CLOSES).match(other.text, day.end):
                edtf = resolve(day, year=sentence.document.year, last=found)
                first, last = (edtf, found) if closes else (found, edtf)
                return f"{first}/{last}" if first and last and first < last else found
    return found


def _closing(sentence: Sentence, opened: str) -> str | None:
    """The later day on which the congress is said to close, further on: 大会将于2月1日闭幕."""
    from store.language.dates import resolve

    sentences = sentence.document.sentences
    if any(_OPENED.search(s.text) for s in sentences if s is not sentence):
        return None  # 大会 may be either
    for later in sentences[sentence.index + 1 :]:
        for day in later.days if "闭幕" in later.text else ():
            edtf = resolve(day, year=sentence.document.year, last=opened)
            if edtf and edtf > opened and _ENDS.search(later.text[: day.start]) and _CLOSES.match(later.text, day.end):
                return edtf
    return None


@filler(
    "meeting.day_shared",
    kind="meeting",
    fills="date",
    example="仪式结束后召开座谈会",
    near_miss="在玄武区召开的动员会上",
    source="RECORDS.md, More on days",
    priority=1,
    infers=True,
)
def day_shared(candidate: Candidate, sentence: Sentence) -> str | None:
    """会前, 接续, 与会人员: the day of the event it belongs to."""
    clock = CLOCK.match(sentence.text)
    day = sentence.context.day
    if clock:
        return day or sentence.context.day_before  # under a heading of its own, of the lead's day
    shares = _SHARES.search(sentence.text[: candidate.end + 8]) or _GOES_ON.match(sentence.paragraph.sentences[0].text)
    # 【某区分会场】: one event with what stands above.
    apart = sentence.document.heading_codes(sentence.paragraph) and not _BRANCH.search(sentence.section.heading or "")
    if day is None and not apart:
        day = sentence.context.day_before
    # 观摩结束后: of an event of several days the last.
    return (day.rpartition("/")[2] if shares[0].endswith("结束后") else day) if shares and day else None


@filler(
    "meeting.day_same_time",
    kind="meeting",
    fills="date",
    example="集中竣工活动同时举行",
    near_miss="随后举行签约仪式",
    source="RECORDS.md, More on days",
    priority=2,
    infers=True,
)
def day_same_time(candidate: Candidate, sentence: Sentence) -> str | None:
    """同时, 同步: an event beside the one before, on its day."""
    if _SAME_TIME.search(sentence.text[candidate.start : candidate.end + 6]):
        return sentence.context.day
    return None


@filler(
    "meeting.day_of_paragraph",
    kind="meeting",
    fills="date",
    example="12月15日,全市总结了一年的工作。市委召开座谈会。",
    near_miss="在玄武区召开的动员会上",
    source="RECORDS.md, Dates",
    infers=True,
)
def day_of_paragraph(candidate: Candidate, sentence: Sentence) -> str | None:
    """The day that the same paragraph named for the same division, in a sentence before."""
    for earlier in reversed(sentence.paragraph.sentences):
        if earlier.index >= sentence.index or not earlier.days:
            continue
        # 2月18日,各市第一会拉开帷幕: the day is theirs all.
        same = earlier.context.region == sentence.context.region or not earlier.places
        if same or _OF_ALL.search(earlier.text):
            return earlier.context.day
    return None


@filler(
    "meeting.day_of_lead",
    kind="meeting",
    fills="date",
    example="2月5日,全省多地召开动员大会。\n某市召开推进大会。",
    near_miss="2月5日,全省召开动员大会。\n某市召开推进大会。",
    source="RECORDS.md, Dates",
    priority=-1,
    infers=True,
)
def day_of_lead(candidate: Candidate, sentence: Sentence) -> str | None:
    """Of a roundup whose lead has all its places meet on one day, that day, where the section names none."""
    document = sentence.document
    lead = next((s for s in document.sentences[:4] if s.days and _OF_ALL.search(s.text)), None)
    if lead is None or lead.index >= sentence.index or lead.context.day != document.opening_day:
        return None
    own = sentence.section.heading is not None and sentence.section is not lead.section
    near = [
        s for s in document.sentences if (s.section is sentence.section if own else s.paragraph is sentence.paragraph)
    ]
    return None if any(s.days for s in near if s is not lead) else document.opening_day


@filler(
    "meeting.day_of_next",
    kind="meeting",
    fills="date",
    example="某区把“新春第一会”定为全区推进大会。2月5日上午,大会在某产业园召开",
    near_miss="某区把“新春第一会”定为全区推进大会。2月5日,项目开工",
    source="RECORDS.md, Dates",
    infers=True,
)
def day_of_next(candidate: Candidate, sentence: Sentence) -> str | None:
    """Of a meeting that is only called by its name, the day on which the next sentence has it held."""
    then = next(iter(sentence.document.sentences[sentence.index + 1 : sentence.index + 2]), None)
    if candidate.rule == "meeting.at" and then is not None and then.section is sentence.section and then.days:
        return then.context.day if _HELD_ON.match(then.text[: then.days[0].start]) else None
    here = sentence.paragraph.sentences
    at = here.index(sentence) + 1
    if candidate.rule not in ("meeting.called", "meeting.site") or at >= len(here):
        return None
    if candidate.rule == "meeting.site" and here[at].days:
        return here[at].context.day
    told = re.search(
        r"(?:大会|会议|活动|仪式|推进会|座谈会)[^,。]{0,16}(?:召开|举行|举办)|[,日]与会(?:人员|代表)", here[at].text
    )
    return here[at].context.day if told and here[at].days else None


@filler(
    "meeting.day_of_lines",
    kind="meeting",
    fills="date",
    example="3月21日下午\n2025某市投资合作大会\n在某会展中心举行",
    near_miss="全市推进会召开",
    source="RECORDS.md, Dates",
    infers=True,
)
def day_of_lines(candidate: Candidate, sentence: Sentence) -> str | None:
    """The day that a line of its own names, right before the line of the name."""
    if candidate.rule == "meeting.own_line":
        return sentence.context.day
    before = sentence.document.sentences[sentence.index - 1] if sentence.index else None
    if before is None or len(before.days) != 1 or before.paragraph is sentence.paragraph:
        return None
    rest = before.text.replace(before.text[before.days[0].start : before.days[0].end], "").strip(" ,:")
    return before.context.day if rest in ("", "上午", "下午", "晚", "晚上", "今天上午", "今天下午") else None
