"""Times longer than a day: years, quarters, half years, runs of months, five-year plans, `2013年以来`.

`periods(text)` finds them in plain text; `resolve_period` gives the EDTF time, from the article's year where the
text says 今年 or nothing (`一季度`). A time that only serves comparison (`比去年同期`) is marked `aside`; `目前`, `近三年`
are found, since they end what was in force before, and resolve to None. Days are `store.language.days`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from store.language import patterns as re
from store.language.numerals import value_of
from store.language.searching import searching

PeriodKind = Literal["year", "part", "span", "since", "now", "loose"]


@dataclass(frozen=True, slots=True)
class Period:
    """A mention of a time; `end` is exclusive."""

    start: int
    end: int
    kind: PeriodKind
    text: str
    year: int | None = None  # stated
    relative: int | None = None  # 今年 0, 去年 -1, 明年 1; None with no stated year: the year in force
    year_to: int | None = None
    months: tuple[int, int] | None = None
    aside: bool = False  # 比去年同期: what is compared with

    @property
    def dated(self) -> bool:
        """Whether the mention brings its own year: stated, or told from the article's."""
        return self.year is not None or self.relative is not None


_Y = r"(?:(?:19|20)\d\d|[〇○零一二三四五六七八九]{4})"
_RELATIVE = {
    "今年": 0,
    "本年度": 0,
    "本年": 0,
    "年内": 0,
    "新一年": 0,
    "新的一年": 0,
    "新年度": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "上年度": -1,
    "过去一年": -1,
    "过去的一年": -1,
    "刚刚过去的一年": -1,
    "明年": 1,
    "来年": 1,
    "下一年": 1,
    "前年": -2,
    "后年": 2,
}
PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "首": 1}
_PART = (
    r"(?:(?:第)?(?P<quarter>[一二三四1-4])\s?季度|第(?P<season>[一二三四1-4])季(?![度节风])|(?P<first>首季(?:度)?)|(?P<three>[前首]三季度?(?!度)|前3季度|1[-至—~]3季度)|(?P<half>上半年|下半年)"
    r"|(?P<from>1[0-2]|[1-9])(?:\s?月份?)?\s?(?:[-—~–至到]|——)\s?(?P<to>1[0-2]|[1-9])\s?月份?(?!\d*日)"
    r"|[前首](?P<run>1[0-2]|[一二两三四五六七八九十]{1,2}|[1-9])个?月|(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s?月份?(?:底|末)?(?!\s?\d|日))"
)
# Without a year before it a month is written in digits: 一月一会 is no January.
_BARE_PART = _PART.replace("(?P<", "(?P<x_").replace("|十[一二]?|[一二三四五六七八九])", ")")
_WORDS = "|".join(sorted(_RELATIVE, key=len, reverse=True))
_TIME = searching(
    rf"(?P<plan>“?(?:{'|'.join(PLANS)})”?(?:规划)?(?P<last>末)?(?:期间|时期|以来|期末)?)"
    rf"|(?<!\d)(?P<s1>{_Y})/(?P<s2>{_Y})\s?年?度?(?=榨季|产季|采暖季|供暖季|雪季|冰雪季|赛季|学年|年度)"
    rf"|(?<!\d)(?P<y1>{_Y})\s?年?(?:度)?\s?(?:[-—~–至到]|——)\s?(?P<y2>{_Y})\s?年(?:度|底|末)?"
    rf"|(?<![\d.])(?:(?P<year>{_Y})\s?年(?!\s?1?\d\s?月\s?[123]?\d\s?[日号])(?:度)?|(?P<word>(?<![成产用工营效运后标])(?<!以)(?!(?<=[底末初月日])前年)(?:{_WORDS})))(?P<same>同期)?(?P<end>年?底前?|年?末|年?初|全年|以来|来|起|开始)?(?:的)?{_PART}?(?P<since>以来|起|开始)?"
    rf"|(?<![\d.第十二三四五六七八九每月]){_BARE_PART}"
    r"|(?P<whole>全年|(?<![今去明前\d])年初(?=(?:复工|开工|投产|开局)?以来|确定|定|部署|安排|下达|排定|计划)|年度(?!人物|汇算)|到?年底前?|年末|岁末)"
    r"|(?P<now>截至目前|目前|当前|眼下|至今|迄今|如今|现在(?!的)|截至发稿|现有)"
    r"|(?P<loose>(?:近|过去|未来|今后|接下来|前|连续|这)[一两二三四五六七八九十\d]{1,2}(?:年|个月)(?:来|间|内)?|[一两二三四五六七八九十\d]{1,2}年(?:来|间|内|过去(?=[了,。]))|近年来|历年|当年|本月|上个?月|下个?月|同期)"
)
_COMPARED = re.compile(r"(?:比|较|于|同|与|跟|过|占|居)$")
_STATES = re.compile(r"\s?(?:同期|增长|提高|下降|提升|末)")


@lru_cache(maxsize=512)
def periods(text: str) -> tuple[Period, ...]:
    """The times named in plain text, left to right; those inside 《》 are part of a title and left out."""
    titles = [m.span() for m in re.finditer(r"《[^《》]{1,120}》", text)]
    out = []
    for m in _TIME.finditer(text):
        if not any(s <= m.start() < e for s, e in titles) and (period := _read(m, text)):
            out.append(period)
    return tuple(out)


def _read(m: re.Match[str], text: str) -> Period | None:
    g = m.groupdict()
    at, end, said = m.start(), m.end(), m.group()
    if g["plan"]:
        first = PLANS[said.strip("“”")[:3].replace("“", "")]
        if g["last"] or said.endswith("期末"):
            return Period(at, end, "year", said, year=first + 4)
        return Period(at, end, "span", said, year=first, year_to=first + 4)
    if g["y1"] or g["s1"]:
        low, high = _year(g["y1"] or g["s1"] or ""), _year(g["y2"] or g["s2"] or "")
        return Period(at, end, "span", said, year=low, year_to=high) if low and high and low < high else None
    if g["whole"]:
        return Period(at, end, "part", said, relative=0 if said[-1] in "底末初前" else None)
    if g["now"]:
        return Period(at, end, "now", said)
    if g["loose"]:
        return Period(at, end, "loose", said)
    if g["year"] or g["word"]:
        return _of_year(m, text)
    months = _months({k.removeprefix("x_"): v for k, v in g.items() if k.startswith("x_")})
    if months is None or (g["x_month"] and text[at - 1 : at] == "个"):
        return None
    compared = text[at - 1 : at] in ("比", "较")  # 比一季度回落3.4个百分点
    return Period(at, end, "part", said, months=months, aside=compared)


def _of_year(m: re.Match[str], text: str) -> Period | None:
    g = m.groupdict()
    at, end, said = m.start(), m.end(), m.group()
    year = _year(g["year"]) if g["year"] else None
    relative = _RELATIVE[g["word"]] if g["word"] else None
    compared = bool(_COMPARED.search(text, max(0, at - 1), at) or g["same"]) or text.startswith("同期", end)
    months = _months(g)
    if months:
        return Period(at, end, "part", said, year=year, relative=relative, months=months, aside=compared)
    begins = g["since"] or g["end"]
    if begins in ("以来", "来", "起", "开始") and (year is not None or relative not in (None, 0)):
        return Period(at, end, "since", said, year=year, relative=relative, aside=compared)
    return Period(at, end, "year", said, year=year, relative=relative, aside=compared)


def _year(text: str) -> int | None:
    value = value_of(text.replace("○", "〇"))
    return int(value) if value is not None and 1900 < value < 2100 else None


def _months(g: dict[str, str | None]) -> tuple[int, int] | None:
    if quarter := g["quarter"] or g["season"]:
        first = 3 * _QUARTERS[quarter] - 2
        return first, first + 2
    if g["first"]:
        return 1, 3
    if g["three"]:
        return 1, 9
    if half := g["half"]:
        return (1, 6) if half == "上半年" else (7, 12)
    if (low := g["from"]) and (high := g["to"]):
        return (int(low), int(high)) if int(low) < int(high) else None
    if run := g["run"]:
        count = value_of(run)
        return (1, int(count)) if count and count <= 12 else None
    if (month := g["month"]) is not None:
        value = value_of(month)
        return (int(value), int(value)) if value else None
    return None


def resolve_period(period: Period, *, year: int | None, stated: int | None = None) -> str | None:
    """The EDTF time; `year` is the article's, `stated` the year that the sentence has in force (2022年,…全年)."""
    if period.kind in ("now", "loose"):
        return None
    if period.year is not None:
        own: int | None = period.year
    elif period.relative is not None:
        own = year + period.relative if year is not None else None
    else:
        own = stated or year
    if own is None:
        return None
    if period.kind == "since":
        return f"{own}/{year}" if year is not None and "起" not in period.text and own < year else f"{own}/.."
    if period.year_to is not None:
        return f"{own}/{period.year_to}"
    if period.months:
        first, last = period.months
        return f"{own}-{first:02d}" if first == last else f"{own}-{first:02d}/{own}-{last:02d}"
    return str(own)


_RUN = re.compile(r"连续(?P<n>[两二三四五六七八九十]|\d{1,2})年")


def resolve_span(text: str, *, year: int | None) -> str | None:
    """The EDTF time of the first period in the text (`2023年起,连续三年` is one); None where none is told."""
    for period in periods(text):
        if period.aside:
            continue
        found = resolve_period(period, year=year)
        if found and period.kind == "since" and (run := _RUN.search(text, period.end, period.end + 12)):
            count = value_of(run["n"])
            first = int(found[:4])
            return f"{first}/{first + int(count) - 1}" if count else found
        if found:
            return found
    return None
