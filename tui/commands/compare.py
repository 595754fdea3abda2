"""`lichun compare`: places side by side for one indicator."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from store.errors import NotFound, WrongUse
from tui.commands.common import Settings, command, lines, place, print_json, rows

if TYPE_CHECKING:
    from store.comparing import Comparison


@command("compare")
@click.argument("indicator")
@click.argument("places", nargs=-1, required=True, metavar="PLACE…")
@click.option("--year", type=click.IntRange(1990, 2100), help="Only what is said of that year.")
@click.option("--below", is_flag=True, help="Compare what lies directly below the places.")
def compare_(settings: Settings, indicator: str, places: tuple[str, ...], year: int | None, below: bool) -> None:
    """What places say of an indicator. What may not be compared (target and result, quarter and year) stands apart.

    \b
    lichun compare gdp 南京 苏州 无锡
    lichun compare 总投资 南京 常州
    lichun compare projects 江苏 --below
    """
    from store.comparing import compare
    from store.recognise.facts.figure.words import indicators_named
    from store.regions import table

    with settings.library() as library:
        regions = [place(name, year=year) for name in places]
        if below:
            regions = [child for region in regions for child in table.children(region.code)]
        called = indicators_named(indicator, ((row.id, row.aliases) for row in library.indicators.rows)) or [indicator]
        if len(called) > 1:
            raise WrongUse(f"{indicator} is a word of several indicators; take one: {', '.join(called)}")
        found = compare(library, called[0], regions, years=(year, year) if year else None)
    if not found.columns:
        raise NotFound(f"{called[0]} in {', '.join(places)}", [n for n in _near(indicator) if n not in called])
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
        ("place", "code", "for", "low", "high", "unit", "bound", "column", "sources", "differs", "measure"),
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
            )
            for col, cells in found.columns.items()
            for c in cells
        ]
        + [(r.name, r.code, *["—"] * 4, "", "", 0, "", "") for r in found.silent],
        settings,
    )


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
