"""Words that mean a division without naming it: 全市, 我区, 本县, 该州.

In come plain text and the codes in question, in the order in which they count; out come spans, each with the code it
means or None. 全市 in an article of 亭湖区 is 盐城市: the division itself or the nearest above it of that kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.language import patterns as re
from store.regions import table

_WORD = re.compile(
    r"(?:(?<![安健完齐保周成俱顾])全|(?<![自忘])我|(?<![基根成资原日版样文书标剧])本|(?<![应活])(该))"
    r"(自治区|省(?![略会级])|市(?![场值级容])|新区(?!域)|区(?![域间块位别级])|县(?!级)|州(?![县际])|盟(?![友约])|旗(?![帜下袍])"
    r"|街道|镇(?![定静痛])|乡(?![村镇土]))"
)
_FIRST = re.compile("[全我本该]")
# 省里把目标定在5%: at the head of a clause; 在市里买房 is no division that acts, and 区里 may be any zone.
_SEAT = re.compile(r"(?:(?<![一-鿿\d])|(?<=今年)|(?<=去年))([省市县州盟旗])里(?![面外程应能可])")
KINDS = {
    "自治区": "province",
    "省": "province",
    "市": "city",
    "新区": "zone",
    "区": "district",
    "县": "county",
    "州": "prefecture",
    "盟": "league",
    "旗": "banner",
    "街道": "town",
    "镇": "town",
    "乡": "town",
}


@dataclass(frozen=True, slots=True)
class Whole:
    start: int
    end: int
    kind: str  # suffix: 市, 区 …
    that: bool  # 该: the one named last


def words(text: str) -> Iterator[Whole]:
    for first in _FIRST.finditer(text):
        if match := _WORD.match(text, first.start()):
            yield Whole(match.start(), match.end(), match[2], match[1] is not None)
    at = text.find("里", 1)
    while at >= 0:
        if seat := _SEAT.match(text, at - 1):
            yield Whole(seat.start(), seat.end(), seat[1], False)
        at = text.find("里", at + 1)


def is_kind(code: str, kind: str) -> bool:
    """Whether people of that division say 全<kind> of it."""
    region = table.region_of(code)
    if region is None:
        return False
    name = region.name
    if kind in {"自治区", "省"}:
        return region.level == "province" and name.endswith(kind)
    if kind == "区":
        zone = region.level == "zone" and name.endswith("区")
        return zone or (region.level in {"county", "province"} and name.endswith("区") and "特别" not in name)
    if kind == "新区":
        return name.endswith("新区")
    if kind == "乡":
        return region.level == "town" and name.endswith(("乡", "苏木"))
    return region.level not in {"country", "zone"} and name.endswith(kind)


def meant(kind: str, codes: Sequence[str]) -> str | None:
    """The first division of that kind among the codes or above one of them."""
    for code in codes:
        at: str | None = code
        while at:
            if is_kind(at, kind):
                return at
            at = table.parent(at)
    return None
