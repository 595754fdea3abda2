"""The parts of the room: each made when it is first wanted, with the desk and the parts that it needs.

The table of actions names a part by its attribute here; `deed` is what an action does. It draws nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.actions import BY_ID
from tui.room.desk import Desk
from tui.room.reading import Reading
from tui.room.resuming import Resuming

if TYPE_CHECKING:
    from tui.room.adding import Adding
    from tui.room.choosing import Choosing
    from tui.room.comparing import Comparing
    from tui.room.copying import Copying
    from tui.room.correcting import Correcting
    from tui.room.filtering import Filtering
    from tui.room.finding import Finding
    from tui.room.judging import Judging
    from tui.room.keeping import Keeping
    from tui.room.lists import Lists
    from tui.room.scoping import Scoping
    from tui.room.taking import Taking
    from tui.room.travelling import Travelling
    from tui.room.undoing import Undoing


class Parts:
    def __init__(
        self,
        desk: Desk,
        resuming: Resuming,
        do: Callable[[str], Awaitable[None]],
        change_store: Callable[[Path], object],
    ) -> None:
        """`do` does an action by its name, `change_store` shows another store."""
        self.desk, self.panes, self.resuming = desk, desk.panes, resuming
        self.reading: Reading = resuming.reading
        self.do, self.change_store = do, change_store

    def deed(self, action: str) -> Callable[[], object]:
        """What an action is that the table gives to a part."""
        deed: Callable[[], object] = getattr(getattr(self, BY_ID[action].by), f"action_{action}")
        return deed

    @property
    def query(self) -> str:
        """The query that was kept last; "" where nothing was looked for yet."""
        return self.finding.query_text if "finding" in self.__dict__ else ""

    @cached_property
    def finding(self) -> Finding:
        from tui.room.finding import Finding

        return Finding(self.desk, self.resuming.state.query)

    @cached_property
    def filtering(self) -> Filtering:
        from tui.room.filtering import Filtering

        return Filtering(self.desk, lambda: self.finding.leave())

    @cached_property
    def lists(self) -> Lists:
        from tui.room.lists import Lists

        return Lists(self.desk, self.reading)

    @cached_property
    def scoping(self) -> Scoping:
        from tui.room.scoping import Scoping

        return Scoping(self.desk, self.reading)

    @cached_property
    def comparing(self) -> Comparing:
        from tui.room.comparing import Comparing

        return Comparing(self.desk, self.reading)

    @cached_property
    def keeping(self) -> Keeping:
        from tui.room.keeping import Keeping

        return Keeping(self.desk, self.reading, self.finding, self.comparing, self.lists)

    @cached_property
    def copying(self) -> Copying:
        from tui.room.copying import Copying

        return Copying(self.desk, self.reading, self.keeping)

    @cached_property
    def judging(self) -> Judging:
        from tui.room.judging import Judging

        return Judging(self.desk, self.reading, self.undoing)

    @cached_property
    def undoing(self) -> Undoing:
        from tui.room.undoing import Undoing

        return Undoing(self.desk)

    @cached_property
    def correcting(self) -> Correcting:
        from tui.room.correcting import Correcting

        return Correcting(self.desk, self.reading, self.undoing, self.resuming.renew)

    @cached_property
    def adding(self) -> Adding:
        from tui.room.adding import Adding

        return Adding(self.desk, self.reading, self.correcting, self.undoing)

    @cached_property
    def taking(self) -> Taking:
        from tui.room.taking import Taking

        return Taking(self.desk, self.resuming.renew, self.change_store, lambda ids: self.lists.show_new(ids))

    @cached_property
    def travelling(self) -> Travelling:
        from tui.room.travelling import Travelling

        return Travelling(self.desk, self.reading)

    @cached_property
    def choosing(self) -> Choosing:
        from tui.room.choosing import Choosing

        return Choosing(self.desk, self.reading, self.do)
