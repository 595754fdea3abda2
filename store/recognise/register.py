"""Every rule there is, in one place: the modules that declare rules, named one by one.

No scanning and no registration as a side effect of a distant import: a module of rules that is not in `LAYERS` does
not exist. `finders` and `fillers` give a kind's rules in the order that the runner uses.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from operator import add

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
    "store.recognise.facts.figure.aims",
    "store.recognise.facts.figure.horizon",
    "store.recognise.facts.figure.horizon_event",
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
    "store.recognise.facts.campaign_plain",
    "store.recognise.facts.campaign_tailed",
    "store.recognise.facts.goal",
    "store.recognise.facts.goal_quoted",
    "store.recognise.facts.goal_fields",
    "store.recognise.facts.project",
    "store.recognise.facts.project_list",
    "store.recognise.facts.project_fields",
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


def called(text: str) -> frozenset[str]:
    """Ids of the finders one of whose words stands in the text, and of those that need none: looked up all at once."""
    always, heads = _words()
    found = set(always)
    for head in heads.keys() & {*text, *map(add, text, text[1:])}:
        for word, ids in heads[head]:
            if word in text:
                found |= ids
    return frozenset(found)


@cache
def _words() -> tuple[frozenset[str], dict[str, tuple[tuple[str, frozenset[str]], ...]]]:
    """Finders without words; the others by the first two signs of each word they need."""
    rules = everything()[0]
    whose: dict[str, set[str]] = {}
    for rule in rules:
        for word in rule.needs:
            whose.setdefault(word, set()).add(rule.id)
    heads: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for word, ids in whose.items():
        heads.setdefault(word[:2], []).append((word, frozenset(ids)))
    return frozenset(r.id for r in rules if not r.needs), {head: tuple(words) for head, words in heads.items()}


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
