"""`lichun places`: what the gazetteer knows of a name."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from store.errors import NotFound
from tui.commands.common import Line, Settings, command, joined, lines, print_json, rows

if TYPE_CHECKING:
    from store.regions.describe import Description


@command("places")
@click.argument("name")
@click.option("--year", type=click.IntRange(1949, 2100), help="As the name was understood in that year.")
def places_(settings: Settings, name: str, year: int | None) -> None:
    """Divisions of a name: code, level, where they lie, what they were called.

    \b
    lichun places 鼓楼
    lichun places haimen
    """
    from store.regions.describe import describe
    from store.regions.goto import near, search

    found = describe(name, year=year)
    if not found:
        codes = dict.fromkeys(h.region.code for h in search(name, year=year, limit=12) if h.how != "fuzzy")
        found = [d for code in codes for d in describe(code, year=year)]
    if not found:
        raise NotFound(name, near(name))
    if settings.json:
        print_json([asdict(d) for d in found])
        return
    if sys.stdout.isatty():
        lines(_told(found), settings)
        return
    fields = list(asdict(found[0]))
    rows(fields, ([_cell(v) for v in asdict(d).values()] for d in found), settings)


def _told(found: Sequence[Description]) -> Iterator[Line]:
    """Each division in a line, with what became of it below."""
    for d in found:
        span = f"{d.since or ''}–{d.until or ''}" if d.since or d.until else ""
        traditional = d.traditional if d.traditional != d.name else ""
        yield "", joined(d.code, "".join(d.path), d.level, traditional, d.pinyin, span)
        for change in d.history:
            yield "dim", f"    {change}"


def _cell(value: object) -> str:
    return (
        "; ".join(str(v) for v in value) if isinstance(value, list | tuple) else ("" if value is None else str(value))
    )
