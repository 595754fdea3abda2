"""A place's meeting on one card: what screen and command line show of it, as data.

In: the library, a division, the years in scope. Out: a `Card` with the main meeting, the others of its year, who did
what, the numbers, policies, projects, quotations and the articles that say so. How it looks is for the one who prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from store.comparing import Statement, measured, statements
from store.records import Article, Campaign, Fact, Figure, Goal, Meeting, Person, Policy, Project, Quote, Region

if TYPE_CHECKING:
    from store.reading import Reading

# Who is named first on a card.
_ROLES = ("讲话", "宣布", "发布", "部署", "主持", "表示", "出席", None)


@dataclass(frozen=True, slots=True)
class Card:
    region: Region
    meeting: Meeting
    others: tuple[Meeting, ...]  # of the same years, newest first
    persons: tuple[Person, ...]
    figures: tuple[Figure, ...]
    named: tuple[Policy | Campaign | Goal | Project, ...]
    quotes: tuple[Quote, ...]
    articles: tuple[Article, ...]

    @property
    def differences(self) -> tuple[Statement, ...]:
        """What two articles give differently."""
        return tuple(s for s in statements(self.figures) if s.differs)


def card(library: Reading, region: Region, years: tuple[int, int] | None = None) -> Card | None:
    """The card of the division's main meeting, None where the store knows no meeting of its own."""
    meeting = library.main_meeting(region.code, years=years)
    if meeting is None:
        return None
    facts = library.facts(meeting=meeting.id)
    persons = sorted(
        (f for f in facts if isinstance(f, Person)), key=lambda p: (_ROLES.index(p.role), p.article, p.start)
    )
    one_year = years or ((int(meeting.date[:4]),) * 2 if meeting.date and meeting.date[:4].isdigit() else None)
    others = [m for m in library.meetings(region.code, years=one_year) if m.id != meeting.id]
    return Card(
        region=region,
        meeting=meeting,
        others=tuple(others),
        persons=tuple(_once(persons)),
        figures=tuple(f for f in facts if isinstance(f, Figure)),
        named=tuple(f for f in facts if isinstance(f, Policy | Campaign | Goal | Project)),
        quotes=tuple(f for f in facts if isinstance(f, Quote)),
        articles=tuple(a for i in meeting.articles if (a := library.article(i)) is not None),
    )


def _once(persons: Sequence[Person]) -> list[Person]:
    """One line a person, however many articles name him: the strongest role stands first."""
    seen: dict[str, Person] = {}
    for person in persons:
        seen.setdefault(person.name, person)
    return list(seen.values())


def amount(figure: Figure) -> str:
    """The value for a reader: as the article writes it, or in 亿 and 万 where it writes nothing."""
    sign = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}.get(figure.comparator or "", "")
    if figure.literal:
        return f"{sign}{figure.literal}"
    if figure.value is None:
        return ""
    low, high = (measured(Decimal(str(v)), figure.unit or "") for v in (figure.value, figure.value_max or figure.value))
    return f"{sign}{low}" if low == high else f"{low}–{high}"


def evidence(fact: Fact, article: Article) -> str:
    """The stretch of the article that proves the fact."""
    return article.text[fact.start : fact.end]
