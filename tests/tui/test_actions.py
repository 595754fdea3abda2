"""The table of actions: all that hangs on it is there, and no key means two things at one time."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from tests.tui.press import browsing, press, screen_text
from tui.actions import ACTIONS, BY_ID, IME, RESERVED, SCOPES, bindings, in_bar, key_sheet, keys_of
from tui.i18n import LANGUAGES, catalogue
from tui.keymap import NOT_TOGETHER, KeymapError, for_textual, load
from tui.panes.compare import ComparePane
from tui.panes.facts import FactsPane
from tui.panes.reader import Reader
from tui.panes.results import ResultsPane
from tui.panes.tree import TreePane
from tui.panes.years import YearsPane
from tui.screens.room import Room, Settings
from tui.shelf import Shelf
from tui.state import ViewState
from tui.widgets.virtual_list import VirtualList
from tui.widgets.welcome import Welcome

WIDGETS: dict[str, tuple[type, ...]] = {
    "room": (Room,),
    "list": (VirtualList, TreePane, FactsPane, ResultsPane),
    "tree": (TreePane,),
    "reader": (Reader,),
    "select": (Reader,),
    "facts": (FactsPane,),
    "results": (ResultsPane,),
    "chart": (ComparePane, YearsPane),
    "welcome": (Welcome,),
}
OF_A_PANE = {"mark", "mark_range", "mark_all", "filter", "next_match", "previous_match"}
"""Actions of lists that each pane does in its own way."""


def part(name: str) -> type:
    """The class of a part of the room, as the room makes it."""
    room = Room(cast(Shelf, None), ViewState(), Settings())
    return type(getattr(room.parts, name))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.id)
def test_an_action_can_be_done(action) -> None:  # type: ignore[no-untyped-def]
    for widget in (part(action.by),) if action.by else WIDGETS[action.scope]:
        if widget is VirtualList and action.id in OF_A_PANE:
            continue
        if widget is TreePane and action.id in ("mark_range", "mark_all"):
            continue
        assert callable(getattr(widget, f"action_{action.id}", None)), widget.__name__


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(ACTIONS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_action_has_words(lang: str) -> None:
    words = catalogue(lang)
    assert [a.id for a in ACTIONS if f"action.{a.id}" not in words or f"about.{a.id}" not in words] == []
    assert [s for s in SCOPES if f"scope.{s}" not in words] == []


@pytest.mark.parametrize("scope", SCOPES)
def test_no_key_means_two_things_at_one_time(scope: str) -> None:
    together = {scope, *NOT_TOGETHER.get(scope, ())} if scope != "room" else {"room"}  # type: ignore[call-overload]
    taken: dict[str, str] = {}
    for action in ACTIONS:
        if action.scope in together and action.scope != "room":
            for key in keys_of(action):
                mine = {action.scope, taken.get(key, ("", action.scope))[1]}
                # Two panes never have the focus at once.
                if key in taken and (len(mine) == 1 or "list" in mine):
                    pytest.fail(f"{key}: {taken[key][0]} and {action.id}")
                taken[key] = (action.id, action.scope)  # type: ignore[assignment]


def test_a_panes_key_hides_no_key_of_the_room_but_by_intent() -> None:
    of_room = {key: a.id for a in ACTIONS if a.scope == "room" for key in keys_of(a)}
    hidden = {
        (key, of_room[key], a.id)
        for a in ACTIONS
        if a.scope not in ("room", "welcome")
        for key in keys_of(a)
        if key in of_room
    }
    assert hidden == set()


def test_reserved_keys_are_not_used() -> None:
    assert [a.id for a in ACTIONS if set(a.keys) & set(RESERVED)] == []


def test_every_punctuation_key_answers_to_an_input_method() -> None:
    single = {key for a in ACTIONS for key in a.keys if len(key) == 1 and not key.isalnum()}
    assert single - set(IME) == set()


def test_the_key_bar_ends_with_help_and_quit() -> None:
    for scope in ("tree", "reader", "facts", "results"):
        assert [a.id for a in in_bar(scope)[-2:]] == ["help", "quit"]  # type: ignore[arg-type]


def test_the_key_sheet_is_in_step() -> None:
    sheet = Path(__file__).parents[2] / "docs" / "keys.md"
    assert sheet.read_text(encoding="utf-8") == key_sheet(), "write it anew with `make docs`"


def test_bindings_carry_ids() -> None:
    assert all(b.id for b in bindings("room", "list"))  # type: ignore[union-attr]


# A user's own keys.


def faults(tmp_path: Path, text: str) -> str:
    file = tmp_path / "keys.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KeymapError) as error:
        load(file)
    return str(error.value).replace(str(tmp_path) + "/", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('\nfidn = ["f"]', "keys.toml:2: there is no action fidn; did you mean find?"),
        ('find = "q"', "keys.toml:1: q for find is the key of quit"),
        ('mark = "q"', "keys.toml:1: q for mark is the key of quit"),
        ('find = ["ctrl+s"]', "keys.toml:1: ctrl+s stops the terminal's output"),
        ('find = ["foo+bar+x"]', "keys.toml:1: 'foo+bar+x' is no key"),
        ("find = 3", "keys.toml:1: find wants a key or a list of keys"),
        ("find = []", "keys.toml:1: find wants a key or a list of keys"),
        ('find = ["gg"]', "keys.toml:1: gg is only for going to the top"),
        ('find = ["f"', "keys.toml:"),
    ],
)
def test_a_faulty_keymap_is_told_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    assert told in faults(tmp_path, text)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert faults(tmp_path, 'nope = "a"\nfind = "ctrl+c"').count("\n") == 1


def test_keys_may_be_exchanged(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('find = "p"\ngoto = "f"\n', encoding="utf-8")
    assert load(file) == {"find": ("p",), "goto": ("f",)}


def test_no_file_is_no_keymap(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == {}


async def test_own_keys_work_and_the_old_ones_do_not(room: Path) -> None:
    async with browsing(room, keymap={"goto": ("f",), "find": ("ctrl+f",), "top": ("K",)}) as pilot:
        assert " ctrl+f search  f go to " in screen_text(pilot)
        await press(pilot, "question_mark", *"search the whole")
        assert "ctrl+f" in screen_text(pilot)
        await press(pilot, "escape")
        await press(pilot, "f")
        assert "Go to a place" in screen_text(pilot)
        await press(pilot, "escape", "p")
        assert "Go to a place" not in screen_text(pilot)
        screen = pilot.app.room  # type: ignore[attr-defined]
        await press(pilot, "g", "g")
        assert screen.panes.tree_pane.cursor != 0
        await press(pilot, "K")
        assert screen.panes.tree_pane.cursor == 0


def test_a_keymap_keeps_what_input_methods_send() -> None:
    assert for_textual({"help": ("?",)})["help"].split(",") == ["?", "？"]
