"""The keys, from the table of actions, and the signs of trust: typed text filters them by name or by key.

Enter does the chosen action; a sign is only explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.language.fold import fold
from tui.actions import ACTIONS, Action, Scope, labels
from tui.i18n import say
from tui.screens.dialog import ChoiceDialog
from tui.trust import legend
from tui.widgets.virtual_list import Piece
from tui.widgets.width import fit

KEYS_WIDTH, SCOPE_WIDTH = 18, 10
NARROW = 60
"""Cells below which the words have no room for the name of the pane beside them."""


class HelpScreen(ChoiceDialog[str]):
    def __init__(self, scopes: Sequence[Scope]) -> None:
        """`scopes` are those of the pane in front: their keys come first, in this order, then those of the room."""
        super().__init__(classes="help")
        self.title_text, self.hint_text = say("help.title"), say("help.hint")
        self.placeholder = say("help.placeholder")
        order = (*scopes, "room")
        self.actions = sorted(ACTIONS, key=lambda a: order.index(a.scope) if a.scope in order else len(order))
        self.found: list[Action | tuple[str, str]] = []

    def look(self, text: str) -> None:
        wanted = text.strip()
        keys = [a for a in self.actions if wanted and wanted in labels(a).split()]
        words = [
            a
            for a in self.actions
            if fold(wanted) in fold(f"{say(f'action.{a.id}')} {say(f'about.{a.id}')} {labels(a)} {a.id}")
        ]
        self.found = list({a.id: a for a in (*keys, *words)}.values())
        self.found += [(mark, means) for mark, means in legend() if fold(wanted) in fold(f"{mark} {means}")]
        self.choices.show(len(self.found), [say("help.nothing")])
        if self.found:
            self.moved(0)

    def draw(self, index: int, width: int) -> Iterable[Piece]:
        action = self.found[index]
        scope, room = _widths(width)
        if isinstance(action, tuple):
            yield fit(f" {action[0]}", KEYS_WIDTH), "warn"
            yield fit(say("trust.legend"), scope), "dim"
        else:
            yield fit(f" {labels(action)}", KEYS_WIDTH), "key"
            yield fit(say(f"scope.{action.scope}"), scope), "dim"
        yield fit(_about(action), room), ""

    def moved(self, index: int) -> None:
        self.tell_whole(_about(self.found[index]), _widths(self.choices.row_width)[1])

    def choose(self, index: int) -> None:
        chosen = self.found[index]
        self.dismiss(chosen.id if isinstance(chosen, Action) else None)


def _widths(width: int) -> tuple[int, int]:
    """Cells for the name of the pane, and for the words."""
    scope = SCOPE_WIDTH if width >= NARROW else 0
    return scope, width - KEYS_WIDTH - scope


def _about(entry: Action | tuple[str, str]) -> str:
    return entry[1] if isinstance(entry, tuple) else say(f"about.{entry.id}")
