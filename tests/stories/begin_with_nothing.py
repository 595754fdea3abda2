"""Somebody opens lichun for the first time, sees what to do, and takes in a folder."""

from __future__ import annotations

from tests.stories.user import User

FILLED = False


async def story(user: User) -> None:
    user.sees("This store holds no article yet.", "i   import articles")
    folder = user.folder / "news"
    folder.mkdir()
    text = "苏州召开项目推进会\n2023年3月5日，苏州市召开项目推进会，36个项目集中开工，总投资500亿元。\n" * 3
    (folder / "suzhou.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    await user.press("i")
    await user.fill("QueryInput", str(folder))
    await user.press("enter")
    user.sees("1 new", "empty.txt")
    await user.press("escape")
    user.sees("苏州市", "3月5日")
