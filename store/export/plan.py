"""What one export is: the selection and how it is to be written. Handed to the writer of the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from store.export.columns import COLUMNS, Column, Lang
from store.export.spelling import Spelling
from store.records import Article, Fact, Meeting, Region


class Readable(Protocol):
    """Where records are read by id: the library."""

    def read_articles(self, ids: Iterable[str]) -> Iterator[Article]: ...

    def read_meetings(self, ids: Iterable[str]) -> Iterator[Meeting]: ...

    def facts(self, *, meeting: str | None = None, ids: Iterable[str] | None = None) -> list[Fact]: ...

    def unread_articles(self) -> set[str]: ...


class Selected(Protocol):
    """What is exported: `store.search.selection.Selection`. Each property streams anew."""

    @property
    def article_ids(self) -> Sequence[str]: ...

    @property
    def meeting_ids(self) -> Sequence[str]: ...

    @property
    def fact_ids(self) -> Sequence[str]: ...

    @property
    def articles(self) -> Iterable[Article]: ...

    @property
    def meetings(self) -> Iterable[Meeting]: ...

    @property
    def facts(self) -> Iterable[Fact]: ...

    @property
    def regions(self) -> Iterable[Region]: ...

    @property
    def divisions(self) -> Iterable[tuple[str, str | None]]: ...

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

    def heading(self, text: str) -> str:
        """A word of the export's own, in its script; Taiwan's phrases would make 程式碼 of 代码."""
        if self.lang != "zh":
            return text
        return Spelling("tw").word(text) if self.spelling.variant == "twp" else self.spelling.word(text)

    def article(self, article_id: str) -> Article | None:
        return next(self.selection.library.read_articles([article_id]), None)

    def meeting(self, meeting_id: str) -> Meeting | None:
        return next(self.selection.library.read_meetings([meeting_id]), None)

    def facts(self, ids: Sequence[str]) -> Iterator[Fact]:
        """These facts in that order."""
        for at in range(0, len(ids), 500):
            yield from self.selection.library.facts(ids=ids[at : at + 500])

    def step(self, facts: int) -> None:
        if self.progress is not None:
            self.progress(facts)
