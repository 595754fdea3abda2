"""Lists of merged meetings, the reports that make one, and under which id a meeting stands now.

Comes in: an open index, a division, a span of years, ids. Goes out: ids newest first, meetings made of their reports, and
the reports. Which reports are one meeting was decided when they were indexed (`store.index.joining`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from store.index.layout import COUNTRY, NOWHERE
from store.index.terms import Years
from store.records import Meeting, Span

MAIN_OCCASIONS = (
    "new_year",
    "two_sessions",
    "investment",
)  # of the meetings that a card shows first  # of the meetings that a card shows first


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
        from store.regions.table import code_span

        where.append("region >= ? AND region < ?")
        values += code_span(region)
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
    name = by_hand["name"][4] if "name" in by_hand else shown(names)
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


def shown(names: Sequence[str]) -> str:
    """The first name that is more than 新春第一会."""
    if len(set(names)) == 1:
        return names[0]
    from store.language.nickname import ends_as_nickname  # with its patterns: only where there is a choice

    return next((name for name in names if not ends_as_nickname(name)), names[0])


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
