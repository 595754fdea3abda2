"""The name that a measure leaves out: 该项目总投资, 园区占地, 投产后年产值 say it of what was named just before.

`named` gives a measure with the name of its project, park or firm in front, where exactly that kind of thing was named
in the sentence before the number or in the two sentences before. Whole lists of projects (36个项目) are no name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.clause import clause_start
from store.recognise.facts.figure.measure import YIELD

if TYPE_CHECKING:
    from store.recognise.facts.figure.item import Item
    from store.recognise.sentence import Sentence

_PLACES = r"项目|工程|基地|产业园|加工园|物流园|科技园|工业园|创业园|生态园|园区|工厂|中心|电站|电厂|公园|水库|机场|大桥|医院|学校|综合体|小镇|景区"
_FIRMS = r"公司|集团|合作社"
_HEADS = {
    "项目": _PLACES,
    "工程": r"工程|项目",
    "园区": r"产业园|加工园|物流园|科技园|工业园|创业园|生态园|园区|基地",
    "产业园": r"产业园",
    "中心": r"中心",
    "基地": r"基地",
    "工厂": r"工厂|项目",
    "公司": _FIRMS,
    "企业": _FIRMS,
    "集团": r"集团",
}
_POINTS = re.compile(rf"^(?P<this>该|此|本)?(?P<head>{'|'.join(_HEADS)})(?P<rest>[一-鿿]{{2,}})$")
_RUNS = re.compile(rf"^(?:项目|全部|整体|全面)?(?:{YIELD.pattern.split('(?:之')[0].removeprefix('届时|')})后")
_CUT = re.compile(
    r"察看了?|(?:仔细)?询问了?|听取了?|查看了?|了解|签下|签约|走进|来到|走访了?|考察了?|参观了?|视察了?|观摩了?|建设(?!项目|工程)|投建|[的由在为是了]|位于|共建|新建|拟建|打造|引进|签订|签署|落户|主会场|现场|其中|以及|此次|今年|去年"
)
_SEEN = re.compile(r"(?:询问|察看|查看|了解|听取|走访|参观|考察|观摩|关心|推进)了?[一-鿿]{2,4}$")
_LIST = re.compile(
    r"\d|加快|推进|跨越|重点|重大|以上|签约|开工|竣工|[该此这各类等级两三几]|^(?:一期|二期|新|省|市|县|区|外资|产业|投资|全部)"
)


def named(measure: str, item: Item, sentence: Sentence) -> str:
    """The measure with the name in front; as it is where nothing is left out or nothing was named."""
    points = _POINTS.match(measure)
    begins = clause_start(sentence.text, item.quantity.start)
    if points:
        if not points["this"] and not sentence.text.startswith(points["head"], begins):
            return measure
        name = _before(sentence, begins, _HEADS[points["head"]], sentences=2)
        return name + points["rest"] if name else measure
    if _RUNS.match(measure):
        name = _before(sentence, item.quantity.start, _PLACES, sentences=1)
        return name + re.sub(r"^(?:项目|全部|整体|全面)", "", measure) if name and name not in measure else measure
    return measure


def _before(sentence: Sentence, position: int, heads: str, *, sentences: int) -> str | None:
    """The name last given before the position, in its own statement or in the sentences before."""
    from store.recognise.facts.figure.row import items

    name = _last(sentence.text[max(0, position - 160) : position].rpartition(";")[2], heads)
    above = sentence.before
    for _ in range(sentences):
        if name or above is None:
            break
        if any(i.quantity.kind == "count" and re.search(r"项目$|企业$", i.measure) for i in items(above)):
            return None
        name = _last(above.text[-160:], heads)
        above = above.before
    return name


def _last(text: str, heads: str) -> str | None:
    pattern = re.compile(
        rf"[一-鿿A-Za-z()“”·]{{2,36}}?(?:{heads})(?!数|个|总(?!部)|推进|投资|建设(?!的)|等?[一-鿿]{0, 4}产业)"
    )
    for match in reversed(list(pattern.finditer(text))):
        found = match.group()
        cuts = [c.end() for c in _CUT.finditer(found) if len(found) - c.end() >= 4]
        if cuts and found[cuts[-1] - 1] == "的" and "是" in text[max(0, match.start() - 12) : match.start() + cuts[-1]]:
            continue  # 甲枢纽工程是某流域上的控制性工程: what it is, no name
        if _SEEN.search(found):
            continue  # 仔细询问项目, 察看园区: nobody's name
        found = found[cuts[-1] :] if cuts else found
        found = found.rpartition("(")[2] if ")" not in found else found
        found = found.strip("“”()·")
        if 5 <= len(found) <= 24 and not _LIST.search(found):
            return found
    return None
