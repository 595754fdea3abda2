"""Typing faster than the screen follows: no key is lost, none does what it is bound to elsewhere, no stale line opens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.press import browsing, key_event, press
from tests.tui.test_room import room_of
from tui.shelf import Shelf
from tui.widgets import in_turn


async def burst(pilot, *keys: str) -> None:  # type: ignore[no-untyped-def]
    """Keys that are all there before the first of them is looked at."""
    for key in keys:
        pilot.app.post_message(key_event(key))
    await press(pilot)


BURSTS = {
    "a search that holds bound letters": (("f", *"qxp低空", "escape"), ""),
    "a search and Enter": (("f", *"绿化", "enter"), "find"),
    "two searches": (("f", *"绿化", "enter", "f", *"项目", "enter"), "find"),
    "a filter of the tree": (("1", "slash", *"qyjq", "escape"), ""),
    "a dialog": (("p", *"quanzhou", "escape"), ""),
    "a dialog in a dialog": (("question_mark", *"quit", "escape"), ""),
    "years": (("Y", "2", "0", "2", "4", "enter", "A"), "articles"),
}


@pytest.mark.parametrize("name", BURSTS)
async def test_a_burst_does_what_the_keys_do_one_by_one(room: Path, tmp_path: Path, name: str) -> None:
    keys, listing = BURSTS[name]
    states = []
    for send in (press, burst):
        async with browsing(room, state=tmp_path / f"{send.__name__}.json") as pilot:
            await send(pilot, *keys)
            screen = room_of(pilot)
            assert pilot.app.screen is screen
            assert screen.panes.listing == listing
            states.append((screen.view_state(), [x.id for x in screen.panes.results.lines], screen.panes.front))
    assert states[0] == states[1]


async def test_a_machine_that_is_slow_loses_no_key(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`f` loads and mounts the prompt: however long that takes, what follows is for it."""
    monkeypatch.setattr(in_turn, "PATIENCE", 0.0001)
    async with browsing(room) as pilot:
        await burst(pilot, "f", *"低空经济q")
        assert pilot.app.screen.query_one("#prompt-input").value == "低空经济q"  # type: ignore[attr-defined]


async def test_enter_waits_for_a_dialog_that_a_thread_makes(room: Path) -> None:
    async with browsing(room) as pilot:
        await burst(pilot, "2", "a", "}", "a", "enter", "A")
        screen = room_of(pilot)
        assert len(screen.desk.shelf.library.word.added_facts()) == 1
        assert screen.panes.listing == "articles"


async def test_what_is_typed_after_f_reaches_the_query(room: Path) -> None:
    async with browsing(room) as pilot:
        await burst(pilot, "f", *"低空经济q")
        assert pilot.app.screen.query_one("#prompt-input").value == "低空经济q"  # type: ignore[attr-defined]


async def test_the_query_of_last_time_goes_when_another_is_typed(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"绿化", "enter", "f", *"口袋公园", "enter")
        assert screen.parts.finding.query_text == "口袋公园"
        await press(pilot, "f", "enter")
        assert screen.parts.finding.query_text == "口袋公园"
        assert [line.article for line in screen.panes.results.lines] == ["cn"]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, threading.Event]]:
    """Searches that answer only when they are let."""
    find = Shelf.find
    let: dict[str, threading.Event] = {}

    def waits(self: Shelf, query: str, **options):  # type: ignore[no-untyped-def]
        if query in let:
            let[query].wait(10)
        return find(self, query, **options)

    monkeypatch.setattr(Shelf, "find", waits)
    yield let
    for event in let.values():
        event.set()


async def test_enter_waits_for_the_answer_to_what_was_typed(room: Path, slow: dict[str, threading.Event]) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"项目")
        assert screen.panes.results.lines
        slow["口袋公园"] = threading.Event()
        for key in ("ctrl+u", *"口袋公园", "enter", "enter"):
            pilot.app.post_message(key_event(key))
            await pilot.pause(0)
        for _ in range(20):
            await pilot.pause(0)
        assert screen.panes.middle is screen.panes.results  # nothing of the older answer was opened
        slow["口袋公园"].set()
        await press(pilot)
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cn"


async def test_what_is_typed_behind_an_enter_that_waits_is_for_what_it_opens(
    room: Path, slow: dict[str, threading.Event]
) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        slow["口袋公园"] = threading.Event()
        for key in ("f", *"口袋公园", "enter", "enter", "q"):
            pilot.app.post_message(key_event(key))
        for _ in range(40):
            await pilot.pause(0)
        assert pilot.app.is_running and pilot.app.return_value is None
        slow["口袋公园"].set()
        await press(pilot)
        assert pilot.app.return_value == 0
        assert screen.view_state().article == "cn"


async def test_escape_takes_back_an_enter_that_waits(room: Path, slow: dict[str, threading.Event]) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        slow["口袋公园"] = threading.Event()
        for key in ("f", *"口袋公园", "enter", "enter", "escape"):
            pilot.app.post_message(key_event(key))
        for _ in range(40):
            await pilot.pause(0)
        slow["口袋公园"].set()
        await press(pilot)
        assert screen.panes.middle is screen.panes.reader
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cz23a"
