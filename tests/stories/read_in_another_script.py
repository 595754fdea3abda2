"""Somebody reads a traditional article in simplified script: the evidence stays lit, names stay what they are."""

from __future__ import annotations

from tests.stories.user import User


async def story(user: User) -> None:
    await user.press("p")
    await user.type("江北新區")
    await user.press("enter")
    user.sees("江北新區召開重大項目推進會", "于婷婷")
    await user.press("t")
    user.sees("江北新区召开重大项目推进会", "于婷婷", "简体")
    await user.press("]")
    room = user.pilot.app.room  # type: ignore[attr-defined]
    lit = room.panes.reader.sheet.lit[room.panes.reader.sheet.of_fact(room.panes.reader.fact)]
    assert room.panes.reader.sheet.text[lit.start : lit.end] == "新区党工委书记何以宁出席"
