"""What a list or a section of an article speaks of: the work that is ahead, or what has been done, and of which year.

A work report says once that what follows is this year's work (a heading, `今年发展的主要预期目标是:`) and then lists bare
verbs and numbers. `frame` gives what the last such line says of a sentence. It reads lines before the sentence, no more.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.numerals import value_of
from store.language.periods import PLANS
from store.language.searching import searching
from store.recognise.facts.figure.cues import DONE
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_YEAR = r"(?:今年(?!以?来)|明年|新的?一年|下半年|下一步|下阶段|20\d\d年?)"
_AHEAD_LINE = re.compile(
    rf"{_YEAR},?(?:的?(?:政府|经济|主要|重点|总体|全年|发展|社会)*(?:项目|招商|产业|经济)?(?:工作|任务|目标|预期|安排|打算|举措|部署|怎么干|怎么办|这样干|这么干|干什么|计划))"
    rf"|^20\d\d年?[,,:].{{0,8}}(?:值得期待|看点|怎么干)|(?:展望|迎战|逐梦|奋进){_YEAR}"
)
# 《若干措施》共6个部分、22条; 推出68条举措↓: what a policy lays down follows.
_CONTENT = searching(
    r"(?:《[^》]{2,60}》|措施|意见|方案|政策)(?:共|主要)[^。]{0,16}(?:部分|条|方面|内容)|(?:推出|出台|发布|提出)[^。]{0,24}(?:举措|措施|政策|任务)[^。]{0,6}[↓:]+$|》(?:共)?(?:明确|提出|部署)了?[^。;]{0,6}(?:个方面|大|项|条)的?[^。;]{0,8}(?:行动|任务|举措|措施|工程)"
)
_TASKS = re.compile(
    r"(?:抓好|完成|落实|实施|做好|聚焦|部署)[^,。;]{0,10}(?:任务|工作|行动|工程)$|(?:重点|主要)(?:任务|工作)$"
)
_AHEAD_LEAD = searching(
    rf"{_YEAR}(?:[^。;!?\d]|\d{{1,3}}周年){{0,60}}(?:(?:预期|主要|总体|发展)目标(?:是|为|:)|(?:重点|着力|扎实|全力|突出)(?:抓好|做好|推进)[^。;\d]{{0,16}}(?:工作|方面|任务|事项)|的?(?:工作思路|总体思路|工作重点|重点工作)|要?抓好以下|要?做好以下)"
)
# …会议召开,总结上半年工作,部署下一步重点工作: what was on the agenda opens no list.
_AGENDA = re.compile(
    r"(?:研究|部署|安排|谋划|分析|听取|审议)[^,。;]{0,8}(?:下一步|下阶段|下半年|今年|明年|全年|[一二三四]季度|\d{1,2}月份?|20\d\d年)[^,。;]{0,8}(?:工作|任务|事项)(?:[。;]|$)"
)
# 【2025年:稳中有进】, “十五五”:再攀高: a heading that says no more than a time.
_TIME_LINE = re.compile(
    r"^[【\[(“]*(?:(?P<year>20\d\d)年?|“?(?P<plan>十[二三四五六]五)”?(?:时期|期间)?)(?:[:,;——\s】|·]|$)"
)
_DONE_LINE = re.compile(r"回顾|回眸|盘点|过去|去年|上年|成绩|成效|走来|总结|以来")
_DONE_TITLE = re.compile(r"(?:20\d\d年|去年|过去一年)?(?:的)?(?:工作)?(?:回顾|总结|成效|成绩)")
_SPOKEN = searching(r"说[,:。]|表示[,:]|介绍[,:]|记者|代表热议|告诉|代表团(?:的)?(?:审议|讨论)|分组(?:审议|讨论)")
# What the meeting itself does is no item of the list that it was told of.
_OF_MEETING = searching(
    r"(?:参加|出席|列席|收看)(?:了)?(?:会议|大会|活动|仪式)|会上|(?:予以|进行了?)(?:通报)?(?:表扬|表彰)|表彰了|通报表扬|颁奖|授牌"
)
# 某书记要求,…: 一是打好…战。…: what is asked for, item by item.
_ITEM = re.compile(r"[一二三四五六七八九]是(?!个|一|全|按|因|由于)")
_DUTY = re.compile(r"(?:第?[一二三四五六七八九十][、,]?)要(?!素|求|道|点|闻)")  # 二要抓产业增动能。支持100家企业…
_ASKS = searching(
    r"要求[,:]|重点抓好[^。;\d]{0,10}(?:件事|件大事|方面|项工作|任务)[:。]|(?:今年|20\d\d年)[^。;]{0,20}(?:重点|着力|主要)(?:抓|做|推进|打好|任务)|要(?:重点|着力|全力|扎实)(?:抓好|做好|打好)"
)
_TELLS = searching("|".join(sign.pattern for sign in (_AHEAD_LEAD, _CONTENT, _ASKS)))
_NUMBERED = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?|[(（][一二三四五六七八九十\d]{1,3}[)）])"
)
_SIGN = (
    ">★☆■●▲▍◆◇□○◎#•▪▸►✅☑✔✨⭐🔹①-⑳❶-❿\U0001f300-\U0001faff"  # what lists of news pages and of WeChat open a line with
)
MARK = re.compile(rf"^[{_SIGN}\s]{{1,4}}(?:\d{{1,2}}[\s.、]+)?")
_SEVERAL = re.compile(r"过去([两二三四五六]|\d)年")
_DASH = re.compile(r"\s*[—–•●·▪◆-]")
BULLET = re.compile(rf"\s*[{_SIGN}—–·-]")
_NAMED = re.compile(r"(?<!\d)(20\d\d)(?:年|(?!\d))")
_SHORT = 26
_TITLE_LIKE = 14  # 2023年重点工作。
_REACH = 40


@dataclass(frozen=True, slots=True)
class Frame:
    """`ahead`: what is to be done; else what was done. `year` is None where it is not told; `first` opens 过去五年."""

    ahead: bool
    year: int | None
    first: int | None = None


def ahead(sentence: Sentence) -> bool:
    """Whether the sentence belongs to a list of what is to be done."""
    found = frame(sentence)
    return found is not None and found.ahead


@once
def frame(sentence: Sentence) -> Frame | None:
    """What the part of the report is about in which the sentence stands; None where no line says so."""
    return None if _SPOKEN.search(sentence.text) or _OF_MEETING.search(sentence.text) else _frame(sentence)


def _frame(sentence: Sentence) -> Frame | None:
    if _DUTY.match(sentence.paragraph.sentences[0].text) and not DONE.search(sentence.text):
        return _of_duty(sentence)
    tasks = False
    numbered = _ITEM.match(sentence.paragraph.sentences[0].text) is not None and not DONE.search(sentence.text)
    telling = _telling(sentence.document.sentences[0])
    end = bisect_left(telling, sentence.index, key=lambda s: s.index)
    for other in reversed(telling[max(0, end - _REACH) : end]):
        if other.index < sentence.index - _REACH:
            break
        text = _bare(other)
        if _AHEAD_LEAD.search(text) and not _AGENDA.search(text):
            return _told(text, other, ahead=True)
        if _CONTENT.search(text):
            return Frame(True, None)
        if numbered and _ASKS.search(text):
            return Frame(True, other.context.year)
        if _is_line(other, text):
            if timed := _TIME_LINE.match(text):
                return _of_time(timed, other)
            if _DONE_LINE.search(text):
                return None if tasks else _told(text, other, ahead=False)
            if _AHEAD_LINE.search(text):
                return _told(text, other, ahead=True)
            tasks = tasks or _TASKS.search(text.rstrip("。:")) is not None
            if other is not other.paragraph.sentences[0]:
                continue  # 今年怎么干?记住这几个关键词: one heading of two sentences
            again = BULLET.match(other.text) and (_DASH.match(other.text) or _sign(other) == _sign(sentence))
            if not (
                _NUMBERED.match(text)
                or again
                or (other.text[:1] in "★☆■●◆▍" and not re.search(r"\d", text))
                or _TASKS.search(text.rstrip("。:"))
            ):
                return None
        elif _SPOKEN.search(text) and other is other.paragraph.sentences[0]:
            return None
    return _of_title(sentence)


def _bare(other: Sentence) -> str:
    return MARK.sub("", other.text.strip()).rstrip("】]")


@once
def _telling(first: Sentence) -> tuple[Sentence, ...]:
    """The sentences of an article that say something of what follows them, as few do; kept with its first one."""
    return tuple(s for s in first.document.sentences if not _silent(s))


def _silent(other: Sentence) -> bool:
    text = _bare(other)
    if _TELLS.search(text) or _is_line(other, text):
        return False
    return other is not other.paragraph.sentences[0] or not _SPOKEN.search(text)


def _of_duty(sentence: Sentence) -> Frame:
    """What has to be done of the year that the first sentence before names as one to come or to be in."""
    telling = _telling(sentence.document.sentences[0])
    end = bisect_left(telling, sentence.index, key=lambda s: s.index)
    for other in reversed(telling[max(0, end - 8) : end]):
        if _AHEAD_LEAD.search(text := _bare(other)):
            return _told(text, other, ahead=True)
    return Frame(True, sentence.context.year)


_REVIEW = re.compile(
    r"(?:盘点|回眸|回望|回顾|答卷)[^\d]{0,4}(?P<a>20\d\d)(?!-)|(?P<b>20\d\d)年?[^\d]{0,6}(?:盘点|回眸|回望|回顾|答卷|成绩单)"
)


# The paper itself, not what is told of it: 关于印发…若干措施的通知
_LAID_DOWN = re.compile(
    r"^[^,。“”《》:：!!]{0,20}关于(?:印发)?[^,。!!]{4,50}(?:方案|措施|举措|意见|计划|要点|政策)》?(?:\([^()]{1,12}\))?》?(?:的通知)?$"
)


def _of_title(sentence: Sentence) -> Frame | None:
    """盘点2023: an article that looks back on a year."""
    found = _REVIEW.search(sentence.document.title)
    if found:
        return Frame(False, int(found["a"] or found["b"]))
    return Frame(True, None) if _LAID_DOWN.search(sentence.document.title) else None


def _sign(sentence: Sentence) -> str:
    """What opens the paragraph; ① and ② are one sign."""
    return re.sub(r"[①-⑳❶-❿]", "①", sentence.paragraph.sentences[0].text.lstrip()[:1])


def _is_line(other: Sentence, text: str) -> bool:
    """A heading, a short line of its own, or a title with a full stop behind it."""
    if other.heading or (len(other.paragraph.sentences) == 1 and len(text) <= _SHORT and text[-1:] not in "。;,"):
        return True
    titled = len(text) <= _TITLE_LIKE and not re.search(r"[,;:]", text)
    return titled and (_AHEAD_LINE.match(text) or _DONE_TITLE.match(text)) is not None


def _of_time(timed: re.Match[str], other: Sentence) -> Frame | None:
    """A year or a five-year plan as a heading: what is over was done, what is not is ahead."""
    year = other.context.year
    if year is None:
        return None
    if timed["plan"]:
        first, last = PLANS[timed["plan"]], PLANS[timed["plan"]] + 4
        return Frame(False, last, first) if last < year else Frame(True, last) if first >= year else None
    said = int(timed["year"])
    month = (other.document.article.published or "")[5:7]
    if said == year and month not in ("01", "02", "03"):
        return None
    return Frame(said >= year, said)


def _told(line: str, other: Sentence, *, ahead: bool) -> Frame:
    """The year that the line names; 2022年工作 in an article of 2023 is what was done."""
    year = other.context.year
    month = (other.document.article.published or "")[5:7]
    named = _NAMED.search(line)
    if named:
        said: int | None = int(named[1])
    elif year is None:
        said = None
    elif "明年" in line or (ahead and "今年" not in line and month in ("11", "12")):
        said = year + 1
    elif re.search(r"去年|上年", line) or (not ahead and "今年" not in line and month in ("01", "02", "03")):
        said = year - 1
    else:
        said = year if ahead or "今年" in line or month in ("11", "12") else None
    several = _SEVERAL.search(line)
    if several and said is not None and not ahead:
        return Frame(False, said, said - int(value_of(several[1]) or 1) + 1)
    past = year is not None and said is not None and said < year
    return Frame(ahead and not past, said)
