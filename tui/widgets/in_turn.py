"""Keys in their turn: what a key does is done before the next key is looked at.

Textual hands a key to the widget that has the focus and looks at once at the next one; only when the first has risen
from widget to widget does its action run. Of keys that come in one burst (a slow line, `f` and a word typed fast) the
later ones then go to the widget that had the focus before, and do what they are bound to there. Here each key is
followed by a `KeyDone` on the same way; where keys wait, by a second, after what the action told the screen. The next
key is handed on when that has come back, to whoever has the focus then.
"""

from __future__ import annotations

from asyncio import TimerHandle, get_running_loop
from collections import deque
from typing import Any, TypeVar

from textual.app import App
from textual.events import Event, Key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

Result = TypeVar("Result")

PATIENCE, ENDURANCE = 0.5, 10.0
"""Seconds after which a key is done though nobody said so: if the widget that had it is gone, and whatever it does."""
LAPS = 2


class KeyDone(Message):
    """The key before it on this way has done what it does."""

    def __init__(self, number: int, lap: int) -> None:
        super().__init__()
        self.number, self.lap = number, lap


class InTurn(App[Result]):
    """An application that takes keys one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._keys_waiting: deque[Key] = deque()
        self._key_number = 0
        self._key_target: MessagePump | None = None
        """The widget that has a key at work; None where none is at work."""
        self._key_screen: Screen[Any] | None = None
        self._key_timer: TimerHandle | None = None
        self._keys_held = 0

    def hold_keys(self) -> None:
        """Keys wait from here on, but Escape: what they are for is still being made, in a thread."""
        self._keys_held += 1

    async def release_keys(self) -> None:
        """It is there: keys go on, to whoever has the focus now."""
        self._keys_held -= 1
        if self._key_target is None:
            await self._hand_on()

    def on_mount(self) -> None:
        self.screen_change_signal.subscribe(self, self._screen_changed)

    async def on_event(self, event: Event) -> None:
        if not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._keys_waiting.append(event)
        if self._key_target is None:
            await self._hand_on()

    async def _hand_on(self) -> None:
        """Hand the next key, if one waits and may go, to whoever has the focus now."""
        if self._keys_held:  # Escape goes before all others: it takes back what they wait for
            escape = next((key for key in self._keys_waiting if key.key == "escape"), None)
            if escape is None:
                return
            self._keys_waiting.remove(escape)
            self._keys_waiting.appendleft(escape)
        if not self._keys_waiting:
            return
        self._key_number += 1
        self._key_screen = self.screen
        self._key_target = target = self.focused or self.screen
        self._await_key(self._key_number, ENDURANCE)
        await super().on_event(self._keys_waiting.popleft())
        self._follow(target, 1)

    def _follow(self, target: MessagePump, lap: int) -> None:
        if not target.post_message(KeyDone(self._key_number, lap)):
            self._key_ends(self._key_number)  # it is gone

    def on_key_done(self, message: KeyDone) -> None:
        if message.number != self._key_number or self._key_target is None:
            return
        if message.lap < LAPS and self._keys_waiting:
            self._follow(self._key_target, message.lap + 1)
        else:
            self.call_later(self._next_key, message.number)  # what the key itself put off comes first

    def _await_key(self, number: int, left: float) -> None:
        """Look after a while whether the widget that has the key is there still; a loaded machine takes its time."""
        if number != self._key_number:
            return
        if left > 0 and self._key_target is not None and self._key_target.is_running:
            self._key_timer = get_running_loop().call_later(PATIENCE, self._await_key, number, left - PATIENCE)
        else:
            self._key_ends(number)

    def _key_ends(self, number: int) -> None:
        """Nobody will say that the key is done."""
        self.call_later(self._next_key, number)

    def _screen_changed(self, screen: Screen[Any]) -> None:
        """A dialog that was closed tells nothing any more."""
        if self._key_target is not None and self._key_screen not in self.screen_stack:
            self._key_ends(self._key_number)

    async def _next_key(self, number: int) -> None:
        if number != self._key_number or self._key_target is None:
            return
        self._key_target = None
        if self._key_timer is not None:
            self._key_timer.cancel()
        await self._hand_on()
