"""Records read as far as they can be: one that its segment has torn is passed over and noted, and the others are given.

Comes in: numbers of documents of a table, and what makes records of them. Goes out: number → record. What could not be
read since the store was opened stands in `over`, so that screen and command line can say so once. What writes asks for
whole records: then the error is raised, since what is passed over would be lost for good. It reads through the library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from store.disk import segment
from store.disk.folder import Folder
from store.disk.sound import in_its_words
from store.errors import IndexTorn, StoreDamaged, StoreGone
from store.records import Record

R = TypeVar("R", bound=Record)
Document = Mapping[str, Any]


class Held(Protocol):
    """What is read from: the library."""

    folder: Folder

    def documents(self, table: str, docs: Sequence[int]) -> dict[int, dict[str, Any]]: ...


class Passing:
    def __init__(self, library: Held) -> None:
        self._library = library
        self.over: dict[int, StoreDamaged] = {}  # number of the document → what is wrong

    def documents(self, table: str, docs: Sequence[int], *, whole: bool = False) -> dict[int, dict[str, Any]]:
        """The documents that can be read. Raises StoreDamaged for any that cannot where all are wanted `whole`."""
        try:
            return self._library.documents(table, docs)
        except IndexTorn:
            raise
        except (StoreDamaged, StoreGone) as error:
            if whole or not self._library.folder.segments.is_dir():
                raise
            if len(docs) == 1:
                # Of a segment that was taken away it says that it is gone.
                self.over[docs[0]] = (
                    error if isinstance(error, StoreDamaged) else StoreDamaged(error.path, "it is gone")
                )
                return {}
        middle = len(docs) // 2
        return {
            doc: found for some in (docs[:middle], docs[middle:]) for doc, found in self.documents(table, some).items()
        }

    def records(
        self, table: str, docs: Sequence[int], make: Callable[[int, Document], R], *, whole: bool = False
    ) -> dict[int, R]:
        """The same as records; a document of which none can be made counts as one that cannot be read."""
        found: dict[int, R] = {}
        for doc, document in self.documents(table, docs, whole=whole).items():
            try:
                record = make(doc, document)
                if in_its_words(record):
                    found[doc] = record
                    self.over.pop(doc, None)
                    continue
            except (KeyError, TypeError, ValueError, AttributeError):  # a name or a mark of it is torn
                pass
            error = self.error(doc)
            if whole:
                raise error
            self.over[doc] = error
        return found

    def error(self, doc: int) -> StoreDamaged:
        """What to say of a document that is no record."""
        folder = self._library.folder
        number, *_ = folder.index.db.execute("SELECT segment FROM record WHERE doc = ?", (doc,)).fetchone() or (0,)
        return StoreDamaged(segment.path(folder.segments, number), "a record cannot be read")
