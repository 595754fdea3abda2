"""Whether the index is what the segments say.

Comes in: a store folder. Goes out: what differs, in words; nothing where they agree. A quick look takes a sample of the
records, a whole one builds the index anew beside the old and compares the tables. It mends nothing: the doctor does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from store.disk import segment
from store.disk.folder import Folder
from store.errors import IndexTorn
from store.index import building, syncing
from store.index.index import Index
from store.index.said import of_store

SAMPLED = 400  # records whose place is compared with the segment


def differences(folder: Folder, *, whole: bool) -> list[str]:
    """What the index says otherwise than the segments do, in words; nothing where they agree."""
    try:
        return list(_whole_index(folder) if whole else _quick_index(folder))
    except (sqlite3.DatabaseError, IndexTorn):
        return ["it cannot be read"]


def _quick_index(folder: Folder) -> Iterator[str]:
    db = folder.index.db
    if not folder.index.fits:
        yield "it is not an index of this version"
        return
    if building.behind(folder.index, folder.root):
        yield "it does not know all segments"
    for (said,) in db.execute("PRAGMA quick_check(3)"):
        if said != "ok":
            yield f"SQLite says: {said}"
    headers, _ = building.headers_of(folder.segments, segment.numbers(folder.segments))
    for number, digest in folder.index.segments().items():
        if digest and number in headers and headers[number].digest != digest:
            yield f"it was made from another segment {number}"
    if syncing.said(folder.index) != of_store(folder.root):
        yield "it does not show all that a person corrected"
    (records,) = db.execute("SELECT count(*) FROM record").fetchone()
    step = max(records // SAMPLED, 1)
    for doc, number, offset in db.execute("SELECT doc, segment, offset FROM record WHERE doc % ? = 0", (step,)):
        key = b'"%d":' % doc
        file = segment.path(folder.segments, number)
        try:
            with file.open("rb") as stream:
                stream.seek(offset - len(key))
                right = stream.read(len(key)) == key
        except OSError:
            right = False
        if not right:
            yield f"record {doc} is not where it says"
            break


def _whole_index(folder: Folder) -> Iterator[str]:
    """Builds the index anew beside the old one and compares the tables."""
    file = folder.root / ".index.check"
    building.build(file, folder.root)
    fresh = Index(file)
    try:
        for name, columns in _COMPARED.items():
            ours, theirs = (_dump(one, name, columns) for one in (folder.index, fresh))
            if ours != theirs:
                odd = sorted(ours ^ theirs)[:1]
                yield f"table {name} differs from the segments in {len(ours ^ theirs)} rows, such as {odd[0]}"
    finally:
        fresh.close()
        building.remove(file)


# Rows are numbered in the order of import, so they are left out; what they name is compared instead.
_COMPARED = {
    "record": "SELECT doc, name, segment, offset, length FROM record r JOIN stock s ON s.id = r.stock",
    "article": "SELECT id, doc, title, publisher, published, region, day, url, content, mirror_of, counted, meetings,"
    " facts FROM article",
    "place": "SELECT p.code, a.id, p.own FROM place p JOIN article a ON a.row = p.row",
    "mention": "SELECT m.id, m.doc, a.id, m.name, m.region, m.date, m.own, m.meeting, m.level, m.corrected FROM mention m"
    " JOIN article a ON a.row = m.article",
    "meeting": "SELECT * FROM meeting",
    "fact": "SELECT f.id, f.doc, a.id, f.kind, f.region, f.day, f.value, CASE WHEN counted THEN f.indicator END"
    " FROM fact f JOIN article a ON a.row = f.article",
    "rejected": "SELECT r.id, r.doc, a.id FROM rejected r JOIN article a ON a.row = r.article",
    "said": "SELECT key, entry, doc FROM said",
    "unsettled": "SELECT article FROM unsettled",
    "tally": "SELECT * FROM tally WHERE article_below <> 0 OR meeting_below <> 0 OR fact_below <> 0",
    "stock": "SELECT name, documents FROM stock WHERE documents > 0",
    "pack": "SELECT content, number FROM pack",
}


def _dump(one: Index, name: str, sql: str) -> set[tuple[Any, ...]]:
    return {tuple(map(str, row)) for row in one.db.execute(sql)}
