"""Somebody wants to know what Changzhou announced, has no Chinese input at hand, and then asks for the year after."""

from __future__ import annotations

from tests.stories.user import User


async def story(user: User) -> None:
    await user.press("p")
    await user.type("cz")
    user.sees("常州市", "chang zhou")
    user.picture("goto")
    await user.press("enter")
    user.sees("2023-01-28 全市推动高质量发展大会", "source 1/2", "固定资产投资", ">1,500亿元")
    await user.press("p")
    await user.type("cz 2024")
    await user.press("enter")
    user.sees("2024-02-18 全市优化营商环境大会", "180个")
    await user.press("Y", "ctrl+u", "enter", "s")
    user.sees("新春第一会！常州吹响号角")
