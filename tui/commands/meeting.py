"""`lichun meeting`: a city's meeting on one card."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from store.errors import NotFound
from tui.commands.common import Settings, command, full_name, place, print_json, spoken

if TYPE_CHECKING:
    from store.card import Card
    from store.database import Library
    from store.records import Region

Line = tuple[str, str]  # style, text
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
        counts = library.counts()
        region = place(name, year=year, held=[code for code, n in counts.items() if n.meetings])
        found = card(library, region, (year, year) if year else None)
        if found is None:
            raise NotFound(_missing(region, year), _near(library, region))
        if settings.json:
            print_json(as_json(found))
        else:
            show(found, settings)


def _missing(region: Region, year: int | None) -> str:
    return f"a meeting of {full_name(region.code)}" + (f" in {year}" if year else "")


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


def show(found: Card, settings: Settings) -> None:
    """Print the card: in colour for a person, plain in a pipe."""
    say = spoken(settings)
    lines = [(style, say(text)) for style, text in card_lines(found)]
    if not sys.stdout.isatty():
        for _, text in lines:
            click.echo(text)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for style, text in lines:
        console.print(Text(text, style=style))


def card_lines(found: Card) -> Iterator[Line]:
    """The card line by line."""
    from store.card import amount

    meeting = found.meeting
    yield "bold", f"{full_name(found.region.code)}  {found.region.code}"
    yield "bold cyan", f"{meeting.name}"
    yield (
        "",
        "  ".join(p for p in (meeting.date or "day not stated", meeting.kind, *(f"“{a}”" for a in meeting.aka)) if p),
    )
    if meeting.theme:
        yield "", f"theme  {meeting.theme}"
    yield from _block("Who", found.persons, lambda p: f"{p.name}  {p.title or ''}  {p.role or ''}".rstrip())
    yield from _block(
        "Numbers",
        found.figures,
        lambda f: (
            f"{f.measure}  {amount(f)}{'  (target)' if f.status == 'target' else ''}{f'  {f.horizon}' if f.horizon else ''}"
        ),
    )
    for kind, title in _KINDS.items():
        yield from _block(title, [f for f in found.named if f.kind == kind], lambda f: f.name)
    yield from _block("Said", found.quotes, lambda q: f"“{q.text}”" + (f" — {q.speaker}" if q.speaker else ""))
    yield from _block(
        "Sources",
        found.articles,
        lambda a: "  ".join(x for x in (a.title, a.publisher, a.published, a.url or a.source, a.id[:8]) if x),
    )
    yield from _block("Other meetings", found.others, lambda m: f"{m.date or '?'}  {m.name}  {m.id[:8]}")


def _block(title: str, items: object, line: Callable[..., str]) -> Iterator[Line]:
    assert isinstance(items, tuple | list)
    if items:
        yield "", ""
        yield "bold", title
        for item in items:
            yield "", f"  {line(item)}"
