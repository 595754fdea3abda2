"""What a list or a section of an article speaks of: the work that is ahead, or what has been done.

A work report says once that what follows is this year's work (a heading, `今年发展的主要预期目标是:`) and then lists bare
verbs and numbers. `ahead` tells whether a sentence stands in such a list. It reads lines before the sentence, no more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from store.recognise.document import Sentence

_YEAR = r"(?:今年|明年|新的?一年|下半年|下一步|下阶段|20\d\d年)"
_AHEAD_LINE = re.compile(
    rf"{_YEAR}(?:的?(?:政府|经济|主要|重点|总体|全年|发展|社会)*(?:工作|任务|目标|预期|安排|打算|举措|部署|怎么干|怎么办|这样干|这么干|干什么|计划))"
)
_AHEAD_LEAD = re.compile(
    rf"{_YEAR}[^。;!?\d]{{0,24}}(?:(?:预期|主要|总体|发展)目标(?:是|为|:)|(?:重点|着力|扎实|全力)(?:抓好|做好|推进)[^。;\d]{{0,16}}(?:工作|方面|任务|事项)|要?抓好以下|要?做好以下)"
)
_DONE_LINE = re.compile(r"回顾|过去|去年|上年|成绩|成效|走来|总结|以来")
_DONE_TITLE = re.compile(r"(?:20\d\d年|去年|过去一年)?(?:的)?(?:工作)?(?:回顾|总结|成效|成绩)")
_SPOKEN = re.compile(r"说[,:。]|表示[,:]|介绍[,:]|记者|代表热议|告诉")
_NUMBERED = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?|[(（][一二三四五六七八九十\d]{1,3}[)）])"
)
_SHORT = 26
_TITLE_LIKE = 14  # 2023年重点工作。
_REACH = 40

_READ: WeakKeyDictionary[Sentence, bool] = WeakKeyDictionary()


def ahead(sentence: Sentence) -> bool:
    """Whether the sentence belongs to a list of what is to be done."""
    found = _READ.get(sentence)
    if found is None:
        found = _READ[sentence] = _ahead(sentence)
    return found


def _ahead(sentence: Sentence) -> bool:
    row = sentence.document.sentences
    if _SPOKEN.search(sentence.text):
        return False
    for other in reversed(row[max(0, sentence.index - _REACH) : sentence.index]):
        text = other.text.strip()
        line = other.heading or (
            len(other.paragraph.sentences) == 1 and len(text) <= _SHORT and text[-1:] not in "。;,"
        )
        titled = len(text) <= _TITLE_LIKE and not re.search(r"[,;:]", text)
        line = line or (titled and (_AHEAD_LINE.match(text) or _DONE_TITLE.match(text)) is not None)
        if line:
            if _DONE_LINE.search(text):
                return False
            if _AHEAD_LINE.search(text):
                return not _past(text, sentence)
            if not _NUMBERED.match(text):
                return False
        elif _AHEAD_LEAD.search(text):
            return not _past(text, sentence)
        elif _SPOKEN.search(text):
            return False
    return False


def _past(line: str, sentence: Sentence) -> bool:
    """2022年工作 in an article of 2023 is what was done."""
    year = sentence.context.year
    named = re.search(r"(20\d\d)年", line)
    return bool(named and year is not None and int(named[1]) < year)
