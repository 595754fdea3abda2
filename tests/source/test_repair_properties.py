"""What holds of repair whatever the text: clean text untouched, twice is once, records lead back, bounded noise."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from store.records import Repair
from store.source.repair import repair, repair_lines, source_text, to_repaired, to_source
from store.source.repair.edit import Edit, apply, as_repairs, compose
from tests.benchmarks.damage import FAMILIES
from tests.benchmarks.error import wrong
from tests.source.prose import clean, plain

# One example may load the tables or meet a page of 2,000 damaged characters.
QUIET = settings(deadline=None, max_examples=20)
NOISE = "?*()（）,，。！；&#x;朱蕞头部zui月日0123456789 \n\u200b\ufffd\ue123fàn展(dāng)é„Ãä½ \u00ad范爭"


@given(clean())
@settings(deadline=None, max_examples=150)
def test_clean_text_comes_back_as_it_is(text: str) -> None:
    result = repair(text)
    assert result.text == text
    assert result.repairs == ()


@given(plain, st.sampled_from(sorted(FAMILIES)), st.integers(0, 5))
@QUIET
def test_repairing_twice_is_repairing_once(text: str, family: str, seed: int) -> None:
    damaged = FAMILIES[family](text, random.Random(seed))
    result = repair(damaged)
    assert repair(result.text).text == result.text
    assert source_text(result.text, result.repairs) == damaged


@given(st.text(st.sampled_from(NOISE), max_size=80))
@settings(deadline=None, max_examples=150)
def test_noise_is_survived_and_the_records_stay_true(text: str) -> None:
    result = repair(text)
    assert source_text(result.text, result.repairs) == text
    assert repair(result.text).text == result.text
    assert all(result.text[r.start : r.end] == r.repaired for r in result.repairs)


@given(plain, st.sampled_from(["readings, a quarter", "readings, all", "doubled punctuation", "GBK read as Latin-1"]))
@QUIET
def test_what_can_be_known_is_restored_to_the_letter(text: str, family: str) -> None:
    text = text * 3  # the gates look at a page, not at a line
    damaged = FAMILIES[family](text, random.Random(1))
    errors, _ = wrong(text.split("\n"), repair(damaged).text.split("\n"))
    assert errors == 0


@given(plain, st.integers(0, 3))
@QUIET
def test_a_filter_gives_a_line_for_a_line(text: str, seed: int) -> None:
    lines = FAMILIES["split at signs, all"](text, random.Random(seed)).split("\n")
    assert len(repair_lines(lines)) == len(lines)


def edits_of(text: str, draw: st.DataObject) -> list[Edit]:
    """Some edits of a text, sorted and apart."""
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    words = draw.draw(st.lists(st.sampled_from(["", "甲", "乙丙"]), min_size=4, max_size=4))
    spans = zip(cuts[::2], cuts[1::2], words, strict=False)
    return [Edit(a, b, word, "made") for a, b, word in spans if a < b or word]


@given(st.text("一二三四五", max_size=12), st.data())
def test_composed_edits_do_what_the_steps_do(text: str, data: st.DataObject) -> None:
    first = edits_of(text, data)
    middle = apply(text, first)
    second = edits_of(middle, data)
    both = compose(first, middle, second)
    assert apply(text, both) == apply(middle, second)
    assert all(a.end <= b.start for a, b in pairwise(both))


@given(st.text("一二三四五", max_size=12), st.data())
def test_spans_are_carried_over_and_back(text: str, data: st.DataObject) -> None:
    edits = edits_of(text, data)
    after = apply(text, edits)
    repairs: tuple[Repair, ...] = as_repairs(text, edits)
    start = data.draw(st.integers(0, len(after)))
    end = data.draw(st.integers(start, len(after)))
    low, high = to_source(repairs, start, end)
    assert 0 <= low <= high <= len(text)
    again = to_repaired(repairs, low, high)
    assert again[0] <= start and end <= again[1]
    untouched = not any(r.start <= end and start <= r.end for r in repairs)
    if untouched:
        assert text[low:high] == after[start:end]
