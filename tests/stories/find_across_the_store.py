"""Somebody searches everything in the other script, opens a hit, and comes back to where he was."""

from __future__ import annotations

from tests.stories.user import User


async def story(user: User) -> None:
    await user.press("f")
    await user.type("重大項目推進會")
    user.sees("江北新区：重大项目推进会召开")
    user.picture("search")
    await user.press("enter", "enter")
    user.sees("江北新區召開重大項目推進會")
    await user.press("H")
    user.sees("全市推动高质量发展大会")
