"""`lichun meetings`: a list of meetings."""

from __future__ import annotations

from typing import get_args

import click

from store.errors import NotFound
from store.records import Occasion
from tui.commands.common import Settings, command, full_name, in_years, place, print_json, rows


@command("meetings")
@click.option("--in", "where", metavar="PLACE", help="Of that place, with what lies below it.")
@in_years("Of that year, or of these: 2021-2023.")
@click.option("--occasion", type=click.Choice(get_args(Occasion)), help="Held for that occasion.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=200, show_default=True)
def meetings_(
    settings: Settings, where: str | None, years: tuple[int, int] | None, occasion: Occasion | None, limit: int
) -> None:
    """Meetings, newest first.

    \b
    lichun meetings --occasion new_year --year 2023 --in 江苏
    """
    with settings.library() as library:
        region = place(where, year=years[1] if years else None) if where is not None else None
        found = library.meetings(
            region.code if region else None,
            below=True,
            years=years,
            occasion=occasion,
            limit=limit,
        )
    if not found:
        raise NotFound("such meetings; `lichun meetings` without options lists all")
    if settings.json:
        print_json([m.to_json() for m in found])
        return
    rows(
        ("date", "place", "name", "kind", "occasion", "sources", "id"),
        (
            (m.date, full_name(m.region) if m.region else "", m.name, m.kind, m.occasion, len(m.articles), m.id[:8])
            for m in found
        ),
        settings,
    )
