"""Every rule there is, in one place: the modules that declare rules, named one by one.

No scanning and no registration as a side effect of a distant import: a module of rules that is not in `LAYERS` does
not exist. `finders` and `fillers` give a kind's rules in the order that the runner uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module

from store.language import patterns as re
from store.recognise.rules import Filler, Kind, Rule, declared

LAYERS = (
    "store.recognise.meetings.verbs",
    "store.recognise.meetings.spoken_of",
    "store.recognise.meetings.events",
    "store.recognise.meetings.headline",
    "store.recognise.meetings.region",
    "store.recognise.meetings.day",
    "store.recognise.meetings.kind",
    "store.recognise.facts.figure.find",
    "store.recognise.facts.figure.veto",
    "store.recognise.facts.figure.comparator",
    "store.recognise.facts.figure.status",
    "store.recognise.facts.figure.status_of_kind",
    "store.recognise.facts.figure.status_said",
    "store.recognise.facts.figure.aims",
    "store.recognise.facts.figure.horizon",
    "store.recognise.facts.figure.horizon_event",
    "store.recognise.facts.figure.horizon_days",
    "store.recognise.facts.figure.horizon_around",
    "store.recognise.facts.figure.horizon_list",
    "store.recognise.facts.figure.derived",
    "store.recognise.facts.person",
    "store.recognise.facts.person_role",
    "store.recognise.facts.quote",
    "store.recognise.facts.policy",
    "store.recognise.facts.policy_package",
    "store.recognise.facts.policy_fields",
    "store.recognise.facts.campaign",
    "store.recognise.facts.campaign_slogan",
    "store.recognise.facts.campaign_plain",
    "store.recognise.facts.campaign_tailed",
    "store.recognise.facts.goal",
    "store.recognise.facts.goal_quoted",
    "store.recognise.facts.goal_fields",
    "store.recognise.facts.project",
    "store.recognise.facts.project_list",
    "store.recognise.facts.project_below",
    "store.recognise.facts.project_fields",
    "store.recognise.facts.project_stage",
    "store.recognise.facts.named_horizon",
    "store.recognise.facts.region_of_words",
)


@cache
def everything() -> tuple[tuple[Rule, ...], tuple[Filler, ...]]:
    """All finders (with vetoes) and all fillers, by id."""
    for module in LAYERS:
        import_module(module)
    rules, fillers = declared()
    return tuple(rules[k] for k in sorted(rules)), tuple(fillers[k] for k in sorted(fillers))


def called(text: str, *, opening: bool) -> Mapping[Kind, tuple[Rule, ...]]:
    """The finders that have a word to look at in the text, by kind: the words of all rules are looked up at once.

    `opening`: whether the text opens a line or the article.
    """
    found, signs, pairs = _words()
    alone, beginning = _looked_for()
    for sign in alone.findall(text):
        found |= signs[sign]
    for pair in beginning.findall(text):
        if pair in pairs:
            rules, longer = pairs[pair]
            found |= rules
            for word, more in longer:
                if word in text:
                    found |= more
    return _by_kind(found if opening else found & ~_openings())


@cache
def _openings() -> int:
    return sum(1 << n for n, rule in enumerate(everything()[0]) if rule.opening)


@cache
def _words() -> tuple[int, dict[str, int], dict[str, tuple[int, tuple[tuple[str, int], ...]]]]:
    """Finders that need no word; those that need one sign; those that need two, and the longer words that begin so.

    A bit for each finder.
    """
    always = 0
    whose: dict[str, int] = {}
    for n, rule in enumerate(everything()[0]):
        always |= 0 if rule.needs else 1 << n
        for word in rule.needs:
            whose[word] = whose.get(word, 0) | 1 << n
    longer: dict[str, list[tuple[str, int]]] = {word[:2]: [] for word in whose if len(word) > 1}
    for word, rules in whose.items():
        if len(word) > 2:
            longer[word[:2]].append((word, rules))
    signs = {word: rules for word, rules in whose.items() if len(word) == 1}
    return always, signs, {pair: (whose.get(pair, 0), tuple(words)) for pair, words in longer.items()}


def _by_kind(bits: int) -> Mapping[Kind, tuple[Rule, ...]]:
    return {kind: _of_bits(own) for kind, all_of_kind in _kinds() if (own := bits & all_of_kind)}


@cache
def _looked_for() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A sign that finders need, and two signs that may begin a word: a third of the time of looking at all."""
    _, signs, pairs = _words()
    alone, first, second = (re.escape("".join(sorted(set(found)))) for found in (signs, *zip(*pairs, strict=True)))
    return re.compile(f"[{alone}]"), re.compile(f"(?=([{first}][{second}]))")


@cache
def _kinds() -> tuple[tuple[Kind, int], ...]:
    """Each kind with the bits of its finders."""
    bits: dict[Kind, int] = {}
    for n, rule in enumerate(everything()[0]):
        bits[rule.kind] = bits.get(rule.kind, 0) | 1 << n
    return tuple(bits.items())


@lru_cache(maxsize=10_000)
def _of_bits(bits: int) -> tuple[Rule, ...]:
    """The finders of those bits; few mixtures of one kind's make up nearly all."""
    return tuple(rule for n, rule in enumerate(everything()[0]) if bits >> n & 1)


@cache
def vetoes() -> frozenset[str]:
    """Ids of the finders that make no record."""
    return frozenset(r.id for r in everything()[0] if r.veto)


@cache
def finders_of(kind: Kind) -> tuple[Rule, ...]:
    """Finders and vetoes of one kind."""
    return tuple(r for r in everything()[0] if r.kind == kind)


@cache
def fillers_of(kind: Kind) -> tuple[Filler, ...]:
    """Fillers of one kind, strongest first."""
    return tuple(sorted((f for f in everything()[1] if f.kind == kind), key=lambda f: (-f.priority, f.id)))
