"""Somebody sees a number that became no fact, makes one of it, and finds it in the table, marked as his own."""

from __future__ import annotations

from tests.stories.user import User


async def story(user: User) -> None:
    await user.press("2")
    user.sees("11 facts, 5 numbers not taken")
    await user.press("a", "}")
    user.sees("Number 2 of 5 that became no fact")
    user.picture("select")
    await user.press("a")
    user.sees("A fact of your own", "3,200", "家", "320400 常州市")
    await user.fill("#field-measure", "走访企业")
    user.picture("add")
    await user.press("enter")
    user.sees("Kept as your own fact", "走访企业", "3,200家", "@")
    await user.press("enter")
    user.sees("person.added", "3,200家", "@ your own")
    await user.press("escape", "3", "d")
    user.sees("Your own fact taken away")
    user.sees_not("@")
