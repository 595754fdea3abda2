"""The desk: what every part of the room may use. The store, the panes, the scope; saying, asking, showing a dialog.

A part holds its own state and is given the desk and the parts that it needs; it never sees the screen. `Question` is
what the prompt is opened with: the part that asks is told each key and the end.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from textual.screen import Screen
from textual.timer import Timer

from tui.i18n import say
from tui.panes.panes import Panes
from tui.sanitize import to_screen
from tui.shelf import CHINA, Shelf, Years

Result = TypeVar("Result")


@dataclass(slots=True)
class Scope:
    """What tree, table, lists and comparison are limited to."""

    below: bool = True  # a place's facts are those of what lies below it too
    years: Years = None
    everywhere: bool = False  # the tree shows places without records

    @property
    def years_shown(self) -> str:
        if self.years is None:
            return ""
        first, last = self.years
        return str(first) if first == last else f"{first}–{last}"


class Question(NamedTuple):
    """What is asked in the prompt."""

    label: str
    done: Callable[[str, bool], None]
    """Told the text at the end, and whether it was kept (Enter) or left (Escape)."""
    typed: Callable[[str], None] = lambda text: None
    """Told the text at each key."""
    value: str = ""
    replace: bool = True
    """Whether what is typed takes the place of `value`."""
    hint: str = "prompt.hint"


class Host(Protocol):
    """What the desk needs of the screen that it stands in."""

    def note(self, text: str, *, warning: bool = False) -> None: ...
    def hush(self) -> None: ...
    def restate(self) -> None: ...
    def set_timer(self, delay: float, callback: Callable[[], Any]) -> Timer: ...
    def in_thread(self, work: Callable[[], None], group: str, *, exclusive: bool, fatal: bool) -> None: ...
    async def ask(self, question: Question) -> None: ...
    @property
    def app(self) -> Any: ...


class Desk:
    def __init__(self, host: Host, shelf: Shelf, panes: Panes, scope: Scope, settle: float) -> None:
        self.host = host
        self.shelf, self.panes, self.scope = shelf, panes, scope
        self.recent: dict[str, int] = {}
        """Places one went to, with how often; the latest last."""
        self._settle = settle
        self._settling: Timer | None = None

    # Saying and asking.

    def note(self, text: str, *, warning: bool = False) -> None:
        """Say something in the status line, for a while."""
        self.host.note(text, warning=warning)

    def hush(self) -> None:
        """What was said last holds no longer."""
        self.host.hush()

    def tell(self, error: Exception) -> None:
        """Say what went wrong, where, and what to do."""
        from tui.i18n.errors import in_words

        self.note(to_screen(in_words(str(error))), warning=True)

    def restate(self) -> None:
        """What titles and status line say has changed."""
        self.host.restate()

    async def ask(self, question: Question) -> None:
        """Open the line in which one types; keys go there from here on."""
        await self.host.ask(question)

    async def show(self, dialog: Screen[Result], then: Callable[[Result | None], Any] | None = None) -> None:
        """Show a dialog; keys go there from here on. `then` is told what it gives."""
        await self.host.app.push_screen(dialog, then)

    # Time.

    @property
    def rest(self) -> float:
        """Seconds without a key after which a person is looking, not typing."""
        return 6 * self._settle

    def settle(self, call: Callable[[], None]) -> None:
        """Do it when the cursor has come to rest; a later call takes the place of an earlier one."""
        if self._settling is not None:
            self._settling.stop()
            self._settling = None
        if self._settle:
            self._settling = self.host.set_timer(self._settle, call)
        else:
            call()

    def in_thread(self, work: Callable[[], None], group: str, *, exclusive: bool = True, fatal: bool = False) -> None:
        """Do it in a thread; of an exclusive group only the newest counts. `fatal`: its failing ends the program."""
        self.host.in_thread(work, group, exclusive=exclusive, fatal=fatal)

    def back(self, call: Callable[..., Any], *args: Any, **options: Any) -> None:
        """From a thread: do it where the screen lives, and wait for it."""
        self.host.app.call_from_thread(call, *args, **options)

    # Names.

    def place_name(self, code: str | None) -> str:
        if code == CHINA:
            return say("tree.country")
        return self.shelf.name(code) if code else say("tree.nowhere")

    def place_of(self, code: str | None) -> str:
        """The name of the place that a record gives; "" where it gives none."""
        return self.place_name(code) if code is not None else ""


Deed = Callable[[], Awaitable[None] | None]
"""What an action does."""
