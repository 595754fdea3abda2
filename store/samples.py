"""The five sample articles: in the wheel as `store/_seeds`, in a checkout as `seeds/` beside the package."""

from __future__ import annotations

from pathlib import Path

from store.errors import ReadError


def seeds() -> Path:
    """The folder with the sample articles. Raises ReadError where the installation lacks it."""
    package = Path(__file__).parent
    beside = package.parent / "seeds"
    found = next((folder for folder in (package / "_seeds", beside) if folder.is_dir()), None)
    if found is None:
        raise ReadError(beside, "the sample articles are missing; install lichun again")
    return found
