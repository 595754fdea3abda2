from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.made import fill
from tui import i18n


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The interface in English, no state of the person who runs the tests."""
    monkeypatch.setenv("LICHUN_STATE", str(tmp_path / "view.json"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled store, to be copied by whoever changes it."""
    folder = tmp_path_factory.mktemp("made") / "store"
    fill(folder)
    return folder


@pytest.fixture
def room(made_store: Path, tmp_path: Path) -> Path:
    """A folder of one's own with a copy of the made store in it, for `browsing`."""
    from shutil import copytree

    copytree(made_store, tmp_path / "store")
    return tmp_path
