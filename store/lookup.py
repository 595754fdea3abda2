"""What listings ask of the index: articles, meetings, facts of a place and a span of years, counts, records by id.

Comes in: an open index. Goes out: small frozen rows, merged meetings, and the documents' numbers for whoever reads them
from the segments. Nothing here loads more than it was asked for; free text is `store.finding`'s.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store import terms
from store.index import ALL_YEARS, DAY_BITS
from store.joining import MAIN_OCCASIONS
from store.records import Meeting, Span

Years = tuple[int, int]  # first and last, both within
NOWHERE = ""


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
    found: dict[str, dict[str, int]] = {}
    for what, code, own, below in db.execute(
        "SELECT what, code, sum(own), sum(below) FROM tally WHERE year BETWEEN ? AND ?"
        " AND what IN ('article', 'meeting', 'fact') GROUP BY what, code",
        (first, last),
    ):
        if own or below:
            found.setdefault(code, {}).update({f"{what}s": own, f"{what}s_below": below})
    return {code: Counts(**values) for code, values in found.items()}


def kinds(db: sqlite3.Connection, region: str, *, below: bool, years: Years | None) -> dict[str, int]:
    """Kind of fact → how many a division has."""
    first, last = years or (ALL_YEARS, ALL_YEARS)
    rows = db.execute(
        f"SELECT what, sum({'below' if below else 'own'}) FROM tally WHERE year BETWEEN ? AND ? AND code = ?"
        " AND what NOT IN ('article', 'meeting', 'fact') GROUP BY what",
        (first, last, region),
    )
    return {what: n for what, n in rows if n}


def article_rows(
    db: sqlite3.Connection, region: str | None, *, below: bool, years: Years | None, window: tuple[int, int]
) -> list[ArticleRow]:
    """Articles newest first; those of a division are the ones that say something of it."""
    low, high = _row_span(years)
    where, values = "a.row BETWEEN ? AND ?", [low, high]
    source = "article a"
    if region is not None:
        source = "place p JOIN article a ON a.row = p.row"
        where = "p.code = ? AND p.row BETWEEN ? AND ?" + ("" if below else " AND p.own")
        values = [region, low, high]
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
    """Ids of merged meetings, newest first."""
    where, values = ["1"], list[object]()
    if region == NOWHERE:
        where.append("region IS NULL")
    elif region is not None and below and region != "100000":
        stem = region.rstrip("0") if region.endswith("00") else region
        stem = region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region
        where.append("region >= ? AND region < ?")
        values += [stem, stem + "\U0010ffff"]
    elif region is not None and not below:
        where.append("region = ?")
        values.append(region)
    if years is not None:
        where.append("year BETWEEN ? AND ?")
        values += years
    if occasion is not None:
        where.append("occasion = ?")
        values.append(occasion)
    rows = db.execute(
        f"SELECT id FROM meeting WHERE {' AND '.join(where)} ORDER BY day DESC, id LIMIT ?", (*values, limit)
    )
    return [i for (i,) in rows]


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
        'SELECT a.id, m.id, m.start, m."end", m.name, m.region, m.date, m.kind, m.aka, m.occasion, m.theme, m.own'
        " FROM mention m JOIN article a ON a.row = m.article WHERE m.meeting = ?"
        " ORDER BY a.published IS NULL, a.published, a.id, m.start",
        (meeting,),
    ).fetchall()
    if not rows:
        return None
    names = [row[4] for row in rows]
    aka = [name for row in rows for name in (row[4], *row[8].split("\n")) if name]
    name = next((n for n in names if not n.endswith("第一会")), names[0])
    return Meeting(
        id=meeting,
        name=name,
        region=rows[0][5],
        date=rows[0][6],
        kind=next((row[7] for row in rows if row[7] != "其他"), rows[0][7]),
        articles=tuple(dict.fromkeys(row[0] for row in rows)),
        aka=tuple(n for n in dict.fromkeys(aka) if n != name),
        occasion=next((row[9] for row in rows if row[9] and row[9] != "other"), rows[0][9]),
        theme=next((row[10] for row in rows if row[10]), None),
        mentions=tuple(Span(article=row[0], start=row[2], end=row[3]) for row in rows),
        aliases=tuple(i for i in dict.fromkeys(i for row in rows for i in (row[11], row[1])) if i != meeting),
    )


@dataclass(frozen=True, slots=True)
class FactPlace:
    """Where a fact's document is, and the merged meeting it belongs to."""

    id: str
    doc: int
    meeting: str | None


def facts(db: sqlite3.Connection, where: Mapping[str, object], *, window: tuple[int, int]) -> list[FactPlace]:
    """Facts by equality: `article`, `region`, `below` (a code), `meeting`, `kind`, `years`; newest article first,
    and in the order of the text within one."""
    source, terms_, values = "fact f", ["1"], list[object]()
    if (article := where.get("article")) is not None:
        terms_.append("f.article = (SELECT row FROM article WHERE id = ?)")
        values.append(article)
    if (meeting := where.get("meeting")) is not None:
        source = "mention m JOIN fact f ON f.article = m.article AND f.mention = m.id"
        terms_.append("m.meeting = ?")
        values.append(meeting)
    if "region" in where:
        terms_.append("f.region IS ?")
        values.append(where["region"] or None)
    if (code := where.get("below")) is not None:
        asked = [terms.code("r", str(code))] + ([terms.code("k", str(where["kind"]))] if where.get("kind") else [])
        terms_.append("f.row IN (SELECT rowid FROM told WHERE told MATCH ?)")
        values.append("codes : (" + " AND ".join(f'"{c}"' for c in asked) + ")")
    if (kind := where.get("kind")) is not None:
        terms_.append("f.kind = ?")
        values.append(kind)
    rows = db.execute(
        "SELECT f.id, f.doc, (SELECT meeting FROM mention WHERE article = f.article AND id = f.mention) FROM "
        f"{source} WHERE {' AND '.join(terms_)} ORDER BY f.article DESC, f.row LIMIT ? OFFSET ?",
        (*values, *window),
    )
    return [FactPlace(*row) for row in rows]


def facts_by_id(db: sqlite3.Connection, ids: Iterable[str]) -> Iterator[FactPlace]:
    for i in ids:
        for row in db.execute(
            "SELECT f.id, f.doc, (SELECT meeting FROM mention WHERE article = f.article AND id = f.mention)"
            " FROM fact f WHERE f.id = ?",
            (i,),
        ):
            yield FactPlace(*row)


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
    ):
        for (i,) in db.execute(sql, (prefix, high, limit)):
            found[what, i] = None
    return list(found)


def _row_span(years: Years | None) -> tuple[int, int]:
    if years is None:
        return 0, 1 << 62
    low = terms.day_number(f"{max(years[0], 1):04d}-01-01")
    high = terms.day_number(f"{min(years[1], 9998) + 1:04d}-01-01")
    return low << DAY_BITS, (high << DAY_BITS) - 1
