"""Two falling lists walked side by side find what sets find, however far one runs ahead of the other."""

from __future__ import annotations

import sqlite3
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.index.layout import PART_BITS
from store.search import descent
from store.search.descent import Descent, outside, within

ARTICLES = st.sets(st.integers(1, 60))


def lists(facts: dict[int, int], articles: set[int]) -> tuple[Descent, Descent]:
    """Facts (row → article), every article with a row behind it that its parts may have as well."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE fact(row INTEGER PRIMARY KEY, article INTEGER)")
    db.execute("CREATE TABLE article(row INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO fact VALUES (?,?)", facts.items())
    db.executemany("INSERT INTO article VALUES (?)", [(a,) for a in articles])
    return (
        Descent(db, "SELECT row, article FROM fact WHERE row <= ? ORDER BY row DESC", ()),
        Descent(db, "SELECT row, 1 FROM article WHERE row <= ? ORDER BY row DESC", ()),
    )


@pytest.mark.parametrize("steps", [1, 3, 200])
@given(
    facts=st.sets(st.tuples(st.integers(1, 60), st.integers(1, (2 << PART_BITS) - 1))),
    articles=ARTICLES,
)
@settings(max_examples=60, deadline=None)
def test_within_and_outside_are_what_sets_say(steps: int, facts: set[tuple[int, int]], articles: set[int]) -> None:
    rows = {(2 * article << PART_BITS) + part: 2 * article for article, part in facts}
    held = {2 * article for article in articles}
    newest = sorted(rows, reverse=True)
    others = lists(rows, set(rows.values()) - held)[1]
    with patch.object(descent, "STEPS", steps), patch.object(descent, "PATIENCE", steps):
        found = [row for row, _ in within(*lists(rows, held))]
        rest = [row for row, _ in outside(*lists(rows, held), lambda: others)]
    assert found == [row for row in newest if rows[row] in held]
    assert rest == [row for row in newest if rows[row] not in held]
