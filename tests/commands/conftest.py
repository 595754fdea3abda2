"""A store of the five samples, imported once, and a way to call commands in this process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store.database import Library
from store.importer import import_paths
from tui.cli import run

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@dataclass(frozen=True)
class Done:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The settings of the person who runs the tests hold for none of them."""
    monkeypatch.setenv("LICHUN_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.delenv("LICHUN_STORE", raising=False)


@pytest.fixture(scope="session")
def _samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("samples") / "store"
    with Library.open(place) as library:
        assert import_paths(library, sorted(SEEDS.glob("*.txt"))).failed == []
    return place


@pytest.fixture
def samples(_samples: Path, tmp_path: Path) -> Path:
    """A copy of its own, so that a test may change it."""
    return Path(shutil.copytree(_samples, tmp_path / "samples"))


@pytest.fixture
def lichun(capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    def call(*args: object) -> Done:
        capfd.readouterr()
        status = run([str(a) for a in args])
        out, err = capfd.readouterr()
        return Done(status, out, err)

    return call
