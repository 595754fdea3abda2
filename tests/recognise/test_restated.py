"""A count or a sum that an article comes back to is one record; another year's, another noun's are two."""

from __future__ import annotations

import pytest

from store.recognise.recognise import recognise
from store.records import Figure
from tests.recognise.made import article


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("全县集中签约项目24个。\n此次签约的24个项目中,工业项目占七成。", ["集中签约项目", "工业项目占比"]),
        (
            "全县15个项目集中开工,总投资14.61亿元。\n集中开工的15个项目总投资达14.61亿元。",
            ["开工项目", "开工项目总投资"],
        ),
        ("全县规模以上工业企业231户。\n231户规上企业中亏损企业78户。", ["规模以上工业企业", "亏损企业"]),
        ("2022年新增高新技术企业50家。\n2023年新增高新技术企业50家。", ["新增高新技术企业", "新增高新技术企业"]),
        ("全县签约项目24个。\n会上,24家企业获奖。", ["签约项目", "企业"]),
    ],
)
def test_what_is_told_again(text: str, measures: list[str]) -> None:
    found = recognise(article(text, region="320118", published="2024-04-04")).facts
    assert [f.measure for f in found if isinstance(f, Figure)] == measures
