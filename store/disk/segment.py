"""A segment: one batch of records as an ordinary TinyDB file, written once and never changed.

Comes in: tables of documents (`{"articles": {doc_id: {…}}, …}`). Goes out: one file, temp → fsync → rename → fsync of
the folder; that rename is the commit. One document a line, so that any record is one read of its bytes and `grep`
works; the first line is the `meta` table with the format, a digest of all that follows, and the segments it replaces.
It does not know what a record means, which document is still alive, or who may write: that is the library's.
"""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from store.errors import ReadError, StoreDamaged, StoreError, StoreFull, StoreGone, StoreReadOnly, StoreTooNew

FORMAT = 1
META = "meta"
Document = Mapping[str, Any]
Tables = Mapping[str, Mapping[int, Document]]

_NAME = re.compile(r"(\d{8,})\.json")
_TABLE = re.compile(rb'"((?:[^"\\]|\\.)*)":\{')
_MUCH = 1 << 17  # bytes
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_LONG_NUMBER = b"0" * 19  # orjson would make a float of it
_RECORD = re.compile(rb'"(\d{1,18})":')


class Place(NamedTuple):
    """Where a document stands in its segment, in bytes."""

    table: str
    doc: int
    offset: int
    length: int
    segment: int = 0  # its number, where it is not the one at hand


class Header(NamedTuple):
    format: int
    digest: str
    replaces: tuple[int, ...] = ()  # numbers of the segments that this one was made of


@lru_cache(2048)
def path(folder: Path, number: int) -> Path:
    return folder / f"{number:08d}.json"


def numbers(folder: Path) -> list[int]:
    """The numbers of all segments in the folder, ascending."""
    try:
        with os.scandir(folder) as entries:
            return sorted(int(m[1]) for e in entries if (m := _NAME.fullmatch(e.name)))
    except FileNotFoundError:
        return []


def encode(tables: Tables, replaces: Sequence[int] = ()) -> bytes:
    """The bytes of a segment."""
    body: list[bytes] = []
    for name, documents in tables.items():
        if not documents:
            continue
        body.append((b"" if not body else b"\n},\n") + dumps(name) + b":{\n")
        for n, (doc, document) in enumerate(documents.items()):
            body += (b'%s"%d":' % (b",\n" if n else b"", doc), dumps(document))
    body.append(b"\n}\n}\n" if body else b'"_default":{\n}\n}\n')
    rest = b"".join(body)
    meta = {"format": FORMAT, "digest": _digest(rest), "replaces": list(replaces)}
    return b'{"meta":{"1":' + dumps(meta) + b"},\n" + rest


def header(file: Path) -> Header:
    """The first line of a segment. Raises StoreTooNew where its format is not known, StoreDamaged where it has none."""
    with _told(file), file.open("rb") as stream:
        line = stream.readline(1 << 20)
    return _header(file, line)


def scan(file: Path, data: bytes) -> Iterator[tuple[Place, Document]]:
    """All documents of a segment with their places, in the order of the file. Raises StoreDamaged where it is torn."""
    offset, table = data.find(b"\n") + 1, ""
    _header(file, data[:offset])
    while offset < len(data):
        end = data.find(b"\n", offset)
        end = len(data) if end < 0 else end
        line = data[offset:end]
        if (name := heading(line)) is not None:
            table = name
        elif found := record(line):
            start = offset + line.index(b":") + 1
            yield Place(table, found[0], start, len(found[1])), loads(file, found[1])
        elif line not in (b"},", b"}"):
            raise StoreDamaged(file, f"not a line of a segment at byte {offset}")
        offset = end + 1
    if not data.rstrip().endswith(b"\n}\n}"):
        raise StoreDamaged(file, "the file ends in its middle")


def salvage(file: Path, data: bytes) -> tuple[list[tuple[Place, Document]], int]:
    """The documents of a torn segment whose lines can still be read, and how many lines cannot."""
    found: list[tuple[Place, Document]] = []
    offset, table, lost = data.find(b"\n") + 1, "", 0
    for line in data[offset:].split(b"\n"):
        try:
            if (name := heading(line)) is not None:
                table = name
            elif one := record(line):
                start = offset + line.index(b":") + 1
                found.append((Place(table, one[0], start, len(one[1])), loads(file, one[1])))
            elif line not in (b"},", b"}", b""):
                lost += 1
        except (StoreDamaged, UnicodeDecodeError):
            lost += 1
        offset += len(line) + 1
    return found, lost


def record(line: bytes) -> tuple[int, bytes] | None:
    """Number and bytes of the document on a line of a segment; None for any other line."""
    key = _RECORD.match(line)
    return (int(key[1]), line[key.end() : len(line) - line.endswith(b",")]) if key else None


def heading(line: bytes) -> str | None:
    """The table that a line of a segment opens."""
    found = _TABLE.fullmatch(line) if line.endswith(b":{") else None
    return str(json.loads(b'"' + found[1] + b'"')) if found else None


def read(file: Path) -> bytes:
    with _told(file):
        return file.read_bytes()


def verify(file: Path) -> Header:
    """Reads the whole segment and compares its digest. Raises StoreDamaged where they differ."""
    return verified(file, read(file))


def verified(file: Path, data: bytes) -> Header:
    """The header of a segment's bytes. Raises StoreDamaged where they are not those that were written."""
    split = data.find(b"\n") + 1
    found = _header(file, data[:split])
    if _digest(data[split:]) != found.digest:
        raise StoreDamaged(file, "its bytes are not those that were written")
    return found


def replace(file: Path, data: bytes) -> None:
    """Puts `data` where `file` is, whole or not at all, and has the medium confirm it."""
    temp = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    with _told(file):
        try:
            handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                view = memoryview(data)
                while view:
                    view = view[os.write(handle, view) :]
                os.fsync(handle)
            finally:
                os.close(handle)
            temp.replace(file)
        except OSError:
            temp.unlink(missing_ok=True)
            raise
        sync_folder(file.parent)


def keep_copy(file: Path) -> None:
    """Lets `FILE.bak` be what `file` is now, before it is replaced."""
    temp = file.with_name(f".{file.name}.bak.{os.getpid()}.tmp")
    with _told(file):
        try:
            os.link(file, temp)
        except FileNotFoundError:
            return
        except OSError:  # a medium without links
            temp.write_bytes(file.read_bytes())
        temp.replace(file.with_name(f"{file.name}.bak"))


def sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def dumps(value: Any) -> bytes:
    import orjson

    try:
        return orjson.dumps(value)
    except TypeError:  # lone surrogates and whole numbers over 64 bits: valid in JSON, refused by orjson
        return json.dumps(value, separators=(",", ":")).encode()


def loads(file: Path, data: bytes) -> dict[str, Any]:
    try:
        value = _fast_loads(data)
    except ValueError as error:
        raise StoreDamaged(file, f"a record cannot be read ({error})") from None
    if not isinstance(value, dict):
        raise StoreDamaged(file, "a record is not an object")
    return value


def _fast_loads(data: bytes) -> Any:
    """With orjson where it is loaded already, or there is much: it costs more to load than it saves on a card or two."""
    if len(data) > _MUCH:
        import orjson as _  # noqa: F401
    orjson = sys.modules.get("orjson")
    if orjson is not None and _LONG_NUMBER not in data.translate(_DIGITS):
        try:
            return orjson.loads(data)
        except ValueError:  # a lone surrogate, or a torn record: the other one knows the difference
            pass
    return json.loads(data)


def _digest(data: bytes) -> str:
    from hashlib import blake2b  # 4 ms to load, and a reader never needs it

    return blake2b(data, digest_size=16).hexdigest()


def _header(file: Path, line: bytes) -> Header:
    try:
        meta = json.loads(line.rstrip().removesuffix(b",") + b"}")[META]["1"]
        found = Header(int(meta["format"]), str(meta["digest"]), tuple(meta.get("replaces", ())))
    except (ValueError, KeyError, TypeError):
        raise StoreDamaged(file, "its first line is not that of a segment") from None
    if found.format > FORMAT:
        raise StoreTooNew(file, found.format, FORMAT)
    return found


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Turns what the system says about a file into our errors."""
    try:
        yield
    except OSError as error:
        raise told(file, error) from error


def told(file: Path, error: OSError) -> StoreError:
    """The error to raise for what the system said about a file of the store."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StoreFull(file)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StoreReadOnly(file, error.strerror or "the store cannot be written")
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE):
        return StoreGone(file)
    return ReadError(file, error.strerror or str(error))
