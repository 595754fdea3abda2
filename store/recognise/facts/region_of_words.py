"""Fillers of the division of what names its place itself: a document's title, the words of a quotation.

`《苏州市推进新型工业化行动计划》` is 苏州's whatever the sentence spoke of before; `“湛江的看点在大项目”` speaks of 湛江. Which
division a sentence is about is `store.recognise.about`'s matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.clause import alone, near, within
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_OPENING = re.compile(r"[《“‘(关于]*")


def _place_at(sentence: Sentence, start: int, end: int) -> str | None:
    """The division that the stretch begins with, the last of its chain."""
    at = start + len(_OPENING.match(sentence.text[start:end])[0])  # type: ignore[index]
    for place in sentence.places:
        if place.start != at or place.end > end or place.rule.startswith("region.whole"):
            continue
        if place.leads:
            at = place.end
            continue
        return place.code if alone(place) else None
    return None


@filler(
    "policy.region_of_name",
    kind="policy",
    fills="region",
    example="江宁区介绍,《南京市推进新型工业化行动计划》出台",
    near_miss="江宁区出台《推进新型工业化行动计划》",
    source="RECORDS.md, Regions",
    priority=2,
)
def policy_of_name(candidate: Candidate, sentence: Sentence) -> str | None:
    """The division that a document's title begins with, where it holds the one in force or lies in it."""
    code, here = _place_at(sentence, *candidate.span), sentence.context.region
    return code if code and (here is None or within(here, code) or within(code, here) or near(code, here)) else None


@filler(
    "quote.region_of_words",
    kind="quote",
    fills="region",
    example="省委书记说:“湛江的看点在大项目。”",
    near_miss="省委书记说:“看点在大项目。”",
    source="RECORDS.md, Regions",
    priority=1,
)
def quote_of_words(candidate: Candidate, sentence: Sentence) -> str | None:
    """The part of the article's division that the words begin with."""
    code, base = _place_at(sentence, *candidate.span), sentence.document.article.region
    return code if code and base and "-" not in code and within(code, base) else None
