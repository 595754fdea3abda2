"""Conversion: the variants, the map of spans, and the simplified text of records."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language.engine import Change, chained, moved
from store.language.script import VARIANTS, Variant, convert, mixed, script_of, simplify

ROOT = Path(__file__).parents[2]
CASES = tomllib.loads((ROOT / "tests/cases/script/sentences.toml").read_text("utf-8"))["case"]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
WORDS = [
    "项目",
    "信息",
    "软件",
    "质量",
    "于婷婷",
    "姜堰",
    "干部",
    "互联网",
    "視頻",
    "項目",
    "里",
    "a",
    "。",
    "\n",
    "1.5亿",
    "🙂",
]
texts = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)
variants = st.sampled_from(VARIANTS)
sources = st.sampled_from(["Hans", "Hant"])


def given_cases() -> list[Any]:
    found = []
    for case in CASES:
        for variant in VARIANTS:
            if variant in case:
                marks = [pytest.mark.xfail(strict=True, reason=case["why"])] if case.get("expect") == "fail" else []
                found.append(pytest.param(case, variant, id=f"{case['why'][:40]}-{variant}", marks=marks))
    return found


@pytest.mark.parametrize(("case", "variant"), given_cases())
def test_sentence(case: dict[str, Any], variant: Variant) -> None:
    assert convert(case["text"], variant, source=case.get("source", "Hans")).text == case[variant]


@given(texts, variants, sources)
@settings(max_examples=200, deadline=None)
def test_spans_lead_there_and_back(text: str, variant: Variant, source: Any) -> None:
    converted = convert(text, variant, source=source)
    at = 0
    for character in range(len(text)):
        start, end = converted.to_converted(character, character + 1)
        assert 0 <= start <= end <= len(converted.text)
        assert start <= at  # nothing between two characters is left out
        at = max(at, end)
        back = converted.to_source(start, end)
        assert back[0] <= character < back[1]
    assert at == len(converted.text)
    assert converted.to_converted(0, len(text)) == (0, len(converted.text))
    assert converted.to_source(0, len(converted.text)) == (0, len(text))


def test_a_span_is_what_it_was_in_every_variant() -> None:
    text = "通过互联网平台发布信息,服务器与软件项目共5个,总投资12.5亿元,于婷婷介绍。"
    piece = "总投资12.5亿元"
    start = text.index(piece)
    want = {
        "hans": piece,
        "hant": "總投資12.5億元",
        "tw": "總投資12.5億元",
        "twp": "總投資12.5億元",
        "hk": "總投資12.5億元",
    }
    for variant, form in want.items():
        converted = convert(text, variant, source="Hans")  # type: ignore[arg-type]
        s, e = converted.to_converted(start, start + len(piece))
        assert converted.text[s:e] == form
        assert converted.to_source(s, e) == (start, start + len(piece))
    assert len(convert(text, "twp", source="Hans").text) != len(text)


changes = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3), st.integers(1, 4)), max_size=4)


def laid_out(steps: list[tuple[int, int, int]]) -> tuple[Change, ...]:
    found, at, to = [], 0, 0
    for gap, width, new in steps:
        at, to = at + gap, to + gap
        found.append(Change(at, at + width, to, to + new))
        at, to = at + width, to + new
    return tuple(found)


@given(changes, changes, st.integers(0, 40), st.integers(0, 10))
def test_two_conversions_move_a_span_as_one(first: Any, second: Any, start: int, width: int) -> None:
    one, two = laid_out(first), laid_out(second)
    both = chained(one, two)
    assert list(both) == sorted(both)
    s, e = moved(two, *moved(one, start, start + width))
    joined = moved(both, start, start + width)
    assert joined[0] <= s and e <= joined[1]  # joined stretches may take more in, never less
    assert moved(both, 0, 1000) == moved(two, *moved(one, 0, 1000))


@pytest.mark.parametrize("seed", SEEDS, ids=[s.name[:3] for s in SEEDS])
def test_simplified_records_keep_their_length(seed: Path) -> None:
    text = seed.read_text("utf-8")
    simple = simplify(text)
    assert len(simple) == len(text)
    assert simplify(simple) == simple
    assert script_of(simple) == "Hans"


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("乾隆年間的徵收", "乾隆年间的征收"),
        ("李乾", "李乾"),  # no sign of a traditional text: left alone
        ("宫商角徵羽", "宫商角徵羽"),
        ("皇后与范成大", "皇后与范成大"),
        ("臺灣後勁", "台湾后劲"),
        ("", ""),
    ],
)
def test_simplify(text: str, simple: str) -> None:
    assert simplify(text) == simple


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert script_of(text) in ("Hans", "Hant")
    for variant in VARIANTS:
        assert isinstance(convert(text, variant, source="Hans").text, str)


def test_script_and_mixture() -> None:
    assert script_of("全区项目推进会召开") == "Hans"
    assert script_of("全區項目推進會召開") == "Hant"
    assert script_of("abc 123") == "Hans"
    assert not mixed("全区项目推进会召开")
    assert not mixed("全區項目推進會召開,皇后大道")
    assert mixed("全区项目推進會召開")
    assert mixed("全區黨員干部大會召開,發揮示范作用")
    assert not mixed("范先生說,全區大會召開")


def test_nothing_is_converted_unasked() -> None:
    text = "于是乾隆後来到范县"
    assert convert(text, "original", source="Hans").text == text


def test_names_that_the_article_knows_are_kept() -> None:
    text = "会后,于得水向记者讲了很多。"
    assert "于得水" in convert(text, "hant", source="Hans", names=["于得水"]).text
    assert "于得水" in convert(text, "hant", source="Hans", names=[(3, 6)]).text
