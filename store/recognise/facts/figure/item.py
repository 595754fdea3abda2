"""A quantity with what it measures, as the rules of figures hand it on, and its measure as a record has it.

`made` cuts the stretch of the sentence that states a quantity, `tidy` the measure: no marks at its ends, no place or
pronoun of place in front. How a measure is found is not told here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import stretch_end
from store.recognise.facts.figure.lists import MARK
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity with its measure; `start` and `end` are the stretch of the sentence that states it."""

    quantity: Quantity
    start: int
    end: int
    measure: str
    route: str  # noun_behind, noun_before, clause, subject, of, elliptic, people
    noun: str  # what later quantities may leave out: the counted noun with its action, or the measure itself
    uncounted: bool = False  # 五个方面: seen, and no figure
    claim: tuple[int, int] | None = None  # where one number is said of several things: what tells this one apart
    region: str | None = None  # 甲县、乙县各1个


def made(
    text: str, q: Quantity, start: int, following: int, measure: str, route: str, noun: str, no: bool = False
) -> Item:
    end = stretch_end(text, q.reach, following)
    while start < q.start and text[start] in " 、(":
        start += 1
    return Item(q, start, end, measure, route, noun, no)


_SUBJECT = re.compile(
    r"各(?:镇街|乡镇|区县|县区|县市区|市县|部门|单位|地)(?=[一-鿿]{4})|(?:我|全|该|本|各)(?:[省市区县镇州盟旗村]|局(?!性)|街道|园区|开发区)"
)


_NO_PART = re.compile(r"^(?:含(?=\d)|在(?=(?:流转|种植|养殖)$))")  # 含10亿元以上项目, 在流转60万亩土地的基础上


def tidy(measure: str, sentence: Sentence | None = None) -> str:
    """A measure as a record has it: no marks at its ends; with a sentence, no place or pronoun of place in front."""
    measure = _NO_PART.sub("", _trimmed(measure))
    if sentence is None:
        return measure
    for _ in range(2):
        own = _SUBJECT.match(measure)
        end = own.end() if own else next((len(n) for n in place_names(sentence) if measure.startswith(n)), 0)
        if (
            not end
            or len(measure) - end < 2
            or (
                measure[end] in "级属直市区县委域东南西北中部"
                and not measure.startswith(("市场", "市值"), end)
                and not (own and measure[end + 1] == "级")
            )
        ):
            break
        measure = _trimmed(measure[end:])
    return measure


@once
def place_names(sentence: Sentence) -> tuple[str, ...]:
    """The names of the places in the sentence, each once, the longest first."""
    return tuple(sorted({p.name for p in sentence.places}, key=len, reverse=True))


_NUMBERED = re.compile(
    r"^(?:(?:以及|和)?来自[^,。的]{2,24}的(?=[^,。]{0,6}(?:代表|嘉宾|客商|企业|人))|\d{1,2}[.、](?!\d)|[\d.]{1,8}[万亿]?[户家个名人亩](?=[一-鿿]{3})|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])(?=[一-鿿]{3})|(?:这|那)[个家座些批](?=[一-鿿]{2})|上述(?=[一-鿿]{2})|一[座个家条处批项](?=总?投资$)|[但而](?=[一-鿿]{2})|目标(?=增长)|本[届次][一-鿿]{1,8}?[会展洽](?:总?共)?(?=(?:组织|集中|现场)?(?:签|达|举|吸|促|邀|对接))|位于[^,。的]{2,16}的)"
)


def _trimmed(measure: str) -> str:
    measure = MARK.sub("", measure)
    measure = re.sub(
        r"^(?:其(?!余|中|他|它)|[该这本此]批(?=项目|企业|工程)|可(?=吸纳|带动|提供|解决|新增|实现)|(?:把|了|分别获得?|共(?=[编兑落观]))(?=[一-鿿]{2}))",
        "",
        _NUMBERED.sub("", measure),
    )
    measure = re.sub(r"[和与及]$", "", measure.strip(" 、,的"))
    for mark, other in (("(", ")"), (")", "(")):
        if measure.count(mark) > measure.count(other):
            measure = measure.strip(f"{mark} 、,的")
    if measure.count("“") != measure.count("”"):
        measure = measure.strip("“”")
    return measure
