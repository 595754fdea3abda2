"""What one export is: the selection and how it is to be written. Handed to the writer of the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from store.export.columns import COLUMNS, Column, Lang
from store.export.spelling import Spelling
from store.records import Article, Fact, Meeting, Region


class Readable(Protocol):
    """Where records are read by id: the library."""

    def read_articles(self, ids: Iterable[str]) -> Iterator[Article]: ...

    def read_meetings(self, ids: Iterable[str]) -> Iterator[Meeting]: ...


class Selected(Protocol):
    """What is exported: `store.selection.Selection`. Each property streams anew."""

    @property
    def articles(self) -> Iterable[Article]: ...

    @property
    def meetings(self) -> Iterable[Meeting]: ...

    @property
    def facts(self) -> Iterable[Fact]: ...

    @property
    def regions(self) -> Iterable[Region]: ...

    @property
    def query(self) -> str | None: ...

    @property
    def library(self) -> Readable: ...


@dataclass(frozen=True)
class Plan:
    selection: Selected
    spelling: Spelling = field(default_factory=Spelling)
    columns: tuple[Column, ...] = COLUMNS
    lang: Lang = "en"
    trace: bool = False
    to_file: bool = True
    progress: Callable[[int], None] | None = None  # called now and then with the facts written so far

    def article(self, article_id: str) -> Article | None:
        return next(self.selection.library.read_articles([article_id]), None)

    def meeting(self, meeting_id: str) -> Meeting | None:
        return next(self.selection.library.read_meetings([meeting_id]), None)

    def step(self, facts: int) -> None:
        if self.progress is not None:
            self.progress(facts)
