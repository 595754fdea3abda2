"""Somebody follows one indicator of a city over the years and keeps the view, with the article behind each value."""

from __future__ import annotations

import csv

from tests.stories.user import User


async def story(user: User) -> None:
    await user.press("space", "c", "enter")
    user.sees("Over the years · 项目 · 常州市", "2023", "120个", "2024", "180个", "t target")
    user.picture("years")
    await user.press("v")
    user.sees("Compare · 项目 · 常州市")
    await user.press("v", "x")
    user.sees("the view as it stands (2 rows)", "lichun-项目-常州市.csv")
    file = user.folder / "view.csv"
    await user.fill("#path", str(file))
    await user.press("enter")
    user.sees("2 rows written to")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["time"], row["value"]) for row in rows] == [("2023", "120个"), ("2024", "180个")]
    assert rows[0]["sources"].startswith("常州召开推动高质量发展大会")
    await user.press("enter")
    user.sees("常州召开推动高质量发展大会", "新引进亿元以上项目")
