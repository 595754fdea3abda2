"""Which findings of one article are one meeting, and which names are only its nickname.

In: findings in the order of the text. Out: groups; the first of a group carries the record, the others add names.
Meetings of several articles are joined over the index, not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from store.language import patterns as re
from store.language.fold import fold, plain
from store.language.nickname import is_nickname
from store.recognise.meetings import headline
from store.recognise.meetings.name import HEAD
from store.recognise.rules import Candidate

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_BARE = re.compile(r"^(?:第[一二三四五六七八九十\d]{1,3}[场次期])?(?:" + HEAD + r"|大会|会议|活动|仪式|观摩|调研)$")


@dataclass(slots=True)
class Found:
    """A kept candidate with its filled fields."""

    sentence: Sentence
    candidate: Candidate
    values: dict[str, Any]
    trace: dict[str, str]
    aka: list[str] = field(default_factory=list)


def alike(a: str, b: str) -> float:
    """How much two names of meetings share: Dice over pairs of characters; 1.0 where one holds the other."""
    a, b = fold(a), fold(b)
    short, long = sorted((a, b), key=len)
    if short in long:
        return 1.0
    left, right = ({s[i : i + 2] for i in range(len(s) - 1)} for s in (a, b))
    return 2 * len(left & right) / max(1, len(left) + len(right))


def join(found: Sequence[Found]) -> list[list[Found]]:
    """Groups of findings that are one meeting each, in the order of the text."""
    groups: list[list[Found]] = []
    for item in found:
        home = next((g for g in groups if _same(g, item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return [_lead(group) for group in groups]


def _same(group: list[Found], item: Found) -> bool:
    for first in group:
        if first.values.get("region") != item.values.get("region"):
            continue
        one, two = first.values.get("date"), item.values.get("date")
        if one and two and one != two and not _during(one, two):
            continue
        if (
            first.candidate.rule.startswith("meeting.tour")
            and item.candidate.rule == "meeting.tour"
            and _during(one, two)
        ):
            return True  # a later stop of the same tour
        a, b = str(first.values["name"]), str(item.values["name"])
        same_section = first.sentence.paragraph.section == item.sentence.paragraph.section
        if is_nickname(a) or is_nickname(b):
            # 把“第一会”开到车间,走访了5家企业,并召开座谈会: the first of them is what the nickname means.
            taken = not is_nickname(b) and any(not is_nickname(str(f.values["name"])) for f in group)
            if taken:
                continue
            return same_section
        if (_BARE.match(a) or _BARE.match(b)) and same_section and _tail(a) == _tail(b):
            return True
        if _sort(a) != _sort(b) and one and two and one != two and min(len(a), len(b)) > 8:
            continue  # 观摩活动 of two days, 观摩总结大会 on the second
        if (alike(a, b) >= 0.6 or (same_section and _shortened(a, b))) and first.values.get("kind") == item.values.get(
            "kind"
        ):
            return True
    return False


def _shortened(a: str, b: str) -> bool:
    """项目点评会 of 项目工作现场点评会: the signs of the one stand in the other in their order, and both end alike."""
    short, long = sorted((fold(a), fold(b)), key=len)
    signs = iter(long)
    return len(short) > 4 and short[-3:] == long[-3:] and short[:2] == long[:2] and all(sign in signs for sign in short)


def _sort(name: str) -> bool:
    """Whether it is an activity or ceremony, not a sitting."""
    return fold(name).endswith(("活动", "仪式", "观摩", "典礼"))


def _during(one: str | None, two: str | None) -> bool:
    """Whether the second day lies within the first one's interval."""
    first, _, last = (one or "").partition("/")
    begin, _, end = (two or "").partition("/")
    return bool(last and begin and first <= begin and (end or begin) <= last)


def _tail(name: str) -> str:
    return fold(name)[-1:]


def _lead(group: list[Found]) -> list[Found]:
    """The group with its best-named finding first; nicknames become further names."""
    named = [f for f in group if not is_nickname(str(f.values["name"]))]
    dated = [f for f in named if f.values.get("date")] or named
    best = max(dated, key=lambda f: len(str(f.values["name"]))) if dated else group[0]
    if best.candidate.rule.startswith("meeting.tour"):
        # The first stop's sentence tells whose tour it is; 调研 alone (of a summary) is no name.
        best = next((f for f in dated if len(str(f.values["name"])) > 2), dated[0])
    if best.values.get("date") is None:
        source = next((f for f in group if f.values.get("date")), None)
        if source is not None:
            best.values["date"], best.trace["date"] = source.values["date"], source.trace.get("date", "")
    stated = next((f for f in group if f.trace.get("date") == "meeting.day_stated"), None)
    if stated is not None and best.trace.get("date") != "meeting.day_stated":
        best.values["date"], best.trace["date"] = stated.values["date"], "meeting.day_stated"
    name, title = str(best.values["name"]), best.sentence.document.article.title
    if title and _BARE.match(name) and best.sentence.index < 4:  # 市政府召开座谈会: the headline says which
        told = headline.named(plain(title)) or ""
        best.values["name"] = headline.simple(best.sentence.document, told) if told.endswith(name) else name
    best.aka = [str(f.values["name"]) for f in group if is_nickname(str(f.values["name"]))]
    return [best, *(f for f in group if f is not best)]
