"""`lichun meeting`: a city's meeting on one card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from store.errors import NotFound
from tui.commands.common import Line, Settings, command, full_name, joined, lines, place, print_json

if TYPE_CHECKING:
    from store.card import Card
    from store.comparing import Statement
    from store.database import Library
    from store.records import Region

_KINDS = {"policy": "Policies", "campaign": "Campaigns", "goal": "Goals", "project": "Projects"}


@command("meeting")
@click.argument("name", metavar="PLACE")
@click.option("--year", type=click.IntRange(1990, 2100), help="Only meetings of that year.")
def meeting_(settings: Settings, name: str, year: int | None) -> None:
    """The main meeting of a place: name, day, who spoke, numbers, projects, sources.

    PLACE in hanzi (either script), pinyin, or as a code.

    \b
    lichun meeting 常州
    lichun meeting changzhou --year 2023
    """
    from store.card import card

    with settings.library() as library:
        region = place(name, year=year, held=lambda: {code for code, n in library.counts().items() if n.meetings})
        found = card(library, region, (year, year) if year else None)
        if found is None:
            others = _years(library, region) if year else ""
            raise NotFound(_missing(region, year) + others, () if others else _near(library, region))
        if settings.json:
            print_json(as_json(found))
        else:
            lines(card_lines(found), settings, [p.name for p in found.persons])


def _missing(region: Region, year: int | None) -> str:
    return f"a meeting of {full_name(region.code)}" + (f" in {year}" if year else "")


def _years(library: Library, region: Region) -> str:
    """The years of which the place has meetings."""
    years = sorted({m.date[:4] for m in library.meetings(region.code) if m.date and m.date[:4].isdigit()})
    return f"; there are some of {', '.join(years)}" if years else ""


def _near(library: Library, region: Region) -> list[str]:
    """Places of the store with a meeting that lie in it, beside it or above it."""
    from store.regions import table

    counts = library.counts()
    above = table.path(region.code)
    kin = [*table.children(region.code), *(table.children(region.parent) if region.parent else []), *reversed(above)]
    return list(
        dict.fromkeys(r.name for r in kin if r.code != region.code and counts.get(r.code) and counts[r.code].meetings)
    )[:4]


def as_json(found: Card) -> dict[str, object]:
    """The card as records of the contract."""
    return {
        "region": found.region.to_json(),
        "meeting": found.meeting.to_json(),
        "others": [m.to_json() for m in found.others],
        "persons": [p.to_json() for p in found.persons],
        "figures": [f.to_json() for f in found.figures],
        "named": [f.to_json() for f in found.named],
        "quotes": [q.to_json() for q in found.quotes],
        "differences": [[f.id for f in s.figures] for s in found.differences],
        "articles": [
            {
                "id": a.id,
                "title": a.title,
                "publisher": a.publisher,
                "published": a.published,
                "url": a.url,
                "source": a.source,
            }
            for a in found.articles
        ],
    }


def card_lines(found: Card) -> Iterator[Line]:
    """The card line by line."""
    meeting = found.meeting
    yield "bold", f"{full_name(found.region.code)}  {found.region.code}"
    yield "bold cyan", f"{meeting.name}"
    yield "", joined(meeting.date or "day not stated", meeting.kind, *(f"“{a}”" for a in meeting.aka))
    if meeting.theme:
        yield "", f"theme  {meeting.theme}"
    yield from _block("Who", [joined(p.name, p.title, p.role) for p in found.persons])
    yield from _block("Numbers", [_statement(s) for s in statements_of(found)])
    yield from _differences(found)
    for kind, title in _KINDS.items():
        yield from _block(title, [f.name for f in found.named if f.kind == kind])
    yield from _block("Said", [f"“{q.text}”" + (f" — {q.speaker}" if q.speaker else "") for q in found.quotes])
    yield from _block(
        "Sources",
        [joined(a.title, a.publisher, a.published, a.url or _file(a.source), a.id[:8]) for a in found.articles],
    )
    yield from _block("Other meetings", [joined(m.date or "?", m.name, m.id[:8]) for m in found.others])


def statements_of(found: Card) -> list[Statement]:
    """The numbers of the card, one for each thing that is stated."""
    from store.comparing import statements

    return statements(found.figures)


def _statement(statement: Statement) -> str:
    from store.card import amount

    first = statement.figures[0]
    values = dict.fromkeys(amount(f) for f in statement.figures)
    times = f"×{len(statement.articles)}" if len(statement.articles) > 1 else ""
    target = "(target)" if first.status == "target" else ""
    return joined(first.measure, " / ".join(values), target, first.horizon, times, "≠" if statement.differs else "")


def _differences(found: Card) -> Iterator[Line]:
    """Each number that two articles give differently, with who says what."""
    from store.card import amount

    named = {a.id: a.publisher or a.title or a.id[:8] for a in found.articles}
    for number, statement in enumerate(found.differences):
        if not number:
            yield "", ""
            yield "bold yellow", "Sources differ"
        said = dict.fromkeys(f"{named.get(f.article, f.article[:8])}: {amount(f)}" for f in statement.figures)
        yield "yellow", f"  {statement.figures[0].measure}  {'; '.join(said)}"


def _file(source: str) -> str:
    """The file's own name: the folders before it say nothing of the article."""
    return source.rsplit("/", 1)[-1]


def _block(title: str, items: Iterable[str]) -> Iterator[Line]:
    """A heading with its lines, each once; nothing without lines."""
    for number, line in enumerate(dict.fromkeys(items)):
        if not number:
            yield "", ""
            yield "bold", title
        yield "", f"  {line}"
