"""`lichun compact`: few files instead of many, and room given back."""

from __future__ import annotations

import click

from tui.commands.common import Settings, command, print_json


@command("compact")
def compact_(settings: Settings) -> None:
    """Merge small segments and drop what was replaced or removed. Nothing that holds is lost.

    \b
    lichun compact
    """
    with settings.library(read_only=False) as library:
        done = library.compact()
    if settings.json:
        print_json({"before": done.before, "after": done.after, "saved": done.saved})
        return
    click.echo(f"{done.before} segments are {done.after}; {done.saved / 1e6:.1f} MB given back", err=True)
