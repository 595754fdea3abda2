"""One place named in a text, and what its neighbours in the text say of it.

A `Place` is made by resolve.py; `flagged` marks those that a statement cannot be about: one of a list, part of a
company's name, the front part of a longer address. Nothing here decides which division a name means.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from store.language import patterns as re
from store.regions.around import lineage


@dataclass(frozen=True, slots=True)
class Place:
    """One name in a text. `leads`: a more exact name follows at once (南京市 in 南京市鼓楼区)."""

    start: int
    end: int
    name: str  # as it stands in the plain text
    code: str | None
    candidates: tuple[str, ...] = ()  # where the code is open: what it may be
    rule: str = "region.name"
    listed: bool = False  # one of several joined by 、
    inside_org: bool = False  # part of a company's, school's or paper's name
    leads: bool = False

    def moved(self, by: int) -> Place:
        if not by:
            return self
        start, end = self.start + by, self.end + by  # replace() takes three times as long
        return Place(
            start, end, self.name, self.code, self.candidates, self.rule, self.listed, self.inside_org, self.leads
        )


def at(places: Iterable[Place], offset: int) -> Place | None:
    """The place whose name stands over the offset."""
    return next((p for p in places if p.start <= offset < p.end), None)


_ORG = re.compile(
    r"[^,。;:!?、“”()《》【】|\s的在与和及将是召举引签推开打出发加建设要会为了已对把以让向从]{0,12}"
    r"(?:发展)?(?:公司|集团|银行|股份|大学|学院|中学|小学|医院|研究院|研究所|实验室|日报|晚报|早报|晨报|商报|都市报|电视台|商会|协会|学会|促进会|联合会|联盟|基金会|证券|药业|制药|钢铁|重工|航空|海关|铁路局|调查队|监管局)"
)
_GAP = re.compile(r"(?:、[一-鿿]{2,9}){1,2}(?:、|和|与|及|以及)")  # 甲镇、(an unknown street)和某开发区
_JOINT = re.compile(r"(?:等地)?(?:、|和|与|及|以及)")


def flagged(text: str, places: list[Place]) -> list[Place]:
    """The places with `leads`, `listed` and `inside_org`."""
    flags: list[dict[str, Any]] = [{} for _ in places]
    for at, place in enumerate(places):
        closed = text[place.start - 1 : place.start] == "(" and text[place.end : place.end + 1] == ")"
        reach = places[at + 1].start if at + 1 < len(places) else len(text)
        if _ORG.match(text, place.end, reach) or (closed and place.start > 1 and text[place.start - 2].isalpha()):
            flags[at]["inside_org"] = True
    for at, place in enumerate(places):
        if at + 1 < len(places):
            after, gap = places[at + 1], text[place.end : places[at + 1].start]
            if not gap.strip() and place.code and after.code and place.code in lineage(after.code):
                flags[at]["leads"] = True
            elif flags[at + 1].get("inside_org") and gap in ("与", "和"):
                continue  # 肇东市与深圳某公司签约
            elif _JOINT.fullmatch(gap) or (flags[at].get("listed") and _GAP.fullmatch(gap)):
                flags[at]["listed"] = flags[at + 1]["listed"] = True
    for at in range(len(places) - 2, -1, -1):
        if flags[at].get("leads") and flags[at + 1].get("listed"):
            flags[at]["listed"] = True
    return [replace(place, **flag) if flag else place for place, flag in zip(places, flags, strict=True)]
