"""Which kind of answer a query asks for: articles, facts, meetings, or all that a person has marked.

Comes in: a parsed query. Goes out: yes or no; QueryError where two kinds are asked for at once. How each is asked of the
tables is `store.search.asking`'s.
"""

from __future__ import annotations

import sqlite3

from store.errors import QueryError
from store.search.meaning import LETTERS, base_units, in_names, listed
from store.search.query import FACT_FIELDS, Field, Query


def about_facts(query: Query) -> bool:
    """Whether the answers are facts."""
    return any(f.name in FACT_FIELDS and not _asks(f, "meeting", "article") for f in query.fields)


def about_meetings(query: Query) -> bool:
    return any(f.name == "kind" and "meeting" in f.value for f in query.fields if isinstance(f.value, tuple))


def of_a_person(query: Query) -> bool:
    """Whether records that a person has marked, checked, corrected or tagged are asked for: then of every kind."""
    return any(not f.excluded and f.value != ("new",) for f in query.of("is", "tag"))


def headed_apart(query: Query, db: sqlite3.Connection) -> bool:
    """Whether a heading may hold the words where the text does not: as a place, in letters, as a person named it."""
    words = [w.text for w in query.words if not w.excluded]
    if any(LETTERS.fullmatch(word) or in_names(word) for word in words):
        return True
    return bool(words) and db.execute("SELECT 1 FROM said WHERE key GLOB 'meeting/*' LIMIT 1").fetchone() is not None


def check(query: Query) -> None:
    """Raises QueryError where two kinds of answer are asked for at once, or none."""
    if excluded := next((f for f in query.of("kind") if f.excluded and _asks(f, "meeting", "article")), None):
        raise QueryError(query.text, excluded.position, "only kinds of facts can be excluded")
    kinds = [f for f in query.of("kind") if not f.excluded]
    if len({_asks(f, "meeting", "article") for f in kinds}) > 1 or any(
        _asks(f, "meeting", "article") and isinstance(f.value, tuple) and len(f.value) > 1 for f in kinds
    ):
        raise QueryError(query.text, kinds[-1].position, "facts, meetings and articles are asked for apart")
    if kinds and _asks(kinds[0], "meeting", "article") and about_facts(query):
        raise QueryError(query.text, kinds[0].position, "only facts have these fields")
    scaled = next((f for f in query.of("unit") if base_units(str(f.value)) != listed(str(f.value))), None)
    if scaled and query.of("value"):
        raise QueryError(query.text, scaled.position, "the scale goes with the number: value>100亿 unit:元")


def _asks(one: Field, *kinds: str) -> bool:
    return one.name == "kind" and isinstance(one.value, tuple) and any(kind in one.value for kind in kinds)
