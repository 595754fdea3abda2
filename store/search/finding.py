"""What a query finds: meetings and titles first, then texts, each newest first; facts where facts are asked for.

Comes in: a parsed query and the library. Goes out: hits, each with the sentence that answered and what to light up in
it. The index says which rows answer; a text is read only for the rows that are shown. Nothing is ever scanned.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from store.errors import NotFound
from store.index.index import told
from store.index.layout import ALL_YEARS, PART_BITS
from store.search.answers import about_facts, about_meetings, check, headed_apart, of_a_person
from store.search.asking import EVERY_ROW, Asked, Asking
from store.search.descent import Descent, outside, within
from store.search.hits import Hit, Row, Searched, hits, told_of
from store.search.query import Query


@dataclass(frozen=True, slots=True)
class Found:
    rows: tuple[Hit, ...]
    total: int | None  # rows in all: articles, meetings and facts that answer; None where they were not counted
    near: tuple[str, ...] = ()  # what to ask instead, where nothing was found


def find(
    library: Searched, query: Query, *, limit: int, offset: int, counted: bool = True, offer: bool = True
) -> Found:
    """The rows of a window. `counted` costs time on large stores, `offer` where nothing is found."""
    try:
        rows = list(islice(_rows(library, query, limit + offset), offset, offset + limit))
        total = count(library, query) if counted else None
    except NotFound as error:
        return Found((), 0, error.near)
    except sqlite3.DatabaseError as error:
        raise told(library.folder.index.file, error) from error
    found = hits(library, query, rows)
    near = _near(library, query) if offer and not found and not offset else ()
    return Found(tuple(found), total, near)


def count(library: Searched, query: Query) -> int:
    """How many rows answer: facts, meetings, or articles and the meetings that bear the words."""
    check(query)
    db = library.folder.index.db
    asking = Asking(query, db, library.having)
    if about_meetings(query):
        return _count_meetings(db, asking)
    if about_facts(query):
        return _count_facts(db, asking)
    if of_a_person(query):
        return _count_articles(db, asking) + _count_meetings(db, asking) + _count_facts(db, asking)
    return _count_articles(db, asking) + _count_named(db, asking)


def _count_meetings(db: sqlite3.Connection, asking: Asking) -> int:
    source, where, values = _meetings(asking.meetings())
    return _number(db, f"SELECT count(DISTINCT m.meeting) FROM {source} WHERE {where}", values)


def _count_facts(db: sqlite3.Connection, asking: Asking) -> int:
    asked, articles = asking.facts(), asking.in_articles()
    wide = db.execute("SELECT 1 FROM state WHERE key = 'wide'").fetchone()
    if not asked.expression or asked.where or articles.where or wide:
        where, values = asked.sql("f.row")
        among, more = articles.among("f.article")
        return _number(db, f"SELECT count(*) FROM {told_of(asked)} WHERE {where} AND {among}", [*values, *more])
    if asked.of_kinds and asked.span == EVERY_ROW and not (articles.expression or articles.barred):
        barred = Asked("told", [*asked.wanted, " OR ".join(asked.barred)]) if asked.barred else None
        return _tallied(db, asked.of_kinds) - (_count_told(db, barred, articles) if barred else 0)
    return _count_told(db, asked, articles)


def _count_told(db: sqlite3.Connection, facts: Asked, articles: Asked) -> int:
    """How many facts answer, by the full-text tables alone: what they look like is read of none."""
    where, values = facts.sql("t.rowid")
    among, more = articles.among(f"t.rowid >> {PART_BITS}")
    living = _living(db, f"t.rowid >> {PART_BITS}")
    return _number(db, f"SELECT count(*) FROM told t WHERE {where} AND {among}{living}", [*values, *more])


def _tallied(db: sqlite3.Connection, kinds: Iterable[str]) -> int:
    """How many facts of these kinds there are."""
    return _number(db, f"SELECT coalesce(sum({' + '.join(kinds)}), 0) FROM tally WHERE year = ?", [ALL_YEARS])


def _living(db: sqlite3.Connection, article: str) -> str:
    """The condition that the article of a full-text row still stands."""
    (any_gone,) = db.execute("SELECT max(row) FROM gone").fetchone()
    return "" if any_gone is None else f" AND {article} NOT IN (SELECT row FROM gone)"


def _count_articles(db: sqlite3.Connection, asking: Asking) -> int:
    asked = asking.articles()
    where, values = asked.sql("a.row")
    if asked.expression and not asked.where:
        texts = _number(db, f"SELECT count(*) FROM body b WHERE {where}{_living(db, 'b.rowid')}", values)
    else:
        texts = _number(db, f"SELECT count(*) FROM {_source(asked)} WHERE {where}", values)
    return texts + (_count_titled(db, asking, asked) if headed_apart(asking.query, db) else 0)


def _count_titled(db: sqlite3.Connection, asking: Asking, articles: Asked) -> int:
    """How many titles answer of articles whose texts do not."""
    source, where, values = _headings(asking, articles)
    titled = f"h.rowid = a.row << {PART_BITS} AND a.row NOT IN (SELECT rowid FROM body WHERE body MATCH ?)"
    return _number(db, f"SELECT count(*) FROM {source} WHERE {where} AND {titled}", [*values, articles.expression])


def _count_named(db: sqlite3.Connection, asking: Asking) -> int:
    """How many meetings bear the words."""
    if not any(not word.excluded for word in asking.query.words):
        return 0
    source, where, values = _headings(asking, asking.articles())
    own, more = asking.there_and_then().sql("m.row")
    meeting = "" if own == "1" else " CROSS JOIN meeting g ON g.id = m.meeting"
    named = f"{source} CROSS JOIN mention m ON m.row = h.rowid{meeting}"
    return _number(db, f"SELECT count(DISTINCT m.meeting) FROM {named} WHERE {where} AND {own}", [*values, *more])


def _headings(asking: Asking, articles: Asked) -> tuple[str, str, list[object]]:
    """FROM, WHERE and values of the headings that hold the words, of articles that meet what else is asked."""
    heads, rest = asking.heads(articles)
    where, values = heads.sql("h.rowid")
    among, more = rest.among("a.row")
    return f"head h CROSS JOIN article a ON a.row = h.rowid >> {PART_BITS}", f"{where} AND {among}", [*values, *more]


def rows(library: Searched, query: Query) -> Iterator[Row]:
    """All rows that answer, for a selection; all articles for an empty query."""
    if not query:
        return (
            ("article", row) for (row,) in library.folder.index.db.execute("SELECT row FROM article ORDER BY row DESC")
        )
    return _rows(library, query, -1)


def _rows(library: Searched, query: Query, most: int) -> Iterator[Row]:
    """The rows that answer, best first, each once; at least as many as asked for, if there are (-1: all)."""
    check(query)
    db = library.folder.index.db
    asking = Asking(query, db, library.having)
    if not query:
        return
    if about_meetings(query):
        yield from _meeting_rows(db, asking.meetings())
    elif about_facts(query):
        yield from _fact_rows(db, asking)
    else:
        personal = of_a_person(query)
        if personal:
            yield from _meeting_rows(db, asking.meetings())
        yield from _article_rows(db, asking, most, named=not personal)
        if personal:
            yield from _fact_rows(db, asking)


def _article_rows(db: sqlite3.Connection, asking: Asking, most: int, *, named: bool) -> Iterator[Row]:
    """Articles by title and text; before them, `named`, the meetings that bear the words."""
    asked = asking.articles()
    known: set[int] = set()
    heads, rest = asking.heads(asked)
    if heads.wanted:
        meetings: set[str] = set()
        where, values = heads.sql("h.rowid")
        source = f"head h CROSS JOIN article a ON a.row = h.rowid >> {PART_BITS}" if heads.where else "head h"
        sql = f"SELECT h.rowid, h.rowid >> {PART_BITS} FROM {source} WHERE {where} AND h.rowid <= ?"
        headings = Descent(db, f"{sql} ORDER BY h.rowid DESC", values)
        own, its = asking.there_and_then().sql("m.row")
        joined = "" if own == "1" else " JOIN meeting g ON g.id = m.meeting"
        meeting = f"SELECT m.meeting FROM mention m{joined} WHERE m.row = ? AND {own}"
        for row, article in _in_articles(db, headings, rest):
            found = db.execute(meeting, (row, *its)).fetchone()
            if named and found and found[0] not in meetings:
                meetings.add(found[0])
                yield "meeting", row
            elif row == article << PART_BITS and article not in known and _stands(db, article):
                known.add(article)
                yield "title", article
    where, values = asked.sql("a.row")
    order = "b.rowid" if asked.expression else "a.row"
    for (row,) in db.execute(
        f"SELECT a.row FROM {_source(asked)} WHERE {where} ORDER BY {order} DESC LIMIT ?",
        (*values, most + len(known) if most >= 0 else -1),
    ):
        if row not in known:
            yield "article", row


def _stands(db: sqlite3.Connection, article: int) -> bool:
    return db.execute("SELECT 1 FROM article WHERE row = ?", (article,)).fetchone() is not None


def _fact_rows(db: sqlite3.Connection, asking: Asking) -> Iterator[Row]:
    """Facts whose own words are asked for first, then those of articles that hold the words."""
    asked = asking.facts()
    known: set[int] = set()
    own = asking.own_words(asked)
    for one, rest in ((own, False), (asked, True)):
        if one is None:
            continue
        for row in _facts_within(db, one, asking.in_articles(words=rest)):
            if row not in known:
                if not rest:
                    known.add(row)
                yield "fact", row


def _facts_within(db: sqlite3.Connection, facts: Asked, articles: Asked) -> Iterator[int]:
    """The rows of facts whose articles meet what is asked of them, newest first."""
    where, values = facts.sql("f.row")
    order = "t.rowid" if facts.expression else "f.row"
    sql = f"SELECT f.row, f.article FROM {told_of(facts)} WHERE {where} AND {order} <= ? ORDER BY {order} DESC"
    return (row for row, _ in _in_articles(db, Descent(db, sql, values), articles))


def _in_articles(db: sqlite3.Connection, found: Descent, articles: Asked) -> Iterator[tuple[Any, ...]]:
    """The rows (their own, their article's, …) whose articles meet what is asked of them."""
    expression = articles.expression or " OR ".join(f"({b})" for b in articles.barred)
    if not expression:
        return found.rows()
    held = Descent(
        db,
        "SELECT a.row, a.more FROM body b CROSS JOIN article a ON a.row = b.rowid"
        " WHERE body MATCH ? AND b.rowid <= ? ORDER BY b.rowid DESC",
        [expression],
    )
    if articles.expression:
        return within(found, held)
    others = (
        "SELECT a.row, a.more FROM article a"
        " WHERE a.row NOT IN (SELECT rowid FROM body WHERE body MATCH ?) AND a.row <= ? ORDER BY a.row DESC"
    )
    return outside(found, held, lambda: Descent(db, others, [expression]))


def _meeting_rows(db: sqlite3.Connection, asked: Asked) -> Iterator[Row]:
    source, where, values = _meetings(asked)
    order = "h.rowid DESC" if asked.expression else "g.day DESC, m.row"
    seen: set[str] = set()
    for row, meeting in db.execute(f"SELECT m.row, m.meeting FROM {source} WHERE {where} ORDER BY {order}", values):
        if meeting not in seen:
            seen.add(meeting)
            yield "meeting", row


def _meetings(asked: Asked) -> tuple[str, str, list[object]]:
    """FROM, WHERE and values: from the headings where words are asked for, else from the meetings by day."""
    where, values = asked.sql("m.row")
    if asked.expression:
        return "head h CROSS JOIN mention m ON m.row = h.rowid CROSS JOIN meeting g ON g.id = m.meeting", where, values
    return "meeting g CROSS JOIN mention m ON m.meeting = g.id", where, values


def _source(asked: Asked) -> str:
    return "body b CROSS JOIN article a ON a.row = b.rowid" if asked.expression else "article a"


def _number(db: sqlite3.Connection, sql: str, values: Sequence[object]) -> int:
    (n,) = db.execute(sql, values).fetchone()
    return int(n)


# Offers


def _near(library: Searched, query: Query) -> tuple[str, ...]:
    """What to ask instead: the words as jieba cuts them, where all of the pieces are found; names that are like them."""
    from store.search.offers import offers

    return offers(library, query)
