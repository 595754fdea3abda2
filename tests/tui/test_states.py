"""Every action in every pane over a store that is empty, read-only or torn while one reads: told in words, never the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.database import Library
from tests.tui.press import browsing, press, screen_text, settled
from tests.tui.test_room import room_of
from tui import i18n
from tui.actions import ACTIONS
from tui.app import Browser, Choices
from tui.i18n import say

ENDS = {"quit", "suspend_process", "pipe", "web", "samples"}
"""Actions that leave the program, or begin another."""
KEYS = [
    a.keys[0]
    for a in ACTIONS
    if a.id not in ENDS and a.scope in ("room", "list", "reader", "select", "facts") and a.keys[0] != "gg"
]


async def press_all(pilot, front: str, *but: str) -> None:  # type: ignore[no-untyped-def]
    for key in dict.fromkeys(KEYS):
        if key not in but:
            await press(pilot, front, key)
            while pilot.app.screen is not pilot.app.room or pilot.app.room.focused is None:
                await press(pilot, "escape")
            if pilot.app.room.query("#prompt"):
                await press(pilot, "escape")


@pytest.mark.parametrize("front", ["2", "3"])
async def test_no_key_ends_the_program_over_an_empty_store(tmp_path: Path, front: str) -> None:
    async with browsing(tmp_path, filled=False) as pilot:
        await press_all(pilot, front, "s")
        assert pilot.app.is_running
        assert "This store holds no article yet" in screen_text(pilot) or front != "2"


def tear(store: Path) -> None:
    """All of the index but its first page is gone, as after a fault of the medium."""
    for file in store.glob("index.sqlite*"):
        data = file.read_bytes()
        file.write_bytes(data[:4096] + bytes(max(0, len(data) - 4096)))


@pytest.mark.parametrize("front", ["1", "3"])
async def test_a_torn_index_is_told_and_ends_nothing(room: Path, front: str) -> None:
    async with browsing(room) as pilot:
        tear(room / "store")
        await press_all(pilot, front)
        assert pilot.app.is_running
        await press(pilot, "A")
        assert "index is torn" in room_of(pilot).status.left
        assert room_of(pilot).status.warning


async def test_over_a_store_that_cannot_be_written_nothing_pretends_to_be_kept(
    made_store: Path, tmp_path: Path
) -> None:
    i18n.use("en")
    with Library.open(made_store, read_only=True) as library:
        app = Browser(library, Choices(lang="en", settle=0, watch=0), tmp_path / "view.json")
        async with app.run_test(size=(160, 40)) as pilot:
            await settled(pilot)
            assert "read-only" in screen_text(pilot).splitlines()[-2]
            for keys in (("3", "e"), ("3", "exclamation_mark"), ("3", "d"), ("3", "semicolon"), ("2", "a")):
                await press(pilot, *keys)
                assert pilot.app.screen is app.room, keys
                assert say("note.read_only")[:40] in app.room.status.left, keys
            assert not library.user.dirty


async def test_a_key_without_its_object_says_what_it_wants(tmp_path: Path) -> None:
    async with browsing(tmp_path, filled=False) as pilot:
        screen = room_of(pilot)
        for key, told in (
            ("exclamation_mark", "note.no_fact"),
            ("semicolon", "note.no_fact"),
            ("d", "note.no_fact"),
            ("e", "note.nothing_to_correct"),
            ("u", "note.nothing_to_undo"),
            ("P", "note.no_person"),
            ("c", "note.no_indicator"),
            ("y", "note.nothing_to_copy"),
            ("a", "note.no_article"),
        ):
            await press(pilot, key)
            assert screen.status.left == say(told), key


@pytest.mark.parametrize(
    ("key", "said"), [("o", "No article"), ("r", "No article"), ("}", "No article"), ("|", "a fact")]
)
async def test_where_no_article_is_shown_a_key_says_so(room: Path, key: str, said: str) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "p", *"昆明", "enter", "2", key)
        assert said in room_of(pilot).status.left and not pilot.app.screen.query("#prompt")
