"""From the records of one segment to the rows of the index, and out again.

Comes in: the documents of a segment with their places. Goes out: rows in the catalogue, tallies, meetings joined anew
in the divisions and days that were touched, full-text rows. An article of the same id with a smaller document number
is replaced, with its mentions and facts; a tombstone (`removed`) takes a document out. It opens no file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from store import joining, terms
from store.index import ALL_YEARS, DAY_BITS, PART_BITS, Index
from store.segment import Document, Place

NOWHERE = ""  # the code under which records without a division are tallied
COUNTRY = "100000"
Group = tuple[str | None, str | None]  # division and first day of a meeting
Found = tuple[Place, Document]


@dataclass(slots=True)
class _Change:
    """What one segment changes, gathered and written at its end."""

    index: Index
    number: int
    replaces: frozenset[int]
    tally: Counter[tuple[int, str, str, int]] = field(default_factory=Counter)  # year, what, code, 1 for own
    groups: set[Group] = field(default_factory=set)

    def count(self, year: int, what: str, codes: Iterable[str | None], by: int) -> None:
        own = {code or NOWHERE for code in codes} or {NOWHERE}
        below = {up for code in own if code for up in (*terms.region_codes(code), COUNTRY)} | (own & {NOWHERE})
        for when in (year, ALL_YEARS):
            for code in own:
                self.tally[when, what, code, 1] += by
            for code in below:
                self.tally[when, what, code, 0] += by


def add_segment(index: Index, number: int, found: Sequence[Found], replaces: Iterable[int] = ()) -> None:
    """Adds the records of a segment. Records that stood in a segment it replaces only move; the rest is indexed."""
    change = _Change(index, number, frozenset(replaces))
    tables: dict[str, list[Found]] = defaultdict(list)
    for place, document in found:
        if not _moved(change, place):
            tables[place.table].append((place, document))
    for place, document in tables.pop("removed", []):
        _record(change, place, None)
        _drop(change, int(document["doc"]))
    parts: dict[str, tuple[list[Found], list[Found]]] = defaultdict(lambda: ([], []))
    for part, name in enumerate(("mentions", "facts")):
        for place, document in tables.pop(name, []):
            parts[str(document.get("article"))][part].append((place, document))
    for place, document in tables.pop("articles", []):
        _add_article(change, place, document, *parts.pop(str(document["id"]), ([], [])))
    for article, (mentions, facts) in parts.items():
        _add_to(change, article, mentions, facts)
    for name in tables:
        for place, _ in tables[name]:
            _drop(change, place.doc)
            _record(change, place, None)
    _finish(change)


def drop_segment(index: Index, number: int) -> None:
    """Takes out what the index holds of a segment that is no longer there."""
    change = _Change(index, number, frozenset())
    for (doc,) in index.db.execute("SELECT doc FROM record WHERE segment = ?", (number,)).fetchall():
        _drop(change, doc)
    index.db.execute("DELETE FROM segment WHERE number = ?", (number,))
    _finish(change)


def _moved(change: _Change, place: Place) -> bool:
    if not change.replaces:
        return False
    old = change.index.db.execute("SELECT segment FROM record WHERE doc = ?", (place.doc,)).fetchone()
    if old is None or old[0] not in change.replaces:
        return False
    change.index.db.execute(
        "UPDATE record SET segment = ?, offset = ?, length = ? WHERE doc = ?",
        (change.number, place.offset, place.length, place.doc),
    )
    return True


def _record(change: _Change, place: Place, row: int | None) -> None:
    change.index.db.execute(
        "INSERT OR REPLACE INTO record VALUES (?,?,?,?,?,?)",
        (place.doc, place.table, change.number, place.offset, place.length, row),
    )


# Taking out


def _drop(change: _Change, doc: int) -> None:
    """Takes one document out; an article goes with its mentions and facts."""
    db = change.index.db
    found = db.execute("SELECT name, row FROM record WHERE doc = ?", (doc,)).fetchone()
    if found is None:
        return
    name, row = found
    if name == "articles" and row is not None:
        _drop_article(change, row)
    elif name in ("mentions", "facts") and row is not None:
        (article,) = db.execute(f"SELECT article FROM {name[:-1]} WHERE row = ?", (row,)).fetchone()
        _tally_article(change, article, -1)
        _drop_part(change, name, row)
        _settle(change, article)
        _tally_article(change, article, +1)
    db.execute("DELETE FROM record WHERE doc = ?", (doc,))


def _drop_article(change: _Change, row: int) -> None:
    db = change.index.db
    _tally_article(change, row, -1)
    for name in ("mentions", "facts"):
        for (part,) in db.execute(f"SELECT row FROM {name[:-1]} WHERE article = ?", (row,)).fetchall():
            _drop_part(change, name, part)
    db.execute("DELETE FROM record WHERE doc = (SELECT doc FROM article WHERE row = ?)", (row,))
    db.execute("DELETE FROM place WHERE row = ?", (row,))
    db.execute("DELETE FROM article WHERE row = ?", (row,))
    _dead(change)


def _drop_part(change: _Change, name: str, row: int) -> None:
    db = change.index.db
    if name == "mentions":
        change.groups.add(db.execute("SELECT region, first FROM mention WHERE row = ?", (row,)).fetchone())
    db.execute(f"DELETE FROM record WHERE doc = (SELECT doc FROM {name[:-1]} WHERE row = ?)", (row,))
    db.execute(f"DELETE FROM {name[:-1]} WHERE row = ?", (row,))


def _dead(change: _Change) -> None:
    change.index.db.execute("INSERT INTO state VALUES ('dead', 1) ON CONFLICT(key) DO UPDATE SET value = value + 1")


# Putting in


def _add_article(change: _Change, place: Place, data: Document, mentions: list[Found], facts: list[Found]) -> None:
    db = change.index.db
    old = db.execute("SELECT row, doc FROM article WHERE id = ?", (data["id"],)).fetchone()
    if old is not None:
        if old[1] > place.doc:
            return
        _drop_article(change, old[0])
    published = data.get("published")
    days = [terms.day_number(published), *(terms.day_number(m.get("date")) for _, m in mentions)]
    day = next((d for d in days if d), terms.UNKNOWN_DAY)
    row = _free_row(change, day, len(facts))
    mirror = data.get("mirror_of")
    db.execute(
        "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?,0,0)",
        (row, data["id"], place.doc, data.get("title"), data.get("publisher"), published, data.get("region"), day)
        + (data.get("url"), data.get("content"), mirror, data.get("script", "Hans")),
    )
    _record(change, place, row)
    _add_parts(change, row, data["id"], mentions, facts)
    _settle(change, row)
    _tally_article(change, row, +1)
    places = [code for (code,) in db.execute("SELECT code FROM place WHERE row = ?", (row,))]
    codes = [terms.code("r", code) for code in places] + _day_codes("d", published)
    db.execute("INSERT INTO body(rowid, text, codes) VALUES (?,?,?)", (row, terms.terms(data["text"]), " ".join(codes)))
    _add_head(change, row << PART_BITS, data.get("title") or "")


def _add_to(change: _Change, article: str, mentions: list[Found], facts: list[Found]) -> None:
    """Adds mentions and facts that came without their article to the one that stands; without one, as mere records."""
    found = change.index.db.execute("SELECT row FROM article WHERE id = ?", (article,)).fetchone()
    if found is None:
        for place, _ in (*mentions, *facts):
            _record(change, place, None)
        return
    _tally_article(change, found[0], -1)
    for place, _ in (*mentions, *facts):
        _drop(change, place.doc)
    _add_parts(change, found[0], article, mentions, facts)
    _settle(change, found[0])
    _tally_article(change, found[0], +1)


def _free_row(change: _Change, day: int, facts: int) -> int:
    """The next free row of a day; more rows than one where its parts need the room."""
    low, high = day << DAY_BITS, (day + 1) << DAY_BITS
    if day == terms.UNKNOWN_DAY:
        low, high = 1, 36500 << DAY_BITS  # no article is of before 1900: what has no date fills that room
    db = change.index.db
    row = low
    for last, last_facts in db.execute(
        "SELECT row, (SELECT max(max(f.row), (a.row << ?1)) FROM fact f WHERE f.article = a.row) FROM article a"
        " WHERE row >= ?2 AND row < ?3 ORDER BY row DESC LIMIT 1",
        (PART_BITS, low, high),
    ):
        row = max(last, (last_facts or 0) >> PART_BITS) + 1
    while db.execute("SELECT 1 FROM article WHERE row BETWEEN ? AND ?", (row, row + (facts >> PART_BITS))).fetchone():
        row += 1
    return row


def _add_parts(change: _Change, row: int, article: str, mentions: list[Found], facts: list[Found]) -> None:
    db = change.index.db
    (mirror,) = db.execute("SELECT mirror_of FROM article WHERE row = ?", (row,)).fetchone()
    speakers: dict[str | None, int] = defaultdict(int)
    for _, fact in facts:
        if fact["kind"] == "person" and fact.get("role") == "讲话":
            speakers[fact.get("meeting")] = max(speakers[fact.get("meeting")], joining.level(fact.get("title")))
    dates = {m["id"]: m.get("date") for _, m in mentions}
    part = _next_part(change, "mention", row)
    for n, (place, m) in enumerate(mentions, part):
        first = (m.get("date") or "").split("/")[0] or None
        own = joining.own_id(m.get("region"), first, m["name"], article)
        names = "\n".join(m.get("aka", ()))
        db.execute(
            "INSERT INTO mention VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (n, m["id"], place.doc, row, m["start"], m["end"], m["name"], m.get("region"), m.get("date"), first)
            + (m.get("kind", "其他"), names, m.get("occasion"), m.get("theme"), speakers[m["id"]], own, own),
        )
        _record(change, place, n)
        _add_head(change, n, " ".join((m["name"], *m.get("aka", ()))))
        change.groups.add((m.get("region"), first))
    for n, (place, f) in enumerate(facts, _next_part(change, "fact", row)):
        _add_fact(change, n, row, place, f, dates.get(f.get("meeting")), told=mirror is None)


def _next_part(change: _Change, table: str, row: int) -> int:
    (last,) = change.index.db.execute(f"SELECT max(row) FROM {table} WHERE article = ?", (row,)).fetchone()
    return int(last or row << PART_BITS) + 1


def _add_fact(
    change: _Change, row: int, article: int, place: Place, fact: Document, date: str | None, *, told: bool
) -> None:
    db = change.index.db
    (published_day,) = db.execute("SELECT day FROM article WHERE row = ?", (article,)).fetchone()
    day = terms.day_number(date) or published_day
    db.execute(
        "INSERT INTO fact VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (row, fact["id"], place.doc, article, fact["kind"], fact.get("region"), fact.get("meeting"), day)
        + tuple(
            fact.get(k) for k in ("value", "value_max", "unit", "indicator", "status", "horizon", "stage", "basis")
        ),
    )
    _record(change, place, row)
    if told:
        words = " ".join(str(fact[k]) for k in ("measure", "name", "title", "text", "investor") if fact.get(k))
        who = str(fact.get("speaker") or (fact["name"] if fact["kind"] == "person" else ""))
        db.execute(
            "INSERT INTO told(rowid, words, who, codes) VALUES (?,?,?,?)",
            (row, terms.terms(words), terms.terms(who), " ".join(fact_codes(fact, day))),
        )


def fact_codes(fact: Document, day: int) -> list[str]:
    """The fields of a fact as terms: kind, division, day, unit, value by power of ten, and the closed lists."""
    codes = [terms.code("k", fact["kind"])]
    codes += [terms.code("r", code) for code in terms.region_codes(fact.get("region")) or ["none"]]
    found = terms.day_of(day)
    codes += _day_codes("d", found.isoformat() if found else None)
    codes += _day_codes("h", fact.get("horizon"))
    for letter, key in (("u", "unit"), ("i", "indicator"), ("s", "status"), ("g", "stage"), ("b", "basis")):
        if fact.get(key):
            codes.append(terms.code(letter, str(fact[key])))
    for letter, key in (("o", "role"), ("y", "industry"), ("c", "scope")):
        if fact.get(key):
            codes.append(terms.code(letter, str(fact[key])))
    codes += [terms.code("t", tag) for tag in fact.get("tags", ())]
    if fact.get("value") is not None:
        codes.append(value_code(fact["value"]))
    return codes


def value_code(value: float) -> str:
    """The power of ten of a value as a term: a comparison asks for the powers it allows and looks at the edge alone."""
    return f"v_{len(str(int(abs(value))))}" if value >= 0 else "v_-"


def _day_codes(letter: str, edtf: str | None) -> list[str]:
    day = terms.day_of(terms.day_number(edtf))
    return [f"{letter}_{day.year}", f"{letter}_{day.year}{day.month:02d}"] if day else []


def _add_head(change: _Change, row: int, text: str) -> None:
    if text:
        change.index.db.execute("INSERT INTO head(rowid, text, letters) VALUES (?,?,'')", (row, terms.terms(text)))


# Counting


def _settle(change: _Change, row: int) -> None:
    """Writes the article's own counts and the divisions it touches."""
    db = change.index.db
    db.execute(
        "UPDATE article SET meetings = (SELECT count(*) FROM mention WHERE article = ?1),"
        " facts = (SELECT count(*) FROM fact WHERE article = ?1) WHERE row = ?1",
        (row,),
    )
    own = {code for (code,) in db.execute(
        "SELECT region FROM article WHERE row = ?1 UNION SELECT region FROM mention WHERE article = ?1"
        " UNION SELECT region FROM fact WHERE article = ?1", (row,)) if code} or {NOWHERE}  # fmt: skip
    codes = {up: 0 for code in own for up in terms.region_codes(code)} | dict.fromkeys(own, 1)
    db.execute("DELETE FROM place WHERE row = ?", (row,))
    db.executemany("INSERT INTO place VALUES (?,?,?)", [(code, row, mine) for code, mine in codes.items()])


def _tally_article(change: _Change, row: int, by: int) -> None:
    db = change.index.db
    day, mirror = db.execute("SELECT day, mirror_of FROM article WHERE row = ?", (row,)).fetchone()
    codes = [code for (code,) in db.execute("SELECT code FROM place WHERE row = ? AND own", (row,))]
    change.count(_year(day), "article", codes, by)
    if mirror is not None:
        return
    for region, kind, when, n in db.execute(
        "SELECT region, kind, day, count(*) FROM fact WHERE article = ? GROUP BY 1, 2, 3", (row,)
    ):
        change.count(_year(when), kind, [region], by * n)
        change.count(_year(when), "fact", [region], by * n)


def _year(day: int) -> int:
    found = terms.day_of(day)
    return found.year if found else 0


def _finish(change: _Change) -> None:
    db = change.index.db
    for group in sorted(change.groups, key=lambda g: (g[0] or "", g[1] or "")):
        _join(change, group)
    db.executemany(
        "INSERT INTO tally VALUES (?1,?2,?3,?4,?5) ON CONFLICT DO UPDATE SET own = own + ?4, below = below + ?5",
        [
            (year, what, code, by if own else 0, 0 if own else by)
            for (year, what, code, own), by in change.tally.items()
            if by
        ],
    )


def _join(change: _Change, group: Group) -> None:
    """Joins the reports of one division and day anew."""
    db = change.index.db
    region, first = group
    for (year,) in db.execute("SELECT year FROM meeting WHERE region IS ? AND first IS ?", group):
        change.count(year, "meeting", [region], -1)
    db.execute("DELETE FROM meeting WHERE region IS ? AND first IS ?", group)
    found = db.execute(
        "SELECT m.row, a.id, a.published, m.start, m.name, m.aka, m.kind, m.occasion, m.own, m.level, a.day"
        " FROM mention m JOIN article a ON a.row = m.article WHERE m.region IS ? AND m.first IS ?", group,
    ).fetchall()  # fmt: skip
    rest = {row: (own, level, day) for row, *_, own, level, day in found}
    reports = [joining.Report(r, a, p, s, n, tuple(k.split("\n")) if k else (), kind, o)
               for r, a, p, s, n, k, kind, o, *_ in found]  # fmt: skip
    if first is None:
        groups: Sequence[tuple[joining.Report, ...]] = [(r,) for r in sorted(reports, key=lambda r: r.order)]
    else:
        groups = joining.join(reports)
    taken: Counter[str] = Counter()
    for reports_of_one in groups:
        own = rest[reports_of_one[0].row][0]
        taken[own] += 1
        meeting = own if taken[own] == 1 else f"{own}-{taken[own]}"
        day = terms.day_number(first) or rest[reports_of_one[0].row][2]
        occasion = next((r.occasion for r in reports_of_one if r.occasion and r.occasion != "other"), None)
        level = max(rest[r.row][1] for r in reports_of_one)
        year = terms.year_of(first)
        db.execute(
            "INSERT INTO meeting VALUES (?,?,?,?,?,?,?,?)",
            (meeting, region, first, day, year, occasion, level, len({r.article for r in reports_of_one})),
        )
        db.executemany("UPDATE mention SET meeting = ? WHERE row = ?", [(meeting, r.row) for r in reports_of_one])
        change.count(year, "meeting", [region], +1)
