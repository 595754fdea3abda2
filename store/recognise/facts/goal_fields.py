"""The division of a goal, where the clause itself says whose goal it is.

在盐城建设…示范区, 支持丽水打造…高地: the division that stands right before the verb is meant, also where it lies above the
one in force. Everything else is settled by context.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.about import of_rank, within
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

# Between the division and the name: adverbs and the verb, no other noun.
_BETWEEN = re.compile(
    r"(?:市|县|区)?(?:全力|全面|加快|奋力|着力|努力|高水平|高标准|高质量|率先|将|要|正|正在|致力|积极|聚力|大力|合力|携手|共同|推进|推动|于|来|去|以)*"
    r"(?:打造|建设|建成|争当|争做|争创|创建|构建|构筑|成为|迈向|锚定|冲刺|要做|做)(?:了|成|为|成为|一座|一个)?“?$"
)


@filler(
    "goal.region_right_before",
    kind="goal",
    fills="region",
    example="支持丽水创建革命老区共同富裕先行示范区",
    near_miss="丽水召开大会,提出创建共同富裕先行示范区",
    source="RECORDS.md, Regions",
    priority=1,
)
def region_right_before(candidate: Candidate, sentence: Sentence) -> str | None:
    """The division right before the verb of striving."""
    start = candidate.span[0]
    near = [p for p in sentence.places if p.code and p.end <= start and start - p.end <= 16]
    for place in reversed(near):
        if not place.listed and not place.rule.startswith("region.whole"):
            between = sentence.text[place.end : start]
            return place.code if _BETWEEN.fullmatch(between) else None
    return None


@filler(
    "goal.region_below_reach",
    kind="goal",
    fills="region",
    example="打造全省高质量发展新增长极",
    near_miss="打造高质量发展新增长极",
    source="RECORDS.md, Regions",
    priority=3,
    infers=True,
)
def region_below_reach(candidate: Candidate, sentence: Sentence) -> str | None:
    """全省 that opens the name tells how far the goal reaches: whose it is was said before, or is the article's own."""
    start = candidate.span[0]
    reach = next((p for p in sentence.places if p.start == start and p.rule.startswith("region.whole")), None)
    if reach is None or reach.code is None:
        return None
    said = [p.code for p in sentence.places if p.code and p.end < start and not (p.listed or p.inside_org)]
    for code in (*reversed(said), sentence.context.region, sentence.document.base):
        if code is not None and code != reach.code and within(code, reach.code):
            return code
    return None


# 与石嘴山携手, 融入武汉都市圈: the place is a partner, or names a region beyond the one that speaks.
_PARTNER = re.compile(r"(?:与|同|携手|联合|对接|融入|面向|毗邻|服务|承接|联动)$")
_BEYOND = re.compile(r"(?:沿[江黄海边])?(?:都市圈|城市圈|经济圈|城市群|经济区|经济带|生活圈)")


@filler(
    "goal.region_of_who_aims",
    kind="goal",
    fills="region",
    example="丽水要主动融入杭州都市圈,打造革命老区共同富裕先行示范区",
    near_miss="丽水提出创建共同富裕先行示范区",
    source="RECORDS.md, Regions",
    priority=2,
)
def region_of_who_aims(candidate: Candidate, sentence: Sentence) -> str | None:
    """The division named before, where the last one is a partner or names a circle of cities."""
    text, start = sentence.text, candidate.span[0]
    before = [p for p in sentence.places if p.code and p.end <= start]
    kept = [
        p for p in before if not _PARTNER.search(text, max(0, p.start - 3), p.start) and not _BEYOND.match(text, p.end)
    ]
    inside = any(p.code and start <= p.start < candidate.span[1] for p in sentence.places)
    if not kept or not (inside or kept[-1] is not before[-1]):
        return None
    last = kept[-1]
    return None if last.listed or last.inside_org or last.rule.startswith("region.whole") else last.code


_LEVEL = re.compile(r"(?:强|大|示范|先行|[一-鿿]{2})(?P<mark>省|自治区)$")


@filler(
    "goal.region_of_level",
    kind="goal",
    fills="region",
    example="省委书记到襄阳市调研时强调,加快建设制造强省",
    near_miss="加快建设制造强县",
    source="RECORDS.md, Regions",
    priority=2,
    infers=True,
)
def region_of_level(candidate: Candidate, sentence: Sentence) -> str | None:
    """A province's role (制造强省) is the province's, though it is named in one of its cities."""
    level = _LEVEL.search(str(candidate.fields["name"]))
    force = sentence.context.region
    return of_rank(force, level["mark"] + "委") if level and force else None
