"""A person's card: who bears the name where, which offices over time, what was done and said.

In come appearances (a fact with the day and the occasion of it); out go `Bearer`s, one for each city (or province) in
which the name occurs: the texts do not say whether two of them are one person, so nothing here joins them. Knows no
widget and asks no store but in `gathered`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.records import Fact, Person, Quote
from tui.shown import year_of

if TYPE_CHECKING:
    from tui.shelf import Shelf

MOST = 300


@dataclass(frozen=True, slots=True)
class Appearance:
    """One fact of the person: there with an office and a role, or with words of his or hers."""

    fact: Fact
    day: str | None  # of the meeting, else of publication; EDTF
    occasion: str  # the meeting's name, else the article's title


@dataclass(frozen=True, slots=True)
class Office:
    title: str | None  # None: no office is named
    first: str  # EDTF day, "" where none is known
    last: str
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True)
class Bearer:
    """All of one name within one city."""

    region: str | None  # code of the city or province; None where no place is known
    offices: tuple[Office, ...]  # as they follow one another
    appearances: tuple[Appearance, ...]  # latest first

    @property
    def years(self) -> tuple[str, str] | None:
        """The first and last year in which the name occurs there."""
        years = sorted(y for a in self.appearances if (y := year_of(a.day)))
        return (years[0], years[-1]) if years else None


def bearers(appearances: Iterable[Appearance], home: dict[str | None, str | None]) -> list[Bearer]:
    """Who bears the name: one for each home (`home`: code of the fact → city), most appearances first."""
    by_home: dict[str | None, list[Appearance]] = {}
    for appearance in appearances:
        by_home.setdefault(home.get(appearance.fact.region), []).append(appearance)
    made = [
        Bearer(code, _offices(held), tuple(sorted(held, key=_latest, reverse=True))) for code, held in by_home.items()
    ]
    return sorted(made, key=lambda b: (-len(b.appearances), b.region or "~"))


def _latest(appearance: Appearance) -> tuple[str, str, int]:
    return appearance.day or "", appearance.fact.article, -appearance.fact.start


def _offices(held: Sequence[Appearance]) -> tuple[Office, ...]:
    """The offices in the order of time; the same one after another is one stretch."""
    named = sorted((a for a in held if isinstance(a.fact, Person)), key=lambda a: a.day or "9999")
    runs: list[list[Appearance]] = []
    for appearance in named:
        if runs and _title(runs[-1][-1]) == _title(appearance):
            runs[-1].append(appearance)
        else:
            runs.append([appearance])
    if any(_title(run[0]) for run in runs):
        runs = _joined([run for run in runs if _title(run[0])])
    return tuple(Office(_title(run[0]), run[0].day or "", run[-1].day or "", tuple(run)) for run in runs)


def _joined(runs: list[list[Appearance]]) -> list[list[Appearance]]:
    """Stretches of one office that only a mention without office had parted."""
    out: list[list[Appearance]] = []
    for run in runs:
        if out and _title(out[-1][0]) == _title(run[0]):
            out[-1] += run
        else:
            out.append(run)
    return out


def _title(appearance: Appearance) -> str | None:
    return appearance.fact.title if isinstance(appearance.fact, Person) else None


def gathered(shelf: Shelf, name: str) -> list[Bearer]:
    """All that the store has of the name, in its own spelling."""
    facts: dict[str, Fact] = {}
    for kind in ("person", "quote"):
        for hit in shelf.find(f'person:"{name}" kind:{kind}', limit=MOST, whole=False).rows:
            fact = shelf.fact(hit.id) if hit.kind == "fact" else None
            if (isinstance(fact, Person) and fact.name == name) or (isinstance(fact, Quote) and fact.speaker == name):
                facts[fact.id] = fact
    home = {f.region: _city(shelf, f.region) for f in facts.values()}
    return bearers([_appearance(shelf, f) for f in facts.values()], home)


def _appearance(shelf: Shelf, fact: Fact) -> Appearance:
    meeting = shelf.meeting(fact.meeting) if fact.meeting else None
    article = shelf.article(fact.article)
    day = (meeting.date if meeting else None) or (article.published if article else None)
    return Appearance(fact, day, meeting.name if meeting else (article.title or "" if article else ""))


def _city(shelf: Shelf, code: str | None) -> str | None:
    """The city that a division lies in; a province or the country as it is."""
    if code is None:
        return None
    path = shelf.path(code)
    city = next((r.code for r in path if r.level == "prefecture"), None)
    return city or (path[0].code if path and len(path) == 1 else path[-1].code if path else code)
