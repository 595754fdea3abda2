"""Read: from paths to the bytes of single articles, each with its name and kind.

In come files, folders (walked in sorted order), zip archives and `-` for standard input; out comes one `Raw` an article
or, where something cannot be read, a ReadError in its place: one bad file never stops the rest. Archives are read with
limits and never written to disk. Nothing is decoded here but JSON records; what the bytes say is `store.source.article`'s.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from store.errors import PassedOver, ReadError
from store.source.kind import Kind, binary, declared, is_about, kind_of, misnamed, schema_of, suffix_kind

MB = 1024 * 1024
STORE = "is a store of lichun, whose articles are imported; `lichun export` and `lichun import` bring them into another"
ABOUT = "tells about the files beside it by its name; name it alone to import it"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most. `file` holds for a file, an archive's member and one line of JSONL, in bytes."""

    file: int = 20 * MB
    archive_members: int = 20_000
    archive_total: int = 1024 * MB  # unpacked
    archive_ratio: int = 200  # unpacked size to packed size of one member
    archive_depth: int = 2  # archives within archives
    folder_depth: int = 64


@dataclass(frozen=True, slots=True)
class Raw:
    """One source as received. `fields` is what a JSON record says beside and with its text, by our names."""

    name: str
    data: bytes
    kind: Kind = "text"
    encoding: str | None = None  # declared by the page itself: a hint
    fields: Mapping[str, str] | None = None
    given: Mapping[str, str] | None = None  # what a person says of it, where it says nothing itself
    forced: str | None = None  # the encoding that a person names: it holds against all evidence


def read(
    paths: Iterable[str | Path], *, limits: Limits | None = None, fields: Mapping[str, str] | None = None
) -> Iterator[Raw | ReadError]:
    """Every article under the paths. `fields` maps our names (title, text, published …) to those of JSON records."""
    bounds = limits or Limits()
    for path in paths:
        if str(path) == "-":
            yield from _standard_input(bounds, fields)
        else:
            yield from _path(Path(path), bounds, fields)


def read_bytes(name: str, data: bytes, *, limits: Limits | None = None) -> Iterator[Raw | ReadError]:
    """The articles of bytes that were read before: what `sources/` keeps, under the name they came by."""
    yield from _content(name, data, limits or Limits(), None)


def _path(path: Path, limits: Limits, fields: Mapping[str, str] | None) -> Iterator[Raw | ReadError]:
    try:
        if path.is_dir():
            yield from _folder(path, limits, fields)
        elif not path.exists():
            yield ReadError(path, "no such file or folder")
        elif not path.is_file():
            yield ReadError(path, "neither a file nor a folder")
        else:
            yield from _file(path, limits, fields)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield _failed(path, error)


def _failed(path: Path | str, error: OSError | ValueError) -> ReadError:
    if isinstance(error, PermissionError):
        return ReadError(path, "no permission to read it")
    return ReadError(path, getattr(error, "strerror", None) or str(error) or type(error).__name__)


def _folder(folder: Path, limits: Limits, fields: Mapping[str, str] | None) -> Iterator[Raw | ReadError]:
    """Files of known kinds in sorted order; hidden ones, and the folder a browser saves beside a page, are not looked at.

    What tells about the others (README) and what is no text are passed over, with a word.
    """
    errors: list[OSError] = []
    unread: Counter[str] = Counter()
    for place, folders, files in os.walk(folder, onerror=errors.append):
        here = Path(place)
        while errors:
            failed = errors.pop()
            yield _failed(failed.filename or here, failed)
        if "segments" in folders and ("lock" in files or "index.sqlite" in files):
            folders.clear()
            yield PassedOver(here, STORE)
            continue
        saved = {Path(name).stem for name in files if suffix_kind(name) == "html"}
        deep = len(here.relative_to(folder).parts) >= limits.folder_depth
        folders[:] = [
            name
            for name in sorted(folders)
            if not deep
            and not name.startswith(".")
            and not (name.endswith(("_files", ".files")) and name[:-6] in saved)
        ]
        for name in sorted(files):
            if name.startswith("."):
                continue
            if is_about(name):
                yield PassedOver(here / name, ABOUT)
            elif suffix_kind(name):
                yield from _path(here / name, limits, fields)
            else:
                unread[Path(name).suffix.lower() or "without an ending"] += 1
    for failed in errors:
        yield _failed(failed.filename or folder, failed)
    if unread:
        kinds = ", ".join(f"{ending} {n}" for ending, n in unread.most_common(5))
        yield PassedOver(folder, f"{unread.total()} of its files are of kinds that lichun does not read ({kinds})")


def _file(path: Path, limits: Limits, fields: Mapping[str, str] | None) -> Iterator[Raw | ReadError]:
    size, kind = path.stat().st_size, suffix_kind(path.name)
    with path.open("rb") as stream:
        if kind == "jsonl":
            yield from _records(str(path), stream, limits, fields)
        elif kind == "zip":
            yield from _archive(str(path), stream, limits, fields)
        elif kind == "json" and schema_of(head := stream.read(4096)):  # it holds many articles, and may be large
            yield from _own(str(path), head + stream.read())
        elif size > limits.file:
            yield _too_big(path, size, limits)
        else:
            stream.seek(0)
            yield from _content(str(path), stream.read(limits.file + 1), limits, fields)


def _own(name: str, data: bytes) -> Iterator[Raw | ReadError]:
    """A file that lichun wrote: an export is put back, a person's work is merged by a command of its own."""
    if (schema_of(data) or "").startswith("lichun-work-"):
        yield ReadError(name, "holds a person's work and no articles; `lichun merge` takes it in")
    else:
        yield Raw(name, data, "export")


def _standard_input(limits: Limits, fields: Mapping[str, str] | None) -> Iterator[Raw | ReadError]:
    data = sys.stdin.buffer.read(limits.file + 1)
    yield from _content("-", data, limits, fields)


def _archive(
    name: str, stream: BinaryIO, limits: Limits, fields: Mapping[str, str] | None, depth: int = 1
) -> Iterator[Raw | ReadError]:
    from store.source.archive import members

    empty = True
    for member, data in members(name, stream, limits):
        known = bool(suffix_kind(member))
        empty = empty and not known and not isinstance(data, ReadError)
        if isinstance(data, ReadError):
            yield data
        elif suffix_kind(member) == "zip":
            from io import BytesIO

            if depth >= limits.archive_depth:
                yield ReadError(member, f"archives more than {limits.archive_depth} deep are not read; unpack it first")
            else:
                yield from _archive(member, BytesIO(data), limits, fields, depth + 1)
        elif is_about(member):
            yield PassedOver(member, ABOUT)
        elif known:
            yield from _content(member, data, limits, fields)
    if empty:
        yield ReadError(name, "holds no file of a kind that lichun reads; save its text as .txt")


def _content(name: str, data: bytes, limits: Limits, fields: Mapping[str, str] | None) -> Iterator[Raw | ReadError]:
    """The articles of one file's bytes."""
    if len(data) > limits.file:
        yield _too_big(name, len(data), limits)
        return
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        yield ReadError(name, "is empty")
        return
    kind = kind_of(name, data)
    if kind == "zip":
        from io import BytesIO

        yield from _archive(name, BytesIO(data), limits, fields)
    elif kind != "docx" and kind != "pdf" and (what := binary(data)):
        yield ReadError(name, f"is not text but {what}")
    elif kind == "json" and schema_of(data):
        yield from _own(name, data)
    elif kind == "json" or kind == "jsonl":
        from io import BytesIO

        yield from _records(name, BytesIO(data), limits, fields, whole=kind == "json")
    elif kind == "docx" or kind == "pdf":
        yield Raw(name, data, kind)
    elif ending := misnamed(name, kind):
        yield ReadError(name, f"is named {ending} and is none; if it is text, name it .txt, a page .html")
    else:
        yield Raw(name, data, kind, declared(data) if kind == "html" else None)


def _records(
    name: str, stream: BinaryIO, limits: Limits, fields: Mapping[str, str] | None, whole: bool = False
) -> Iterator[Raw | ReadError]:
    from store.source.record import records

    for place, data, said in records(name, stream, limit=limits.file, names=fields, whole=whole):
        yield said if isinstance(said, ReadError) else Raw(place, data, "json", "utf-8", said)


def _too_big(path: Path | str, size: int, limits: Limits) -> ReadError:
    return ReadError(
        path, f"is larger than {limits.file / MB:.0f} MB ({size / MB:.0f} MB); split it or raise the limit"
    )
