"""Somebody reads an article number by number, from the table to the sentence and from the sentence to the table."""

from __future__ import annotations

from tests.stories.user import User


async def story(user: User) -> None:
    await user.press("3", "l", "j")
    user.picture("room")
    await user.press("enter")
    user.sees("会议提出，今年地区生产总值增长6.5%左右", "150,000,000,000", "target")
    await user.press("escape", "2", "]", "]")
    user.sees("11 facts, 5 numbers not taken")
    await user.press("slash")
    await user.type("項目")
    await user.press("enter", "n")
    user.sees("2/")
