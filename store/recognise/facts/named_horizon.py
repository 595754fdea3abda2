"""The time that a policy, campaign, goal or project speaks of, by one rule a kind.

In: the candidate and its sentence. Out: EDTF, or None where neither the clause nor the name says a time. 今年 and 明年 take
the year of the article and are inferred; a year or span that is written out is stated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.naming import clause
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Derived fields: horizon"
_SPAN = re.compile(r"(20\d\d)(?:年)?\s?[-—–~至到]{1,2}\s?(20\d\d)年?")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_UNTIL = re.compile(r"(?:到|至|力争|争取)(20\d\d)年")
_RELATIVE = {"今年": 0, "本年度": 0, "明年": 1, "年内": 0}


def _stated(text: str) -> str | None:
    if m := _SPAN.search(text):
        return f"{m[1]}/{m[2]}" if m[1] < m[2] else None
    return None


@filler(
    "policy.horizon_in_title",
    kind="policy",
    fills="horizon",
    example="印发《低空经济发展行动方案(2024—2026年)》",
    near_miss="印发《低空经济发展行动方案》",
    source=_SOURCE,
)
def policy_horizon(candidate: Candidate, sentence: Sentence) -> str | None:
    """The years that the title names."""
    name = str(candidate.fields["name"])
    if span := _stated(name):
        return span
    m = _YEAR.search(name)
    return m[1] if m else None


@filler(
    "campaign.horizon_in_clause",
    kind="campaign",
    fills="horizon",
    example="2024年,全市开展“项目攻坚年”活动",
    near_miss="全市开展“项目攻坚年”活动",
    source=_SOURCE,
)
def campaign_horizon(candidate: Candidate, sentence: Sentence) -> str | None:
    """The year named before it in the sentence."""
    before = sentence.text[: candidate.start]
    years = _YEAR.findall(before)
    return years[-1] if years else None


@filler(
    "campaign.horizon_of_the_year",
    kind="campaign",
    fills="horizon",
    example="今年是全市“项目攻坚年”",
    near_miss="持续开展“项目攻坚年”活动",
    source=_SOURCE,
    priority=-1,
    infers=True,
)
def campaign_this_year(candidate: Candidate, sentence: Sentence) -> str | None:
    """今年, 明年 before it in the sentence, by the article's year."""
    return _relative(candidate, sentence)


@filler(
    "goal.horizon_until",
    kind="goal",
    fills="horizon",
    example="到2030年基本建成低空经济之城",
    near_miss="奋力打造低空经济之城",
    source=_SOURCE,
)
def goal_horizon(candidate: Candidate, sentence: Sentence) -> str | None:
    """到2030年 before it in the sentence."""
    found = _UNTIL.findall(sentence.text[: candidate.start])
    return found[-1] if found else None


@filler(
    "project.horizon_in_clause",
    kind="project",
    fills="horizon",
    example="计划2025年建成的恒瑞二期项目",
    near_miss="恒瑞二期项目建设现场",
    source=_SOURCE,
)
def project_horizon(candidate: Candidate, sentence: Sentence) -> str | None:
    """The year that its own clause names."""
    text = sentence.text
    found = _YEAR.findall(text[clause(text, candidate.start) : candidate.start])
    return found[-1] if found else None


def _relative(candidate: Candidate, sentence: Sentence) -> str | None:
    year = sentence.context.year
    if year is None:
        return None
    before = sentence.text[: candidate.start]
    at = {word: before.rfind(word) for word in _RELATIVE}
    word = max(at, key=lambda w: at[w])
    return str(year + _RELATIVE[word]) if at[word] >= 0 else None
