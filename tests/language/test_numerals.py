"""Numbers: the cases of tests/cases/language/numerals.toml, and what must hold of any text."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.fold import plain
from store.language.numerals import numbers, value_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/language/numerals.toml").read_text("utf-8"))["case"]
HANZI = "零一二三四五六七八九"


def marked(text: str) -> tuple[str, list[str]]:
    """The text without its marks, and the pieces that were marked."""
    pieces = [p.split("⟧")[0] for p in text.split("⟦")[1:]]
    return text.replace("⟦", "").replace("⟧", ""), pieces


@pytest.mark.parametrize("case", CASES, ids=[c["why"][:40] for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    text, pieces = marked(case["text"])
    found = numbers(text)
    assert [n.text for n in found] == pieces
    want = case["want"] if isinstance(case["want"], list) else [[case["want"]]]
    read = [[n.value] + ([n.value_max] if n.value_max is not None else []) for n in found]
    assert read == [[Decimal(str(v)) for v in values] for values in want]
    for mark in case.get("is", []):
        assert getattr(found[0], mark)


def spoken(value: int) -> str:
    """A number below 10,000 in hanzi, as it is read aloud."""
    out, zero = "", False
    for scale, letter in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, scale)
        if digit:
            out += ("零" if zero and out else "") + HANZI[digit] + letter
            zero = False
        else:
            zero = True
    return out


@given(st.integers(1, 9999))
def test_hanzi_and_digits_agree(value: int) -> None:
    assert value_of(spoken(value)) == value


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_scales_compose(high: int, low: int) -> None:
    tail = ("零" if low < 1000 else "") + spoken(low)
    assert value_of(f"{spoken(high)}万{tail}") == high * 10_000 + low


@given(st.decimals(0, 10**6, places=2), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_money_is_exact(amount: Decimal, scale: tuple[str, int]) -> None:
    (number,) = numbers(f"投资{amount}{scale[0]}元")
    assert number.value == amount * scale[1]


@given(st.text(alphabet="0123456789,.%万亿个余多两三十百千零至到—-成分之五点 元家第年月日", max_size=40))
def test_any_text(text: str) -> None:
    found = numbers(text)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(n.value_max is None or n.value_max > n.value for n in found)


def test_full_width_and_traditional_read_the_same() -> None:
    assert numbers(plain("總投資３０００萬元"))[0].value == numbers("总投资3000万元")[0].value
