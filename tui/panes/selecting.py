"""Choosing a stretch of the article in the reader, by keys or the mouse. Mixed into `Reader`.

`v` puts a caret into the text, `v` again holds it so that moving draws the stretch out, `V` takes the sentence, then the
paragraph; `}` and `{` go from one number that became no fact to the next. What is chosen is told by `Selected`; what is
made of it is the screen's to say. How a selection moves is `selection`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from textual import events, work

from tui.actions import ACTIONS
from tui.i18n import say
from tui.messages import ActionChosen, Noted, SelectionMoved
from tui.panes.hits import Hits
from tui.panes.selection import (
    Cut,
    Selection,
    by_word,
    of_span,
    over_lines,
    runs,
    sentence_around,
    sideways,
)
from tui.panes.sheet import Sheet
from tui.widgets.by_lines import ByLines

ONLY_SELECTING = frozenset(a.id for a in ACTIONS if a.scope == "select")


class Selecting(ByLines):
    """The part of `Reader` that chooses; what it asks of the reader stands first."""

    selection: Selection | None = None
    sheet: Sheet
    fact: str | None
    hits: Hits
    _cut: Cut | None = None
    _dragged_from: int | None = None

    @property
    def lines(self) -> Sequence[tuple[int, int]]:
        """The lines as they are broken, as offsets in the displayed text."""
        raise NotImplementedError

    @property
    def top(self) -> int:
        """Offset of the first line in view."""
        raise NotImplementedError

    def offset_at(self, x: int, y: int) -> int | None:
        """Offset in the displayed text of a cell of the widget."""
        raise NotImplementedError

    def redraw_span(self, start: int, end: int) -> None:
        """Draw the lines anew that hold these signs."""
        raise NotImplementedError

    def bring_into_view(self, offset: int) -> None:
        """Scroll so that the sign is seen."""
        raise NotImplementedError

    def shown_span(self) -> tuple[int, int]:
        """The offsets between which all in view lies."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a stretch is selected the keys of that scope hold, otherwise those of the reader."""
        if action in ONLY_SELECTING:
            return self.selection is not None
        return super().check_action(action, parameters)

    # What is chosen.

    def chosen(self) -> tuple[int, int] | None:
        """The stretch in the article's text; None where nothing is chosen, or nothing of the article."""
        if self.selection is None:
            return None
        start, end = max(self.selection.start, self.sheet.head), self.selection.end
        if start >= end:
            return None
        return self.sheet.to_article(start, end)

    def choose(self, selection: Selection | None, *, scroll: bool = True) -> None:
        """Choose another stretch, with its moving end in view; nothing for None."""
        if self.selection is None and selection is None:
            return
        before, self.selection = self.selection, selection
        for changed in (before, selection):
            if changed is not None:
                self.redraw_span(changed.start, changed.end)
        if selection is not None and scroll:
            self.bring_into_view(selection.head)
        self.screen.post_message(SelectionMoved())

    def untaken(self) -> list[tuple[int, int]]:
        """Numbers that became no fact, in the displayed text."""
        return [(p.start, p.end) for p in self.sheet.paint if p.style == "untaken"]

    def untaken_within(self) -> int:
        """How many of them the selection holds."""
        if self.selection is None:
            return 0
        start, end = self.selection.start, self.selection.end
        return sum(1 for s, e in self.untaken() if s < end and start < e)

    # Beginning and leaving.

    def action_select(self) -> None:
        """A caret: on the fact that is lit where it is in view, else on the first line in view."""
        if not self.sheet.text:
            return
        self._prepare()
        self.choose(Selection(at := self._first_caret(), at))

    def _first_caret(self) -> int:
        low, high = self.shown_span()
        index = self.sheet.of_fact(self.fact) if self.fact else None
        if index is not None and low <= self.sheet.lit[index].start < high:
            return self.sheet.lit[index].start
        if self.hits.here is not None and low <= self.hits.here[0] < high:
            return self.hits.here[0]
        at = max(low, self.sheet.head)
        return min(at, len(self.sheet.text) - 1)

    def action_add_selected(self) -> None:
        self.post_message(ActionChosen("add_fact"))

    # Moving.

    def _move(self, to: int) -> None:
        if self.selection is not None:
            self.choose(self.selection.to(max(to, self.sheet.head)))

    def action_select_left(self) -> None:
        self._sideways(-1)

    def action_select_right(self) -> None:
        self._sideways(1)

    def _sideways(self, step: int) -> None:
        if self.selection is not None:
            self._move(sideways(self.sheet.text, self.selection.head, step))

    def action_select_down(self) -> None:
        self._over_lines(1)

    def action_select_up(self) -> None:
        self._over_lines(-1)

    def _over_lines(self, step: int) -> None:
        if self.selection is not None:
            self._move(over_lines(self.sheet.text, self.lines, self.selection.head, step))

    def action_select_word(self) -> None:
        self._by_word(1)

    def action_select_word_back(self) -> None:
        self._by_word(-1)

    def _by_word(self, step: int) -> None:
        if self.selection is not None:
            self._move(by_word(self.sheet.text, self.selection.head, step, self._cut or runs))

    @work(thread=True, group="words", exclusive=True, exit_on_error=False)
    def _prepare(self) -> None:
        """Load the rules that will read the selection, and the dictionary that knows where words end; until it is
        there they end where the kind of sign changes."""
        if self._cut is None:
            from store.recognise.register import everything
            from store.search.offers import pieces

            everything()
            pieces(self.sheet.text)
            self._cut = pieces

    def action_select_hold(self) -> None:
        """Hold the caret here, or let go."""
        if self.selection is not None:
            self.choose(self.selection.hold())

    def action_select_sentence(self) -> None:
        """The sentence, then the paragraph."""
        if self.selection is not None:
            grown = sentence_around(self.sheet.text, self.selection)
            self.choose(of_span(max(grown.start, self.sheet.head), grown.end))

    # Numbers that became no fact.

    def action_next_number(self) -> None:
        self._step_number(1)

    def action_previous_number(self) -> None:
        self._step_number(-1)

    def _step_number(self, step: int) -> None:
        """Choose the next number that became no fact, from the selection or the first line in view on."""
        numbers = self.untaken()
        if not numbers:
            self.post_message(Noted(say("note.no_number_left" if self.sheet.text else "note.nothing_shown")))
            return
        self._prepare()
        starts = [start for start, _ in numbers]
        if self.selection is not None:
            index = bisect_left(starts, self.selection.start + (1 if step > 0 else 0)) - (0 if step > 0 else 1)
        else:
            index = bisect_left(starts, self.top) - (0 if step > 0 else 1)
        index %= len(numbers)
        self.choose(of_span(*numbers[index]))
        self.post_message(Noted(say("note.number_left", n=index + 1, total=len(numbers))))

    # The mouse.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        place = event.get_content_offset(self)
        self._dragged_from = self.offset_at(place.x, place.y) if place and event.button == 1 else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        place = event.get_content_offset(self)
        if self._dragged_from is None or event.button != 1 or place is None:
            return
        at = self.offset_at(place.x, place.y)
        if at is not None and (self.selection is not None or at != self._dragged_from):
            self._prepare()
            self.choose(Selection(self._dragged_from, at, held=True), scroll=False)

    def on_mouse_up(self) -> None:
        self._dragged_from = None
