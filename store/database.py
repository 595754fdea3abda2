"""The store of record: a TinyDB whose documents lie in segments and whose questions the index answers.

Comes in: articles with their mentions and facts, a batch at a time; what a person adds. Goes out: records, merged
meetings, counts, what a query finds. `Library` is a TinyDB: its tables answer as TinyDB documents them, and every
record is read and written through them; plain `TinyDB(path)` opens each segment and `user.json`. This is the only file
that imports tinydb. It recognises nothing and shows nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from store import lookup, segment
from store.errors import StoreDamaged
from store.folder import Folder
from store.index import REMOVED, Progress
from store.lookup import ArticleRow, Counts, Years
from store.reading import Reading
from store.records import Article, Fact, Mention, Record

if TYPE_CHECKING:
    from store.compaction import Compacted
    from store.doctor import Finding

__all__ = ["ArticleRow", "Committed", "Counts", "Library", "Years", "default_place"]

_PAGE = 500


class Committed(NamedTuple):
    """What a commit did, in articles."""

    new: int = 0
    same: int = 0
    replaced: int = 0
    removed: int = 0


class Documents(Mapping[str, Mapping[str, Any]]):
    """The documents of one table, as TinyDB's storage shows them: number (as text) → document. Read when asked for."""

    def __init__(self, folder: Folder, name: str) -> None:
        self._folder, self._name = folder, name

    def __getitem__(self, doc: str) -> Mapping[str, Any]:
        if (pending := self._folder.pending(self._name).get(int(doc))) is not None:
            return pending
        if doc not in self:
            raise KeyError(doc)
        return next(found for _, found in self._folder.documents([int(doc)]))

    def __contains__(self, doc: object) -> bool:
        if not isinstance(doc, str) or not doc.isdigit() or self._removed(int(doc)):
            return False
        found = self._folder.index.db.execute(
            "SELECT 1 FROM record WHERE doc = ? AND stock = (SELECT id FROM stock WHERE name = ?)",
            (int(doc), self._name),
        ).fetchone()
        return found is not None or int(doc) in self._folder.pending(self._name)

    def __iter__(self) -> Iterator[str]:
        return (doc for doc, _ in self._pages(read=False))

    def __len__(self) -> int:
        found = self._folder.index.db.execute("SELECT documents FROM stock WHERE name = ?", (self._name,)).fetchone()
        pending = self._folder.pending(self._name)
        if not pending and not self._folder.pending(REMOVED):
            return int(found[0]) if found else 0
        return sum(1 for _ in self)

    def items(self) -> Any:  # an iterator serves TinyDB, which only walks it
        return self._pages(read=True)

    def _pages(self, *, read: bool) -> Iterator[tuple[str, Any]]:
        """By pages in the order of numbers, so that a table may be written to while it is walked."""
        last, pending = -1, dict(self._folder.pending(self._name))
        while True:
            docs = [
                doc
                for (doc,) in self._folder.index.db.execute(
                    "SELECT doc FROM record WHERE stock = (SELECT id FROM stock WHERE name = ?) AND doc > ?"
                    " ORDER BY doc LIMIT ?",
                    (self._name, last, _PAGE),
                )
            ]
            if not docs:
                break
            last = docs[-1]
            docs = [doc for doc in docs if not self._removed(doc)]
            found = dict(self._folder.documents(docs)) if read else {}
            for doc in docs:
                yield str(doc), pending.pop(doc, None) or found.get(doc)
        yield from ((str(doc), document) for doc, document in sorted(pending.items()))

    def _removed(self, doc: int) -> bool:
        return any(tombstone["doc"] == doc for tombstone in self._folder.pending(REMOVED).values())


class Draft(MutableMapping[int, Mapping[str, Any]]):
    """A table under change: TinyDB's updaters write into it; what they changed goes into a segment, the rest stays."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._shown: tuple[int, dict[str, Any], bytes] | None = None
        self.changed: dict[int, Mapping[str, Any]] = {}
        self.removed: set[int] = set()

    def __getitem__(self, doc: int) -> Mapping[str, Any]:
        if doc in self.removed:
            raise KeyError(doc)
        if doc in self.changed:
            return self.changed[doc]
        self.settle()
        found = dict(self._documents[str(doc)])
        self._shown = (doc, found, segment.dumps(found))  # updaters change it in place
        return found

    def settle(self) -> None:
        """Notes whether the document that was shown last has been changed since."""
        if self._shown is not None:
            doc, found, before = self._shown
            self._shown = None
            if doc not in self.removed and segment.dumps(found) != before:
                self.changed[doc] = found

    def __setitem__(self, doc: int, document: Mapping[str, Any]) -> None:
        self.removed.discard(doc)
        self.changed[doc] = document

    def __delitem__(self, doc: int) -> None:
        self.settle()
        if doc not in self:
            raise KeyError(doc)
        if self.changed.pop(doc, None) is None or str(doc) in self._documents:
            self.removed.add(doc)

    def __contains__(self, doc: object) -> bool:
        return doc not in self.removed and (doc in self.changed or str(doc) in self._documents)

    def __iter__(self) -> Iterator[int]:
        yield from (int(doc) for doc in self._documents if int(doc) not in self.removed)
        yield from [doc for doc in self.changed if str(doc) not in self._documents]

    def __len__(self) -> int:
        return sum(1 for _ in self)


class SegmentStorage(Storage):
    """TinyDB's storage over a store folder."""

    def __init__(self, root: Path | str, *, read_only: bool = False, progress: Progress | None = None) -> None:
        self.folder = Folder(Path(root), read_only=read_only, progress=progress)

    def read(self) -> dict[str, dict[str, Any]] | None:
        db = self.folder.index.db
        rows = db.execute("SELECT name FROM stock WHERE documents > 0 AND name <> ?", (REMOVED,))
        return {name: cast("dict[str, Any]", Documents(self.folder, name)) for (name,) in rows} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Makes the store hold exactly these tables: TinyDB's `drop_table` and `drop_tables`."""
        standing = self.read() or {}
        with self.folder.batch():
            for name in standing.keys() - data.keys():
                self.folder.change(name, {}, map(int, list(standing[name])))
            for name, table in data.items():
                if not isinstance(table, Documents):
                    gone = [int(doc) for doc in standing.get(name, {}) if doc not in table]
                    self.folder.change(name, {int(doc): document for doc, document in table.items()}, gone)

    def close(self) -> None:
        self.folder.close()


class RecordTable(Table):
    """A table of the library: TinyDB's own, but a change costs what it changes, and numbers are never used twice."""

    default_query_cache_capacity = 0  # results may be large, and other processes write too

    @property
    def _folder(self) -> Folder:
        return cast(SegmentStorage, self._storage).folder

    def _read_table(self) -> Any:
        return Documents(self._folder, self.name)

    def _get_next_id(self) -> int:
        return self._folder.next_doc()

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._folder.batch():
            return super().insert(document)

    def documents(self, docs: Sequence[int]) -> list[Document]:
        """What `get(doc_ids=…)` gives, without walking the table, in the order asked for."""
        return [self.document_class(found, doc) for doc, found in self._folder.documents(docs)]

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._folder.batch():
            draft = Draft(self._read_table())
            updater(draft)
            draft.settle()
            self._folder.change(self.name, draft.changed, draft.removed)
        self.clear_cache()


class HeldFile(Storage):
    """TinyDB's storage for `user.json`: changes are held, and written at once, whole or not at all."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.held: dict[str, dict[str, Any]] | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        if self.held is None and self.file.exists():
            self.held = segment.loads(self.file, segment.read(self.file))
        return self.held

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        self.held = data

    def close(self) -> None:
        self.held = None


class Library(TinyDB, Reading):
    """The store: open it, ask it, commit to it. Reading is lazy; nothing loads all facts."""

    default_storage_class: type[Storage] = SegmentStorage  # type: ignore[assignment]
    table_class = RecordTable

    def __init__(self, root: Path | str, *, read_only: bool = False, progress: Progress | None = None) -> None:
        super().__init__(root, read_only=read_only, progress=progress)
        self.root = Path(root)
        self.folder = cast(SegmentStorage, self.storage).folder
        self._take_user(self.stored_user())
        self._seen = self._stamp()

    @classmethod
    def open(cls, path: Path | str | None = None, *, read_only: bool = False, progress: Progress | None = None) -> Self:
        """The store in that folder, or in $LICHUN_STORE, or in the user's data folder; made where there is none.

        Opens for reading alone where the medium or the rights allow no more. `progress` is told while the index is built.
        Raises StoreTooNew, StoreReadOnly, StoreGone, StoreBusy.
        """
        return cls(Path(path) if path else default_place(), read_only=read_only, progress=progress)

    @property
    def read_only(self) -> bool:
        return self.folder.read_only

    def documents(self, table: str, docs: Sequence[int]) -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", cast(RecordTable, self.table(table)).documents(docs))

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
        `removed` names articles to take out. All of it or nothing. Raises StoreFull, StoreReadOnly, StoreBusy.
        """
        parts: dict[str, tuple[list[Mention], list[Fact]]] = {a.id: ([], []) for a in articles}
        for mention in mentions:
            parts[mention.article][0].append(mention)
        for fact in facts:
            parts[fact.article][1].append(fact)
        new = same = replaced = taken = 0
        written: list[Article] = []
        with self.folder.batch():
            for article in {a.id: a for a in articles}.values():
                doc = self._doc(article.id)
                if doc is not None and self._same(doc, article, *parts[article.id]):
                    same += 1
                    continue
                new += doc is None
                replaced += doc is not None
                written.append(article)
                self.table("articles").insert(_document(article))
                self.table("mentions").insert_multiple(map(_document, parts[article.id][0]))
                self.table("facts").insert_multiple(map(_document, parts[article.id][1]))
            gone = [doc for i in dict.fromkeys(removed) if i not in parts and (doc := self._doc(i)) is not None]
            taken = len(self.table("articles").remove(doc_ids=gone)) if gone else 0
            kept = {a.content for a in written}
            self.folder.keep({c: data for c, data in (sources or {}).items() if c in kept})
        if new or replaced or taken:
            self.rebind()
        self._seen = self._stamp()
        return Committed(new, same, replaced, taken)

    def _same(self, doc: int, article: Article, mentions: list[Mention], facts: list[Fact]) -> bool:
        """Whether these records stand as they are; where they came from may differ."""
        standing = Article.from_json(self.documents("articles", [doc])[0])
        moved = replace(standing, source=article.source, retrieved=article.retrieved, content=article.content)
        if moved != article:
            return False
        for table, records in (("mention", mentions), ("fact", facts)):
            docs = lookup.parts_of(self._db, table, article.id)
            stored = self.documents(table + "s", docs)
            if len(stored) != len(records) or any(
                type(r).from_json(s) != r for s, r in zip(stored, records, strict=True)
            ):
                return False
        return True

    def remove(self, ids: Sequence[str]) -> int:
        """Takes articles out, with their mentions and facts; how many there were. (A table has TinyDB's own `remove`.)"""
        return self.commit((), removed=ids).removed

    def compact(self, progress: Progress | None = None) -> Compacted:
        """Merges small segments and drops what was replaced or removed."""
        from store.compaction import compact

        done = compact(self.folder, progress)
        self._seen = self._stamp()
        return done

    def doctor(self, *, mend: bool = False, whole: bool = False) -> list[Finding]:
        """What is wrong with the store; `mend` mends what can be, `whole` compares all of the index."""
        from store.doctor import examine

        found = examine(self, mend=mend, whole=whole)
        if mend:
            self.user.rebase(self.stored_user())
            self._seen = self._stamp()
        return found

    def rebuild(self, progress: Progress | None = None) -> None:
        """Builds the index anew from the segments."""
        with self.folder.lock():
            self.folder.rebuild(progress=progress)
        self._seen = self._stamp()

    def flush(self) -> None:
        """Writes what a person added since the last time, merged with what another process wrote."""
        if not self.user.dirty:
            return
        with self.folder.lock():
            stored = self.stored_user()
            if self.user_damage:
                raise self.user_damage
            tables = self.user.merged(stored)
            file = HeldFile(self.root / "user.json")
            with TinyDB(storage=lambda: file) as db:
                db.drop_tables()
                for name, entries in tables.items():
                    db.table(name).insert_multiple(entries.values())
                data, _ = segment.encode({n: {int(k): v for k, v in t.items()} for n, t in (file.read() or {}).items()})
                segment.keep_copy(file.file)
                segment.replace(file.file, data)
            self.user.settled(tables)
        self._seen = self._stamp()

    def stored_user(self) -> dict[str, dict[str, Any]]:
        """What `user.json` holds; where it is damaged, the copy before the last change, and nothing is written to it."""
        self.user_damage: StoreDamaged | None = None
        for name in ("user.json", "user.json.bak"):
            try:
                return self._read_user(self.root / name)
            except StoreDamaged as error:
                self.user_damage = self.user_damage or error
        return {}

    def _read_user(self, file: Path) -> dict[str, dict[str, Any]]:
        with TinyDB(storage=lambda: HeldFile(file)) as db:
            return {n: {d["key"]: dict(d) for d in db.table(n)} for n in db.tables() if n != segment.META}

    # Following changes

    @property
    def generation(self) -> int:
        """Number of the newest segment in view; it grows with every commit."""
        return int(self._one("SELECT coalesce(max(number), 0) FROM segment"))

    def changed(self) -> bool:
        """Whether another process wrote since this view was made. Cheap: two calls of stat and one row."""
        return self._stamp() != self._seen

    def reload(self) -> None:
        """Takes the changes of other processes into view."""
        self.folder.reload()
        self.user.rebase(self.stored_user())
        if not self.read_only:
            self.rebind()
        self._seen = self._stamp()

    def _stamp(self) -> tuple[int, ...]:
        try:
            stat = (self.root / "user.json").stat()
            own = (stat.st_ino, stat.st_mtime_ns)
        except OSError:
            own = (0, 0)
        return (self.generation, self.folder.index.inode, *own)

    def close(self) -> None:
        if not self.read_only:
            self.flush()
        super().close()


_FIELDS: dict[type[Record], dict[str, bool]] = {}  # name → whether a record cannot be without it


def _document(record: Record) -> dict[str, Any]:
    """A record as it is stored: fields that hold nothing, and may, are left out."""
    kind = type(record)
    if kind not in _FIELDS:
        _FIELDS[kind] = {f.name: f.default is MISSING and f.default_factory is MISSING for f in fields(kind)}
    document: dict[str, Any] = {"kind": record.kind} if isinstance(record, Fact) else {}
    whole: dict[str, Any] | None = None
    for name, needed in _FIELDS[kind].items():
        value = getattr(record, name)
        if type(value) in (str, int, float, bool) or (value is None and needed):
            document[name] = value
        elif value or (needed and value is not None):
            whole = whole or record.to_json()
            document[name] = whole[name]
    return document


def default_place() -> Path:
    """$LICHUN_STORE, or the folder for data of this system."""
    named = os.environ.get("LICHUN_STORE")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("lichun") / "store"
