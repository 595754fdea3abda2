"""Zip archives, read in memory and within limits: members in sorted order, nothing ever written to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from store.errors import ReadError
from store.source.kind import suffix_kind

if TYPE_CHECKING:
    from store.source.read import Limits


def members(name: str, stream: BinaryIO, limits: Limits) -> Iterator[tuple[str, bytes | ReadError]]:
    """Name and bytes of each member of a known kind, as `archive.zip/inner/name.txt`; an error where it cannot be read."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield name, ReadError(name, f"is not a readable zip archive ({error})")
        return
    with archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
        if len(entries) > limits.archive_members:
            yield name, ReadError(name, f"holds more than {limits.archive_members} files; unpack it first")
            return
        total = 0
        for entry in entries:
            inner = _name(entry)
            place = f"{name}/{inner}"
            if entry.is_dir() or _passed_over(inner) or not suffix_kind(inner):
                continue
            data = _member(archive, entry, place, limits)
            if not isinstance(data, ReadError):
                total += len(data)
                if total > limits.archive_total:
                    yield (
                        name,
                        ReadError(name, f"unpacks to more than {limits.archive_total >> 20} MB; unpack it first"),
                    )
                    return
            yield place, data


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: str, limits: Limits) -> bytes | ReadError:
    """The member's bytes. The sizes that an archive states are not believed: reading stops at the limit."""
    if entry.flag_bits & 1:
        return ReadError(place, "is encrypted")
    allowed = limits.file
    if (
        entry.compress_size
        and entry.file_size > limits.archive_ratio * entry.compress_size
        and entry.file_size > 1 << 20
    ):
        return ReadError(place, f"is packed more than {limits.archive_ratio} times; unpack it first")
    try:
        with archive.open(entry) as stream:
            data = stream.read(allowed + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        return ReadError(place, f"cannot be unpacked ({error})")
    if len(data) > allowed:
        return ReadError(place, f"is larger than {allowed >> 20} MB; split it or raise the limit")
    return data


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name; old Chinese archivers write GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gbk")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _passed_over(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith((".", "__MACOSX")) and part.strip(".") for part in parts)
