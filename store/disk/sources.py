"""The bytes as received, kept beside the segments in packs: zip files whose members bear content ids.

Comes in: content by id, and an index that says which pack holds which. Goes out: packs, each written once, and content
read from them. Which articles want a source, and which pack may go, is not its concern.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import error as zlib_error

from store.disk import segment
from store.errors import StoreDamaged

if TYPE_CHECKING:
    from store.index.index import Index


def packs(root: Path) -> list[int]:
    """Numbers of the packs of a store."""
    try:
        return sorted(int(p.stem) for p in (root / "sources").iterdir() if p.suffix == ".zip" and p.stem.isdigit())
    except FileNotFoundError:
        return []


def pack(root: Path, number: int) -> Path:
    return root / "sources" / f"{number:08d}.zip"


def read(index: Index, root: Path, content: str) -> bytes | None:
    """The bytes of that content; None where they are not kept."""
    import zipfile

    for _ in range(2):  # a pack may have been merged into another meanwhile
        found = index.db.execute("SELECT number FROM pack WHERE content = ?", (content,)).fetchone()
        if found is None:
            return None
        file = pack(root, found[0])
        try:
            with zipfile.ZipFile(file) as held:
                return held.read(content)
        except FileNotFoundError:
            continue
        except (zipfile.BadZipFile, zlib_error, KeyError, EOFError) as error:
            raise StoreDamaged(file, f"a source cannot be read ({error})") from None
    return None


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
