"""The bytes as received, kept beside the segments in packs: zip files whose members bear content ids.

Comes in: content by id, and an index that says which pack holds which. Goes out: packs, each written once, and content
read from them. Which articles want a source, and which pack may go, is not its concern.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.disk import segment
from store.errors import StoreDamaged

if TYPE_CHECKING:
    from store.index.index import Index


# What stands before every content in a pack.
_BEGUN = rb"(?s)PK\x03\x04.{10}(?P<crc>.{4})(?P<size>.{4}).{4}\x20\x00\x00\x00(?P<content>[0-9a-f]{32})"


def packs(root: Path) -> list[int]:
    """Numbers of the packs of a store."""
    try:
        return sorted(int(p.stem) for p in (root / "sources").iterdir() if p.suffix == ".zip" and p.stem.isdigit())
    except FileNotFoundError:
        return []


def pack(root: Path, number: int) -> Path:
    return root / "sources" / f"{number:08d}.zip"


def unreadable() -> tuple[type[Exception], ...]:
    """What a torn pack may raise, wherever it is opened. Loads zipfile, which opening a store does not wait for."""
    from lzma import LZMAError
    from struct import error as struct_error
    from zipfile import BadZipFile
    from zlib import error as zlib_error

    # A changed bit may ask for a password, an unknown method, or a place before the file's beginning.
    return OSError, EOFError, KeyError, ValueError, RuntimeError, BadZipFile, zlib_error, LZMAError, struct_error


def read(index: Index, root: Path, content: str) -> bytes | None:
    """The bytes of that content; None where they are not kept."""
    import zipfile

    for _ in range(2):  # a pack may have been merged into another meanwhile
        found = index.db.execute("SELECT number FROM pack WHERE content = ?", (content,)).fetchone()
        if found is None:
            return None
        file = pack(root, found[0])
        try:
            with zipfile.ZipFile(file) as one:
                return one.read(content)
        except FileNotFoundError:
            continue
        except unreadable() as error:
            raise StoreDamaged(file, f"a source cannot be read ({error})") from None
    return None


class Held(NamedTuple):
    """What can be read of a pack, what else it held, and what is wrong with it; None where it is whole."""

    kept: dict[str, bytes]
    lost: set[str]
    wrong: str | None


def held(file: Path) -> Held:
    """All of a pack; what its list does not lead to is read from where it begins."""
    import zipfile
    import zlib

    kept, named, wrong, data = dict[str, bytes](), set[str](), None, b""
    try:
        data = file.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as one:
            for content in one.namelist():
                named.add(content)
                try:
                    kept[content] = one.read(content)
                except unreadable() as error:
                    wrong = str(error) or type(error).__name__
    except unreadable() as error:
        wrong = str(error) or type(error).__name__
    for begun in re.finditer(_BEGUN, data):
        content, end = begun["content"].decode(), begun.end() + int.from_bytes(begun["size"], "little")
        named.add(content)
        if content in kept:
            continue
        wrong = wrong or "its list is torn"
        with suppress(zlib.error):
            found = zlib.decompressobj(-15).decompress(data[begun.end() : end])
            if zlib.crc32(found) == int.from_bytes(begun["crc"], "little"):
                kept[content] = found
    return Held(kept, named - kept.keys(), wrong)


def write(root: Path, number: int, received: Mapping[str, bytes]) -> None:
    """Writes a pack, whole or not at all."""
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for content, data in received.items():
            new.writestr(zipfile.ZipInfo(content), data, zipfile.ZIP_DEFLATED)
    file = pack(root, number)
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise segment.told(file.parent, error) from error
    segment.replace(file, buffer.getvalue())
