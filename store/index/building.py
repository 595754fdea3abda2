"""Building the index of a store, and bringing it to what the store holds.

Comes in: segments, each in one transaction, and what a person said. Goes out: an index that holds them. Deleting the file
is harmless: the next writer builds it again; so does another version, a tear, or a store that it does not fit. A new
index takes the place of the old one whole or not at all. Under the writers' lock; it reads segments and writes none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from store.disk import segment, sources
from store.errors import IndexTorn, StoreDamaged
from store.index import gathering
from store.index.index import Index, told, transaction
from store.index.layout import ORDERS, ORDERS_EARLY, REMOVED, TABLES, VERSION

Progress = Callable[[int, int], None]  # segments done, segments to do


def behind(index: Index, root: Path) -> bool:
    """Whether the store holds other files than the index knows. Two listings, no file is opened."""
    known = [n for (n,) in index.db.execute("SELECT number FROM segment ORDER BY number")]
    packed = {n for (n,) in index.db.execute("SELECT number FROM packed")}
    return known != segment.numbers(root / "segments") or packed != set(sources.packs(root))


def catch_up(index: Index, root: Path, progress: Progress | None = None) -> bool:
    """Brings the index to what the store holds, a transaction a segment; whether that changed anything.

    To be called under the writers' lock. Of a damaged segment what can be read is taken, and the damage noted.
    """
    if not behind(index, root):
        return False
    folder = root / "segments"
    known, on_disk = index.segments(), segment.numbers(folder)
    headers, damaged = headers_of(folder, [number for number in on_disk if number not in known])
    replaced = {number for header in headers.values() for number in header.replaces}
    new = sorted({*headers, *damaged} - replaced)
    for done, number in enumerate(new):
        if progress:
            progress(done, len(new))
        add(index, folder, number, headers.get(number), damaged.get(number))
    with transaction(index):
        gone = sorted(set(known) - set(on_disk))
        if gone or noted_missing(index):
            _note_missing(index, missing(index, folder))
        _drop(index, folder, gone)
        index.db.executemany("DELETE FROM segment WHERE number = ?", [(number,) for number in gone])
        for number in replaced & set(headers):
            index.db.execute("INSERT INTO segment VALUES (?,0,'',1,NULL)", (number,))
        _add_packs(index, root)
    return True


def build(
    file: Path, root: Path, progress: Progress | None = None, *, bodies: bool = True, lost: Sequence[int] = ()
) -> None:
    """Builds the index of a store anew and puts it in the place of `file`, whole or not at all.

    `lost` are segments that were taken away, which the new one is to remember.
    """
    from store.index.said import of_store, rows_of, stamp

    temp = file.with_name(f".{file.name}.new")
    remove(temp)
    index = Index(temp)
    folder = root / "segments"
    try:
        index.db.execute("PRAGMA journal_mode = OFF")
        index.db.execute("PRAGMA synchronous = OFF")
        index.db.executescript(TABLES + ORDERS_EARLY)
        gathering.put_off(index)
        index.db.execute("INSERT INTO state VALUES ('bodies', ?)", (int(bodies),))
        _note_missing(index, lost)
        index.db.execute("INSERT INTO state VALUES ('user', ?)", (stamp(root),))
        index.db.executemany("INSERT INTO said VALUES (?,?,?)", rows_of(of_store(root)))
        headers, damaged = headers_of(folder, segment.numbers(folder))
        wanted = standing(headers)
        numbers = sorted({*wanted, *damaged})
        for done, number in enumerate(numbers):
            if progress:
                progress(done, len(numbers))
            add(index, folder, number, headers.get(number), damaged.get(number))
        with transaction(index):
            for number in set(headers) - set(wanted):
                index.db.execute("INSERT INTO segment VALUES (?,0,'',1,NULL)", (number,))
            _add_packs(index, root)
        gathering.make_up(index)
        index.db.executescript(ORDERS)
        index.db.execute(f"PRAGMA user_version = {VERSION}")
        index.db.execute("PRAGMA journal_mode = WAL")
        index.close()
        remove(file)
        temp.replace(file)
    except sqlite3.DatabaseError as error:
        raise told(file, error) from error
    finally:
        index.close()
        remove(temp)


def headers_of(folder: Path, numbers: list[int]) -> tuple[dict[int, segment.Header], dict[int, str]]:
    """Headers by number, and what is wrong with those that have none. Raises StoreTooNew."""
    headers, damaged = {}, {}
    for number in numbers:
        try:
            headers[number] = segment.header(segment.path(folder, number))
        except StoreDamaged as error:
            damaged[number] = error.reason
    return headers, damaged


def standing(headers: Mapping[int, segment.Header]) -> list[int]:
    """The numbers of the segments that count: those that no other one replaces."""
    gone = {number for header in headers.values() for number in header.replaces}
    return sorted(set(headers) - gone)


def add(index: Index, folder: Path, number: int, header: segment.Header | None, damage: str | None) -> None:
    """Adds one segment in one transaction; of a damaged one what can be read, and what is wrong with it."""
    from store.index.indexing import add_segment

    file = segment.path(folder, number)
    data = segment.read(file)
    try:
        header = segment.verified(file, data)
        found = list(segment.scan(file, data))  # all of it is read before anything is written
    except StoreDamaged as error:
        torn, _ = segment.salvage(file, data)
        known = {doc for (doc,) in index.db.execute("SELECT doc FROM record")}  # a changed sign may be in a number
        found = list({place.doc: (place, document) for place, document in torn if place.doc not in known}.values())
        damage = damage or error.reason
    replaces = header.replaces if header else ()
    with transaction(index):
        add_segment(index, folder, number, found, replaces)
        _all_moved(index, replaces)
        _drop(index, folder, replaces)
        digest = "" if damage or header is None else header.digest
        index.db.execute("INSERT INTO segment VALUES (?,?,?,0,?)", (number, len(data), digest, damage))


def _all_moved(index: Index, replaces: Sequence[int]) -> None:
    """Raises IndexTorn where a segment came without records of those it replaces: a torn one was mended, and the index is not."""
    left = (
        f"SELECT 1 FROM record r JOIN stock s ON s.id = r.stock"
        f" WHERE segment IN ({','.join('?' * len(replaces))}) AND s.name <> ? LIMIT 1"
    )
    if replaces and index.db.execute(left, (*replaces, REMOVED)).fetchone():
        raise IndexTorn(index.file, "the index holds records that were lost")


def _drop(index: Index, folder: Path, numbers: Sequence[int]) -> None:
    from store.index.indexing import drop_segments

    if numbers:
        drop_segments(index, folder, numbers)
        index.db.executemany("UPDATE segment SET gone = 1 WHERE number = ?", [(number,) for number in numbers])


def noted_missing(index: Index) -> list[int]:
    """Numbers of segments that were seen to have been taken away."""
    found = index.db.execute("SELECT value FROM state WHERE key = 'missing'").fetchone()
    return [int(number) for number in found[0].split()] if found else []


def missing(index: Index, folder: Path) -> list[int]:
    """Numbers of segments that the index knew and that were taken away: no other one replaces them."""
    on_disk = segment.numbers(folder)
    headers, _ = headers_of(folder, on_disk)
    known = {n for (n,) in index.db.execute("SELECT number FROM segment WHERE NOT gone")}
    return sorted({*known, *noted_missing(index)} - {*on_disk, *(n for h in headers.values() for n in h.replaces)})


def _note_missing(index: Index, numbers: Sequence[int]) -> None:
    if list(numbers) != noted_missing(index):
        index.db.execute("INSERT OR REPLACE INTO state VALUES ('missing', ?)", (" ".join(map(str, numbers)),))


def _add_packs(index: Index, root: Path) -> None:
    """Lists what the packs of sources hold, those that are new; forgets those that are gone."""
    known = {n for (n,) in index.db.execute("SELECT number FROM packed")}
    on_disk = set(sources.packs(root))
    if known == on_disk:
        return
    import zipfile

    for number in known - on_disk:
        index.db.execute("DELETE FROM pack WHERE number = ?", (number,))
        index.db.execute("DELETE FROM packed WHERE number = ?", (number,))
    for number in sorted(on_disk - known):
        try:
            with zipfile.ZipFile(sources.pack(root, number)) as pack:
                rows = [(name, number) for name in pack.namelist()]
        except sources.unreadable():
            rows = []  # `lichun doctor` says so
        index.db.executemany("INSERT OR REPLACE INTO pack VALUES (?,?)", rows)
        index.db.execute("INSERT INTO packed VALUES (?)", (number,))


def remove(file: Path) -> None:
    """Deletes an index with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
