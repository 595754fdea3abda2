"""What stands over a page of a newspaper: 某某日报 2024年7月12日 星期五 第01版:要闻.

In comes a line in plain text, out come paper, day and reporters, or None for any other line. Other meta lines are
`store.source.meta`'s.
"""

from __future__ import annotations

from typing import NamedTuple

from store.language import patterns as re
from store.source.day import day_at
from store.source.outlet import outlet

_HAN = r"[\u4e00-\u9fff]"
# Its name, the day with its weekday, the number of the page, perhaps the reporters.
_NAMED = re.compile(
    r"^\W{0,4}(?P<name>[\u4e00-\u9fff·]{2,14}?)?(?:数字报|电子报|电子版)?\W{0,6}(?=(?:19|20)\d\d)(?P<rest>.*)$"
)
_PAGE_FIRST = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,14})\s+(?P<page>第?\s?[A-Z]?\d{1,3}\s?版[^\d]{0,14})\s+(?P<rest>(?:19|20)\d\d.*)$"
)
_SECTION = rf"[A-Z]\d{{1,2}}(?:-\d{{1,2}})?(?:[·: ]{_HAN}{{2,12}}(?:[.·]{_HAN}{{2,8}})?)?$"
_ON_PAGE = re.compile(rf"版(?!权|本)|(?:^|\s){_SECTION}")
_SHEET = re.compile(rf"{_SECTION}|第?\s?[A-Z]?[\d一二三四五六七八九十]{{1,4}}\s?版|星期[一二三四五六日天]")
_BYLINE = re.compile(
    r"(?:本报|首席|见习|实习|特约)*记者[\s:]{1,3}(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、]{1,3}[\u4e00-\u9fff·]{2,4})*)\s*$"
)


class Sheet(NamedTuple):
    outlet: str | None
    published: str  # EDTF
    author: str | None


def masthead(text: str) -> Sheet | None:
    """Paper, day and reporters over a newspaper's page."""
    turned = _PAGE_FIRST.match(text) if len(text) <= 80 else None
    if turned:  # 某某日报 第02版:两会特刊 2022年1月14日
        text = f"{turned['name']} {turned['rest']} {turned['page']}"
    found = _NAMED.match(text) if len(text) <= 80 and "来源" not in text else None
    day = day_at(text, found.start("rest")) if found else None
    if found is None or day is None or day[1] is None or not _ON_PAGE.search(text[day[0] :]):
        return None
    if not _SHEET.search(text, day[0] - 8):
        return None
    name = found["name"] if found["name"] and (outlet(found["name"]) or "《" in text[:2]) else None
    name = name or next((word for word in re.findall(rf"{_HAN}{{2,14}}", text[day[0] :]) if outlet(word)), None)
    by = _BYLINE.search(text, day[0])
    return Sheet(name, day[1], re.sub(r"[\s、]+", "、", by["names"]) if by else None)
