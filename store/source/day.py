"""Calendar days as pages write them: `2023-01-30 11:42`, `2023年1月30日`, `20230130`, `二〇二三年一月三十日`.

`days` finds those with a year, `short_day` reads one without a year where a label says that it is a day. All give EDTF
and work on plain text. Days inside an article are the recogniser's; these stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.language import patterns as re
from store.language.searching import searching

_TIME = (
    r"(?:[\sT]{0,4}(?:上午|下午|晚上|凌晨|中午)?\s{0,2}(?:[01]?\d|2[0-4])\s?[:时点]\s?[0-5]\d(?:\s?[:分]\s?[0-5]\d秒?|分)?"
    r"(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
DAY = searching(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?P<s>[-/.年\s])\s?(?P<m>0?[1-9]|1[0-2])\s?(?:(?P=s)|[-/.月])\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?日?"
    r"(?:\s{0,2}\(?(?:星期|周)[一二三四五六日天]\)?)?" + _TIME + "|"
    r"(?<!\d)(?P<cy>(?:19|20)\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?!\d)" + _TIME + "|"
    r"(?<![A-Za-z])(?:(?P<ed>[0-3]?\d)\s)?(?P<em>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s(?:(?P<ed2>[0-3]?\d),\s)?(?P<ey>20\d\d)(?!\d)"
    + _TIME
    + "|"
    r"(?P<hy>[一二][〇○零九0一二三四五六七八]{3})年(?P<hm>[一二三四五六七八九十]{1,2})月(?P<hd>[一二三四五六七八九十]{1,3})日"
)
_SHORT = re.compile(r"(?<![\d-])(?P<m>0?[1-9]|1[0-2])(?P<s>[-/月])(?P<d>3[01]|[12]\d|0?[1-9])日?(?![\d-])" + _TIME)
_TWO = re.compile(r"(?<!\d)([0-3]\d([-./])\d{1,2}\2\d{1,2})(?!\d)" + _TIME)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HAN = {"〇": 0, "○": 0, "零": 0, "0": 0} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}


def days(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end (a time of day included) and EDTF of each day with a year."""
    for match in DAY.finditer(text):
        if edtf := _edtf(match):
            yield match.start(), match.end(), edtf


def first_day(text: str | None) -> str | None:
    """The first day with a year."""
    return next((day for _, _, day in days(text)), None) if text else None


def day_at(text: str, at: int) -> tuple[int, str | None] | None:
    """The day that begins at this place: where it ends, and its EDTF (None for 2023-02-30)."""
    match = DAY.match(text, at)
    return (match.end(), _edtf(match)) if match else None


def short_day(text: str, at: int) -> tuple[int, str] | None:
    """A day without its year, as XXXX-01-30, or with two figures of it: 23-01-30."""
    if two := _TWO.match(text, at):
        day = first_day(f"20{two[1]}")
        return (two.end(), day) if day else None
    match = _SHORT.match(text, at)
    return (match.end(), f"XXXX-{int(match['m']):02d}-{int(match['d']):02d}") if match else None


def _edtf(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    try:
        if part["y"]:
            day = date(int(part["y"]), int(part["m"]), int(part["d"]))
        elif part["cy"]:
            day = date(int(part["cy"]), int(part["cm"]), int(part["cd"]))
        elif part["ey"]:
            day = date(int(part["ey"]), _MONTHS.index(part["em"].lower()) + 1, int(part["ed"] or part["ed2"] or 0))
        else:
            day = date(_han(part["hy"]), _han(part["hm"]), _han(part["hd"]))
    except (ValueError, KeyError):
        return None
    return day.isoformat()


def _han(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)
    return int("".join(str(_HAN[sign]) for sign in text))
