"""Somebody compares what the cities of a province aim at, and goes from a bar to the sentence behind it."""

from __future__ import annotations

from tests.stories.user import User


async def story(user: User) -> None:
    await user.press("k", "k", "c")
    user.sees("Compare which indicator?")
    await user.press("enter")
    user.sees("target · a year · 个", "180个", "泰州市")
    user.picture("compare")
    await user.press("enter")
    user.sees("今年安排市级重点项目180个")
