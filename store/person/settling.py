"""Keeping what is shown in step with what a person said: after a commit, at an opening, after another process.

Comes in: the library with `user.json` and its index. Goes out: both in agreement: corrections hang on the records as
they are now, the index shows them, articles are recognised with the fields that a person gave. A process may be killed
between any two of these steps: the next one that may write goes on from there. It decides nothing about records.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, cast

from store.errors import StoreBusy, StoreReadOnly
from store.index.said import entries
from store.index.syncing import said, sync, unsettled
from store.person import heeding
from store.person.user import CORRECTIONS
from store.reading import Reading
from store.records import Article

if TYPE_CHECKING:
    from store.database import Library
    from store.errors import StoreDamaged

_ROUNDS = 3  # what is arranged decides what corrections hang on, and these what joins follow


class Settling(Reading):
    """Mixed into `Library`."""

    user_damage: StoreDamaged | None = None
    _settling = False

    def stored_user(self) -> dict[str, dict[str, Any]]:
        raise NotImplementedError

    def _as_said(self, article: Article) -> Article:
        """An article that no rules made, with what a person said of it; others were recognised with that."""
        if article.rules is not None or not (given := heeding.said_of(cast("Library", self), article)):
            return article
        said = heeding.as_said(article, given)
        if said != article:
            heeding.note_extracted(cast("Library", self), article)
        return said

    def _bind(self, written: Collection[str]) -> None:
        """Hangs what a person added on the records that were written, and shows it there."""
        for _ in range(_ROUNDS):
            self.rebind(written)
            if not self.user.unsaid:
                break
            self.flush()
        self.settle()

    def settle(self) -> None:
        """Recognises anew the articles that are not as a person said; lets joins follow their targets."""
        self._take_table()
        if self.folder.read_only or self._settling:
            return
        self._settling = True
        try:
            if ids := unsettled(self.folder.index):
                heeding.settle(cast("Library", self), ids)
            self._forget_undone()
            for _ in range(_ROUNDS):
                if not self._follow_targets():
                    break
                self.flush()
        finally:
            self._settling = False

    def _forget_undone(self) -> None:
        """Takes away corrections of articles that were undone, now that the records are as they were."""
        undone = [key for key, entry in self.user.entries(CORRECTIONS).items() if not entry["fields"]]
        for key in undone:
            self._drop(CORRECTIONS, key)
        if undone:
            self.flush()

    def _catch_up(self) -> None:
        """Brings the index to what a person said, where a process was stopped in between."""
        if self.user_damage:
            return
        wanted = entries(self.user.tables)
        if self.folder.read_only:
            if not self.folder.index.read_only:  # one of our own, in the user's cache
                sync(self.folder.index, self.folder.segments, wanted)
            return
        try:
            if wanted != said(self.folder.index):
                with self.folder.lock(0):  # what another process wrote meanwhile counts
                    stored = self.stored_user()
                    if not self.user_damage:
                        sync(self.folder.index, self.folder.segments, entries(stored))
            if unsettled(self.folder.index):
                self.settle()
        except StoreBusy:  # a writer is at work: the next opening goes on
            pass

    def _may_write(self) -> None:
        if self.folder.read_only:
            raise StoreReadOnly(self.folder.root)
