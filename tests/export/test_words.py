"""Codes in words, as a person reads them: bounds, days and spans, the closed lists."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from store import records
from store.export.words import WORDS, indicator, period, said, word
from tests.store.made import figure


@pytest.mark.parametrize(
    ("comparator", "literal", "zh", "en"),
    [
        (">", "470亿元", "超470亿元", "over 470亿元"),
        (">=", "50%", "50%以上", "at least 50%"),
        ("<", "百人", "不足百人", "under 百人"),
        ("<=", "3天", "3天以内", "at most 3天"),
        ("~", "七成", "约七成", "about 七成"),
        ("=", "15个", "15个", "15个"),
        (None, "15个", "15个", "15个"),
        # What the article says itself is not said twice.
        (">", "20余家", "20余家", "20余家"),
        ("~", "近两千人", "近两千人", "近两千人"),
        (">=", "6%以上", "6%以上", "6%以上"),
    ],
)
def test_an_amount_is_said_as_people_write_it(comparator: Any, literal: str, zh: str, en: str) -> None:
    made = figure("f", "a", comparator=comparator, literal=literal)
    assert (said(made, "zh"), said(made, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("edtf", "zh", "en"),
    [
        (None, "", ""),
        ("2023", "2023年", "2023"),
        ("2023-01", "2023年1月", "2023-01"),
        ("2023-01-28", "2023年1月28日", "2023-01-28"),
        ("XXXX-12-15", "12月15日", "XXXX-12-15"),
        ("2023/2025", "2023—2025年", "2023 to 2025"),
        ("2023-01/2023-03", "2023年1—3月", "2023-01 to 2023-03"),
        ("2023-01-28/2023-01-29", "2023年1月28—29日", "2023-01-28 to 2023-01-29"),
        ("2023-01-28/2023-02-03", "2023年1月28日—2月3日", "2023-01-28 to 2023-02-03"),
        ("2022-11/2023-02", "2022年11月—2023年2月", "2022-11 to 2023-02"),
        ("../2025", "../2025", "../2025"),
    ],
)
def test_a_time_is_said_as_people_write_it(edtf: str | None, zh: str, en: str) -> None:
    assert (period(edtf, "zh"), period(edtf, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("column", "held"),
    [
        ("status", records.Status), ("stage", records.Stage), ("basis", records.Basis), ("scope", records.Scope),
        ("damage", records.Damage), ("occasion", records.Occasion), ("kind", records.FactKind),
        ("meeting_kind", records.MeetingKind), ("role", records.Role),
    ],
)  # fmt: skip
def test_every_code_has_a_word_in_both_languages(column: str, held: Any) -> None:
    assert set(WORDS[column]) == set(get_args(held))
    assert all(en and zh for en, zh in WORDS[column].values())


def test_what_is_no_code_stays() -> None:
    assert word("status", "unheard of", "zh") == "unheard of" and word("status", None, "en") is None
    assert indicator("gdp", "zh") == "地区生产总值" and indicator("budget_revenue", "en") == "budget revenue"
    assert indicator("mine", "zh") == "mine"
