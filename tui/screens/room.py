"""The main screen: the reading room. What it shows, how one looks for something and what one keeps are its bases."""

from __future__ import annotations

from tui.screens.keeping import Keeping


class Room(Keeping):
    def on_mount(self) -> None:
        with self.app.batch_update():
            self.arrange_panes()
            self.begin()
        self.call_after_refresh(self.unveil)
        if self.settings.watch:
            self.set_interval(self.settings.watch, self.look_for_changes)
