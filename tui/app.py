"""The browser: opens the store, shows the reading room, keeps its state. Entry point: `run`.

What is on the screen is put together in `tui/screens/room.py`; what can be done stands in `tui/actions.py`. Nothing is
imported here that the first frame does not need: jieba, opencc, the dialogs and the importer come when they are used.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from store.errors import LichunError
from tui import i18n
from tui.actions import use_keys
from tui.messages import StoreChosen
from tui.screens.room import Room, Settings
from tui.shelf import Shelf
from tui.state import restore, save, state_path
from tui.themes import DEFAULT, THEMES, extra
from tui.widgets import width
from tui.widgets.in_turn import InTurn
from tui.widgets.inside import plain_scrollbars, tell_instead_of_dying

if TYPE_CHECKING:
    from store.database import Library


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person may set; all of it from the command line or the configuration."""

    lang: str | None = None
    ambiguous_width: int = 1
    theme: str | None = None
    ascii: bool = False
    animation: bool = False
    keymap: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settle: float = 0.05
    watch: float = 2.0


class Browser(InTurn[int]):
    CSS_PATH = "style.tcss"
    TITLE = "lichun"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []

    def __init__(self, library: Library, choices: Choices, state_file: Path | None = None) -> None:
        super().__init__()
        self.library, self.choices = library, choices
        self._opened: list[Library] = []
        self.state_file = state_file or state_path()
        self.store = Path(library.root).absolute()
        self.view_state = restore(self.state_file, self.store)
        self.animation_level = "full" if choices.animation else "none"
        for theme in THEMES:
            self.register_theme(theme)
        wanted = choices.theme or self.view_state.theme
        self.theme = wanted if wanted in self.available_themes else DEFAULT
        use_keys(choices.keymap)
        if choices.keymap:
            from tui.keymap import for_textual

            self.set_keymap(for_textual(choices.keymap))

    def get_default_screen(self) -> Room:
        settings = Settings(self.choices.settle, self.choices.watch)
        self.room = Room(Shelf(self.library), self.view_state, settings)
        return self.room

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return extra(self.current_theme)

    def on_mount(self) -> None:
        tell_instead_of_dying(self, LichunError, lambda error: self.room.desk.tell(error))
        width.use_plain_signs(self.choices.ascii)
        plain_scrollbars(width.plain_signs())
        if width.plain_signs():
            self.add_class("ascii")

    def change_store(self, path: Path) -> None:
        """Show another store; the one that was open keeps its state for the next time."""
        from store.database import Library
        from tui.config import adopt

        self.remember()
        self.library.see_all()
        self.library, self.store = Library.open(path), path.absolute()
        adopt(self.library)
        self._opened.append(self.library)
        self.room.take_store(Shelf(self.library), restore(self.state_file, self.store))

    def on_store_chosen(self, message: StoreChosen) -> None:
        self.change_store(message.path)

    def remember(self) -> None:
        save(self.state_file, self.store, self.room.view_state())

    def on_unmount(self) -> None:
        self.remember()
        self.library.see_all()
        for library in self._opened:
            library.close()


def keymap_path() -> Path:
    """Where a person's own keys stand: `keys.toml` in the folder for configuration of this system."""
    from platformdirs import user_config_path

    return user_config_path("lichun") / "keys.toml"


def run(
    store: str | Path | None = None,
    *,
    lang: str | None = None,
    ambiguous_width: int | None = None,
    print_marked: bool = False,
    **more: Any,
) -> int:
    """Browse the store until the person quits; the exit status. `more` sets what else `Choices` has.

    Raises what opening the store raises, before anything is drawn.
    """
    from store.database import Library
    from tui.config import adopt

    if "keymap" not in more and keymap_path().exists():
        from tui.keymap import load

        more["keymap"] = load(keymap_path())
    choices = Choices(lang=lang, ambiguous_width=ambiguous_width or 1, **more)
    i18n.use(choices.lang)
    width.widen_ambiguous(choices.ambiguous_width)
    with Library.open(store) as library:
        adopt(library)
        status = Browser(library, choices).run() or 0
        marked = [id for _, id in library.notebook.marked()] if print_marked else []
    sys.stdout.writelines(f"{id}\n" for id in marked)
    return status
