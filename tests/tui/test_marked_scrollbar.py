"""Where marks stand on a scrollbar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tui.widgets.marked_scrollbar import Mark, rows_of

PLAIN = Style()


def test_marks_stand_where_their_lines_do_and_the_last_of_a_row_holds() -> None:
    found = rows_of([Mark(0, "a", PLAIN), Mark(50, "b", PLAIN), Mark(51, "c", PLAIN), Mark(99, "d", PLAIN)], 10, 100)
    assert {row: mark.sign for row, mark in found.items()} == {0: "a", 5: "c", 9: "d"}


def test_a_text_shorter_than_the_bar_is_not_stretched() -> None:
    assert list(rows_of([Mark(3, "a", PLAIN)], 20, 5)) == [3]


@given(st.lists(st.integers(0, 500)), st.integers(0, 60), st.integers(0, 400))
def test_no_mark_stands_beside_the_bar(places: list[int], size: int, lines: int) -> None:
    assert all(0 <= row < size for row in rows_of([Mark(p, "a", PLAIN) for p in places], size, lines))
