"""`lichun mark`: mark records for later, or list what is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.errors import NotFound
from tui.commands.common import Settings, called, command, full_name, kind_of, print_json, rows

if TYPE_CHECKING:
    from store.database import Library


@command("mark")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option("--undo", is_flag=True, help="Take the marks away.")
def mark_(settings: Settings, ids: tuple[str, ...], undo: bool) -> None:
    """Mark articles, meetings or facts; without ID list what is marked. `lichun export --marked` exports them.

    \b
    lichun mark 77c02a1b e1b2750e
    lichun mark --undo 77c02a1b
    """
    with settings.library(read_only=not ids) as library:
        if not ids:
            marked = library.notebook.marked()
            if not marked:
                raise NotFound("marks; `lichun mark ID…` sets them, and space in the browser")
            if settings.json:
                print_json([{"kind": kind, "id": i} for kind, i in marked])
            else:
                rows(("kind", "id", "what"), ((kind, i, _called(library, kind, i)) for kind, i in marked), settings)
            return
        for record in [library.record(i) for i in ids]:
            if library.notebook.is_marked(kind_of(record), record.id) is undo:
                library.notebook.toggle(kind_of(record), record.id)
            click.echo(f"{'not marked' if undo else 'marked'}: {called(record)}", err=True)


def _called(library: Library, kind: str, id: str) -> str:
    """What a marked record is called; "" where it is gone."""
    if kind == "region":
        return full_name(id)
    try:
        return called(library.record(id))[10:]
    except NotFound:
        return ""
