"""The mouse: a click goes where it points, a double click opens, the wheel scrolls what it is over; resizing keeps it."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.press import browsing, press, settled
from tests.tui.test_room import room_of


async def click(pilot: Pilot[int], widget: Widget, x: int, y: int, times: int = 1) -> None:
    """Click on a cell of what a widget shows, inside its frame."""
    await pilot.click(widget, offset=(x + 1, y + 1), times=times)
    await press(pilot)


async def wheel(pilot: Pilot[int], widget: Widget, times: int) -> None:
    x, y = widget.region.x + 5, widget.region.y + 5
    for _ in range(times):
        pilot.app.post_message(events.MouseScrollDown(None, x, y, 0, 1, 0, False, False, False, screen_x=x, screen_y=y))
        await settled(pilot)


async def test_a_click_in_the_tree_shows_the_place_and_a_double_click_opens_it(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        tree = screen.panes.tree_pane
        rows = [b.label for b in tree.rows]
        await click(pilot, tree, 8, rows.index("泰州市"))
        assert screen.reading.region_code == "321200"
        assert screen.panes.front == "tree"
        await click(pilot, tree, 8, rows.index("泰州市"), times=2)
        assert "姜堰区" in [b.label for b in tree.rows]


async def test_a_click_on_evidence_finds_its_row_and_a_double_click_shows_it_all(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        reader = screen.panes.reader
        lit = next(x for x in reader.sheet.lit if x.kind == "figure")
        line = reader.page.line_of(lit.start) - reader.scroll_offset.y
        before = reader.sheet.text[reader.page.lines[reader.page.line_of(lit.start)][0] : lit.start]
        x = 2 + 2 * len(before) + 1
        await click(pilot, reader, x, line)
        assert screen.panes.facts.fact is not None
        assert screen.panes.facts.fact.id == lit.fact == reader.fact
        await click(pilot, reader, x, line, times=2)
        assert pilot.app.screen is not screen


async def test_tabs_heads_and_rows_of_the_table_answer_to_clicks(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        facts = screen.panes.facts
        await click(pilot, facts, 12, 0)
        assert facts.kind == "figure"
        await click(pilot, facts, 4, 1)
        assert facts.sort == ("measure", False)
        await click(pilot, facts, 4, 4)
        assert facts.cursor == 2
        assert facts.fact is not None
        assert screen.panes.reader.fact == facts.fact.id
        await click(pilot, facts, 4, 4, times=2)
        assert pilot.app.screen is not screen


async def test_the_wheel_scrolls_what_it_is_over(room: Path) -> None:
    async with browsing(room, size=(120, 24)) as pilot:
        screen = room_of(pilot)
        await press(pilot, "1")
        reader, facts = screen.panes.reader, screen.panes.facts
        at, row = reader.scroll_offset.y, facts.cursor
        await wheel(pilot, reader, 1)
        assert reader.scroll_offset.y > at
        await wheel(pilot, facts, 1)
        assert facts.scroll_offset.y > 0
        assert facts.cursor == row
        assert screen.panes.front == "tree"


async def test_a_click_on_a_key_does_what_it_says(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        words = "".join(s.text for s in screen.keys.render_line(0))
        await pilot.click(screen.keys, offset=(words.index("go to"), 0))
        await press(pilot)
        assert pilot.app.screen is not screen


async def test_a_new_size_keeps_row_place_and_pane(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "l", "j", "j")
        fact, front = screen.panes.facts.fact, screen.panes.front
        for size in ((80, 24), (200, 50), (60, 15), (120, 40)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert screen.panes.facts.fact is fact
            assert screen.panes.front == front
            assert screen.focused is screen.panes.facts
            shown = range(
                screen.panes.facts.scroll_offset.y, screen.panes.facts.scroll_offset.y + screen.panes.facts.page
            )
            assert screen.panes.facts.cursor in shown
