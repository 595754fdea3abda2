"""`lichun join`: two meetings of the store are one."""

from __future__ import annotations

import click

from store.errors import WrongUse
from store.records import Meeting
from tui.commands.common import Settings, called, command, print_json


@command("join")
@click.argument("ids", nargs=-1, required=True, metavar="MEETING MEETING")
@click.option("--undo", is_flag=True, help="Undo every join and split that a MEETING is part of.")
def join_(settings: Settings, ids: tuple[str, ...], undo: bool) -> None:
    """Make two meetings one, with the day and the place of the first. The id of the other goes on to mean it.

    \b
    lichun join m61b18691 md1032ea0
    lichun join --undo m61b18691
    """
    if len(ids) != (1 if undo else 2):
        raise WrongUse("one meeting is wanted with --undo, two without")
    with settings.library(read_only=False) as library:
        meetings = [library.record(i) for i in ids]
        for prefix, meeting in zip(ids, meetings, strict=True):
            if not isinstance(meeting, Meeting):
                raise WrongUse(f"{prefix} is no meeting; `lichun meetings` lists them with their ids")
        if undo and not library.arrangements.of(meetings[0].id):
            raise WrongUse(f"{ids[0]} was neither joined nor split")
        stand = (
            library.arrangements.undo(meetings[0].id)
            if undo
            else [library.arrangements.join(*(m.id for m in meetings))]
        )
        if settings.json:
            print_json(stand)
        for i in stand:
            click.echo(f"{'stands' if undo else 'joined'}: {called(library.record(i))}", err=True)
