"""The dateline in front of a first paragraph: `本报讯(记者 某某)`, `新华社南京1月28日电`, `某某网1月28日讯 记者某某报道:`.

`dateline` gives its outlet, place, day and reporters, and how far it reaches; the paragraph goes on behind it.
`signature` gives the reporters in brackets at the end of a paragraph. Both read plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OUTLET = r"(?:本报|本网|本台|本刊|本社|本站|新华社|中新社|新华网|中新网|人民网|央视网|央广网|光明网|[\u4e00-\u9fff+]{1,10}?(?:社|网|报|台|客户端|新闻|在线|融媒体中心|融媒体|融媒|传媒|发布|广电|资讯))"
_DAY = r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日"
_WHO = r"(?:本报|本网|本台|全媒体|融媒体|融媒|首席|见习|特派|特约|驻\S{1,4}|新华社|新闻)?(?:见习|首席|全媒体|融媒体)?(?:记者|通讯员|实习生|特约撰稿人)"
_NAME = r"[\u4e00-\u9fff·]{2,8}?"
_START = re.compile(
    rf"^[【\[(〖]?\s*(?P<outlet>{_OUTLET})(?P<place>[\u4e00-\u9fff·]{{2,12}}?)?\s*(?:{_DAY})?\s*(?P<mark>综合消息|综合报道|专电|讯|电|消息)"
    r"(?=[\s:,】\])〗—-]|\(|【|记者|通讯员|见习|全媒体|首席|$)\s*[】\])〗]?"
)
_BRACKET = re.compile(r"^\s*[(\[【]\s*(?P<who>[^()\[\]【】]{1,80})[)\]】]")
_REPORTER = re.compile(rf"(?:{_WHO}|文|图|文/图|摄影|撰文)")
_RUN = re.compile(
    rf"^\s*(?P<who>(?:{_WHO})\s*[\u4e00-\u9fff·、\s]{{2,30}}?)\s*(?:(?P<from>[\u4e00-\u9fff]{{2,6}}?)\s*报道\s*[:,]?|[:])"
)
_BYLINE = re.compile(
    rf"^\s*(?P<who>(?:{_WHO}|文/图|图/文|文|图)\s*[:/|丨]?\s*[\u4e00-\u9fff·]{{2,4}}(?:[\s、,/]{{1,3}}(?!\d)(?:{_WHO}\s*[:/|丨]?\s*)?[\u4e00-\u9fff·]{{2,4}}){{0,6}})(?:\s{{2,}}|\s*$|\s*[|丨]\s*)"
)
_TAIL = re.compile(r"^[\s:—\-–,·]+")
_END = re.compile(r"\s*[(\[【〖]\s*(?P<who>[^()\[\]【】〖〗]{2,80})[)\]】〗]\s*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end`: where the paragraph goes on. `day` is EDTF, with XXXX where the year is not said."""

    end: int
    outlet: str | None = None
    place: str | None = None
    day: str | None = None
    author: str | None = None


def reporters(text: str) -> str | None:
    """`记者 某某 通讯员 某甲 某乙` as `某某、某甲、某乙`; None where the words are no list of reporters."""
    if not _REPORTER.search(text) or re.search(r"[。!?;\d]", text):
        return None
    bare = re.sub(rf"{_WHO}|文/图|图/文|摄影报道|报道|摄影|撰文|文|图|摄|[:/|丨·•]", " ", text)
    names = [name for name in re.split(r"[\s、,和]+", bare) if name]
    # 记者从市发改委获悉 is a sentence, not a signature.
    if not names or any(len(name) > 4 or re.search(r"获悉|从|了解|采访", name) for name in names):
        return None
    return "、".join(names)


def dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph in plain text."""
    head = text[:160]
    start = _START.match(head)
    if start:
        end, author = start.end(), None
        if bracket := _BRACKET.match(head[end:]):
            names = reporters(bracket["who"]) or _plain_names(bracket["who"])
            if names:
                author, end = names, end + bracket.end()
        elif run := _RUN.match(head[end:]):
            author, end = reporters(run["who"]), end + run.end()
        elif byline := _BYLINE.match(head[end:]):
            author, end = reporters(byline["who"]), end + byline.end()
        if tail := _TAIL.match(head[end:]):
            end += tail.end()
        outlet = start["outlet"]
        return Dateline(end, None if outlet.startswith("本") else outlet, start["place"], _day(start), author)
    bracket = _BRACKET.match(head)
    if bracket and (names := reporters(bracket["who"])):
        end = bracket.end()
        tail = _TAIL.match(head[end:])
        return Dateline(end + (tail.end() if tail else 0), author=names)
    byline = _BYLINE.match(head)
    if byline and byline.end() < len(text) and (names := reporters(byline["who"])):
        return Dateline(byline.end(), author=names)
    return None


def signature(text: str) -> tuple[int, str] | None:
    """Where a bracket with reporters at the end of the text begins, and their names."""
    found = _END.search(text, max(0, len(text) - 90))
    if found and (names := reporters(found["who"])):
        return found.start(), names
    return None


def _plain_names(text: str) -> str | None:
    names = re.split(r"[\s、,]+", text.strip())
    return "、".join(names) if all(re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", name) for name in names) else None


def _day(match: re.Match[str]) -> str | None:
    if not match["month"]:
        return None
    return f"{match['year'] or 'XXXX'}-{int(match['month']):02d}-{int(match['day']):02d}"
