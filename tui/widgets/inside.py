"""Where we reach into Textual 8.2: all the places, with what they save. A new Textual is tried against these first.

`set_height` changes the length of a scrolling widget without a new layout of the whole screen, which Textual makes
even where no scrollbar comes or goes: half of the cost of a key in the tree. `Veiled` is a screen that paints its
first frame once, not four times. `tell_instead_of_dying` lets an error that has words for a person be told: Textual
ends the program at any exception of a handler.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar
from weakref import WeakKeyDictionary

from textual.events import Idle
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.widget import Widget

from tui.widgets.marked_scrollbar import Bar
from tui.widgets.painting import Frugal, Sides

Result = TypeVar("Result")
Tell = Callable[[Exception], None]


def set_height(widget: ScrollView, height: int) -> None:
    """Set how many lines there are to scroll through."""
    size = Size(0, height)
    if widget.virtual_size == size:
        return
    if widget.is_attached and widget.size:
        widget.set_reactive(Widget.virtual_size, size)
        widget._scroll_update(size)
        if widget.scroll_offset.y > widget.max_scroll_y:
            widget.scroll_to(y=widget.max_scroll_y, animate=False, force=True)
    else:
        widget.virtual_size = size


def plain_scrollbars(plain: bool) -> None:
    """Draw scrollbars of whole cells, for terminals in which a part of a block takes two."""
    from textual.scrollbar import ScrollBar, ScrollBarRender

    class Plain(ScrollBarRender):
        VERTICAL_BARS: ClassVar[list[str]] = [" "] * len(ScrollBarRender.VERTICAL_BARS)

    ScrollBar.renderer = Plain if plain else ScrollBarRender


class Truecolour(Widget):
    """A widget that draws its own lines, whose colours are all its theme's: there is nothing to turn from the terminal's
    sixteen, and nothing but a frame to draw around, line by line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._styles_cache = Sides()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """Textual's, of a kind that is drawn with less ado."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Bar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [f for f in super().get_line_filters() if not isinstance(f, ANSIToTruecolor)]


class Veiled(Screen[Result]):
    """A screen that paints nothing until `unveil`."""

    BLANK = True  # its widgets cover it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._veiled = True
        self._compositor = Frugal()

    def _compositor_refresh(self) -> None:
        if not self._veiled:
            super()._compositor_refresh()

    async def _on_idle(self, event: Idle) -> None:
        """Before the first frame, go on as soon as nothing is left to do: Textual's timer waits a sixtieth of a second."""
        if self._veiled and self._callbacks and all(w._message_queue.empty() for w in self.walk_children()):
            event.prevent_default()
            self._on_timer_update()

    def unveil(self) -> None:
        """Paint for the first time, when all sizes are known; what was made until now is no garbage."""
        if self._veiled:
            self._veiled = False
            self._compositor_refresh()
            gc.freeze()
            # A screenful drawn is thousands of objects, few of them garbage of the kind that has to be looked for.
            gc.set_threshold(20_000, 20, 10)
            gc.enable()


class Dispatch:
    """Textual's way of handing a message to its widget, with the errors of some apps told."""

    original = MessagePump._dispatch_message
    tellers: ClassVar[WeakKeyDictionary[Any, tuple[type[Exception], Tell]]] = WeakKeyDictionary()


async def _dispatch(pump: MessagePump, message: Message) -> None:
    try:
        await Dispatch.original(pump, message)
    except Exception as error:
        kind, tell = Dispatch.tellers.get(pump.app, (None, None))
        if kind is None or tell is None or not isinstance(error, kind):
            raise
        tell(error)


def tell_instead_of_dying(app: Any, kind: type[Exception], tell: Tell) -> None:
    """Errors of that kind, in whichever handler, action or timer of the app, are told; it goes on with the next."""
    Dispatch.tellers[app] = (kind, tell)
    MessagePump._dispatch_message = _dispatch  # type: ignore[method-assign, assignment]
