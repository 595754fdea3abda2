"""The comparator of a figure: words on either side of the number, from `store/data/comparators.tsv`.

`超500亿元` is >, `500亿元以上` >=, `20余家` >, `近两千人` ~, `不足百人` <, `控制在4%以内` <=; nothing said is =.
The word behind the number wins over the one before it (`力争突破100个以上`), but 超 stays (`超20%以上`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.words import before_pattern, comparators
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_AT_LEAST = re.compile(r"至少(?:要|须|应)?[一-鿿]{2,3}$")  # 至少办成10件
_OF_WHOLE = re.compile(
    r"(?P<word>不足|不到|不超过|不高于|(?<!不)超过|不少于|不低于|约占|约为|接近)[^,。;\d]{1,8}的$"
)  # 不足项目总数的两成
# 每个县至少新签约亿元以上项目8个; 分别突破600亿元和120亿元
_AT_LEAST_ONE = re.compile(
    r"至少(?:再|要|新)*(?:谋划|储备|引进|签约|开工|培育|建成|落地|实施|打造|招引|储备)[^,。;]{0,20}$"
)
_APART = re.compile(
    r"分别(?P<word>突破|超过|不低于|不少于|超|逾)(?:\d[\d.]{0,8}(?:%|[万亿]?[元家个亩吨人辆台])(?:、|和|以及|及))+$"
)
_SOURCE = "RECORDS.md, Figures: comparator"


@filler(
    "comparator.behind",
    kind="figure",
    fills="comparator",
    example="协议投资额630亿元以上",
    near_miss="100亿元以上项目8个",
    source=_SOURCE,
    priority=63,
)
def behind(candidate: Candidate, sentence: Sentence) -> str | None:
    """以上, 左右, 以内 right behind the unit."""
    item = item_of(candidate, sentence)
    if item is None or item.quantity.after is None:
        return None
    return comparators()[1].get(item.quantity.after)


@filler(
    "comparator.inside",
    kind="figure",
    fills="comparator",
    example="20余家企业",
    near_miss="多家企业",
    source=_SOURCE,
    priority=62,
)
def inside(candidate: Candidate, sentence: Sentence) -> str | None:
    """余 and 多 inside the number."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    return ">" if item.quantity.number.more else "~" if item.quantity.number.about else None


@filler(
    "comparator.before",
    kind="figure",
    fills="comparator",
    example="总投资超500亿元",
    near_miss="超额完成500亿元",
    source=_SOURCE,
    priority=61,
)
def before(candidate: Candidate, sentence: Sentence) -> str | None:
    """超, 突破, 近, 不少于, 不足, 最高 right before the number."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    start = item.quantity.start
    if item.quantity.number.bare and sentence.text[start - 1 : start] == "上":
        return ">="  # 上千名
    found = before_pattern().search(sentence.text, max(0, start - 8), start)
    if found and found["word"] == "封顶" and item.quantity.kind not in ("money", "percent"):
        found = None  # 3栋厂房已封顶2栋
    if found is None and _AT_LEAST.search(sentence.text, max(0, start - 6), start):
        return ">="
    if (
        found is None
        and item.quantity.kind == "count"
        and _AT_LEAST_ONE.search(sentence.text, max(0, start - 28), start)
    ):
        return ">="
    if found is None and (row := _APART.search(sentence.text, max(0, start - 40), start)):
        found = before_pattern().search(row["word"])
    if found is None and item.quantity.unit in ("%", "倍"):
        found = _OF_WHOLE.search(sentence.text, max(0, start - 14), start)
    return comparators()[0][found["word"]] if found else None


@filler(
    "comparator.plain",
    kind="figure",
    fills="comparator",
    example="完成投资500亿元",
    near_miss="投资超500亿元",
    source=_SOURCE,
    priority=60,
)
def plain(candidate: Candidate, sentence: Sentence) -> str | None:
    """Nothing is said, or 达, 完成, 为: equal."""
    return "="
