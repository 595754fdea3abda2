"""What the full-text tables hold: any substring is found, nothing else is."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.index import terms
from store.index.layout import FTS

LETTERS = st.text("高质量发展大会召开GDP增长5.%,。“” \n江宁 江寧ａ１", max_size=30)


def finds(text: str, query: str) -> bool:
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, chars, {FTS})")
    db.execute("INSERT INTO t(rowid, text, chars) VALUES (1, ?, ?)", terms.terms_and_characters(text))
    asked = terms.phrase(query)
    found = asked is not None and db.execute("SELECT 1 FROM t WHERE t MATCH ?", (asked,)).fetchone() is not None
    db.close()
    return found


@given(LETTERS, st.data())
def test_every_stretch_of_a_run_is_found(text: str, draw: st.DataObject) -> None:
    runs = terms.runs(text)
    if runs:
        run = draw.draw(st.sampled_from(runs))
        start = draw.draw(st.integers(0, len(run) - 1))
        stretch = run[start : draw.draw(st.integers(start + 1, len(run)))]
        assert finds(text, stretch) or stretch == "."  # of 5.5: a sign alone finds nothing


@given(st.lists(st.text(min_size=1, max_size=5).filter(lambda run: not {"\0", "\n", " "} & set(run)), max_size=6))
def test_every_sign_is_laid_beside_the_next_of_its_run(runs: list[str]) -> None:
    pairs = [run[at : at + 2] for run in runs for at in range(len(run))]
    assert terms._pairs(runs) == " ".join(pairs)


@given(LETTERS, st.text("高质量发展大会召开", min_size=1, max_size=5))
def test_hanzi_are_found_where_they_stand_and_nowhere_else(text: str, query: str) -> None:
    assert finds(text, query) == any(query in run for run in terms.runs(text))


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("召開推動高質量發展大會", "高质量发展大会", True),
        ("高质量发展", "高質量", True),
        ("ＧＤＰ增长５.５％", "gdp增长5.5%", True),
        ("推动高质量发展 争当示范引领动员会", "发展争当", True),
        ("“招大引强拼经济”动员大会", "拼经济动员大会", True),
        ("总投资3,000万元", "3000万元", True),
        ("1月28日,南京召开", "28日,南京", True),
        ("全面推动。高质量发展", "动高", False),
        ("第一段末\n次段首", "末次", False),
        ("new energy", "newenergy", False),
        ("902.7亿元", "02.7亿", True),
    ],
)
def test_reading_over(text: str, query: str, found: bool) -> None:
    assert finds(text, query) is found


@given(st.dates(date(1801, 1, 1), date(2200, 1, 1)), st.integers(0, 900), st.integers(-30, 1000))
def test_a_span_of_days_is_asked_by_its_codes(first: date, length: int, at: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    day = date.fromordinal(first.toordinal() + at)
    asked = set(terms.range_codes("d", first, last))
    assert bool(asked & set(terms.day_codes("d", day.isoformat()))) == (first <= day <= last)


NUMBERS = st.decimals(-(10**14), 10**14, places=1)


@given(NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS)
def test_bounds_ask_for_every_size_within(value: Decimal, low: Decimal | None, high: Decimal | None) -> None:
    within = (low is None or value >= low) and (high is None or value <= high)
    if within:
        assert set(terms.bound_codes(low, high)) & set(terms.value_codes(float(value)))


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("320118-东坝街道", ("320118-东坝街道", "320118", "320100", "320000")),
        ("320100-江北新区", ("320100-江北新区", "320100", "320000")),
        ("320000", ("320000",)),
        ("100000", ("100000",)),
        (None, ()),
    ],
)
def test_a_division_lies_in_those_above_it(code: str | None, above: tuple[str, ...]) -> None:
    assert terms.region_codes(code) == above


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2023-01-28", "2023-01-28"),
        ("2023-01", "2023-01-01"),
        ("2023-01-28/2023-01-29", "2023-01-28"),
        ("XXXX-12-15", None),
        ("2023-02-31", None),
        ("", None),
        (None, None),
    ],
)
def test_the_first_day_of_a_date(edtf: str | None, day: str | None) -> None:
    found = terms.day_of(terms.day_number(edtf))
    assert (found.isoformat() if found else None) == day


@given(st.lists(LETTERS, max_size=5))
def test_terms_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    assert list(terms.terms_of_each(texts))[: len(texts)] == [terms.terms(text) for text in texts]
