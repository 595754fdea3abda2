"""Kinds of development zones: long forms and short ones, and what follows a place's name to make a zone of it.

`盐城` + `经济技术开发区` is `盐城经开区` (RECORDS.md, Region). In come the text behind a name or a zone's name; no
place is looked up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Long form → short; a form that is its own short one stands for itself.
KINDS = {
    "经济技术产业开发区": "经开区",
    "经济技术开发区": "经开区",
    "经济开发区": "经开区",
    "经开区": "经开区",
    "经技区": "经开区",
    "高新技术产业开发区": "高新区",
    "高新技术开发区": "高新区",
    "高新技术产业园区": "高新区",
    "高新技术产业区": "高新区",
    "高新产业园区": "高新区",
    "高新园区": "高新区",
    "高新区": "高新区",
    "综合保税区": "综保区",
    "综保区": "综保区",
    "保税港区": "保税港区",
    "保税区": "保税区",
    "工业园区": "工业园区",
    "工业集中区": "工业集中区",
    "产业集聚区": "产业集聚区",
    "产业园区": "园区",
    "开发区": "开发区",
    "新区": "新区",
    "园区": "园区",
}
# A province's 开发区 or 园区 is no single zone.
OF_PROVINCES = {"经开区", "高新区", "综保区", "保税区"}
_KIND = "|".join(KINDS)
_AFTER = re.compile(rf"(?:国家级|国家|省级)?({_KIND})(?![域间块位])")
# A zone named by its kind alone: not where a number, 各, a rank or a word of quality stands before it.
BARE = re.compile(
    rf"(?:(?<=^)|(?<=[\s,。;:!?、“”‘’()《》在到由从向为与和及是对让给赴将就年月日市区县委]))({_KIND})(?![域间块位类级式化型群内外]|规划|建设情况)"
)
_COUNTED = re.compile(
    r"(?:各|每|所有|全部|多个|若干|等|\d+[个家座]|[一二三四五六七八九十两几数][个家座大])[^,。;:!?]{0,24}$"
)


def after(text: str, position: int) -> tuple[int, str] | None:
    """End and short kind where a zone's kind stands at the position."""
    match = _AFTER.match(text, position)
    return (match.end(), KINDS[match[1]]) if match else None


def bare(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and short kind of each zone that is named by its kind alone (今年经开区将…)."""
    for match in BARE.finditer(text):
        if not _COUNTED.search(text, max(0, match.start() - 30), match.start()):
            yield match.start(), match.end(), KINDS[match[1]]


def forms(name: str) -> Iterator[str]:
    """A zone's name with all the long forms of its kind."""
    kind = next((k for k in ("经开区", "高新区", "综保区") if name.endswith(k)), None)
    yield name
    if kind and len(name) > len(kind):
        yield from (name[: -len(kind)] + long for long, short in KINDS.items() if short == kind and long != kind)
