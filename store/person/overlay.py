"""A person's word laid over a record as it is read: corrections, check, note, tags, own indicators.

Comes in: a record as the segments have it, the tables of `user.json`, a person's table of indicators. Goes out: the record
as it is shown. What searching and counting need of the same is `store.index.said`'s; this writes nothing and asks nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from store.listing.articles import ArticleRow
from store.person.indicators import Table
from store.person.user import CHECKS, CORRECTIONS, NOTES, RecordKind, UserData, key_of
from store.records import Article, Fact, Figure

R = TypeVar("R", Article, ArticleRow, Fact)


def laid_over(user: UserData, indicators: Table, kind: RecordKind, record: R) -> R:
    """The record with what a person said of it."""
    key = key_of(kind, record.id)
    correction = user.get(CORRECTIONS, key)
    changed: dict[str, Any] = dict(correction["fields"]) if correction else {}
    if isinstance(record, Fact):
        changed |= _corrected(record, indicators, changed) | _remarked(user, key)
    if not changed:
        return record
    known = {f.name for f in fields(record)}
    changed = {name: tuple(v) if isinstance(v, list) else v for name, v in changed.items() if name in known}
    return replace(record, **changed)


def _corrected(fact: Fact, indicators: Table, given: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from the fields that were given: that they were, and which indicator the figure has then."""
    changed: dict[str, Any] = {}
    if given:
        changed["corrected"] = tuple(dict.fromkeys((*fact.corrected, *given)))
        if isinstance(fact, Figure) and not given.keys().isdisjoint(("value", "value_max", "unit")):
            changed["literal"] = None  # what the article writes is not what it is
    if isinstance(fact, Figure) and indicators and "indicator" not in (*given, *fact.corrected):
        found = indicators.of(given.get("measure", fact.measure), given.get("unit", fact.unit))
        if found is not None and found != fact.indicator:
            changed |= {"indicator": found, "trace": {**fact.trace, "indicator": "person.indicators"}}
    return changed


def _remarked(user: UserData, key: str) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if checked := user.get(CHECKS, key):
        changed["checked"] = checked["at"]
    if remark := user.get(NOTES, key):
        changed |= {"note": remark.get("note"), "tags": tuple(remark.get("tags", ()))}
    return changed
