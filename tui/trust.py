"""How far to trust a fact: a sign a reason, the words for each sign, and how many articles say the same.

In come safe facts and, for the sources, the shelf; out go short strings and lines. A sign is never shown without a
place that explains it: the status line at the cursor, the fact's card, the help.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from store.errors import LichunError
from store.records import Fact, Figure
from tui.i18n import offered, say, tell
from tui.shown import name_of
from tui.widgets.width import sign

if TYPE_CHECKING:
    from tui.shelf import Shelf

OWN = "kind"
"""Stands in `Fact.corrected` of a fact that a person added."""

REASONS: Mapping[str, tuple[str, Callable[[Fact], bool]]] = {
    "guessed": ("?", lambda f: f.damage == "guessed"),
    "repaired": ("+", lambda f: f.damage == "certain"),
    "inferred": ("~", lambda f: bool(f.inferred)),
    "own": ("@", lambda f: OWN in f.corrected),
    "corrected": ("*", lambda f: bool(f.corrected) and OWN not in f.corrected),
    "checked": ("!", lambda f: bool(f.checked)),
    "noted": (";", lambda f: bool(f.note)),
}
"""Reason → its sign and whether it holds of a fact; `trust.<reason>` and `trust.<reason>_means` are its words."""


def signs(fact: Fact, sources: int = 1) -> str:
    """The column: how many articles say it, where more than one does, then a sign a reason."""
    many = f"{sign('×', 'x')}{sources}" if sources > 1 else ""
    return many + "".join(mark for mark, holds in REASONS.values() if holds(fact))


def told(fact: Fact, sources: int = 1) -> str:
    """The signs of one fact in words, on one line; "" where there is none."""
    parts = [tell("trust.sources", sources)] if sources > 1 else []
    for reason, (mark, holds) in REASONS.items():
        if holds(fact):
            words = say(f"trust.{reason}")
            fields = {"inferred": fact.inferred, "corrected": fact.corrected}.get(reason, ())
            if fields:
                words += ": " + ", ".join(_field(f) for f in fields)
            if reason == "noted":
                words += f": {fact.note}"
            parts.append(f"{mark} {words}")
    return " · ".join(parts)


def legend() -> list[tuple[str, str]]:
    """Every sign with what it means: for the help and the fact's card."""
    many = [(f"{sign('×', 'x')}n", say("trust.sources_means"))]
    return [*many, *((mark, say(f"trust.{reason}_means")) for reason, (mark, _) in REASONS.items())]


def _field(name: str) -> str:
    return say(f"field.{name}") if offered(f"field.{name}") else name


class Sources:
    """How many articles state what a fact states: of a figure the same measure for the same time, else the same name
    or words, of one place and one meeting. A meeting with one report is not read for it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._meetings: dict[str, dict[str, int]] = {}

    def of(self, fact: Fact) -> int:
        if fact.meeting is None:
            return 1
        if fact.meeting not in self._meetings:
            try:
                self._meetings[fact.meeting] = self._read(fact.meeting)
            except LichunError:  # asked while drawing: whoever reads the store next says what is wrong with it
                return 1
        return self._meetings[fact.meeting].get(fact.id, 1)

    def _read(self, id: str) -> dict[str, int]:
        meeting = self.shelf.meeting(id)
        if meeting is None or len(meeting.articles) < 2:
            return {}
        from store.comparing import statements
        from store.language.fold import fold

        facts = self.shelf.facts(meeting=id, limit=None)
        groups: dict[object, list[Fact]] = {}
        for at, statement in enumerate(statements(f for f in facts if isinstance(f, Figure))):
            groups[at] = list(statement.figures)
        for fact in facts:
            if not isinstance(fact, Figure):
                groups.setdefault((fact.kind, fact.region, fold(name_of(fact))), []).append(fact)
        return {f.id: len({g.article for g in group}) for group in groups.values() for f in group}
