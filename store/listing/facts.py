"""Lists and counts of facts: of an article, a meeting, a place, a kind, an indicator, a span of years; or by their ids.

Comes in: an open index and what is wanted. Goes out: where the documents of the facts are, with the merged meeting of each,
and counts. The documents are the library's to read.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from store.index import naming, terms
from store.index.layout import COUNTRY, PART_BITS
from store.index.terms import Years, day_span
from store.listing.articles import LAST_PART
from store.records import FACT_KINDS

_MEETING_OF_FACT = f"(SELECT meeting FROM mention WHERE row = (f.article << {PART_BITS} | f.mention))"


class FactPlace(NamedTuple):
    """Where a fact's document is, and the merged meeting it belongs to."""

    doc: int
    meeting: str | None


class Wanted(NamedTuple):
    """Which facts a listing wants; None asks for no such thing."""

    article: str | None = None
    meeting: str | None = None  # a merged one
    region: str | None = None  # "" for those without one
    below: bool = False
    kind: str | None = None
    years: Years | None = None
    indicator: str | None = None


def facts(db: sqlite3.Connection, wanted: Wanted, *, limit: int, offset: int) -> list[FactPlace]:
    """Newest article first, and in the order of the text within one."""
    source, where, values = _facts(wanted)
    order = "t.rowid" if wanted.region is not None else "f.row"
    rows = db.execute(
        f"SELECT f.doc, {_MEETING_OF_FACT} FROM {source} WHERE {where} ORDER BY {order} DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [FactPlace(*row) for row in rows]


def fact_rows(db: sqlite3.Connection, wanted: Wanted) -> Iterator[int]:
    """The rows of what `facts` would give, within one article in the order of the text."""
    source, where, values = _facts(wanted)
    return (row for (row,) in db.execute(f"SELECT f.row FROM {source} WHERE {where} ORDER BY f.row DESC", values))


def count_facts(db: sqlite3.Connection, wanted: Wanted) -> int:
    source, where, values = _facts(wanted)
    (n,) = db.execute(f"SELECT count(*) FROM {source} WHERE {where}", values).fetchone()
    return int(n)


def indicator_counts(db: sqlite3.Connection, regions: Iterable[str]) -> dict[str, int]:
    """Indicator → how many figures with a value these divisions have of it, the most frequent first."""
    counts: Counter[str] = Counter()
    for region in dict.fromkeys(regions):
        source, where, values = _facts(Wanted(region=region, kind="figure"))
        for indicator, n in db.execute(
            f"SELECT f.indicator, count(*) FROM {source} WHERE {where} AND f.indicator IS NOT NULL"
            " AND f.value IS NOT NULL GROUP BY f.indicator",
            values,
        ):
            counts[indicator] += n
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _facts(wanted: Wanted) -> tuple[str, str, list[object]]:
    """FROM, WHERE and values. A place's facts are streamed from the codes, an article's from its rows."""
    where, values = ["1"], list[object]()
    source = "fact f"
    if wanted.region is not None:
        source = "told t CROSS JOIN fact f ON f.row = t.rowid"
        country = wanted.region == COUNTRY and wanted.below
        # "r" stands for a division and what lies above it, "e" for the very one.
        codes = [] if country else [terms.code("r" if wanted.below else "e", wanted.region or "none")]
        codes += [terms.code("k", wanted.kind)] if wanted.kind else []
        any_kind = " OR ".join(f'"{terms.code("k", kind)}"' for kind in FACT_KINDS)
        codes += [terms.code("i", wanted.indicator)] if wanted.indicator else []
        where.append("told MATCH ? AND f.region IS NOT NULL" if wanted.below else "told MATCH ?")
        values.append("{codes} : (" + (" AND ".join(f'"{code}"' for code in codes) or any_kind) + ")")
    elif wanted.article is not None or wanted.meeting is not None:
        source = f"article a CROSS JOIN fact f ON f.row BETWEEN a.row << {PART_BITS} AND {LAST_PART}"
    if wanted.article is not None:
        where.append("f.article = (SELECT row FROM article WHERE id = ?)")
        values.append(wanted.article)
        if wanted.region is None:
            where.append("a.id = ?")
            values.append(wanted.article)
    if wanted.meeting is not None:
        where.append(f"(f.article << {PART_BITS} | f.mention) IN (SELECT row FROM mention WHERE meeting = ?)")
        values.append(wanted.meeting)
        if wanted.region is None:
            where.append("a.row IN (SELECT article FROM mention WHERE meeting = ?)")
            values.append(wanted.meeting)
    if wanted.kind is not None:
        where.append("f.kind = ?")
        values.append(wanted.kind)
    if wanted.indicator is not None:
        where.append("f.indicator = ?")
        values.append(wanted.indicator)
    if wanted.years is not None:
        where.append("f.day >= ? AND f.day < ?")
        values += day_span(*wanted.years)
    return source, " AND ".join(where), values


def facts_by_id(db: sqlite3.Connection, ids: Iterable[str]) -> list[FactPlace]:
    found = []
    for i in ids:
        found += facts_of_rows(db, naming.rows(db, i)[:1]) or [FactPlace(doc, None) for doc in rejected(db, i)]
    return found


def rejected(db: sqlite3.Connection, fact: str) -> list[int]:
    """The number of a fact that a person rejected: it is in no list, and can be read by its id."""
    return [doc for (doc,) in db.execute("SELECT doc FROM rejected WHERE id = ? ORDER BY doc DESC LIMIT 1", (fact,))]


def facts_of_rows(db: sqlite3.Connection, rows: Iterable[int]) -> list[FactPlace]:
    found = []
    for row in rows:
        found += [
            FactPlace(*f) for f in db.execute(f"SELECT f.doc, {_MEETING_OF_FACT} FROM fact f WHERE f.row = ?", (row,))
        ]
    return found
