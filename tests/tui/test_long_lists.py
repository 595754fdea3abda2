"""Lists longer than a page: marking, filtering, the last row and exporting are about all of it, not what was loaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import pytest

from tests.tui.press import browsing, key_event, press, screen_text, settled
from tests.tui.test_room import room_of


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("finding", "lists"):
        monkeypatch.setattr(f"tui.room.{module}.PAGE", 2)
    monkeypatch.setattr("tui.panes.results.NEAR_END", 1)


LISTS = pytest.mark.parametrize(
    "listed", [("f", *"项目", "enter"), ("p", *"江苏", "enter", "A")], ids=["found", "articles"]
)


@LISTS
async def test_all_are_marked_and_the_last_row_is_the_last(room: Path, listed: tuple[str, ...]) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, *listed)
        results = screen.panes.results
        assert len(results.lines) == 2 and results.more
        await press(pilot, "G")
        assert not results.more and len(results.lines) > 4 and results.cursor == len(results.lines) - 1
        ids = [line.id for line in results.lines]
        assert len(set(ids)) == len(ids)
    async with browsing(room) as pilot:
        await press(pilot, *listed, "asterisk")
        assert {id for _, id in room_of(pilot).desk.shelf.marked()} == set(ids)


@LISTS
async def test_the_rest_is_read_beside_the_screen(
    room: Path, listed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, *listed)
        shelf, readers = screen.desk.shelf, []
        for name in ("find", "articles", "article"):
            read = getattr(shelf, name)

            def told(*args: object, read: Callable[..., Any] = read, **which: object) -> Any:
                readers.append(current_thread())
                return read(*args, **which)

            monkeypatch.setattr(shelf, name, told)
        await press(pilot, "G")
        assert len(screen.panes.results.lines) > 4 and readers and main_thread() not in readers


async def test_more_of_a_list_that_went_is_dropped(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, *"p江苏", "enter", "A")
        lists, results = screen.parts.lists, screen.panes.results
        lists.more_articles(whole=True)
        lists.action_articles()
        await press(pilot)
        assert len(results.lines) == 2 and results.more


@LISTS
async def test_a_filter_looks_at_what_was_not_loaded_too(room: Path, listed: tuple[str, ...]) -> None:
    async with browsing(room) as pilot:
        results = room_of(pilot).panes.results
        await press(pilot, *listed, "G")
        last = results.lines[-1]
    async with browsing(room) as pilot:
        results = room_of(pilot).panes.results
        await press(pilot, *listed)
        assert last.id not in {line.id for line in results.lines}
        await press(pilot, "slash", *last.head[:8], "enter")
        assert last.id in {line.id for line in results.lines}


async def test_what_is_typed_behind_a_mark_of_all_waits_for_it(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "f", *"项目", "enter")
        for key in ("asterisk", "x"):
            pilot.app.post_message(key_event(key))
        await press(pilot)
        await settled(pilot)
        marked = len(room_of(pilot).desk.shelf.marked())
        assert marked > 4 and f"{marked} marked records" in screen_text(pilot)


async def test_how_many_were_found_stays_when_more_are_loaded(room: Path) -> None:
    async with browsing(room) as pilot:
        results = room_of(pilot).panes.results
        await press(pilot, "f", *"项目", "enter")
        told = str(results.border_subtitle)
        await press(pilot, "j")
        assert len(results.lines) == 4 and str(results.border_subtitle) == told == f"{len_found(room)} found"


def len_found(room: Path) -> int:
    from store.database import Library

    with Library.open(room / "store", read_only=True) as library:
        return library.count("项目")


@LISTS
async def test_an_export_holds_all_that_is_listed(room: Path, listed: tuple[str, ...]) -> None:
    file = room / "found.json"
    async with browsing(room) as pilot:
        results = room_of(pilot).panes.results
        await press(pilot, *listed, "x", "down", "right", "up")
        pilot.app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await press(pilot, "G")
        wanted = {line.article or line.id for line in results.lines if line.kind != "meeting"}
    assert len(wanted) > 2
    assert {article["id"] for article in json.loads(file.read_text(encoding="utf-8"))["articles"]} >= wanted


async def test_what_a_list_cannot_hold_is_told(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("finding", "lists"):
        monkeypatch.setattr(f"tui.room.{module}.FACT_LIMIT", 3)
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"项目", "enter", "asterisk")
        assert len(screen.desk.shelf.marked()) == 5
        assert "The first 5 are marked" in screen.status.left
        await press(pilot, "M")
        assert str(screen.panes.results.border_subtitle) == "3 listed of 5 marked"
