"""Somebody finds a meeting under the wrong day, puts it right, sees where it went, and takes it back."""

from __future__ import annotations

from tests.stories.user import User


async def story(user: User) -> None:
    await user.press("T", "enter", "1", "e")
    user.sees("Correct: meeting", "全市优化营商环境大会", "F6 join")
    await user.fill("#field-date", "2024-02-30")
    await user.press("enter")
    user.sees("2024-02-30 is no day of the calendar")
    user.picture("correct")
    await user.fill("#field-date", "2024年2月17日")
    await user.press("enter")
    user.sees("Corrected; what was extracted is kept.", "2024-02-17 全市优化营商环境大会")
    await user.press("u")
    user.sees("Taken back: correction (meeting)", "2024-02-18 全市优化营商环境大会")
