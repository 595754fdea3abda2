"""What a selected stretch is proposed as: by the rules where one reads it, by its words where none does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import FACT_KINDS, FACTS, Article
from tui.proposing import propose

TEXT = (
    "2月3日，常州市召开项目建设推进会。过去一年，全市累计走访企业3200家，历时19个月。"
    "对年进口额首次突破1亿美元的企业给予奖励。会上发布《关于推进新型工业化的若干措施》，"
    "部署“项目攻坚年”行动，远航动力电池四期项目总投资86.5亿元。“项目是发展的硬支撑，没有项目就没有未来”，周明远说。"
)
ARTICLE = Article(id="a", source="a.txt", text=TEXT, published="2023-02-04", region="320400")


def first(words: str):  # type: ignore[no-untyped-def]
    at = TEXT.index(words)
    return propose(ARTICLE, at, at + len(words))[0]


@pytest.mark.parametrize(
    ("words", "kind", "fields"),
    [
        ("3200家", "figure", {"value": 3200, "unit": "家", "region": "320400"}),
        ("19个月", "figure", {"value": 19}),
        ("1亿美元", "figure", {"value": 100000000, "unit": "美元", "comparator": ">"}),
        ("《关于推进新型工业化的若干措施》", "policy", {"name": "关于推进新型工业化的若干措施"}),
        ("总投资86.5亿元", "figure", {"value": 8650000000, "unit": "元"}),
        ("“项目是发展的硬支撑，没有项目就没有未来”", "quote", {"text": "项目是发展的硬支撑，没有项目就没有未来"}),
        ("项目建设", "project", {"name": "项目建设", "region": "320400"}),
    ],
)
def test_a_stretch_is_filled_in(words: str, kind: str, fields: dict[str, object]) -> None:
    found = first(words)
    assert found.kind == kind
    assert {name: found.fields.get(name) for name in fields} == fields


@pytest.mark.parametrize(
    "words",
    [
        "2月3日，常州市召开项目建设推进会",  # days and years
        "2月3日",
        "过去一年",
        "全市累计走访企业3200家，历时19个月",  # several numbers
    ],
)
def test_a_number_is_proposed_only_where_it_alone_says_how_many(words: str) -> None:
    at = TEXT.index(words)
    (figure,) = [p for p in propose(ARTICLE, at, at + len(words)) if p.kind == "figure" and not p.read] or [None]
    assert figure is None or not {"value", "unit"} & set(figure.fields)


def test_a_sentence_is_no_name() -> None:
    found = {p.kind: p.fields for p in propose(ARTICLE, 0, TEXT.index("。"))}
    assert "name" not in found["project"]
    assert found["quote"]["text"].startswith("2月3日")


def test_every_kind_can_be_chosen_and_its_fields_are_those_of_the_kind() -> None:
    found = propose(ARTICLE, 5, 12)
    assert {p.kind for p in found} == set(FACT_KINDS)
    for proposal in found:
        assert set(proposal.fields) <= set(FACTS[proposal.kind].__dataclass_fields__)


def test_nothing_is_proposed_for_marks_alone() -> None:
    at = TEXT.index("。")
    assert propose(ARTICLE, at, at + 1) == []
    assert propose(ARTICLE, 3, 3) == []


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_any_stretch_gives_evidence_within_the_article(one: int, other: int) -> None:
    for proposal in propose(ARTICLE, min(one, other), max(one, other)):
        assert 0 <= proposal.start < proposal.end <= len(TEXT)


@pytest.mark.parametrize("file", sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))[:2], ids=lambda f: f.stem)
def test_damaged_text_raises_nothing(file: Path) -> None:
    text = file.read_bytes().decode("utf-8", "replace")[:1500]
    article = Article(id="a", source="a.txt", text=text)
    for at in range(0, len(text), 97):
        propose(article, at, at + 40)
