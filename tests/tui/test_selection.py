"""Choosing a stretch of the text by keys: how a caret moves, how a selection grows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.panes.selection import Selection, by_word, of_span, over_lines, runs, sentence_around, sideways
from tui.widgets.wrap import wrap

TEXT = "标题\n全市走访企业3200家，解决问题1856项；“办好实事。”\n去年如此。续。\n第二段GDP增长5.5%。"


def test_a_caret_moves_and_a_held_selection_is_drawn_out() -> None:
    caret = Selection(3, 3)
    assert (caret.to(5).start, caret.to(5).end) == (5, 6)
    held = caret.hold().to(5)
    assert (held.start, held.end) == (3, 6)
    assert (held.to(1).start, held.to(1).end) == (1, 4)
    assert held.hold() == Selection(5, 5)


def test_sideways_passes_over_line_breaks_and_stops_at_the_ends() -> None:
    assert sideways(TEXT, 1, 1) == 3
    assert sideways(TEXT, 3, -1) == 1
    assert sideways(TEXT, 0, -1) == 0
    assert sideways(TEXT, len(TEXT) - 1, 1) == len(TEXT) - 1


def test_up_and_down_keep_the_column() -> None:
    lines = [(0, 2), (3, 9), (9, 15)]
    assert over_lines(TEXT, lines, 4, 1) == 11, "the column counts cells, not signs"
    assert over_lines(TEXT, lines, 11, -1) == 4
    assert over_lines(TEXT, lines, 8, -1) == 1, "the line above is shorter"
    assert over_lines(TEXT, lines, 1, -1) == 1


@pytest.mark.parametrize(
    ("at", "step", "to"), [(3, 1, "3200"), (9, 1, "家"), (14, -1, "家"), (3, -1, "标题"), (0, 1, "全市走访企业")]
)
def test_words_without_a_dictionary_end_where_the_kind_of_sign_changes(at: int, step: int, to: str) -> None:
    found = by_word(TEXT, at, step, runs)
    assert TEXT[found:].startswith(to)


def test_words_with_a_dictionary() -> None:
    def cut(text: str) -> list[str]:
        return ["全市", "走访", "企业", text[6:]] if text.startswith("全市") else [text]

    assert by_word(TEXT, 3, 1, cut) == 5
    assert by_word(TEXT, 9, -1, cut) == 7


def test_a_selection_grows_to_its_sentence_and_then_to_its_paragraph() -> None:
    at = TEXT.index("如此")
    one = sentence_around(TEXT, Selection(at, at))
    assert TEXT[one.start : one.end] == "去年如此。"
    quoted = sentence_around(TEXT, Selection(3, 3))
    assert TEXT[quoted.start : quoted.end].endswith("办好实事。”")
    whole = sentence_around(TEXT, one)
    assert TEXT[whole.start : whole.end] == TEXT.split("\n")[2]


@given(st.text(alphabet="全市5.5%，。“”a\n ", min_size=1, max_size=60), st.data())
def test_every_move_stays_in_the_text(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    step = data.draw(st.sampled_from((1, -1)))
    lines, start = [], 0
    for paragraph in text.split("\n"):
        lines += [(start + a, start + b) for a, b in wrap(paragraph, 8)]
        start += len(paragraph) + 1
    moved = [sideways(text, at, step), by_word(text, at, step, runs)]
    if any(a < b for a, b in lines):
        moved.append(over_lines(text, lines, at, step))
    assert all(0 <= to < len(text) for to in moved)
    grown = sentence_around(text, Selection(at, at))
    assert 0 <= grown.start < grown.end <= len(text)
    assert "".join(runs(text)) == text


def test_a_span_is_a_held_selection() -> None:
    assert (of_span(2, 5).start, of_span(2, 5).end, of_span(2, 5).held) == (2, 5, True)
