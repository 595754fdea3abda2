"""What a commit and a reading cost does not grow with the store: no statement walks through a table that does."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable

import pytest

from store.database import Library
from store.index import layout
from tests.benchmarks.corpus import made
from tests.store.test_library import commit

# Tables of a few rows, whatever the store holds: they grow with what a person does by hand.
SMALL = {"segment", "packed", "stock", "state", "json_each", "said", "unsettled"}
ASKED: dict[str, Callable[[Library], object]] = {
    "commit": lambda library: commit(library, *(made(n) for n in range(20, 24))),
    "replace": lambda library: library.commit([made(3).article], made(3).mentions, made(3).facts[:2]),
    "remove": lambda library: library.remove([made(6).article.id]),
    "article": lambda library: library.article(made(1).article.id),
    "by content": lambda library: (library.by_content("x"), library.at_address("x"), library.source("x")),
    "articles": lambda library: (library.articles("320000", limit=50), library.articles("320100", below=False, years=(2020, 2021))),
    "facts": lambda library: (
        library.facts(article=made(1).article.id),
        library.facts(meeting=library.meetings(limit=1)[0].id),
        library.facts(region="320000", below=True, limit=50),
        library.facts(ids=[made(1).facts[0].id]),
    ),
    "meetings": lambda library: (library.meetings("320400"), library.meetings("320000", below=True), library.main_meeting("320400")),
    "record": lambda library: library.record(made(2).article.id[:10]),
    "find words": lambda library: library.find("营商环境 推进会"),
    "find one sign": lambda library: library.find("会"),
    "find in fields": lambda library: library.find("measure:总投资 value>1亿 in:江苏 date:2021"),
    "find persons": lambda library: library.find("person:王 role:讲话 营商环境"),
    "find persons by letters": lambda library: library.find("person:wang"),
    "find meetings": lambda library: library.find("kind:meeting 推进会 in:江苏"),
    "find what is marked": lambda library: library.find("is:marked"),
    "changed": lambda library: library.changed(),
}  # fmt: skip


@pytest.mark.parametrize("what", ASKED)
def test_nothing_is_walked_through(library: Library, what: str) -> None:
    commit(library, *(made(n) for n in range(12)))
    said: list[str] = []
    db = library.folder.index.db
    db.set_trace_callback(said.append)
    ASKED[what](library)
    db.set_trace_callback(None)
    assert said
    assert [walk for sql in said for walk in walks(db, sql)] == []


def walks(db: sqlite3.Connection, sql: str) -> list[str]:
    """The tables that a statement goes through row by row."""
    if not re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE)", sql) or ("SELECT" not in sql and "WHERE" not in sql):
        return []
    try:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
    except sqlite3.Error:  # FTS5's own statements on its shadow tables
        return []
    scanned = [re.match(r"SCAN (\w+)(?!.*(?:VIRTUAL TABLE|USING (?:COVERING )?) ?INDEX)", step) for step in plan]
    return [f"{m[1]}: {sql}" for m in scanned if m and m[1] not in SMALL and m[1] != "CONSTANT"]


def test_another_schema_has_another_version() -> None:
    """Stores out there hold the index of VERSION; whoever changes what it holds gives it a new number, and notes it here."""
    told = hashlib.blake2b((layout.TABLES + layout.ORDERS + layout.ORDERS_EARLY).encode(), digest_size=8).hexdigest()
    assert (layout.VERSION, told) == (10, "ab8fe3e70436840f")
