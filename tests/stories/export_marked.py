"""Somebody marks facts of two cities and exports them once, with evidence and source in every row."""

from __future__ import annotations

import csv

from tests.stories.user import User


async def story(user: User) -> None:
    await user.press("3", "l", "space", "space")
    await user.press("p")
    await user.type("gaochun")
    await user.press("enter", "3", "asterisk")
    user.sees("4 marked")
    await user.press("x")
    user.sees("4 marked records")
    user.picture("export")
    file = user.folder / "marked.csv"
    await user.fill("#path", str(file))
    await user.press("enter")
    user.sees("4 facts written to")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["evidence"] for row in rows] == [
        "地区生产总值增长6.5%左右",
        "固定资产投资突破1500亿元",
        "签约项目18个",
        "协议投资额65亿元",
    ]
    assert rows[0]["article"] == "常州召开推动高质量发展大会 拼经济抓项目"
