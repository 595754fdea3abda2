"""Play the stories and write their pictures: python -m tests.stories [folder, else docs/pictures]."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tests.stories.test_stories import NAMES
from tests.stories.user import User
from tests.tui.press import browsing


async def play(name: str, pictures: Path) -> None:
    module = import_module(f"tests.stories.{name}")
    with tempfile.TemporaryDirectory() as folder:
        async with browsing(Path(folder), filled=getattr(module, "FILLED", True)) as pilot:
            await module.story(User(pilot, Path(folder), pictures))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/pictures")
    for story_name in NAMES:
        asyncio.run(play(story_name, target))
        print(story_name)
