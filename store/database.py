"""The store of record: a TinyDB whose documents lie in segments and whose questions the index answers.

Comes in: articles with their mentions and facts, a batch at a time; what a person adds. Goes out: records, merged
meetings, counts, what a query finds. `Library` is a TinyDB: its tables answer as TinyDB documents them, and every
record is read and written through them; plain `TinyDB(path)` opens each segment. This is the only file that imports
tinydb. It recognises nothing and shows nothing.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, Self, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from store import finding, index, lookup, search, segment, user
from store.errors import NotFound, StoreBusy, StoreDamaged, StoreGone, StoreReadOnly, WrongUse
from store.finding import Found, Hit
from store.lookup import ArticleRow, Counts, Years
from store.records import Article, Fact, FactKind, Meeting, Mention, Occasion, Region, fact_from_json

RecordKind = Literal["article", "meeting", "fact", "region"]
_NO_LIMIT = -1
LOCK_WAIT = 30.0  # seconds that a writer waits for another


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did, in articles."""

    new: int = 0
    same: int = 0
    replaced: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Selection:
    """A closed set of records: with every fact its article, meeting and regions with their parents. Streams."""

    article_ids: tuple[str, ...]
    meeting_ids: tuple[str, ...]
    fact_ids: tuple[str, ...]
    query: str | None
    library: Library

    @property
    def articles(self) -> Iterator[Article]:
        return (a for i in self.article_ids if (a := self.library.article(i)))

    @property
    def meetings(self) -> Iterator[Meeting]:
        return (m for i in self.meeting_ids if (m := self.library.meeting(i)))

    @property
    def facts(self) -> Iterator[Fact]:
        return (f for i in self.fact_ids if (f := self.library.fact(i)))

    @property
    def regions(self) -> Iterator[Region]:
        """The divisions that any of its records is about, with their parents, in the order of their codes."""
        from store.regions.table import path

        codes = {r.region for records in (self.articles, self.meetings, self.facts) for r in records if r.region}
        found = {region.code: region for code in codes for region in path(code)}
        return iter([found[code] for code in sorted(found)])


class _Documents(Mapping[str, Mapping[str, Any]]):
    """The living documents of one table, as TinyDB's storage shows them: number (as text) → document. Read one by one."""

    def __init__(self, storage: SegmentStorage, name: str) -> None:
        self._storage, self._name = storage, name

    def __getitem__(self, doc: str) -> Mapping[str, Any]:
        found = self._storage.index.db.execute(
            "SELECT 1 FROM record WHERE doc = ? AND name = ?", (int(doc), self._name)
        ).fetchone()
        if found is None:
            raise KeyError(doc)
        return self._storage.document(int(doc))

    def __iter__(self) -> Iterator[str]:
        last = -1
        while True:  # by pages, so that a table may be written to while it is walked
            rows = self._storage.index.db.execute(
                "SELECT doc FROM record WHERE name = ? AND doc > ? ORDER BY doc LIMIT 500", (self._name, last)
            ).fetchall()
            for (doc,) in rows:
                yield str(doc)
                last = doc
            if not rows:
                return

    def __len__(self) -> int:
        (n,) = self._storage.index.db.execute("SELECT count(*) FROM record WHERE name = ?", (self._name,)).fetchone()
        return int(n)


class _Draft(MutableMapping[int, Mapping[str, Any]]):
    """A table under change: TinyDB's updaters write into it; only what they changed goes into a segment."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self._documents = documents
        self.changed: dict[int, Mapping[str, Any]] = {}
        self.removed: set[int] = set()

    def __getitem__(self, doc: int) -> Mapping[str, Any]:
        if doc in self.removed:
            raise KeyError(doc)
        if doc not in self.changed:
            found = dict(self._documents[str(doc)])
            if found is not None:
                return self.changed.setdefault(doc, found) if False else found
        return self.changed[doc]

    def __setitem__(self, doc: int, document: Mapping[str, Any]) -> None:
        self.removed.discard(doc)
        self.changed[doc] = document

    def __delitem__(self, doc: int) -> None:
        if doc not in self:
            raise KeyError(doc)
        self.changed.pop(doc, None)
        if str(doc) in self._documents:
            self.removed.add(doc)

    def __iter__(self) -> Iterator[int]:
        for doc in self._documents:
            if int(doc) not in self.removed:
                yield int(doc)
        yield from [doc for doc in self.changed if str(doc) not in self._documents]

    def __len__(self) -> int:
        return sum(1 for _ in self)


class SegmentStorage(Storage):
    """TinyDB's storage over a folder of segments and their index."""

    def __init__(self, root: Path, *, read_only: bool = False) -> None:
        self.root, self.read_only = root, read_only
        self.folder = root / "segments"
        self._files: dict[int, int] = {}  # segment → open file
        self._batch: dict[str, dict[int, Mapping[str, Any]]] | None = None
        self._depth = 0
        self._next = 0
        self.index = self._open_index()

    # What TinyDB asks of a storage

    def read(self) -> dict[str, dict[str, Any]] | None:
        names = [name for (name,) in self.index.db.execute("SELECT DISTINCT name FROM record WHERE name <> 'removed'")]
        return {name: cast("dict[str, Any]", _Documents(self, name)) for name in names} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Makes the store hold exactly these tables: TinyDB's `drop_table` and `drop_tables`."""
        standing = self.read() or {}
        with self.batch():
            for name in standing:
                if name not in data:
                    self.change(name, {}, [int(doc) for doc in standing[name]])
            for name, table in data.items():
                if not isinstance(table, _Documents):
                    gone = [int(doc) for doc in standing.get(name, {}) if doc not in table]
                    self.change(name, {int(doc): document for doc, document in table.items()}, gone)

    def close(self) -> None:
        for handle in self._files.values():
            os.close(handle)
        self._files.clear()
        self.index.close()

    # Reading

    def document(self, doc: int) -> dict[str, Any]:
        """One document by its number. A segment that was merged away meanwhile is looked up once more."""
        for last_try in (False, True):
            found = self.index.db.execute("SELECT segment, offset, length FROM record WHERE doc = ?", (doc,)).fetchone()
            if found is None:
                raise KeyError(doc)
            number, offset, length = found
            file = segment.path(self.folder, number)
            try:
                data = os.pread(self._handle(number, file), length, offset)
            except FileNotFoundError:
                if last_try:
                    raise StoreGone(file) from None
                continue
            if len(data) != length:
                raise StoreDamaged(file, f"it ends before byte {offset + length}")
            return segment.loads(file, data)
        raise KeyError(doc)

    def _handle(self, number: int, file: Path) -> int:
        if number not in self._files:
            while len(self._files) >= 64:
                os.close(self._files.pop(next(iter(self._files))))
            self._files[number] = os.open(file, os.O_RDONLY)
        return self._files[number]

    # Writing

    @contextmanager
    def batch(self) -> Iterator[None]:
        """All changes within are one segment: all of them or none. Batches nest."""
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        with self.lock():
            self.catch_up()
            self._batch, self._depth = {}, 1
            self._next = ((segment.numbers(self.folder) or [0])[-1] + 1) << 20
            try:
                yield
                if any(self._batch.values()):
                    self._write(self._batch)
            finally:
                self._batch, self._depth = None, 0

    def next_id(self) -> int:
        self._next += 1
        return self._next

    def change(self, name: str, changed: Mapping[int, Mapping[str, Any]], removed: Iterable[int]) -> None:
        with self.batch():
            assert self._batch is not None
            self._batch.setdefault(name, {}).update(changed)
            for doc in removed:
                if self._batch[name].pop(doc, None) is None:
                    self._batch.setdefault("removed", {})[self.next_id()] = {"doc": doc}

    def _write(self, tables: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> None:
        number = (segment.numbers(self.folder) or [0])[-1] + 1
        order = {"removed": -1, "articles": 0, "mentions": 1, "facts": 2}
        ordered = dict(sorted(tables.items(), key=lambda t: order.get(t[0], 3)))
        data, _ = segment.encode(ordered)
        segment.replace(segment.path(self.folder, number), data)
        self.catch_up()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """The writers' lock. Raises StoreBusy where another keeps it too long, StoreReadOnly where none can write."""
        if self.read_only:
            raise StoreReadOnly(self.root)
        file = self.root / "lock"
        try:
            handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise segment.told(file, error) from error
        try:
            until = time.monotonic() + LOCK_WAIT
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        raise StoreBusy(self.root) from None
                    time.sleep(0.02)
            yield
        finally:
            os.close(handle)

    def catch_up(self, progress: index.Progress | None = None) -> bool:
        return index.catch_up(self.index, self.folder, progress)

    def _open_index(self) -> index.Index:
        file = self.root / "index.sqlite"
        if self.read_only:
            return index.Index(file, read_only=True)
        found = index.Index(file)
        if not found.fits:
            found.close()
            index.remove_files(file)
            found = index.Index(file)
            found.create()
        return found


class RecordTable(Table):
    """A table of the library: TinyDB's own, but a change costs what it changes, and numbers are never used twice."""

    def _get_next_id(self) -> int:
        return self._segments.next_id()

    @property
    def _segments(self) -> SegmentStorage:
        return cast(SegmentStorage, self._storage)

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._segments.batch():
            return super().insert(document)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._segments.batch():
            draft = _Draft(self._read_table())
            updater(draft)
            self._segments.change(self.name, draft.changed, draft.removed)
        self.clear_cache()


class Library(TinyDB):
    """The store: open it, ask it, commit to it. Reading is lazy; nothing loads all facts."""

    default_storage_class = SegmentStorage
    table_class = RecordTable

    @classmethod
    def open(cls, path: Path | str | None = None, *, read_only: bool = False) -> Self:
        """The store in that folder, or in $LICHUN_STORE, or in the user's data folder; made where there is none."""
        root = Path(path) if path else default_place()
        if not read_only:
            try:
                root.mkdir(mode=0o700, parents=True, exist_ok=True)
                (root / "segments").mkdir(mode=0o700, exist_ok=True)
            except OSError as error:
                raise segment.told(root, error) from error
        library = cls(root, read_only=read_only)
        library.root = root
        library._user = user.UserData(library._read_user())
        library._seen = library._stamp()
        if not read_only:
            with library._segments.lock():
                library._segments.catch_up()
            library._seen = library._stamp()
        return library

    root: Path
    _user: user.UserData
    _seen: tuple[int, ...]

    @property
    def _segments(self) -> SegmentStorage:
        return cast(SegmentStorage, self.storage)

    # Writing

    def commit(
        self,
        articles: Sequence[Article],
        mentions: Sequence[Mention] = (),
        facts: Sequence[Fact] = (),
        sources: Mapping[str, bytes] | None = None,
        removed: Sequence[str] = (),
    ) -> Committed:
        """Writes a batch as one segment: articles with all their mentions and facts, sources by content id.

        An article that stands with the same records is left alone; one that differs is replaced with all its parts.
        `removed` names articles to take out. All of it or nothing.
        """
        new = same = replaced = 0
        taken = 0
        with self._segments.batch():
            for article in articles:
                own_mentions = [m for m in mentions if m.article == article.id]
                own_facts = [f for f in facts if f.article == article.id]
                standing = self.article(article.id)
                if standing is not None and self._same(standing, article, own_mentions, own_facts):
                    same += 1
                    continue
                new += standing is None
                replaced += standing is not None
                self.table("articles").insert(article.to_json())
                self.table("mentions").insert_multiple(m.to_json() for m in own_mentions)
                self.table("facts").insert_multiple(f.to_json() for f in own_facts)
            for i in removed:
                doc = self._article_doc(i)
                if doc is not None:
                    self.table("articles").remove(doc_ids=[doc])
                    taken += 1
            if sources:
                self._keep(sources)
        self._seen = self._stamp()
        return Committed(new, same, replaced, taken)

    def _same(self, standing: Article, article: Article, mentions: list[Mention], facts: list[Fact]) -> bool:
        moved = replace(standing, source=article.source, retrieved=article.retrieved, content=article.content)
        if moved != article:
            return False
        row = self._row(article.id)
        for table, records in (("mention", mentions), ("fact", facts)):
            docs = self._rows(f"SELECT doc FROM {table} WHERE article = ? ORDER BY doc", row)
            if [self._segments.document(doc) for (doc,) in docs] != [
                segment.loads(self.root, segment.dumps(r.to_json())) for r in records
            ]:
                return False
        return True

    def remove(self, ids: Sequence[str]) -> int:  # type: ignore[override]
        """Takes articles out, with their mentions and facts; how many there were."""
        return self.commit((), removed=ids).removed

    # Reading records

    def has(self, article_id: str) -> bool:
        return self._article_doc(article_id) is not None

    def by_content(self, content_id: str) -> str | None:
        """The id of the article that was read from these bytes."""
        rows = self._rows("SELECT id FROM article WHERE content = ? ORDER BY doc DESC LIMIT 1", content_id)
        return rows[0][0] if rows else None

    def by_url(self, url: str) -> str | None:
        """The id of the article of that address, the newest version."""
        rows = self._rows("SELECT id FROM article WHERE url = ? ORDER BY doc DESC LIMIT 1", url)
        return rows[0][0] if rows else None

    def article(self, article_id: str) -> Article | None:
        doc = self._article_doc(article_id)
        found = None if doc is None else self.table("articles").get(doc_id=doc)
        return None if found is None else Article.from_json(cast(Document, found))

    def articles(
        self,
        region: str | None = None,
        *,
        below: bool = True,
        years: Years | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[ArticleRow]:
        """Articles newest first; of a division, those that say something of it. "" asks for those without one."""
        window = (_NO_LIMIT if limit is None else limit, offset)
        return lookup.article_rows(self._db, region, below=below, years=years, window=window)

    def meeting(self, meeting_id: str) -> Meeting | None:
        """The merged meeting; the ids of reports that joined it resolve to it."""
        found = lookup.meeting_of(self._db, meeting_id)
        return next(iter(lookup.meetings(self._db, [found])), None) if found else None

    def meetings(
        self,
        region: str | None = None,
        *,
        below: bool = False,
        years: Years | None = None,
        occasion: Occasion | None = None,
        limit: int | None = None,
    ) -> list[Meeting]:
        """Merged meetings, newest first."""
        ids = lookup.meeting_ids(
            self._db, region, below=below, years=years, occasion=occasion, limit=_NO_LIMIT if limit is None else limit
        )
        return lookup.meetings(self._db, ids)

    def main_meeting(self, region: str, *, years: Years | None = None) -> Meeting | None:
        """The meeting that a card of the place shows first."""
        found = lookup.main_meeting_id(self._db, region, years)
        return self.meeting(found) if found else None

    def facts(
        self,
        *,
        article: str | None = None,
        region: str | None = None,
        below: bool = False,
        meeting: str | None = None,
        kind: FactKind | None = None,
        ids: Iterable[str] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Fact]:
        """Facts by what they belong to: newest article first, in the order of the text within one; or by their ids.

        `region=""` asks for facts without a division. `Fact.meeting` is the id of the merged meeting.
        """
        if ids is not None:
            return [self._fact(place) for place in lookup.facts_by_id(self._db, ids)]
        where: dict[str, object] = {"article": article, "kind": kind}
        if meeting is not None:
            where["meeting"] = lookup.meeting_of(self._db, meeting) or meeting
        if region is not None:
            where["below" if below and region else "region"] = region
        places = lookup.facts(self._db, where, window=(_NO_LIMIT if limit is None else limit, offset))
        return [self._fact(place) for place in places]

    def fact(self, fact_id: str) -> Fact | None:
        return next(iter(self.facts(ids=[fact_id])), None)

    def record(self, prefix: str) -> Article | Meeting | Fact:
        """The record whose id begins so. Raises NotFound, or WrongUse with the candidates where several do."""
        found = lookup.with_prefix(self._db, prefix) if prefix else []
        exact = [entry for entry in found if entry[1] == prefix]
        found = exact or found
        if not found:
            raise NotFound(prefix)
        if len(found) > 1:
            raise WrongUse(f"{prefix} begins several ids: {', '.join(i for _, i in found)}; give more of it")
        what, i = found[0]
        record = {"article": self.article, "meeting": self.meeting, "fact": self.fact}[what](i)
        if record is None:
            raise NotFound(prefix)
        return cast("Article | Meeting | Fact", record)

    def counts(self, *, years: Years | None = None) -> dict[str, Counts]:
        """Code → counts of the division itself and with what lies below it; "" is what has no division."""
        return lookup.counts(self._db, years)

    def kinds(self, region: str, *, below: bool = False, years: Years | None = None) -> dict[str, int]:
        """Kind of fact → how many a division has."""
        return lookup.kinds(self._db, region, below=below, years=years)

    def source(self, content_id: str) -> bytes | None:
        """The bytes as they were received."""
        import zlib

        file = self.root / "sources" / content_id[:2] / f"{content_id}.z"
        return zlib.decompress(file.read_bytes()) if file.exists() else None

    # Searching and selecting

    def find(self, query: str, *, limit: int = 50, offset: int = 0) -> Found:
        """What a query finds. Raises QueryError with the position of what cannot be read."""
        asked = search.parse(query)
        rows = finding.article_rows(self._db, asked, (limit, offset))
        total = finding.total(self._db, asked)
        return Found(tuple(self._hit(row, asked) for row, _ in rows), total)

    def _hit(self, row: int, asked: search.Query) -> Hit:
        from store.language.fold import fold

        ((i, doc),) = self._rows("SELECT id, doc FROM article WHERE row = ?", row)
        article = Article.from_json(self._segments.document(doc))
        text = fold(article.text)
        places = [
            (at, at + len(w.text)) for w in asked.words if not w.excluded and (at := text.find(fold(w.text))) >= 0
        ]
        start, end = places[0] if places else (0, 0)
        left = max(article.text.rfind(c, 0, start) for c in "。!?\n") + 1
        right = min((at for c in "。!?\n" if (at := article.text.find(c, end)) >= 0), default=len(article.text))
        spans = tuple((s - left, e - left) for s, e in places if left <= s and e <= right)
        whole = (start, end) if places else (None, None)
        return Hit(
            "article", i, i, article.title, article.text[left:right], spans, *whole, article.published, article.region
        )

    def select(self, what: str | Iterable[str]) -> Selection:
        """The records of a query, or of ids of articles, meetings and facts, closed for export."""
        if isinstance(what, str):
            ids = (
                [hit.id for hit in self.find(what, limit=1 << 30).rows]
                if what.strip()
                else [row.id for row in self.articles()]
            )
            query: str | None = what
        else:
            ids, query = list(what), None
        articles: dict[str, None] = {}
        meetings: dict[str, None] = {}
        facts: dict[str, None] = {}
        for i in ids:
            record = self.record(i)
            if isinstance(record, Article):
                articles[i] = None
                for fact in self.facts(article=i):
                    facts[fact.id] = None
                for (m,) in self._rows("SELECT meeting FROM mention WHERE article = ?", self._row(i)):
                    meetings[m] = None
            elif isinstance(record, Meeting):
                meetings[record.id] = None
                articles |= dict.fromkeys(record.articles)
                facts |= dict.fromkeys(fact.id for fact in self.facts(meeting=record.id))
            else:
                facts[i] = None
                articles[record.article] = None
                if record.meeting:
                    meetings[record.meeting] = None
        return Selection(tuple(articles), tuple(meetings), tuple(facts), query, self)

    # What a person adds

    def toggle(self, kind: RecordKind, record_id: str) -> bool:
        """Marks a record, or takes its mark away; whether it is marked now."""
        key = user.key_of(kind, record_id)
        if self._user.get(user.MARKS, key):
            self._user.drop(user.MARKS, key)
            return False
        self._user.put(user.MARKS, key, {})
        return True

    def marked(self, kind: RecordKind | None = None) -> list[tuple[str, str]]:
        """(kind, id) of what is marked, in the order in which it was."""
        keys = [user.record_of(key) for key in self._user.entries(user.MARKS)]
        return [(k, i) for k, i in keys if kind in (None, k)]

    def is_marked(self, kind: RecordKind, record_id: str) -> bool:
        return self._user.get(user.MARKS, user.key_of(kind, record_id)) is not None

    def clear_marks(self) -> None:
        for key in list(self._user.entries(user.MARKS)):
            self._user.drop(user.MARKS, key)

    def flush(self) -> None:
        """Writes what a person added since the last time, merged with what another browser wrote."""
        if not self._user.dirty:
            return
        with self._segments.lock():
            tables = self._user.merged(self._read_user())
            data, _ = segment.encode({name: dict(enumerate(t.values(), 1)) for name, t in tables.items()})
            segment.replace(self.root / "user.json", data)
            self._user.settled(tables)
        self._seen = self._stamp()

    def _read_user(self) -> dict[str, dict[str, Any]]:
        file = self.root / "user.json"
        if not file.exists():
            return {}
        with TinyDB(file, access_mode="r", encoding="utf-8") as db:
            return {n: {d["key"]: dict(d) for d in db.table(n).all()} for n in db.tables() if n != segment.META}

    # Following changes

    @property
    def generation(self) -> int:
        """Number of the newest segment in view; it grows with every commit."""
        return int(self._rows("SELECT coalesce(max(number), 0) FROM segment")[0][0])

    def changed(self) -> bool:
        """Whether another process wrote since this view was made. Costs three calls of stat."""
        return self._stamp() != self._seen

    def reload(self) -> None:
        """Takes the changes of other processes into view."""
        if not self._segments.read_only:
            with self._segments.lock():
                self._segments.catch_up()
        if not self._user.dirty:
            self._user = user.UserData(self._read_user())
        for name in self.tables():
            self.table(name).clear_cache()
        self._seen = self._stamp()

    def close(self) -> None:
        if not self._segments.read_only:
            self.flush()
        super().close()

    # Within

    @property
    def _db(self) -> Any:
        return self._segments.index.db

    def _rows(self, sql: str, *values: object) -> list[Any]:
        return list(self._db.execute(sql, values))

    def _row(self, article_id: str) -> int | None:
        rows = self._rows("SELECT row FROM article WHERE id = ?", article_id)
        return int(rows[0][0]) if rows else None

    def _article_doc(self, article_id: str) -> int | None:
        rows = self._rows("SELECT doc FROM article WHERE id = ?", article_id)
        return int(rows[0][0]) if rows else None

    def _fact(self, place: lookup.FactPlace) -> Fact:
        found = self.table("facts").get(doc_id=place.doc)
        return fact_from_json({**cast(Document, found), "meeting": place.meeting})

    def _stamp(self) -> tuple[int, ...]:
        def when(file: Path) -> int:
            try:
                return file.stat().st_mtime_ns
            except FileNotFoundError:
                return 0

        return when(self.root / "segments"), when(self.root / "user.json")

    def _keep(self, sources: Mapping[str, bytes]) -> None:
        import zlib

        for content_id, data in sources.items():
            file = self.root / "sources" / content_id[:2] / f"{content_id}.z"
            if not file.exists():
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                segment.replace(file, zlib.compress(data))


def default_place() -> Path:
    """$LICHUN_STORE, or the folder for data of this system."""
    named = os.environ.get("LICHUN_STORE")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("lichun") / "store"
