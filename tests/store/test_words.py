"""Words are cut as jieba cuts them, though only the words of its dictionary are read that can stand in the text."""

from __future__ import annotations

import sys
from itertools import islice

import pytest

from store.regions import goto
from store.search.offers import Words, make_ready, pieces
from tests.benchmarks.corpus import corpus


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """jieba with all of its dictionary."""
    pieces("词")  # loads it
    tokenizer = sys.modules["jieba"].Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    return tokenizer


def test_a_text_is_cut_as_the_whole_dictionary_cuts_it(whole) -> None:  # type: ignore[no-untyped-def]
    for made in islice(corpus(6), 6):
        assert pieces(made.article.text) == list(whole.cut(made.article.text))


@pytest.mark.parametrize("text", ["", "a-b\\c^d]e", "AT&T的C++", "龘龘", "常州 2024年，5.5%\n钟楼"])
def test_so_are_signs_and_letters(whole, text: str) -> None:  # type: ignore[no-untyped-def]
    assert pieces(text) == list(whole.cut(text))


def test_the_sum_of_counts_is_the_dictionarys(whole) -> None:  # type: ignore[no-untyped-def]
    assert whole.total == Words.TOTAL


def test_nothing_is_left_of_what_was_kept_from_jieba() -> None:
    pieces("词")
    assert sys.modules.get("pkg_resources", "absent") is not None


def test_what_the_first_offer_needs_can_be_loaded_before() -> None:
    make_ready()
    assert goto.lists.cache_info().currsize
