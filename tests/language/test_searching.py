"""Patterns with a look-ahead find what they find without."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language import days, offices, periods
from store.language.searching import searching

OWN = [offices.TITLE, periods._TIME, days._WORKDAY]
PATTERNS = [
    r"甲|乙丙|丁+戊",
    r"(?<!不)(?:力争|[确保]证?)(?=\d)",
    r"第?(?P<n>[一-三\d]{1,2})届",
    r"(?:(?:市|县)委)?书记|\d{1,3}+年",
    r"[-\]^]甲|\^乙",
    r"丙|(?:^|[,])(?:甲|(?<=乙)丁)",
]
OPEN = [r"[^甲]乙", r".甲", r"甲*", r"(?i:a)b", r"\w乙", r"(?:甲)?(?:乙)?"]
TEXTS = st.text("甲乙丙丁戊不力争确保证第一二三四届市县委书记年12345-]^aA ,", max_size=24)


@given(text=TEXTS)
@pytest.mark.parametrize("pattern", [*PATTERNS, *OPEN])
def test_it_finds_the_same(pattern: str, text: str) -> None:
    plain, quick = re.compile(pattern), searching(pattern)
    assert [m.span() for m in plain.finditer(text)] == [m.span() for m in quick.finditer(text)]
    assert [m.groups() for m in plain.finditer(text)] == [m.groups() for m in quick.finditer(text)]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_signs_of_a_beginning_are_told(pattern: str) -> None:
    assert searching(pattern).pattern.startswith("(?=[")


@pytest.mark.parametrize("pattern", OPEN)
def test_what_may_begin_with_anything_stays(pattern: str) -> None:
    assert searching(pattern).pattern == pattern


@pytest.mark.parametrize("pattern", OWN, ids=lambda p: p.pattern[-12:])
def test_the_patterns_that_need_it_have_it(pattern: re.Pattern[str]) -> None:
    assert pattern.pattern.startswith("(?=[")
