"""Keeping what is shown in step with what a person said: after a commit, at an opening, after another process.

Comes in: the library with `user.json` and its index. Goes out: both in agreement: corrections hang on the records as
they are now, the index shows them, articles are recognised with the fields that a person gave. A process may be killed
between any two of these steps: the next one that may write goes on from there. It decides nothing about records.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from store.errors import StoreBusy
from store.index.said import entries
from store.index.syncing import in_step, unsettled
from store.person.user import CORRECTIONS

if TYPE_CHECKING:
    from store.database import Library
    from store.records import Article

_ROUNDS = 3  # what is arranged decides what corrections hang on, and these what joins follow


class Settling:
    """That of one library."""

    def __init__(self, library: Library) -> None:
        self._library, self._user = library, library.user
        self._at_work = False

    def as_said(self, article: Article) -> Article:
        """An article that no rules made, with what a person said of it; others were recognised with that."""
        if article.rules is not None or not self._user.tables[CORRECTIONS]:
            return article
        from store.person import heeding
        from store.versions import earlier_version

        given = heeding.said_of(self._library, article.id, earlier_version(self._library, article))
        said = heeding.as_said(article, given) if given else article
        if said != article:
            heeding.note_extracted(self._library, article)
        return said

    def said(self) -> None:
        """Writes what a person said and shows it."""
        self._library.flush()
        self.settle()

    def bind(self, written: Collection[str]) -> None:
        """Hangs what a person added on the records that were written, and shows it there."""
        from store.person.binding import rebind

        for _ in range(_ROUNDS):
            rebind(self._library, written)
            if not self._user.unsaid:
                break
            self._library.flush()
        self.settle()

    def settle(self) -> None:
        """Recognises anew the articles that are not as a person said; lets joins follow their targets."""
        self.take_table()
        if self._library.read_only or self._at_work:
            return
        from store.person.binding import follow_targets

        self._at_work = True
        try:
            if ids := unsettled(self._library.folder.index):
                from store.person import heeding

                heeding.settle(self._library, ids)
            self._forget_undone()
            for _ in range(_ROUNDS):
                if not follow_targets(self._library):
                    break
                self._library.flush()
        finally:
            self._at_work = False

    def take_table(self) -> None:
        """Puts the table of indicators that stands in `user.json` in force, once it is asked for."""
        self._library.__dict__.pop("indicators", None)

    def _forget_undone(self) -> None:
        """Takes away corrections of articles that were undone, now that the records are as they were."""
        from store.person.binding import unhang

        undone = [key for key, entry in self._user.entries(CORRECTIONS).items() if not entry["fields"]]
        for key in undone:
            unhang(self._user, CORRECTIONS, key)
        if undone:
            self._library.flush()

    def catch_up(self) -> None:
        """Brings the index to what a person said, where a process was stopped in between."""
        library = self._library
        index = library.folder.index
        if library.read_only:
            if not index.read_only and not in_step(index, library.root):  # one of our own, in the user's cache
                self._sync()
            return
        try:
            if not in_step(index, library.root):
                with library.folder.lock(0):  # what another process wrote meanwhile counts
                    self._sync()
            if unsettled(library.folder.index):
                self.settle()
        except StoreBusy:  # a writer is at work: the next opening goes on
            pass

    def _sync(self) -> None:
        stored = self._library.stored_user()
        if not self._library.user_damage:
            self._library.folder.say(entries(stored))
