"""The store of record: a TinyDB whose documents lie in segments and whose questions the index answers.

Comes in: articles with their mentions and facts, a batch at a time; what a person adds. Goes out: records, merged
meetings, counts, what a query finds. `Library` is a TinyDB: its tables answer as TinyDB documents them, and every
record is read and written through them; plain `TinyDB(path)` opens each segment and `user.json`. This is the only file
that imports tinydb. It recognises nothing and shows nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from store.disk import segment
from store.disk.documents import Documents, Draft
from store.disk.folder import Folder
from store.disk.lock import LOCK_WAIT
from store.errors import LichunError, StoreDamaged, StoreReadOnly
from store.index.building import Progress
from store.index.layout import REMOVED
from store.index.said import added, entries, stamp
from store.person.indicators import Table as Indicators
from store.person.settling import Settling
from store.person.user import INDICATORS, STATE, UserData, login, malformed
from store.reading import Reading
from store.records import Article, Fact, Mention

if TYPE_CHECKING:
    from store.committing import Committed
    from store.disk.compaction import Compacted
    from store.disk.doctor import Finding
    from store.person.arranging import Arrangements
    from store.person.binding import Unbound
    from store.person.notebook import Notebook
    from store.person.word import Word


class SegmentStorage(Storage):
    """TinyDB's storage over a store folder."""

    def __init__(self, root: Path | str, **how: Any) -> None:
        self.folder = Folder(Path(root), **how)

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
    user_damage: StoreDamaged | None = None

    def __init__(
        self,
        root: Path | str,
        *,
        read_only: bool = False,
        index_bodies: bool | None = None,
        progress: Progress | None = None,
    ) -> None:
        super().__init__(root, read_only=read_only, index_bodies=index_bodies, progress=progress)
        self.root = Path(root)
        self.folder = cast(SegmentStorage, self.storage).folder
        self.user = UserData(self.stored_user, login())
        self._written: tuple[str | None, dict[str, dict[str, Any]]] = (
            None,
            {},
        )  # which `user.json` it wrote last, and that
        self.settling = Settling(self)
        self.settling.catch_up()
        self._seen = self._stamp()

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        read_only: bool = False,
        index_bodies: bool | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """The store in that folder, or in $LICHUN_STORE, or in the user's data folder; made where there is none.

        Opens for reading alone where the medium or the rights allow no more. `progress` is told while the index is built.
        `index_bodies=False` leaves the texts out of the index, which halves it: words are then found in titles, names of
        meetings and facts alone; None leaves that as it is.
        Raises StoreTooNew, StoreReadOnly, StoreGone, StoreBusy.
        """
        place = Path(path) if path else default_place()
        return cls(place, read_only=read_only, index_bodies=index_bodies, progress=progress)

    @property
    def read_only(self) -> bool:
        return self.folder.read_only

    def may_write(self) -> None:
        """Raises StoreReadOnly where nothing can be written."""
        if self.read_only:
            raise StoreReadOnly(self.folder.root)

    def unreadable(self) -> list[StoreDamaged]:
        return [*super().unreadable(), *([self.user_damage] if self.user_damage else [])]

    # What a person adds and says

    @property
    def person(self) -> str:
        """Who is at work: what is added from now on bears this name."""
        return self.user.by

    @person.setter
    def person(self, name: str) -> None:
        self.user.by = name

    @cached_property
    def indicators(self) -> Indicators:
        return Indicators.from_json(self.user.entries(INDICATORS))

    @cached_property
    def notebook(self) -> Notebook:
        """Marks, sets, notes, tags, checks, kept queries."""
        from store.person.notebook import Notebook

        return Notebook(self)

    @cached_property
    def word(self) -> Word:
        """Corrections, rejections, facts of one's own, own indicators."""
        from store.person.word import Word

        return Word(self)

    @cached_property
    def arrangements(self) -> Arrangements:
        """Meetings joined and split."""
        from store.person.arranging import Arrangements

        return Arrangements(self)

    def rebind(self, touched: Collection[str] | None = None) -> list[Unbound]:
        """Hangs what a person added on the records as they are now; what is left over (`store.person.binding`)."""
        from store.person.binding import rebind

        return rebind(self, touched)

    def documents(self, table: str, docs: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Documents of a table by number; below zero stand the facts that a person added, which the index holds."""
        stored = cast(RecordTable, self.table(table)).documents(docs)
        found: dict[int, dict[str, Any]] = {document.doc_id: document for document in stored}
        if all(doc >= 0 for doc in docs):
            return found
        found |= added(self._db, [doc for doc in docs if doc < 0])
        return {doc: found[doc] for doc in docs if doc in found}

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
        from store.committing import Batch, commit

        done = commit(self, Batch(articles, mentions, facts, sources or {}, removed))
        self._seen = self._stamp()
        return done

    def remove(self, ids: Sequence[str]) -> int:
        """Takes articles out, with their mentions and facts; how many there were. (A table has TinyDB's own `remove`.)"""
        from store.mirrors import without

        copies = without(self, ids)
        return self.commit(copies, *self.extracted(*(copy.id for copy in copies)), removed=ids).removed

    def compact(self, progress: Progress | None = None) -> Compacted:
        """Merges small segments and drops what was replaced or removed."""
        from store.disk.compaction import compact

        all_seen = self.notebook.seen() == self.generation
        done = compact(self.folder, progress)
        if all_seen:
            self.notebook.see(self.generation)  # what was merged is not new
            self.flush()
        self._seen = self._stamp()
        return done

    def doctor(self, *, mend: bool = False, whole: bool = False) -> list[Finding]:
        """What is wrong with the store; `mend` mends what can be, `whole` compares all of the index."""
        from store.disk.doctor import examine

        found = examine(self, mend=mend, whole=whole)
        if mend:
            self.passing.over.clear()
            self.user.rebase(self.stored_user())
            self.settling.catch_up()
            self._seen = self._stamp()
        return found

    def rebuild(self, progress: Progress | None = None) -> None:
        """Builds the index anew from the segments."""
        with self.folder.lock():
            self.folder.rebuild(progress=progress)
        self._seen = self._stamp()

    def gather(self) -> None:
        """Makes searches fast again after much was committed: at the end of an import. Does nothing where little was."""
        self.folder.gather()

    def see_all(self) -> None:
        """Notes that all in view was seen: `is:new` is what comes after. Not worth waiting for a writer, nor failing."""
        before = self.user.get(STATE, "seen")
        if self.read_only or self.notebook.seen() == self.generation:
            return
        self.notebook.see(self.generation)
        try:
            self.flush(wait=0)
        except (LichunError, OSError):
            self.user.withdraw(STATE, "seen", before)

    def flush(self, wait: float = LOCK_WAIT) -> None:
        """Writes what a person added since the last time, merged with what another process wrote."""
        if not self.user.dirty:
            return
        with self.folder.lock(wait):
            written, stored = self._written
            if written != stamp(self.root):  # another process wrote, or this one did not yet
                stored = self.stored_user()
            if self.user_damage:
                raise self.user_damage
            tables = self.user.merged(stored)
            file = HeldFile(self.root / "user.json")
            with TinyDB(storage=lambda: file) as db:
                db.drop_tables()
                for name, held in tables.items():
                    db.table(name).insert_multiple(held.values())
                data = segment.encode({n: {int(k): v for k, v in t.items()} for n, t in (file.read() or {}).items()})
                segment.keep_copy(file.file)
                segment.replace(file.file, data)
            self._written = stamp(self.root), tables
            self.user.settled(tables)
            self.folder.refit()
            self.folder.say(entries(tables))
        self._seen = self._stamp()

    def stored_user(self) -> dict[str, dict[str, Any]]:
        """What `user.json` holds; where it is damaged, the copy before the last change, and nothing is written to it."""
        self.user_damage = None
        for name in ("user.json", "user.json.bak"):
            try:
                return self._read_user(self.root / name)
            except StoreDamaged as error:
                self.user_damage = self.user_damage or error
        return {}

    def _read_user(self, file: Path) -> dict[str, dict[str, Any]]:
        if not file.exists() and (self.root / "user.json.bak").exists():
            raise StoreDamaged(file, "it is gone")
        with TinyDB(storage=lambda: HeldFile(file)) as db:
            tables = {n: {str(d.get("key")): dict(d) for d in db.table(n)} for n in db.tables() if n != segment.META}
        if wrong := malformed(tables):
            raise StoreDamaged(file, wrong)
        return tables

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
        self.passing.over.clear()
        self.user.rebase(self.stored_user())
        self.settling.take_table()
        if not self.read_only:
            self.rebind()
            if self.user.unsaid:
                self.flush()
            self.settling.catch_up()
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


def default_place() -> Path:
    """$LICHUN_STORE, or the folder for data of this system."""
    named = os.environ.get("LICHUN_STORE")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("lichun") / "store"
