"""The machinery of rules: declaring them, letting them compete, and telling who won and why.

A finder yields candidates from one sentence (a quotation rule: from one paragraph); a filler sets one field of a
candidate that was kept. A veto is a finder that claims its span and makes no record ("第六场" is an ordinal). Among
finders of one kind order carries no meaning: `judge` keeps by (priority, longer claim, further left, id) and keeps the
losers with what they lost to. Rules neither raise nor catch. This module knows no rule; `register` lists them all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from store.errors import LichunError

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

Kind = Literal["figure", "person", "quote", "policy", "campaign", "goal", "project", "meeting"]


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Candidate(NamedTuple):
    """Something a finder saw. Offsets count in the sentence, end exclusive."""

    start: int  # evidence
    end: int
    fields: Mapping[str, Any] = _NOTHING  # what the finder itself read
    claim: tuple[int, int] | None = None  # what it competes for, where that is not the evidence (a figure: its number)
    inferred: tuple[str, ...] = ()  # fields of `fields` that were concluded, not stated
    rule: str = ""  # set by the runner

    @property
    def span(self) -> tuple[int, int]:
        return self.claim or (self.start, self.end)


Find = Callable[["Sentence"], Iterable[Candidate]]
Fill = Callable[[Candidate, "Sentence"], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A finder or a veto. `example` marks its evidence with ⟦ ⟧; in `near_miss` nothing of it is kept."""

    id: str
    kind: Kind
    find: Find
    example: str
    near_miss: str
    source: str
    needs: tuple[str, ...] = ()  # the runner skips a sentence that holds none of them
    priority: int = 0
    veto: bool = False
    opening: bool = False  # it looks only at sentences that open a line or the article


@dataclass(frozen=True, slots=True)
class Filler:
    """Sets one field of a kept candidate; the highest priority that has a value wins."""

    id: str
    kind: Kind
    fills: str
    fill: Fill
    example: str
    near_miss: str
    source: str
    priority: int = 0
    infers: bool = False  # the value is concluded from context, not stated


class Verdict(NamedTuple):
    """What became of a candidate; `lost_to` is None where it was kept."""

    candidate: Candidate
    lost_to: str | None = None


_RULES: dict[str, Rule] = {}
_FILLERS: dict[str, Filler] = {}


def _enter(table: dict[str, Any], item: Rule | Filler, function: Callable[..., Any]) -> None:
    here = f"{function.__module__}.{function.__qualname__}"
    if item.id in _RULES or item.id in _FILLERS:
        raise LichunError(f"rule id {item.id} is declared twice; the second time by {here}")
    table[item.id] = item


def rule(
    id: str,
    *,
    kind: Kind,
    example: str,
    near_miss: str,
    source: str,
    needs: Sequence[str] = (),
    priority: int = 0,
    veto: bool = False,
    opening: bool = False,
) -> Callable[[Find], Find]:
    """Declare a finder (or, with `veto`, a claim that makes no record) where it is defined."""

    def declare(find: Find) -> Find:
        _enter(_RULES, Rule(id, kind, find, example, near_miss, source, tuple(needs), priority, veto, opening), find)
        return find

    return declare


def filler(
    id: str,
    *,
    kind: Kind,
    fills: str,
    example: str,
    near_miss: str,
    source: str,
    priority: int = 0,
    infers: bool = False,
) -> Callable[[Fill], Fill]:
    """Declare a filler of the field `fills`."""

    def declare(fill: Fill) -> Fill:
        _enter(_FILLERS, Filler(id, kind, fills, fill, example, near_miss, source, priority, infers), fill)
        return fill

    return declare


def declared() -> tuple[dict[str, Rule], dict[str, Filler]]:
    """Everything declared so far; `store.recognise.register` is what imports every module of rules."""
    return _RULES, _FILLERS


def candidates(rules: Iterable[Rule], sentence: Sentence) -> Iterator[tuple[Rule, Candidate]]:
    """What the rules see in the sentence, each candidate with its rule's id."""
    for r in rules:
        for c in r.find(sentence):
            yield r, Candidate(c.start, c.end, c.fields, c.claim, c.inferred, r.id)


def judge(found: Iterable[tuple[Rule, Candidate]]) -> list[Verdict]:
    """Every candidate with its fate, in order of their place: of overlapping claims one is kept."""
    rivals = list(found)
    if not rivals:  # as nearly always
        return []
    if len(rivals) == 1:
        return [Verdict(rivals[0][1])]

    def strength(pair: tuple[Rule, Candidate]) -> tuple[int, int, int, str]:
        r, c = pair
        start, end = c.span
        return -r.priority, start - end, start, r.id

    ranked = sorted(rivals, key=strength)
    verdicts: list[Verdict] = []
    starts: list[int] = []  # of the claims that were granted, in order; they never overlap
    claims: list[tuple[int, int, str]] = []  # rank, end and rule of each
    for rank, (r, c) in enumerate(ranked):
        start, end = c.span
        at = bisect_left(starts, end)  # from here on they begin behind the candidate
        first = at
        while first and claims[first - 1][1] > start:
            first -= 1
        winner = min(claims[first:at], default=None)
        if winner is None:
            place = bisect_left(starts, start)
            starts.insert(place, start)
            claims.insert(place, (rank, end, r.id))
        verdicts.append(Verdict(c, winner[2] if winner else None))
    return sorted(verdicts, key=lambda v: (v.candidate.span, v.candidate.rule))


def fill(
    candidate: Candidate, fillers: Iterable[Filler], sentence: Sentence
) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    """The candidate's fields, the rule of each that is not None, and the fields that were inferred.

    `fillers` are those of the candidate's kind, strongest first. What the finder set itself stands.
    """
    values = {name: value for name, value in candidate.fields.items() if value is not None}
    trace = dict.fromkeys(values, candidate.rule)
    inferred = [name for name in candidate.inferred if name in values]
    # A filler may lean on what was filled before it (status on measure): it sees the values as they stand.
    standing = Candidate(candidate.start, candidate.end, values, candidate.claim, candidate.inferred, candidate.rule)
    for f in fillers:
        if f.fills in values:
            continue
        value = f.fill(standing, sentence)
        if value is not None:
            values[f.fills] = value
            trace[f.fills] = f.id
            if f.infers:
                inferred.append(f.fills)
    return values, trace, inferred
