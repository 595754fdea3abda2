"""Where the name of a meeting begins and ends in its sentence, and the candidate that is made of it.

In come a sentence and an offset; out come spans and candidates. `name` knows how names are built, this file adds what
the sentence knows of days and divisions; the forms in which a meeting is told are `verbs`, `spoken_of` and `events`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.clause import clause_start
from store.recognise.meetings import name as cut
from store.recognise.rules import Candidate

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

SOURCE = "RECORDS.md, Meeting"
CLOCK = re.compile(r"\s*(?:上午|下午|晚上)\d{0,2}(?:[时点]|,)")  # 上午10时,县委书记来到…: of the day spoken of
MANY = re.compile(
    r"(?:不约而同|多地|各地|不少|部分|各(?:区|县|市|地|州|乡镇|镇街)[^召举:]{0,8}|多个|先后|陆续|纷纷|相继|等(?:省份|省区市|省市|地市|市县|地)(?:[^,。;:“]{0,8}首日)?|[三四五六七八九十][个]?[市县区州地]|两[个]?[市县区州地](?:分别|各自|都)|\d{1,2}个(?:省份|省|城市|地市|市|县|区|市州)的?(?:省会城市|省会)?)[^,。;:“]{0,8}$"
)
BACKGROUND = re.compile(
    r"(?:贯彻|落实|学习|传达|按照|根据|围绕|深入学习|全面落实|领会|通过了|筹备|迎接|参加过?|自(?!治)|对照|遵循|结合|列席|听取了)[^,。;!?]{0,30}$"
)
# A gathering without a name of its own.
GENERIC = re.compile(
    r"(?:[亦也另还均各]有|[省市县区]级|有关|相关|重要|全[省市县区州盟旗]性|各类|各种|多项|一次|这次|此次|本次|系列|主题|全体|专门|专题)?(?:(?:会议(?:[和、及与]|以及)(?:小组|分组|联组|全体))?会议|活动|仪式|大会|总结会议?|[开闭]幕(?:大?会|式)|预备会议|室内会议)$"
)
# What follows a meeting that is only spoken of: 会议精神, 大会以来, 会议纪要.
OUTCOME = re.compile(
    r"[”’]?(?:精神|以来|召开|举行|举办|要求|部署|纪要|筹备|通过的|确定的|提出的|的(?:精神|部署|要求|召开))"
)


# 会后,与会人员赴…观摩: what follows is a part of the meeting.
PARTICIPANTS = re.compile(r"(?:会(?:议|前)?(?:结束)?[后前],)[^。;]{0,6}?(?:与会|参会)(?:人员|代表|领导|同志)[^。;]*$")
_LIVELY = re.compile(r"一?[场次个](?:[^,。;“”的]{1,8}的)?(?=“)")  # 办了场热闹的“…仪式”


def finding(sentence: Sentence, begin: int, stop: int, name: tuple[int, int]) -> Candidate:
    """The finding: its evidence, its name as a record has it (simplified, without marks and spaces) and its claim."""
    simple = sentence.document.simple(sentence.start + name[0], sentence.start + name[1])
    return Candidate(begin, stop, {"name": cut.clean(simple)}, name)


def places(sentence: Sentence) -> list[tuple[int, int]]:
    """Spans of the divisions that a name does not begin with; 全市 and a firm's 南通 are not among them."""
    return [
        (p.start, p.end) for p in sentence.places if p.code and not (p.inside_org or p.rule.startswith("region.whole"))
    ]


def opening(sentence: Sentence, position: int) -> int:
    """Where the evidence of a meeting begins: at a day named before it, else at its clause."""
    begin = clause_start(sentence.text, position)
    days = [d.start for d in sentence.days if d.start < position]
    return min([begin, *days[-1:]]) if days else begin


def name_after(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """The name that begins at or after `start`: up to the last closing word before a stop outside quotation marks."""
    text = sentence.text
    if lively := _LIVELY.match(text, start):
        start = lively.end()
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
        if s >= start
        and not text.startswith("精神", e)
        and (cut.balanced(text, start, e) or (text[e : e + 1] == "”" and cut.balanced(text, inner, e)))
    ]
    if not ends:
        return None
    first = ends[0]
    if text.startswith("——", first) and (told := name_after(sentence, first + 2)) is not None:
        return told  # 近年来规模最大的一场会议——高质量发展大会
    end = cut.extend(text, first)
    return cut.trim(text, start, end, places(sentence)), end


def dated(sentence: Sentence) -> bool:
    """Whether the sentence, or one before it in the paragraph, names a day."""
    if sentence.days:
        return True
    here = sentence.paragraph.sentences
    return any(s.days and s.context.day for s in here[: here.index(sentence)])


def begins(sentence: Sentence, start: int, end: int) -> int:
    """Where the name begins behind a day and the division in front: 2月5日的全省动员会 is 全省动员会."""
    text, own = sentence.text, places(sentence)
    day = max((d.end for d in sentence.days if start < d.end and d.start < end), default=start)
    start = cut.trim(text, day, end, own)
    return cut.trim(text, _after_time(text, start, end), end, own)


def named(sentence: Sentence, start: int, end: int, least: int) -> tuple[int, int] | None:
    """The span of the name itself; None where it has fewer signs than that, or is a common noun."""
    start = begins(sentence, start, end)
    return None if end - start < least or GENERIC.match(sentence.text[start:end]) else (start, end)


def _after_time(text: str, start: int, end: int) -> int:
    m = re.match(
        r"(?:上午|下午|晚上?|中午|早上|凌晨)?(?:\d{1,2}[时点:](?:\d{1,2}分?)?(?:许|整)?)?[,\s]*", text[start:end]
    )
    return start + m.end() if m else start
