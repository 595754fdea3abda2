"""What listings ask of the index: articles, meetings, facts of a place and a span of years, counts, records by id.

Comes in: an open index. Goes out: small frozen rows, merged meetings, and the documents' numbers for whoever reads them
from the segments. Nothing here loads more than it was asked for; free text is `store.search.finding`'s.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.index import terms
from store.index.layout import ALL_YEARS, COUNTRY, DAY_BITS, NOWHERE, PART_BITS
from store.records import FACT_KINDS, Meeting, Span

SPILLED = 31  # days after a full one on which its articles may lie
MAIN_OCCASIONS = ("new_year", "two_sessions", "investment")  # of the meetings that a card shows first
Years = tuple[int, int]  # first and last, both within


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of a list of articles."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    region: str | None
    meetings: int
    facts: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records a division has: its own, and with all that lies below it."""

    articles: int = 0
    meetings: int = 0
    facts: int = 0
    articles_below: int = 0
    meetings_below: int = 0
    facts_below: int = 0


def counts(db: sqlite3.Connection, years: Years | None = None) -> dict[str, Counts]:
    """Code → counts, for every division that has any; "" stands for records without a division."""
    first, last = years or (ALL_YEARS, ALL_YEARS)
    found: dict[str, list[int]] = {}
    for year in range(first, last + 1):  # each year's rows of one sort lie together
        for at, what in enumerate(("article", "meeting", "fact")):
            for code, own, below in db.execute(
                "SELECT code, own, below FROM tally WHERE year = ? AND what = ?", (year, what)
            ):
                numbers = found.setdefault(code, [0] * 6)
                numbers[at] += own
                numbers[at + 3] += below
    return {code: Counts(*numbers) for code, numbers in found.items() if any(numbers)}


def kinds(db: sqlite3.Connection, region: str, *, below: bool, years: Years | None) -> dict[str, int]:
    """Kind of fact → how many a division has."""
    first, last = years or (ALL_YEARS, ALL_YEARS)
    column = "below" if below else "own"
    found = {}
    for kind in FACT_KINDS:
        rows = [
            db.execute(
                f"SELECT {column} FROM tally WHERE year = ? AND what = ? AND code = ?", (year, kind, region)
            ).fetchone()
            for year in range(first, last + 1)
        ]
        found[kind] = sum(row[0] for row in rows if row)
    return {kind: n for kind, n in found.items() if n}


def article_rows(
    db: sqlite3.Connection, region: str | None, *, below: bool, years: Years | None, window: tuple[int, int]
) -> list[ArticleRow]:
    """Articles newest first; those of a division are the ones that say something of it."""
    where, values = "1", list[object]()
    source = "article a"
    if region == COUNTRY and below:
        where += " AND a.row NOT IN (SELECT row FROM place WHERE code = '')"
    elif region is not None:
        source = "place p JOIN article a ON a.row = p.row"
        where = "p.code = ?" + ("" if below else " AND p.own")
        values = [region]
    if years is not None:
        column = "a" if region is None or (region == COUNTRY and below) else "p"
        where += f" AND {column}.row BETWEEN ? AND ? AND a.day >= ? AND a.day < ?"
        low, high = _day_span(years)
        values += [low << DAY_BITS, (high + SPILLED) << DAY_BITS, low, high]
    rows = db.execute(
        f"SELECT a.id, a.title, a.publisher, a.published, a.region, a.meetings, a.facts FROM {source}"
        f" WHERE {where} ORDER BY a.row DESC LIMIT ? OFFSET ?",
        (*values, *window),
    )
    return [ArticleRow(*row) for row in rows]


def meeting_ids(
    db: sqlite3.Connection,
    region: str | None,
    *,
    below: bool,
    years: Years | None,
    occasion: str | None = None,
    limit: int = -1,
) -> list[str]:
    """Ids of merged meetings, newest first; those without a day of their own last."""
    where, values = ["1"], list[object]()
    if region == NOWHERE:
        where.append("region IS NULL")
    elif region == COUNTRY and below:
        where.append("region IS NOT NULL")
    elif region is not None and below:
        stem = region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region
        where.append("region >= ? AND region < ?")
        values += [stem, stem + "\U0010ffff"]
    elif region is not None:
        where.append("region = ?")
        values.append(region)
    if years is not None:
        where.append("year BETWEEN ? AND ?")
        values += years
    if occasion is not None:
        where.append("occasion = ?")
        values.append(occasion)
    found: list[str] = []
    for dated in ("first IS NOT NULL", "first IS NULL"):
        rows = db.execute(
            f"SELECT id FROM meeting WHERE {' AND '.join((*where, dated))} ORDER BY day DESC, id LIMIT ?",
            (*values, limit - len(found) if limit >= 0 else -1),
        )
        found += [i for (i,) in rows]
    return found


def main_meeting_id(db: sqlite3.Connection, region: str, years: Years | None) -> str | None:
    """The meeting a card shows: of the main occasions, then by the highest speaker, the number of sources, the day."""
    marks = ",".join("?" * len(MAIN_OCCASIONS))
    low, high = years or (-1, 9999)
    found = db.execute(
        f"SELECT id FROM meeting WHERE region = ? AND year BETWEEN ? AND ?"
        f" ORDER BY coalesce(occasion IN ({marks}), 0) DESC, level DESC, sources DESC, day DESC, id LIMIT 1",
        (region, low, high, *MAIN_OCCASIONS),
    ).fetchone()
    return found[0] if found else None


def meeting_of(db: sqlite3.Connection, any_id: str) -> str | None:
    """The id of the merged meeting that an id stands for: its own, another's that joined it, or a mention's."""
    for column in ("meeting", "own", "id"):
        found = db.execute(
            f"SELECT m.meeting FROM mention m JOIN article a ON a.row = m.article WHERE m.{column} = ?"
            " ORDER BY a.published IS NULL, a.published, a.id LIMIT 1",
            (any_id,),
        ).fetchone()
        if found:
            return str(found[0])
    return None


def meetings(db: sqlite3.Connection, ids: Sequence[str]) -> list[Meeting]:
    """The merged meetings of these ids, in their order."""
    return [meeting for i in ids if (meeting := _meeting(db, i))]


def _meeting(db: sqlite3.Connection, meeting: str) -> Meeting | None:
    rows = db.execute(
        'SELECT a.id, m.id, m.start, m."end", m.name, m.region, m.date, m.kind, m.aka, m.occasion, m.theme, m.own,'
        " m.corrected"
        " FROM mention m JOIN article a ON a.row = m.article WHERE m.meeting = ?"
        " ORDER BY a.published IS NULL, a.published, a.id, m.start",
        (meeting,),
    ).fetchall()
    if not rows:
        return None
    names = [row[4] for row in rows]
    aka = [name for row in rows for name in (row[4], *row[8].split("\n")) if name]
    by_hand = {field: row for row in reversed(rows) for field in row[12].split()}  # of each the first
    name = by_hand["name"][4] if "name" in by_hand else next((n for n in names if not n.endswith("第一会")), names[0])
    return Meeting(
        id=meeting,
        name=name,
        region=rows[0][5],
        date=rows[0][6],
        kind=by_hand["kind"][7] if "kind" in by_hand else next((r[7] for r in rows if r[7] != "其他"), rows[0][7]),
        articles=tuple(dict.fromkeys(row[0] for row in rows)),
        aka=tuple(n for n in dict.fromkeys(aka) if n != name),
        occasion=by_hand["occasion"][9]
        if "occasion" in by_hand
        else next((row[9] for row in rows if row[9] and row[9] != "other"), rows[0][9]),
        theme=by_hand["theme"][10] if "theme" in by_hand else next((row[10] for row in rows if row[10]), None),
        mentions=tuple(Span(article=row[0], start=row[2], end=row[3]) for row in rows),
        aliases=tuple(i for i in dict.fromkeys(i for row in rows for i in (row[11], row[1])) if i != meeting),
        corrected=tuple(by_hand),
    )


class FactPlace(NamedTuple):
    """Where a fact's document is, and the merged meeting it belongs to."""

    doc: int
    meeting: str | None


_LAST_PART = f"((a.row + 1 + a.more) << {PART_BITS}) - 1"
_MEETING_OF_FACT = f"(SELECT meeting FROM mention WHERE row = (f.article << {PART_BITS} | f.mention))"


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
        source = f"article a CROSS JOIN fact f ON f.row BETWEEN a.row << {PART_BITS} AND {_LAST_PART}"
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
        values += _day_span(wanted.years)
    return source, " AND ".join(where), values


def parts_of(db: sqlite3.Connection, table: str, article: str) -> list[int]:
    """The numbers of an article's mentions or facts, in the order in which they were written; none that was added."""
    found: list[int] = []
    for part in ("fact", "rejected") if table == "fact" else (table,):
        rows = db.execute(
            f"SELECT p.doc FROM article a CROSS JOIN {part} p ON p.row BETWEEN a.row << {PART_BITS} AND {_LAST_PART}"
            " WHERE a.id = ? AND p.doc >= 0",
            (article,),
        )
        found += [doc for (doc,) in rows]
    return sorted(found)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One article's report of a meeting: where it stands, and under which ids."""

    article: str
    own: str  # the id of the meeting that it would make alone
    said: str  # the same as it was extracted, before a person took it away from others
    start: int
    end: int
    region: str | None
    date: str | None


def reports_of(db: sqlite3.Connection, meeting: str) -> list[ReportRow]:
    """The reports that make a merged meeting, the earliest first."""
    return _reports(db, "m.meeting = ?", meeting)


def reports_in(db: sqlite3.Connection, article: str) -> list[ReportRow]:
    """The reports of one article."""
    return _reports(db, "a.id = ?", article)


def _reports(db: sqlite3.Connection, where: str, value: str) -> list[ReportRow]:
    rows = db.execute(
        'SELECT a.id, m.own, m.said, m.start, m."end", m.region, m.date FROM mention m'
        f" JOIN article a ON a.row = m.article WHERE {where}"
        " ORDER BY a.published IS NULL, a.published, a.id, m.start",
        (value,),
    )
    return [ReportRow(*row) for row in rows]


def facts_by_id(db: sqlite3.Connection, ids: Iterable[str]) -> list[FactPlace]:
    found = []
    for i in ids:
        rows = db.execute(
            f"SELECT f.doc, {_MEETING_OF_FACT} FROM fact f WHERE f.id = ? ORDER BY f.doc DESC LIMIT 1", (i,)
        )
        places = [FactPlace(*row) for row in rows] or [FactPlace(doc, None) for doc in rejected(db, i)]
        found += places
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


def with_prefix(db: sqlite3.Connection, prefix: str, limit: int = 10) -> list[tuple[str, str]]:
    """(what, id) of the records whose id begins so; a mention's or an alias's id answers for its meeting."""
    found: dict[tuple[str, str], None] = {}
    high = prefix + "\U0010ffff"
    for what, sql in (
        ("article", "SELECT id FROM article WHERE id >= ? AND id < ? LIMIT ?"),
        ("meeting", "SELECT id FROM meeting WHERE id >= ? AND id < ? LIMIT ?"),
        ("meeting", "SELECT meeting FROM mention WHERE own >= ? AND own < ? LIMIT ?"),
        ("meeting", "SELECT meeting FROM mention WHERE id >= ? AND id < ? LIMIT ?"),
        ("fact", "SELECT id FROM fact WHERE id >= ? AND id < ? LIMIT ?"),
        ("fact", "SELECT id FROM rejected WHERE id >= ? AND id < ? LIMIT ?"),
    ):
        for (i,) in db.execute(sql, (prefix, high, limit)):
            found[what, i] = None
    return list(found)


def _day_span(years: Years) -> tuple[int, int]:
    """First day of the span and first day after it."""
    low = terms.day_number(f"{max(years[0], 1800):04d}-01-01")
    return low, terms.day_number(f"{min(max(years[1], 1800), 9998) + 1:04d}-01-01")
