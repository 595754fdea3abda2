"""Places that stand in the name of a project: 同江铁路口岸换装扩能, 投资4亿元的桦川秸秆项目.

Such a place speaks for its own item only: not for the count that closes the list (等37个项目), not for later clauses.
In come a sentence, a place of it and an offset; out come yes or no, or the place. What governs is `about`'s matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.clause import alone, chain_start, clause_start, within
from store.regions.table import TOWN_SUFFIXES

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

_IN_NAME = re.compile(
    r"(?:(?!全[省市县区州盟旗年]|新[建增签开引]|完成|实现|举行|召开|举办|[昨今][日天]|[上下]午)[^,。;:、“”将已在的]){2,18}?(?:项目|产业园|基地|工程|综合利用|口岸|通道|[一二三]期|中心|公园|水库|机场|铁路|高速|大桥|电站|厂|换装|改造)"
)
SITED = re.compile(r"(?:在|落户|落地|落子|落址|选址|加码|进驻|位于|坐落于|地处)$")
_OF_SUM = re.compile(r"\d[\d.,]*[万亿千百]*(?:元|美元|欧元|港元|亩|平方米|平方公里|吨)(?:人民币)?(?:以上|左右)?的$")

_SPENT_AT = re.compile(r"[^,。;]{0,6}\d[\d.,]*[万亿]*(?:元|美元|欧元|港元)(?:人民币)?,?在")
_ITEM_CLOSED = re.compile(r"的[^,。;、]{2,30}、")


def fronts_project(sentence: Sentence, place: Place) -> bool:
    """Whether a short name or a town's only fronts that of a project: 同江铁路口岸换装扩能, 小河镇国土整治项目."""
    town = (place.code or "").endswith(TOWN_SUFFIXES)
    if (place.name[-1] in "省市区县州盟旗" or "-" in (place.code or "-")) and not town:
        return False
    sited = SITED.search(sentence.text, max(0, place.start - 3), place.start)
    return bool(_IN_NAME.match(sentence.text, place.end)) and not sited


_LIST_OPENS = re.compile(r"(?:是|包括|包含|涵盖|涉及|引进|签下|签约)$")


def full(place: Place) -> bool:
    """Whether the name says what it is: 长葛市, not 长葛."""
    return place.name[-1] in "省市县区州盟旗" and place.rule != "region.short_name"


def item_over(sentence: Sentence, place: Place, position: int) -> bool:
    """Whether a place that only fronts a project's name (桦川秸秆利用等37个项目, 同江口岸扩能、…) has its say no longer."""
    closed = sentence.text.find("等", place.end, position) >= 0
    if closed and sentence.text[place.start - 1 : place.start] == "、":
        return True  # 集中开工某小区、经开区某坝厂房等11个项目,总投资54亿元
    if closed and not full(place) and _LIST_OPENS.search(sentence.text, 0, place.start):
        return True  # 分别是湖南某某硅酸钙纤维、某某公园等9个项目
    between = sentence.text[place.end : position]
    if not place.listed and sentence.text[place.start - 1 : place.start] == "、" and "、" in between:
        return True  # 示范园、薛镇光伏发电、河道治理3个分会场: of a list of works one item
    if not fronts_project(sentence, place):
        return False
    return (
        "等" in between
        or "、" in between
        or (clause_start(sentence.text, position) > place.start and chain_start(sentence, place) > 8)
    )


def own_place(sentence: Sentence, position: int, force: str | None) -> Place | None:
    """投资4亿元的桦川秸秆项目: the place that fronts the name of what the sum is of."""
    if force is None:
        return None
    for place in sentence.places:
        first = chain_start(sentence, place)
        if (
            not position <= first <= position + 24
            or not alone(place)
            or not within(place.code, force)
            or place.code == force
        ):
            continue
        if _SPENT_AT.fullmatch(sentence.text, position, first):
            return place
        if (
            _OF_SUM.search(sentence.text, position, first)
            and clause_start(sentence.text, first) <= position
            and not _ITEM_CLOSED.search(sentence.text, position, first)
        ):
            return place
    return None


_NAME_ON = re.compile(
    r"(?![市省县区的将已在等是要今去全各上下召举两三四对地与占])"
    r"(?:(?!此次|共|开工|签约|完成|实现|新增|引进|计划|安排|实施|推进|举行|召开|组织|以来|[年月日第\d])[^,。;:“”、\s]){0,20}?"
    r"(?:项目|基地|园|公司|集团|股份|工程|中心|厂|[一二三四]期|科技|能源|大学|学院|院|所|协会|商会|银行|机场|港|高速|铁路|局|海关|城|谷|镇|村)"
)


_BODY_ON = re.compile(
    r"(?!重[点大])[^,。;、“”的\d]{2,10}?(?:孵化器|产业园|科技园|实验室|研究院|创新中心|众创空间)"
)  # 福建省某某产业园 in a county


def fronts_a_name(sentence: Sentence, place: Place) -> bool:
    """南京 in 南京衡石能源二期项目: a short name that runs on into another one."""
    if place.name[-1] == "省" and _BODY_ON.match(sentence.text, place.end):
        return True
    if full(place) or place.rule.startswith("region.whole"):
        return False
    return bool(_NAME_ON.match(sentence.text, place.end))
