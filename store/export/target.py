"""Where an export goes: a file that appears whole or not at all, or a stream.

A file is written beside its name and takes that name in one step at the end; one that exists is never replaced unless
that is asked for, not even one that appears meanwhile. A stream, a device and a named pipe are written as it comes.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from store.errors import StoreFull, WriteError, WrongUse


def refuse_existing(path: Path, *, force: bool = False) -> None:
    """Raises WrongUse where the file exists already and is not to be replaced, or is a folder."""
    if path.is_dir():
        raise WrongUse(f"{path}: is a folder; name a file in it")
    if not force and (path.exists() or path.is_symlink()):
        raise WrongUse(f"{path}: exists already and stays as it is; name another file, or overwrite it with --force")


@contextmanager
def opened(target: Path | TextIO, *, force: bool = False) -> Iterator[BinaryIO]:
    """A binary file to write to. On an error nothing is left behind and the file of that name is as it was."""
    if not isinstance(target, Path):
        yield from _stream(target)
        return
    draft = target.with_name(f".{target.name[:60]}.{secrets.token_hex(4)}.part")
    try:
        if target.exists() and not target.is_file() and not target.is_dir():  # a device, a pipe: nothing is replaced
            with target.open("wb") as file:
                yield file
            return
        refuse_existing(target, force=force)
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _name(draft, target, force=force)
    except OSError as error:
        raise told(target, error) from error
    finally:
        with suppress(OSError):  # there is none where it could not even be made
            draft.unlink()


def _stream(target: TextIO) -> Iterator[BinaryIO]:
    target.flush()
    buffer = getattr(target, "buffer", None)
    if buffer is not None:
        yield cast(BinaryIO, buffer)
        buffer.flush()
        return
    import io

    held = io.BytesIO()  # a stream of text alone (a test's, a notebook's)
    yield held
    target.write(held.getvalue().decode("utf-8"))


def _name(draft: Path, target: Path, *, force: bool) -> None:
    if force:
        draft.replace(target)
        return
    try:
        os.link(draft, target)  # fails where the name was taken meanwhile, which a rename would not
    except FileExistsError:
        refuse_existing(target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        refuse_existing(target)  # a file system without hard links
        draft.replace(target)


def told(path: Path, error: OSError) -> StoreFull | WriteError:
    """The error as a person reads it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull(path)
    reasons = {
        errno.ENOENT: f"there is no folder {path.parent}; make it, or name another place",
        errno.ENOTDIR: f"{path.parent} is not a folder; name another place",
        errno.EACCES: "you may not write there; name another place",
        errno.EPERM: "you may not write there; name another place",
        errno.EROFS: "the medium is read-only; name another place",
        errno.ENAMETOOLONG: "the name is too long; take a shorter one",
    }
    return WriteError(path, reasons.get(error.errno or 0, error.strerror or str(error)))
