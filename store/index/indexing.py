"""From the records of one segment to the rows of the index, and out again.

Comes in: the documents of a segment with their places. Goes out: rows in the catalogue and in the full-text tables,
tallies, meetings joined anew in the divisions and days that were touched. An article takes the place of an older
document of its id, with all its mentions and facts; a tombstone (`removed`) takes a document out. The facts of a mirror
are kept and not counted as long as its original stands. Within the transaction of the caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from store.disk.segment import Document, Place
from store.disk.sound import CHECKED, is_sound
from store.index import joining, naming, terms
from store.index.change import Change, Found, finish, settle, tally_article
from store.index.index import Index
from store.index.layout import DAY_BITS, PART_BITS, ROOM
from store.index.likeness import least
from store.index.said import Parts, first_day
from store.index.wording import body, heading, told, who

_FACT_FIELDS = ("value", "value_max", "unit", "indicator", "status", "horizon", "stage", "basis")


def add_segment(index: Index, folder: Path, number: int, found: Iterable[Found], replaces: Iterable[int] = ()) -> None:
    """Adds the records of a segment. Those that stood in a segment it replaces only move; the rest is indexed."""
    change = Change(index, folder, number, frozenset(replaces))
    tables: dict[str, list[Found]] = defaultdict(list)
    mere: list[Found] = []  # documents that are kept and mean nothing to the index
    for place, document in found:
        if not change.moved(place):
            sound = place.table not in CHECKED or is_sound(place.table, document)
            (tables[place.table] if sound else mere).append((place, document))
    for place, document in tables.pop("removed", []):
        change.record([(place, None)])
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
        change.record([(place, None) for place, _ in rest])
    _renew(change)
    follow_mirrors(change)
    finish(change)


def add_again(change: Change, row: int) -> None:
    """Indexes an article that stands already anew, with all its parts."""
    (doc,) = change.index.db.execute("SELECT doc FROM article WHERE row = ?", (row,)).fetchone()
    _add_article(change, *change.found(doc), [], [])


def _renew(change: Change) -> None:
    """Indexes articles anew of which parts came or went: with the text stands what facts and persons it has."""
    for article in sorted(change.renewed):
        if found := change.index.db.execute("SELECT row FROM article WHERE id = ?", (article,)).fetchone():
            add_again(change, found[0])


def drop_segments(index: Index, folder: Path, numbers: Sequence[int]) -> None:
    """Takes out what the index holds of segments that are no longer there."""
    change = Change(index, folder, 0)
    marks = ",".join("?" * len(numbers))
    for (doc,) in index.db.execute(f"SELECT doc FROM record WHERE segment IN ({marks})", numbers).fetchall():
        _drop(change, doc)
    _renew(change)
    follow_mirrors(change)
    finish(change)


# Taking out


def _drop(change: Change, doc: int) -> None:
    """Takes one document out; an article goes with its mentions and facts."""
    db = change.index.db
    found = db.execute("SELECT name, row FROM record r JOIN stock s ON s.id = r.stock WHERE doc = ?", (doc,)).fetchone()
    if found is None:
        return
    name, row = found
    if row is None:
        change.forget(name, [doc])
    elif name == "articles":
        _drop_article(change, row)
    else:
        tables = ("fact", "rejected") if name == "facts" else ("mention",)
        either = " UNION ".join(f"SELECT article FROM {table} WHERE row = ?1" for table in tables)
        (article,) = db.execute(either, (row,)).fetchone()
        change.renewed.update(db.execute("SELECT id FROM article WHERE row = ?", (article,)).fetchone())
        tally_article(change, article, -1)
        _drop_parts(change, name, "row = ?", row)
        settle(change, article)
        tally_article(change, article, +1)


def _drop_article(change: Change, row: int) -> None:
    db = change.index.db
    article, doc, more = db.execute("SELECT id, doc, more FROM article WHERE row = ?", (row,)).fetchone()
    tally_article(change, row, -1)
    for name in ("mentions", "facts"):
        _drop_parts(change, name, "row BETWEEN ? AND ?", *change.parts(row))
    change.forget("articles", [doc])
    db.execute("DELETE FROM place WHERE row = ?", (row,))
    db.execute("DELETE FROM article WHERE row = ?", (row,))
    db.execute("DELETE FROM unsettled WHERE article = ?", (article,))
    db.executemany("INSERT INTO gone VALUES (?)", [(one,) for one in range(row, row + more + 1)])
    change.originals.add(article)


def _drop_parts(change: Change, name: str, where: str, *values: int) -> None:
    db = change.index.db
    if name == "mentions":
        change.groups.update(db.execute(f"SELECT region, first FROM mention WHERE {where}", values))
    for table in ("fact", "rejected") if name == "facts" else ("mention",):
        change.forget(name, [doc for (doc,) in db.execute(f"SELECT doc FROM {table} WHERE {where}", values)])
        db.execute(f"DELETE FROM {table} WHERE {where}", values)


# Putting in


def _add_article(change: Change, place: Place, data: Document, mentions: list[Found], facts: list[Found]) -> None:
    db = change.index.db
    old = db.execute("SELECT row, doc FROM article WHERE id = ?", (data["id"],)).fetchone()
    if old is not None:
        if old[1] > place.doc:
            return
        if old[1] == place.doc:  # changed in place: its parts stay
            mentions, facts = _with_standing(change, old[0], mentions, facts)
        _drop_article(change, old[0])
    parts = change.said.over(data["id"], mentions, facts, data.get("text", ""))
    mentions, facts = parts.mentions, parts.facts
    published, mirror = data.get("published"), data.get("mirror_of")
    days = [terms.day_number(published), *(terms.day_number(m.get("date")) for _, m in mentions)]
    day = next((d for d in days if d), terms.UNKNOWN_DAY)
    more = max(len(facts) + len(parts.rejected), len(mentions)) // ROOM
    if more:
        db.execute("INSERT OR REPLACE INTO state VALUES ('wide', 1)")  # a part's row does not say its article's
    row = _free_row(change, day, more)
    counted = mirror is None or db.execute("SELECT 1 FROM article WHERE id = ?", (mirror,)).fetchone() is None
    kept = (data.get("url"), data.get("content"))
    fixed = tuple(data.get(name) for name in ("title", "publisher", "published", "region"))
    db.execute(
        "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,0,0)",
        (row, data["id"], place.doc, *fixed, day, *kept, mirror, counted, more),
    )
    change.record([(place, row)])
    change.originals.add(data["id"])
    if not change.said.agrees(data):
        db.execute("INSERT INTO unsettled VALUES (?)", (data["id"],))
    _add_parts(change, row, parts)
    settle(change, row)
    tally_article(change, row, +1)
    places = [code for (code,) in db.execute("SELECT code FROM place WHERE row = ?", (row,))]
    dates = [published, *(m.get("date") for _, m in mentions)]
    db.executemany("INSERT INTO shingle VALUES (?,?)", [(value, row) for value in least(data.get("text", ""))])
    shown = data if change.bodies else {"title": data.get("title")}
    columns = body(shown, places, dates, (f for _, f in facts))
    change.say("body", [(row, *columns)])
    if data.get("title"):
        _add_heads(change, [(row << PART_BITS, data["title"])])


def _with_standing(
    change: Change, row: int, mentions: list[Found], facts: list[Found]
) -> tuple[list[Found], list[Found]]:
    """The parts given and those that an article has already, in the order in which they were written."""
    whole = []
    for table, given in (("mention", mentions), ("fact", facts)):
        new = {place.doc for place, _ in given}
        either = [table, "rejected"] if table == "fact" else [table]
        sql = " UNION ".join(f"SELECT doc FROM {t} WHERE row BETWEEN ?1 AND ?2 AND doc >= 0" for t in either)
        docs = change.index.db.execute(sql, change.parts(row))
        standing = [change.found(doc) for (doc,) in docs.fetchall() if doc not in new]
        whole.append(sorted([*standing, *given], key=lambda found: found[0].doc))
    return whole[0], whole[1]


def _add_heads(change: Change, heads: list[tuple[int, str]]) -> None:
    from store.index.readings import readings

    change.say("head", [(row, *terms.terms_and_characters(text), *readings(text)) for row, text in heads])


def _add_to(change: Change, article: str, mentions: list[Found], facts: list[Found]) -> None:
    """Adds mentions and facts that came without their article to the one that stands; without one, as mere records."""
    for place, _ in (*mentions, *facts):
        _drop(change, place.doc)
    found = change.index.db.execute("SELECT doc FROM article WHERE id = ?", (article,)).fetchone()
    if found is None:
        change.record([(place, None) for place, _ in (*mentions, *facts)])
    else:
        _add_article(change, *change.found(found[0]), mentions, facts)


def _free_row(change: Change, day: int, more: int) -> int:
    """A row that was never used: of that day, or where the day is full of one after it."""
    db = change.index.db
    slot = day if day >= terms.FIRST_DATED else 0
    while True:
        end = (slot + 1 if slot else terms.FIRST_DATED) << DAY_BITS
        found = db.execute("SELECT row FROM free WHERE day = ?", (slot,)).fetchone()
        row = int(found[0]) if found else max(slot << DAY_BITS, 1)
        if row + more < end:
            db.execute("INSERT OR REPLACE INTO free VALUES (?,?)", (slot, row + more + 1))
            return row
        slot = slot + 1 if slot else terms.FIRST_DATED


def _add_parts(change: Change, row: int, parts: Parts) -> None:
    db = change.index.db
    mentions, facts, rejected = parts
    day, counted, region = db.execute("SELECT day, counted, region FROM article WHERE row = ?", (row,)).fetchone()
    first, last = change.parts(row)
    speakers: dict[str | None, int] = defaultdict(int)
    for _, fact in facts:
        if fact["kind"] == "person" and fact.get("role") == "讲话":
            speakers[fact.get("meeting")] = max(speakers[fact.get("meeting")], joining.level(fact.get("title")))
    places = list(enumerate(mentions, first + 1))
    rows = [_mention_row(n, row, place, m, speakers[m["id"]]) for n, (place, m) in places]
    db.executemany("INSERT INTO mention VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    change.groups.update((m.get("region"), first_day(m)) for _, m in mentions)
    _add_heads(change, [(n, heading(m)) for n, (_, m) in places])
    change.record([(place, n) for n, (place, _) in places])
    own = db.execute("SELECT id, row, date FROM mention WHERE row BETWEEN ? AND ?", change.parts(row))
    reports = {i: (n - (row << PART_BITS), date) for i, n, date in own}
    # Facts count down from the end of the room, so that "newest first" is the order of the text within an article.
    places = [(last - n, found) for n, found in enumerate(facts)]
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
                *map(f.get, _FACT_FIELDS),
            )
            for (n, (place, f)), when in zip(places, days, strict=True)
        ],
    )
    change.record([(place, n) for n, (place, _) in places if place.doc >= 0])
    change.say("named", [(n, naming.term(f["id"])) for n, (_, f) in places])
    away = [(last - n, found) for n, found in enumerate(rejected, len(facts))]
    if away:
        db.executemany("INSERT INTO rejected VALUES (?,?,?,?)", [(n, f["id"], p.doc, row) for n, (p, f) in away])
        change.record([(place, n) for n, (place, _) in away])
    if counted:
        columns = told([f for _, f in facts], days, region)
        change.say("told", [(n, *one) for (n, _), one in zip(places, columns, strict=True)])
        change.persons.update(name for _, f in facts if (name := who(f)))


def _mention_row(row: int, article_row: int, place: Place, m: Document, level: int) -> tuple[object, ...]:
    span = (m["start"], m["end"], m["name"], m.get("region"), m.get("date"), first_day(m))
    rest = (m.get("kind", "其他"), "\n".join(m.get("aka", ())), m.get("occasion"), m.get("theme"), level)
    said = (m["own"], m["own"], m["said"], m["apart"], " ".join(m["together"]), " ".join(m["corrected"]))
    return (row, m["id"], place.doc, article_row, *span, *rest, *said)


def follow_mirrors(change: Change) -> None:
    """Counts the facts of a mirror whose original went, and no longer those of one whose original came."""
    db = change.index.db
    for original in sorted(change.originals):
        stands = db.execute("SELECT 1 FROM article WHERE id = ?", (original,)).fetchone() is not None
        for doc, counted in db.execute("SELECT doc, counted FROM article WHERE mirror_of = ?", (original,)).fetchall():
            if bool(counted) == stands:
                _add_article(change, *change.found(doc), [], [])
