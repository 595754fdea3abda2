"""The finders of figures, one for each kind of quantity, and the fillers of measure and region.

A candidate claims its number with the unit; where one number is said of several things, the words that tell each apart.
Evidence is the stretch of the clause that states it. Everything was read once by `row.items`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.item import Item
from store.recognise.facts.figure.naming import named
from store.recognise.facts.figure.row import by_span, items
from store.recognise.facts.figure.words import FALLS, RISES
from store.recognise.facts.naming import RESIDUE
from store.recognise.rules import Candidate, filler, rule
from store.records import exported

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Figures"
# 进口同比增长11% is the 增幅 of imports.
_HOW = r"(?<=[一-鿿A-Z)]{2})(?:同比|环比|同期|净|又|再|可|名义|实际|同口径|可比口径|可比|按年|逆势|至少|大幅|一度|急|劲|累计){0,3}"
_RISE = re.compile(rf"{_HOW}(?:{RISES}|(?<=[按急劲额值入量])[增升])$")
_FALL = re.compile(rf"{_HOW}(?:{FALLS}|(?<=[按急额值入量])[减降]|至少[减降])$")
_DIGITS = tuple("0123456789一二三四五六七八九十两百千万亿")


def _made(sentence: Sentence, *kinds: str, shared: bool = False) -> Iterator[Candidate]:
    for item in items(sentence):
        if item.quantity.kind not in kinds or item.uncounted or (item.claim is not None) != shared:
            continue
        yield _candidate(sentence, item)


def _candidate(sentence: Sentence, item: Item) -> Candidate:
    q = item.quantity
    fields = {
        "value": exported(q.value),
        "value_max": None if q.value_max is None else exported(q.value_max),
        "unit": q.unit,
        "region": item.region,
        "literal": sentence.document.simple(sentence.start + q.start, sentence.start + q.end),
    }
    return Candidate(item.start, item.end, fields, claim=item.claim or (q.start, q.end))


@rule(
    "figure.money",
    kind="figure",
    example="当天签约项目30个,⟦计划总投资902.7亿元⟧。",
    near_miss="新引进100亿元以上项目。",
    source=_SOURCE,
    needs=("元", "美元", "币", "钱", "英镑", "法郎", "卢布", "亿", "万"),
)
def money(sentence: Sentence) -> Iterator[Candidate]:
    """Sums in 元 or a foreign currency, exact, in base units; what makes a tier is left to the measure."""
    return _made(sentence, "money")


@rule(
    "figure.percent",
    kind="figure",
    example="⟦一般公共预算收入增长8%⟧,高于预期。",
    near_miss="投入占比5%以上的企业受到表彰。",
    source=_SOURCE,
    needs=("%", "‰", "成", "分之", "百分点", "半"),
)
def percent(sentence: Sentence) -> Iterator[Candidate]:
    """Rates, shares and growth: `8%`, `近七成`, `百分之五`, `2.3个百分点`."""
    return _made(sentence, "percent")


@rule(
    "figure.amount",
    kind="figure",
    example="⟦盘活存量用地2388亩⟧,保障项目落地。",
    near_miss="全长一公里的路不算长。",
    source=_SOURCE,
    needs=_DIGITS,
)
def amount(sentence: Sentence) -> Iterator[Candidate]:
    """Land, floor space, tonnes, power: amounts with a physical unit."""
    return _made(sentence, "quantity")


@rule(
    "figure.count",
    kind="figure",
    example="全年引进项目很多,⟦新签约亿元以上项目36个⟧。",
    near_miss="要在五个方面下功夫。",
    source=_SOURCE,
    needs=_DIGITS,
)
def count(sentence: Sentence) -> Iterator[Candidate]:
    """Projects, firms, policies, parks: a number with a classifier and a noun."""
    return _made(sentence, "count")


@rule(
    "figure.people",
    kind="figure",
    example="⟦引进高层次人才120人⟧,创历史新高。",
    near_miss="会议由一人主持。",
    source=_SOURCE,
    needs=("人", "名", "位", "户", "家次"),
)
def people(sentence: Sentence) -> Iterator[Candidate]:
    """People and households: `近两千人`, `20位企业家`."""
    return _made(sentence, "people")


@rule(
    "figure.great",
    kind="figure",
    example="会上,⟦全县启动十大攻坚项目⟧。",
    near_miss="深入学习贯彻党的二十大精神。",
    source="RECORDS.md, Rulings: 十大攻坚项目",
    needs=("大",),
)
def great(sentence: Sentence) -> Iterator[Candidate]:
    """`十大攻坚项目` counts ten; 大 with a noun whose count is no figure (五大类) does not."""
    return _made(sentence, "great")


@rule(
    "figure.shared",
    kind="figure",
    example="⟦项目开工率、纳统率均达100%⟧。",
    near_miss="产业链、供应链均安全稳定。",
    source="RECORDS.md, Rulings: 开工率、纳统率均100%",
    needs=_DIGITS,
    priority=15,
)
def shared(sentence: Sentence) -> Iterator[Candidate]:
    """One number said of several things: `30亿级和50亿级各1个`."""
    return _made(sentence, "money", "percent", "quantity", "count", "people", shared=True)


def item_of(candidate: Candidate, sentence: Sentence) -> Item | None:
    """The item that a candidate was made of."""
    return by_span(sentence).get(candidate.span)


def _measure(candidate: Candidate, sentence: Sentence, *routes: str) -> str | None:
    item = item_of(candidate, sentence)
    if item is None or item.route not in routes:
        return None
    measure = named(RESIDUE.sub("", item.measure).replace(" ", ""), item, sentence)
    if item.quantity.unit in ("%", "倍"):
        measure = _RISE.sub("增幅", _FALL.sub("降幅", measure))
    if sentence.document.article.script == "Hans":
        return measure
    from store.language.script import simplify

    return simplify(measure)


def _measure_rule(id: str, example: str, near_miss: str, *routes: str) -> None:
    @filler(id, kind="figure", fills="measure", example=example, near_miss=near_miss, source=_SOURCE, priority=70)
    def fill(candidate: Candidate, sentence: Sentence) -> str | None:
        return _measure(candidate, sentence, *routes)


_measure_rule("measure.noun_behind", "36个重大产业项目开工", "重大产业项目36个", "noun_behind")
_measure_rule("measure.noun_before", "新引进亿元以上项目190个", "190个项目", "noun_before")
_measure_rule("measure.clause", "规上工业产值突破5000亿元", "36个项目开工,总投资245亿元", "clause")
_measure_rule("measure.subject", "36个项目开工,总投资245亿元", "规上工业产值突破5000亿元", "subject", "elliptic")
_measure_rule("measure.of", "总投资130亿元的18个项目签约", "18个项目签约", "of")
_measure_rule("measure.apart", "工业投资、技改投资分别增长8%和10%", "工业投资增长8%", "apart", "several")
_measure_rule("measure.people", "近两千人参加会议", "引进人才20人", "people")
