"""A backup: all of a store that cannot be made anew, as one zip archive.

Comes in: a store folder and a file's name. Goes out: an archive with the segments, the sources and what a person added,
as they stood at one moment; the index is left out, since it is built from them. Unpacked, it is a store again. The file
appears whole or not at all. It reads no record and mends nothing.
"""

from __future__ import annotations

import zipfile
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from store.disk import segment, sources
from store.disk.folder import DAMAGED, Folder
from store.errors import StoreDamaged, StoreGone
from store.export.target import opened, refuse_existing

README = """This is a backup of a lichun store. To use it again, unpack it into an empty folder and name that folder:

    unzip THIS_FILE -d FOLDER
    lichun --store FOLDER

The first command that opens it builds the index, which is not in here.
"""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """How many files went in, the size of the archive in bytes, and which segments are torn in it as in the store."""

    files: int
    size: int
    torn: tuple[Path, ...]


def back_up(folder: Folder, file: Path, *, force: bool = False) -> BackedUp:
    """Writes the archive. Raises WrongUse where the file exists, unless `force`; StoreBusy, StoreFull, WriteError."""
    if not force:
        refuse_existing(file)
    # No writer may merge segments meanwhile; a store that none can write needs no lock.
    with nullcontext() if folder.read_only else folder.lock(), opened(file, force=force) as out:
        held = _held(folder)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", README)
            for one in held:
                try:
                    # Sources are packed already.
                    how = zipfile.ZIP_STORED if one.suffix == ".zip" else zipfile.ZIP_DEFLATED
                    archive.write(one, one.relative_to(folder.root), how)
                except FileNotFoundError as error:
                    raise StoreGone(one) from error
        torn = tuple(one for one in held if one.parent == folder.segments and not _is_whole(one))
    return BackedUp(len(held), file.stat().st_size, torn)


def _held(folder: Folder) -> list[Path]:
    """The files that make the store, with torn ones that the doctor laid aside."""
    segments = [segment.path(folder.segments, number) for number in segment.numbers(folder.segments)]
    own = [file for name in ("user.json", "user.json.bak") if (file := folder.root / name).is_file()]
    aside = sorted(file for file in (folder.root / DAMAGED).glob("*") if file.is_file())
    return [*segments, *(sources.pack(folder.root, number) for number in sources.packs(folder.root)), *own, *aside]


def _is_whole(file: Path) -> bool:
    try:
        segment.verify(file)
    except StoreDamaged:
        return False
    return True
