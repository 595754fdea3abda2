"""`lichun check`: note that records were checked against their source."""

from __future__ import annotations

import click

from tui.commands.common import Settings, called, command, kind_of


@command("check")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--undo", is_flag=True, help="Take the check back.")
def check_(settings: Settings, ids: tuple[str, ...], undo: bool) -> None:
    """Note that you checked facts against their sentences (or meetings, articles); exports say so.

    \b
    lichun check 77c02a1b
    lichun find is:checked
    """
    with settings.library(read_only=False) as library:
        for record in [library.record(i) for i in ids]:
            kind = kind_of(record)
            if library.notebook.is_checked(kind, record.id) is undo:
                library.notebook.check(kind, record.id)
            click.echo(f"{'not checked' if undo else 'checked'}: {called(record)}", err=True)
