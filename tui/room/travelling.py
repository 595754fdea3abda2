"""Back and forward on the trail of where one has been (`H`, `L`)."""

from __future__ import annotations

from tui.i18n import say
from tui.room.desk import Desk
from tui.room.reading import Reading
from tui.room.trail import Trail


class Travelling:
    def __init__(self, desk: Desk, reading: Reading) -> None:
        self.desk, self.reading = desk, reading

    def action_back(self) -> None:
        self._travel(-1)

    def action_forward(self) -> None:
        self._travel(1)

    def _travel(self, step: int) -> None:
        reading = self.reading
        trail = reading.trail
        spot = trail.step(step, reading.top if reading.article is not None else None)
        if spot is None:
            self.desk.note(say("note.no_back" if step < 0 else "note.no_forward"))
            return
        reading.trail = Trail()  # the way there is no way of one's own
        try:
            there = reading.go(spot)
        finally:
            reading.trail = trail
        if not there:
            self.desk.note(say("note.gone"), warning=True)
        self.desk.restate()
