"""`lichun find`: search the whole store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from store.errors import NotFound, WrongUse
from tui.commands.common import Asking, Line, Settings, command, joined, lines, print_json, rows

if TYPE_CHECKING:
    from store.search.hits import Hit

_EDGE = " ,;、，；。"
LONGEST, BEFORE = 100, 30  # signs of a sentence that are shown, and how many of them before the hit


@command("find", cls=Asking)
@click.argument("query", nargs=-1, required=True, metavar="QUERY…")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="At most so many.")
def find_(settings: Settings, query: tuple[str, ...], limit: int) -> None:
    """Search titles, texts and facts; words are ANDed, "a phrase" is exact, -word excludes.

    \b
    lichun find 新能源 签约
    lichun find '"产业强市" in:镇江 -开发区'
    """
    from dataclasses import asdict

    text = " ".join(query)
    if not text.strip():
        raise WrongUse("nothing is asked for; `lichun find --help` shows what can be")
    with settings.library() as library:
        found = library.find(text, limit=limit)
        if not found.rows:
            raise NotFound(text, found.near)
        if settings.json:
            print_json({"query": text, "total": found.total, "rows": [asdict(hit) for hit in found.rows]})
        elif sys.stdout.isatty():
            lines(_told(found.rows), settings)
        else:
            rows(
                ("id", "date", "place", "title", "sentence"),
                ((h.id[:8], h.date, _place(h.region), h.title, h.snippet) for h in found.rows),
                settings,
            )
        if not settings.json and found.total and found.total > len(found.rows):
            click.echo(f"{len(found.rows)} of {found.total}; --limit shows more", err=True)


def _told(hits: Sequence[Hit]) -> Iterator[Line]:
    """Each hit with its sentence below it, cut around what was found."""
    for hit in hits:
        yield "bold", joined(hit.id[:8], hit.date, _place(hit.region), hit.title)
        first = hit.spans[0][0] if hit.spans else 0
        start = max(0, first - BEFORE) if len(hit.snippet) > LONGEST else 0
        end = start + LONGEST
        cut = hit.snippet[start:end].strip(_EDGE)
        yield "", f"    {'…' if start else ''}{cut}{'…' if end < len(hit.snippet) else ''}"


def _place(code: str | None) -> str:
    from store.regions import table

    region = table.region_of(code) if code else None
    return region.name if region else ""
