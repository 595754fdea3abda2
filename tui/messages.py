"""All traffic between panes: what happened, told to the screen, by id.

A pane posts what a person did in it; the screen sets what the other panes show. No pane knows another. What comes with
every key is posted to the screen itself, and does not rise to it from widget to widget (`bubble=False`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message


@dataclass(eq=False, repr=False)
class PlaceReached(Message, bubble=False):
    """The tree's cursor came to a division, or was opened on it."""

    code: str


@dataclass(eq=False, repr=False)
class MeetingReached(Message, bubble=False):
    """The tree's cursor, or a choice in a list, came to a meeting."""

    meeting: str
    region: str | None


@dataclass(eq=False, repr=False)
class ReaderWanted(Message):
    """What the cursor stands on is to be read: the reader takes the focus."""


@dataclass(eq=False, repr=False)
class FactReached(Message, bubble=False):
    """The facts' cursor came to a fact."""

    fact: str


@dataclass(eq=False, repr=False)
class FactOpened(Message):
    """All of a fact is to be shown."""

    fact: str


@dataclass(eq=False, repr=False)
class EvidenceReached(Message, bubble=False):
    """The reader came to the evidence of a fact."""

    fact: str


@dataclass(eq=False, repr=False)
class ReaderMoved(Message, bubble=False):
    """The reader's state changed: place in the text, hit, variant; its status line is to be drawn anew."""

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, ReaderMoved)


@dataclass(eq=False, repr=False)
class SelectionMoved(Message, bubble=False):
    """Another stretch of the article was chosen in the reader, or none any more."""


@dataclass(eq=False, repr=False)
class ResultOpened(Message):
    """A line of the results was chosen."""

    kind: str  # article, meeting, fact
    id: str
    article: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(eq=False, repr=False)
class SourcesWanted(Message):
    """The facts behind one value are to be chosen from: several articles say it, or a target and a result."""

    facts: tuple[str, ...]


@dataclass(eq=False, repr=False)
class MoreWanted(Message):
    """The cursor nears the end of the results that are loaded; `whole`: all of them are wanted."""

    whole: bool = False


@dataclass(eq=False, repr=False)
class MarkToggled(Message):
    """Marks were set or taken from records of a kind."""

    kind: str
    ids: tuple[str, ...]


@dataclass(eq=False, repr=False)
class Noted(Message):
    """Something to be said in the status line."""

    text: str
    warning: bool = False


@dataclass(eq=False, repr=False)
class ActionChosen(Message):
    """An action was chosen by its name: in the key bar, the palette or the help."""

    action: str


class Arranged(Message):
    """The panes share the window in another way, or another one is in front."""


@dataclass(eq=False, repr=False)
class StoreChosen(Message):
    """Another store is to be shown."""

    path: Path


@dataclass(eq=False, repr=False)
class QueryChosen(Message):
    """A kept query is to be run."""

    query: str
