"""A library of its own for every test, and short ways to records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Library


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def library(place: Path) -> Iterator[Library]:
    with Library.open(place) as found:
        yield found
