"""Every story, played in a terminal of 120 × 40 and, where it needs no width, of 80 × 24."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.stories.user import User
from tests.tui.conftest import _english as _english  # fixtures
from tests.tui.conftest import made_store as made_store
from tests.tui.conftest import room as room
from tests.tui.press import browsing

NAMES = sorted(
    p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in ("__init__", "__main__", "user", "test_stories")
)


@pytest.mark.parametrize("name", NAMES)
async def test_story(name: str, room: Path, tmp_path: Path) -> None:
    module = import_module(f"tests.stories.{name}")
    filled = getattr(module, "FILLED", True)
    folder = room if filled else tmp_path / "empty"
    async with browsing(folder, filled=filled) as pilot:
        await module.story(User(pilot, tmp_path))
