"""The five sample articles: in the wheel as `store/_seeds`, in a checkout as `seeds/` beside the package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from store.errors import ReadError


@contextmanager
def seeds() -> Iterator[Path]:
    """The folder with the sample articles. Raises ReadError where the installation lacks it."""
    packed = files("store") / "_seeds"
    if packed.is_dir():
        with as_file(packed) as folder:
            yield folder
        return
    beside = Path(__file__).parent.parent / "seeds"
    if not beside.is_dir():
        raise ReadError(beside, "the sample articles are missing; install lichun again")
    yield beside
