"""The headings inside an article: roundups by place (`南京:…`, `【苏州】`), numbered parts, short bold lines, questions.

`sections` takes the plain text of an article, one paragraph a line, and gives its headings with the line each stands
on. A heading is `alone` on its line, or opens a paragraph of its section (`【苏州】28日,…`). Which division a heading
names is the region resolver's matter; two lines are enough to see that a form is a heading's only where it repeats.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.language import patterns as re
from store.language.labels import FIRST, LABEL

Form = Literal["place", "bracket", "number", "short", "question"]

_LONGEST = 34  # signs of a heading without a number
_BRACKET = re.compile(r"^\s*[【\[〖](?P<title>[^】\]〗]{2,20})[】\]〗]\s*:?\s*")
# What part of a broadcast a line is: no heading.
_STAGE = re.compile(r"导语|正文|解说|旁白|同期声?|出镜|口播|字幕|配音|画外音|主播|记者|现场|采访|标题|摘要|编者按")
_NUMBER = re.compile(
    r"^\s*(?P<mark>第?[一二三四五六七八九十]{1,3}(?:、|[章节部]分?\s|\s{1,2}(?=\S))|[(][一二三四五六七八九十]{1,3}[)]|(?:0?\d{1,2})(?:、|\.(?!\d)|\s)|(?:part|chapter)\s*\.?\s*\d{1,2}|[①-⑳❶-❿])\s*(?P<title>\S.{0,60})?$",
    re.IGNORECASE,
)
_COLON = re.compile(r"^\s*(?P<title>[\u4e00-\u9fff·]{2,12}):\s*(?P<rest>\S.*)$")
_INLINE = re.compile(r"^\s*(?P<title>[\u4e00-\u9fff·]{2,9})\s*[:丨|]\s*(?=\S)")
_SYMBOL = re.compile(r"^\s*[■◆●▲★▶►▎▌❚◎○□◇※☆]+\s*(?P<title>\S.{1,40})$")
_STATES = re.compile(
    r"\d(?:%|[余多]?[万亿]?(?:元|人次?|[个家亩户套吨名项条座辆头所台件]|公里|平方米|斤))(?:以上|左右|以内)?(?:\s|[,;、。:]|$)"
)  # ☆城镇新增就业9500人以上, ▲福山镇2个:甲、乙
_CIRCLED = frozenset(map(chr, [*range(0x2460, 0x2474), *range(0x2776, 0x2780)]))  # ①-⑳, ❶-❿
_ITEM = re.compile(r"[:,]\S*\d|\d[个项家]:")  # ▶某某基地:落户高新区,总投资20亿元 states something: an item of a list
_QUESTION = re.compile(
    r"^\s*(?:问|记者|主持人|q|[\u4e00-\u9fff]{2,6}(?:记者|网友))\s*\d{0,2}\s*[:、.]\s*(?P<title>\S.{1,200})$",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^\s*(?:答|a|[\u4e00-\u9fff·]{2,12})\s*:\s*\S", re.IGNORECASE)
_PLACE_LINE = re.compile(
    r"(?P<title>[\u4e00-\u9fff·]{2,12}(?:代表团|会场|[市县区州盟旗])):"
)  # a line with nothing else
_SPEECH = re.compile(
    r"(?:说|表示|指出|强调|介绍|要求|认为|告诉记者|如下|包括|分别为|是|记者|问|答|主持人|提出|时间|地点|来源|其中|此外)$"
)
_GIVEN_AT = re.compile(
    r"[—\-(\s]*(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*)?在[^,。;:]{4,40}(?:会议|大会|全会|座谈会|推进会|动员会)上[)\s]*"
)
_STOPS = re.compile(r"[。;]|[,、]\s*$|[”』」)]?\s*。$")


def given_at(line: str) -> bool:
    """Whether a line under a report's title says when and where it was given: ——2022年1月11日在…会议上. No heading."""
    return _GIVEN_AT.fullmatch(line) is not None


@dataclass(frozen=True, slots=True)
class Heading:
    """`line` counts from 0; `title` has no number, bracket or colon behind it; `alone`: nothing else on the line."""

    line: int
    title: str
    alone: bool
    form: Form


def sections(text: str) -> list[Heading]:
    """The headings of an article's plain text, in order."""
    rows = text.split("\n")
    found: list[Heading] = []
    inline = _inline(rows)
    for at, row in enumerate(rows):
        if len(row) > 4000 and at not in inline:
            continue
        heading = inline.get(at) or _heading(rows, at)
        if heading:
            found.append(heading)
    return [h for h in found if not (h.form == "short" and _set_as_verse(rows, h.line))]


def _set_as_verse(rows: list[str], at: int) -> bool:
    """Whether the line is one of three or more short ones in a row: a post that breaks its sentences over lines."""
    bare = [n for n, row in enumerate(rows) if row.strip()]
    here = bare.index(at)
    first = last = here
    while first and _verse(rows[bare[first - 1]]):
        first -= 1
    while last + 1 < len(bare) and _verse(rows[bare[last + 1]]):
        last += 1
    return last - first >= 2


def _verse(row: str) -> bool:
    text = row.strip()
    marked = _NUMBER.match(text) or _SYMBOL.match(text) or _BRACKET.match(text) or _COLON.match(text)
    return len(text) <= _LONGEST and not _STOPS.search(text) and not text.endswith((":", "?", "!", "…")) and not marked


def _heading(rows: list[str], at: int) -> Heading | None:
    """The heading that fills the line, if it is one."""
    row = rows[at].strip()
    if not row or len(row) > 220 or not _text_follows(rows, at):
        return None
    if question := _QUESTION.match(row):
        return Heading(at, question["title"].strip(), True, "question")
    if len(row) > 70 or _STOPS.search(row) or given_at(row) or _of_a_form(rows, at):
        return None
    if place := _PLACE_LINE.fullmatch(row):
        return Heading(at, place["title"], True, "place")
    bracket = _BRACKET.match(row)
    if bracket and _STAGE.fullmatch(bracket["title"]):
        return None
    if bracket and bracket.end() == len(row):
        return Heading(at, bracket["title"].strip(), True, "bracket")
    number = _NUMBER.match(row)
    states = _STATES.search(row) is not None
    if number and states and number["mark"] and number["mark"][0] in _CIRCLED:
        return None  # ③ 新设创业基金,首期规模5亿元
    if number and (number["title"] or number["mark"].strip().isdigit() or len(row) <= 12):
        return Heading(at, (number["title"] or row).strip(), True, "number")
    symbol = _SYMBOL.match(row)
    if symbol and not states and not _ITEM.search(symbol["title"]):
        return Heading(at, symbol["title"].strip(), True, "short")
    if (len(row) <= _LONGEST and not row.endswith((":", "?", "…"))) or (len(row) <= 20 and row.endswith("?")):
        colon = _COLON.match(row)
        if colon and not _SPEECH.search(colon["title"]):
            return Heading(at, row, True, "place")
        if not colon and not (states and symbol) and re.search(r"[\u4e00-\u9fff]{2}", row):
            return Heading(at, row, True, "short")
    return None


def _of_a_form(rows: list[str], at: int) -> bool:
    """Whether the line is a project's name above the lines of its form (总投资:6.8亿元), or one of these."""
    label = LABEL.match(rows[at])
    if label is not None:
        return re.search(r"\d", rows[at][label.end() :]) is not None or (
            at > 0 and LABEL.match(rows[at - 1]) is not None
        )
    return at + 1 < len(rows) and FIRST.match(rows[at + 1]) is not None


def _text_follows(rows: list[str], at: int) -> bool:
    """A heading has running text under it, perhaps below further headings."""
    return any("。" in row or len(row) > 70 for row in rows[at + 1 : at + 4])


def _inline(rows: list[str]) -> dict[int, Heading]:
    """Paragraphs that open with a heading: `【苏州】28日,…`, `南京:28日,…`; the form must come twice."""
    brackets: dict[int, Heading] = {}
    colons: dict[int, Heading] = {}
    for at, row in enumerate(rows):
        head = row[:60]
        if (
            (bracket := _BRACKET.match(head))
            and len(row) - bracket.end() > 20
            and not _STAGE.fullmatch(bracket["title"])
        ):
            brackets[at] = Heading(at, bracket["title"].strip(), False, "bracket")
        elif (colon := _INLINE.match(head)) and len(row) > 60 and not _SPEECH.search(colon["title"]):
            colons[at] = Heading(at, colon["title"].strip(), False, "place")
    out: dict[int, Heading] = {}
    for group in (brackets, colons):
        if len({heading.title for heading in group.values()}) >= 2:
            out |= group
    return out
