"""`lichun compare`: places side by side for one indicator."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import NotFound, WrongUse
from tui.commands.common import Settings, command, in_years, lines, place, print_json, rows, told_years

if TYPE_CHECKING:
    from store.comparing import Comparison
    from store.database import Library


@command("compare")
@click.argument("indicator")
@click.argument("places", nargs=-1, required=True, metavar="PLACE…")
@in_years("Only what is said of that year, or of these: 2023-2025.")
@click.option("--below", is_flag=True, help="Compare what lies directly below the places.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep it with the articles and sentences behind each value: .csv, .xlsx, .json, .jsonl or .md.",
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
def compare_(
    settings: Settings,
    indicator: str,
    places: tuple[str, ...],
    years: tuple[int, int] | None,
    below: bool,
    output: Path | None,
    force: bool,
) -> None:
    """What places say of an indicator. What may not be compared (target and result, quarter and year) stands apart.

    \b
    lichun compare gdp 南京 苏州 无锡
    lichun compare 总投资 南京 常州
    lichun compare projects 江苏 --below
    lichun compare gdp 江苏 --below --year 2023-2025 -o gdp.xlsx
    """
    from store.comparing import compare
    from store.recognise.facts.figure.words import indicators_named
    from store.regions import table

    with settings.library() as library:
        regions = [place(name, year=years[1] if years else None) for name in places]
        if below:
            regions = [child for region in regions for child in table.children(region.code)]
        called = indicators_named(indicator, ((row.id, row.aliases) for row in library.indicators.rows)) or [indicator]
        if len(called) > 1:
            raise WrongUse(f"{indicator} is a word of several indicators; take one: {', '.join(called)}")
        found = compare(library, called[0], regions, years=years)
        if not found.columns:
            raise _nothing(library, found, places, years, [n for n in _near(indicator) if n not in called])
        if output is not None:
            _keep(library, found, output, settings, force)
            return
    if settings.json:
        columns = [
            {
                "column": column.label,
                "cells": [
                    {
                        "region": c.region.code,
                        "name": c.region.name,
                        "measure": c.measure,
                        "horizon": c.horizon,
                        "low": float(c.low),
                        "high": float(c.high),
                        "open": c.open,
                        "differs": c.differs,
                        "sources": c.sources,
                        "facts": [f.id for f in c.facts],
                    }
                    for c in cells
                ],
            }
            for column, cells in found.columns.items()
        ]
        print_json({"indicator": found.indicator, "columns": columns, "silent": [r.code for r in found.silent]})
        return
    if sys.stdout.isatty():
        _tables(found, settings)
        silent = "  ".join(f"{r.name} —" for r in found.silent)
        if silent and not below:
            lines([("", ""), ("", silent)], settings)
        return
    rows(
        ("place", "code", "for", "low", "high", "unit", "bound", "column", "sources", "differs", "measure", "facts"),
        [
            (
                c.region.name,
                c.region.code,
                c.horizon,
                c.low,
                c.high,
                col.unit,
                _yes(c.open),
                col.label,
                c.sources,
                _yes(c.differs),
                c.measure,
                " ".join(f.id[:8] for f in c.facts),
            )
            for col, cells in found.columns.items()
            for c in cells
        ]
        + [(r.name, r.code, *["—"] * 4, "", "", 0, "", "", "") for r in found.silent],
        settings,
    )


def _nothing(
    library: Library, found: Comparison, places: Sequence[str], years: tuple[int, int] | None, near: Sequence[str]
) -> NotFound:
    """Why there is nothing: not in these years, not in these places, or nobody knows such an indicator."""
    from store.comparing import compare
    from store.recognise.facts.figure.words import indicators

    if (
        found.indicator not in {*(row.id for row in indicators()), *(row.id for row in library.indicators.rows)}
        and not near
    ):
        return NotFound(
            f"an indicator {found.indicator}; `lichun stats kind:figure --by indicator` lists those there are"
        )
    what = f"{found.indicator} in {', '.join(places)}"
    if years is None:
        return NotFound(what, near)
    all_years = compare(library, found.indicator, found.silent)
    said = sorted({year for cells in all_years.columns.values() for c in cells if (year := (c.horizon or "")[:4])})
    return NotFound(
        f"{what} for {told_years(years)}" + (f"; there is some for {', '.join(said)}" if said else ""), near
    )


FORMS = {"csv": "csv", "xlsx": "xlsx", "json": "json", "jsonl": "jsonl", "md": "markdown"}


def _keep(library: Library, found: Comparison, output: Path, settings: Settings, force: bool) -> None:
    """Write the comparison as the screen keeps it (tui/tabled.py). Raises WrongUse where the file's ending says no format."""
    from tui import i18n
    from tui.tabled import Stated, table, write

    form = FORMS.get(output.suffix.lower().lstrip("."))
    if form is None:
        raise WrongUse(f"{output}: no format ends in {output.suffix or 'nothing'}; there are .{', .'.join(FORMS)}")
    i18n.use(settings.lang or "en")
    stated = [Stated(c.region, c.horizon or "", column, c) for column, cells in found.columns.items() for c in cells]
    stated += [Stated(region, "", next(iter(found.columns)), None) for region in found.silent]
    write(table(stated, library.article), form, output, force=force)
    click.echo(f"{output}: {len(stated)} row{'s' * (len(stated) != 1)}", err=True)


def _yes(holds: bool) -> str:
    return "yes" if holds else ""


def _tables(found: Comparison, settings: Settings) -> None:
    """A table for each column, with bars. An open end tells that the value is only a bound."""
    from store.comparing import bar

    for number, (column, cells) in enumerate(found.columns.items()):
        if number:
            click.echo()
        largest = max(c.high for c in cells)
        drawn = ((c, bar(c.high, largest, 16)) for c in cells)
        rows(
            ("place", "for", "value", "", "measure"),
            ((c.region.name, c.horizon or "—", c.text, b + "╌" * (c.open and b != ""), c.measure) for c, b in drawn),
            settings,
            title=f"{found.indicator} · {column.label}",
        )


def _near(indicator: str) -> list[str]:
    from difflib import get_close_matches

    from store.recognise.facts.figure.words import indicators

    return get_close_matches(indicator, [row.id for row in indicators()], 3)
