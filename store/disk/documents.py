"""A table's documents as mappings: read one by one, and changed without being loaded.

Comes in: a store folder and a table's name. Goes out: `Documents`, what a TinyDB storage shows of a table, and `Draft`, what
TinyDB's updaters write into; only what they changed goes into a segment. It knows no TinyDB and no record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from store.disk import segment
from store.disk.folder import Folder
from store.index.layout import REMOVED

_PAGE = 500


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
