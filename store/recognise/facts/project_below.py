"""Projects in lines: one that opens with a name and a colon, and lines below one another.

Below one another means under 重点推进以下项目:, a heading 开工项目一览, or numbered.

Comes in: the first sentence of a line. Goes out: what stands in it up to its first comma, or, where the line counts them
(某镇2个:), each item. What a name is, and lists in a sentence, are `project_span`'s and `project_list`'s matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.labels import LABEL
from store.recognise.facts import project_span
from store.recognise.facts.naming import name_of
from store.recognise.facts.project_list import item, items
from store.recognise.facts.project_span import FAINT, PROPER, TYPE
from store.recognise.form import over_a_form
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: project"


@rule(
    "project.headed",
    kind="project",
    example="▶⟦翼虎科技总装基地⟧:落户高新区,总投资20亿元。",
    near_miss="产业项目:总投资20亿元,年度投资3亿元。",
    source=_SOURCE,
    needs=(":", "】"),
)
def headed(sentence: Sentence) -> Iterator[Candidate]:
    """A line that opens with a name and a colon and tells its sum or its place."""
    text = sentence.text
    m = _HEADED_LINE.match(text) if 3 < text.find(":") < 44 or 5 < text.find("】") < 44 else None
    if m is None or LABEL.match(text):
        return
    floor, stop = m.span("marked" if m["marked"] else "name")
    start, end, grade = project_span.span(sentence, stop, floor=floor, noun=2, inner=True)
    whole = start == project_span.span(sentence, stop, floor=floor, noun=2).start
    if grade >= project_span.LIKELY and end - start >= 5 and (whole or not _DOES.search(text, start, end)):
        yield Candidate(start, end, {"name": name_of(sentence, start, end)})


@rule(
    "project.of_a_form",
    kind="project",
    example="◆⟦锦江绿色装备产业园⟧\n投资主体:恒远重工有限公司",
    near_miss="◆重点产业\n投资主体多元,增长较快。",
    source=_SOURCE,
    opening=True,
)
def of_a_form(sentence: Sentence) -> Iterator[Candidate]:
    """A line that is a name alone, above one that tells who invests or where it lies; 项目名称:…."""
    text = sentence.text
    if named := _NAME_IS.match(text):
        yield from item(sentence, named.span("name"), TYPE, TYPE, inner=True, sure=True)
        return
    line = _LINE_ALONE.fullmatch(text) if over_a_form(sentence) else None
    if line is not None:
        sure = over_a_form(sentence, sure=True)
        headed, loose = (TYPE, TYPE) if sure else (FAINT, None)
        yield from item(sentence, line.span("name"), headed, loose, inner=True, sure=sure)


_DOES = re.compile(r"在|拿下|签下|引来|揽|了")
_NAME_IS = re.compile(r"\W*(?:[\d一二三四五六七八九十]{1,3}[、.)]\W*)?项目名称:\s*(?P<name>[^,。;:!?]{4,40})")
_LINE_ALONE = re.compile(
    r"\s*(?:[\d一二三四五六七八九十]{1,3}[、.]|\d{2}\s|[^\w“《(])?\s*【?(?P<name>[^,。;:!?《》【】]{5,40}?)】?\s*"
)
_HEADED_LINE = re.compile(
    r"\W*(?:[\d一二三四五六七八九十]{1,3}[、.)])?(?:【(?P<marked>[^,。;:!?《》【】]{4,36})】:?|(?P<name>[^,。;:!?《》【】]{4,36}):)(?:落户|(?:项目|计划|规划)?总?投资|位于|(?:项目)?占地|(?:规划|项目|总)?用地|由|选址|规划建设|建设(?:内容|地点|单位|规模))"
)


@rule(
    "project.below",
    kind="project",
    example="开工项目一览\n▲高新区2个:⟦恒星电池厂⟧、⟦河滨路网⟧",
    near_miss="重点抓好以下工作:\n一要抓招商,二要抓项目。",
    source=_SOURCE,
    opening=True,
)
def below(sentence: Sentence) -> Iterator[Candidate]:
    """What stands, line by line, below 重点推进以下项目: or a heading 开工项目一览, up to its first comma."""
    if sentence.start != sentence.paragraph.start or sentence.heading:
        return
    text = sentence.text
    head = _NUMBERED.match(text)
    begin = head.end() if head else 0
    if not _listing(sentence, head is not None):
        return
    counted = _SO_MANY_AT.match(text, begin)
    if counted:
        begin = counted.end()
    stop = len(text.rstrip("。;"))
    if not counted:
        found = _HEAD_ENDS.search(text, begin)
        if found is None:
            return
        stop = found.start()
    for start, end in items(text, begin, stop):
        for part in re.finditer(r"[^;]+", text[start:end]):
            at, to = start + part.start(), start + part.end()
            told = re.search(r"\([^()]*(?:\d|投资|面积)[^()]*\)$", text[at:to])
            yield from item(sentence, (at, to - len(told[0]) if told else to), FAINT, PROPER, inner=True, sure=True)


_HEAD_ENDS = re.compile(r"[,。;:]|\s{2}")
_NUMBERED = re.compile(r"\s*(?:[(]?[\d一二三四五六七八九十]{1,2}[.、)](?!\d)|[▲●■◆★▶►·—]+)\s*")
_SO_MANY_AT = re.compile(r"[^,。;:]{2,16}?各?\d{1,2}[个项]:")
_LISTS = re.compile(
    r"(?:项目|工程)[^,。;]{0,10}:$|项目[^。]{0,40}。其中(?:主要)?(?:包括|有):$|(?:^|。)\W*[^,。;:]{0,8}项目(?:一览|清单|名单|名录|介绍)\W*$"
)


def _listing(sentence: Sentence, numbered: bool) -> bool:
    """Whether the lines above lead to a list of projects: back over its other lines to the one that says so."""
    document = sentence.document
    for at in range(sentence.paragraph.index - 1, max(-1, sentence.paragraph.index - 12), -1):
        above = document.paragraphs[at]
        line = document.plain[above.start : above.end].strip()
        if _LISTS.search(line[-56:]):
            return True
        if not line.endswith(";") and not (numbered and _NUMBERED.match(line)):
            return False
    return False
