"""What a page's dropped lines and its address still say: the site's owner, the source, the day.

All functions read plain text and give None for what is not said.
"""

from __future__ import annotations

from datetime import date

from store.language import patterns as re
from store.source.day import days
from store.source.outlet import outlet
from store.source.phrases import words

_OWNER = (
    re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,20})\s*版权所有"),
    re.compile(r"版权(?:所有|归属)\s*:\s*(?:©|\(c\)|\s|20\d\d-?)*(?P<name>[\u4e00-\u9fff·]{2,20})", re.IGNORECASE),
    re.compile(r"版权为\s*(?P<name>[\u4e00-\u9fff·]{2,20})"),
    re.compile(r"(?:主办单位|主办)\s*:\s*(?P<name>[\u4e00-\u9fff·]{2,24})"),
)
_PUBLISHED_BY = re.compile(r"本文由\s*(?P<name>[\u4e00-\u9fff·]{2,20}?)\s*(?:整理发布|发布|原创)")
_MADE = re.compile(r"^([\u4e00-\u9fff]{3,14}?)(?:联合)?出品$|(?:^|\s)出品(?:单位)?\s?[:丨|]\s?([\u4e00-\u9fff]{3,14})")
_SOURCE = re.compile(
    r"(?:^|[(\[【\s,;|])(?:文章|新闻|信息|内容|稿件|消息|本文)?(?:来源|稿源|转自|转载自|原载|摘自)\s*(?:于|自)?\s*[:丨/|]\s*(?P<name>[^\s;,。:|丨)\]】]{2,30})"
)
_AUTHOR = re.compile(
    r"(?:^|[(\[【\s,;|])(?:作者|记者|撰稿人?|通讯员|文字|文)\s*[:丨/|]\s*(?P<name>[\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4}){0,4})(?=$|[\s,;|)\]】])"
)
# (原载2013年2月17日《某某日报》要闻版,本网重新整理发布), 本文刊于《某某日报》2013年2月17日第3版
_FIRST_PRINTED = re.compile(
    r"^(?P<mark>[(\[【〔*※▲●\s]{0,4}(?:注|编者按|附注)?:?(?:本|此|该|全)?(?:文|稿|报道|新闻)?(?:系|曾|最早|最初|首次|首|原){0,2})"
    r"(?:载|刊载|刊登|刊发|刊|首发|发表|见报)于?[:\s]?(?P<where>(?=[《\d二])[^。;]{4,50})"
)
# 首发2024年3月16日新版城市宣传片 tells of a film: of the report itself a mark speaks, or a paper, and nothing goes on.
_OF_THE_REPORT = re.compile(r"[(\[【〔*※:原曾系最]|首次|[本此该全](?:文|稿|报道|新闻)")
_ENDS = re.compile(r"[版期报刊网端号日》\d][)\]】〕]{0,2}\s*(?:,|$)")
_PAPER = re.compile(r"《(?P<name>[\u4e00-\u9fff]{2,12})》")
_VAGUE = re.compile(r"网络|互联网|本站|本网|其他|其它|综合|作者|转载|整理|原创|图片|视频|所有|违者|未经")
_ADDRESS_DAY = re.compile(
    r"(?<!\d)(20[0-3]\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)|t(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])_"
    r"|(?<!\d)(20[0-3]\d)[-/]([1-9]|1[0-2])[-/]([1-9]|[12]\d|3[01])(?!\d)"
)
_FIRST_PART = re.compile(r"[_|\-—–丨\s]+")


def owner(text: str, rule: str) -> tuple[str | None, bool]:
    """The site that a dropped line names, and whether it says that it published the article."""
    if rule == "clean.site_title":
        name = _FIRST_PART.split(text)[0]
        return (name if 2 <= len(name) <= 14 else None), False
    if rule not in ("clean.copyright", "clean.icp", "clean.disclaimer"):
        return None, False
    by = _PUBLISHED_BY.search(text)
    if by and not _VAGUE.search(by["name"]):
        return by["name"], True
    for pattern in _OWNER:
        found = pattern.search(text)
        if found and not _VAGUE.search(found["name"]):
            return found["name"], False
    return None, False


def maker(text: str) -> str | None:
    """The outlet that says it made the page: 某某日报新媒体出品, 出品:某某融媒体中心."""
    made = _MADE.search(text)
    name = (made[1] or made[2]).removesuffix("新媒体") if made else ""
    return name if outlet(name) else None


def said_source(text: str) -> tuple[str | None, str | None]:
    """Source and author that a line of credits or a notice names."""
    source, author = _SOURCE.search(text), _AUTHOR.search(text)
    name = source["name"] if source and not _VAGUE.search(source["name"]) else None
    who = author["name"] if author and not outlet(author["name"]) else None
    names = [word for word in re.split(r"[\s、]+", who or "") if word not in words("author") | words("editor")]
    return name, "、".join(names) or None


def first_printed(text: str) -> tuple[str | None, str] | None:
    """Paper and day of a report that a page brings again: its words of today, of offices and of names are that day's."""
    told = _FIRST_PRINTED.match(text)
    if told is None or (day := next((day for _, _, day in days(told[0])), None)) is None:
        return None
    named = _PAPER.search(told[0])
    paper = named["name"] if named and outlet(named["name"]) else None
    if _ENDS.search(told["where"]) is None or (paper is None and _OF_THE_REPORT.search(told["mark"]) is None):
        return None
    return paper, day


def property_line(text: str) -> tuple[str | None, str | None]:
    """Paper and day in what a digital newspaper leaves at the end of its page."""
    names = [word for word in re.findall(r"[\u4e00-\u9fff]{2,12}", text) if outlet(word)]
    return (names[-1] if names else None), next((day for _, _, day in days(text)), None)


def address_day(url: str) -> str | None:
    """The day in a page's address: `/202301/t20230129_1.html`, `/2023/0129/`, `/2023/1/29/`."""
    for found in _ADDRESS_DAY.finditer(url[:400]):
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            return date(year, month, day).isoformat()
        except ValueError:  # 20230231 is a number, no day
            continue
    return None
