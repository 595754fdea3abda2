"""A row says where another source of its meeting gives another number; both stay, and the meeting's card agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.records import Figure
from tests.export.made import Records, sample
from tests.export.test_tables import lines, table


def two_sources(value: int, comparator: str = "=") -> Records:
    """The sample, and a second article on its meeting that gives a number of its own."""
    held = sample()
    other = replace(held.articles[0], id="a2", publisher="新民晚报")
    meeting = replace(held.meetings[0], articles=("a1", "a2"))
    first = next(f for f in held.facts if f.id == "f1")
    assert isinstance(first, Figure)
    again = replace(first, id="f9", article="a2", value=value, literal=f"{value}个", comparator=comparator)  # type: ignore[arg-type]
    return Records([*held.articles, other], [meeting], [*held.facts, again])


@pytest.mark.parametrize(
    ("value", "comparator", "first", "other"),
    [
        (36, "=", "36个 新民晚报", "30个 徐汇日报"),
        (30, "=", "", ""),
        (25, ">", "", ""),  # more than 25 may be 30
        (40, ">=", "≥40个 新民晚报", "30个 徐汇日报"),
    ],
)
def test_a_row_says_what_other_sources_say(value: int, comparator: str, first: str, other: str) -> None:
    records = two_sources(value, comparator)
    told = {row["id"]: row["differs"] for row in table(records)}
    assert (told["f1"], told["f9"]) == (first, other)
    assert [i for i, text in told.items() if text and i not in ("f1", "f9")] == []
    assert {line["id"]: line["differs"] or "" for line in lines(records) if "differs" in line} == {
        i: text for i, text in told.items() if i.startswith("f")
    }


def test_one_source_differs_from_none() -> None:
    assert {row["differs"] for row in table(sample())} == {""}
