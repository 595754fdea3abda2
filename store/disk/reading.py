"""Documents read from the segments, from where the catalogue says that they stand.

Comes in: numbers of documents. Goes out: the documents, neighbours in one read. Files stay open; one that was merged away
meanwhile is looked for again where the catalogue has it now. It knows no tables and writes nothing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from store.disk import segment
from store.errors import StoreDamaged, StoreGone
from store.index.index import Index

OPEN_FILES = 256  # fifty answers stand in as many segments
GAP = 1 << 16  # bytes between two documents that are read over rather than around


class Reader:
    """The open segments of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[int, int] = {}  # segment → open file
        self._guard = threading.Lock()

    def documents(self, index: Index, docs: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Number and document, in the order asked for; what is not there is passed over. Neighbours are one read."""
        wanted = list(docs)
        for at in range(0, len(wanted), 500):
            yield from self._some(index, wanted[at : at + 500])

    def _some(self, index: Index, docs: Sequence[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        try:
            found = self._read(index, docs)
        except FileNotFoundError:  # merged away since the catalogue was asked: it knows the new place by now
            try:
                found = self._read(index, docs)
            except FileNotFoundError as error:
                raise StoreGone(error.filename) from None
        return ((doc, found[doc]) for doc in docs if doc in found)

    def _read(self, index: Index, docs: Sequence[int]) -> dict[int, dict[str, Any]]:
        marks = ",".join("?" * len(docs))
        places = index.db.execute(
            f"SELECT segment, offset, length, doc FROM record WHERE doc IN ({marks}) ORDER BY segment, offset", docs
        ).fetchall()
        found: dict[int, dict[str, Any]] = {}
        at = 0
        while at < len(places):
            number, first = places[at][0], places[at][1]
            end, upto = first + places[at][2], at + 1
            while upto < len(places) and places[upto][0] == number and places[upto][1] - end < GAP:
                end, upto = places[upto][1] + places[upto][2], upto + 1
            file = segment.path(self._folder, number)
            data = self._bytes(number, file, first, end - first)
            for _, offset, length, doc in places[at:upto]:
                found[doc] = segment.loads(file, data[offset - first : offset - first + length])
            at = upto
        return found

    def _bytes(self, number: int, file: Path, offset: int, length: int) -> bytes:
        with self._guard:
            if number not in self._files:
                while len(self._files) >= OPEN_FILES:
                    os.close(self._files.pop(next(iter(self._files))))
                self._files[number] = os.open(file, os.O_RDONLY)
            data = os.pread(self._files[number], length, offset)
        if len(data) != length:
            raise StoreDamaged(file, f"it ends before byte {offset + length}")
        return data

    def close(self) -> None:
        with self._guard:
            for handle in self._files.values():
                os.close(handle)
            self._files.clear()
