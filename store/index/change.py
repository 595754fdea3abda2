"""One change of the index while it is made: what a segment brings or takes, tallies, meetings joined anew.

Comes in: rows that come and go. Goes out: the catalogue of documents, counts by division and year, merged meetings;
tallies and meetings are gathered and written once, at the end of a segment. It knows rows, not texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from store.disk import segment
from store.disk.segment import Document, Place
from store.index import joining, terms
from store.index.index import Index
from store.index.layout import ALL_YEARS, COUNTRY, NOWHERE, PART_BITS, SORTS
from store.index.said import Said

Group = tuple[str | None, str | None]  # division and first day of a meeting
Found = tuple[Place, Document]
_AT_ONCE = 500  # articles whose words are held before they are written
_COLUMNS = {
    "body": ("text", "chars", "codes", "who"),
    "head": ("text", "chars", "pinyin", "initials"),
    "told": ("words", "who", "codes"),
    "named": ("id",),
}


@dataclass(slots=True)
class Change:
    """What one segment changes; tallies and meetings are gathered and written at its end."""

    index: Index
    folder: Path
    number: int
    replaces: frozenset[int] = frozenset()
    tally: Counter[tuple[int, str, str, int]] = field(default_factory=Counter)  # year, what, code, 1 for own
    stock: Counter[str] = field(default_factory=Counter)  # table → documents more
    groups: set[Group] = field(default_factory=set)
    originals: set[str] = field(default_factory=set)  # ids of articles that came or went: their mirrors follow
    renewed: set[str] = field(default_factory=set)  # ids of articles of which parts came or went alone
    persons: set[str] = field(default_factory=set)
    spoken: dict[str, list[tuple[object, ...]]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[str, int] = field(default_factory=dict)  # table → its number in `stock`
    bodies: bool = True
    said: Said = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.bodies = self.index.bodies
        self.said = Said.of(self.index.db)

    def count(self, year: int, what: str, codes: Iterable[str | None], by: int) -> None:
        own = {code or NOWHERE for code in codes} or {NOWHERE}
        below = {up for code in own if code for up in (*terms.region_codes(code), COUNTRY)} | (own & {NOWHERE})
        for when in (year, ALL_YEARS):
            for code in own:
                self.tally[when, what, code, 1] += by
            for code in below:
                self.tally[when, what, code, 0] += by

    def say(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Adds rows (number first) to a full-text table; `speak` writes them."""
        self.spoken[table] += rows
        if len(self.spoken["body"]) >= _AT_ONCE:
            self.speak()

    def speak(self) -> None:
        """Writes what is to be found by words. In order: FTS5 begins a new segment at every number below the last."""
        for table, rows in self.spoken.items():
            columns = ("rowid", *_COLUMNS[table])
            sql = f"INSERT INTO {table}({', '.join(columns)}) VALUES ({','.join('?' * len(columns))})"
            self.index.db.executemany(sql, sorted(rows))
            rows.clear()

    def found(self, doc: int) -> Found:
        """A document that is indexed already, read from its segment."""
        name, number, offset, length = self.index.db.execute(
            "SELECT name, segment, offset, length FROM record r JOIN stock s ON s.id = r.stock WHERE doc = ?", (doc,)
        ).fetchone()
        file = segment.path(self.folder, number)
        with file.open("rb") as stream:
            stream.seek(offset)
            return Place(name, doc, offset, length, number), segment.loads(file, stream.read(length))

    def moved(self, place: Place) -> bool:
        if not self.replaces:
            return False
        old = self.index.db.execute("SELECT segment FROM record WHERE doc = ?", (place.doc,)).fetchone()
        if old is None or old[0] not in self.replaces:
            return False
        self.index.db.execute(
            "UPDATE record SET segment = ?, offset = ?, length = ? WHERE doc = ?",
            (self.number, place.offset, place.length, place.doc),
        )
        return True

    def record(self, found: Iterable[tuple[Place, int | None]]) -> None:
        db = self.index.db
        rows = []
        for place, row in found:
            kind = self.kinds.get(place.table)
            if kind is None:
                found_kind = db.execute("SELECT id FROM stock WHERE name = ?", (place.table,)).fetchone()
                if found_kind is None:
                    sql = "INSERT INTO stock VALUES (NULL, ?, 0) RETURNING id"
                    found_kind = db.execute(sql, (place.table,)).fetchone()
                kind = self.kinds[place.table] = int(found_kind[0])
            rows.append((place.doc, kind, place.segment or self.number, place.offset, place.length, row))
            self.stock[place.table] += 1
        db.executemany("INSERT INTO record VALUES (?,?,?,?,?,?)", rows)

    def forget(self, name: str, docs: list[int]) -> None:
        kept = [(doc,) for doc in docs if doc >= 0]  # what a person added stands in no segment
        self.index.db.executemany("DELETE FROM record WHERE doc = ?", kept)
        self.stock[name] -= len(kept)

    def parts(self, row: int) -> tuple[int, int]:
        """First and last row that an article's parts may have."""
        (more,) = self.index.db.execute("SELECT more FROM article WHERE row = ?", (row,)).fetchone()
        return row << PART_BITS, ((row + more + 1) << PART_BITS) - 1


def settle(change: Change, row: int) -> None:
    """Writes the article's own counts and the divisions it touches."""
    db = change.index.db
    first, last = change.parts(row)
    db.execute(
        "UPDATE article SET meetings = (SELECT count(*) FROM mention WHERE row BETWEEN ?2 AND ?3),"
        " facts = (SELECT count(*) FROM fact WHERE row BETWEEN ?2 AND ?3) WHERE row = ?1",
        (row, first, last),
    )
    found = db.execute(
        "SELECT region FROM article WHERE row = ?1 UNION SELECT region FROM mention WHERE row BETWEEN ?2 AND ?3"
        " UNION SELECT region FROM fact WHERE row BETWEEN ?2 AND ?3",
        (row, first, last),
    )
    own = {code for (code,) in found if code} or {NOWHERE}
    codes = {up: 0 for code in own for up in terms.region_codes(code)} | dict.fromkeys(own, 1)
    db.execute("DELETE FROM place WHERE row = ?", (row,))
    db.executemany("INSERT INTO place VALUES (?,?,?)", [(code, row, mine) for code, mine in codes.items()])


def tally_article(change: Change, row: int, by: int) -> None:
    db = change.index.db
    day, counted = db.execute("SELECT day, counted FROM article WHERE row = ?", (row,)).fetchone()
    codes = [code for (code,) in db.execute("SELECT code FROM place WHERE row = ? AND own", (row,))]
    change.count(_year(day), "article", codes, by)
    if not counted:
        return
    for region, kind, when, n in db.execute(
        "SELECT region, kind, day, count(*) FROM fact WHERE row BETWEEN ? AND ? GROUP BY 1, 2, 3", change.parts(row)
    ):
        change.count(_year(when), kind, [region], by * n)
        change.count(_year(when), "fact", [region], by * n)


def _year(day: int) -> int:
    found = terms.day_of(day)
    return found.year if found else 0


def finish(change: Change) -> None:
    db = change.index.db
    change.speak()
    _add_persons(change)
    groups = sorted(change.groups, key=lambda g: (g[0] or "", g[1] or ""))
    for group in groups:  # all of them first: a corrected meeting goes from one group to another under one id
        dissolve(change, group)
    for group in groups:
        join(change, group)
    _write_tallies(change)
    db.executemany(
        "UPDATE stock SET documents = documents + ? WHERE name = ?", [(n, t) for t, n in change.stock.items()]
    )


def _add_persons(change: Change) -> None:
    """Notes how names are read that are new; in their order, so that neighbours are one page."""
    from store.index.readings import letters

    db, asked = change.index.db, "SELECT 1 FROM person WHERE name = ?"
    names = sorted(name for name in change.persons if len(name) <= 20)
    new = [name for name in names if not db.execute(asked, (name,)).fetchone()]
    db.executemany("INSERT INTO person VALUES (?,?,?)", [(name, *letters(name)) for name in new])


def _write_tallies(change: Change) -> None:
    found: dict[tuple[int, str], list[int]] = {}
    for (year, what, code, own), by in change.tally.items():
        if by:
            found.setdefault((year, code), [0] * 2 * len(SORTS))[2 * SORTS.index(what) + 1 - own] = by
    columns = [name for sort in SORTS for name in (sort, f"{sort}_below")]
    more = ", ".join(f"{name} = {name} + excluded.{name}" for name in columns)
    marks = ",".join("?" * (2 + len(columns)))
    change.index.db.executemany(
        f"INSERT INTO tally VALUES ({marks}) ON CONFLICT DO UPDATE SET {more}",
        [(*key, *numbers) for key, numbers in sorted(found.items())],
    )


def dissolve(change: Change, group: Group) -> None:
    """Takes out the meetings of one division and day."""
    db = change.index.db
    for (year,) in db.execute("SELECT year FROM meeting WHERE region IS ? AND first IS ?", group):
        change.count(year, "meeting", [group[0]], -1)
    db.execute("DELETE FROM meeting WHERE region IS ? AND first IS ?", group)


def join(change: Change, group: Group) -> None:
    """Joins the reports of one division and day anew."""
    db = change.index.db
    region, first = group
    found = db.execute(
        "SELECT m.row, a.id, a.published, m.start, m.name, m.aka, m.kind, m.occasion, m.apart, m.together, m.own,"
        " m.level, a.day"
        " FROM mention m JOIN article a ON a.row = m.article WHERE m.region IS ? AND m.first IS ?",
        group,
    ).fetchall()
    rest = {row: (own, level, day) for row, *_, own, level, day in found}
    reports = [
        joining.Report(
            row,
            article,
            published,
            start,
            name,
            tuple(aka.split("\n")) if aka else (),
            kind,
            occasion,
            apart,
            frozenset(keys.split()),
        )
        for row, article, published, start, name, aka, kind, occasion, apart, keys, *_ in found
    ]
    together = joining.join(reports, dated=first is not None)
    for one, meeting in zip(together, joining.numbered(rest[one[0].row][0] for one in together), strict=True):
        day = rest[one[0].row][2]
        occasion = next((r.occasion for r in one if r.occasion and r.occasion != "other"), None)
        level = max(rest[r.row][1] for r in one)
        year = terms.year_of(first)
        db.execute(
            "INSERT INTO meeting VALUES (?,?,?,?,?,?,?,?)",
            (
                meeting,
                region,
                first,
                terms.day_number(first) or day,
                year,
                occasion,
                level,
                len({r.article for r in one}),
            ),
        )
        db.executemany("UPDATE mention SET meeting = ? WHERE row = ?", [(meeting, r.row) for r in one])
        change.count(year, "meeting", [region], +1)
