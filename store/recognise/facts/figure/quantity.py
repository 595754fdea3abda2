"""Numbers with their units: what every rule of figures starts from.

`quantities(text)` joins the numbers of plain text with the unit of each (`902.7亿元`, `20余家`, `十大`, `5万平方米`), the
comparator behind it and, where it only says which projects are meant (`亿元以上项目`), the stretch of that tier. Whether a
quantity is a figure is decided in `find`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from store.language import patterns as re
from store.language.numerals import Number, numbers
from store.recognise.facts.figure.borne import LEVEL, Borne, Quantity, borne
from store.recognise.facts.figure.tier import tier
from store.recognise.facts.figure.words import after_pattern, unit_pattern, units

_PER_SUM = re.compile(
    r"(?:GDP|地区生产总值|生产总值|工业增加值|工业产值|产值)(?:综合)?(?:能耗|电耗|水耗|用水|用电|碳排放|地耗)"
)
_ABOUT = re.compile(r"(?:近|超|逾|约|达|上|过|破|到|满)$")
_CURRENCY = re.compile(r"(?P<of>人民币|新台币|台币|港币|日币|美金)\s?$")


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of plain text, left to right."""
    found = []
    for number in numbers(text):
        quantity = _quantity(text, number)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _quantity(text: str, number: Number) -> Quantity | None:
    before = text[number.start - 1 : number.start]
    within_word = before.isascii() and before.isalnum() and text[max(0, number.start - 3) : number.start] != "GDP"
    if before and (within_word or before in "第."):
        return _ordinal_or_none(text, number)
    unit = borne(text, number)
    if unit is None or _is_no_amount(text, number, unit):
        return None
    start, (end, name, kind, factor) = number.start, unit
    if name == "元" and kind == "money" and (currency := _CURRENCY.search(text, max(0, start - 5), start)):
        start, name = currency.start(), units()[currency["of"]].name  # 人民币287亿元
    after = after_pattern().match(text, end)
    # 以上 belongs to a noun of its own in 以上率 and the like; all that is wanted is the plain word.
    word = after["word"] if after else None
    reach = after.end() if after else end
    value, top = number.value * factor, None if number.value_max is None else number.value_max * factor
    quantity = Quantity(start, end, reach, number, value, top, name, kind, word)
    if stretch := tier(text, quantity, LEVEL.match(text, number.end)):
        return replace(quantity, tier=stretch)
    return None if number.bare and not _counts_as_bare(text, quantity) else quantity


def _counts_as_bare(text: str, q: Quantity) -> bool:
    """近千家, 每百元营业收入中的成本: whether a scale without a figure before it (百, 千, 亿) says how many."""
    if q.kind in ("count", "people", "quantity"):
        return q.unit != "倍" and _ABOUT.search(text, max(0, q.number.start - 2), q.number.start) is not None
    return q.kind == "money" and text[q.number.start - 1 : q.number.start] != "每" and not _PER_SUM.match(text, q.end)


def _is_no_amount(text: str, number: Number, unit: Borne) -> bool:
    """三元朱村, 三元材料: one numeral with 元 in front of a word; a time; a unit that a Latin word goes on with."""
    if (
        unit.name == "元"
        and number.text in "一二三四五六七八九"
        and re.match(r"[一-鿿]{2}", text[unit.end : unit.end + 2])
    ):
        return True
    behind = text[unit.end : unit.end + 1]
    return unit.kind == "time" or (unit.kind == "quantity" and behind.isascii() and behind.isalpha())


def _ordinal_or_none(text: str, number: Number) -> Quantity | None:
    """第六场: kept as a quantity of its own kind, so that the veto can say why it is no figure."""
    unit = unit_pattern().match(text, number.end)
    if text[number.start - 1] != "第" or unit is None:
        return None
    return Quantity(number.start, unit.end(), unit.end(), number, number.value, None, unit["unit"], "ordinal", None)


_FROM = re.compile(
    r"(?:从|由|自)(?:20\d\d年|去年|上年|前一年|前年|上一年|原来|过去|最初|开始|当初|以前|年初|眼下|现在|目前|当前)?(?:的|初的|底的)?(?:不足|不到|约|近|超|超过)?$"
)
_ON_TO = re.compile(
    r"(?:\([^()]{1,12}\))?(?:[^,。;\d]{0,14}?)(?:增加|增长|提高|提升|上升|扩大|增|升|下降|降低|减少|缩小|收窄|拉大|缩减|压缩|压减|精简|降|跃升|发展|攀升|扩容)?(?:到|至|为)"
)


def starts_change(text: str, q: Quantity) -> bool:
    """由5家增加到12家: whether the number is where the change began."""
    return bool(_FROM.search(text, max(0, q.start - 12), q.start) and _ON_TO.match(text, q.reach))


@lru_cache(maxsize=512)
def tiers(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of the tiers in plain text."""
    return tuple(q.tier for q in quantities(text) if q.tier)
