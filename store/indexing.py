"""From the records of one segment to the rows of the index, and out again.

Comes in: the documents of a segment with their places. Goes out: rows in the catalogue and in the full-text tables,
tallies, meetings joined anew in the divisions and days that were touched. An article takes the place of an older
document of its id, with all its mentions and facts; a tombstone (`removed`) takes a document out. The facts of a mirror
are kept and not counted as long as its original stands. Within the transaction of the caller.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store import joining, segment, terms
from store.index import ALL_YEARS, COUNTRY, DAY_BITS, NOWHERE, PART_BITS, REMOVED, ROOM, Index
from store.records import FACTS
from store.segment import Document, Place

_FIRST_DATED = terms.day_number("1900-01-01")  # rows before it are for articles without a date
_FACT_FIELDS = ("value", "value_max", "unit", "indicator", "status", "horizon", "stage", "basis")
_WORDS = ("measure", "name", "title", "text", "investor", "number", "issuer")
_CODED = (("u", "unit"), ("i", "indicator"), ("s", "status"), ("g", "stage"), ("b", "basis"), ("o", "role"),
          ("y", "industry"), ("c", "scope"))  # fmt: skip

Group = tuple[str | None, str | None]  # division and first day of a meeting
Found = tuple[Place, Document]


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
    dead: int = 0

    def count(self, year: int, what: str, codes: Iterable[str | None], by: int) -> None:
        own = {code or NOWHERE for code in codes} or {NOWHERE}
        below = {up for code in own if code for up in (*terms.region_codes(code), COUNTRY)} | (own & {NOWHERE})
        for when in (year, ALL_YEARS):
            for code in own:
                self.tally[when, what, code, 1] += by
            for code in below:
                self.tally[when, what, code, 0] += by

    def document(self, doc: int) -> Document:
        """A document that is indexed already, read from its segment."""
        number, offset, length = self.index.db.execute(
            "SELECT segment, offset, length FROM record WHERE doc = ?", (doc,)
        ).fetchone()
        file = segment.path(self.folder, number)
        with file.open("rb") as stream:
            stream.seek(offset)
            return segment.loads(file, stream.read(length))

    def found(self, doc: int) -> Found:
        name, offset, length = self.index.db.execute(
            "SELECT name, offset, length FROM record r JOIN stock s ON s.id = r.stock WHERE doc = ?", (doc,)
        ).fetchone()
        return Place(name, doc, offset, length), self.document(doc)


# What a document of these tables must hold to be indexed as a record; TinyDB lets anyone insert anything.
CHECKED: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "articles": {"id": str},
    "mentions": {"id": str, "article": str, "start": int, "end": int, "name": str},
    "facts": {"id": str, "article": str, "start": int, "end": int, "kind": str},
    REMOVED: {"doc": int},
}
_TEXTS = frozenset(
    "title publisher published region url content mirror_of text date kind occasion theme meeting name measure unit"
    " indicator status horizon stage basis speaker role industry scope investor number issuer".split()
)


def is_sound(table: str, document: Document) -> bool:
    """Whether a document is a record of its table; a sign of a torn segment may have changed its name or kind."""
    if any(not isinstance(document.get(name), kind) for name, kind in CHECKED[table].items()):
        return False
    if table == "facts" and (
        document["kind"] not in FACTS or (document["kind"] == "person" and "name" not in document)
    ):
        return False
    for name, value in document.items():
        if name in _TEXTS and not isinstance(value, str) and value is not None:
            return False
    lists = all(isinstance(i, str) for name in ("aka", "tags") for i in document.get(name) or ())
    return lists and all(isinstance(document.get(name), int | float | None) for name in ("value", "value_max"))


def add_segment(index: Index, folder: Path, number: int, found: Iterable[Found], replaces: Iterable[int] = ()) -> None:
    """Adds the records of a segment. Those that stood in a segment it replaces only move; the rest is indexed."""
    change = Change(index, folder, number, frozenset(replaces))
    tables: dict[str, list[Found]] = defaultdict(list)
    mere: list[Found] = []  # documents that are kept and mean nothing to the index
    for place, document in found:
        if not _moved(change, place):
            sound = place.table not in CHECKED or is_sound(place.table, document)
            (tables[place.table] if sound else mere).append((place, document))
    for place, document in tables.pop("removed", []):
        _record(change, [(place, None)])
        _drop(change, int(document["doc"]))
    parts: dict[str, tuple[list[Found], list[Found]]] = defaultdict(lambda: ([], []))
    for part, name in enumerate(("mentions", "facts")):
        for place, document in tables.pop(name, []):
            parts[str(document.get("article"))][part].append((place, document))
    for place, document in tables.pop("articles", []):
        _add_article(change, place, document, *parts.pop(str(document["id"]), ([], [])))
    for article, (mentions, facts) in parts.items():
        _add_to(change, article, mentions, facts)
    for rest in (mere, *tables.values()):
        for place, _ in rest:
            _drop(change, place.doc)
        _record(change, [(place, None) for place, _ in rest])
    _finish(change)


def drop_segments(index: Index, folder: Path, numbers: Sequence[int]) -> None:
    """Takes out what the index holds of segments that are no longer there."""
    change = Change(index, folder, 0)
    marks = ",".join("?" * len(numbers))
    for (doc,) in index.db.execute(f"SELECT doc FROM record WHERE segment IN ({marks})", numbers).fetchall():
        _drop(change, doc)
    _finish(change)


def _moved(change: Change, place: Place) -> bool:
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


def _record(change: Change, found: Iterable[tuple[Place, int | None]]) -> None:
    db = change.index.db
    rows = []
    for place, row in found:
        kind = db.execute("SELECT id FROM stock WHERE name = ?", (place.table,)).fetchone()
        if kind is None:
            kind = db.execute("INSERT INTO stock VALUES (NULL, ?, 0) RETURNING id", (place.table,)).fetchone()
        rows.append((place.doc, kind[0], change.number, place.offset, place.length, row))
        change.stock[place.table] += 1
    db.executemany("INSERT INTO record VALUES (?,?,?,?,?,?)", rows)


# Taking out


def _drop(change: Change, doc: int) -> None:
    """Takes one document out; an article goes with its mentions and facts."""
    db = change.index.db
    found = db.execute("SELECT name, row FROM record r JOIN stock s ON s.id = r.stock WHERE doc = ?", (doc,)).fetchone()
    if found is None:
        return
    name, row = found
    if row is None:
        _forget(change, name, [doc])
    elif name == "articles":
        _drop_article(change, row)
    else:
        (article,) = db.execute(f"SELECT article FROM {name[:-1]} WHERE row = ?", (row,)).fetchone()
        _tally_article(change, article, -1)
        _drop_parts(change, name, "row = ?", row)
        _settle(change, article)
        _tally_article(change, article, +1)


def _forget(change: Change, name: str, docs: list[int]) -> None:
    change.index.db.executemany("DELETE FROM record WHERE doc = ?", [(doc,) for doc in docs])
    change.stock[name] -= len(docs)


def _drop_article(change: Change, row: int) -> None:
    db = change.index.db
    article, doc = db.execute("SELECT id, doc FROM article WHERE row = ?", (row,)).fetchone()
    _tally_article(change, row, -1)
    for name in ("mentions", "facts"):
        _drop_parts(change, name, "row BETWEEN ? AND ?", *_parts(change, row))
    _forget(change, "articles", [doc])
    db.execute("DELETE FROM place WHERE row = ?", (row,))
    db.execute("DELETE FROM article WHERE row = ?", (row,))
    change.originals.add(article)
    change.dead += 1


def _drop_parts(change: Change, name: str, where: str, *values: int) -> None:
    db = change.index.db
    if name == "mentions":
        change.groups.update(db.execute(f"SELECT region, first FROM mention WHERE {where}", values))
    docs = [doc for (doc,) in db.execute(f"SELECT doc FROM {name[:-1]} WHERE {where}", values)]
    _forget(change, name, docs)
    db.execute(f"DELETE FROM {name[:-1]} WHERE {where}", values)


# Putting in


def _add_article(change: Change, place: Place, data: Document, mentions: list[Found], facts: list[Found]) -> None:
    db = change.index.db
    old = db.execute("SELECT row, doc FROM article WHERE id = ?", (data["id"],)).fetchone()
    if old is not None:
        if old[1] > place.doc:
            return
        if old[1] == place.doc:  # changed in place: its parts stay
            first, last = _parts(change, old[0])
            for table, into in (("mention", mentions), ("fact", facts)):
                docs = db.execute(f"SELECT doc FROM {table} WHERE row BETWEEN ? AND ?", (first, last)).fetchall()
                into += [change.found(doc) for (doc,) in docs if all(doc != p.doc for p, _ in into)]
        _drop_article(change, old[0])
    published, mirror = data.get("published"), data.get("mirror_of")
    days = [terms.day_number(published), *(terms.day_number(m.get("date")) for _, m in mentions)]
    day = next((d for d in days if d), terms.UNKNOWN_DAY)
    row = _free_row(change, day, max(len(facts), len(mentions)))
    counted = mirror is None or db.execute("SELECT 1 FROM article WHERE id = ?", (mirror,)).fetchone() is None
    kept = (data.get("url"), data.get("content"))
    fixed = tuple(data.get(name) for name in ("title", "publisher", "published", "region"))
    db.execute(
        "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (row, data["id"], place.doc, *fixed, day, *kept, mirror, counted, len(mentions), len(facts)),
    )
    _record(change, [(place, row)])
    change.originals.add(data["id"])
    _add_parts(change, row, mentions, facts)
    _settle(change, row)
    _tally_article(change, row, +1)
    _write_body(change, row, data, [m for _, m in mentions], [f for _, f in facts])


def _write_body(change: Change, row: int, data: Document, mentions: list[Document], facts: list[Document]) -> None:
    db = change.index.db
    places = [code or "none" for (code,) in db.execute("SELECT code FROM place WHERE row = ?", (row,))]
    codes = [terms.code("r", code) for code in places]
    codes += [
        c for when in (data.get("published"), *(m.get("date") for m in mentions)) for c in terms.day_codes("d", when)
    ]
    codes += [terms.code("f", kind) for kind in {f["kind"] for f in facts}]
    text = "\n".join((data.get("title") or "", data.get("text", "")))
    db.execute(
        "INSERT INTO body(rowid, text, chars, codes) VALUES (?,?,?,?)",
        (row, *terms.terms_and_characters(text), " ".join(dict.fromkeys(codes))),
    )
    if data.get("title"):
        _add_heads(change, [(row << PART_BITS, data["title"])])


def _add_heads(change: Change, heads: list[tuple[int, str]]) -> None:
    from store.readings import readings

    change.index.db.executemany(
        "INSERT INTO head(rowid, text, chars, pinyin, initials) VALUES (?,?,?,?,?)",
        [(row, *terms.terms_and_characters(text), *readings(text)) for row, text in heads],
    )


def _add_to(change: Change, article: str, mentions: list[Found], facts: list[Found]) -> None:
    """Adds mentions and facts that came without their article to the one that stands; without one, as mere records."""
    for place, _ in (*mentions, *facts):
        _drop(change, place.doc)
    found = change.index.db.execute("SELECT row FROM article WHERE id = ?", (article,)).fetchone()
    if found is None:
        _record(change, [(place, None) for place, _ in (*mentions, *facts)])
        return
    _tally_article(change, found[0], -1)
    _add_parts(change, found[0], mentions, facts)
    _settle(change, found[0])
    _tally_article(change, found[0], +1)


def _free_row(change: Change, day: int, parts: int) -> int:
    """The next free row of a day; where its parts need the room of more rows than one, those behind it are free too."""
    db = change.index.db
    low, high = day << DAY_BITS, (day + 1) << DAY_BITS
    if day < _FIRST_DATED:
        low, high = 1, _FIRST_DATED << DAY_BITS
    last = db.execute("SELECT max(row) FROM article WHERE row >= ? AND row < ?", (low, high)).fetchone()[0]
    row = low if last is None else (_parts(change, last)[1] >> PART_BITS) + 1
    while (
        taken := db.execute(
            "SELECT max(row) FROM article WHERE row BETWEEN ? AND ?", (row, row + parts // ROOM)
        ).fetchone()[0]
    ) is not None:
        row = (_parts(change, taken)[1] >> PART_BITS) + 1
    return int(row)


def _parts(change: Change, row: int) -> tuple[int, int]:
    """First and last row that an article's parts may have."""
    (facts, mentions) = change.index.db.execute("SELECT facts, meetings FROM article WHERE row = ?", (row,)).fetchone()
    more = max(facts, mentions) // ROOM
    return row << PART_BITS, ((row + more + 1) << PART_BITS) - 1


def _add_parts(change: Change, row: int, mentions: list[Found], facts: list[Found]) -> None:
    db = change.index.db
    article, day, counted, region = db.execute(
        "SELECT id, day, counted, region FROM article WHERE row = ?", (row,)
    ).fetchone()
    speakers: dict[str | None, int] = defaultdict(int)
    for _, fact in facts:
        if fact["kind"] == "person" and fact.get("role") == "讲话":
            speakers[fact.get("meeting")] = max(speakers[fact.get("meeting")], joining.level(fact.get("title")))
    places = list(enumerate(mentions, _next_mention(change, row)))
    rows = [_mention_row(n, row, place, m, article, speakers[m["id"]]) for n, (place, m) in places]
    db.executemany("INSERT INTO mention VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    change.groups.update((m.get("region"), _first(m)) for _, m in mentions)
    _add_heads(change, [(n, _heading(m)) for n, (_, m) in places])
    _record(change, [(place, n) for n, (place, _) in places])
    own = db.execute("SELECT id, row, date FROM mention WHERE row BETWEEN ? AND ?", _parts(change, row))
    reports = {i: (n - (row << PART_BITS), date) for i, n, date in own}
    top = _next_fact(change, row)
    places = [(top - n, found) for n, found in enumerate(facts)]
    days = [terms.day_number(reports.get(f.get("meeting"), (0, None))[1]) or day for _, f in facts]
    db.executemany(
        "INSERT INTO fact VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
            (
                n,
                f["id"],
                place.doc,
                row,
                f["kind"],
                f.get("region"),
                reports.get(f.get("meeting"), (None,))[0],
                when,
                *(f.get(name) for name in _FACT_FIELDS),
            )
            for (n, (place, f)), when in zip(places, days, strict=True)
        ],
    )
    _record(change, [(place, n) for n, (place, _) in places])
    if counted:
        db.executemany(
            "INSERT INTO told(rowid, words, who, codes) VALUES (?,?,?,?)",
            [(n, *_told(f, when, region)) for (n, (_, f)), when in zip(places, days, strict=True)],
        )
        _add_persons(change, {who for _, f in facts if (who := _who(f))})


def _mention_row(row: int, article_row: int, place: Place, m: Document, article: str, level: int) -> tuple[object, ...]:
    first = _first(m)
    own = joining.own_id(m.get("region"), first, m["name"], article)
    span = (m["start"], m["end"], m["name"], m.get("region"), m.get("date"), first)
    rest = (m.get("kind", "其他"), "\n".join(m.get("aka", ())), m.get("occasion"), m.get("theme"), level, own, own)
    return (row, m["id"], place.doc, article_row, *span, *rest)


def _first(mention: Document) -> str | None:
    return (mention.get("date") or "").split("/")[0] or None


def _heading(mention: Document) -> str:
    """What a meeting is found by from outside: its place and its names."""
    from store.regions.table import region_of

    region = region_of(mention["region"]) if mention.get("region") else None
    return "\n".join((region.name if region else "", mention["name"], *mention.get("aka", ())))


def _next_mention(change: Change, row: int) -> int:
    parts = _parts(change, row)
    (found,) = change.index.db.execute("SELECT max(row) FROM mention WHERE row BETWEEN ? AND ?", parts).fetchone()
    return int(parts[0] if found is None else found) + 1


def _next_fact(change: Change, row: int) -> int:
    """Facts count down from the end of the room, so that "newest first" is the order of the text within an article."""
    first, last = _parts(change, row)
    (found,) = change.index.db.execute("SELECT min(row) FROM fact WHERE row BETWEEN ? AND ?", (first, last)).fetchone()
    return int(last if found is None else found - 1)


def _who(fact: Document) -> str | None:
    who = fact.get("speaker") or (fact["name"] if fact["kind"] == "person" else None)
    return str(who) if who else None


def _told(fact: Document, day: int, article_region: str | None) -> tuple[str, str, str]:
    """Words, persons and codes of a fact, as the full-text table holds them."""
    words = "\n".join(str(fact[name]) for name in _WORDS if fact.get(name))
    codes = [terms.code("k", fact["kind"])]
    codes += [terms.code("r", code) for code in terms.region_codes(fact.get("region") or article_region) or ("none",)]
    codes.append(terms.code("e", fact.get("region") or "none"))
    found = terms.day_of(day)
    codes += terms.day_codes("d", found.isoformat() if found else None)
    codes += terms.span_codes("h", fact.get("horizon"))
    codes += [terms.code(letter, str(fact[name])) for letter, name in _CODED if fact.get(name)]
    codes += terms.value_codes(fact.get("value"), fact.get("value_max"))
    return terms.terms(words), terms.terms(_who(fact) or ""), " ".join(codes)


def _add_persons(change: Change, names: set[str]) -> None:
    from store.readings import letters

    db = change.index.db
    new = [name for name in names if not db.execute("SELECT 1 FROM person WHERE name = ?", (name,)).fetchone()]
    db.executemany("INSERT INTO person VALUES (?,?,?)", [(name, *letters(name)) for name in new if len(name) <= 20])


# Counting


def _settle(change: Change, row: int) -> None:
    """Writes the article's own counts and the divisions it touches."""
    db = change.index.db
    first, last = _parts(change, row)
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


def _tally_article(change: Change, row: int, by: int) -> None:
    db = change.index.db
    day, counted = db.execute("SELECT day, counted FROM article WHERE row = ?", (row,)).fetchone()
    codes = [code for (code,) in db.execute("SELECT code FROM place WHERE row = ? AND own", (row,))]
    change.count(_year(day), "article", codes, by)
    if not counted:
        return
    for region, kind, when, n in db.execute(
        "SELECT region, kind, day, count(*) FROM fact WHERE row BETWEEN ? AND ? GROUP BY 1, 2, 3", _parts(change, row)
    ):
        change.count(_year(when), kind, [region], by * n)
        change.count(_year(when), "fact", [region], by * n)


def _year(day: int) -> int:
    found = terms.day_of(day)
    return found.year if found else 0


def _finish(change: Change) -> None:
    db = change.index.db
    _follow_mirrors(change)
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
    db.executemany(
        "UPDATE stock SET documents = documents + ? WHERE name = ?", [(n, t) for t, n in change.stock.items()]
    )
    db.execute("INSERT INTO state VALUES ('dead', ?1) ON CONFLICT DO UPDATE SET value = value + ?1", (change.dead,))


def _follow_mirrors(change: Change) -> None:
    """Counts the facts of a mirror whose original went, and no longer those of one whose original came."""
    db = change.index.db
    for original in sorted(change.originals):
        stands = db.execute("SELECT 1 FROM article WHERE id = ?", (original,)).fetchone() is not None
        for doc, counted in db.execute("SELECT doc, counted FROM article WHERE mirror_of = ?", (original,)).fetchall():
            if bool(counted) == stands:
                number, row = db.execute("SELECT segment, row FROM record WHERE doc = ?", (doc,)).fetchone()
                first, last = _parts(change, row)
                found = [
                    [
                        change.found(d)
                        for (d,) in db.execute(f"SELECT doc FROM {t} WHERE row BETWEEN ? AND ?", (first, last))
                    ]
                    for t in ("mention", "fact")
                ]
                place, data = change.found(doc)
                own, change.number = change.number, number
                _drop_article(change, row)
                _add_article(change, place, data, *found)
                change.number = own


def _join(change: Change, group: Group) -> None:
    """Joins the reports of one division and day anew."""
    db = change.index.db
    region, first = group
    for (year,) in db.execute("SELECT year FROM meeting WHERE region IS ? AND first IS ?", group):
        change.count(year, "meeting", [region], -1)
    db.execute("DELETE FROM meeting WHERE region IS ? AND first IS ?", group)
    found = db.execute(
        "SELECT m.row, a.id, a.published, m.start, m.name, m.aka, m.kind, m.occasion, m.own, m.level, a.day"
        " FROM mention m JOIN article a ON a.row = m.article WHERE m.region IS ? AND m.first IS ?",
        group,
    ).fetchall()
    rest = {row: (own, level, day) for row, *_, own, level, day in found}
    reports = [
        joining.Report(row, article, published, start, name, tuple(aka.split("\n")) if aka else (), kind, occasion)
        for row, article, published, start, name, aka, kind, occasion, *_ in found
    ]
    together = joining.join(reports) if first else [(r,) for r in sorted(reports, key=lambda r: r.order)]
    taken: Counter[str] = Counter()
    for one in together:
        own, _, day = rest[one[0].row]
        taken[own] += 1
        meeting = own if taken[own] == 1 else f"{own}-{taken[own]}"
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
