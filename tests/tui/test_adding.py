"""A fact of one's own: selecting in the reader by keys and mouse, the dialog, what stands afterwards, taking it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.records import Figure, Policy
from tests.tui.press import browsing, press, screen_text
from tests.tui.test_room import room_of
from tui.i18n import say
from tui.panes.reader import GUTTER
from tui.panes.selection import of_span


async def test_the_next_number_left_becomes_a_figure_and_is_taken_back(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        before = screen.panes.reader.sheet.untaken
        await press(pilot, "2", "a")
        assert screen.panes.reader.sheet.text[slice(*span_of(screen))].startswith("5条")
        await press(pilot, "}")
        assert screen.panes.reader.sheet.text[slice(*span_of(screen))] == "3200家"
        assert "1 number" in screen.status.left or "2 of" in screen.status.left
        await press(pilot, "a")
        assert "filled in by the rules" in screen_text(pilot) or "no rule reads" in screen_text(pilot)
        assert pilot.app.screen.query_one("#field-value").value == "3,200"  # type: ignore[attr-defined]
        pilot.app.screen.query_one("#field-measure").value = "走访企业"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        fact = screen.panes.facts.fact
        assert isinstance(fact, Figure)
        assert (fact.measure, fact.value, fact.unit) == ("走访企业", 3200, "家")
        assert screen.desk.shelf.library.word.is_added(fact)
        assert screen.panes.reader.sheet.untaken == before - 1
        assert screen.panes.reader.selection is None
        assert screen.panes.reader.fact == fact.id
        await press(pilot, "u")
        assert screen.desk.shelf.library.word.added_facts() == []
        assert screen.panes.reader.sheet.untaken == before


def span_of(screen) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    selection = screen.panes.reader.selection
    assert selection is not None
    return selection.start, selection.end


async def test_one_s_own_fact_survives_the_end_and_is_removed_by_d(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "2", "a", "}", "a", "enter")
        assert len(room_of(pilot).desk.shelf.library.word.added_facts()) == 1
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        (own,) = screen.desk.shelf.library.word.added_facts()
        assert screen.panes.facts.choose(own.id)
        assert "@" in screen_text(pilot)
        await press(pilot, "3", "d")
        assert screen.desk.shelf.library.word.added_facts() == []
        await press(pilot, "u")
        assert len(screen.desk.shelf.library.word.added_facts()) == 1


async def test_a_stretch_is_selected_by_keys_and_the_bar_says_how(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "2", "v")
        assert "hold" in screen_text(pilot).splitlines()[-1]
        begin = span_of(screen)[0]
        await press(pilot, "l", "l", "v", "l", "l", "h")
        start, end = span_of(screen)
        assert (start, end) == (begin + 2, begin + 4)
        await press(pilot, "V")
        text = screen.panes.reader.sheet.text
        assert text[slice(*span_of(screen))].endswith("。")
        await press(pilot, "V")
        assert "\n" not in text[slice(*span_of(screen))]
        await press(pilot, "escape")
        assert screen.panes.reader.selection is None
        assert "hold" not in screen_text(pilot).splitlines()[-1]
        await press(pilot, "j")
        assert screen.panes.reader.selection is None, "j scrolls again"


async def test_words_and_lines(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "2", "v", "v")
        start, end = span_of(screen)
        await press(pilot, "w")
        assert span_of(screen)[1] > end
        grown = span_of(screen)[1]
        await press(pilot, "j")
        assert span_of(screen)[1] > grown
        await press(pilot, "k", "b", "b")
        assert span_of(screen)[0] <= start


async def test_the_selection_is_made_another_kind(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        text = screen.panes.reader.sheet.text
        at = text.index("办好民生实事")
        screen.panes.go("reader")
        await press(pilot, "v")
        screen.panes.reader.choose(of_span(at, at + 6))
        await press(pilot, "enter")
        assert pilot.app.screen is not screen
        while pilot.app.screen.query_one("#kind").chosen != "policy":  # type: ignore[attr-defined]
            pilot.app.screen.query_one("#kind").focus()
            await press(pilot, "right")
        await press(pilot, "enter")
        (own,) = screen.desk.shelf.library.word.added_facts()
        assert isinstance(own, Policy)
        assert own.name == "办好民生实事"


@pytest.mark.parametrize("words", ["《关于推进新型工业化的若干措施》", "新引进亿元以上项目120个", "周明远"])
async def test_words_that_gave_the_fact_already_give_no_second_one(room: Path, words: str) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        at = screen.panes.reader.sheet.text.index(words, screen.panes.reader.sheet.head)
        before = len(screen.panes.facts.rows)
        screen.panes.go("reader")
        screen.panes.reader.choose(of_span(at, at + len(words)))
        await press(pilot, "a")
        await press(pilot, "enter")
        assert screen.desk.shelf.library.word.added_facts() == []
        assert say("note.stands") in screen.status.left
        assert len(screen.panes.facts.rows) == before
        fact = screen.panes.facts.fact
        assert fact is not None
        assert screen.panes.reader.fact == fact.id
        assert fact.start < screen.reading.article.text.index(words) + len(words)  # type: ignore[union-attr]


async def test_one_s_own_fact_is_not_kept_twice_but_another_value_of_the_words_is(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        library = screen.desk.shelf.library
        sheet = screen.panes.reader.sheet
        at = sheet.text.index("走访企业3200家")
        for start, end, value, held in ((at, at + 9, "", 1), (at + 4, at + 9, "", 1), (at, at + 9, "3,300", 2)):
            screen.panes.go("reader")
            screen.panes.reader.choose(of_span(start, end))
            await press(pilot, "a")
            pilot.app.screen.query_one("#field-measure").value = "走访企业"  # type: ignore[attr-defined]
            if value:
                pilot.app.screen.query_one("#field-value").value = value  # type: ignore[attr-defined]
            await press(pilot, "enter")
            assert len(library.word.added_facts()) == held


async def test_dragging_the_mouse_selects(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        line = next(
            i
            for i, (s, e) in enumerate(screen.panes.reader.page.lines)
            if s >= screen.panes.reader.sheet.head and e > s + 6
        )
        y = line - screen.panes.reader.scroll_offset.y + 1
        await pilot.mouse_down(screen.panes.reader, offset=(GUTTER + 1, y))
        await pilot.hover(screen.panes.reader, offset=(GUTTER + 9, y))
        await pilot.mouse_up(screen.panes.reader, offset=(GUTTER + 9, y))
        await press(pilot)
        assert (
            screen.panes.reader.selection is None
            or screen.panes.reader.selection.end > screen.panes.reader.selection.start
        )


async def test_what_is_wrong_is_left_out_with_a_reason_and_comes_back(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "l", "j")
        fact = screen.panes.facts.fact
        assert fact is not None
        count = len(screen.panes.facts.rows)
        await press(pilot, "d", *"重复", "enter")
        assert screen.desk.shelf.library.word.rejection(fact.id) == "重复"
        assert len(screen.panes.facts.rows) == count - 1
        assert fact.id not in {f.id for f in screen.panes.facts.rows}
        await press(pilot, "u")
        assert screen.desk.shelf.library.word.rejection(fact.id) is None
        assert screen.panes.facts.fact is not None
        assert screen.panes.facts.fact.id == fact.id
        await press(pilot, "d", "escape")
        assert screen.desk.shelf.library.word.rejection(fact.id) is None


async def test_nothing_is_selected_where_there_is_no_text(tmp_path: Path) -> None:
    async with browsing(tmp_path, filled=False) as pilot:
        screen = room_of(pilot)
        await press(pilot, "a", "v", "u", "d", "e", "right_curly_bracket")
        assert screen.panes.reader.selection is None
