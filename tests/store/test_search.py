"""The grammar of queries: what is read as what, and where it breaks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import QueryError
from store.records import exported
from store.search.query import FIELDS, Bounds, DaySpan, Field, Query, Word, parse

CASES = Path(__file__).parent.parent / "cases" / "search"


def cases(name: str) -> list[Any]:
    read = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["why"]) for case in read]


def parts_of(query: Query) -> list[Word | Field]:
    return [*query.words, *query.fields]


def shown(field: Field) -> str:
    value = field.value
    if isinstance(value, Bounds):
        low = "" if value.low is None else "(" * value.low_open + str(exported(value.low))
        high = "" if value.high is None else str(exported(value.high)) + ")" * value.high_open
        text = f"{low}..{high}{value.unit or ''}"
    elif isinstance(value, DaySpan):
        text = f"{value.first or ''}..{value.last or ''}"
    else:
        text = "|".join(value) if isinstance(value, tuple) else value
    return "-" * field.excluded + f"{field.name}={text}"


@pytest.mark.parametrize("case", cases("reads"))
def test_what_is_read(case: dict[str, Any]) -> None:
    query = parse(case["query"])
    parts = sorted(parts_of(query), key=lambda part: part.position)
    read = [shown(p) if isinstance(p, Field) else "-" * p.excluded + p.text for p in parts]
    assert read == case["want"]


@pytest.mark.parametrize("case", cases("refused"))
def test_what_cannot_be_read_is_marked(case: dict[str, Any]) -> None:
    with pytest.raises(QueryError) as caught:
        parse(case["query"])
    assert caught.value.position == case["at"]
    assert case["says"] in str(caught.value) and "▸" in str(caught.value)


def test_every_name_is_one_fields_alone() -> None:
    names = [alias for own in FIELDS.values() for alias in own]
    assert len(set(names)) == len(names) and all(FIELDS.values())


@given(st.text('in:地区：>=<≥-－"“”  .0123亿%年苏州abc\n', max_size=30) | st.text(max_size=30))
def test_any_text_is_a_query_or_an_error_within_it(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
    else:
        assert all(0 <= part.position < len(text) for part in parts_of(query))
        assert bool(query) or not text.strip()
