"""What can go wrong, as one tree.

    LichunError
      WrongUse             a request that cannot be meant: exit status 2
        QueryError         a query that cannot be read; `position` says where
      StoreError
        ReadError          path, reason           the file cannot be read
          PassedOver       path, reason           the file is no article, and was not asked for by name: no failure
        DecodeError        path, tried, offset    no encoding fits
        VocabularyError    file, line, reason     a data file is malformed (at start, never in mid-import)
        StoreDamaged       path, reason           a segment, the index or user.json is not what it should be
          IndexTorn        path, reason           the disposable index cannot be read; it is built anew
        StoreTooNew        path, found, known     written by a newer lichun
        StoreBusy          path                   another process is writing
        StoreFull          path                   no room left on the medium
        StoreGone          path                   a file or folder of the store was taken away
        StoreReadOnly      path                   the medium or the permissions forbid writing
        Interrupted                               a search that was broken off by a newer one
        WriteError         path, reason           a file for a person (an export) cannot be written
        NotFound           what, near             nothing of that name; `near` lists what is like it

Every message says what, where and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class LichunError(Exception):
    """Anything that a person can be told in one line."""


class WrongUse(LichunError):
    """A request that cannot be meant as it stands."""


class QueryError(WrongUse):
    """A query that cannot be read; `position` counts code points from 0."""

    def __init__(self, query: str, position: int, reason: str) -> None:
        self.query, self.position, self.reason = query, position, reason
        super().__init__(f"{reason} at {position + 1}: {query[:position]}▸{query[position:]}")


class StoreError(LichunError):
    """Something about files or the store itself."""


class ReadError(StoreError):
    def __init__(self, path: str | Path, reason: str) -> None:
        self.path, self.reason = str(path), reason
        super().__init__(f"{path}: {reason}")


class PassedOver(ReadError):
    """A file of a folder or an archive that is no article (README, LICENSE, a picture): told, and no failure."""


class DecodeError(StoreError):
    def __init__(self, path: str | Path, tried: Sequence[str], offset: int | None = None) -> None:
        self.path, self.tried, self.offset = str(path), tuple(tried), offset
        where = "" if offset is None else f" (first bad byte at {offset})"
        super().__init__(f"{path}: not {', '.join(tried)}{where}; name the encoding with --encoding")


class VocabularyError(StoreError):
    def __init__(self, file: str | Path, line: int, reason: str) -> None:
        self.file, self.line, self.reason = str(file), line, reason
        super().__init__(f"{file}:{line}: {reason}")


class StoreDamaged(StoreError):
    def __init__(self, path: str | Path, reason: str) -> None:
        self.path, self.reason = str(path), reason
        super().__init__(f"{path}: {reason}; run `lichun doctor` to see what can be mended")


class IndexTorn(StoreDamaged):
    """The disposable index cannot be read. Nothing is lost: the next writer builds it anew."""


class StoreTooNew(StoreError):
    def __init__(self, path: str | Path, found: int, known: int) -> None:
        self.path, self.found, self.known = str(path), found, known
        super().__init__(
            f"{path}: written by a newer lichun (format {found}, this one knows {known}); update lichun to open it"
        )


class StoreBusy(StoreError):
    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        super().__init__(f"{path}: another process is writing; wait for it to finish and try again")


class StoreFull(StoreError):
    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        super().__init__(f"{path}: no room left on the medium; nothing was changed. Make room and try again")


class StoreGone(StoreError):
    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        super().__init__(f"{path}: is gone; was the store moved or removed? Open it again, or name it with --store DIR")


class StoreReadOnly(StoreError):
    def __init__(self, path: str | Path, reason: str = "the store cannot be written") -> None:
        self.path, self.reason = str(path), reason
        super().__init__(f"{path}: {reason}; name another place with --store DIR")


class Interrupted(StoreError):
    def __init__(self) -> None:
        super().__init__("broken off")


class WriteError(StoreError):
    def __init__(self, path: str | Path, reason: str) -> None:
        self.path, self.reason = str(path), reason
        super().__init__(f"{path}: {reason}; nothing was written")


class NotFound(LichunError):
    def __init__(self, what: str, near: Sequence[str] = ()) -> None:
        self.what, self.near = what, tuple(near)
        hint = f"; did you mean {' / '.join(near)}?" if near else ""
        super().__init__(f"nothing found for {what}{hint}")
