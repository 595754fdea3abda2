"""The sentence that answers, and what is lit in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search import snippet

TEXT = "第一句说开工。“要全力招商引资!”他说。\n推動高質量發展,總投資９０２.７億元。末句"


@pytest.mark.parametrize(
    ("words", "sentence", "lit"),
    [
        (["开工"], "第一句说开工。", ["开工"]),
        (["招商"], "“要全力招商引资!”", ["招商"]),
        (["他说"], "他说。", ["他说"]),
        (["高质量发展"], "推動高質量發展,總投資９０２.７億元。", ["高質量發展"]),
        (["902.7亿元"], "推動高質量發展,總投資９０２.７億元。", ["９０２.７億元"]),
        (["总投资", "高质量"], "推動高質量發展,總投資９０２.７億元。", ["高質量", "總投資"]),
        (["末句"], "末句", ["末句"]),
        (["开工", "招商引资"], "第一句说开工。", ["开工"]),
        (["说", "招商"], "第一句说开工。", ["说"]),
    ],
)
def test_the_sentence_with_most_of_the_words(words: list[str], sentence: str, lit: list[str]) -> None:
    found = snippet.of_words(TEXT, words)
    assert found is not None and found.text == sentence
    assert [found.text[a:b] for a, b in found.spans] == lit


def test_signs_that_the_index_reads_over() -> None:
    found = snippet.of_words("全市“拼经济 促发展”动员会。", ["拼经济促发展动员会"])
    assert found is not None and [found.text[a:b] for a, b in found.spans] == ["拼经济 促发展”动员会"]


def test_a_long_sentence_is_cut_around_the_match() -> None:
    text = "甲" * 1000 + "乙丙" + "丁" * 1000
    found = snippet.of_words(text, ["乙丙"])
    assert found is not None and len(found.text) <= snippet.LONGEST + 2
    assert [found.text[a:b] for a, b in found.spans] == ["乙丙"] and text[found.start : found.end] == "乙丙"


@given(st.text("甲乙。”!\n 丙", max_size=40), st.data())
def test_a_sentence_holds_the_span_it_is_asked_for(text: str, draw: st.DataObject) -> None:
    start = draw.draw(st.integers(0, len(text)))
    end = draw.draw(st.integers(start, len(text)))
    left, right = snippet.sentence(text, start, end)
    assert 0 <= left <= start and end <= right <= len(text)
